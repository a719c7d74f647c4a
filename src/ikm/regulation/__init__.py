"""The law as data: elements, weights, bands, rounding, sample size, each with where it stands.

One TOML file per instrument in ``regulation/data``.  Every record in it carries exactly one of

``cite``
    the article or annex that says so;
``declared``
    ikm's reason, where the text is silent or says two things and a choice had to be made.

No regulated number stands anywhere else in ikm.  `instrument` answers questions of the law, `loading` reads and
checks the files, `indices` reads the instruments of indices besides the IKM (SPAK, SPKP), `index_instrument` is what
they become and `contradictions` what they must not say, `definitions` reads other definition files by the same
manners, `asking` tells which instrument is meant.

>>> from ikm.regulation import load_regulation
>>> law = load_regulation()
>>> law.key, len(law.elements), law.bands[3].mutu
('permenpanrb-14-2017', 9, 'A')
"""

from typing import TYPE_CHECKING

from ikm.doors import doors
from ikm.regulation.asking import law_behind, law_of
from ikm.regulation.instrument import (
    Band,
    Element,
    Order,
    Regulation,
    Sampling,
    WeightRule,
    Weights,
    round_half_up,
)
from ikm.regulation.loading import DEFAULT, builtin_regulations, load_regulation, parse_regulation

if TYPE_CHECKING:
    from ikm.regulation.definitions import line_of, parse_definition
    from ikm.regulation.index_instrument import AskedItem, IndexInstrument
    from ikm.regulation.indices import MAIN, builtin_indices, indices_of, instrument_named, load_index, parse_index

__all__ = [
    "DEFAULT",
    "MAIN",
    "AskedItem",
    "Band",
    "Element",
    "IndexInstrument",
    "Order",
    "Regulation",
    "Sampling",
    "WeightRule",
    "Weights",
    "builtin_indices",
    "builtin_regulations",
    "indices_of",
    "instrument_named",
    "law_behind",
    "law_of",
    "line_of",
    "load_index",
    "load_regulation",
    "parse_definition",
    "parse_index",
    "parse_regulation",
    "round_half_up",
]

if not TYPE_CHECKING:  # reading definition files needs pydantic, which a number from the law does not
    __getattr__ = doors(
        __name__,
        {
            "definitions": "line_of parse_definition",
            "index_instrument": "AskedItem IndexInstrument",
            "indices": "MAIN builtin_indices indices_of instrument_named load_index parse_index",
        },
    )
