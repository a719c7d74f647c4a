"""An instrument, read and checked: what an element is called, which weight a name means, which band a value is in.

It answers questions of the law and computes no index (`ikm.scoring` does).  Its values come from a TOML file, by
`ikm.regulation.loading`; none stands here.

>>> from decimal import Decimal
>>> from ikm.regulation import load_regulation
>>> law = load_regulation()
>>> law.key, len(law.elements), law.element("pengaduan").name("id")
('permenpanrb-14-2017', 9, 'Penanganan Pengaduan, Saran dan Masukan')
>>> law.band(Decimal("83.86")).mutu
'B'
>>> law.weights("0.111").of("biaya"), law.weights("exact").of("biaya")
(Fraction(111, 1000), Fraction(1, 9))
>>> law.band(Decimal("83.86")).source.startswith("PermenPANRB 14/2017, Lampiran")
True
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any, ClassVar, Literal, NamedTuple

from ikm.arguments import exact_number, shown_exactly
from ikm.errors import OptionError
from ikm.findings import Typed
from ikm.frozen import frozen
from ikm.shown import Brief

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = [
    "Band",
    "Element",
    "Order",
    "Regulation",
    "Sampling",
    "WeightRule",
    "Weights",
    "round_half_up",
]

Order = Literal["definition", "annex"]


def round_half_up(value: Fraction, decimals: int) -> Decimal:
    """Round an exact value half up (away from zero at the tie), as the regulation file declares.

    >>> round_half_up(Fraction(76605, 1000), 2), round_half_up(Fraction(1, 9), 3)
    (Decimal('76.61'), Decimal('0.111'))
    """
    scaled = abs(value) * 10**decimals
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Decimal(whole if value >= 0 else -whole).scaleb(-decimals)


class Element(NamedTuple):
    """One element of service (*unsur*)."""

    key: str
    code: str
    id: str
    en: str
    source: str

    @property
    def labels(self) -> dict[str, str]:
        """Code and name, ``U1 Persyaratan``, in each language."""
        return {"id": f"{self.code} {self.id}", "en": f"{self.code} {self.en}"}

    def name(self, lang: Literal["id", "en"] = "id") -> str:
        """Give the element's name in Indonesian (``id``) or English (``en``)."""
        return self.id if lang == "id" else self.en


@dataclass(frozen=True, slots=True)
class Band:
    """One row of the table of grades: the range of the converted index, its *mutu* and its *kinerja*.

    Parameters
    ----------
    mutu : str
        The grade, A to D.
    kinerja, en : str
        The grade in words, in Indonesian and in English.
    perception : int
        The whole score it stands for, 1 to 4 (*nilai persepsi*).
    low, high : Decimal
        The least and the greatest index of the band.
    nrr_low, nrr_high : Decimal, optional
        The same as means, where the instrument prints them.
    source : str
        Where the instrument says so.
    """

    mutu: str
    kinerja: str
    en: str
    perception: int
    low: Decimal
    high: Decimal
    nrr_low: Decimal | None
    nrr_high: Decimal | None
    source: str

    def called(self, lang: Literal["id", "en"] = "id") -> str:
        """Give the *kinerja* in Indonesian, as the regulation has it, or in English."""
        return self.kinerja if lang == "id" else self.en


class WeightRule(NamedTuple):
    """A named way to make the weight from the number of elements: exact, or rounded to ``decimals``."""

    name: str
    decimals: int | None
    source: str

    def value(self, elements: int) -> Fraction:
        """Give the weight of one of ``elements`` equally weighted elements."""
        exact = Fraction(1, elements)
        return exact if self.decimals is None else Fraction(round_half_up(exact, self.decimals))


class Weights(NamedTuple):
    """The weights one result is made with: a name, and a weight for each element."""

    name: str
    values: Mapping[str, Fraction]

    def of(self, element: str) -> Fraction:
        """Give the weight of one element."""
        return self.values[element]


class Sampling(NamedTuple):
    """The sample-size rule: Krejcie and Morgan's parameters and their printed table."""

    method: str
    chi_square: Fraction
    proportion: Fraction
    margin: Fraction
    confidence: Fraction
    census_below: int
    table: Mapping[int, int]
    source: str


@dataclass(frozen=True, repr=False)
class Regulation(Brief):
    """One instrument, read and checked.

    Built by `load_regulation`.

    Parameters
    ----------
    key : str
        Its name, ``permenpanrb-14-2017``.
    title : mapping from language to str
        Its title.
    elements : tuple of Element
        The elements (*unsur*), each with key, code and names.
    orders : mapping from str to tuple of str
        What bare ``U1`` … ``U9`` mean, element after element, for each choice of ``order``.
    low, high : int
        The ends of the answer scale.
    factor : int
        What makes an index of a mean, 25.
    decimals : int
        How many an index is rounded to.
    weight_rules : tuple of WeightRule
        The named weights.
    default_weight : str
        The name of the weight that is used unless another is chosen.
    own_weights_total : Fraction
        What a table of weights must total.
    bands : tuple of Band
        The grades, from the lowest up.
    sampling : Sampling, optional
        The rule of the sample size, where it has one.
    digest : str
        The SHA-256 of its file.
    records : mapping
        Every record of the file as it stands, for printing.
    """

    key: str
    title: Mapping[str, str]
    elements: tuple[Element, ...]
    orders: Mapping[str, tuple[str, ...]]
    low: int
    high: int
    factor: int
    decimals: int
    weight_rules: tuple[WeightRule, ...]
    default_weight: str
    own_weights_total: Fraction
    bands: tuple[Band, ...]
    sampling: Sampling | None
    digest: str
    records: Mapping[str, Any]

    _headline: ClassVar = ("key", "factor")

    def __post_init__(self) -> None:
        for name in ("title", "orders", "records"):
            object.__setattr__(self, name, frozen(getattr(self, name)))

    def __hash__(self) -> int:
        return hash((self.key, self.digest))

    def element(self, key: str) -> Element:
        """Find an element by its key; an element the instrument does not know is named by its key."""
        for element in self.elements:
            if element.key == key:
                return element
        return Element(key, key, key.replace("_", " ").capitalize(), key.replace("_", " ").capitalize(), "")

    def weights(
        self, weight: str | Mapping[str, object] | None = None, elements: Sequence[str] | None = None
    ) -> Weights:
        """Turn the caller's choice of weight into the weight of each element.

        Parameters
        ----------
        weight : str or mapping, optional
            The name of a weight (``"0.111"``, ``"exact"``, ``"0.11"``), or a table from element to weight that
            totals exactly 1; numbers may be text (``"1/9"``, ``"0.125"``), int, float, Decimal or Fraction.
        elements : sequence of str, optional
            The elements surveyed; all of the instrument's unless given.

        Raises
        ------
        OptionError
            For an unknown name, or a table whose elements or total are wrong.
        """
        keys = tuple(elements if elements is not None else (e.key for e in self.elements))
        if weight is None:
            weight = self.default_weight
        if isinstance(weight, Mapping):
            return self._own_weights(weight, keys)
        for rule in self.weight_rules:
            if rule.name == weight:
                return Weights(rule.name, dict.fromkeys(keys, rule.value(len(keys))))
        names = ", ".join(repr(rule.name) for rule in self.weight_rules)
        raise OptionError(
            f"There is no weight {weight!r}. Use {names}, or a table of weights that total 1.",
            id=f"Tidak ada bobot {weight!r}. Yang ada: {names} (misalnya {Typed('weight', self.default_weight)}), atau "
            "tabel [weight] di berkas survei.",
            about=("weight",),
        )

    def _own_weights(self, table: Mapping[str, object], keys: tuple[str, ...]) -> Weights:
        codes = {element.code.casefold(): element.key for element in self.elements}
        values: dict[str, Fraction] = {}
        for name, number in table.items():
            key = codes.get(str(name).strip().casefold(), str(name).strip())
            if key not in keys:
                hint = difflib.get_close_matches(key, keys, n=1)
                near = f" Did you mean {hint[0]!r}?" if hint else ""
                maybe = f" Mungkin maksudnya {hint[0]!r}?" if hint else ""
                raise OptionError(
                    f"The table of weights names {name!r}, which is not an element of this survey.{near}",
                    id=f"Tabel [weight] menyebut {name!r}, yang bukan unsur survei ini.{maybe}",
                    about=("weight",),
                )
            if key in values:
                raise OptionError(
                    f"The table of weights names the element {key!r} twice.",
                    id=f"Tabel [weight] menyebut unsur {key!r} dua kali; hapus salah satunya.",
                    about=("weight",),
                )
            values[key] = _weight_number(name, number)
        if missing := [key for key in keys if key not in values]:
            raise OptionError(
                f"The table of weights has no weight for {', '.join(missing)}; give every element one, in total 1.",
                id=f"Tabel [weight] belum memuat bobot untuk {', '.join(missing)}.",
                about=("weight",),
            )
        total = sum(values.values(), Fraction())
        if total != self.own_weights_total:
            met, due = shown_exactly(total), shown_exactly(self.own_weights_total)
            raise OptionError(
                f"The weights total {met}; they must total exactly {due}. "
                f'Write them as fractions ("1/9") where decimals do not come out.',
                id=f"Jumlah bobot {met}; jumlahnya harus tepat {due}. "
                'Tulis sebagai pecahan ("1/9") jika desimalnya tidak tepat.',
                about=("weight",),
            )
        return Weights("own", {key: values[key] for key in keys})

    def band(self, index: Decimal) -> Band:
        """Find the band of an index that is already rounded; beyond either end, the band at that end."""
        for band in reversed(self.bands):
            if index >= band.low:
                return band
        return self.bands[0]

    def round_index(self, value: Fraction) -> Decimal:
        """Round an exact index as the instrument's file declares."""
        return round_half_up(value, self.decimals)

    @property
    def lowest_index(self) -> Decimal:
        """The index where everybody gave the lowest answer, under the weight that makes it lowest."""
        lowest = min(rule.value(len(self.elements)) for rule in self.weight_rules)
        return self.round_index(lowest * len(self.elements) * self.low * self.factor)

    def grade(self, value: object) -> Band:
        """Find the band of an index given by a caller; see `ikm.grade`."""
        exact = exact_number(value)
        if exact is None:
            raise OptionError(f"An index is a number such as 83.86; got {value!r}.")
        index = self.round_index(exact)
        if not self.lowest_index <= index <= self.bands[-1].high:
            hint = ""
            if self.low <= exact <= self.high:
                hint = (
                    f" It looks like a mean on the scale {self.low} to {self.high}: multiply it by {self.factor} first."
                )
            raise OptionError(
                f"An index lies between {self.bands[0].low} and {self.bands[-1].high}; got {value!r}.{hint}"
            )
        return self.band(index)


def _weight_number(name: str, number: object) -> Fraction:
    value = exact_number(number)
    if value is None:
        raise OptionError(
            f"The weight of {name!r} is {number!r}; it must be a number.",
            id=f"Bobot {name!r} berisi {number!r}; isinya harus angka.",
        )
    if value <= 0:
        raise OptionError(
            f"The weight of {name!r} is {number!r}; it must be above 0.",
            id=f"Bobot {name!r} berisi {number!r}; isinya harus lebih dari 0.",
        )
    return value
