"""The embedded PostgreSQL server: `ensure` has it run, `hold` uses it for as long as a process lives.

It imports no Django: it must work before there are settings.
"""

from smartcare.db.server.cluster import ServerUrls
from smartcare.db.server.errors import ServerError
from smartcare.db.server.hold import Hold, ensure, hold, hold_until_exit

__all__ = ["Hold", "ServerError", "ServerUrls", "ensure", "hold", "hold_until_exit"]
