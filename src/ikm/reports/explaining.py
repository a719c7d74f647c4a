"""Explaining: the answer to "dari mana angka ini?", made of a result and the instrument it was scored under.

Each step has its formula with the numbers filled in, from how many gave each score to the grade, and what the step
rests on: the article or annex that the regulation's record cites, or the reason of a choice that ikm declares there.
A figure that does not end within six decimals is written half up after "≈"; the next step takes the exact one.

It computes no index.  Every figure stands in the result; what is shown in between (a product, a part) follows from the
exact fractions of the result.

>>> import ikm
>>> from ikm.reports.explaining import explained
>>> result = ikm.score([[4, 4, 3, 4, 3, 4, 4, 3, 4], [3, 3, 3, 4, 3, 3, 4, 3, 3]])
>>> explanation = explained(result)
>>> explanation.steps[2].lines[0]
'Jumlah NRR tertimbang × 25 = 3,441 × 25 = 86,025'
>>> explained(result, "U2").steps[1].lines[0]
'NRR = jumlah nilai ÷ kuesioner yang mengisi = 7 ÷ 2 = 3,5'
>>> explained(result, "U2").steps[1].basis[0].startswith("PermenPANRB 14/2017, Lampiran")
True
"""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from ikm.errors import OptionError
from ikm.findings import LANGUAGES, display
from ikm.reports.building import instrument_of
from ikm.reports.rows import group_name, weight_names
from ikm.reports.wording import number, phrases
from ikm.scoring import ExplainedStep, Explanation, way_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from decimal import Decimal
    from pathlib import Path

    from ikm.findings import Language
    from ikm.regulation import Regulation
    from ikm.scoring import ElementResult, GroupResult, IKMResult

__all__ = ["explained"]

_DECIMALS = 6
"""Of a figure between two steps: enough to repeat them by hand."""

_MEAN = 3
"""Decimals of a mean where it is shown, as in the table of elements."""

_INDEX = ("ikm", "indeks", "index")

_LISTED = 400
"""How much of the names of groups is told."""


def explained(
    result: IKMResult,
    of: str = "ikm",
    *,
    group: str | tuple[Any, ...] | None = None,
    regulation: str | Path | Regulation | None = None,
) -> Explanation:
    """Explain the index of a result, or one of its elements; see `IKMResult.explain`."""
    law = instrument_of(result.provenance, regulation)
    whole = result if group is None else _group(result, group)
    teller = _Teller(result, whole, law)
    return teller.index() if str(of).strip().casefold() in _INDEX else teller.element(_element(result, whole, of))


def _group(result: IKMResult, name: str | tuple[Any, ...]) -> GroupResult:
    shown = display(" · ".join(map(str, name)) if isinstance(name, tuple) else str(name))
    if not result.groups:
        raise _refused("no_groups", name=shown)
    found = result.groups.called(name if isinstance(name, tuple) else str(name))
    if not found:
        raise _refused("unknown_group", name=shown, known=display(result.groups.listed(), _LISTED))
    if len(found) > 1:
        raise _refused("several_groups", name=shown, ways=" / ".join(f"group=({way_of(one)})" for one in found))
    group = found[0]
    for hiding, words in (
        (group.hidden, "hidden_group"),
        (group.elements_hidden, "hidden_elements"),
        (group.ikm_exact is None, "group_unanswered"),
    ):
        if hiding:
            raise _refused(words, name=shown)
    return group


def _element(result: IKMResult, whole: IKMResult | GroupResult, name: str) -> ElementResult:
    """Find an element by its key, its code or its name."""
    asked = str(name).strip().casefold()
    for element in whole.elements:
        if asked in (element.key.casefold(), element.code.casefold(), element.name.casefold()):
            return element
    known = ", ".join([*(element.code for element in result.elements), "ikm"])
    raise _refused("unknown_element", name=display(name), known=known)


def _refused(key: str, **details: str) -> OptionError:
    english, indonesian = (phrases(lang, "explain")[key].format(**details) for lang in reversed(LANGUAGES))
    return OptionError(english, id=indonesian)


class _Teller:
    """What tells the steps of one result, or of one group of it."""

    def __init__(self, result: IKMResult, whole: IKMResult | GroupResult, law: Regulation) -> None:
        self.result, self.whole, self.law = result, whole, law
        self.lang: Language = result.lang
        self.say = phrases(self.lang, "explain")
        self.complete = result.provenance.options.get("missing") == "complete"

    def element(self, one: ElementResult) -> Explanation:
        """Tell an element, from the answers to its grade and its part in the index."""
        mean = Fraction(one.nrr_exact)
        converted = mean * self.law.factor
        parts = {"total": _exactly(mean * one.filled, self.lang), "filled": number(one.filled, 0, self.lang)}
        weighted = Fraction(one.nrr_weighted_exact)
        index = Fraction(self.whole.ikm_exact or 0)
        steps = (
            self._answers(one),
            self._step(
                "nrr",
                self.say["nrr_line"].format(**parts, result=self._equals(mean)),
                self.say["nrr_shown"].format(shown=number(mean, _MEAN, self.lang)),
                basis=("divisor",),
            ),
            self._step(
                "converted",
                self.say["converted_line"].format(**parts, factor=self.law.factor, result=self._equals(converted)),
                self._rounded(converted),
                basis=("conversion", "rounding"),
            ),
            self._grade(converted),
            self._step(
                "weighted",
                self.say["weighted_line"].format(**parts, weight=self._weight(one), result=self._equals(weighted)),
                self._weight_words(),
                self.say["weighted_part"].format(
                    factor=self.law.factor,
                    part=self._round(weighted * self.law.factor),
                    ikm=self._round(index),
                ),
                basis=(*self._weight_basis(), "conversion"),
            ),
        )
        answer = self.say["answer_element"].format(
            nrr=number(mean, _MEAN, self.lang), ikm=self._round(converted), mutu=one.mutu, kinerja=one.kinerja
        )
        return self._explanation(one.key, f"{one.code} {one.name}", answer, steps)

    def index(self) -> Explanation:
        """Tell the index, from the means of its elements to its grade, and what it would be otherwise."""
        exact = Fraction(self.whole.ikm_exact or 0)
        weighted = [Fraction(one.nrr_weighted_exact) for one in self.whole.elements]
        total = sum(weighted, Fraction())
        lines = [
            self.say["elements_line"].format(
                code=one.code,
                name=one.name,
                total=_exactly(Fraction(one.nrr_exact) * one.filled, self.lang),
                filled=number(one.filled, 0, self.lang),
                weight=self._weight(one),
                result=self._equals(value),
            )
            for one, value in zip(self.whole.elements, weighted, strict=True)
        ]
        codes = " + ".join(one.code for one in self.whole.elements)
        terms = " + ".join(_exactly(value, self.lang, _DECIMALS) for value in weighted)
        steps = [
            self._step("elements", *lines, self._weight_words(), basis=("divisor", *self._weight_basis())),
            self._step(
                "sum",
                self.say["sum_line"].format(codes=codes, terms=terms, result=self._equals(total)),
                self.say["sum_exact"],
            ),
            self._step(
                "index",
                self.say["index_line"].format(
                    factor=self.law.factor, sum=_exactly(total, self.lang, _DECIMALS), result=self._equals(exact)
                ),
                self._rounded(exact),
                self.say["index_unrounded"],
                basis=("conversion", "rounding"),
                title="index_step",
            ),
            self._grade(exact),
            *self._otherwise(),
        ]
        answer = self.say["answer_index"].format(
            ikm=self._round(exact),
            mutu=self.whole.mutu,
            kinerja=self.whole.kinerja,
            number=number(self.whole.respondents or 0, 0, self.lang),
        )
        return self._explanation("ikm", self.say["index"], answer, tuple(steps))

    def _explanation(self, of: str, name: str, answer: str, steps: tuple[ExplainedStep, ...]) -> Explanation:
        group = None if self.whole is self.result else group_name(self.whole, self.lang)  # type: ignore[arg-type]
        if group is not None:
            name = self.say["of_group"].format(name=name, group=group)
        return Explanation(
            of=of,
            group=group,
            title=self.say["title"].format(name=name),
            answer=answer,
            origin=self._origin(),
            steps=steps,
            lang=self.lang,
        )

    def _origin(self) -> str:
        made = self.result.provenance
        parts = []
        if made.input_name is not None:
            parts.append(self.say["origin_file"].format(name=display(made.input_name)))
        if made.sheet is not None:
            parts.append(self.say["origin_sheet"].format(sheet=display(made.sheet)))
        if made.hashes is not None:
            parts.append(f"SHA-256 {made.hashes}")
        return " · ".join([*(parts or [self.say["origin_counts"]]), f"ikm {made.ikm_version}", made.regulation])

    def _step(self, name: str, *lines: str, basis: tuple[str, ...] = (), title: str = "") -> ExplainedStep:
        told = [one for key in basis if (one := self._basis(key))]
        return ExplainedStep(name=name, title=self.say[title or name], lines=lines, basis=tuple(dict.fromkeys(told)))

    def _basis(self, key: str) -> str:
        """Give what a record of the instrument rests on; nothing where it has no such record."""
        section, _, name = key.partition(" ")
        found = self.law.records.get(section, {})
        if name:
            found = next((one for one in found if name in (one.get("name"), one.get("mutu"))), {})
        return _source(found, self.lang)

    def _answers(self, one: ElementResult) -> ExplainedStep:
        lines = []
        columns = (self.result.provenance.columns or {}).get(one.key)
        if columns:
            lines.append(self.say["answers_column"].format(columns=columns.replace(" ", ", ")))
        if any(Fraction(level).denominator > 1 for level in one.counts):
            lines.append(self.say["answers_averaged"])
        for level, count in one.counts.items():
            exact = Fraction(level)
            lines.append(
                self.say["answers_line"].format(
                    level=_exactly(exact, self.lang),
                    number=number(count, 0, self.lang),
                    product=_exactly(exact * count, self.lang),
                )
            )
        total = sum((Fraction(level) * count for level, count in one.counts.items()), Fraction())
        lines.append(
            self.say["answers_sum"].format(total=_exactly(total, self.lang), filled=number(one.filled, 0, self.lang))
        )
        if self.complete:
            lines.append(self.say["answers_complete"])
        elif one.blank:
            lines.append(self.say["answers_blank"].format(number=number(one.blank, 0, self.lang)))
        if self.result.findings_total.get("survey-invalid-blanked"):
            lines.append(self.say["answers_invalid"])
        return self._step("answers", *lines, basis=("scale", "divisor"))

    def _grade(self, exact: Fraction) -> ExplainedStep:
        """Tell the band a value is in, and whether it was the rounding that put it there."""
        value = self.law.round_index(exact)
        band, bands = self.law.band(value), self.law.bands
        inside = bands[0].low <= value <= bands[-1].high
        low, high = (band.low, band.high) if inside else (bands[0].low, bands[-1].high)
        lines = [
            self.say["grade_line" if inside else "grade_outside"].format(
                value=self._decimal(value), low=self._decimal(low), high=self._decimal(high),
                mutu=band.mutu, kinerja=band.called(self.lang),
            )
        ]  # fmt: skip
        basis = [f"band {band.mutu}"] if inside else [f"band {band.mutu}", "ends"]
        for below, above in pairwise(bands):
            if Fraction(below.high) < exact < Fraction(above.low):
                limits = {"below": self._decimal(below.high), "above": self._decimal(above.low)}
                lines.append(self.say["grade_gap"].format(**limits))
                basis.append("rounding")
        return self._step("grade", *lines, basis=tuple(basis))

    def _otherwise(self) -> Iterator[ExplainedStep]:
        """Tell what the index is under the other named weights, and with the other handling of blanks."""
        used, *names = weight_names(self.result, self.lang)
        others = [(name, one) for name, one in zip(names, self.whole.alternatives, strict=True) if name != used]
        if others:
            lines = [
                self.say["weights_line"].format(
                    weight=name, ikm=number(one.ikm, self.law.decimals, self.lang), mutu=one.mutu
                )
                for name, one in others
            ]
            if any(one.mutu != self.whole.mutu for _, one in others):
                lines.append(self.say["weights_grade"])
            yield self._step("weights", *lines, basis=tuple(f"weight {one.weight}" for _, one in others))
        blanks = self.whole.blanks
        if blanks is None:
            return
        form = "blanks_line_complete" if self.complete else "blanks_line"
        lines = [self.say[form].format(number=number(blanks.answers, 0, self.lang))]
        if blanks.other_ikm is not None:
            lines.append(
                self.say[f"blanks_{blanks.other_missing}"].format(
                    ikm=number(blanks.other_ikm, self.law.decimals, self.lang),
                    mutu=blanks.other_mutu,
                    number=number(blanks.other_respondents or 0, 0, self.lang),
                )
            )
        elif blanks.respondents is not None and blanks.other_respondents is None:
            lines.append(self.say["blanks_withheld"])
        yield self._step("blanks", *lines, basis=("divisor",))

    def _weight(self, one: ElementResult) -> str:
        return _exactly(_weight_of(one), self.lang)

    def _weight_words(self) -> str:
        """Say where the weight comes from."""
        total = len(self.result.elements)
        if self.result.weight == "own":
            return self.say["weight_own"].format(total=_exactly(self.law.own_weights_total, self.lang))
        weight = _exactly(Fraction(self.result.weight_exact or 0), self.lang)
        rule = next((one for one in self.law.weight_rules if one.name == self.result.weight), None)
        rounded = rule is not None and rule.decimals is not None
        return self.say["weight_rounded" if rounded else "weight_exact"].format(
            elements=total, weight=weight, decimals=rule.decimals if rule else ""
        )

    def _weight_basis(self) -> tuple[str, ...]:
        if self.result.weight == "own":
            return ("own_weights",)
        chosen = ("default_weight",) if self.result.weight == self.law.default_weight else ()
        return (f"weight {self.result.weight}", *chosen)

    def _rounded(self, exact: Fraction) -> str:
        return self.say["rounded"].format(decimals=self.law.decimals, shown=self._round(exact))

    def _round(self, exact: Fraction) -> str:
        return number(exact, self.law.decimals, self.lang)

    def _decimal(self, value: Decimal) -> str:
        return number(Fraction(value), self.law.decimals, self.lang)

    def _equals(self, value: Fraction) -> str:
        """Write a value after the sign of what it is: the value, or near it."""
        sign = "=" if _ends(value) else "≈"
        return f"{sign} {_exactly(value, self.lang, _DECIMALS)}"


def _weight_of(one: ElementResult) -> Fraction:
    return Fraction(one.nrr_weighted_exact) / Fraction(one.nrr_exact)


def _ends(value: Fraction, decimals: int = _DECIMALS) -> bool:
    """Tell whether a value is whole at so many decimals."""
    return value.denominator == 1 or 10**decimals % value.denominator == 0


def _exactly(value: Fraction, lang: Language, decimals: int | None = None) -> str:
    """Write a value without needless zeros; one that does not end as a fraction, or rounded where that is asked for."""
    if not _ends(value):
        return str(value) if decimals is None else number(value, decimals, lang)
    shortest = next(places for places in range(_DECIMALS + 1) if _ends(value, places))
    return number(value, shortest, lang)


def _source(record: Mapping[str, Any], lang: Language) -> str:
    """Give where a record stands in the instrument, or why ikm declares it."""
    if "cite" in record:
        return str(record["cite"])
    reason = record.get("declared" if lang == "id" else "declared_en")
    return "" if reason is None else phrases(lang, "explain")["declared"].format(reason=reason)
