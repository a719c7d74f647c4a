"""Text tables: CSV of any size and spelling, cut into cells.

===============  ==================================================
``csv``          a text table, block by block
``long``         one too long to be held cell by cell, opened
``ahead``        the next block, made beside
``records``      its records, one by one, whatever its quotes
``dialects``     which separator, which decimal mark
``encodings``    which bytes are which letters
``cutting``      blocks of a large, plain table cut by numpy
``quotes``       the quotation marks of a block
``hashing``      64 bits for the bytes of a cell
``vocabularies`` the different texts of its columns, numbered
``webtables``    the table of a web page
===============  ==================================================
"""

from typing import TYPE_CHECKING

from ikm.doors import doors

if TYPE_CHECKING:
    from ikm.sources.texts.csv import LARGE, Rows, TextTable, no_room
    from ikm.sources.texts.cutting import Grid, cut, grid_of, stacked
    from ikm.sources.texts.dialects import SAMPLE, decimal_commas, delimiter_of, separator_line
    from ikm.sources.texts.hashing import PADDING, hash_texts, mix
    from ikm.sources.texts.quotes import Quotes
    from ikm.sources.texts.records import LONGEST_ROW, Records
    from ikm.sources.texts.vocabularies import Vocabulary

__all__ = [
    "LARGE",
    "LONGEST_ROW",
    "PADDING",
    "SAMPLE",
    "Grid",
    "Quotes",
    "Records",
    "Rows",
    "TextTable",
    "Vocabulary",
    "cut",
    "decimal_commas",
    "delimiter_of",
    "grid_of",
    "hash_texts",
    "mix",
    "no_room",
    "separator_line",
    "stacked",
]

if not TYPE_CHECKING:  # a type checker would take every name for one of this package
    __getattr__ = doors(
        __name__,
        {
            "csv": "LARGE Rows TextTable no_room",
            "records": "LONGEST_ROW Records",
            "dialects": "SAMPLE decimal_commas delimiter_of separator_line",
            "cutting": "Grid cut grid_of stacked",
            "hashing": "PADDING hash_texts mix",
            "quotes": "Quotes",
            "vocabularies": "Vocabulary",
        },
    )
