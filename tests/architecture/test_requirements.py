"""What is installed is what is pinned: pip may hold a package back in silence."""

import re
from importlib.metadata import version
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LINES = [
    line.strip()
    for name in ("requirements.txt", "requirements-dev.txt")
    for line in (ROOT / name).read_text().splitlines()
    if line.strip() and not line.startswith(("#", "-r"))
]


@pytest.mark.parametrize("line", LINES)
def test_requirement_is_pinned_and_installed(line: str) -> None:
    match = re.fullmatch(r"([A-Za-z0-9_.-]+)(?:\[[^]]*\])?==([0-9][0-9A-Za-z.]*)", line)

    assert match, "pin it with =="
    assert version(match[1]) == match[2]
