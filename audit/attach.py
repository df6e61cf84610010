"""How an upper app attaches its tables to the audit, in its own migrations; this app knows tables by name only."""

from collections.abc import Sequence
from typing import Any

from django.apps.registry import Apps
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from django.db.models import Model

from audit.capture import Captured, attach_sql, detach_sql
from audit.operations import AttachHistory

# An event says when it was itself; a column that only repeats it would double the size of a small change.
LEFT_OUT = ("updated_at", "last_login")
PATIENT = "patient_id"


def captured_of(
    apps: Apps,
    app_label: str,
    model_name: str,
    *,
    hidden: Sequence[str] = (),
    patient: str = "",
    unnamed: bool = False,
) -> Captured:
    """What is captured of a model, as AttachAudit says it.

    Takes: the apps of a migration or of now; the model's label and name; the rest as AttachAudit. Gives: a Captured.
    """
    model = apps.get_model(app_label, model_name)
    fields = model._meta.local_concrete_fields
    # In the order of the alphabet: a migration and a model may list the same columns in another order.
    columns = sorted(field.column for field in fields if not field.generated and field.column not in LEFT_OUT)
    history, shared = _history_of(apps, model)
    return Captured(
        table=model._meta.db_table,
        key=_key(model),
        columns=columns,
        patient=patient or (PATIENT if PATIENT in columns else ""),
        row=() if unnamed else [str(field.column) for field in model._meta.pk_fields],
        hidden=hidden,
        history=history,
        history_columns=shared,
    )


def _key(model: type[Model]) -> list[str]:
    """A row that moves to another patient is filed under both: so the patient belongs to what makes it the same row."""
    own = [str(field.column) for field in model._meta.pk_fields]
    is_owned = any(field.column == PATIENT and not field.null for field in model._meta.local_concrete_fields)
    return [PATIENT, *own] if is_owned else own


def _history_of(apps: Apps, model: type[Model]) -> tuple[str, list[str]]:
    try:
        history = apps.get_model(model._meta.app_label, f"historical{model._meta.model_name}")
    except LookupError:
        return "", []
    own = {field.column for field in model._meta.local_concrete_fields}
    return history._meta.db_table, sorted(
        field.column for field in history._meta.local_concrete_fields if field.column in own
    )


class AttachAudit(Operation):
    """Make every write to a table an event, and a version where the model keeps a history.

    Takes: `model_name`; `hidden`, columns of which only that they changed is said (a password); `patient`, the column that
    names the patient where it isn't patient_id; `unnamed` when the key itself identifies a person, so that no event carries it
    unredacted; `app_label` for a model of another app; `again` when its columns changed since it was attached.
    """

    reversible = True
    reduces_to_sql = True

    def __init__(
        self,
        model_name: str,
        *,
        hidden: Sequence[str] = (),
        patient: str = "",
        unnamed: bool = False,
        app_label: str = "",
        again: bool = False,
    ) -> None:
        self.model_name, self.app_label, self.again = model_name, app_label, again
        self.manner: dict[str, Any] = {"hidden": tuple(hidden), "patient": patient, "unnamed": unnamed}

    def deconstruct(self) -> tuple[str, Sequence[Any], dict[str, Any]]:
        given = {**self.manner, "app_label": self.app_label, "again": self.again}
        return (
            self.__class__.__qualname__,
            [self.model_name],
            {key: value for key, value in given.items() if value},
        )

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """A trigger changes nothing that Django keeps in its state."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        self._attach(app_label, schema_editor, to_state)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        if self.again:
            self._attach(app_label, schema_editor, to_state)
            return
        table = to_state.apps.get_model(self.app_label or app_label, self.model_name)._meta.db_table
        for statement in detach_sql(table):
            schema_editor.execute(statement, params=None)

    def _attach(self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, state: ProjectState) -> None:
        captured = captured_of(state.apps, self.app_label or app_label, self.model_name, **self.manner)
        for statement in attach_sql(captured):
            schema_editor.execute(statement, params=None)

    def describe(self) -> str:
        return f"Attach {self.model_name} to the audit"


class DetachHistory(AttachHistory):
    """End a feed of `AttachHistory`, where `AttachAudit` takes it over."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        super().database_backwards(app_label, schema_editor, to_state, from_state)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        super().database_forwards(app_label, schema_editor, to_state, from_state)

    def describe(self) -> str:
        return f"End the older feed of {self.model_name}'s history"
