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
import re
import tomllib
from dataclasses import replace
from decimal import Decimal
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ikm.arguments import contents_of
from ikm.errors import DefinitionError, OptionError
from ikm.findings import LANGUAGES, in_words
from ikm.regulation.contradictions import refuse_contradictions
from ikm.regulation.index_instrument import AskedItem, IndexInstrument
from ikm.regulation.loading import band_of, builtin_regulations, load_regulation, records_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ikm.regulation.instrument import Band, Regulation

__all__ = [
    "MAIN",
    "builtin_indices",
    "indices_of",
    "instrument_named",
    "load_index",
    "parse_index",
]

MAIN = "skm"
"""The index every result is of, under the name it has beside the others."""

_DATA = Path(__file__).with_name("data")
_SUBJECT = re.compile(rb"(?m)^\s*subject\s*=")
"""What the instrument of an index says, and that of a law does not."""


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


def _meaning(name: str) -> dict[str, Any] | None:
    """Give what is known of a name that stands for no instrument: what it means, or why there is none."""
    others = tomllib.loads((_DATA / "names" / "indices.toml").read_text(encoding="utf-8"))
    return next((one for one in (*others["refused"], *others["several"]) if name in one["names"]), None)


@cache
def _builtin(name: str) -> IndexInstrument:
    names = builtin_indices()
    if name in names:
        return parse_index((_DATA / "indices" / f"{name}.toml").read_bytes(), f"{name}.toml")
    if (one := _meaning(name)) is not None and "means" not in one:
        raise OptionError(in_words(one["en"]), id=in_words(one["id"]), about=("index",))
    if one is not None:
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
    """Give the law of a name or a file, or the instrument of an index besides the IKM with all the items it knows.

    Raises
    ------
    OptionError
        If there is neither of that name, or it names what cannot be computed from a form.
    """
    plain = " ".join(str(name).split()).casefold()
    if plain.endswith(".toml"):
        data = contents_of(Path(name), called=("The regulation file", "Berkas peraturan"), about=("regulation",))
        if _SUBJECT.search(data) is None:
            return load_regulation(name)
        index = parse_index(data, Path(name).name)
        return index.law(index.items)
    if plain not in builtin_regulations() and (plain in builtin_indices() or _meaning(plain) is not None):
        index = load_index(plain)
        return index.law(index.items)
    if plain in builtin_regulations():
        return load_regulation(plain)
    names = (*builtin_regulations(), *builtin_indices())
    near = difflib.get_close_matches(plain, names, n=1, cutoff=0.3)
    hint, maybe = (f" Did you mean {near[0]!r}?", f" Mungkin maksudnya {near[0]!r}?") if near else ("", "")
    listed = ", ".join(names)
    raise OptionError(
        f"There is no regulation or index {name!r}; ikm has {listed}, or give a .toml file.{hint}",
        id=f"Tidak ada peraturan atau indeks {name!r}. Yang ada: {listed}, atau beri berkas .toml.{maybe}",
    )


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
    copies = index.key in builtin_indices() and data == (_DATA / "indices" / f"{index.key}.toml").read_bytes()
    refuse_contradictions(index, name, () if copies else builtin_indices())
    return index if copies else replace(index, text=data.decode("utf-8-sig"))


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
