"""Verdicts: what one column seems to ask, and how sure that is, before the form is looked at as a whole.

The points of the words, of the answers and of the code are added.  A verdict is *sure* when the best element has
enough points and leads everything else; *unsure* when something else is near; *weak* when little speaks
for it; *none* when another meaning wins or nothing speaks at all.

>>> verdict = judge(0, "Sikap petugas", ())
>>> verdict.level, verdict.element
('sure', 'perilaku')
>>> judge(0, "Persyaratan dan prosedur pelayanan", ()).level
'unsure'
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from ikm.columns.choices import code_table
from ikm.columns.headings import Heading, read_heading, weigh
from ikm.columns.lexicon import ELEMENTS, lexicon
from ikm.columns.replies import AnswerEvidence, answer_evidence

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ikm.columns.replies import AnswerKind

__all__ = ["ENOUGH", "LEAD", "FormSetting", "Verdict", "common_hits", "judge", "verdict_of"]

ENOUGH = 3.0
"""Points an element needs to be mapped on its own account."""
LEAD = 1.5
"""Points by which it must lead for nothing to be asked."""
_WEAK = 2.0
_CODE = 2.5
_TOLD = 0.2

Level = Literal["sure", "unsure", "weak", "none"]


@dataclass(frozen=True, eq=False)
class Verdict:
    """What one column seems to ask.

    Parameters
    ----------
    index : int
        The column.
    heading, answers
        What was read.
    points : mapping
        Points of every meaning.
    element : str or None
        The best element.
    rival : str or None
        The meaning nearest to it, or the one that beats it.
    level : str
        How sure.
    listed : tuple of str
        The elements, when the heading lists three or more.
    from_answers : bool
        Only the answers speak for the element.
    """

    index: int
    heading: Heading
    answers: AnswerEvidence
    points: Mapping[str, float]
    element: str | None
    rival: str | None
    level: Level
    listed: tuple[str, ...] = ()
    from_answers: bool = False
    candidates: tuple[str, ...] = ()

    @property
    def asks(self) -> bool:
        """Whether the column is a question with a graded answer, by its answers or by its words."""
        if self.answers.rated:
            return True
        if self.answers.kind in {"text", "other", "dates", "days", "choice"}:
            return False
        asking = "?" in self.heading.text or any(word in lexicon().asking for word in self.heading.text.split())
        return asking or self.heading.code is not None or self.points.get(self.element or "", 0) >= _WEAK

    @property
    def asks_words(self) -> bool:
        """Whether the heading itself asks for a comment, more than for anything else."""
        said = self.heading.scores
        return said.get("komentar", 0.0) >= max([ENOUGH, *said.values()])

    def lead(self, element: str) -> float:
        """Give the points by which an element leads everything else."""
        return self.points[element] - max((p for m, p in self.points.items() if m != element), default=0.0)


def common_hits(headings: Sequence[Heading]) -> frozenset[str]:
    """Find the evidence that stands in most headings: the name of the office or service, not the question."""
    if len(headings) < 5:
        return frozenset()
    count: dict[str, int] = {}
    for heading in headings:
        for words in {hit.words for hit in heading.hits}:
            count[words] = count.get(words, 0) + 1
    return frozenset(words for words, number in count.items() if 5 * number > 3 * len(headings))


class FormSetting(NamedTuple):
    """What holds for a whole form while its columns are judged.

    Parameters
    ----------
    elements : sequence of str
        The elements looked for.
    common : frozenset of str
        Words that most headings of the form hold.
    order : str, optional
        The stated meaning of the codes U8 and U9.
    codes : bool
        Whether the codes of this form can be believed.
    """

    elements: Sequence[str] = ELEMENTS
    common: frozenset[str] = frozenset()
    order: str | None = None
    codes: bool = True


def judge(index: int, header: object, answers: Iterable[object] | None, elements: Sequence[str] = ELEMENTS) -> Verdict:
    """Judge one column by itself."""
    return verdict_of(index, read_heading(header), answer_evidence(answers), FormSetting(elements))


def verdict_of(index: int, heading: Heading, answers: AnswerEvidence, setting: FormSetting) -> Verdict:
    """Judge one column that was read, leaving out the evidence common to the form."""
    elements = setting.elements
    words = _word_points(heading, setting.common, elements)
    points = dict(words)
    spoken = max((words.get(e, 0.0) for e in elements), default=0.0)
    for meaning, weight in answers.scores.items():
        points[meaning] = points.get(meaning, 0.0) + (weight if spoken < ENOUGH else 0.5 * weight)
    if heading.twin or answers.scores.get("harapan", 0.0) >= 4:
        points["harapan"] = points.get("harapan", 0.0) + 9.0
    if not heading.hits and 0 < len(heading.words) <= 2:
        points |= _guessed(heading.words)
    _add_pairs(points, _spoken_words(heading), named=spoken >= ENOUGH)
    _add_kind(points, answers.kind, named=max((points.get(e, 0.0) for e in elements), default=0.0) >= ENOUGH)
    if setting.codes and heading.code is not None and not heading.bare:
        for element in _coded(heading.code, elements, setting.order):
            points[element] = points.get(element, 0.0) + _CODE
    ranked = sorted(points, key=lambda m: (-points[m], _place(heading, m), m))
    best = next((m for m in ranked if m in elements), None)
    listed = _listed(heading, elements)
    rival = next((m for m in ranked if m != best), None)
    level = _level(points.get(best or "", 0.0), points.get(rival or "", 0.0), listed=bool(listed))
    from_answers = best is not None and words.get(best, 0.0) < 1 and answers.scores.get(best, 0.0) >= _WEAK
    candidates = tuple(m for m in ranked if m in elements and points[m] >= 1)[:3]
    return Verdict(
        index=index,
        heading=heading,
        answers=answers,
        points=points,
        element=best,
        rival=rival,
        level="unsure" if level == "sure" and from_answers else level,
        listed=listed if level == "none" else (),
        from_answers=from_answers,
        candidates=listed if level == "none" and listed else candidates,
    )


def _spoken_words(heading: Heading) -> Sequence[str]:
    """Leave out what looks like evidence and is none: answering "pertanyaan dan keluhan" handles no complaint."""
    silent = {word for hit in heading.hits if "netral" in hit.points for word in hit.words.split()}
    return [word for word in heading.words if word not in silent]


def _add_pairs(points: dict[str, float], words: Sequence[str], *, named: bool) -> None:
    """Add the points of words that mean something only together."""
    for pair in lexicon().together:
        both = not pair.first.isdisjoint(words) and not pair.second.isdisjoint(words)
        if both and not (pair.alone and named):
            points[pair.meaning] = points.get(pair.meaning, 0.0) + pair.points
            if pair.meaning == "pengaduan" and "komentar" in points:
                # "Kritik dan saran ditindaklanjuti" tells what became of them; a field for comments asks for them.
                points["komentar"] *= _TOLD


def _add_kind(points: dict[str, float], kind: AnswerKind, *, named: bool) -> None:
    """Weigh what kind of answers there are: free text is a comment, a scale is none, yes and no grade nothing."""
    if kind == "text":
        points["komentar"] = points.get("komentar", 0.0) + 3.0
    elif kind in {"labels", "scores"} and named and "komentar" in points:
        points["komentar"] /= 2
    elif kind == "choice":
        points["lain"] = points.get("lain", 0.0) + 3.0


def _level(top: float, next_best: float, *, listed: bool) -> Level:
    lead = top - next_best
    if top < 1 or (lead < 0 and (top < ENOUGH or -lead >= LEAD)) or (listed and lead < 4):
        return "none"
    if top < ENOUGH:
        return "weak"
    return "sure" if lead >= LEAD else "unsure"


def _word_points(heading: Heading, common: frozenset[str], elements: Sequence[str]) -> Mapping[str, float]:
    if common:
        kept = [hit for hit in heading.hits if hit.words not in common]
        if len(kept) < len(heading.hits):
            points = weigh(kept, heading.words[:1])
            if max((points.get(e, 0.0) for e in elements), default=0.0) >= _WEAK:
                return points
    return heading.scores


def _coded(code: int, elements: Sequence[str], order: str | None) -> tuple[str, ...]:
    table = code_table(elements, order)
    element = table.get(f"u{code}")
    if order is None and code in {8, 9} and list(elements[7:9]) == ["pengaduan", "sarana"]:
        return ("pengaduan", "sarana")
    return (element,) if element else ()


@cache
def _naming(letter: str) -> tuple[str, ...]:
    """Give the single words beginning with a letter that name an element."""
    words = (w for w in lexicon().entries if w[:1] == letter and " " not in w)
    return tuple(sorted(w for w in words if any(lexicon().entries[w].get(e, 0.0) >= ENOUGH for e in ELEMENTS)))


def _guessed(words: Sequence[str]) -> dict[str, float]:
    """Read a badly spelt heading of one or two words as the word it is nearest to; never enough to be sure."""
    lex = lexicon()
    for word in words:
        near = get_close_matches(word, _naming(word[0]), n=1, cutoff=0.7) if len(word) >= 7 else []
        if near and word not in lex.vocabulary.common:
            return {m: min(weight, 2.5) for m, weight in lex.entries[near[0]].items()}
    return {}


def _place(heading: Heading, meaning: str) -> int:
    return next((i for i, hit in enumerate(heading.hits) if meaning in hit.points), 99)


def _listed(heading: Heading, elements: Sequence[str]) -> tuple[str, ...]:
    """Give the elements a heading lists, when it lists three or more."""
    found: dict[str, None] = {}
    for hit in heading.hits:
        named = [m for m, weight in hit.points.items() if weight >= ENOUGH and m in elements]
        if named and hit.clause <= heading.hits[0].clause + 2:
            found.setdefault(named[0])
    return tuple(found) if len(found) >= 3 else ()
