"""Who runs a command: the program, with the operating system's user."""

import getpass

from audit.context import Actor


def program_actor(program: str) -> Actor:
    """The actor of a command. Takes: `program`, its name. Gives: an Actor of role "program" that names the user."""
    try:
        user = getpass.getuser()
    except (KeyError, OSError):
        user = "unknown user"
    return Actor(id=f"program:{program}", name=f"{program} ({user})", role="program")
