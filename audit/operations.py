"""What upper apps attach to their tables in their own migrations; this app knows tables by name only."""

from collections.abc import Sequence
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations import RunSQL
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


class RequireActor(RunSQL):
    """Refuse any write to a table that has no actor, whoever writes and however (SC001).

    Takes: `table`, its name. Needs `fn_require_actor__v1`.
    """

    def __init__(self, table: str) -> None:
        self.table = table
        super().__init__(
            f"CREATE TRIGGER {table}_require_actor BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON {table} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION smartcare_require_actor()",
            f"DROP TRIGGER {table}_require_actor ON {table}",
        )

    def deconstruct(self) -> tuple[str, Sequence[Any], dict[str, Any]]:
        return self.__class__.__qualname__, [self.table], {}


class AttachHistory(Operation):
    """Feed a history table of django-simple-history from its table, by the database.

    Takes: `model_name` with a HistoricalRecords. Statement triggers with transition tables see every path: acts, bulk
    writes, raw SQL. The application's role may read the history and nothing else.
    """

    reversible = True
    reduces_to_sql = True

    def __init__(self, model_name: str) -> None:
        self.model_name = model_name

    def deconstruct(self) -> tuple[str, Sequence[Any], dict[str, Any]]:
        return self.__class__.__qualname__, [self.model_name], {}

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """A trigger changes nothing that Django keeps in its state."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        table, history, columns = self._tables(app_label, to_state)
        for statement in history_sql(table, history, columns):
            schema_editor.execute(statement, params=None)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        table, history, _ = self._tables(app_label, from_state)
        for event in EVENTS:
            schema_editor.execute(f"DROP TRIGGER {table}_history_{event} ON {table}", params=None)
        schema_editor.execute(f"DROP FUNCTION {table}_history_feed()", params=None)
        schema_editor.execute(f"GRANT INSERT, UPDATE, DELETE ON {history} TO smartcare_app", params=None)

    def _tables(self, app_label: str, state: ProjectState) -> tuple[str, str, list[str]]:
        model = state.apps.get_model(app_label, self.model_name)
        history = state.apps.get_model(app_label, f"historical{self.model_name}")
        own = {field.column for field in model._meta.local_concrete_fields}
        columns = [field.column for field in history._meta.local_concrete_fields if field.column in own]
        return model._meta.db_table, history._meta.db_table, columns

    def describe(self) -> str:
        return f"Feed the history of {self.model_name}"


EVENTS = {
    "insert": "NEW TABLE AS changed",
    "update": "NEW TABLE AS changed",
    "delete": "OLD TABLE AS changed",
}


def history_sql(table: str, history: str, columns: Sequence[str]) -> list[str]:
    """The statements that make a history feed. Takes: table names and the columns both have. Gives: SQL in order."""
    names = ", ".join(columns)
    function = f"""
CREATE FUNCTION {table}_history_feed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    INSERT INTO {history} ({names}, history_id, history_date, history_type, history_change_reason,
                           history_user_id, history_user_name, history_act)
    SELECT {names}, smartcare_uuid7(), clock_timestamp(),
           CASE TG_OP WHEN 'INSERT' THEN '+' WHEN 'UPDATE' THEN '~' ELSE '-' END,
           smartcare_context('reason'), smartcare_context('actor_id'), smartcare_context('actor_name'),
           smartcare_context('act')
    FROM changed;
    RETURN NULL;
END
$$"""  # noqa: S608 - names of our own tables and columns
    triggers = [
        f"CREATE TRIGGER {table}_history_{event} AFTER {event.upper()} ON {table} REFERENCING {transition} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {table}_history_feed()"
        for event, transition in EVENTS.items()
    ]
    return [function, *triggers, f"REVOKE INSERT, UPDATE, DELETE ON {history} FROM smartcare_app"]
