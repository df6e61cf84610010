"""The documents: decisions are numbered and whole, links lead somewhere, commands exist."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ADRS = sorted((ROOT / "docs" / "adr").glob("*.md"))
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
PARTS = ["Context", "Options", "Decision", "How we check it"]
LONGEST_ADR, LONGEST_README = 70, 150

# Code is no text: what stands in it is not a link.
CODE = re.compile(r"^```.*?^```$|^(?: {4}|\t)[^\n]*$|`[^`\n]*`", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)(?:\s[^)]*)?\)")
HEADING = re.compile(r"^#{1,6} (.+)$", re.MULTILINE)
MACHINE_PATH = re.compile(r"(?<![\w.])(?:/work\b|/tmp\b|/root\b|/home/\w|\.\./shared\b)")


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def _links(path: Path) -> list[str]:
    # A picture may be a link itself, and "[`x`](y)" must survive the removal of code.
    text = re.sub(r"\[`([^`\n]*)`\]", r"[\1]", path.read_text())
    return LINK.findall(CODE.sub("", text))


def _anchors(path: Path) -> set[str]:
    """The anchors that a hosting site makes of headings."""
    return {
        re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-")
        for heading in HEADING.findall(path.read_text())
    }


def _is_outside(link: str) -> bool:
    return re.match(r"[a-z][a-z0-9+.-]*:", link) is not None


def _targets() -> set[str]:
    return set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))


def test_there_are_documents_to_read() -> None:
    assert len(ADRS) > 10
    assert ROOT / "README.md" in PAGES


def test_decisions_are_numbered_without_gaps() -> None:
    numbers = [path.name.partition("-")[0] for path in ADRS]

    assert numbers == [f"{number:04}" for number in range(1, len(ADRS) + 1)]


@pytest.mark.parametrize("path", ADRS, ids=_name)
def test_decision_has_its_name_number_and_parts(path: Path) -> None:
    text = path.read_text()

    assert re.fullmatch(r"\d{4}-[a-z0-9]+(?:-[a-z0-9]+)*\.md", path.name)
    assert text.startswith(f"# {int(path.name[:4])}. ")
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == PARTS
    assert len(text.splitlines()) <= LONGEST_ADR


@pytest.mark.parametrize("path", PAGES, ids=_name)
def test_links_lead_to_files_and_headings_that_exist(path: Path) -> None:
    broken = []
    for link in _links(path):
        if _is_outside(link):
            continue
        file, _, anchor = link.partition("#")
        target = (path.parent / file).resolve() if file else path
        inside = target.is_relative_to(ROOT) and target.exists()
        if not inside or (anchor and anchor not in _anchors(target)):
            broken.append(link)

    assert broken == []


@pytest.mark.parametrize("path", PAGES, ids=_name)
def test_documents_name_no_place_of_one_machine(path: Path) -> None:
    assert MACHINE_PATH.findall(path.read_text()) == []


@pytest.mark.parametrize("path", PAGES, ids=_name)
def test_make_targets_named_in_documents_exist(path: Path) -> None:
    named = set(re.findall(r"(?:^ {4}|`|; )make ([a-z]+)", path.read_text(), re.MULTILINE))

    assert named <= _targets()


@pytest.mark.parametrize("path", PAGES, ids=_name)
def test_commands_named_in_documents_exist(path: Path) -> None:
    from django.core.management import get_commands

    named = set(re.findall(r"manage\.py ([a-z_]+)", path.read_text()))

    assert named - {"backup"} <= set(get_commands())


def test_readme_is_a_page_to_read_and_names_what_a_newcomer_needs() -> None:
    text = (ROOT / "README.md").read_text()

    assert len(text.splitlines()) <= LONGEST_README
    assert {"run", "test", "check", "bench", "help"} <= set(re.findall(r"make ([a-z]+)", text))


def test_readme_maps_every_folder() -> None:
    text = (ROOT / "README.md").read_text()
    generated = {"locale", "staticfiles", "node_modules", "screenshots", "__pycache__"}
    folders = {
        path.name
        for path in ROOT.iterdir()
        if path.is_dir() and not path.name.startswith(".") and any(path.iterdir())
    }

    assert [name for name in sorted(folders - generated) if f"`{name}/`" not in text] == []
