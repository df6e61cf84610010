"""For the type checker alone: settings that load with no database in sight."""

import os

os.environ.setdefault("DATABASE_URL", "postgres://nobody@localhost/nothing")

from smartcare.settings.test import *
