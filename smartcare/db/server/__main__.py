"""The embedded PostgreSQL server, by hand: python -m smartcare.db.server start|stop|status|url|exec."""

import argparse
import sys
from pathlib import Path

from smartcare.db.server.cluster import server_urls
from smartcare.db.server.errors import ServerError
from smartcare.db.server.hold import start, stop
from smartcare.db.server.lifecycle import find_server
from smartcare.db.server.paths import Place, open_place
from smartcare.db.server.run import run_with_server

NOT_RUNNING = 3


def main(arguments: list[str] | None = None) -> int:
    """Do what the command line asks. Gives: the exit code."""
    asked = _parser().parse_args(arguments)
    try:
        if asked.action == "exec":
            return _exec(asked)
        return _by_hand(asked)
    except ServerError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m smartcare.db.server", description=__doc__)
    parser.add_argument(
        "--state-dir", type=Path, help="where the data are (default: this checkout's own place)"
    )
    actions = parser.add_subparsers(dest="action", required=True)
    for name, meaning in (
        ("start", "start the server; it stays until it is stopped"),
        ("stop", "stop the server, unless somebody uses it"),
        ("status", "say whether the server runs"),
        ("url", "print the address of the running server"),
        ("exec", "run a program with DATABASE_URL and DATABASE_OWNER_URL set; the server stops with it"),
    ):
        action = actions.add_parser(name, help=meaning, description=meaning)
        action.add_argument("--fast", action="store_true", help="the tests' server: quick and forgetful")
        if name == "url":
            action.add_argument("--role", choices=("app", "owner", "superuser"), default="app")
        if name == "exec":
            action.add_argument("--single", metavar="NAME", help="refuse when another of this name runs")
            action.add_argument("--address", help="where the program answers, to tell the one who is refused")
            action.add_argument("command", nargs="+", metavar="-- CMD")
    return parser


def _exec(asked: argparse.Namespace) -> int:
    return run_with_server(
        asked.command,
        state_dir=asked.state_dir,
        fast=asked.fast,
        single=asked.single,
        address=asked.address,
    )


def _by_hand(asked: argparse.Namespace) -> int:
    place = open_place(asked.state_dir, fast=asked.fast)
    if asked.action == "start":
        start(place)
        return _status(place)
    if asked.action == "stop":
        print("The database server has stopped." if stop(place) else "No database server runs here.")
        return 0
    if asked.action == "status":
        return _status(place)
    server = find_server(place)
    if server is None:
        raise ServerError("No database server runs here. Start it with: python -m smartcare.db.server start")
    print(getattr(server_urls(place, server.socket), f"{asked.role}_url"))
    return 0


def _status(place: Place) -> int:
    server = find_server(place)
    if server is None:
        print(f"No database server runs here. Its data: {place.data}")
        return NOT_RUNNING
    print(f"The database server runs: process {server.pid}. Its data: {place.data}; its log: {place.log}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
