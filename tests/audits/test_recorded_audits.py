"""Audits of made-up tables, each field of them and every word in both languages, as they were when last looked over.

The tables are made here, of whole answers, a weight, an order of rounding and one fault; ``recorded.json`` holds what
is said of them.  A change of a figure, a verdict or a word shows as a difference of that file, which is to be read line
by line before it is taken:

    PYTHONPATH=tests/helpers python tests/audits/test_recorded_audits.py
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import ROUND_DOWN
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from published import LEVELS, answers, grade, printed, random_table, rounded

import ikm

RECORDED = Path(__file__).with_name("recorded.json")

SEEDS = (4, 7, 12, 24, 27, 31, 74, 113, 121, 189, 201, 209)
"""Of the tables that are made at random: on each of these a changed spot of the code showed, and on no other table."""

Table = dict[str, Any]


def published(
    counts: list[list[int]],
    weight: Fraction,
    *,
    mean: int = 3,
    means: int | None = None,
    weighted: int | None = None,
    total: int | None = None,
    index: int = 2,
) -> Table:
    """Publish a table: ``means``, ``weighted`` and ``total`` are the decimals that are rounded to on the way."""
    exact = [Fraction(sum(s * c for s, c in zip(LEVELS, one, strict=True)), sum(one)) for one in counts]
    column = [rounded(rounded(one, means) * weight, weighted) for one in exact]
    whole = rounded(sum(column, Fraction()), total)
    elements = [{"code": f"U{place}", "nrr": printed(one, mean)} for place, one in enumerate(exact, 1)]
    return {"ikm_as_printed": printed(whole * 25, index), "n_respondents": sum(counts[0]), "elements": elements}


def given(table: Table, name: str, values: list[Any]) -> Table:
    """Print one more column."""
    for row, value in zip(table["elements"], values, strict=True):
        row[name] = value
    return table


NINTH = Fraction(1, 9)
STATED = Fraction("0.111")
HUNDREDTHS = Fraction("0.11")
NOW = ("88.31", "76.61", "65")
OLD = ("81.26", "62.51", "43.76")


def means_of(table: Table) -> list[Fraction]:
    return [Fraction(row["nrr"].replace(",", ".")) for row in table["elements"]]


def every_table() -> Iterator[tuple[str, Table]]:
    """Give each table with its name, a sentence."""
    for name, weight in {"1/9": NINTH, "0,111": STATED, "0,11": HUNDREDTHS}.items():
        for place, way in enumerate([{}, {"means": 3}, {"means": 2}, {"weighted": 3}, {"weighted": 2}, {"total": 3},
                                     {"total": 2}]):  # fmt: skip
            words = ", ".join(f"{what} to {decimals}" for what, decimals in way.items()) or "nothing rounded"
            table = published(answers(place + 1, 97 + 11 * place, 9), weight, **way)
            yield f"by {name}, {words}", {**table, "weight_stated": "0,111"}
    yield from _other_numbers_of_elements()
    yield from _columns()
    yield from _numbers_of_respondents()
    yield from _grades()
    yield from _samples()
    yield from _misprints()
    yield from _misprints_of_less()
    yield from _bare_figures()
    yield from ((f"made at random, {seed}", random_table(seed)) for seed in SEEDS)


def _other_numbers_of_elements() -> Iterator[tuple[str, Table]]:
    for k, weight, words in [
        (14, Fraction("0.071"), "fourteen elements by 0,071"),
        (14, Fraction(1, 14), "fourteen elements by 1/14"),
        (8, NINTH, "eight elements by the weight of nine"),
        (8, STATED, "eight elements by 0,111"),
        (10, Fraction("0.1"), "ten elements"),
        (11, Fraction("0.0909"), "eleven elements by four decimals"),
        (5, Fraction(1, 5), "five elements"),
        (3, STATED, "three elements of nine"),
    ]:
        yield words, published(answers(k, 61, k), weight, mean=4)


def _columns() -> Iterator[tuple[str, Table]]:
    def column(table: Table, weight: Fraction, decimals: int = 3) -> list[str]:
        return [printed(one * weight, decimals) for one in means_of(table)]

    table = published(answers(21, 120, 9), STATED)
    yield "a weighted column by the weight that is used", given(table, "weighted_nrr", column(table, STATED))
    table = published(answers(22, 120, 9), STATED)
    wrong = column(table, STATED)
    wrong[3] = "0,999"
    yield "a weighted column with one figure of another", given(table, "weighted_nrr", wrong)
    table = published(answers(23, 120, 9), NINTH)
    yield "a weighted column by another weight", given(table, "weighted_nrr", column(table, HUNDREDTHS, 4))
    table = published(answers(24, 120, 9), NINTH)
    odd = [printed(one * Fraction(place, 50), 3) for place, one in enumerate(means_of(table), 1)]
    yield "a weighted column by no weight", given(table, "weighted_nrr", odd)
    for words, add in [("a total of its column", 0), ("a total of no column", 7)]:
        table = published(answers(25, 120, 9), STATED)
        given(table, "weighted_nrr", column(table, STATED))
        total = sum(Fraction(row["weighted_nrr"].replace(",", ".")) for row in table["elements"])
        yield words, {**table, "total_weighted_as_printed": printed(total + Fraction(add, 100), 3)}
    table = published(answers(26, 120, 9), NINTH)
    converted = [printed(one * 25, 2) for one in means_of(table)]
    yield "indexes of elements beside their means", given(table, "converted", list(converted))
    converted[6] = "99,99"
    yield "an index that is not that of its mean", given(json.loads(json.dumps(table)), "converted", converted)
    table = published(answers(27, 120, 9), NINTH)
    for row, value in zip(table["elements"], [printed(one * 25, 2) for one in means_of(table)], strict=True):
        row["converted"] = value
        del row["nrr"]
    yield "indexes of elements alone", table


def _numbers_of_respondents() -> Iterator[tuple[str, Table]]:
    yield "two means of two decimals and eighty respondents", {**published(answers(36, 80, 2), Fraction(1, 2), mean=2)}
    small = published(answers(37, 7, 1), Fraction(1), mean=3)
    yield "one mean and a number of which it is none", {**small, "n_respondents": 300}
    counts = answers(31, 136, 9)
    sums = [sum(s * c for s, c in zip(LEVELS, one, strict=True)) for one in counts]
    table = given(published(counts, NINTH), "sum", sums)
    yield "sums beside their means", table
    yield "a number of respondents that is not that of the sums", {**table, "n_respondents": 134}
    off = json.loads(json.dumps(table))
    off["elements"][4]["sum"] += 1
    yield "one sum that is not that of its mean", off
    yield "counts beside their means", given(published(counts, NINTH), "counts", counts)
    off = given(published(counts, NINTH), "counts", [list(one) for one in counts])
    off["elements"][2]["counts"] = [counts[2][3], *counts[2][1:3], counts[2][0]]
    yield "counts of another mean", off
    yield "counts alone", {**given({**published(counts, NINTH), "elements": [{} for _ in counts]}, "counts", counts)}
    blanks = [answers(40 + place, 90, 1, blanks=place % 3)[0] for place in range(9)]
    yield "counts with blanks", {**given(published(blanks, NINTH), "counts", blanks), "n_respondents": 90}
    yield "blanks that are not printed", {**published(blanks, NINTH), "n_respondents": 90}
    profile = {"jenis kelamin": {"L": 60, "P": 76}, "usia": [70, 60], "pendidikan": {"SMA": 100, "S1": 36}}
    yield (
        "one table of who answered that adds up to another number",
        {**published(counts, NINTH), "demographics": profile},
    )
    for n in (30, 31, 134, 137, 272):
        yield f"{n} respondents stated where 136 answered", {**published(counts, NINTH), "n_respondents": n}
    cut = published(answers(32, 30, 9), NINTH)
    for row, mean in zip(cut["elements"], answers(32, 30, 9), strict=True):
        exact = Fraction(sum(s * c for s, c in zip(LEVELS, mean, strict=True)), 30)
        row["nrr"] = printed(exact, 3, ROUND_DOWN)
    yield "means that are cut off", cut
    yield "means of two decimals and many respondents", published(answers(33, 400, 9), NINTH, mean=2)
    one = published(answers(34, 60, 9), NINTH)
    one["elements"][8]["nrr"] = one["elements"][8]["nrr"][:-1] + "1"
    yield "one mean that is impossible", one
    nobody = published(answers(35, 60, 9), NINTH)
    del nobody["n_respondents"]
    yield "no number of respondents", nobody


def _grades() -> Iterator[tuple[str, Table]]:
    counts = answers(51, 150, 9)
    table = published(counts, NINTH)
    letters = [grade(row["nrr"], NOW) for row in table["elements"]]
    ikm = grade(str(Fraction(table["ikm_as_printed"].replace(",", ".")) / 25), NOW)
    yield "grades of the bands in force", {**given(table, "grade", letters), "grade_as_printed": ikm}
    wrong = json.loads(json.dumps(table))
    wrong["elements"][0]["grade"], wrong["elements"][5]["grade"] = "D", "C"
    yield "two grades of no bands", {**wrong, "grade_as_printed": f"{ikm} (Sangat Baik)"}
    old = json.loads(json.dumps(table))
    letters = [grade(row["nrr"], OLD) for row in old["elements"]]
    yield "grades of the bands of 2004", {**given(old, "grade", letters), "grade_as_printed": "A"}
    yield "the same where the decree is named", {**old, "grade_as_printed": "A", "regulation": "KEP/25/M.PAN/2/2004"}
    edge = {"ikm_as_printed": "83,62", "elements": [{"nrr": m, "grade": g} for m, g in
            [("3,534", "B"), ("3,532", "A"), ("3,064", "C"), ("2,600", "D")]]}  # fmt: skip
    yield "grades at the edges of the bands", edge
    fourteen = published(answers(52, 80, 14), Fraction("0.071"))
    yield "fourteen elements with a grade", {**fourteen, "grade_as_printed": "B (Baik)"}


def _samples() -> Iterator[tuple[str, Table]]:
    table = published(answers(61, 134, 9), NINTH)
    sizes: dict[int, tuple[int, ...]] = {
        205: (134, 136, 135, 67, 384, 205, 204, 153, 117), 1000: (278, 286, 500), 1200: (291,), 10000: (99,),
        100000: (100,), 3000: (341,), 1: (1,), 5: (5,), 9: (8,), 10: (10,), 11: (11,), 60: (53, 37, 38), 500: (84,),
        2000000: (384, 97), 1000000: (384,),
    }  # fmt: skip
    for population, size in [(population, size) for population, several in sizes.items() for size in several]:
        yield f"{size} of {population}", {**table, "population": population, "sample_stated": size}
    yield "a population alone", {**table, "population": 205}


def _misprints() -> Iterator[tuple[str, Table]]:
    table = published(answers(71, 143, 9), NINTH)
    for words, place, digit in [("the first digit", 0, "9"), ("the second digit", 1, "1"), ("the last digit", 4, "0")]:
        ikm = table["ikm_as_printed"]
        yield f"{words} of the index misprinted", {**table, "ikm_as_printed": ikm[:place] + digit + ikm[place + 1 :]}
    for place, at, digit in [(2, 2, "9"), (7, 0, "2"), (4, 3, "1")]:
        wrong = json.loads(json.dumps(table))
        mean = wrong["elements"][place]["nrr"]
        wrong["elements"][place]["nrr"] = mean[:at] + digit + mean[at + 1 :]
        yield f"a digit of the mean of U{place + 1} misprinted", wrong
        graded = given(json.loads(json.dumps(wrong)), "grade", [grade(one["nrr"], NOW) for one in table["elements"]])
        yield f"the same of U{place + 1}, with the grades of its elements", graded
    beside_it: list[tuple[str, dict[str, list[Any]]]] = [
        ("with its counts", {"counts": answers(71, 143, 9)}),
        (
            "with its sums",
            {"sum": [sum(s * c for s, c in zip(LEVELS, one, strict=True)) for one in answers(71, 143, 9)]},
        ),
        ("with its indexes", {"converted": [printed(one * 25, 2) for one in means_of(table)]}),
        ("with its weighted column", {"weighted_nrr": [printed(one * NINTH, 4) for one in means_of(table)]}),
    ]
    for words, more in beside_it:
        for place, at, digit in [(2, 2, "9"), (7, 0, "2")]:
            wrong = json.loads(json.dumps(table))
            mean = wrong["elements"][place]["nrr"]
            wrong["elements"][place]["nrr"] = mean[:at] + digit + mean[at + 1 :]
            for name, values in more.items():
                given(wrong, name, values)
            yield f"a digit of the mean of U{place + 1} misprinted, {words}", wrong
    # 0,3 more in one element is 0,833 more of the index.
    far = printed(sum(means_of(table), Fraction()) * NINTH * 25 + Fraction(3, 10) * NINTH * 25, 2)
    yield "an index that one digit of a mean would give", {**table, "ikm_as_printed": far}
    columned = given(
        json.loads(json.dumps(table)), "weighted_nrr", [printed(one * NINTH, 4) for one in means_of(table)]
    )
    yield "the same beside a weighted column", {**columned, "ikm_as_printed": far}
    columned = given(
        json.loads(json.dumps(table)), "weighted_nrr", [printed(one * HUNDREDTHS, 4) for one in means_of(table)]
    )
    yield "the same beside a weighted column by another weight", {**columned, "ikm_as_printed": far}
    for words, means in [("the highest", ["3,412", "3,000", "3,544"]), ("the lowest", ["1,412", "2,000", "1,544"])]:
        true = [means[0], "4,000" if words == "the highest" else "1,000", means[2]]
        index = printed(sum(Fraction(one.replace(",", ".")) for one in true) * Fraction(25, 3), 2)
        yield f"a mean of {words} score misprinted", {"ikm": index, "elements": means}
    whole = sum(means_of(table), Fraction()) * NINTH
    ikm = table["ikm_as_printed"]
    beside = {"total_weighted_as_printed": printed(whole, 3), "grade_as_printed": grade(str(whole), NOW)}
    yield (
        "the first digit of the index misprinted beside its total",
        {**table, **beside, "ikm_as_printed": "9" + ikm[1:]},
    )
    yield "the same beside another grade", {**table, "grade_as_printed": "D", "ikm_as_printed": "9" + ikm[1:]}
    best = {"ikm": "190,00", "elements": [{"code": f"U{n}", "nrr": "4,000"} for n in range(1, 10)]}
    yield "an index above a hundred of the best answers", best
    yield "an index of nobody", {"ikm": "35,00", "elements": [{"code": f"U{n}", "nrr": "1,000"} for n in range(1, 10)]}
    yield "an index of another survey", {**table, "ikm_as_printed": "61,27"}


def _misprints_of_less() -> Iterator[tuple[str, Table]]:
    table = published(answers(71, 143, 9), NINTH)
    alone = {**table, "elements": [{"code": one["code"], "converted": printed(mean * 25, 2)}
                                   for one, mean in zip(table["elements"], means_of(table), strict=True)]}  # fmt: skip
    for place, digit in [(0, "4"), (6, "5")]:
        wrong = json.loads(json.dumps(alone))
        value = wrong["elements"][place]["converted"]
        wrong["elements"][place]["converted"] = digit + value[1:]
        yield f"a digit of the index of U{place + 1} misprinted, no means", wrong
    two = json.loads(json.dumps(table))
    for place in (1, 5):
        two["elements"][place]["nrr"] = two["elements"][place]["nrr"][:2] + "9" + two["elements"][place]["nrr"][3:]
    yield "two means misprinted", two
    yield "two means misprinted where nobody says how many answered", {**two, "n_respondents": None}
    mixed = json.loads(json.dumps(table))
    mixed["elements"][3] = {"code": "U4", "sum": 470}
    mixed["elements"][6]["nrr"] = "9" + mixed["elements"][6]["nrr"][1:]
    yield "a mean misprinted beside an element of which the sum is printed", mixed
    unusual = published(answers(72, 96, 9), Fraction("0.1125"))
    unusual["ikm_as_printed"] = "5" + unusual["ikm_as_printed"][1:]
    yield "the index misprinted where another weight is stated", {**unusual, "weight_stated": "0,1125"}
    decree = published(answers(73, 96, 14), Fraction("0.071"))
    given(decree, "grade", [grade(one["nrr"], OLD) for one in decree["elements"]])
    decree["elements"][4]["nrr"] = "1" + decree["elements"][4]["nrr"][1:]
    yield "a mean of fourteen misprinted, with grades of 2004", decree
    yield "the same with a grade of the whole", {**decree, "grade_as_printed": "A"}


def _bare_figures() -> Iterator[tuple[str, Table]]:
    yield "means outside of the scale", {"ikm": "91,38", "elements": ["4,21", "3,10", "0,95"]}
    yield "weighted means alone", {"ikm": "74,99", "elements": [{"weighted_nrr": "0,3333"}] * 9}
    yield "an index on the scale of means", {**published(answers(81, 88, 9), NINTH), "ikm_as_printed": "3,31"}
    table = published(answers(82, 88, 9), NINTH)
    yield "an element that was not asked", {**table, "elements": [*table["elements"][:8], {"code": "U9", "nrr": "-"}]}
    for decimals in (0, 1, 3, 4):
        yield f"an index of {decimals} decimals", published(answers(83, 88, 9), NINTH, index=decimals)
    for decimals in (1, 2, 5):
        yield f"means of {decimals} decimals", published(answers(84, 88, 9), NINTH, mean=decimals)
    for stated in ("0,1111", "0,11", "1/9", "0,2", "11 %", "0,071"):
        yield f"a weight stated as {stated}", {**published(answers(85, 88, 9), NINTH), "weight_stated": stated}
    weights = ["0,12", "0,10", "0,11", "0,12", "0,10", "0,11", "0,12", "0,11", "0,11"]
    counts = answers(86, 88, 9)
    exact = [Fraction(sum(s * c for s, c in zip(LEVELS, one, strict=True)), 88) for one in counts]
    ikm = sum(m * Fraction(w.replace(",", ".")) for m, w in zip(exact, weights, strict=True)) * 25
    own = given(published(counts, NINTH), "weight", list(weights))
    yield "weights of its own", {**own, "ikm_as_printed": printed(Fraction(ikm), 2)}


def told(table: Table) -> dict[str, Any]:
    """Give everything that is said of a table, but what it says itself."""
    audit, other = ikm.audit(table), ikm.audit(table, lang="en")
    kept = audit.model_dump(mode="json", exclude={"format", "version", "lang", "anomalies", "elements", "fits"})
    kept["fits"] = [" ".join(map(str, (one.weight, one.rounding, one.exact, one.respondents))) for one in audit.fits]
    kept["elements"] = [
        " ".join(map(str, (one.code, one.nrr, one.converted, one.weighted, one.weighted_right, one.sums, one.possible)))
        for one in audit.elements
    ]
    kept["grades"] = [" ".join([one.code, one.printed, *one.expected, str(one.right)]) for one in audit.grades]
    for said in (audit, other):
        kept[said.lang] = [said.paragraph, *(f"{one.code}: {one.message} → {one.action}" for one in said.anomalies)]
    return kept


TABLES = dict(every_table())


@cache
def recorded() -> dict[str, Any]:
    """Give what was said when it was last looked over."""
    kept: dict[str, Any] = json.loads(RECORDED.read_text(encoding="utf-8"))
    return kept


@pytest.mark.parametrize("name", TABLES)
def test_what_is_said_of_a_table_is_what_was_looked_over(name: str) -> None:
    assert told(TABLES[name]) == recorded()[name]


def test_nothing_is_recorded_of_a_table_that_is_gone() -> None:
    assert list(recorded()) == list(TABLES)


if __name__ == "__main__":
    now = {name: told(table) for name, table in TABLES.items()}
    RECORDED.write_text(json.dumps(now, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
