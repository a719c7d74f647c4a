"""Indices besides the IKM: what SPAK, SPKP and their like are made of, as data.

Offices in integrity zones ask about corruption (SPAK) and the quality of service (SPKP) in the form of their SKM,
since the circular of 2023 (SE Menteri PANRB 4/2023), and publish an index of each.  No regulation settles their items,
weights or grades, so each way of counting is an instrument of its own in ``regulation/data/indices``, by the manners of
the law's file: every record carries exactly one of ``cite`` and ``declared``.  An instrument may take its items, and
every table it lacks, from another (``[items] of = "spak"``), and its grades from the law (``[bands] of``).

`IndexInstrument.law` makes of it the `Regulation` of the items that a form really has; from there on an index is scored
like any other.  Nothing is recognised here (`ikm.columns`), and nothing is computed (`ikm.scoring`).

>>> spak = load_index("spak")
>>> spak.short, spak.least, spak.most, spak.title["en"]
('SPAK', 4, 10, 'Survey of perceptions of anti-corruption (SPAK), formula of the SKM')
>>> law = spak.law(spak.items[:4])
>>> law.weights().of("pungli"), [element.code for element in law.elements], law.bands[-1].mutu
(Fraction(1, 4), ['SPAK1', 'SPAK2', 'SPAK3', 'SPAK4'], 'A')
>>> load_index("spi")
Traceback (most recent call last):
    ...
ikm.errors.OptionError: SPI (the integrity assessment survey) is made by KPK from staff, users and experts it chooses \
itself, with corrections for cases of corruption; it cannot be computed from an office's form. For the questions about \
corruption in this form use index="spak".
"""

from __future__ import annotations

import difflib
import tomllib
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Literal, NamedTuple

from ikm.arguments import contents_of
from ikm.errors import DefinitionError, OptionError
from ikm.findings import LANGUAGES, in_words
from ikm.regulation.instrument import Band, Element, Regulation, WeightRule
from ikm.regulation.loading import band_of, check_bands, load_regulation, records_of
from ikm.shown import Brief

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = [
    "MAIN",
    "AskedItem",
    "IndexInstrument",
    "builtin_indices",
    "indices_of",
    "instrument_named",
    "load_index",
    "parse_index",
]

MAIN = "skm"
"""The index every result is of, under the name it has beside the others."""

_DATA = Path(__file__).with_name("data")
_EQUAL, _BY_IMPORTANCE = "equal", "importance"


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


def builtin_indices() -> tuple[str, ...]:
    """Name the instruments of indices that come with ikm."""
    return tuple(sorted(path.stem for path in (_DATA / "indices").glob("*.toml")))


def indices_of(named: Sequence[str | Path | IndexInstrument]) -> tuple[IndexInstrument, ...]:
    """Give the instruments that are meant besides the IKM, which every result has.

    Raises
    ------
    OptionError
        If there is none of a name, or two of them would count the same questions.
    """
    found: dict[str, IndexInstrument] = {}
    for name in named:
        if isinstance(name, str) and name.strip().casefold() in {MAIN, "ikm"}:
            continue
        index = name if isinstance(name, IndexInstrument) else load_index(name)
        found[index.key] = index
    met: dict[str, IndexInstrument] = {}
    for index in found.values():
        if (other := met.setdefault(index.subject, index)) is not index:
            raise OptionError(
                f"{other.key!r} and {index.key!r} count the same questions; choose one of them.",
                id=f"{other.key!r} dan {index.key!r} menghitung pertanyaan yang sama; pilih salah satunya.",
                about=("index",),
            )
    return tuple(found.values())


def load_index(name: str | Path) -> IndexInstrument:
    """Read the instrument of an index.

    Parameters
    ----------
    name : str or path
        The name of one that comes with ikm, or a TOML file of your own.

    Raises
    ------
    OptionError
        If there is none of that name, the name means several, or what it means cannot be computed from a form.
    DefinitionError
        If the file breaks its own rules; the message names the table.
    """
    if isinstance(name, str) and not name.casefold().endswith(".toml"):
        return _builtin(" ".join(name.split()).casefold())
    if not isinstance(name, (str, Path)):
        raise OptionError(f"An index is a name, such as 'spak', or a .toml file; got {name!r}.", about=("index",))
    path = Path(name)
    data = contents_of(path, called=("The file of the index", "Berkas indeks"), about=("index",))
    return parse_index(data, path.name)


@cache
def _builtin(name: str) -> IndexInstrument:
    names = builtin_indices()
    if name in names:
        return parse_index((_DATA / "indices" / f"{name}.toml").read_bytes(), f"{name}.toml")
    others = tomllib.loads((_DATA / "names" / "indices.toml").read_text(encoding="utf-8"))
    for one in others["refused"]:
        if name in one["names"]:
            raise OptionError(in_words(one["en"]), id=in_words(one["id"]), about=("index",))
    for one in others["several"]:
        if name in one["names"]:
            means = {to: "; ".join(f"{key} ({_builtin(key).title[to]})" for key in one["means"]) for to in LANGUAGES}
            raise OptionError(
                f"{name.upper()} is the name of several: {means['en']}. Choose one by its name. {one['en']}".rstrip(),
                id=f"{name.upper()} adalah nama beberapa cara: {means['id']}. Pilih salah satu dengan namanya. "
                f"{one['id']}".rstrip(),
                about=("index",),
            )
    near = difflib.get_close_matches(name, (*names, MAIN), n=1)
    hint = f" Did you mean {near[0]!r}?" if near else ""
    maybe = f" Mungkin maksudnya {near[0]!r}?" if near else ""
    listed = ", ".join((MAIN, *names))
    raise OptionError(
        f"There is no index {name!r}; ikm has {listed}, or give a .toml file.{hint}",
        id=f"Tidak ada indeks {name!r}. Yang ada: {listed}, atau beri berkas .toml.{maybe}",
        about=("index",),
    )


def instrument_named(name: str | Path) -> Regulation:
    """Give the law of a name, or the instrument of an index besides the IKM with all the items it knows."""
    if isinstance(name, str) and name in builtin_indices():
        index = load_index(name)
        return index.law(index.items)
    return load_regulation(name)


def parse_index(data: bytes, name: str) -> IndexInstrument:
    """Read the instrument of an index from the bytes of its TOML file; ``name`` stands in the messages."""
    records = records_of(data, name)
    digest = sha256(data)
    if (of := records.get("items", {}).get("of")) is not None:
        base = (_DATA / "indices" / f"{of}.toml").read_bytes() if of in builtin_indices() else b""
        if not base:
            raise DefinitionError(
                f"{name}, [items]: there is no index {of!r} to take items of.",
                id=f"{name}, [items]: tidak ada indeks {of!r} untuk diambil butirnya.",
            )
        digest.update(base)
        inherited = records_of(base, f"{of}.toml")
        if "band" in records:
            inherited.pop("bands", None)
        records = {**inherited, **records}
    if not records.get("band") and not records.get("bands"):
        raise DefinitionError(
            f'{name}: the grades are not declared; add [[band]] tables, or [bands] with of = "permenpanrb-14-2017".',
            id=f"{name}: mutunya belum ditetapkan; tambahkan tabel [[band]], atau [bands] dengan of = "
            '"permenpanrb-14-2017".',
        )
    try:
        index = _build(records, digest.hexdigest())
    except KeyError as error:
        raise DefinitionError(
            f"{name}: {error.args[0]!r} is missing.", id=f"{name}: {error.args[0]!r} belum ada."
        ) from None
    except (TypeError, ValueError, ArithmeticError) as error:
        raise DefinitionError(
            f"{name}: {error}.", id=f"{name}: ada isi yang tidak dapat digunakan ({error})."
        ) from None
    _check(index, name)
    return index


def _build(records: Mapping[str, Any], digest: str) -> IndexInstrument:
    head, count, scale = records["instrument"], records["count"], records["scale"]
    keys = records.get("items", {}).get("keys")
    asked = [one for one in records["item"] if keys is None or one["key"] in keys]
    items = [
        AskedItem(it["key"], it["id"], it["en"], tuple(it.get("words", ())), bool(it.get("weak")), _cited(it)["id"])
        for it in asked
    ]
    return IndexInstrument(
        key=head["key"],
        short=head["short"],
        subject=head["subject"],
        title={"id": head["id"], "en": head["en"]},
        asked_by={"id": records["asked_by"]["id"], "en": records["asked_by"]["en"]},
        items=tuple(items),
        least=count["least"],
        most=count["most"],
        fixed=count["fixed"],
        names=tuple(records["headings"]["names"]),
        low=scale["low"],
        high=scale["high"],
        factor=records["conversion"]["factor"],
        decimals=records["rounding"]["decimals"],
        weighting=records["weights"]["rule"],
        published=records["published"]["scale"],
        bands=_bands(records),
        bands_source=_cited(records["band"][0] if records.get("band") else records["bands"]),
        sources={place: _cited(one) for place, one in records.items() if isinstance(one, dict)},
        digest=digest,
        records={**records, "item": asked},
    )


def _cited(record: Mapping[str, Any]) -> dict[str, str]:
    """Give where a record is from, in both languages: what it cites, or why it was declared."""
    if "cite" in record:
        return {"id": record["cite"], "en": record["cite"]}
    return {"id": record["declared"], "en": record.get("declared_en", record["declared"])}


def _bands(records: Mapping[str, Any]) -> tuple[Band, ...]:
    """Give the grades: those of the file, or those of a law, the lowest from the beginning of the scale."""
    if records.get("band"):
        return tuple(map(band_of, records["band"]))
    first, *rest = load_regulation(records["bands"]["of"]).bands
    start = Decimal(records["scale"]["low"] * records["conversion"]["factor"]).quantize(first.low)
    alike = start == first.low
    kept = (replace(band, source=_cited(records["bands"])["id"]) for band in rest)
    lowest = replace(first, low=start, nrr_low=first.nrr_low if alike else None, source=_cited(records["bands"])["id"])
    bands = (lowest, *kept)
    return bands if alike else tuple(replace(band, nrr_low=None, nrr_high=None) for band in bands)


def _check(index: IndexInstrument, name: str) -> None:
    """Refuse an instrument that contradicts itself."""
    for place, value, allowed in (
        ("instrument", index.subject, ("integrity", "quality")),
        ("weights", index.weighting, (_EQUAL, _BY_IMPORTANCE)),
        ("published", index.published, ("converted", "mean")),
    ):
        if value not in allowed:
            raise DefinitionError(
                f"{name}, [{place}]: {value!r} is none of {', '.join(allowed)}.",
                id=f"{name}, [{place}]: {value!r} bukan salah satu dari {', '.join(allowed)}.",
            )
    keys = [item.key for item in index.items]
    if len(set(keys)) < len(keys):
        raise DefinitionError(
            f"{name}, [[item]]: an item stands twice.", id=f"{name}, [[item]]: ada butir yang tertulis dua kali."
        )
    if shared := [key for key in keys if key in {element.key for element in load_regulation().elements}]:
        raise DefinitionError(
            f"{name}, [[item]]: {shared[0]!r} is an element of the SKM; give the item a key of its own.",
            id=f"{name}, [[item]]: {shared[0]!r} adalah unsur SKM; beri butir itu key sendiri.",
        )
    if not 1 <= index.least <= index.most:
        raise DefinitionError(
            f"{name}, [count]: `least` is above `most`.", id=f"{name}, [count]: least lebih besar daripada most."
        )
    check_bands(index.law(index.items), name)
