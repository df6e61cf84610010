"""Exports: whoever has the file, the public key and one short program can check them; a changed file is refused."""

import json
import subprocess
import sys
from base64 import b64decode, b64encode
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from audit.keys import signer
from audit.sealing import seal
from tests.audit.conftest import note

pytestmark = pytest.mark.django_db(transaction=True)

ROOT = Path(__file__).resolve().parents[2]
HER = UUID("019aa000-0000-7000-8000-000000000001")
Change = Callable[[list[dict[str, Any]]], None]


def check(path: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """In a program of its own, with no settings and no database."""
    return subprocess.run(
        [sys.executable, "-W", "error", "-m", "audit.verify_export", str(path), *arguments],
        cwd=ROOT, env={"PATH": "/usr/bin", "PYTHONIOENCODING": "utf-8"}, capture_output=True, text=True, check=False,
    )  # fmt: skip


def export(path: Path, **options: Any) -> list[dict[str, Any]]:
    whose = {"all": True} if options.pop("everything", False) else {"patient": str(HER)}
    today = timezone.localdate().isoformat()
    arguments = [f"--{key}={value}" if value is not True else f"--{key}" for key, value in whose.items()]
    arguments += [f"--from={today}", f"--to={today}", "--reason=court order 4", f"--out={path}"]
    call_command("export_audit", *arguments)
    return [json.loads(line) for line in path.read_text().splitlines()]


@pytest.fixture
def log(superuser: psycopg.Connection[Any], heads_file: Path) -> psycopg.Connection[Any]:
    """A log with some events of hers among others."""
    for _ in range(3):
        note(superuser, 200)
        note(superuser, 1, patient=HER)
        superuser.execute(
            "BEGIN; SET LOCAL smartcare.actor_name = 'Zoë ''Ñ'' Phiri'; SET LOCAL smartcare.reason = 'ärztlich';"
            " SET LOCAL smartcare.address = '2001:db8::ffff:1'; SET LOCAL smartcare.session = '00ff';"
            f" SET LOCAL smartcare.facility_id = '-3'; SELECT audit_note('B', ARRAY['{HER}']::uuid[], NULL); COMMIT"
        )
        seal()
    return superuser


def test_export_verifies_offline(log: psycopg.Connection[Any], tmp_path: Path) -> None:
    lines = export(tmp_path / "out")
    done = check(tmp_path / "out", "--key", str(signer().verifier()))

    assert done.returncode == 0, done.stderr
    # Six sealed, and the export itself, which is hers too and came after the head.
    assert "6 events were in the log" in done.stdout
    assert "1 of" not in done.stdout
    assert "1 events were not sealed yet" in done.stdout
    assert "Not proven" in done.stdout
    assert {line["event"]["actor_name"] for line in lines[1:]} >= {"Zoë 'Ñ' Phiri"}


def test_everything_verifies_offline_too(log: psycopg.Connection[Any], tmp_path: Path) -> None:
    lines = export(tmp_path / "out", everything=True)

    done = check(tmp_path / "out")
    assert done.returncode == 0, done.stderr
    assert len(lines) > 600
    assert "The key is the export's own" in done.stdout


def test_export_is_an_event_before_its_first_line(log: psycopg.Connection[Any], tmp_path: Path) -> None:
    lines = export(tmp_path / "out")

    last = lines[-1]["event"]
    assert (last["action"], last["act"], last["reason"], last["program"]) == (
        "X", "audit.export", "court order 4", "export_audit",
    )  # fmt: skip
    assert last["actor_id"] == "program:export_audit"


def test_no_export_without_a_reason_or_over_another_file(
    log: psycopg.Connection[Any], tmp_path: Path
) -> None:
    with pytest.raises(CommandError, match="reason"):
        call_command("export_audit", "--all", "--from=2026-01-01", "--to=2026-01-02")
    (tmp_path / "out").write_text("kept")
    with pytest.raises(CommandError, match="can't be made"):
        export(tmp_path / "out")
    assert (tmp_path / "out").read_text() == "kept"


def _set(name: str, value: Any) -> Change:
    return lambda lines: lines[2]["event"].__setitem__(name, value)


def _body(lines: list[dict[str, Any]]) -> None:
    body = bytearray(b64decode(lines[2]["body"]))
    body[-1] ^= 1
    lines[2]["body"] = b64encode(body).decode()


def _shorter_proof(lines: list[dict[str, Any]]) -> None:
    lines[2]["proof"] = b64encode(b64decode(lines[2]["proof"])[:-32]).decode()


def _head(lines: list[dict[str, Any]]) -> None:
    lines[0]["head"] = lines[0]["head"].replace("base 0", "base 1")


def _other_index(lines: list[dict[str, Any]]) -> None:
    lines[2]["index"] -= 1


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (_set("actor_name", "Somebody Else"), "its actor_name differs"),
        (_set("payload", '{"page": "x"}'), "its reason or payload differ"),
        (_set("reason", None), "its reason or payload differ"),
        (_set("occurred_at", "2026-11-22T10:00:00+00:00"), "its occurred_at differs"),
        (_set("patient_id", str(uuid4())), "its patient_id differs"),
        (_set("address", "10.0.0.1"), "its address differs"),
        (_set("facility_id", 3), "its facility_id differs"),
        (_body, "differs from what was sealed"),
        (_shorter_proof, "proof"),
        (_other_index, "proof"),
        (_head, "signature of the head is false"),
    ],
)
def test_tampered_export_is_refused(
    log: psycopg.Connection[Any], tmp_path: Path, change: Change, said: str
) -> None:
    lines = export(tmp_path / "out")
    change(lines)
    (tmp_path / "out").write_text("".join(json.dumps(line) + "\n" for line in lines))

    done = check(tmp_path / "out")

    assert done.returncode == 1
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_export_signed_by_another_key_is_refused(log: psycopg.Connection[Any], tmp_path: Path) -> None:
    export(tmp_path / "out")
    other = type(signer())("smartcare/audit", bytes(32)).verifier()

    assert "not signed by this key" in check(tmp_path / "out", "--key", str(other)).stderr


@pytest.mark.parametrize("text", ["", "{}", "no json", '{"format": "smartcare audit export 1"}'])
def test_file_that_is_no_export_is_refused_in_plain_words(tmp_path: Path, text: str) -> None:
    (tmp_path / "out").write_text(text)

    done = check(tmp_path / "out")
    assert done.returncode == 1
    assert done.stderr.startswith("Refused: ")


def test_proof_is_small(log: psycopg.Connection[Any], tmp_path: Path) -> None:
    """Body, index and path: with 20 million events the path has 25 hashes, and all stays under 1.2 KB."""
    lines = export(tmp_path / "out")

    assert max(len(b64decode(line["body"])) for line in lines[1:]) + 25 * 32 + 8 < 1200
    assert all(len(b64decode(line["proof"])) <= 10 * 32 for line in lines[1:] if "proof" in line)
