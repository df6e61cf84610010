"""`make outdated`: are the pins the newest, and does this Python hold any back? Needs the package index."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PIN = re.compile(r"^([A-Za-z0-9_.-]+)(?:\[[^]]*\])?==(\S+)$")


def pins() -> dict[str, str]:
    """Every pinned package and its version, from both requirements files."""
    lines = [
        line.strip() for name in ("requirements.txt", "requirements-dev.txt") for line in (ROOT / name).open()
    ]
    return {match[1]: match[2] for line in lines if (match := PIN.match(line))}


def newest(package: str, *options: str) -> str:
    """The newest release that pip would see. Takes: extra options of `pip index versions`. Gives: a version, "?" when unknown."""
    answer = subprocess.run(
        [sys.executable, "-m", "pip", "index", "versions", package, *options],
        capture_output=True,
        text=True,
        check=False,
    )
    match = re.search(r"\(([^)]+)\)", answer.stdout)
    return match[1] if match else "?"


def main() -> None:
    """Print a line for each package that is behind, or held back by this Python."""
    for package, pinned in pins().items():
        here, anywhere = newest(package), newest(package, "--ignore-requires-python")
        note = "held back by this Python" if here != anywhere else ""
        if note or here != pinned:
            sys.stdout.write(
                f"{package:32} pinned {pinned:14} newest here {here:14} anywhere {anywhere:14} {note}\n"
            )


if __name__ == "__main__":
    main()
