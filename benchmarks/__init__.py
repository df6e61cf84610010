"""Measurements beside the plain alternative, in one run: `make bench`. Not timed tests."""
