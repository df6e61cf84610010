"""The server for the tests: a second cluster of this checkout, quick and forgetful."""

import functools

from smartcare.db.server.cluster import ServerUrls
from smartcare.db.server.hold import hold_until_exit


@functools.cache
def test_cluster() -> ServerUrls:
    """Have the tests' server run until the last test process of this checkout ends.

    Gives: its addresses, the same in every process.
    Raises: ServerError, with a message for a person.
    """
    return hold_until_exit(fast=True)


# Its name begins like a test's; it is none.
setattr(test_cluster, "__test__", False)  # noqa: B010
