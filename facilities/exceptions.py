"""What can be wrong with a list of facilities as a whole."""


class UnreadableList(ValueError):
    """The file is not a facility list: not UTF-8, no header, or columns missing. Its text says which."""
