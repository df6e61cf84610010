"""What stops a step of the legacy migration, in words for the operator."""


class LegacyError(Exception):
    """The step can't be done; nothing was written. The text says why and never shows a value of a row."""
