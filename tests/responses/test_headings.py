"""What the headings of answer columns say, and what the columns say of each other."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from tables import NAMES, as_csv, as_xlsx

import ikm

if TYPE_CHECKING:
    from pathlib import Path

AGREE = ["Sangat tidak setuju", "Tidak setuju", "Setuju", "Sangat setuju"]
PLEASED = ["Tidak puas", "Kurang puas", "Puas", "Sangat puas"]


def people(number: int = 40, seed: int = 1) -> list[list[int]]:
    """Make respondents whose answers go together, with every score in every column."""
    chance = Random(seed)
    rows = [
        [min(4, max(1, mood + chance.choice([-1, 0, 0, 1]))) for _ in NAMES] for mood in [1, 2, 3, 4] * (number // 4)
    ]
    for column in range(len(NAMES)):
        for score in range(4):
            rows[5 * score][column] = score + 1
    return rows


def worded(rows: list[list[int]], *tables: list[str]) -> list[list[Any]]:
    """Write scores as words; the last table serves the columns left over."""
    every = [*tables, *[tables[-1]] * (len(NAMES) - len(tables))]
    return [[table[score - 1] for table, score in zip(every, row, strict=True)] for row in rows]


def told(rows: list[list[Any]], **options: Any) -> tuple[float | None, list[str]]:
    """Score rows; give the index, if there is one, and the codes of all warnings and errors."""
    try:
        result = ikm.score(as_csv(rows), **options)
    except ikm.ResponseError as error:
        return None, sorted({f.code for f in error.findings if f.severity != "notice"})
    return result.ikm, sorted({f.code for f in result.findings if f.severity != "notice"})


PLAIN = told([NAMES, *people()])


def test_the_survey_of_these_tests_is_plain() -> None:
    assert PLAIN == (61.26, [])


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("(skala 1-10)", "answer-scale-stated"),
        ("[nilai 1 sampai 5]", "answer-scale-stated"),
        ("(1 = Sangat Puas, 2 = Puas, 3 = Kurang Puas, 4 = Tidak Puas)", "answer-scale-stated-reversed"),
        ("(1: terbaik, 4: terburuk)", "answer-scale-stated-reversed"),
    ],
)
def test_numbers_below_another_scale_are_refused_with_one_finding_for_all_columns(said: str, code: str) -> None:
    rows = [["Timestamp", *(f"{name} {said}" for name in NAMES)]]
    rows += [[f"2026-01-{day + 1:02} 09:{day:02}:11", *row] for day, row in enumerate(people(28))]  # type: ignore[list-item]
    for source in (as_csv(rows), as_xlsx(rows)):
        with pytest.raises(ikm.ResponseError) as refused:
            ikm.score(source)
        (found,) = [f for f in refused.value.findings if f.severity == "error"]
        assert (found.code, found.positions, found.row) == (code, tuple(range(1, 10)), None)
        assert found.translated("id").message.startswith(("Judul kolom B, C, D", "Menurut judul kolom B, C, D"))


def test_one_heading_of_another_scale_is_enough_to_refuse() -> None:
    assert told([[f"{NAMES[0]} (1-5)", *NAMES[1:]], *people()]) == (None, ["answer-scale-stated"])


def test_words_say_themselves_what_they_mean_whatever_the_heading_counts() -> None:
    heads = [f"{name} (1 = Sangat Puas, 4 = Tidak Puas)" for name in NAMES]
    assert told([heads, *worded(people(), PLEASED)]) == PLAIN
    assert told([[f"{name} (1 = Tidak Puas, 4 = Sangat Puas)" for name in NAMES], *people()]) == PLAIN


def test_declaring_the_numbers_as_the_message_says_settles_a_turned_scale(tmp_path: Path) -> None:
    heads = [f"{name} (1 = terbaik, 4 = terburuk)" for name in NAMES]
    turned = [[5 - score for score in row] for row in people()]
    own = tmp_path / "kuesioner.toml"
    keys = [element.key for element in ikm.load_regulation().elements]
    own.write_text(
        'key = "terbalik"\ntitle = { id = "Skala terbalik" }\n'
        + "".join(
            f'[[question]]\nelement = "{key}"\ntext = "{head}"\n[question.scores]\n"1" = 4\n"2" = 3\n"3" = 2\n"4" = 1\n'
            for key, head in zip(keys, heads, strict=True)
        ),
        encoding="utf-8",
    )
    assert told([heads, *turned]) == (None, ["answer-scale-stated-reversed"])
    assert told([heads, *turned], questionnaire=own) == (61.26, ["answer-scale-declared"])


@pytest.mark.parametrize("statement", ["Prosedur pelayanan berbelit-belit", "Prosedur tidak jelas"])
def test_a_negative_statement_is_named_where_answers_only_say_how_true_it_is(statement: str) -> None:
    heads = [NAMES[0], statement, *NAMES[2:]]
    for rows in (people(), worded(people(), AGREE)):
        with_warning = told([heads, *rows])
        assert with_warning == (61.26, ["answer-statement-negative"])
    own_words = worded(people(), AGREE, ["Sangat sulit", "Sulit", "Mudah", "Sangat mudah"], AGREE)
    assert told([heads, *own_words]) == PLAIN
    assert told([[NAMES[0], "Prosedur tidak berbelit-belit", *NAMES[2:]], *worded(people(), AGREE)]) == PLAIN


def test_a_declared_negative_statement_is_no_longer_named(tmp_path: Path) -> None:
    own = tmp_path / "satu.toml"
    scores = "".join(f'"{label}" = {4 - place}\n' for place, label in enumerate(AGREE))
    own.write_text(
        'key = "satu"\ntitle = { id = "Satu" }\n[[question]]\nelement = "prosedur"\ntext = "Prosedur berbelit-belit"\n'
        f"[question.scores]\n{scores}",
        encoding="utf-8",
    )
    rows = worded([[row[0], 5 - row[1], *row[2:]] for row in people()], AGREE)
    heads = [NAMES[0], "Prosedur berbelit-belit", *NAMES[2:]]
    assert told([heads, *rows])[1] == ["answer-statement-negative", "evidence-contrary-column"]
    assert told([heads, *rows], questionnaire=own) == (61.26, ["answer-scale-declared"])


def test_a_column_that_runs_against_the_others_is_told() -> None:
    rows = [[row[0], 5 - row[1], *row[2:]] for row in people()]
    (found,) = [f for f in ikm.load([NAMES, *rows]).findings if f.severity == "warning"]
    assert (found.code, found.positions) == ("evidence-contrary-column", (1,))
    assert found.translated("id").message.startswith(
        "U2 Sistem, Mekanisme, dan Prosedur (kolom B): jawabannya berlawanan arah"
    )


def test_a_fee_that_goes_with_nothing_else_is_not_told() -> None:
    chance = Random(4)
    rows = [[*row[:3], chance.choice([3, 4]), *row[4:]] for row in people()]
    assert told([NAMES, *rows])[1] == []


def test_sister_columns_say_which_scale_a_word_is_of() -> None:
    """Nobody chose the lowest answer in the first column; the others show it."""
    rows = [[max(2, row[0]), *row[1:]] for row in people()]
    assert told([NAMES, *worded(rows, AGREE)]) == told([NAMES, *rows])
    other_words = ["Sangat tidak mudah", "Tidak mudah", "Mudah", "Sangat mudah"]
    assert told([NAMES, *worded(rows, other_words, AGREE)]) == told([NAMES, *rows])


def test_sister_columns_of_another_scale_leave_a_columns_own_reading_alone() -> None:
    rows = [[1 if row[0] == 2 else row[0], *row[1:]] for row in people()]
    own = ["Tidak mudah", "Kurang mudah", "Mudah", "Sangat mudah"]
    assert told([NAMES, *worded(rows, own, own, AGREE)]) == told([NAMES, *rows])


def test_five_answers_shown_whole_in_one_column_decide_for_all_with_the_same_words() -> None:
    four = worded(people(), ["Tidak puas", "Cukup puas", "Puas", "Sangat puas"])
    assert told([NAMES, *four]) == (61.26, ["answer-scale-assumed"])
    lowest = [["Sangat tidak puas", *four[0][1:]], *four[1:]]
    with pytest.raises(ikm.ResponseError) as refused:
        ikm.score([NAMES, *lowest])
    found = [f for f in refused.value.findings if f.severity == "error"]
    assert [f.code for f in found] == ["answer-scale-words"] * 9
