"""Streaming: a large CSV file, read once in blocks and held by columns in little memory.

A file of a million rows is read as fast as its bytes can be cut into cells.  Nothing of a row is kept but what scoring
and the checks of the data need: for each answer a number of one byte, for a moment two numbers, for the whole row and
for a personal cell a hash.  Names, comments and addresses are looked at while their block passes, and forgotten.

Plain tables are read in this way: UTF-8, a header in the first rows, cells quoted as CSV prescribes, few rows of
another length, no totals below.  A table that is not plain raises `NotPlain`, and the caller reads it by rows
(`ikm.sources`), which knows every oddity.  Both ways give the same answers and the same findings.

===============  =======================================================
``tables``       one pass through the file: which row is what
``starts``       its beginning: how it is written, what its columns are
``respondents``  the rows that are respondents, by columns
``times``        a column of timestamps
``clocks``       the times of day in it
``people``       a column of personal data, as hashes
``signs``        signs of how the answers were collected
``trials``       cells that hold nothing but a trial word
===============  =======================================================
"""

from typing import TYPE_CHECKING

from ikm.doors import doors

if TYPE_CHECKING:
    from ikm.responses.streaming.starts import NotPlain
    from ikm.responses.streaming.tables import ColumnTable

__all__ = ["ColumnTable", "NotPlain"]

if not TYPE_CHECKING:  # a type checker would take every name for one of this package
    __getattr__ = doors(
        __name__,
        {
            "tables": "ColumnTable",
            "starts": "NotPlain",
        },
    )
