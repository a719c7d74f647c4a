r"""How a text table is laid out: which character separates its cells.

A comma, a semicolon (what Indonesian Excel writes), a tab or a bar: the one that cuts most of the first
rows, and their heading, into the same number of cells.  A first line ``sep=;``, which Excel obeys and does not show,
decides.

>>> from ikm.sources.texts.dialects import delimiter_of
>>> delimiter_of("a;b;c\n3,0;2,0;1,0\n4,0;4,0;3,0\n")
';'
>>> delimiter_of("No;U1;U2\n" + "1;3,0;2,0\n" * 30)
';'
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter

__all__ = ["SAMPLE", "decimal_commas", "delimiter_of", "separator_line"]

SAMPLE = 1 << 16
"""How many characters are looked at."""

_CANDIDATES = ",;\t|"
_ROWS = 60


def separator_line(text: str) -> tuple[str, int] | None:
    r"""Read a first line ``sep=;``: the delimiter and the length of the line.

    >>> separator_line("sep=;\r\na;b"), separator_line("a;b")
    ((';', 7), None)
    """
    match = re.match(r'"?sep=([,;\t|:^~])"?[;,\t]*(?:\r\n|\r|\n|$)', text, re.IGNORECASE)
    return (match[1], match.end()) if match else None


def delimiter_of(sample: str) -> str:
    """Tell the delimiter from the first rows; a comma when nothing tells.

    Parameters
    ----------
    sample : str
        The beginning of the text.
    """
    sample = _whole_lines(sample[:SAMPLE])
    best, best_score = ",", (0.0, 0, 0)
    for candidate in _CANDIDATES:
        score = _score(sample, candidate)
        if score > best_score:
            best, best_score = candidate, score
    return best


def decimal_commas(sample: str, delimiter: str) -> bool:
    r"""Whether numbers seem to be written with a decimal comma.

    >>> decimal_commas("a;b\n3,0;2,0\n", ";"), decimal_commas("a,b\n3,0\n", ",")
    (True, False)
    """
    if delimiter == ",":
        return False
    edge = rf"(?:^|[{re.escape(delimiter)}\r\n\"])"
    return re.search(rf"{edge}-?\d+,\d+(?=$|[{re.escape(delimiter)}\r\n\"])", sample) is not None


def _whole_lines(sample: str) -> str:
    if len(sample) < SAMPLE:
        return sample
    end = max(sample.rfind("\n"), sample.rfind("\r"))
    return sample[: end + 1] if end > 0 else sample


def _score(sample: str, delimiter: str) -> tuple[float, int, int]:
    """Rate a delimiter: how many rows it cuts alike, how early the first of these stands, and into how many cells.

    Indonesian Excel writes numbers as "3,00" between semicolons: a comma cuts such rows alike as well, but not the
    heading above them.  So of two that cut most rows alike, the one whose first such row stands higher is right.
    """
    widths: list[int] = []
    reader = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
    try:
        for row, _ in zip(reader, range(_ROWS), strict=False):
            if any(row):
                widths.append(len(row))
    except csv.Error:
        # An over-long field ends the look; the rows before it decide.
        pass
    counts = Counter(widths)
    several = {cells: rows for cells, rows in counts.items() if cells > 1}
    if not several:
        return (0.0, 0, 0)
    cells, rows = max(several.items(), key=lambda item: (item[1], item[0]))
    return (round(rows / counts.total(), 1), -widths.index(cells), cells)
