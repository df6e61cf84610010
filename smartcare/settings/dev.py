"""Development and the demo: one machine, the embedded server, no secrets to guard."""

from smartcare.settings.base import *

DEBUG = env.bool("DEBUG", False)
SECRET_KEY = env.str("SECRET_KEY", "development-only-not-a-secret-0123456789-abcdefghij")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
SMARTCARE_DEMO = env.bool("SMARTCARE_DEMO", False)
AUDIT_MAKES_KEY = True
