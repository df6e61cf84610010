"""One table of twelve columns, like a contact, once for each way of keeping an audit. Only measured; no page knows them."""

import pghistory
import pgtrigger
from auditlog.registry import auditlog
from django.db import models
from simple_history.models import HistoricalRecords
from uuid_utils.compat import uuid7

from audit.history import history_records


class Subject(models.Model):
    """The columns they share."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    patient_id = models.UUIDField(db_index=True)
    kind = models.TextField(default="cellphone")
    value = models.TextField()
    value_given = models.TextField()
    state = models.TextField(default="ok")
    owner = models.TextField(default="own")
    owner_name = models.TextField(default="")
    is_primary = models.BooleanField(default=True)
    version = models.IntegerField(default=1)
    updated_at = models.DateTimeField(auto_now=True)
    updated_by = models.TextField(default="somebody")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.pk)


class Plain(Subject):
    """No audit."""


class BySignals(Subject):
    """django-simple-history as it comes."""

    history = HistoricalRecords()


class ByAuditlog(Subject):
    """django-auditlog as it comes."""


@pghistory.track(
    pghistory.InsertEvent(level=pgtrigger.Statement),
    pghistory.UpdateEvent(level=pgtrigger.Statement),
    pghistory.DeleteEvent(level=pgtrigger.Statement),
)
class ByPghistory(Subject):
    """django-pghistory with statement triggers and a context."""


class Captured(Subject):
    """SmartCare's capture."""


class CapturedWithHistory(Subject):
    """SmartCare's capture, whose triggers feed a history too."""

    history = history_records("subjects_captured_history", excluded=[])


auditlog.register(ByAuditlog)
