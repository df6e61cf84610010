"""Events and signed heads, to be read. The database writes them; no save of a model can."""

from django.db import models

from audit.enums import Action, SignalKind


class AuditEvent(models.Model):
    """One thing that somebody did or saw.

    No foreign keys: actor, facility and patient stand as values. `payload` is JSON as text, the very bytes that are sealed:
    columns of a new or gone row, `[was, is]` by column for a change, what was looked for in a search. Once redacted,
    `payload`, `reason` and `salt` are gone and `payload_commit` binds what they were.
    """

    # The key of the table is (occurred_at, id), as its months ask; the number alone is unique.
    id = models.BigIntegerField(primary_key=True)
    occurred_at = models.DateTimeField()
    patient_id = models.UUIDField(null=True)
    request_id = models.UUIDField(null=True)
    facility_id = models.IntegerField(null=True)
    action = models.CharField(max_length=1, choices=Action.choices)
    table_name = models.TextField(null=True)
    row_id = models.TextField(null=True)
    actor_id = models.TextField(null=True)
    actor_name = models.TextField(null=True)
    role = models.TextField(null=True)
    act = models.TextField(null=True)
    program = models.TextField(null=True)
    db_user = models.TextField()
    session = models.BinaryField(null=True)
    address = models.GenericIPAddressField(null=True)
    reason = models.TextField(null=True)
    payload = models.TextField(null=True)
    payload_commit = models.BinaryField(null=True)

    class Meta:
        managed = False
        db_table = "audit_events"
        ordering = ["-occurred_at", "-id"]
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.pk)


class AuditHead(models.Model):
    """A signed head of the log: its first `size` events and the root of their tree."""

    size = models.BigIntegerField(primary_key=True)
    root = models.BinaryField()
    sealed_at = models.DateTimeField()
    last_event_id = models.BigIntegerField()
    signed_note = models.TextField()

    class Meta:
        managed = False
        db_table = "audit_heads"
        ordering = ["-size"]
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.size)


class Signal(models.Model):
    """What somebody did on a day that is worth a look; no verdict. Found by `audit.signals`, looked at by an act."""

    day = models.DateField()
    kind = models.TextField(choices=SignalKind.choices)
    actor_id = models.TextField()
    actor_name = models.TextField(null=True)
    facility_id = models.IntegerField(null=True)
    patient_id = models.UUIDField(null=True)
    happened = models.IntegerField(help_text="How often, or with how many patients.")
    usual = models.IntegerField(null=True, help_text="The same on her other days, where it is known.")
    found_at = models.DateTimeField()
    looked_at = models.DateTimeField(null=True)
    looked_by = models.TextField(null=True)
    looked_by_name = models.TextField(null=True)
    remark = models.TextField(null=True)

    class Meta:
        db_table = "audit_signals"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                name="audit_signal_once",
                fields=["day", "kind", "actor_id", "patient_id"],
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="audit_signal_looked_at_by_somebody",
                condition=models.Q(looked_at__isnull=True, looked_by__isnull=True)
                | models.Q(looked_at__isnull=False, looked_by__isnull=False, remark__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["-day", "-id"], name="audit_signal_newest")]

    def __str__(self) -> str:
        return str(self.pk)
