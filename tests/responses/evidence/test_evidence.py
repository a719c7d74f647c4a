"""Signs of how answers were collected: told, never acted upon, and never with anything personal in them."""
# ruff: noqa: DTZ001  (a form writes local time without a zone)

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ikm.findings import Finding, catalogue, filled
from ikm.responses.evidence.copies import row_keys
from ikm.responses.evidence.examination import examine
from ikm.responses.evidence.people import identities, identity, says
from ikm.responses.evidence.signs import Signs
from ikm.responses.evidence.trials import trials
from ikm.responses.times.moments import second_of
from ikm.sources import CellColumn

if TYPE_CHECKING:
    from collections.abc import Sequence

NOON = datetime(2023, 5, 3, 12, 0, 7)
VARIED = (3, 4, 3, 3, 4, 3, 2, 3, 4)


def signs_of(
    rows: Sequence[Sequence[Any]],
    scores: Sequence[tuple[int | None, ...]],
    times: Sequence[datetime | None] | None,
    personal: Sequence[int],
) -> Signs:
    width = max(map(len, rows), default=max(personal, default=0) + 1)
    columns = [CellColumn.of([row[index] if index < len(row) else None for row in rows]) for index in range(width)]
    exact = {place: row for place, row in enumerate(rows) if len(row) != width}
    return Signs(
        len(rows),
        [bytes(score or 0 for score in column) for column in zip(*scores, strict=True)],
        None if times is None else [second_of(moment) for moment in times],
        None if times is None and not personal else row_keys(columns, exact),
        {index: identities(columns[index]) for index in personal},
        [says(columns[index]) for index in personal],
        lambda: trials(dict(enumerate(columns))),
        lambda: row_keys(columns[1:], {place: row[1:] for place, row in exact.items()}),
        lambda one, other: scores[one] == scores[other],
    )


def copies(
    rows: Sequence[Sequence[object]], times: Sequence[datetime | None] | None, personal: Sequence[int]
) -> dict[int, int]:
    return dict(signs_of(rows, [VARIED] * len(rows), times, personal).copies)


def look(
    cells: Sequence[Sequence[object]],
    *,
    scores: Sequence[tuple[int | None, ...]] | None = None,
    times: Sequence[datetime | None] | None = None,
    personal: Sequence[int] = (),
    population: int | None = None,
) -> list[Finding]:
    signs = signs_of(cells, [VARIED] * len(cells) if scores is None else scores, times, personal)
    numbers = range(2, len(cells) + 2)
    found = examine(signs, numbers, personal=personal, population=population, sheet="Jawaban")
    assert {finding.severity for finding in found} <= {"warning", "notice"}
    assert {finding.sheet for finding in found} <= {"Jawaban"}
    return list(found)


def codes(found: Sequence[Finding]) -> list[str]:
    return [finding.code for finding in found]


def spaced(number: int, step: timedelta = timedelta(minutes=7)) -> list[datetime]:
    moments: list[datetime] = []
    moment = datetime(2023, 5, 1, 8, 0, 1)
    while len(moments) < number:
        if 8 <= moment.hour < 16:
            moments.append(moment)
        moment += step
    return moments


def test_a_copied_row_names_the_row_it_repeats() -> None:
    rows = [["a", 3], ["b", 3], ["a", 3], ["a", 3]]
    found = look(rows, times=[NOON, NOON + timedelta(seconds=9), NOON, NOON])
    assert [(f.code, f.row, f.details["first"]) for f in found] == [
        ("evidence-duplicate-row", 4, 2), ("evidence-duplicate-row", 5, 2),
    ]  # fmt: skip
    assert found[0].severity == "warning"
    assert "drop_duplicates=True" in found[0].action


def test_equal_answers_in_a_bare_table_are_two_respondents() -> None:
    assert look([[3, 4], [3, 4]]) == []
    assert copies([[3, 4], [3, 4]], None, []) == {}


def test_a_date_without_a_time_of_day_does_not_make_two_respondents_one() -> None:
    rows = [["2023-05-03", 3, 4]] * 2
    assert copies(rows, [datetime(2023, 5, 3)] * 2, []) == {}
    assert copies(rows, [NOON] * 2, []) == {1: 0}


@pytest.mark.parametrize("filler", ["", "-", None, "0", " "])
def test_a_filled_in_dash_does_not_make_two_respondents_one(filler: object) -> None:
    assert copies([[filler, 3]] * 2, None, [0]) == {}
    assert copies([["Ani", 3]] * 2, None, [0]) == {1: 0}


def test_short_rows_are_compared_as_they_are() -> None:
    rows: list[list[object]] = [["x", "Ani"], ["x", "Ani", 3], ["x", "Ani", 3], ["x"]]
    assert copies(rows, None, [1]) == {2: 1}


@given(st.lists(st.tuples(st.sampled_from(["Ani", "Budi"]), st.integers(1, 3)), max_size=30))
def test_what_is_left_without_the_copies_is_every_distinct_row_once(rows: list[tuple[str, int]]) -> None:
    gone = copies(rows, None, [0])
    left = [row for index, row in enumerate(rows) if index not in gone]
    assert left == list(dict.fromkeys(rows))


def test_a_person_on_another_row_is_noticed_with_the_columns_and_not_the_value() -> None:
    rows = [["a@x.id", "081200000001", 3], ["b@x.id", "081200000002", 3], ["A@x.id ", "+62 812-0000-0001", 4]]
    (finding,) = look(rows, personal=[0, 1])
    assert (finding.code, finding.row, finding.positions, finding.severity) == (
        "evidence-resubmission",
        4,
        (0, 1),
        "notice",
    )
    assert (
        finding.translated("en").message
        == "Row 4: column A, B holds the same as row 2; perhaps one person answered twice."
    )


def after(*seconds: float) -> list[datetime]:
    return [NOON + timedelta(seconds=second) for second in seconds]


def test_what_a_person_sends_again_within_a_minute_is_told_once_and_names_the_option() -> None:
    rows = [[1, "a@x.id", "baik"], [2, "b@x.id", ""], [3, "A@x.id", "baik sekali"], [4, "a@x.id", ""]]
    found = look(rows, times=after(0, 1, 4, 61), personal=[1])
    assert [(f.code, f.row, f.details["first"]) for f in found] == [
        ("evidence-sent-again", 4, 2), ("evidence-sent-again", 5, 2),
    ]  # fmt: skip
    assert "drop_resubmissions=True" in found[0].action


@pytest.mark.parametrize(
    ("rows", "seconds", "answers"),
    [
        ([[1, "a@x.id"], [2, "a@x.id"]], (0, 61), [VARIED, VARIED]),
        ([[1, "a@x.id"], [2, "a@x.id"]], (0, 5), [VARIED, (*VARIED[1:], 1)]),
        ([[1, "a@x.id"], [2, "b@x.id"]], (0, 5), [VARIED, VARIED]),
        ([[1, "-"], [2, "-"]], (0, 5), [VARIED, VARIED]),
        ([[1, "Ani", "baik"], [2, "Ani", ""]], (0, 5), [VARIED, VARIED]),
        ([[i, "petugas@x.id"] for i in range(7)], range(0, 70, 10), [VARIED] * 7),
    ],
    ids=["a minute later", "other answers", "another person", "nobody", "a name and other words", "an account"],
)
def test_what_only_looks_like_it_was_sent_again_is_not_told_so(
    rows: list[list[object]], seconds: Sequence[int], answers: list[tuple[int, ...]]
) -> None:
    assert "evidence-sent-again" not in codes(look(rows, times=after(*seconds), scores=answers, personal=[1]))


def test_a_name_is_the_same_person_where_all_but_the_time_is_the_same() -> None:
    rows: list[list[object]] = [[1, "Ani", "baik"], [2, "Ani", "baik"], [3, "Budi", "baik"]]
    (finding,) = look(rows, times=after(0, 8, 9), personal=[1])
    assert (finding.code, finding.row) == ("evidence-sent-again", 3)


def test_a_copied_row_is_not_told_a_second_time_as_a_person() -> None:
    assert codes(look([["a@x.id", 3]] * 2, personal=[0])) == ["evidence-duplicate-row"]


def test_names_addresses_and_fillers_do_not_identify_a_person() -> None:
    for cell in (
        "Siti Aminah",
        "Jl. Melati 12",
        "-",
        "0",
        "0000000000",
        "1234567",
        None,
        True,
        3.5,
        3171234567890001.0,
        "",
    ):
        assert identity(cell) is None
    assert identity("3171234567890001") == "3171234567890001"
    assert identity(81200000001.0) == identity("0812 0000 0001") == identity("+62812.0000.0001")


def test_an_account_that_filled_in_for_many_is_told_once() -> None:
    rows = [["petugas@x.id", i] for i in range(7)]
    (finding,) = look(rows, personal=[0])
    assert (finding.code, finding.positions, finding.row) == ("evidence-shared-identity", (0,), None)
    assert "7 rows" in finding.translated("en").message
    assert "2, 3, 4, 5, 6, …" in finding.translated("en").message


@pytest.mark.parametrize(
    ("straight", "code"),
    [(0, None), (19, None), (20, "evidence-straight-lines"), (49, "evidence-straight-lines"),
     (50, "evidence-straight-lines-many"), (100, "evidence-straight-lines-many")],
)  # fmt: skip
def test_straight_lines_are_counted_and_told_above_a_share(straight: int, code: str | None) -> None:
    scores = [(3,) * 9] * straight + [VARIED] * (100 - straight)
    found = look([[i] for i in range(100)], scores=scores)
    assert codes(found) == ([code] if code else [])
    if code:
        assert f"{straight} of 100 complete questionnaires ({straight}%)" in found[0].translated("en").message


def test_straight_lines_are_looked_for_in_complete_questionnaires_and_not_in_a_handful() -> None:
    assert look([[i] for i in range(9)], scores=[(4,) * 9] * 9) == []
    incomplete = [(4, None, 4)] * 12 + [(4, 3, 4)] * 10
    assert look([[i] for i in range(22)], scores=incomplete) == []


@pytest.mark.parametrize(
    ("straight", "blank", "words"),
    [
        (17, 1, "17 of 20 complete questionnaires (85%)"),
        (18, 1, "Nearly all of 20 complete questionnaires (≥ 90%)"),
        (20, 9, "Nearly all of 20 complete questionnaires (≥ 90%)"),
        (20, 10, "20 of 20 complete questionnaires (100%)"),
        (20, 0, "20 of 20 complete questionnaires (100%)"),
    ],
)
def test_the_number_is_not_told_where_it_would_tell_the_answers_of_few_with_blanks(
    straight: int, blank: int, words: str
) -> None:
    scores = [(4, 4)] * straight + [(4, 3)] * (20 - straight) + [(2, None)] * blank
    (finding,) = look([[i] for i in range(20 + blank)], scores=scores)
    assert finding.code == "evidence-straight-lines-many"
    assert words in finding.translated("en").message
    assert words.startswith("Nearly all") == finding.message.startswith(
        "Hampir semua dari 20 kuesioner lengkap (≥ 90%)"
    )


def test_rows_of_the_same_second_are_told_once_for_the_survey() -> None:
    times = spaced(6)
    times[3] = times[4] = times[2]
    (finding,) = look([[i] for i in range(6)], times=times)
    assert finding.code == "evidence-same-second"
    assert "3 rows" in finding.translated("en").message
    assert "rows 4, 5, 6" in finding.translated("en").message


def test_times_without_seconds_say_nothing_about_seconds() -> None:
    times = [moment.replace(second=0) for moment in spaced(6)]
    times[3] = times[2]
    assert look([[i] for i in range(6)], times=times) == []


def test_dates_without_time_of_day_say_nothing_about_the_hour() -> None:
    assert look([[i] for i in range(40)], times=[datetime(2023, 5, 3)] * 40) == []


def test_many_questionnaires_at_night_within_minutes_are_a_warning() -> None:
    night = [datetime(2023, 5, 3, 23, 30, 1) + timedelta(seconds=29 * i) for i in range(12)]
    found = look([[i] for i in range(92)], times=[*spaced(80), *night])
    assert codes(found) == ["evidence-burst-night"]
    assert found[0].severity == "warning"
    assert "12 questionnaires" in found[0].translated("en").message
    assert "3 May 2023, 23:30 to 3 May 2023, 23:35" in found[0].translated("en").message
    assert "rows 82, 83, 84, 85, 86, …" in found[0].translated("en").message


def test_the_same_pace_by_day_is_ordinary_and_ten_in_a_minute_are_noticed() -> None:
    day = [datetime(2023, 6, 3, 10, 30, 1) + timedelta(seconds=29 * i) for i in range(12)]
    assert look([[i] for i in range(92)], times=[*spaced(80), *day]) == []
    rush = [datetime(2023, 6, 3, 10, 30, 1) + timedelta(seconds=5 * i) for i in range(12)]
    assert codes(look([[i] for i in range(92)], times=[*spaced(80), *rush])) == ["evidence-burst-day"]


def test_a_busy_survey_is_measured_by_its_own_size() -> None:
    busy = spaced(20_000, timedelta(seconds=5))
    assert look([[i] for i in range(20_000)], times=busy) == []


def test_a_survey_answered_mostly_at_night_is_noticed() -> None:
    times = [datetime(2023, 5, 1, 1, 5, 7) + timedelta(days=i) for i in range(20)]
    (finding,) = look([[i] for i in range(20)], times=times)
    assert (finding.code, finding.severity) == ("evidence-at-night", "notice")
    assert "20 of 20" in finding.translated("en").message


def test_more_respondents_than_people_served_is_a_warning() -> None:
    (finding,) = look([[i] for i in range(12)], population=11)
    assert (finding.code, finding.severity) == ("evidence-over-population", "warning")
    assert "12" in finding.message
    assert "11" in finding.message
    assert look([[i] for i in range(12)], population=12) == []


@pytest.mark.parametrize(
    ("cell", "word"),
    [("test", "test"), ("Tes", "tes"), ("TESTING", "testing"), ("tes tes", "tes"), ("Test 2", "test"), ("coba", "coba"),
     ("Uji coba", "uji coba"), ("asdf", "asdf"), ("-tes-", "tes"), ("coba coba", "coba coba"), ("Tes.", "tes")],
)  # fmt: skip
def test_a_trial_row_is_told_by_the_word_of_the_list(cell: str, word: str) -> None:
    rows = [["Ani", "baik"], [cell, "baik"], *[["Budi", f"ya {i}"] for i in range(9)]]
    (finding,) = look(rows)
    assert (finding.code, finding.row, finding.details) == ("evidence-test-row", 3, {"word": word})


@pytest.mark.parametrize(
    "cell", ["Tes urine", "Test PCR", "mencoba", "Testa", "dicoba lagi", "latest", "tes kesehatan 2023", ""]
)
def test_words_that_only_begin_like_a_trial_are_none(cell: str) -> None:
    assert look([["Ani"], [cell], ["Budi"]]) == []


def test_a_word_that_many_chose_is_a_choice_of_the_form() -> None:
    assert look([["Tes"] if i % 2 else ["Konsultasi"] for i in range(20)]) == []


def test_an_ordinary_survey_has_nothing_to_tell() -> None:
    rows = [[f"r{i}@x.id", f"0812{i:08d}", "Sudah baik"] for i in range(200)]
    assert look(rows, times=spaced(200), personal=[0, 1], population=500) == []


def test_no_rows_at_all_have_nothing_to_tell() -> None:
    assert look([], times=[], personal=[0], population=3) == []


def test_nothing_personal_is_in_any_finding() -> None:
    person = [
        "kenari@example.invalid",
        "Siti Kenari",
        "3171234567890001",
        "081234567890",
        "Jl. Kenari 12",
        "tolong Kenari",
    ]
    again = [*person[:5], "komentar Kenari lain"]
    rows = [
        person,
        person,
        again,
        [*again[:5], "tes"],
        *[[f"kenari@example.invalid {i}", *person[1:]] for i in range(9)],
    ]
    night = [datetime(2023, 5, 3, 23, 30, 1)] * len(rows)
    night[3] += timedelta(minutes=2)
    found = look(rows, scores=[(4,) * 9] * len(rows), times=night, personal=range(5), population=3)
    assert {"evidence-duplicate-row", "evidence-resubmission", "evidence-shared-identity", "evidence-test-row",
            "evidence-straight-lines-many", "evidence-same-second", "evidence-burst-night", "evidence-over-population",
            "evidence-at-night", "evidence-sent-again"} == set(codes(found))  # fmt: skip
    for finding in found:
        assert finding.value is None
        for text in (
            finding.message,
            finding.action,
            finding.translated("en").message,
            finding.translated("en").action,
            repr(finding),
        ):
            for canary in ("enari", "3171", "0812", "81234", "invalid", "Siti", "tolong", "komentar"):
                assert canary not in text


def test_a_file_of_copies_ends_in_a_bounded_report() -> None:
    found = look([["Ani", 3]] * 5000, personal=[0])
    assert len(found) == 301
    assert found[-1].code == "evidence-duplicate-row-more"
    assert "4999 in all" in found[-1].translated("en").message


def test_every_finding_has_its_words_in_both_languages_and_none_stops_scoring() -> None:
    fields = dict.fromkeys(
        (
            "first",
            "last",
            "count",
            "more",
            "complete",
            "percent",
            "groups",
            "rows",
            "timed",
            "respondents",
            "population",
            "word",
            "element",
        ),
        "7",
    )
    for code, entry in catalogue("evidence").items():
        assert code.startswith("evidence-")
        assert entry["severity"] in {"warning", "notice"}
        for lang in ("id", "en"):
            for part in ("message", "action"):
                places = {"value": "", "cell": "A2", "row": 2, "column": "A", "columns": "A", "sheet": ""}
                assert filled(entry[lang][part], {**places, **fields})
