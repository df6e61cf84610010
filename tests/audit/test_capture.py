"""Every way of writing is an event: acts, bulk writes, raw SQL, COPY, MERGE, other keys, an emptied table, replication."""

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone
from uuid_utils.compat import uuid7

from accounts.models import User
from audit.acts import act
from audit.attach import AttachAudit, captured_of
from audit.capture import TRANSITIONS, body
from audit.context import Actor
from audit.exceptions import APPEND_ONLY, sqlstate
from facilities.models import Facility
from patients.models import Patient, PatientContact
from patients.services.drafts import start_draft
from patients.services.registration import register
from smartcare.db.roles import as_owner
from tests.audit.conftest import events
from tests.factories.patients import registration

# What is not captured, and why nothing is lost by it.
UNCAPTURED = {
    "patient_recent": "a list of what one opened last; each opening is an event of its own",
    "patient_nupin_serial": "a counter; each number given stands in patient_identifiers",
    "patient_contacts_history": "fed by the triggers that capture patient_contacts",
    "patient_address_history": "fed by the triggers that capture patient_address",
    "smartcare_cache": "counters of rate limits",
    "django_session": "signing in and out are events of their own",
    "django_admin_log": "what the admin did is captured at the tables it did it to",
    "django_content_type": "names of tables",
    "django_migrations": "changes of the schema are events of their own",
    "auth_permission": "names that the code gives",
    "audit_events": "the log itself",
    "audit_tiles": "the log itself",
    "audit_heads": "the log itself",
    "audit_detached": "each month taken away is an event of its own",
}


@pytest.mark.django_db
def test_every_table_is_captured_or_says_why_not() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname, count(t.oid) FILTER (WHERE t.tgenabled = 'A' AND t.tgname LIKE c.relname || '\\_audit\\_%%')"
            " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'public'"
            " LEFT JOIN pg_trigger t ON t.tgrelid = c.oid"
            " WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition GROUP BY c.relname"
        )
        triggers = dict(cursor.fetchall())

    assert {table for table, count in triggers.items() if count != 4} == set(UNCAPTURED)


def _attached() -> list[tuple[str, AttachAudit]]:
    loader = MigrationLoader(None, ignore_no_migrations=True)
    return [
        (operation.app_label or key[0], operation)
        for key in loader.graph.nodes
        for operation in loader.graph.nodes[key].operations
        if isinstance(operation, AttachAudit)
    ]


@pytest.mark.django_db
def test_what_is_installed_is_what_the_models_ask() -> None:
    """A column added without attaching its table again is found here."""
    installed = {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT proname, prosrc FROM pg_proc WHERE proname ~ '_audit_(insert|update|delete)$'")
        installed = dict(cursor.fetchall())
    wanted = {}
    for label, operation in _attached():
        captured = captured_of(apps, label, operation.model_name, **operation.manner)
        wanted |= {f"{captured.table}_audit_{name}": body(captured, name) for name in TRANSITIONS}

    assert wanted
    assert installed == wanted


COLUMNS = "id, patient_id, kind, value, value_given, state, owner, owner_name, is_primary, valid, version, updated_at, updated_by"
OTHERS = COLUMNS.partition("kind, ")[2]
NEW = f"'{{id}}'::uuid, patient_id, 'landline'::contact_kind, {OTHERS.replace('is_primary', 'false')}"
SOURCE = f"{NEW} FROM patient_contacts WHERE patient_id = '{{patient}}'"


def _sql(text: str) -> Callable[[Patient], None]:
    def write(patient: Patient) -> None:
        with connection.cursor() as cursor:
            cursor.execute(text.format(id=uuid7(), patient=patient.pk))

    return write


def _hers(patient: Patient) -> Any:
    return PatientContact.objects.filter(patient=patient)


def _another(patient: Patient) -> PatientContact:
    row = _hers(patient).get()
    row.pk, row.kind, row.is_primary = uuid7(), "landline", False
    row._state.adding = True
    return row


def _save(patient: Patient) -> None:
    row = _hers(patient).get()
    row.owner_name = "John"
    row.save()


def _bulk_update(patient: Patient) -> None:
    row = _hers(patient).get()
    row.owner_name = "John"
    PatientContact.objects.bulk_update([row], ["owner_name"])


def _copy(patient: Patient) -> None:
    row = _another(patient)
    with connection.cursor() as cursor, cursor.copy(f"COPY patient_contacts ({COLUMNS}) FROM STDIN") as copy:
        copy.write_row([getattr(row, name.strip()) for name in COLUMNS.split(",")])


UPDATE = "UPDATE SET owner_name = 'John'"
THERE = f"INSERT INTO patient_contacts ({COLUMNS}) SELECT {COLUMNS} FROM patient_contacts WHERE patient_id = '{{patient}}'"
MERGE = "MERGE INTO patient_contacts c USING (SELECT '{patient}'::uuid AS p) s ON c.patient_id = s.p WHEN MATCHED THEN "

PATHS: dict[str, tuple[str, int, Callable[[Patient], Any]]] = {
    "create": ("I", 1, lambda patient: _another(patient).save(force_insert=True)),
    "save": ("U", 1, _save),
    "delete": ("D", 1, lambda patient: _hers(patient).get().delete()),
    "queryset_update": ("U", 1, lambda patient: _hers(patient).update(owner_name="John")),
    "queryset_delete": ("D", 1, lambda patient: _hers(patient).delete()),
    "bulk_create": ("I", 1, lambda patient: PatientContact.objects.bulk_create([_another(patient)])),
    "bulk_update": ("U", 1, _bulk_update),
    "copy": ("I", 1, _copy),
    "raw_insert": ("I", 1, _sql(f"INSERT INTO patient_contacts ({COLUMNS}) SELECT {SOURCE}")),
    "raw_update": (
        "U",
        1,
        _sql("UPDATE patient_contacts SET owner_name = 'John' WHERE patient_id = '{patient}'"),
    ),
    "raw_delete": ("D", 1, _sql("DELETE FROM patient_contacts WHERE patient_id = '{patient}'")),
    "upsert_that_updates": ("U", 1, _sql(f"{THERE} ON CONFLICT (patient_id, id) DO {UPDATE}")),
    "upsert_that_inserts": (
        "I",
        1,
        _sql(
            f"INSERT INTO patient_contacts ({COLUMNS}) SELECT {SOURCE} ON CONFLICT (patient_id, id) DO {UPDATE}"
        ),
    ),
    "merge_that_updates": ("U", 1, _sql(f"{MERGE} {UPDATE}")),
    "merge_that_deletes": ("D", 1, _sql(f"{MERGE} DELETE")),
    "merge_that_inserts": (
        "I",
        1,
        _sql(
            f"MERGE INTO patient_contacts c USING (SELECT {SOURCE}) s"
            f" ({COLUMNS}) ON c.id = s.id WHEN NOT MATCHED THEN"
            f" INSERT ({COLUMNS}) VALUES ({', '.join('s.' + name.strip() for name in COLUMNS.split(','))})"
        ),
    ),
    "change_of_primary_key": (
        "U",
        2,
        _sql("UPDATE patient_contacts SET id = '{id}' WHERE patient_id = '{patient}'"),
    ),
}


@act("test.write")
def _written(*, by: Actor, write: Callable[[Patient], Any], patient: Patient, reason: str) -> None:
    write(patient)


@pytest.mark.django_db
@pytest.mark.parametrize("path", list(PATHS))
def test_write_is_an_event_and_a_version(path: str, ema: Patient, clerk: User) -> None:
    action, count, write = PATHS[path]

    _written(by=clerk.actor, write=write, patient=ema, reason="because")

    seen = events("act = 'test.write'")
    assert [(row["action"], row["table_name"], row["patient_id"]) for row in seen] == [
        (action, "patient_contacts", ema.pk)
    ] * count
    assert {(row["actor_id"], row["actor_name"], row["role"]) for row in seen} == {
        (clerk.actor.id, "Clara Tembo", "registration_clerk")
    }
    assert {(row["facility_id"], row["reason"]) for row in seen} == {(clerk.actor.facility_id, "because")}
    versions = PatientContact.history.filter(history_act="test.write")
    assert [row.history_type for row in versions] == [{"I": "+", "U": "~", "D": "-"}[action]]
    assert {row.history_date for row in versions} == {row["occurred_at"] for row in seen}


@pytest.mark.django_db
def test_change_says_what_was_and_what_is_of_changed_columns_alone(ema: Patient, clerk: User) -> None:
    before = _hers(ema).get()

    _written(
        by=clerk.actor,
        write=lambda patient: _hers(patient).update(
            owner_name="John", value="+260955000111", is_primary=False
        ),
        patient=ema,
        reason="x",
    )

    [event] = events("act = 'test.write'")
    assert event["row_id"] == str(before.pk)
    assert event["payload"] == {
        "value": [before.value, "+260955000111"],
        "owner_name": [before.owner_name, "John"],
        "is_primary": [True, False],
    }


@pytest.mark.django_db
def test_write_that_changes_nothing_is_no_event(ema: Patient, clerk: User) -> None:
    _written(
        by=clerk.actor,
        write=lambda patient: _hers(patient).update(owner_name=_hers(patient).get().owner_name),
        patient=ema,
        reason="x",
    )

    assert events("act = 'test.write'") == []


@pytest.mark.django_db
def test_many_rows_are_many_events_whatever_plan_was_kept(ema: Patient, clerk: User) -> None:
    """A plan kept from one row must not turn quadratic; the count proves that nothing is lost by the other plan either."""
    for _number in range(7):
        _written(
            by=clerk.actor,
            write=_sql("UPDATE facilities_district SET name = name || 'x' WHERE id = 1"),
            patient=ema,
            reason="1",
        )

    _written(
        by=clerk.actor,
        write=_sql("UPDATE facilities_district SET name = name || 'y'"),
        patient=ema,
        reason="all",
    )

    assert len(events("reason = 'all'")) == 116


@pytest.mark.django_db
def test_password_is_never_in_an_event(clerk: User) -> None:
    clerk.set_password("another-long-password")
    clerk.save()

    told = [row["payload"] for row in events("table_name = 'accounts_user'")]
    assert [payload.get("password") for payload in told] == ["***", ["***", "***"]]


@pytest.mark.django_db
def test_number_of_the_registry_stands_only_where_it_can_be_redacted(ema: Patient) -> None:
    rows = events("table_name = 'patient_identifier_registry'")

    assert rows
    assert {row["row_id"] for row in rows} == {None}
    assert {row["patient_id"] for row in rows} == {ema.pk}


@pytest.mark.django_db
def test_draft_is_an_event_without_what_was_typed(clerk: User) -> None:
    draft = start_draft(by=clerk.actor)

    told = events("table_name = 'patient_registration_draft'")
    assert [(row["row_id"], row["payload"]["answers"]) for row in told] == [(str(draft.pk), "***")]


@pytest.mark.django_db
def test_membership_changed_by_raw_sql_is_an_event_of_the_database_user(clerk: User) -> None:
    _sql("UPDATE accounts_membership SET role = 'midwife'")(Patient())

    [event] = events("table_name = 'accounts_membership' AND action = 'U'")
    assert (event["actor_id"], event["act"]) == (None, None)
    assert event["db_user"] == connection.settings_dict["USER"]
    assert event["payload"] == {"role": ["registration_clerk", "midwife"]}


@pytest.mark.django_db
def test_rolled_back_write_leaves_nothing(ema: Patient, clerk: User) -> None:
    def fail(patient: Patient) -> None:
        _hers(patient).update(owner_name="John")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        _written(by=clerk.actor, write=fail, patient=ema, reason="x")

    assert events("act = 'test.write'") == []


CONTEXT = "SET smartcare.actor_id = 'root'; SET smartcare.act = 'by hand'; "


@pytest.mark.django_db(transaction=True)
def test_emptied_table_is_an_event_with_its_number_of_rows(ema: Patient, clerk: User) -> None:
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(CONTEXT + "TRUNCATE patient_contacts")
        cursor.execute(
            "SELECT action, payload FROM audit_events WHERE table_name = 'patient_contacts' ORDER BY id DESC LIMIT 1"
        )
        assert cursor.fetchone() == ("T", '{"rows" : 1}')


@pytest.mark.django_db(transaction=True)
def test_replica_can_not_write_unseen(ema: Patient, superuser: Any) -> None:
    superuser.execute("SET session_replication_role = replica")

    superuser.execute("UPDATE patient_contacts SET owner_name = 'John'")

    row = superuser.execute("SELECT action, db_user FROM audit_events ORDER BY id DESC LIMIT 1").fetchone()
    assert row == ("U", superuser.info.user)


@pytest.mark.django_db(transaction=True)
def test_row_given_to_another_patient_is_filed_under_both(ema: Patient, clerk: User, superuser: Any) -> None:
    """A guard forbids it to all but a replica; whoever does it is seen in both records."""
    other = register(by=clerk.actor, registration=registration())
    superuser.execute("SET session_replication_role = replica")
    superuser.execute("DELETE FROM patient_contacts WHERE patient_id = %s", [other.pk])

    superuser.execute("UPDATE patient_contacts SET patient_id = %s", [other.pk])

    rows = superuser.execute(
        "SELECT patient_id FROM audit_events WHERE action = 'U' ORDER BY id DESC LIMIT 2"
    ).fetchall()
    assert {row[0] for row in rows} == {ema.pk, other.pk}


@pytest.mark.django_db(transaction=True)
def test_trigger_switched_off_and_on_is_seen(ema: Patient, superuser: Any) -> None:
    superuser.execute(CONTEXT)
    superuser.execute("ALTER TABLE patient_contacts DISABLE TRIGGER patient_contacts_audit_update")
    superuser.execute("UPDATE patient_contacts SET owner_name = 'John'")
    superuser.execute("ALTER TABLE patient_contacts ENABLE ALWAYS TRIGGER patient_contacts_audit_update")

    rows = superuser.execute(
        "SELECT action, row_id, payload FROM audit_events WHERE action = 'Z' ORDER BY id DESC LIMIT 2"
    )
    assert rows.fetchall() == [("Z", "public.patient_contacts", '{"command" : "ALTER TABLE"}')] * 2


@pytest.mark.django_db(transaction=True)
def test_dropped_table_is_seen(superuser: Any) -> None:
    superuser.execute("CREATE TABLE passing (id int)")
    superuser.execute("DROP TABLE passing")

    rows = superuser.execute(
        "SELECT row_id, payload FROM audit_events WHERE action = 'Z' ORDER BY id DESC LIMIT 2"
    )
    assert rows.fetchall() == [
        ("public.passing", '{"command" : "DROP TABLE"}'),
        ("public.passing", '{"command" : "CREATE TABLE"}'),
    ]


REFUSED = [
    "INSERT INTO audit_events (occurred_at, action, db_user) VALUES (now(), 'I', 'x')",
    "UPDATE audit_events SET actor_id = 'x'",
    "DELETE FROM audit_events",
    "TRUNCATE audit_events",
    "SELECT * FROM {month}",
    "DELETE FROM {month}",
    "SELECT nextval('audit_events_id_seq')",
    "SELECT audit_make_month(now())",
    "SELECT audit_note_ddl('x', 'x', 'x')",
    "INSERT INTO audit_heads VALUES (1)",
    "SELECT * FROM audit_tiles",
    "DELETE FROM audit_tiles",
    "ALTER TABLE audit_events DISABLE TRIGGER ALL",
    "DROP TABLE {month}",
]


@pytest.mark.django_db
@pytest.mark.parametrize("statement", REFUSED)
def test_the_application_can_not_alter_its_trail(statement: str) -> None:
    month = f"audit_events_{timezone.now():%Y_%m}"

    with pytest.raises(DatabaseError) as refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(month=month))

    assert sqlstate(refused.value) == "42501", refused.value


@pytest.mark.django_db
@pytest.mark.parametrize("action", ["I", "U", "D", "T", "Z", "E"])
def test_the_application_can_not_say_what_only_capture_says(action: str) -> None:
    with pytest.raises(DatabaseError) as refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT audit_note(%s, NULL, NULL)", [action])

    assert sqlstate(refused.value) == APPEND_ONLY


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_events SET actor_id = 'x'",
        "DELETE FROM audit_events",
        "TRUNCATE audit_events",
        "UPDATE audit_events SET payload = NULL",
    ],
)
def test_the_owner_can_not_alter_it_either(statement: str, ema: Patient) -> None:
    with as_owner(), connection.cursor() as cursor:
        with pytest.raises(DatabaseError) as refused:
            cursor.execute(statement)
        assert sqlstate(refused.value) == APPEND_ONLY


@pytest.mark.django_db(transaction=True)
def test_first_event_of_a_month_nobody_made_makes_it(ema: Patient, clerk: User) -> None:
    month = f"audit_events_{timezone.now():%Y_%m}"
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE {month}")

    _written(by=clerk.actor, write=_save, patient=ema, reason="x")

    with as_owner(), connection.cursor() as cursor:
        cursor.execute(f"SELECT action FROM {month}")
        assert ("U",) in cursor.fetchall()


@pytest.mark.django_db
def test_nobody_reads_the_log_without_a_role_that_may(
    ema: Patient, facility: Facility, other_facility: Facility
) -> None:
    def seen(role: str, place: int | None) -> int:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT set_config('smartcare.role', %s, true), set_config('smartcare.facility_id', %s, true)",
                [role, str(place or "")],
            )
            cursor.execute("SELECT count(*) FROM audit_events WHERE act = 'patient.register'")
            return int(cursor.fetchone()[0])

    everything = seen("auditor", None)
    assert everything > 0
    assert seen("facility_administrator", facility.pk) == everything
    assert seen("facility_administrator", other_facility.pk) == 0
    assert [
        seen(role, facility.pk) for role in ("", "midwife", "registration_clerk", "clinical_officer")
    ] == [0] * 4
