"""Finding a woman: one entry, `find`. Nothing outside this package knows how."""

from patients.search.finder import Found, Results, find

__all__ = ["Found", "Results", "find"]
