"""The instrument of an index besides the IKM, as an object: its items, its scale, its weights and its grades.

It is read by `ikm.regulation.indices`, from a file that comes with ikm or is one's own; nothing is computed here.

>>> from ikm.regulation import load_index
>>> bps = load_index("ipak-bps")
>>> bps.key, bps.weighting, bps.low, bps.high, bps.listed, bps.is_item("IPAK3"), bps.is_item("biaya")
('ipak-bps', 'importance', 1, 10, True, True, False)
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any, ClassVar, Literal, NamedTuple

from ikm.regulation.instrument import Band, Element, Regulation, WeightRule
from ikm.shown import Brief

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["AskedItem", "IndexInstrument"]


class AskedItem(NamedTuple):
    """One item of an index: its key, its names, and the words by which a form's question is known.

    An item whose words other questions use too is ``weak``: it is known only among others of its index.
    """

    key: str
    id: str
    en: str
    words: tuple[str, ...] = ()
    weak: bool = False
    source: str = ""


@dataclass(frozen=True, repr=False)
class IndexInstrument(Brief):
    """One way of making an index, read and checked.

    Built by `load_index`.

    Parameters
    ----------
    key : str
        Its name, ``spak``.
    short : str
        What it is called beside a figure, and before the numbers of its items: ``SPAK``.
    subject : {"integrity", "quality"}
        What its questions are about.
    title, asked_by : mapping from language to str
        Its title, and who asks for it.
    items : tuple of AskedItem
        The items it knows; a form may ask others.
    least, most : int
        How many it may have.
    fixed : bool
        Whether it has exactly its own number.
    names : tuple of str
        What forms write before its questions.
    low, high, factor, decimals : int
        The scale of the answers, what makes an index of a mean, and the decimals of the index.
    weighting : {"equal", "importance"}
        Whether its items weigh alike, or as much as respondents say they matter.
    published : {"converted", "mean"}
        The scale on which it is published.
    bands : tuple of Band
        The grades, from the lowest up.
    bands_source : str
        Where they are from.
    sources : mapping from str to str
        For each table of its file, where it is from.
    digest : str
        The SHA-256 of its file, and of the one it takes items from.
    records : mapping
        Every table of these files as it stands, for printing.
    text : str
        Its file, where it does not come with ikm: whoever has counts of it needs no file beside them.
    """

    key: str
    short: str
    subject: Literal["integrity", "quality"]
    title: Mapping[str, str]
    asked_by: Mapping[str, str]
    items: tuple[AskedItem, ...]
    least: int
    most: int
    fixed: bool
    names: tuple[str, ...]
    low: int
    high: int
    factor: int
    decimals: int
    weighting: Literal["equal", "importance"]
    published: Literal["converted", "mean"]
    bands: tuple[Band, ...]
    bands_source: Mapping[str, str]
    sources: Mapping[str, Mapping[str, str]]
    digest: str
    records: Mapping[str, Any]
    text: str = ""

    _headline: ClassVar = ("key", "published")

    def __hash__(self) -> int:
        return hash((self.key, self.digest))

    @property
    def listed(self) -> bool:
        """Whether it has the items it lists, all of them, and no others."""
        return self.fixed and len(self.items) == self.most

    def is_item(self, name: str) -> bool:
        """Tell whether a name may be that of one of its items: a key, or its place as ``SPAK3``."""
        plain = name.strip().casefold()
        short = self.short.casefold()
        own = plain.removeprefix(short).removeprefix("_")
        return plain in {item.key for item in self.items} or (plain.startswith(short) and own.isdecimal())

    def law(self, items: Sequence[AskedItem]) -> Regulation:
        """Give the instrument of the items that a form has, in the order of its questions."""
        elements = tuple(
            Element(item.key, f"{self.short}{number}", item.id, item.en, item.source)
            for number, item in enumerate(items, 1)
        )
        keys = tuple(item.key for item in items)
        rule = WeightRule("exact", None, self.sources["weights"]["id"])
        return Regulation(
            key=self.key,
            title=self.title,
            elements=elements,
            orders={"definition": keys},
            low=self.low,
            high=self.high,
            factor=self.factor,
            decimals=self.decimals,
            weight_rules=(rule,),
            default_weight=rule.name,
            own_weights_total=Fraction(1),
            bands=self.bands,
            sampling=None,
            digest=self.digest,
            records=self.records,
        )
