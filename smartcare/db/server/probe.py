"""Knocking at the server's door: a socket that takes a connection is no proof that anybody serves it."""

import enum
import socket
import struct
from pathlib import Path

from smartcare.db.server.paths import SOCKET_NAME

_PROTOCOL = 3 << 16
_CANNOT_CONNECT_NOW = b"C57P03\0"
_PATIENCE = 10.0


class Answer(enum.Enum):
    """What the server says to one who knocks."""

    NO_DOOR = "there is no socket"
    NONE = "nobody answers"
    NOT_NOW = "it is recovering, or going down"
    WELCOME = "it asks who we are"


def knock(directory: Path) -> Answer:
    """Say hello as a client does, and leave when asked for the password, which the server does not log.

    Takes: `directory` of the socket.
    """
    hello = struct.pack("!i", _PROTOCOL) + b"user\0postgres\0database\0postgres\0\0"
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as door:
        door.settimeout(_PATIENCE)
        try:
            door.connect(str(directory / SOCKET_NAME))
            door.sendall(struct.pack("!i", len(hello) + 4) + hello)
            reply = door.recv(4096)
        except (FileNotFoundError, NotADirectoryError):
            return Answer.NO_DOOR
        except OSError:
            return Answer.NONE
    if not reply:
        return Answer.NONE
    return Answer.NOT_NOW if reply[:1] == b"E" and _CANNOT_CONNECT_NOW in reply else Answer.WELCOME
