"""The door for a WSGI server (gunicorn smartcare.wsgi)."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "smartcare.settings.prod")
application = get_wsgi_application()
