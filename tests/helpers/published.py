"""Published tables made at random: whole answers, a weight, an order of rounding, and what reports get wrong.

The same seed gives the same table.  A table may be impossible on purpose, as those that people print are.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from fractions import Fraction
from random import Random
from typing import Any

__all__ = ["LEVELS", "answers", "grade", "printed", "random_table", "rounded"]

LEVELS = (1, 2, 3, 4)

Table = dict[str, Any]

WEIGHTS = [
    Fraction(one) for one in ("1/9", "0.111", "0.11", "0.1111", "0.1125", "0.112", "0.071", "1/14", "0.1", "1/8")
]  # fmt: skip
ORDERS: list[dict[str, int]] = [
    {}, {}, {}, {"means": 3}, {"means": 2}, {"weighted": 3}, {"weighted": 2}, {"total": 3}, {"total": 2},
    {"means": 2, "weighted": 3}, {"weighted": 3, "total": 2}, {"means": 3, "total": 2}, {"weighted": 4}, {"total": 4},
    {"means": 3, "weighted": 3}, {"converted": 2},
]  # fmt: skip
BANDS = [
    ("88.31", "76.61", "65"), ("81.26", "62.51", "43.76"), ("88.25", "76.50", "65"), ("88", "76", "65"),
]  # fmt: skip


def printed(value: Fraction, decimals: int, how: str = ROUND_HALF_UP) -> str:
    """Write a figure with a comma."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return str(exact.quantize(Decimal(1).scaleb(-decimals), rounding=how)).replace(".", ",")


def rounded(value: Fraction, decimals: int | None) -> Fraction:
    """Round half up, or not at all."""
    return value if decimals is None else Fraction(printed(value, decimals).replace(",", "."))


def answers(seed: int, n: int, k: int, blanks: int = 0) -> list[list[int]]:
    """Give the counts of 1 to 4 for each element."""
    chance = Random(seed)
    made = []
    for _ in range(k):
        scores = chance.choices(LEVELS, [1, chance.randint(1, 6), 12, chance.randint(4, 16)], k=n - blanks)
        made.append([scores.count(level) for level in LEVELS])
    return made


def grade(mean: str, bounds: tuple[str, ...]) -> str:
    """Grade a mean that is printed, by the lower bounds of A, B and C."""
    value = Fraction(mean.replace(",", ".")) * 25
    return next((letter for letter, bound in zip("ABC", bounds, strict=True) if value >= Fraction(bound)), "D")


@dataclass(frozen=True)
class _Survey:
    """What stands behind a table: its answers, and the figures that were computed of them."""

    n: int
    counts: list[list[int]]
    weight: Fraction
    weighted: int | None
    means: list[Fraction]
    used: list[Fraction]
    total: Fraction
    index: Fraction


def random_table(seed: int) -> Table:
    """Make a table."""
    chance = Random(seed)
    survey = _survey(chance)
    decimals = chance.choice([2, 2, 3, 3, 3, 4, 1, 5, 9])
    cut = ROUND_DOWN if chance.random() < 0.08 else ROUND_HALF_UP
    shown = survey.used if chance.random() < 0.1 else survey.means
    rows: list[Table] = [
        {"code": f"U{place}", "nrr": printed(mean, decimals, cut)} for place, mean in enumerate(shown, 1)
    ]
    cut = ROUND_DOWN if chance.random() < 0.08 else ROUND_HALF_UP
    table: Table = {"ikm_as_printed": printed(survey.index, chance.choice([2, 2, 2, 2, 3, 1, 0, 4, 6]), cut)}
    for add in (_column, _total, _other_figures, _respondents, _weight_stated, _sample, _grades, _misprint):
        add(chance, survey, table, rows)
    return {**table, "elements": rows}


def _survey(chance: Random) -> _Survey:
    k = chance.choice([9, 9, 9, 9, 9, 9, 3, 1, 2, 5, 8, 14, 10])
    n = chance.choice([chance.randint(1, 12), chance.randint(10, 80), *[chance.randint(30, 450)] * 2])
    style = chance.random()
    if style < 0.06:
        counts = [chance.choice([[0, 0, 0, n], [n, 0, 0, 0], [0, 0, 0, n]]) for _ in range(k)]
    elif style < 0.12:
        counts = [chance.choice([[0, 0, n, 0], [0, 0, 0, n]]) for _ in range(k)]
    else:
        counts = answers(chance.randint(0, 10**6), n, k)
    if chance.random() < 0.15:
        counts = [[*one[:3], max(one[3] - chance.choice([0, 0, 1, 2]), min(one[3], 1))] for one in counts]
    weight = chance.choice(WEIGHTS[:6] if chance.random() < 0.8 else WEIGHTS)
    if k != 9 and chance.random() < 0.6:
        weight = rounded(Fraction(1, k), chance.choice([2, 3, 4, None, None]))
    order = chance.choice(ORDERS)
    means = [Fraction(sum(s * c for s, c in zip(LEVELS, one, strict=True)), max(sum(one), 1)) for one in counts]
    used = [rounded(one, order.get("means")) for one in means]
    if "converted" in order:
        used = [rounded(one * 25, order["converted"]) / 25 for one in means]
    total = sum((rounded(one * weight, order.get("weighted")) for one in used), Fraction())
    index = rounded(total, order.get("total")) * 25
    return _Survey(n, counts, weight, order.get("weighted"), means, used, total, index)


def _column(chance: Random, survey: _Survey, table: Table, rows: list[Table]) -> None:
    del table
    if chance.random() < 0.35:
        decimals = chance.choice([2, 3, 3, 4, 5, 9])
        weight = survey.weight if chance.random() < 0.7 else chance.choice(WEIGHTS)
        shown = [Fraction(row["nrr"].replace(",", ".")) for row in rows]
        for row, mean in zip(rows, survey.used if chance.random() < 0.5 else shown, strict=True):
            row["weighted_nrr"] = printed(rounded(mean * weight, survey.weighted), decimals)
        if chance.random() < 0.2:
            chance.choice(rows)["weighted_nrr"] = chance.choice(["0,999", "0,300", "0,111", "-"])


def _total(chance: Random, survey: _Survey, table: Table, rows: list[Table]) -> None:
    del rows
    if chance.random() < 0.3:
        off = survey.total + Fraction(chance.randint(-3, 3), 1000)
        total = chance.choice([survey.total, survey.index / 25, off])
        table["total_weighted_as_printed"] = printed(total, chance.choice([2, 3, 3, 4, 5]))


def _other_figures(chance: Random, survey: _Survey, table: Table, rows: list[Table]) -> None:
    del table
    indexes, counted, sums = (chance.random() < 0.15 for _ in range(3))
    decimals = chance.choice([2, 2, 1, 3])
    for row, mean, one in zip(rows, survey.means, survey.counts, strict=True):
        if sums:
            row["sum"] = sum(s * c for s, c in zip(LEVELS, one, strict=True))
        if counted:
            row["counts"] = list(one)
        if indexes:
            row["converted"] = printed(mean * 25, decimals)
        if (indexes or counted) and chance.random() < 0.4:
            row.pop("nrr")
    if chance.random() < 0.05:
        chance.choice(rows)["sum"] = chance.randint(1, 4 * survey.n)
    if chance.random() < 0.05:
        chance.choice(rows)["counts"] = [chance.randint(0, survey.n) for _ in LEVELS]


def _respondents(chance: Random, survey: _Survey, table: Table, rows: list[Table]) -> None:
    del rows
    n = survey.n
    if chance.random() < 0.75:
        off = chance.choice([-2, -1, 1, 2, n // 10, -(n // 10), n])
        table["n_respondents"] = n if chance.random() < 0.75 else max(0, n + off)
    if chance.random() < 0.15:
        men, young = n // 2, n // 3
        table["demographics"] = {
            "jenis kelamin": {"L": men, "P": n - men + chance.choice([0, 0, 1])},
            "usia": [young, n - young + chance.choice([0, 0, 0, 3])],
        }


def _weight_stated(chance: Random, survey: _Survey, table: Table, rows: list[Table]) -> None:
    del rows
    if chance.random() < 0.5:
        own = printed(survey.weight, 3)
        table["weight_stated"] = chance.choice(
            ["0,111", "0,111", "0,11", "1/9", "0,1111", "0,071", own, "11,1 %", str(survey.weight)]
        )


def _sample(chance: Random, survey: _Survey, table: Table, rows: list[Table]) -> None:
    del rows
    if chance.random() < 0.15:
        n = survey.n
        population = chance.choice([n, n - 1, n + 5, 205, 1000, 3000, 2 * n])
        table["population"] = max(1, population)
        if chance.random() < 0.6:
            table["sample_stated"] = chance.choice([n, 134, 136, 278, 341, 10, table["population"]])


def _grades(chance: Random, survey: _Survey, table: Table, rows: list[Table]) -> None:
    if chance.random() < 0.2:
        bounds = chance.choice(BANDS)
        for row, mean in zip(rows, survey.means, strict=True):
            if chance.random() < 0.95:
                row["grade"] = grade(printed(mean, 3), bounds)
        if chance.random() < 0.7:
            table["grade_as_printed"] = grade(printed(survey.index / 25, 4), bounds)
        if chance.random() < 0.15:
            chance.choice(rows)["grade"] = chance.choice("ABCD")
        if chance.random() < 0.15:
            table["regulation"] = "KEP/25/2004"


def _misprint(chance: Random, survey: _Survey, table: Table, rows: list[Table]) -> None:
    del survey
    if chance.random() < 0.2:
        where, name = (chance.choice(rows), "nrr") if chance.random() < 0.6 else (table, "ikm_as_printed")
        figure = where.get(name, ",")
        place = chance.randrange(len(figure))
        if figure[place] != ",":
            where[name] = figure[:place] + str(chance.randint(0, 9)) + figure[place + 1 :]
    if chance.random() < 0.04:
        chance.choice(rows)["nrr"] = "-"
