"""Linear algebra in exact numbers: what a known set of sums gives away."""

from __future__ import annotations

from fractions import Fraction


def rank(rows: list[list[int]]) -> int:
    """Give the rank of a matrix, exactly."""
    left, found = [[Fraction(x) for x in row] for row in rows], 0
    for column in range(len(left[0]) if left else 0):
        lead = next((row for row in left[found:] if row[column]), None)
        if lead is None:
            continue
        left.remove(lead)
        left.insert(found, lead)
        for i, row in enumerate(left):
            if i != found and row[column]:
                left[i] = [x - row[column] / lead[column] * y for x, y in zip(row, lead, strict=True)]
        found += 1
    return found
