"""Where a cluster keeps its things: a state directory for each checkout, and one inside it for the tests."""

import hashlib
import os
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path

from smartcare.db.server.account import ACCOUNT_NAME, Account, give, server_account
from smartcare.db.server.errors import ServerError

CHECKOUT = Path(__file__).resolve().parents[3]
SYSTEM_STATE = Path("/var/lib/smartcare")
SOCKET_NAME = ".s.PGSQL.5432"
# The kernel takes 107 bytes on Linux and 103 on macOS.
SOCKET_PATH_LIMIT = 103


@dataclass(frozen=True)
class Place:
    """The files of one cluster. `fast` means: for tests, may lose everything when the machine stops."""

    root: Path
    fast: bool
    account: Account | None

    @property
    def data(self) -> Path:
        """The data directory; it exists only complete."""
        return self.root / "data"

    @property
    def unfinished(self) -> Path:
        """Where a data directory grows until it is complete."""
        return self.root / "data.new"

    @property
    def passwords(self) -> Path:
        """The passwords of the sign-ins, readable by the one who runs SmartCare alone."""
        return self.root / "passwords.json"

    @property
    def log(self) -> Path:
        """What the server says."""
        return self.root / "server.log"

    @property
    def creation_log(self) -> Path:
        """What the making of the cluster said."""
        return self.root / "initdb.log"

    @property
    def start_lock(self) -> Path:
        """Held while somebody makes, starts or stops the server."""
        return self.root / "start.lock"

    @property
    def users(self) -> Path:
        """Held in common by everyone who uses the server."""
        return self.root / "users.lock"

    @property
    def kept(self) -> Path:
        """Says that a person started the server by hand, so that it stays when its last user leaves."""
        return self.root / "kept"

    @property
    def socket_record(self) -> Path:
        """Where the socket is, when it cannot be here."""
        return self.root / "socket.json"


def default_state_dir(checkout: Path = CHECKOUT) -> Path:
    """The state directory of a checkout.

    Takes: `checkout`, the project's directory.
    Gives: `.smartcare` in it; for root, a directory that the server's own account can reach, named after the
    checkout's path, so that two checkouts, or a copy, never share one.
    """
    checkout = checkout.resolve()
    if os.geteuid() == 0:
        return SYSTEM_STATE / hashlib.sha256(os.fsencode(checkout)).hexdigest()[:12]
    return checkout / ".smartcare"


def open_place(state_dir: Path | None = None, *, fast: bool = False) -> Place:
    """The place of a cluster, with its directory made.

    Takes: `state_dir` (default: this checkout's); `fast` for the tests' cluster, in a directory of its own.
    Raises: ServerError when the directory cannot be made or the server's account cannot reach it.
    """
    root = (state_dir or default_state_dir()).absolute()
    place = Place(root / "fast" if fast else root, fast, server_account())
    try:
        make_directory(place.root, 0o711 if place.account else 0o700)
    except OSError as error:
        raise ServerError(
            f"The embedded database keeps its data in {place.root}, which cannot be made: {error.strerror}."
        ) from error
    if not os.access(place.root, os.W_OK):
        raise ServerError(f"The embedded database keeps its data in {place.root}, where you may not write.")
    if place.account:
        _require_passage(place.root, place.account)
    return place


def make_directory(path: Path, mode: int) -> None:
    """Make a directory and its missing parents with these rights; what was there keeps its own.

    Takes: `path`; `mode`, the rights whatever the umask.
    Raises: OSError.
    """
    if path.is_dir():
        return
    make_directory(path.parent, mode)
    try:
        path.mkdir()
    except FileExistsError:
        return
    path.chmod(mode)


def socket_directory(place: Place) -> Path:
    """The directory of the server's socket: private, and short enough for the kernel.

    Gives: a directory beside the data; when that path is too long, one in the system's temporary directory,
    remembered here and made again when somebody cleaned it away.
    """
    near = place.root / "socket"
    if len(os.fsencode(near / SOCKET_NAME)) <= SOCKET_PATH_LIMIT:
        if not near.is_dir():
            near.mkdir()
        # A directory inside our own state: a copy or an unpacked archive may have lost its rights.
        near.chmod(0o700)
        give(near, place.account)
        return near
    recorded = _recorded_socket_directory(place)
    if recorded is not None and _is_private(recorded, place.account):
        return recorded
    made = Path(tempfile.mkdtemp(prefix="smartcare-"))
    give(made, place.account)
    place.socket_record.write_text(f"{place.root.resolve()}\n{made}\n")
    return made


def _recorded_socket_directory(place: Place) -> Path | None:
    try:
        owner, directory = place.socket_record.read_text().splitlines()
    except (OSError, ValueError):
        return None
    # The record of a copied checkout speaks of the other one's socket.
    return Path(directory) if owner == str(place.root.resolve()) else None


def _is_private(directory: Path, account: Account | None) -> bool:
    """Whether the directory is ours alone; one cleaned away is made again if nobody took its name."""
    try:
        if not directory.exists():
            directory.mkdir(mode=0o700)
            give(directory, account)
        found = directory.lstat()
    except OSError:
        return False
    owner = account.uid if account else os.geteuid()
    return stat.S_ISDIR(found.st_mode) and found.st_uid == owner and stat.S_IMODE(found.st_mode) == 0o700


def _require_passage(path: Path, account: Account) -> None:
    """Refuse a place behind a closed door, rather than open the door."""
    for directory in (path, *path.parents):
        found = directory.stat()
        mine, ours = found.st_uid == account.uid, found.st_gid == account.gid
        wanted = stat.S_IXUSR if mine else stat.S_IXGRP if ours else stat.S_IXOTH
        if not found.st_mode & wanted:
            raise ServerError(
                f"The embedded PostgreSQL runs as the user {ACCOUNT_NAME}, who cannot pass {directory}. "
                "Choose another state directory, or run SmartCare as an ordinary user."
            )
