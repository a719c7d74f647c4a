"""Text tables: CSV of any size and spelling, cut into cells.

===============  ==================================================
``csv``          a text table, collected
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
    from ikm.sources.texts.csv import no_room
    from ikm.sources.texts.cutting import Grid, grids, parts, stacked
    from ikm.sources.texts.dialects import SAMPLE, decimal_commas, delimiter_of, separator_line
    from ikm.sources.texts.hashing import hash_texts, mix
    from ikm.sources.texts.quotes import LONGEST_ROW, NotPlain, Quotes
    from ikm.sources.texts.records import Records
    from ikm.sources.texts.vocabularies import Vocabulary

__all__ = [
    "LONGEST_ROW",
    "SAMPLE",
    "Grid",
    "NotPlain",
    "Quotes",
    "Records",
    "Vocabulary",
    "decimal_commas",
    "delimiter_of",
    "grids",
    "hash_texts",
    "mix",
    "no_room",
    "parts",
    "separator_line",
    "stacked",
]

if not TYPE_CHECKING:  # a type checker would take every name for one of this package
    __getattr__ = doors(
        __name__,
        {
            "csv": "no_room",
            "records": "Records",
            "dialects": "SAMPLE decimal_commas delimiter_of separator_line",
            "cutting": "Grid grids parts stacked",
            "hashing": "hash_texts mix",
            "quotes": "LONGEST_ROW NotPlain Quotes",
            "vocabularies": "Vocabulary",
        },
    )
