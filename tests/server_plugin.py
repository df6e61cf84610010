"""Finds the tests a PostgreSQL before Django reads its settings: the one of DATABASE_URL, else the embedded one."""

import os

if not os.environ.get("DATABASE_URL"):
    from smartcare.db.server.testing import test_cluster

    urls = test_cluster()
    os.environ["DATABASE_URL"] = urls.app_url
    os.environ["DATABASE_OWNER_URL"] = urls.owner_url
    os.environ["DATABASE_SUPERUSER_URL"] = urls.superuser_url
