"""`manage.py create_administrator USERNAME`: the first account of an installation, who makes the others in the admin."""

from argparse import ArgumentParser
from getpass import getpass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.services import create_administrator
from audit.programs import program_actor


class Command(BaseCommand):
    help = "Make a system administrator. Asks for the password, or reads it from standard input with --password-stdin."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username")
        parser.add_argument("--name", default="", help="As colleagues know her; the user name when left out.")
        parser.add_argument(
            "--password-stdin", action="store_true", help="Read the password from standard input."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        username = options["username"]
        password = input() if options["password_stdin"] else getpass("Password: ")
        if not options["password_stdin"] and getpass("Password again: ") != password:
            raise CommandError("The two passwords differ.")
        try:
            create_administrator(
                by=program_actor("create_administrator"),
                username=username,
                name=options["name"] or username,
                password=password,
                since=timezone.localdate(),
            )
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(f"{username} may sign in and keep accounts and facilities under /admin/.")
