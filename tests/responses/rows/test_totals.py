"""Rows that are no respondents, whatever they are called: their figures or their place tell."""

from __future__ import annotations

import csv
import io
from fractions import Fraction
from typing import Any

import pytest
from tables import as_csv, as_xlsx

import ikm

CODES = [f"U{n}" for n in range(1, 10)]
PEOPLE = [[1 + (i * (j + 3) + j * j // 2 + i * i // 3) % 4 for j in range(9)] for i in range(1, 21)]
SUMS = [sum(column) for column in zip(*PEOPLE, strict=True)]
MEANS = [Fraction(total, 20) for total in SUMS]
RIGHT = ikm.score([CODES, *PEOPLE]).ikm


def figures(factor: float | Fraction, digits: int) -> list[float]:
    return [round(float(mean * Fraction(factor)), digits) for mean in MEANS]


def with_numbers(*closing: list[Any]) -> list[list[Any]]:
    return [["No", *CODES], *([i, *row] for i, row in enumerate(PEOPLE, 1)), *closing]


def semicolons(rows: list[list[Any]]) -> bytes:
    """Write a CSV file as Indonesian Excel does: semicolons, decimal commas."""
    out = io.StringIO()
    cells = [["" if c is None else str(c).replace(".", ",") if isinstance(c, float) else c for c in r] for r in rows]
    csv.writer(out, delimiter=";").writerows(cells)
    return out.getvalue().encode()


def alarms(result: Any) -> list[str]:
    return [f.code for f in result.findings if f.severity != "notice" and f.code != "column-order-assumed"]


CLOSING: dict[str, list[list[Any]]] = {
    "the regulation's own": [
        ["Σ Nilai / Unsur", *SUMS],
        ["NRR / Unsur", *figures(1, 3)],
        ["NRR tertbg / unsur", *figures(Fraction(1, 9), 3), 3.1],
        ["IKM Unit Pelayanan", *[None] * 9, 77.5],
    ],
    "labels nobody knows": [["SNilai/Unsur", *SUMS], ["xyz", *figures(1, 2)], ["abc", *figures(25, 2)]],
    "no labels": [[None, *SUMS], [None, *figures(1, 2)], [None, *figures(Fraction(111, 1000), 4)]],
    "a mean rounded to whole numbers": [["Rata-rata", *[int(mean + Fraction(1, 2)) for mean in MEANS]]],
    "how many answered": [["N", *[20] * 9], ["Subtotal", *SUMS], ["Persentase", *figures(25, 0)]],
    "a target": [["Target", *[4] * 9]],
    "the key and the largest score": [["Kunci", *[4] * 9], ["Skor maksimal", *[80] * 9]],
    "weights": [["Bobot", *[0.111] * 9]],
    "a remark right below": [["Catatan: data sementara"]],
    "a place and date": [["Jumlah", *SUMS], ["Jakarta, 31 Maret 2026"]],
    "a signature to the right": [
        ["Jumlah", *SUMS], [], [*[None] * 7, "Jakarta, 31 Maret 2026"], [*[None] * 7, "Kepala Bagian"],
    ],
    "a legend with figures": [
        [], ["Kode", "Unsur", "NRR", "Bobot"],
        *([code, f"Unsur nomor {i}", float(MEANS[i]), 0.111] for i, code in enumerate(CODES)),
    ],
    "the grades": [
        ["Jumlah", *SUMS], [], ["Nilai Persepsi", "Nilai Interval", "Konversi", "Mutu", "Kinerja"],
        [1, "1,00 - 2,5996", "25,00 - 64,99", "D", "Tidak Baik"],
        [4, "3,5324 - 4,00", "88,31 - 100,00", "A", "Sangat Baik"],
    ],
    "how often each score was given": [
        ["Jumlah", *SUMS], [], ["Frekuensi jawaban"],
        *([f"Nilai {score}", *(sum(row[j] == score for row in PEOPLE) for j in range(9))] for score in range(1, 5)),
    ],
}  # fmt: skip


@pytest.mark.parametrize("invalid", ["refuse", "blank"])
@pytest.mark.parametrize("write", [as_csv, as_xlsx, semicolons])
@pytest.mark.parametrize("name", CLOSING)
def test_what_an_office_keeps_under_the_answers_disturbs_nothing(name: str, write: Any, invalid: Any) -> None:
    result = ikm.score(write(with_numbers(*CLOSING[name])), invalid=invalid)
    assert (result.ikm, result.respondents, alarms(result)) == (RIGHT, 20, [])


@pytest.mark.parametrize("write", [as_csv, as_xlsx])
def test_sums_and_means_without_any_label_are_proved_by_their_figures(write: Any) -> None:
    result = ikm.score(write([CODES, *PEOPLE, SUMS, figures(1, 2)]), invalid="blank")
    assert (result.ikm, result.respondents) == (RIGHT, 20)
    assert [f.row for f in result.findings if f.code == "row-summary"] == [22, 23]


def test_figures_under_answers_in_words_are_no_answers() -> None:
    words = ["Tidak baik", "Kurang baik", "Baik", "Sangat baik"]
    named = [f"{code} {name}" for code, name in zip(CODES, ["Persyaratan", *"BCDEFGHI"], strict=True)]
    rows = [named, *([words[score - 1] for score in row] for row in PEOPLE), SUMS, figures(1, 2)]
    result = ikm.score(rows, invalid="blank")
    assert (result.ikm, result.respondents) == (RIGHT, 20)


def test_every_group_of_rows_may_have_its_own_sums() -> None:
    first, second = PEOPLE[:8], PEOPLE[8:]
    sums = [[sum(column) for column in zip(*block, strict=True)] for block in (first, second)]
    rows = [["No", *CODES], *([i, *row] for i, row in enumerate(first, 1)), [None, *sums[0]]]
    rows += [*([i, *row] for i, row in enumerate(second, 9)), [None, *sums[1]]]
    loaded = ikm.load(rows)
    assert (loaded.ledger.used, loaded.ledger.not_respondents, loaded.errors) == (20, 2, 0)


def test_rows_of_figures_nobody_can_tell_stop_and_are_never_counted() -> None:
    odd: list[list[Any]] = [*PEOPLE[:10], [17, 3.7, 55, 4, 81, 2.2, 19, 44, 33], *PEOPLE[10:]]
    rows = [["No", *CODES], *([i, *row] for i, row in enumerate(odd, 1))]
    with pytest.raises(ikm.ResponseError) as refused:
        ikm.score(rows)
    assert [(f.code, f.row) for f in refused.value.findings if f.severity == "error"] == [("row-off-scale", 12)]
    result = ikm.score(rows, invalid="blank")
    assert (result.ikm, result.respondents) == (RIGHT, 20)


def test_a_word_nobody_knows_among_running_numbers_is_said_and_not_counted() -> None:
    rows = with_numbers()
    rows.insert(5, ["Contoh isian", *[4] * 9])
    result = ikm.score(rows)
    assert (result.ikm, result.respondents, alarms(result)) == (RIGHT, 20, ["row-unlabelled"])


def test_a_code_among_running_numbers_is_a_respondent() -> None:
    assert ikm.load(with_numbers(["20a", *PEOPLE[3]])).ledger.used == 21


def test_respondents_below_a_blank_row_are_counted() -> None:
    loaded = ikm.load(with_numbers([], [21, *PEOPLE[0]], [22, *PEOPLE[1]]))
    assert (loaded.ledger.used, loaded.ledger.adds_up()) == (22, True)


def test_a_last_respondent_who_mistyped_one_answer_is_no_total() -> None:
    with pytest.raises(ikm.ResponseError) as refused:
        ikm.score(with_numbers([], [21, 33, *PEOPLE[0][1:]]))
    assert [f.cell for f in refused.value.findings if f.severity == "error"] == ["B23"]


def test_a_last_respondent_called_max_is_a_respondent() -> None:
    rows = [["Nama", *CODES], *([f"Orang {chr(65 + i)}", *row] for i, row in enumerate(PEOPLE))]
    assert ikm.load([*rows, ["Max", *[4, 2] * 4, 4]]).ledger.used == 21


def test_what_stands_below_is_one_finding_that_names_its_rows() -> None:
    loaded = ikm.load(with_numbers([], ["Keterangan:"], ["- U1 = persyaratan"], [], ["Mutu Pelayanan : B"]))
    (said,) = [f.message for f in loaded.findings if f.code == "row-below"]
    assert said.startswith("Baris 23–24, 26 berada di bawah tabel jawaban")
    assert loaded.ledger.adds_up()


ROUNDED = [int(mean + Fraction(1, 2)) for mean in MEANS]
UNEVEN = [[3, 2, *row[2:]] if i % 3 else [4, 1, *row[2:]] for i, row in enumerate(PEOPLE)]


def rounded(rows: list[list[int]]) -> list[int]:
    return [int(Fraction(sum(column), len(rows)) + Fraction(1, 2)) for column in zip(*rows, strict=True)]


@pytest.mark.parametrize("write", [as_csv, as_xlsx])
def test_a_table_of_answers_alone_that_ends_in_their_rounded_means_is_scored_without_them(write: Any) -> None:
    result = ikm.score(write([CODES, *UNEVEN, rounded(UNEVEN)]))
    assert (result.ikm, result.respondents) == (ikm.score([CODES, *UNEVEN]).ikm, 20)
    assert alarms(result) == ["row-like-means"]


def test_the_row_taken_for_means_counts_once_it_stands_above_another() -> None:
    result = ikm.score([CODES, *UNEVEN[:-1], rounded(UNEVEN), UNEVEN[-1]])
    assert (result.respondents, alarms(result)) == (21, [])


def test_a_last_respondent_who_gave_the_same_answer_to_all_as_others_did_counts() -> None:
    people = [[3] * 9 if i % 5 == 0 else [2 + (i + j) % 3 for j in range(9)] for i in range(1, 22)]
    assert rounded(people) == [3] * 9
    result = ikm.score([CODES, *people, [3] * 9])
    assert (result.respondents, "row-like-means" in alarms(result)) == (22, False)


def test_a_numbered_last_respondent_counts_whatever_was_answered() -> None:
    result = ikm.score(with_numbers([21, *ROUNDED]))
    assert (result.respondents, alarms(result)) == (21, [])


@pytest.mark.parametrize("write", [as_csv, as_xlsx])
def test_lines_numbered_beforehand_are_no_respondents_and_one_notice(write: Any) -> None:
    prepared = [[number, *[None] * 9] for number in range(21, 101)]
    result = ikm.score(write([*with_numbers(), *prepared, ["Jumlah", *SUMS]]))
    assert (result.ikm, result.respondents, alarms(result)) == (RIGHT, 20, [])
    assert [(f.code, f.row) for f in result.findings if f.code == "row-only-number"] == [("row-only-number", 22)]


def test_a_prepared_line_whose_formula_shows_nothing_is_one_all_the_same() -> None:
    rows = [["No", *CODES, "Jumlah"], *([i, *row, sum(row)] for i, row in enumerate(PEOPLE, 1))]
    result = ikm.score([*rows, *([i, *[None] * 9, 0] for i in (21, 22))])
    assert (result.ikm, result.respondents, alarms(result)) == (RIGHT, 20, [])


def test_a_numbered_line_without_answers_among_the_others_is_still_reported() -> None:
    result = ikm.score([*with_numbers()[:-1], [20, *[None] * 9], [21, *PEOPLE[-1]]])
    assert alarms(result) == ["row-unanswered"]


WORDS = ["Tidak puas", "Kurang puas", "Puas", "Sangat puas"]


@pytest.mark.parametrize("write", [as_csv, as_xlsx])
@pytest.mark.parametrize("first", ["No", "Timestamp"])
@pytest.mark.parametrize("shown", ["counts", "shares"])
def test_lines_that_count_the_options_are_no_respondents(write: Any, first: str, shown: str) -> None:
    def beside(i: int) -> Any:
        return i if first == "No" else f"2026-03-{i:02} 08:00:00"

    people = [[beside(i), *(WORDS[v - 1] for v in row)] for i, row in enumerate(PEOPLE, 1)]
    closing = []
    for level in (4, 3, 2, 1):
        counts = [column.count(level) for column in zip(*PEOPLE, strict=True)]
        closing.append([WORDS[level - 1], *(counts if shown == "counts" else [f"{n * 5}%" for n in counts])])
    result = ikm.score(write([[first, *CODES], *people, *closing]))
    assert (result.ikm, result.respondents, alarms(result)) == (RIGHT, 20, [])


@pytest.mark.parametrize("first", ["No", "Timestamp"])
def test_extremes_and_deviations_below_are_no_respondents(first: str) -> None:
    people = [[i if first == "No" else f"2026-03-{i:02} 08:00", *row] for i, row in enumerate(PEOPLE, 1)]
    columns = list(zip(*PEOPLE, strict=True))
    closing = [
        ["Maksimal", *map(max, columns)], ["Minimal", *map(min, columns)], ["Std. Deviasi", *[0.81] * 9],
        ["Rentang", *[3] * 9], ["Varians", *[0.66] * 9],
    ]  # fmt: skip
    result = ikm.score([[first, *CODES], *people, *closing])
    assert (result.ikm, result.respondents, alarms(result)) == (RIGHT, 20, [])


@pytest.mark.parametrize("write", [as_csv, as_xlsx])
@pytest.mark.parametrize("names", [["SS", "S", "KS", "TS"], [f"Nilai baik ({n})" for n in (4, 3, 2, 1)]])
def test_lines_that_count_the_answers_are_proved_whatever_they_are_called(write: Any, names: list[str]) -> None:
    closing = [
        [name, *(column.count(level) for column in zip(*PEOPLE, strict=True))]
        for name, level in zip(names, (4, 3, 2, 1), strict=True)
    ]
    result = ikm.score(write(with_numbers(*closing)))
    assert (result.ikm, result.respondents, alarms(result)) == (RIGHT, 20, [])


def test_a_remark_of_two_cells_below_the_table_is_no_alarm() -> None:
    result = ikm.score(with_numbers(["Unsur tertinggi", "U6"], ["Responden Perempuan", 12]))
    assert (result.ikm, result.respondents, alarms(result)) == (RIGHT, 20, [])
    assert [f.code for f in result.findings if f.code.startswith("row-")] == ["row-below"]
