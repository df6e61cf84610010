"""How alike two folded facility names are, in slips of a pen.

One slip is taken for the same name in a list; a legacy text is matched in SQL by trigrams instead (patients/legacy).
"""

CERTAIN_EDITS = 1


def edits_between(one: str, other: str) -> int:
    """How many slips lead from one text to the other.

    Takes: two texts. Gives: letters added, lost, changed or swapped with the next.
    """
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        earlier, before, row = before, row, [i]
        for j, seen in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != seen))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == seen:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
    return row[-1]
