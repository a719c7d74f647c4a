"""The tables that turn the words of an answer into a score.

A `Scale` lists, for each score from the lowest up, the labels that mean it.  ikm ships the tables of the sample
questionnaire of PermenPANRB 14/2017 (annex) and the variants offices use, as data: ``data/scales.toml`` holds
adjectives x patterns ("tidak {}, kurang {}, {}, sangat {}"), so that a new adjective is one word there.

Tables of another number of points (three, five, six) are held too, only so that they are recognised.
Which table a column uses is decided in `ikm.answers.choices`, from all its labels together.

>>> print(expected(scales_for({"lengkap"})[0]))
1 = Tidak lengkap, 2 = Kurang lengkap, 3 = Lengkap, 4 = Sangat lengkap
>>> print(expected(annex_scale("biaya")))
1 = Sangat mahal, 2 = Cukup mahal, 3 = Murah, 4 = Gratis
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from ikm.answers.text import label_key, normalise, remembered, table

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

__all__ = [
    "LAW",
    "Scale",
    "annex_scale",
    "builtin_scales",
    "expected",
    "is_label",
    "scales_for",
    "scores_of",
    "vocabulary",
]

_INITIALS = 2
LAW, COMMON, WARNED, NUMBERED, OTHER = range(5)
_USES = {"law": LAW, "common": COMMON, "warned": WARNED, "numbered": NUMBERED, "other": OTHER}


@dataclass(frozen=True, slots=True)
class Scale:
    """One table of labels and scores.

    Parameters
    ----------
    name : str
        What it is called in messages.
    labels : tuple of tuple of str
        ``labels[i]`` are the spellings of the i-th score, lowest first.
    elements : tuple of str
        The elements it may be used for; empty for any.
    rank : int
        How certain the table is by itself: 0 the wording of the law or of nearly every form, 1 a common variant,
        2 read with a warning, 3 read only where numbers say so, 4 of another length, to be recognised only.
    pattern : str
        The pattern it was made from, the same for every adjective; empty for a table written out.
    """

    name: str
    labels: tuple[tuple[str, ...], ...]
    elements: tuple[str, ...] = ()
    rank: int = 0
    pattern: str = ""


@lru_cache(maxsize=512)
def scores_of(scale: Scale) -> Mapping[str, int]:
    """Give ``{label key: position from 0}`` of a table."""
    return {label_key(label): i for i, labels in enumerate(scale.labels) for label in labels}


def expected(scale: Scale, low: int = 1) -> str:
    """List a table's labels with their scores, lowest first."""
    return ", ".join(f"{score} = {labels[0]}" for score, labels in enumerate(scale.labels, low))


def _points(line: str) -> list[list[str]]:
    return [[" ".join(spelling.split()) for spelling in point.split("|")] for point in line.split("<")]


def _fill(template: str, adjective: str) -> list[str]:
    """Put an adjective into a pattern; a pair ("sopan dan ramah") gives every usual way to write the pair.

    >>> _fill("sangat {}", "sopan dan ramah")[:2]
    ['Sangat sopan dan ramah', 'Sangat sopan dan sangat ramah']
    """
    plain, _, opposite = adjective.partition("/")
    first, pair, second = plain.partition(" dan " if " dan " in plain else " and ")
    texts = [template.format(plain, n=opposite)]
    if pair and "{}" in template:
        one, two = template.format(first), template.format(second)
        texts += [f"{one}{pair}{two}", template.format(f"{first} {second}"), f"{one} {two}"]
        texts += [one] if template.startswith(("tidak", "kurang")) else []
    return [text[:1].upper() + text[1:] for text in dict.fromkeys(texts)]


@cache
def _adjectives() -> tuple[tuple[str, str], ...]:
    """List every (family, adjective), in the order of the file."""
    families: dict[str, dict[str, str]] = table("scales")["family"]
    return tuple(
        (name, " ".join(adjective.split()))
        for name, family in families.items()
        for adjective in family["adjectives"].split(",")
    )


@cache
def _written() -> tuple[Scale, ...]:
    """Build the tables that are written out."""
    return tuple(
        Scale(
            entry["name"],
            tuple(tuple(point) for point in _points(entry["labels"])),
            tuple(entry.get("elements", ())),
            _USES[entry["use"]],
        )
        for entry in table("scales")["scale"]
    )


@cache
def _patterns(family: str) -> tuple[tuple[int, tuple[tuple[str, ...], ...]], ...]:
    """Read the patterns of a family: their rank, and the templates of each score."""
    data: dict[str, str] = table("scales")["family"][family]
    lines = ((rank, line) for use, rank in _USES.items() for line in data.get(use, "").strip().splitlines())
    return tuple((rank, tuple(tuple(point) for point in _points(line))) for rank, line in lines)


@cache
def _family_scales(family: str, adjective: str) -> tuple[Scale, ...]:
    """Build the tables of one adjective."""
    scales = []
    for rank, points in _patterns(family):
        labels = tuple(tuple(text for template in point for text in _fill(template, adjective)) for point in points)
        pattern = " < ".join(point[0] for point in points)
        scales.append(Scale(", ".join(label[0] for label in labels), labels, (), rank, pattern))
    return tuple(scales)


@cache
def _templates() -> tuple[Mapping[str, frozenset[str]], frozenset[str]]:
    """Give the words put before an adjective, with their families, and the labels without an adjective."""
    before: dict[str, set[str]] = {}
    alone = set()
    for family in table("scales")["family"]:
        for template in (t for _, points in _patterns(family) for point in points for t in point):
            if "{" in template:
                before.setdefault(template.partition("{")[0].replace(" ", ""), set()).add(family)
            else:
                alone.add(label_key(template))
    return {word: frozenset(families) for word, families in before.items()}, frozenset(alone)


@cache
def _stems() -> Mapping[str, tuple[int, ...]]:
    """Index the adjectives, their opposites, and the ways to write a pair, by key."""
    stems: dict[str, list[int]] = {}
    for number, (_, adjective) in enumerate(_adjectives()):
        for word in adjective.split("/"):
            key = label_key(word)
            for spelling in {key, key.replace("dan", "")} if " " in word else {key}:
                stems.setdefault(spelling, []).append(number)
    return {key: tuple(numbers) for key, numbers in stems.items()}


@cache
def _firsts() -> Mapping[str, tuple[int, ...]]:
    """Index the pairs by their first adjective: "Tidak sopan" may stand for "Tidak sopan dan ramah"."""
    firsts: dict[str, list[int]] = {}
    for number, (_, adjective) in enumerate(_adjectives()):
        first, pair, _ = adjective.partition(" dan ")
        if pair:
            firsts.setdefault(label_key(first), []).append(number)
    return {key: tuple(numbers) for key, numbers in firsts.items()}


@cache
def _written_places() -> Mapping[str, tuple[int, ...]]:
    """Index the tables written out, counted from -1 downwards, by the labels they hold."""
    places: dict[str, list[int]] = {}
    for number, scale in enumerate(_written()):
        for key in scores_of(scale):
            places.setdefault(key, []).append(-1 - number)
    return {key: tuple(numbers) for key, numbers in places.items()}


@remembered(2048)
def _places(key: str) -> tuple[int, ...]:
    """Find the tables that may hold a label: adjectives counted from 0, written tables from -1 downwards."""
    found = {*_written_places().get(key, ())}
    adjectives = _adjectives()
    for before, families in _templates()[0].items():
        if key.startswith(before):
            rest = key[len(before) :]
            numbers = {*_stems().get(rest, ())}
            if before:
                numbers.update(_stems().get(rest.replace(before, ""), ()))
                numbers.update(_firsts().get(rest, ()))
            found.update(number for number in numbers if adjectives[number][0] in families)
    return tuple(sorted(found))


def is_label(key: str) -> bool:
    """Tell whether a label belongs to some table, of any length, or is at least made like one."""
    return bool(_places(key)) or key in _templates()[1]


def scales_for(keys: Collection[str]) -> tuple[Scale, ...]:
    """Give every table that holds at least one of the labels, in the order of the data file."""
    numbers = {number for key in keys for number in _places(key)}
    written = _written()
    scales: list[Scale] = [written[-1 - number] for number in sorted((n for n in numbers if n < 0), reverse=True)]
    for number in sorted(n for n in numbers if n >= 0):
        scales += _family_scales(*_adjectives()[number])
    return tuple(scales)


@cache
def builtin_scales() -> tuple[Scale, ...]:
    """Give every table ikm ships, those written out first.

    Returns
    -------
    tuple of Scale
        Four-point tables, and those of other lengths that are recognised and refused.
    """
    return (*_written(), *(scale for place in _adjectives() for scale in _family_scales(*place)))


def annex_scale(element: str | None) -> Scale | None:
    """Give the table of the sample questionnaire (annex) for an element, where it has one."""
    for scale in _written():
        if element in scale.elements and scale.rank == LAW:
            return scale
    adjective = table("scales")["annex"].get(element or "")
    return _family_scales("indonesia", adjective.casefold())[0] if adjective else None


@cache
def vocabulary() -> frozenset[str]:
    """Give every word that occurs in some label: words that are safe to show."""
    words: set[str] = set(table("words")["vocabulary"]["words"])
    words.update(table("words")["synonyms"])

    def texts() -> Iterator[str]:
        for _, adjective in _adjectives():
            yield adjective.replace("/", " ")
        for family in table("scales")["family"]:
            yield from (t for _, points in _patterns(family) for point in points for t in point)
        for scale in _written():
            for labels in scale.labels:
                yield from labels

    for text in texts():
        found = normalise(text.replace("{}", " ").replace("{n}", " ")).split()
        words.update(word for word in found if len(word) > _INITIALS)  # "S" and "SP" may be somebody's initials
    return frozenset(words)
