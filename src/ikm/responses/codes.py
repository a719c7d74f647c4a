"""Codes: from the cells of a column to one byte a respondent.

Every distinct cell of an answer column is decoded once (`ikm.answers`); after that a column is bytes, and counting a
million respondents is counting bytes.  Several questions about one element are averaged here, within the respondent and
exactly, before anything is counted.

>>> from ikm.responses.codes import code_column, combine_columns
>>> from ikm.regulation import load_regulation
>>> from ikm.responses.respondents import answers_of
>>> law = load_regulation()
>>> from ikm.sources import CellColumn
>>> one = code_column(answers_of(CellColumn.of(["4", "3", ""])), 0, "waktu", law, None, None)
>>> two = code_column(answers_of(CellColumn.of([3, None, None])), 1, "waktu", law, None, None)
>>> codes, levels = combine_columns([one, two], bytes([1, 1, 0]), law)
>>> [str(levels[code - 1]) for code in codes["waktu"]]
['7/2', '3']
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from itertools import compress, islice
from typing import TYPE_CHECKING, NamedTuple, cast

from ikm.answers import SHARED, Fault, Scale, decode, decode_declared
from ikm.errors import OptionError
from ikm.sources import positions

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from ikm.answers import Coding, StatedScale
    from ikm.findings import Finding
    from ikm.questionnaires import Questionnaire
    from ikm.regulation import Regulation
    from ikm.responses.respondents import Answers
    from ikm.tallies import Level

__all__ = [
    "BLANK",
    "FAULT",
    "NO_SCORE",
    "REFUSED",
    "CodedColumn",
    "Option",
    "code_column",
    "combine_columns",
]

BLANK = 0
"""The code of a blank."""

FAULT = 255
"""The code of an answer that cannot be used."""

REFUSED = 254
"""The code of an answer that a finding about its column or its label speaks for: none is made for its cell."""

_OPTIONS = frozenset({"answer-unknown-label", "answer-ambiguous-label", "answer-not-declared", "answer-free-text"})
"""What an option of the form may be that ikm cannot score."""

_ROOM = 250
"""So many codes there are for scores and options."""

_LEVELS = 255
"""So many different means of an element can be told apart by one byte, beside a blank."""

_MARKED = 1000
"""So many cells of one option are marked in a copy."""

NO_SCORE = frozenset({BLANK, FAULT, REFUSED})
"""The codes that stand for no score."""


class Option(NamedTuple):
    """A label that cannot be scored and that several respondents gave: one finding speaks for all of them."""

    fault: Fault
    times: int
    places: tuple[int, ...]


@dataclass(frozen=True)
class CodedColumn:
    """One column of answers, decoded: for each row the position of its level, from 1, or why there is none."""

    column: int
    element: str
    name: Mapping[str, str]
    levels: tuple[Level, ...]
    codes: bytes
    faults: Mapping[object, Fault]
    fault_counts: Mapping[str, int]
    about_column: tuple[Finding, ...]
    options: tuple[Option, ...] = ()
    coding: Coding | None = None

    @property
    def faulty(self) -> Mapping[str, int]:
        """How many answers cannot be used, by finding code, those with a finding in common included."""
        shared: Counter[str] = Counter()
        for option in self.options:
            shared[option.fault.code] += option.times
        return shared + Counter(self.fault_counts)

    @property
    def choices(self) -> tuple[str, ...]:
        """What each score is called in the table the words were read with, the lowest first; none without words."""
        scale = None if self.coding is None else self.coding.scale
        return () if scale is None else tuple(labels[0] for labels in scale.labels)


def code_column(
    answers: Answers,
    column: int,
    element: str,
    law: Regulation,
    questionnaire: Questionnaire | None,
    sheet: str | None,
    *,
    given: Mapping[str, int] | None = None,
    stated: StatedScale | None = None,
    sisters: Collection[Scale] = (),
) -> CodedColumn:
    """Decode one column of answers, each distinct one once.

    Parameters
    ----------
    answers : Answers
        The column's different cells.
    column : int
        Where it stands, from 0.
    element : str
        The element it asks.
    law : Regulation
        The instrument: names and scale.
    questionnaire : Questionnaire, optional
        Its labels, or the scores it declares, for this element.
    sheet : str, optional
        The worksheet, for the findings.
    given, stated, sisters
        As of `ikm.answers.decode`; a questionnaire's declared scores go before what a heading states.
    """
    counts = answers.counts
    name = law.element(element).labels
    coding = _coding(counts, element, law, questionnaire, given=given, stated=stated, sisters=sisters)
    met = {score for score in coding.scores.values() if score is not None and not isinstance(score, Fault)}
    levels = tuple(sorted(met))
    place = {level: position for position, level in enumerate(levels, 1)}
    code: dict[object, int] = {}
    faults: dict[object, Fault] = {}
    fault_counts: Counter[str] = Counter()
    shared: dict[int, object] = {}
    for cell, number in counts.items():
        score = coding.scores[cell]
        if score is None:
            code[cell] = BLANK
        elif not isinstance(score, Fault):
            code[cell] = place[score]
        elif coding.refused:
            code[cell] = REFUSED
        elif number >= SHARED and score.code in _OPTIONS and len(levels) + len(shared) < _ROOM:
            code[cell] = REFUSED - 1 - len(shared)
            shared[code[cell]] = cell
        else:
            faults[cell] = score
            fault_counts[score.code] += number
            code[cell] = FAULT
    codes = answers.coded(code)
    return CodedColumn(
        column=column,
        element=element,
        name=name,
        levels=levels,
        codes=codes.translate(_told(len(shared))) if shared else codes,
        faults=faults,
        fault_counts=fault_counts,
        about_column=coding.located(sheet=sheet, column=column, element=name),
        options=tuple(_option(coding.scores[cell], counts[cell], codes, at) for at, cell in shared.items()),
        coding=coding,
    )


def _coding(
    counts: Mapping[object, int],
    element: str,
    law: Regulation,
    questionnaire: Questionnaire | None,
    *,
    given: Mapping[str, int] | None,
    stated: StatedScale | None,
    sisters: Collection[Scale],
) -> Coding:
    """Decide what each answer scores: by what a questionnaire declares, or else by all tables of labels."""
    if questionnaire is not None and (declared := questionnaire.scores(element)):
        return decode_declared(counts, declared, low=law.low, high=law.high, given=given)
    own: list[Scale] = []
    if questionnaire is not None:
        own = [Scale(f"{questionnaire.key}: {element}", labels, (element,)) for labels in questionnaire.labels(element)]
    return decode(
        counts, element=element, own=own, sisters=sisters, given=given, stated=stated, low=law.low, high=law.high
    )


def _told(options: int) -> bytes:
    """Make the table that writes every option's own code as that of an answer told of elsewhere."""
    return bytes(REFUSED if REFUSED - options <= code < REFUSED else code for code in range(256))


def _option(fault: object, times: int, codes: bytes, code: int) -> Option:
    return Option(cast("Fault", fault), times, tuple(islice(positions(codes, code), _MARKED)))


def combine_columns(
    answers: Sequence[CodedColumn], used: bytes, law: Regulation
) -> tuple[dict[str, bytes], tuple[Level, ...]]:
    """Make one code for each respondent used and element; several questions about one element are averaged."""
    asked: dict[str, list[CodedColumn]] = {}
    for answer in answers:
        asked.setdefault(answer.element, []).append(answer)
    rows: dict[str, Sequence[int | tuple[int, ...]]] = {key: _rows(columns, used) for key, columns in asked.items()}
    means = {element: {row: _mean(row, asked[element]) for row in _distinct(found)} for element, found in rows.items()}
    met = {mean for scores in means.values() for mean in scores.values() if mean is not None}
    ordered = sorted({*map(Fraction, range(law.low, law.high + 1)), *met})
    if len(ordered) > _LEVELS:
        number = max(map(len, asked.values()))
        raise OptionError(
            f"{number} columns of one element give more than {_LEVELS} different means, which ikm does not count; "
            "choose fewer columns for it.",
            id=f"{number} kolom untuk satu unsur menghasilkan lebih dari {_LEVELS} rata-rata yang berbeda, yang tidak "
            "dapat dihitung ikm. Pilih lebih sedikit kolom dengan --map.",
        )
    code = {level: position for position, level in enumerate(ordered, 1)}
    codes = {}
    for element, found in rows.items():
        coded = {row: BLANK if mean is None else code[mean] for row, mean in means[element].items()}
        if isinstance(found, bytes):
            codes[element] = found.translate(bytes(coded.get(byte, BLANK) for byte in range(256)))
        else:
            codes[element] = bytes(map(coded.__getitem__, found))
    return codes, tuple(level.numerator if level.denominator == 1 else level for level in ordered)


def _rows(columns: Sequence[CodedColumn], used: bytes) -> Sequence[int | tuple[int, ...]]:
    """Give the codes of the respondents used: one byte each, or a tuple where several columns ask the element."""
    kept = [answer.codes if 0 not in used else bytes(compress(answer.codes, used)) for answer in columns]
    return kept[0] if len(kept) == 1 else list(zip(*kept, strict=True))


def _distinct(found: Sequence[int | tuple[int, ...]]) -> Iterable[int | tuple[int, ...]]:
    """Give the different codes; of bytes each is looked for, which is far faster than going through them."""
    return [code for code in range(256) if code in found] if isinstance(found, bytes) else set(found)


def _mean(row: int | tuple[int, ...], columns: Sequence[CodedColumn]) -> Fraction | None:
    """Average the questions a respondent answered; whatever is no score counts as blank."""
    codes = (row,) if isinstance(row, int) else row
    scores = [answer.levels[code - 1] for answer, code in zip(columns, codes, strict=True) if code not in NO_SCORE]
    return Fraction(sum(scores), len(scores)) if scores else None
