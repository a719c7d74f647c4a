"""The answers of one column, turned into scores.

`decode` takes the different values of a column (with how often each occurs, if known) and says for each what it scores,
that it is blank, or what is wrong with it.  It looks at the column as a whole first, because the same word or number
means different things on different forms (`ikm.answers.choices`, `ikm.answers.foreign`).

The promises: a score is always a whole number of the scale; nothing is guessed, converted or scored as zero; blank is
blank and an unreadable answer is a fault, never the other way round; the result hangs on the set of values alone, not
on their order; a CSV's ``4`` and a workbook's ``4.0`` get the same decision.

>>> coding = decode(["Sesuai", "SANGAT  sesuai", "Sangat sesuay", "", "4", 4.0, 5], element="persyaratan")
>>> [coding.score(v) for v in ("Sesuai", "SANGAT  sesuai", "", "4", 4.0)]
[3, 4, None, 4, 4]
>>> coding.score("Sangat sesuay").code, coding.score(5).code
('answer-unknown-label', 'answer-off-scale')
>>> print(coding.reason("en"))
Words read as: 1 = Tidak sesuai, 2 = Kurang sesuai, 3 = Sesuai, 4 = Sangat sesuai.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ikm.answers.cells import LONGEST, CellReading
from ikm.answers.choices import Asked, Choice, choose, choose_explained
from ikm.answers.declared import split_given
from ikm.answers.foreign import another_scale, reversed_codes, top_unused
from ikm.answers.masks import by_language, phrase, show
from ikm.answers.outcomes import Coding, Fault, StatedScale, cell_key, cell_of
from ikm.answers.proposals import SHARED, may_score, nearest, shareable, shown_whole, told
from ikm.answers.readings import read_column
from ikm.answers.scales import Scale, annex_scale, expected, is_label, scores_of
from ikm.answers.text import visible
from ikm.errors import OptionError
from ikm.findings import LANGUAGES, Finding, plural

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from ikm.findings import Language

__all__ = ["decode"]

_CROWD = 12
"""With more unknown texts than this, a column is taken for one of free text, and they are not quoted."""
_MOST = 5000
"""A column of answers has tens of different values; one of thousands is not read cell by cell."""
_QUOTED = 6
_LABELS = frozenset({"answer-unknown-label", "answer-ambiguous-label"})
_LETTERS = "abcdefghij"


def decode(
    values: Iterable[object],
    *,
    element: str | None = None,
    scales: Sequence[Scale] | None = None,
    own: Sequence[Scale] = (),
    sisters: Collection[Scale] = (),
    given: Mapping[str, int] | None = None,
    stated: StatedScale | None = None,
    low: int = 1,
    high: int = 4,
) -> Coding:
    """Turn the different values of one column into scores.

    Parameters
    ----------
    values : iterable
        The different values of the column.  A mapping (a ``Counter`` of `cell_key`) also says how often each
        occurs, and only then can a scale of five be told from a slip.
    element : str, optional
        The key of the element the column asks.
    scales : sequence of Scale, optional
        The tables to use instead of ikm's.
    own : sequence of Scale
        The questionnaire's tables for this question; they are tried first and win.
    sisters : collection of Scale
        Tables of which other columns of the form show every label: they tell what this column's words are part of.
    given : mapping, optional
        The scores a person gave to single labels; they win over everything.
    stated : StatedScale, optional
        What the column's heading says about its numbers, where that is another scale than the survey's.
    low, high : int
        The scale of the survey.

    Returns
    -------
    Coding
        A score, a blank or a fault for each value, and findings about the column.

    Raises
    ------
    OptionError
        If one of the questionnaire's tables has not one list of labels for each score.
    """
    points = high - low + 1
    for scale in own:
        if len(scale.labels) != points:
            raise OptionError(
                f"The table {scale.name!r} has {plural(len(scale.labels), 'score')}, but the scale {low} to {high} "
                f"has {points}.",
                id=f"Kuesioner {scale.name!r}: labels berisi {len(scale.labels)} jawaban, padahal skala {low} sampai "
                f"{high} memuat {points}; tulis satu jawaban untuk setiap nilai.",
            )
    setting = Asked(element, scales, own, low, high, frozenset(sisters))
    counted = isinstance(values, Mapping)
    counts = {cell_key(v): times for v, times in (values.items() if counted else ((v, 1) for v in values))}  # type: ignore[attr-defined]
    if not given:
        return _Column(counts, setting, stated, counted=counted).coding()
    fixed, rest = split_given(counts, given, low=low, high=high)
    return _Column(rest, setting, stated, counted=counted).coding().with_given(fixed)


class _Column:
    """The working state of one call of `decode`."""

    def __init__(
        self, counts: Mapping[object, int], setting: Asked, stated: StatedScale | None, *, counted: bool
    ) -> None:
        self.counts, self.setting, self.stated, self.counted = counts, setting, stated, counted
        self.low, self.high = setting.low, setting.high
        own = {key for scale in setting.own for key in scores_of(scale)}
        self.crowded = len(counts) > _MOST
        self.readings = {} if self.crowded else read_column(counts, own)
        self.numbers = self._numbers()
        self.choices = self._choices()
        self.words = self.choices[0] if self.choices else Choice()
        self.crowded = self.crowded or sum(not scores for scores in self.words.scores.values()) > _CROWD
        bare = any(r.letter and not r.parts for r in self.readings.values())
        self.letters_alone = bare and not self.choices
        self.letters = self._letters()
        self.details = self._details()

    def _numbers(self) -> dict[str, frozenset[int]]:
        """Collect the numbers written beside each word."""
        found: dict[str, set[int]] = {}
        for reading in self.readings.values():
            if reading.number is not None and reading.parts:
                found.setdefault(reading.parts[0], set()).add(reading.number)
        return {key: frozenset(numbers) for key, numbers in found.items()}

    def _choices(self) -> tuple[Choice, ...]:
        """Choose a table for the words, and one for each further place of answers such as "Murah / Sesuai"."""
        places: list[set[str]] = []
        for reading in self.readings.values():
            for place, key in enumerate(reading.parts):
                if place == len(places):
                    places.append(set())
                places[place].add(key)
        further = Asked(self.setting.element, self.setting.scales, (), self.low, self.high)
        return tuple(
            choose_explained(keys, further) if place else choose(keys, self.setting, self.numbers)
            for place, keys in enumerate(places)
        )

    def _letters(self) -> dict[str, int]:
        """Learn what option letters score: from words beside them, or from their order where there are only letters."""
        learnt: dict[str, set[int]] = {}
        for reading in self.readings.values():
            if reading.letter and reading.parts:
                learnt.setdefault(reading.letter, set()).update(self._possible(reading) or ())
        numbers = any(r.number is not None for r in self.readings.values())
        if self.letters_alone and not numbers:
            return {letter: score for score, letter in enumerate(_LETTERS[: self.high - self.low + 1], self.low)}
        return {letter: min(scores) for letter, scores in learnt.items() if len(scores) == 1}

    def _details(self) -> dict[str, object]:
        """Give the details every finding of the column shares, with what may be written instead."""
        own, element = self.setting.own, self.setting.element
        scale = self.words.scale or (own[0] if own else annex_scale(element))
        if scale is None:
            labels = phrase("number", low=self.low, high=self.high)
        else:
            labels = {"id": expected(scale, self.low), "en": expected(scale, self.low)}
        return {"element": {"id": "Jawaban", "en": "Answer"}, "low": self.low, "high": self.high, "labels": labels}

    def coding(self) -> Coding:
        """Decide about the column, then about each value."""
        refusal = self._refusal()
        if refusal is not None:
            reasons = {lang: refusal.translated(lang).message for lang in LANGUAGES}
            proved = self.words.proved
            return Coding(self._refused(refusal), None, (refusal,), refused=True, reasons=reasons, proved=proved)
        scores = {key: self._outcome(key, reading) for key, reading in self.readings.items()}
        self._propose(scores)
        scale = None if self.words.unknown else self.words.scale
        return Coding(scores, scale, self._remarks(scores), reasons=self._reasons(scale), proved=self.words.proved)

    def _finding(self, code: str, **more: object) -> Finding:
        return Finding(code, details=self.details | more)

    def _refusal(self) -> Finding | None:
        """Say why the column as a whole is refused, if it is."""
        if len(self.counts) > _MOST:
            return self._finding("answer-column-free-text", times=len(self.counts))
        tops = {reading.top for reading in self.readings.values() if reading.top is not None} - {self.high}
        if tops:
            return self._finding("answer-scale-out-of", points=max(tops))
        return self._said_so() or self._other_numbers() or self._other_letters() or self._other_words()

    def _said_so(self) -> Finding | None:
        """Take the heading's word for it, where the answers are numbers; words say themselves what they mean."""
        numbers = any(
            r.number is not None or (r.letter is not None and self.letters_alone) for r in self.readings.values()
        )
        filled = any(not reading.blank for reading in self.readings.values())
        if self.stated is None or not filled or not (numbers or self.stated.points != self.high - self.low + 1):
            return None
        if numbers and self.numbers and self.stated.reversed:
            return None  # the words beside the numbers decide
        code = "answer-scale-stated-reversed" if self.stated.reversed else "answer-scale-stated"
        return self._finding(code, found=self.stated.text, points=self.stated.points)

    def _other_numbers(self) -> Finding | None:
        seen: dict[int, int] = {}
        for key, reading in self.readings.items():
            if reading.number is not None:
                seen[reading.number] = seen.get(reading.number, 0) + self.counts[key]
        printed = max((max(n) for key, n in self.numbers.items() if is_label(key)), default=0)
        told = another_scale(seen, self.low, self.high, counted=self.counted, labelled=printed)
        return self._finding(told[0], **told[1]) if told else None

    def _other_letters(self) -> Finding | None:
        beyond = {r.letter for r in self.readings.values() if r.letter} - set(self.letters)
        if self.letters_alone and self.letters and beyond:
            return self._finding("answer-scale-letters", points=max(_LETTERS.index(x) for x in beyond if x) + 1)
        return None

    def _other_words(self) -> Finding | None:
        for choice in self.choices:
            if choice.other is not None and not self._by_the_way(choice):
                found, points = expected(choice.other), len(choice.other.labels)
                return self._finding("answer-scale-words", points=points, found=found)
        if reversed_codes(self.numbers, self.words.scores, self.low, self.high):
            return self._finding("answer-scale-reversed")
        plain = any(r.number is not None and not r.parts for r in self.readings.values())
        if self.words.unknown and not plain and len(self.words.scores) > 1:
            return self._finding("answer-scale-unknown", found=self._unknown_labels(), name=self.setting.element or "")
        return None

    def _by_the_way(self, choice: Choice) -> bool:
        """Tell whether the words of another scale are slips in a column of something else, to be named one by one."""
        worded = sum(self.counts[key] for key, r in self.readings.items() if r.parts and r.parts[0] in choice.scores)
        others = sum(self.counts[key] for key, r in self.readings.items() if not r.parts and not r.blank)
        plain = sum(self.counts[key] for key, r in self.readings.items() if r.number is not None and not r.parts)
        return plain > worded or (len(choice.scores) == 1 and others > worded)

    def _unknown_labels(self) -> dict[str, str]:
        """Quote the labels of a column whose words are unknown, as far as they may be shown."""
        shown = sorted({self._show(key) for key, reading in self.readings.items() if reading.parts})
        more = ", …" if len(shown) > _QUOTED else ""
        each = [by_language(text) for text in shown[:_QUOTED]]
        return {lang: ", ".join(text[lang] for text in each) + more for lang in ("id", "en")}

    def _refused(self, refusal: Finding) -> dict[object, int | Fault | None]:
        """Give every answer of a refused column the column's fault."""
        if len(self.counts) > _MOST:
            fault = Fault(refusal.code, "", refusal.details)
            return {key: None if _looks_blank(key) else fault for key in self.counts}
        scores: dict[object, int | Fault | None] = {}
        for key, reading in self.readings.items():
            if reading.blank:
                scores[key] = None
            elif reading.fault is not None:
                scores[key] = self._fault(reading.fault, key)
            else:
                scores[key] = Fault(refusal.code, self._show(key), refusal.details)
        return scores

    def _remarks(self, scores: Mapping[object, int | Fault | None]) -> tuple[Finding, ...]:
        """Say what is doubtful about a column that can be read."""
        remarks = []
        if self.letters_alone and self.letters:
            remarks.append(self._finding("answer-letters-assumed"))
        if any(r.ordinal for r in self.readings.values()):
            remarks.append(self._finding("answer-numerals-assumed"))
        if self.words.doubt is not None:
            code = "answer-scale-reading" if self.words.doubt is self.words.scale else "answer-scale-assumed"
            remarks.append(self._finding(code, found=expected(self.words.doubt, self.low)))
        used: dict[int, int] = {}
        for key, score in scores.items():
            if isinstance(score, int):
                used[score] = used.get(score, 0) + self.counts[key]
        if self.counted and top_unused(used, self.low, self.high):
            remarks.append(self._finding("answer-scale-top-unused", times=sum(used.values())))
        return tuple(remarks)

    def _reasons(self, scale: Scale | None) -> dict[Language, str]:
        if scale is not None:
            return phrase("words", labels=expected(scale, self.low))
        if all(reading.blank for reading in self.readings.values()):
            return phrase("blank")
        name = "letters" if self.letters_alone and self.letters else "numbers"
        return phrase(name, low=self.low, high=self.high)

    def _show(self, key: object) -> str:
        if self._is_option(key) and isinstance(key, str):
            return shown_whole(key.strip())
        return show(cell_of(key), crowded=self.crowded)

    def _is_option(self, key: object) -> bool:
        """Tell a choice of the form from somebody's own words: several gave it, or it is a slip of a known label."""
        if self.crowded or not isinstance(key, str) or not shareable(key.strip()):
            return False
        return (self.counted and self.counts[key] >= SHARED) or self._near(key) is not None

    def _near(self, key: str) -> tuple[str, int] | None:
        scale = self.words.scale or annex_scale(self.setting.element)
        near = nearest(key, () if scale is None else (scale, *self.setting.own))
        return None if near is None else (near[0], near[1] + self.low)

    def _propose(self, scores: dict[object, int | Fault | None]) -> None:
        """Add to each unknown label what it may be, and how to say so."""
        unknown = [key for key, score in scores.items() if isinstance(score, Fault) and score.code in _LABELS]
        used = {score for score in scores.values() if isinstance(score, int)}
        empty = {*range(self.low, self.high + 1)} - used if len(unknown) == 1 else set()
        for key in unknown:
            fault = scores[key]
            if isinstance(fault, Fault) and isinstance(key, str):
                plain = fault.code == "answer-unknown-label"
                near = self._near(key) if plain else None
                option = plain and self.counted and self.counts[key] >= SHARED
                left = {score for score in empty if option and may_score(key, score, self.low, self.high)}
                said = told(key.strip(), self.setting.element, self.low, self.high, near=near, empty=left)
                scores[key] = Fault(fault.code, fault.shown, {**fault.details, **said})

    def _outcome(self, key: object, reading: CellReading) -> int | Fault | None:
        """Decide about one value of a column that is not refused."""
        if reading.blank:
            return None
        if reading.fault is not None:
            return self._fault(reading.fault, key)
        if reading.parts:
            return self._worded(key, reading)
        if reading.letter is not None:
            score = self.letters.get(reading.letter)
            return self._fault("answer-unknown-label", key) if score is None else score
        if reading.number is not None and self.low <= reading.number <= self.high:
            return reading.number
        return self._fault("answer-off-scale", key)

    def _possible(self, reading: CellReading) -> frozenset[int] | None:
        """Give the scores the words of one answer may have; nothing where its parts are different answers."""
        possible: frozenset[int] | None = None
        for choice, key in zip(self.choices, reading.parts, strict=False):
            scores = choice.scores.get(key, frozenset())
            if not scores:
                return scores
            possible = scores if possible is None else possible & scores
            if not possible:
                return None
        return possible or frozenset()

    def _worded(self, key: object, reading: CellReading) -> int | Fault:
        possible = self._possible(reading)
        if possible is None:
            return self._fault("answer-two-answers", key)
        if not possible or self.words.unknown:
            return self._fault("answer-unknown-label", key)
        if reading.number is not None:
            if reading.number in possible:
                return reading.number
            return self._fault("answer-contradiction", key, number=reading.number, word=_either(possible))
        if len(possible) > 1:
            return self._fault("answer-ambiguous-label", key, candidates=_either(possible))
        return min(possible)

    def _fault(self, code: str, key: object, **more: object) -> Fault:
        shown = self._show(key)
        value = by_language(shown)
        if value["en"] != shown:
            more["value"] = value
            code = "answer-free-text" if code == "answer-unknown-label" else code
        if code in _LABELS:
            more |= {"proposal": "", "remedy": "", "given": ""}
        elif code == "answer-free-text":
            shared = self.counted and self.counts[key] >= SHARED and bool(self.setting.element)
            fields = {"element": self.setting.element, "low": self.low, "high": self.high}
            remedy = phrase("hidden_choice", **fields) if shared else ""
            more |= {"remedy": remedy, "given": ""}
        return Fault(code, shown, self.details | more if more else self.details)


def _either(scores: frozenset[int]) -> dict[str, str]:
    """List possible scores: "1 or 2"."""
    each = [str(score) for score in sorted(scores)]
    return {"id": " atau ".join(each), "en": " or ".join(each)}


def _looks_blank(key: object) -> bool:
    return key is None or (isinstance(key, str) and len(key) <= LONGEST and not visible(key))
