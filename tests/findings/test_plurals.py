"""English words that hang on a number: of every message, with 1 and with 2, none in the other number."""

from __future__ import annotations

import re
import string
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import ikm
from ikm.findings import Finding, filled, phrased, plural
from ikm.reports import phrases, unit_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

SOURCE = Path(ikm.__file__).parent
FOLDERS = ("findings/data", "reports/data", "answers/data", "audits/data", "columns/data")

NOUNS = """
    answer cell character code column copy decimal degree difference document element entry error file
    finding group indicator item label line note option page period question questionnaire respondent result row score
    second sheet table text thing time undertaking unit word
""".split()  # noqa: SIM905 - a list of words is read as words
PLURALS = {re.sub("y$", "ie", noun) + "s": noun for noun in NOUNS} | {"people": "person"}

BETWEEN = r"(?:(?:more|further|complete|different|blank|other|earlier|small|such) ){0,2}"
"""What may stand between a number and what there are so many of."""


def english() -> Iterator[tuple[str, str]]:
    """Give every English text of the data files that fills in a field, with where it stands."""
    for folder in FOLDERS:
        for path in sorted((SOURCE / folder).glob("*.toml")):
            for where, text in texts(tomllib.loads(path.read_text("utf-8")), ()):
                if "en" in where and "{" in text:
                    yield f"{path.stem} {'.'.join(where)}", text


def texts(held: Any, where: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    if isinstance(held, str):
        yield where, held
    elif isinstance(held, dict):
        for name, part in held.items():
            yield from texts(part, (*where, name))
    elif isinstance(held, list):
        for place, part in enumerate(held):
            yield from texts(part, (*where, str(place)))


class Number(dict[str, object]):
    """Fills every field with one number."""

    def __init__(self, number: int) -> None:
        self.number = number

    def __missing__(self, name: str) -> object:
        return self.number


TEXTS = dict(english())


def test_the_messages_that_are_tried_are_all_there_is() -> None:
    assert len(TEXTS) > 400
    assert {name.partition(" ")[0] for name in TEXTS} >= {"survey", "evidence", "words", "statistics", "official"}


def test_no_message_says_1_respondents_or_2_respondent() -> None:
    wrong = []
    for name, template in TEXTS.items():
        fields = {field for _, field, _, _ in string.Formatter().parse(template) if field}
        # Each alone is 1, the others 2: "1 of 2 rows is", "2 of 1 row are".
        for field in fields:
            one = filled(template, {**dict.fromkeys(fields, 2), field: 1})
            wrong += [(name, one) for met in re.finditer(rf"\b1 {BETWEEN}(\w+)\b", one) if met[1] in PLURALS]
        two = filled(template, Number(2))
        wrong += [(name, two) for met in re.finditer(rf"\b2 {BETWEEN}(\w+)\b", two) if met[1] in PLURALS.values()]
    assert wrong == []


@pytest.mark.parametrize(
    ("code", "details", "one", "two"),
    [
        ("group-very-few", "number minimum", "of 1 respondent only", "of 2 respondents only"),
        ("survey-answers-unusable", "number", "1 answer cannot be used", "2 answers cannot be used"),
        ("evidence-at-night", "count timed", "1 of 1 questionnaire was sent", "2 of 2 questionnaires were sent"),
        ("file-hidden-rows", "number", "1 row is hidden", "2 rows are hidden"),
    ],
)
def test_a_finding_speaks_of_one_as_of_one(code: str, details: str, one: str, two: str) -> None:
    for number, words in ((1, one), (2, two)):
        fields = dict.fromkeys([*details.split(), "element", "reason", "rows"], number)
        assert words in Finding(code, details=fields, lang="en").message


def test_one_blank_answer_of_one_respondent_is_told_as_one() -> None:
    header = [*(f"U{number}" for number in range(1, 8)), "U8 pengaduan", "U9 sarana"]
    result = ikm.score([header, [4] * 9, [4] * 8 + [None]], lang="en", weight="exact")
    blanks = phrases("en")["blanks_words"].format(
        answers=1, respondents=1, other="x", ikm="100.00", mutu="A", n=result.respondents
    )
    assert blanks.startswith("1 answer in 1 questionnaire, ")
    assert blanks.endswith(", 2 respondents")


def test_one_more_error_of_a_refused_unit_is_one() -> None:
    header = [*(f"U{number}" for number in range(1, 8)), "U8 pengaduan", "U9 sarana"]
    for wrong, words in ((2, "(and 1 more error)"), (3, "(and 2 more errors)")):
        result = ikm.score_agency({"A": [header, *[["Entah", *[4] * 8]] * wrong, *[[4] * 9] * 20]}, lang="en")
        assert words in unit_rows(result.units, "en")[0][-1]


def test_a_number_is_one_where_it_is_written_so() -> None:
    words = "{number} {number:row is|rows are} here{row}"
    for number, said in ((1, "1 row is here"), ("1", "1 row is here"), ("1.000", "1.000 rows are here"), (0, "0 rows")):
        assert filled(words, {"number": number, "row": ""}).startswith(said)
    assert phrased("{} rows of {0:>3}".replace("{}", "{0}")).format(1) == "1 rows of   1"
    assert type(phrased("{number} baris")) is str
    assert [plural(number, "row") for number in (0, 1, 2)] == ["0 rows", "1 row", "2 rows"]
    assert plural(2, "copy", "copies") == "2 copies"
