"""The tests: the same engine and the same two roles, cheap hashes, warnings raised."""

from smartcare.settings.base import *

DEBUG = False
SECRET_KEY = "tests-only-not-a-secret-0123456789-abcdefghijklmnop"
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
SMARTCARE_DEMO = True
for template_engine in TEMPLATES:
    template_engine["OPTIONS"]["debug"] = True  # type: ignore[index]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
# Threads of the live server end with their requests, and so must their connections.
DATABASES["default"]["CONN_MAX_AGE"] = 0
