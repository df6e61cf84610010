"""Settings to measure the audit with: two other libraries of its kind stand beside it, and the tables they are all tried on."""

from benchmarks.settings import *

INSTALLED_APPS = [*INSTALLED_APPS, "auditlog", "pgtrigger", "pghistory", "benchmarks.subjects"]
PGHISTORY_INSTALL_CONTEXT_FUNC_ON_MIGRATE = True
