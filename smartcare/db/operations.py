"""Migration operations for what Django has no words for: SQL files with a way down, native enums, composite keys."""

from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from django.db.migrations.operations import RunSQL


class SqlFile(RunSQL):
    """Run `<app>/sql/<name>.sql`; going back runs its `.down.sql`, or for version N the file of version N-1.

    Takes: `app`, the import name of an app; `name`, as `fn_require_actor__v1`.
    Raises: FileNotFoundError when a file or its way down is missing.
    """

    def __init__(self, app: str, name: str) -> None:
        self.app, self.name = app, name
        folder = sql_folder(app)
        stem, _, version = name.rpartition("__v")
        down = folder / (f"{name}.down.sql" if version == "1" else f"{stem}__v{int(version) - 1}.sql")
        super().__init__((folder / f"{name}.sql").read_text(), down.read_text())

    def deconstruct(self) -> tuple[str, Sequence[Any], dict[str, Any]]:
        return self.__class__.__qualname__, [self.app, self.name], {}

    def describe(self) -> str:
        return f"SQL file {self.app}/{self.name}"


def sql_folder(app: str) -> Path:
    """Where an app keeps its SQL. Takes: `app`, an import name. Raises: LookupError when there is no such app."""
    spec = find_spec(app)
    if spec is None or not spec.submodule_search_locations:
        raise LookupError(app)
    return Path(next(iter(spec.submodule_search_locations))) / "sql"


class CreateEnum(RunSQL):
    """Make a native ENUM type. Takes: `type_name`; `values`, its labels in order, never from user input."""

    def __init__(self, type_name: str, values: Sequence[str]) -> None:
        self.type_name, self.values = type_name, tuple(values)
        labels = ", ".join("'" + value.replace("'", "''") + "'" for value in self.values)
        super().__init__(f"CREATE TYPE {type_name} AS ENUM ({labels})", f"DROP TYPE {type_name}")

    def deconstruct(self) -> tuple[str, Sequence[Any], dict[str, Any]]:
        return self.__class__.__qualname__, [self.type_name, self.values], {}


class OwnedKey(RunSQL):
    """Make the primary key of a patient-owned table `(patient_id, <key>)`, so that it can be distributed by patient.

    Django keeps its one-column `pk`; the key column is unique enough by being a UUIDv7. See design: keys.
    """

    def __init__(self, table: str, key: str = "id") -> None:
        self.table, self.key = table, key
        swap = "ALTER TABLE {t} DROP CONSTRAINT {t}_pkey, ADD CONSTRAINT {t}_pkey PRIMARY KEY ({c})"
        super().__init__(swap.format(t=table, c=f"patient_id, {key}"), swap.format(t=table, c=key))

    def deconstruct(self) -> tuple[str, Sequence[Any], dict[str, Any]]:
        return self.__class__.__qualname__, [self.table, self.key], {}
