"""Reading an instrument from its file, and refusing one that breaks its own rules.

Every record must carry exactly one of ``cite`` and ``declared``; bands must follow each other without gap or overlap
once rounded, and cover the scale; each weight must total what its record says.

>>> from ikm.regulation.loading import load_regulation
>>> load_regulation().band(load_regulation().bands[2].low).mutu
'B'
"""

from __future__ import annotations

import difflib
import tomllib
from decimal import Decimal
from fractions import Fraction
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ikm.arguments import contents_of, shown_exactly
from ikm.errors import DefinitionError, OptionError
from ikm.regulation.instrument import Band, Element, Regulation, Sampling, WeightRule

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    _Require = Callable[[bool, str, str, str], None]

__all__ = [
    "DEFAULT",
    "band_of",
    "builtin_regulations",
    "check_bands",
    "load_regulation",
    "parse_regulation",
    "records_of",
]

DEFAULT = "permenpanrb-14-2017"
_DATA = Path(__file__).with_name("data")


def builtin_regulations() -> tuple[str, ...]:
    """Name the instruments that come with ikm."""
    return tuple(sorted(path.stem for path in _DATA.glob("*.toml")))


def load_regulation(name: str | Path = DEFAULT) -> Regulation:
    """Read one instrument.

    Parameters
    ----------
    name : str or path
        The name of an instrument that comes with ikm, or a TOML file of your own.

    Returns
    -------
    Regulation
        Checked: each record cited or declared, bands in order and without gaps once rounded, weights
        totalling what their records say.

    Raises
    ------
    OptionError
        If there is no such instrument.
    DefinitionError
        If the file breaks its own rules; the message names the record.
    """
    if isinstance(name, str) and not name.endswith(".toml"):
        return _builtin(name)
    path = Path(name)
    data = contents_of(path, called=("The regulation file", "Berkas peraturan"), about=("regulation",))
    return parse_regulation(data, path.name)


@cache
def _builtin(name: str) -> Regulation:
    names = builtin_regulations()
    if name not in names:
        hint = difflib.get_close_matches(name, names, n=1, cutoff=0.3)
        near = f" Did you mean {hint[0]!r}?" if hint else ""
        maybe = f" Mungkin maksudnya {hint[0]!r}?" if hint else ""
        raise OptionError(
            f"There is no regulation {name!r}; ikm has {', '.join(names)}.{near}",
            id=f"Tidak ada peraturan {name!r}. Yang ada: {', '.join(names)}, atau beri berkas .toml.{maybe}",
        )
    return parse_regulation(_DATA.joinpath(f"{name}.toml").read_bytes(), f"{name}.toml")


def parse_regulation(data: bytes, name: str) -> Regulation:
    """Read an instrument from the bytes of its TOML file; ``name`` stands in the messages."""
    records = records_of(data, name)
    try:
        regulation = _build(records, sha256(data).hexdigest())
    except KeyError as error:
        raise DefinitionError(
            f"{name}: {error.args[0]!r} is missing.", id=f"{name}: {error.args[0]!r} belum ada."
        ) from None
    except (TypeError, ValueError, ArithmeticError) as error:
        raise DefinitionError(
            f"{name}: {error}.", id=f"{name}: ada isi yang tidak dapat digunakan ({error})."
        ) from None
    _check(regulation, records, name)
    return regulation


def records_of(data: bytes, name: str) -> dict[str, Any]:
    """Read the records of a definition file, each of which must say where it is from: `cite` or `declared`."""
    try:
        records = tomllib.loads(data.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        from ikm.regulation.definitions import not_toml  # noqa: PLC0415 - only for a mistake

        raise not_toml(name, error) from None
    for place, record in _records(records, ""):
        if ("cite" in record) == ("declared" in record):
            raise DefinitionError(
                f"{name}, [{place}]: give exactly one of `cite` or `declared`.",
                id=f"{name}, [{place}]: tulis salah satu saja: cite (rujukan) atau declared (ketentuan aplikasi).",
            )
        if not str(record.get("cite", record.get("declared"))).strip():
            raise DefinitionError(
                f"{name}, [{place}]: `cite` or `declared` is empty.",
                id=f"{name}, [{place}]: cite atau declared masih kosong.",
            )
    return records


def _records(table: Mapping[str, Any], place: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Walk every table that holds a value of its own."""
    if any(not isinstance(value, dict) and not _is_tables(value) for value in table.values()):
        yield place, table
        return
    for key, value in table.items():
        inner = f"{place}.{key}" if place else key
        for number, record in enumerate(value if isinstance(value, list) else [value], 1):
            yield from _records(record, f"{inner} {number}" if isinstance(value, list) else inner)


def _is_tables(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(item, dict) for item in value)


def _source(record: Mapping[str, Any]) -> str:
    return str(record.get("cite", record.get("declared")))


def _build(records: Mapping[str, Any], digest: str) -> Regulation:
    elements = tuple(
        Element(e["key"], f"U{number}", e["id"], e["en"], _source(e)) for number, e in enumerate(records["element"], 1)
    )
    bands = tuple(map(band_of, records["band"]))
    rules = tuple(WeightRule(w["name"], w.get("decimals"), _source(w)) for w in records["weight"])
    return Regulation(
        key=records["instrument"]["key"],
        title={"id": records["instrument"]["id"], "en": records["instrument"]["en"]},
        elements=elements,
        orders={name: tuple(o["elements"]) for name, o in records["order"].items() if "elements" in o},
        low=records["scale"]["low"],
        high=records["scale"]["high"],
        factor=records["conversion"]["factor"],
        decimals=records["rounding"]["decimals"],
        weight_rules=rules,
        default_weight=records["default_weight"]["name"],
        own_weights_total=Fraction(records["own_weights"]["total"]),
        bands=bands,
        sampling=_sampling(records) if "sampling" in records else None,
        digest=digest,
        records=records,
    )


def band_of(record: Mapping[str, Any]) -> Band:
    """Make the row of the table of grades that a record holds."""
    return Band(
        record["mutu"],
        record["kinerja"],
        record["en"],
        record["perception"],
        Decimal(record["low"]),
        Decimal(record["high"]),
        Decimal(record["nrr_low"]) if "nrr_low" in record else None,
        Decimal(record["nrr_high"]) if "nrr_high" in record else None,
        _source(record),
    )


def _sampling(records: Mapping[str, Any]) -> Sampling:
    rule = records["sampling"]
    return Sampling(
        method=rule["method"],
        chi_square=Fraction(rule["chi_square"]),
        proportion=Fraction(rule["proportion"]),
        margin=Fraction(rule["margin"]),
        confidence=Fraction(rule["confidence"]),
        census_below=records["sampling_census"]["below"],
        table=dict(records["sampling_table"]["rows"]),
        source=_source(rule),
    )


def _check(law: Regulation, records: Mapping[str, Any], name: str) -> None:
    """Refuse an instrument that contradicts itself."""
    _check_elements(law, records, _requiring(name))
    check_bands(law, name)


def _requiring(name: str) -> _Require:
    """Make what refuses a file, by the name of its table and in words, unless a fact holds."""

    def require(fact: bool, place: str, words: str, kata: str) -> None:  # noqa: FBT001 - an assertion with words
        if not fact:
            raise DefinitionError(f"{name}, [{place}]: {words}.", id=f"{name}, [{place}]: {kata}.")

    return require


def _check_elements(law: Regulation, records: Mapping[str, Any], require: _Require) -> None:
    mode = records["rounding"].get("mode")
    require(mode == "half-up", "rounding", 'the only mode ikm knows is "half-up"', 'mode harus "half-up"')
    keys = [e.key for e in law.elements]
    require(len(set(keys)) == len(keys), "element", "an element stands twice", "ada unsur yang tertulis dua kali")
    for order, elements in law.orders.items():
        require(
            sorted(elements) == sorted(keys),
            f"order.{order}",
            "it must name every element once",
            "setiap unsur harus disebut sekali",
        )
    for rule, record in zip(law.weight_rules, records["weight"], strict=True):
        total = rule.value(len(keys)) * len(keys)
        require(
            total == Fraction(record["total"]),
            f"weight {rule.name}",
            f"{len(keys)} weights total {shown_exactly(total)}, the record says {record['total']}",
            f"jumlah {len(keys)} bobot adalah {shown_exactly(total)}, padahal tertulis {record['total']}",
        )
    known = law.default_weight in {r.name for r in law.weight_rules}
    require(known, "default_weight", "there is no such weight", "tidak ada bobot dengan nama itu")


def check_bands(law: Regulation, name: str) -> None:
    """Refuse grades that leave a gap, overlap, or do not cover the scale; ``name`` stands in the messages."""
    require = _requiring(name)
    step = Decimal(1).scaleb(-law.decimals)
    require(
        law.bands[0].low == law.low * law.factor,
        "band 1",
        "the bands must begin where the scale does",
        f"low harus {law.low * law.factor}, awal skala",
    )
    require(
        law.bands[-1].high == law.high * law.factor,
        f"band {len(law.bands)}",
        "the bands must end where the scale does",
        f"high harus {law.high * law.factor}, akhir skala",
    )
    for number, band in enumerate(law.bands, 1):
        require(
            band.low <= band.high,
            f"band {number}",
            f"{band.low} is above {band.high}",
            f"{band.low} lebih besar daripada {band.high}",
        )
        if number > 1:
            before = law.bands[number - 2]
            require(
                band.low == before.high + step,
                f"band {number}",
                f"it begins at {band.low}, the band before ends at {before.high}: a gap or an overlap",
                f"dimulai dari {band.low}, padahal band sebelumnya berakhir di {before.high}",
            )
        for nrr, converted in ((band.nrr_low, band.low), (band.nrr_high, band.high)):
            require(
                nrr is None or nrr * law.factor == converted,
                f"band {number}",
                f"{nrr} x {law.factor} is not {converted}",
                f"{nrr} x {law.factor} bukan {converted}",
            )
