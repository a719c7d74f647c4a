"""The figures of a satisfaction survey (SKM, PermenPANRB 14/2017), computed a second time.

This is what the expected values of the conformance set come from.  It is short, knows nothing of ikm, and follows the
text of the regulation step by step, in exact fractions; only the limits of an index are floats.  Every constant is
written out by hand, so that it can be laid beside the regulation.

It reads no files, and takes what it is given to be right but for what a case is about.

>>> from fractions import Fraction
>>> figures = score({"U1": [(4, 1), (3, 1)], "U2": [(3, 2)]}, 2, "exact")
>>> figures["ikm_exact"], figures["ikm"], figures["mutu"]
('325/4', '81.25', 'B')
>>> grade(Fraction("76.605")), krejcie_morgan(205)[1]
(('76.61', 'B', 'Baik'), 134)
"""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from math import atan, cos, floor, pi, sin, sqrt
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    Row = Sequence[Any]
    Counted = Mapping[str, Sequence[tuple[Fraction | int, int]]]

NAMED = {"0.111": 3, "exact": None, "0.11": 2}
"""The weights the regulation prints: 1/k, exactly or rounded to so many decimals."""

BANDS = (("A", "Sangat Baik", "88.31"), ("B", "Baik", "76.61"), ("C", "Kurang Baik", "65.00"), ("D", "Tidak Baik", "0"))
"""Each grade with the lowest rounded index that has it."""

CUTS = ("64.995", "76.605", "88.305")
"""Where C, B and A begin before the index is rounded."""


class RefusedError(Exception):
    """What is asked for has no answer; the text is the reason, as the cases have it."""


def half_up(value: Fraction, decimals: int) -> str:
    """Round once, half up, and write with so many decimals; no figure of a survey is below 0."""
    whole = floor(value * 10**decimals + Fraction(1, 2))
    digits = str(whole).rjust(decimals + 1, "0")
    return f"{digits[:-decimals]}.{digits[-decimals:]}" if decimals else digits


def grade(index: Fraction) -> tuple[str, str, str]:
    """Round an index to two decimals, then read its band."""
    rounded = half_up(index, 2)
    mutu, kinerja = next((mutu, kinerja) for mutu, kinerja, low in BANDS if Fraction(rounded) >= Fraction(low))
    return rounded, mutu, kinerja


def weights_of(weight: str | Mapping[str, str], elements: Sequence[str]) -> dict[str, Fraction]:
    """Give the weight of each element: a named one, or a table that totals exactly 1."""
    if isinstance(weight, str):
        one, decimals = Fraction(1, len(elements)), NAMED[weight]
        return dict.fromkeys(elements, one if decimals is None else Fraction(half_up(one, decimals)))
    table = {key: Fraction(value) for key, value in weight.items()}
    if [*table] != [*elements]:
        raise RefusedError("weights-elements")
    if min(table.values()) <= 0:
        raise RefusedError("weights-not-positive")
    if sum(table.values()) != 1:
        raise RefusedError("weights-total")
    return table


def answers_of(rows: Sequence[Row]) -> list[list[Fraction | None]]:
    """Give the score of each respondent for each element: of several questions the mean of those that were answered."""

    def one(cell: Any) -> Fraction | None:  # noqa: ANN401 - a number, nothing, or a list of them
        given = [score for score in (cell if isinstance(cell, list) else [cell]) if score is not None]
        return Fraction(sum(given), len(given)) if given else None

    return [row for row in ([one(cell) for cell in row] for row in rows) if any(score is not None for score in row)]


def counted(elements: Sequence[str], rows: Sequence[Row], missing: str) -> tuple[Counted, int]:
    """Count the answers to each element, of everybody who answered anything or of complete questionnaires alone."""
    kept = [row for row in answers_of(rows) if missing == "available" or None not in row]
    columns = {key: [row[place] for row in kept if row[place] is not None] for place, key in enumerate(elements)}
    return {key: [(one, 1) for one in column if one is not None] for key, column in columns.items()}, len(kept)


def score(counts: Counted, respondents: int, weight: str | Mapping[str, str]) -> dict[str, Any]:
    """Score counted answers: for each element how many gave which score."""
    weights = weights_of(weight, [*counts])
    elements, total = [], Fraction()
    for key, levels in counts.items():
        answered, points = sum(number for _, number in levels), sum(Fraction(one) * number for one, number in levels)
        if not answered:
            raise RefusedError("element-unanswered")
        nrr = Fraction(points) / answered
        weighted = nrr * weights[key]
        total += weighted
        elements.append({
            "element": key,
            "sum": str(Fraction(points)),
            "answered": answered,
            "nrr_exact": str(nrr),
            "nrr": half_up(nrr, 3),
            "weighted_exact": str(weighted),
            "weighted": half_up(weighted, 3),
            "converted": grade(nrr * 25)[0],
            "mutu": grade(nrr * 25)[1],
        })  # fmt: skip
    index = total * 25
    rounded, mutu, kinerja = grade(index)
    means = [Fraction(one["nrr_exact"]) for one in elements]
    by_weight = {name: grade(Fraction(one))[:2] for name, one in indexes_of(means).items()}
    cut_off = Fraction(floor(index * 100), 100)
    return {
        "respondents": respondents,
        "elements": elements,
        "ikm_exact": str(index),
        "ikm": rounded,
        "mutu": mutu,
        "kinerja": kinerja,
        "by_weight": {name: {"ikm": one[0], "mutu": one[1]} for name, one in by_weight.items()},
        "depends_on_weight": any(one[1] != mutu for one in by_weight.values()),
        "depends_on_rounding": grade(cut_off)[1] != mutu,
    }


def krejcie_morgan(
    population: int, *, chi_square: str = "3.841", margin: str = "0.05", proportion: str = "0.5"
) -> tuple[Fraction, int]:
    """Give Krejcie and Morgan's size, exactly and rounded half up; below ten people everybody."""
    spread = Fraction(chi_square) * Fraction(proportion) * (1 - Fraction(proportion))
    exact = spread * population / (Fraction(margin) ** 2 * (population - 1) + spread)
    return exact, population if population < 10 else min(population, max(1, int(half_up(exact, 0))))


def slovin(population: int, margin: str = "0.05") -> tuple[Fraction, int]:
    """Give the size of Slovin's formula, exactly and rounded up."""
    exact = Fraction(population) / (1 + population * Fraction(margin) ** 2)
    return exact, population if population < 10 else min(population, -floor(-exact))


def cochran(
    population: int, *, chi_square: str = "3.841", margin: str = "0.05", proportion: str = "0.5"
) -> tuple[Fraction, int]:
    """Give the size of Cochran's formula, corrected for the population, exactly and rounded up."""
    endless = Fraction(chi_square) * Fraction(proportion) * (1 - Fraction(proportion)) / Fraction(margin) ** 2
    exact = endless / (1 + (endless - 1) / population)
    return exact, population if population < 10 else min(population, max(1, -floor(-exact)))


def t_cdf(t: float, df: int) -> float:
    """Give the probability below a point under Student's t, by its sum for whole degrees of freedom."""
    angle = atan(abs(t) / sqrt(df))
    odd = df % 2
    term, total = (cos(angle), 0.0) if odd else (1.0, 0.0)
    for place in range(1 + odd, df, 2):
        total += term
        term *= cos(angle) ** 2 * place / (place + 1)
    inside = 2 / pi * (angle + sin(angle) * total) if odd else sin(angle) * total
    return 0.5 + (inside if t > 0 else -inside) / 2


def t_quantile(share: float, df: int) -> float:
    """Give the point below which a share of more than a half lies, by halving."""
    low, high = 0.0, 1e9
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if t_cdf(middle, df) < share else (low, middle)
    return (low + high) / 2


def interval(
    rows: Sequence[Row], weight: str | Mapping[str, str], missing: str, confidence: str, population: int | None
) -> dict[str, Any]:
    """Give the bounded score interval of the index, the probability of each grade and the smallest change."""
    kept = [row for row in answers_of(rows) if missing == "available" or None not in row]
    size = len(kept)
    if population is not None and size > population:
        return {"reason": "over-population"}
    if size < 2:
        return {"reason": "one-respondent"}
    names = [f"U{place}" for place in range(1, len(kept[0]) + 1)]
    given = weights_of(weight, names)
    whole = sum(given.values())
    columns = [[one for one in column if one is not None] for column in zip(*kept, strict=True)]
    means = [sum(column) / len(column) for column in columns]
    each = [given[name] / whole * size / len(column) / 3 for name, column in zip(names, columns, strict=True)]
    # How far each respondent lies from the index, on a scale from 0 to 1; together that is nothing.
    far = [
        sum((a * (one - mean) for a, one, mean in zip(each, row, means, strict=True) if one is not None), Fraction())
        for row in kept
    ]
    mean = sum(given[name] / whole * (one - 1) / 3 for name, one in zip(names, means, strict=True))
    sure = limits(mean, sum(one * one for one in far) / (size - 1), size, confidence, population)
    width = float(whole) * 75

    def on_scale(point: float) -> float:
        return float(whole) * 25 + width * point

    cuts = [(float(Fraction(cut) / whole) - 25) / 75 for cut in CUTS]
    below = [0.0, *(sure["below"](cut) for cut in cuts), 1.0]
    return {
        "method": "census" if size == population else "bounded-score",
        "low": on_scale(sure["low"]),
        "high": on_scale(sure["high"]),
        "margin": (sure["high"] - sure["low"]) / 2 * width,
        "grade_probabilities": dict(zip("DCBA", (b - a for a, b in pairwise(below)), strict=True)),
        "detectable_change": None if sure["change"] is None else sure["change"] * width,
        "elements": [element_limits(column, confidence, population) for column in columns],
    }


def element_limits(column: Sequence[Fraction], confidence: str, population: int | None) -> list[float] | None:
    """Give the limits of the mean of one element, 1 to 4."""
    size = len(column)
    if size < 2:
        return None
    mean = sum(column) / size
    variance = sum((one - mean) ** 2 for one in column) / (size - 1) / 9
    sure = limits((mean - 1) / 3, variance, size, confidence, population)
    return [1 + 3 * sure["low"], 1 + 3 * sure["high"]]


def limits(mean: Fraction, variance: Fraction, size: int, confidence: str, population: int | None) -> dict[str, Any]:
    """Give the limits of a mean on the scale 0 to 1, what lies below a point, and the smallest change."""
    rest = 1.0 if population is None else float(1 - Fraction(size, population))
    most = float(mean * (1 - mean))
    phi = (size * float(variance) + 1 / 16) / (size * most + 1 / 4)
    t = t_quantile((1 + float(confidence)) / 2, size - 1)
    k = t * t * phi * rest / size
    middle, half = float(mean) + k / 2, sqrt(k * most + k * k / 4)
    error = sqrt(float(variance) * rest / size)
    df = 2 * (size - 1)

    def below(point: float) -> float:
        spread = phi * rest / size * point * (1 - point)
        return t_cdf((point - float(mean)) / sqrt(spread), size - 1) if spread else float(mean < point)

    change = (t_quantile((1 + float(confidence)) / 2, df) + t_quantile(0.8, df)) * sqrt(2) * error
    # An index cannot change by more than the way to the farther end of the scale.
    possible = error and change <= max(float(mean), 1 - float(mean))
    return {
        "low": (middle - half) / (1 + k),
        "high": (middle + half) / (1 + k),
        "below": below,
        "change": change if possible else None,
    }


def whole_sums(printed: str, size: int) -> list[int]:
    """Give the whole sums of so many scores whose mean is printed like this (the GRIM test)."""
    decimals = len(printed.partition(".")[2])
    near = floor(Fraction(printed) * size)
    return [one for one in range(near - 2, near + 3) if half_up(Fraction(one, size), decimals) == printed]


def indexes_of(means: Sequence[Fraction]) -> dict[str, str]:
    """Give the index of means under each named weight."""
    return {
        name: half_up(sum(means) * 25 * weights_of(name, [str(place) for place in range(len(means))])["0"], 2)
        for name in ("exact", "0.111", "0.11")
    }


def grades_of(printed: str, *, mean: bool) -> list[str]:
    """Give the grades that some value behind a printed figure has: a mean, or an index."""
    step = Fraction(1, 2 * 10 ** len(printed.partition(".")[2]))
    factor = 25 if mean else 1
    low, high = (Fraction(printed) - step) * factor, (Fraction(printed) + step) * factor
    found = []
    for mutu, _, begins in reversed(BANDS):
        ends = next((Fraction(cut) for cut in CUTS if Fraction(cut) > Fraction(begins)), Fraction(1000))
        starts = Fraction(begins) - Fraction(5, 1000)
        if starts < high and low < ends:
            found.append(mutu)
    return found
