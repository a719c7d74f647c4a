"""Whose answers a comparison gives away: periods of few, and periods with few between them."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from command import ikm_here
from tables import NAMES, as_csv

import ikm
from ikm.comparisons.periods import PeriodResult
from ikm.comparisons.remainders import remainders
from ikm.records import Span

if TYPE_CHECKING:
    from pathlib import Path

CODES = ("compare-few", "compare-very-few", "compare-rest-few")


def answered(days: dict[str, int]) -> list[list[Any]]:
    """Give so many respondents on each day, an hour apart; all gave 3 but the last, who gave 1 to 4."""
    times = [datetime.fromisoformat(day) + timedelta(hours=hour) for day, many in days.items() for hour in range(many)]
    answers = [[3] * 9] * (len(times) - 1) + [[1, 2, 3, 4, 1, 2, 3, 4, 1]]
    return [[f"{time:%Y-%m-%d %H:%M:%S}", *row] for time, row in zip(times, answers, strict=True)]


@pytest.fixture
def year(tmp_path: Path) -> Path:
    """Give a file of a year: 20, 15 and 12 respondents in its first quarters, one in the last."""
    path = tmp_path / "y.csv"
    days = {"2022-01-05": 20, "2022-04-05": 15, "2022-08-05": 12, "2022-11-05": 1}
    path.write_bytes(as_csv([["Timestamp", *NAMES], *answered(days)]))
    return path


def told(periods: dict[str, Any], **options: Any) -> dict[str, str]:
    """Give what a comparison says of answers that it gives away."""
    return {one.code: one.message for one in ikm.compare(periods, **options).findings if one.code in CODES}


def parts(path: Path, *periods: str) -> dict[str, ikm.IKMResult]:
    return {one: ikm.score(path, period=one) for one in periods}


def test_the_respondent_between_two_periods_is_said_and_has_nine_answers_by_difference(year: Path) -> None:
    trend = ikm.compare(parts(year, "2022", "2022-01..2022-10"), lang="en")
    whole, part = ([round(one.nrr * period.respondents) for one in period.elements] for period in trend.periods)  # type: ignore[operator]
    assert [one - other for one, other in zip(whole, part, strict=True)] == [1, 2, 3, 4, 1, 2, 3, 4, 1]
    (finding,) = [one for one in trend.findings if one.code == "compare-rest-few"]
    assert finding.severity == "warning"
    assert finding.message == (
        "The differences between these periods give the answers of fewer than 10 people away "
        "(2022, 2022-01..2022-10: 1 respondent), though the figures of each period alone do not."
    )


def test_a_year_and_three_of_its_quarters_give_the_fourth(year: Path) -> None:
    quarters = [f"2022-Q{number}" for number in (1, 2, 3)]
    assert told(parts(year, "2022", *quarters)) == {
        "compare-rest-few": "Selisih nilai periode-periode ini membuka jawaban kurang dari 10 orang "
        "(2022, 2022-Q1, 2022-Q2, 2022-Q3: 1 responden), sekalipun nilai setiap periode sendiri tidak."
    }
    assert told(parts(year, *quarters)) == {}  # without the year nothing is left over
    assert told(parts(year, "2022", "2022-Q1", "2022-Q3")) == {}  # the other two quarters together are sixteen


def test_what_lies_within_two_periods_follows_of_three(tmp_path: Path) -> None:
    path = tmp_path / "y.csv"
    days = {"2022-01-05": 20, "2022-02-05": 4, "2022-03-05": 20}
    path.write_bytes(as_csv([["Timestamp", *NAMES], *answered(days)]))
    words = told(parts(path, "2022-01..2022-02", "2022-02..2022-03", "2022-Q1"), lang="en")["compare-rest-few"]
    assert "(2022-01..2022-02, 2022-02..2022-03, 2022-Q1: 4 respondents)" in words
    assert told(parts(path, "2022-01..2022-02", "2022-02..2022-03")) == {}


def test_ten_between_two_periods_are_enough_and_nine_are_not(tmp_path: Path) -> None:
    path = tmp_path / "y.csv"
    for late, said in ((9, True), (10, False)):
        path.write_bytes(as_csv([["Timestamp", *NAMES], *answered({"2022-01-05": 20, "2022-04-05": late})]))
        assert ("compare-rest-few" in told(parts(path, "2022", "2022-Q1"))) is said
    assert "2022, 2022-Q1: 10 responden" in told(parts(path, "2022", "2022-Q1"), minimum_group=15)["compare-rest-few"]


def test_the_whole_file_and_a_period_of_it_are_said_too(year: Path) -> None:
    words = told({"semua": ikm.score(year), "2022-01..2022-10": ikm.score(year, period="2022-01..2022-10")})
    assert "(semua, 2022-01..2022-10: 1 responden)" in words["compare-rest-few"]


def test_one_file_scored_with_and_without_incomplete_questionnaires(tmp_path: Path) -> None:
    path = tmp_path / "y.csv"
    path.write_bytes(as_csv([NAMES, *[[3] * 9] * 20, [1, *[4] * 7, None]]))
    words = told({way: ikm.score(path, missing=way) for way in ("available", "complete")})
    assert "(available, complete: 1 responden)" in words["compare-rest-few"]


def test_an_export_and_a_later_one_of_the_same_form_are_said(tmp_path: Path) -> None:
    rows = answered({"2022-01-05": 20, "2022-04-05": 3})
    exports = {"a": rows[:20], "b": rows}
    for name, some in exports.items():
        (tmp_path / f"{name}.csv").write_bytes(as_csv([["Timestamp", *NAMES], *some]))
    words = told({name: tmp_path / f"{name}.csv" for name in exports})
    assert "(a, b: 3 responden)" in words["compare-rest-few"]
    frames = {name: [["Timestamp", *NAMES], *some] for name, some in exports.items()}
    assert "(a, b: 3 responden)" in told(frames)["compare-rest-few"]


def test_surveys_one_after_another_and_surveys_without_times_say_nothing() -> None:
    first, second = answered({"2022-01-05": 20}), answered({"2022-04-05": 22})
    heads = ["Timestamp", *NAMES]
    assert told({"a": [heads, *first], "b": [heads, *second]}) == {}
    assert told({"a": [NAMES, *[[3] * 9] * 20], "b": [NAMES, *[[3] * 9] * 22]}) == {}
    later = answered({"2022-01-05T05:00": 1, "2022-04-05": 22})  # overlaps, and neither lies within the other
    assert told({"a": [heads, *first], "b": [heads, *later]}) == {}


@pytest.mark.parametrize(("people", "code", "severity"), [
    (1, "compare-very-few", "warning"), (4, "compare-very-few", "warning"), (5, "compare-few", "notice"),
    (9, "compare-few", "notice"), (10, None, None),
])  # fmt: skip
def test_a_period_of_few_is_said_as_a_score_of_few_is(people: int, code: str | None, severity: str | None) -> None:
    trend = ikm.compare({"2022": [NAMES, *[[3] * 9] * people], "2023": [NAMES, *[[4] * 9] * 12]}, lang="en")
    found = [one for one in trend.findings if one.code in CODES]
    assert [(one.code, one.severity) for one in found] == ([] if code is None else [(code, severity)])
    scored = [one.severity for one in ikm.score([NAMES, *[[3] * 9] * people]).findings if one.code.startswith("group-")]
    assert [one.severity for one in found] == scored
    assert all(f"2022: {people} respondent" in one.message and "2023" not in one.message for one in found)


def test_the_smallest_group_of_the_survey_file_holds_and_a_published_figure_is_published(tmp_path: Path) -> None:
    plan = tmp_path / "survei.toml"
    plan.write_text("minimum_group = 15\n", encoding="utf-8")
    periods = {"2021": {"ikm": 80, "respondents": 3}, "2022": [NAMES, *[[3] * 9] * 12]}
    assert told(periods) == {}
    assert "kurang dari 15 responden: 2022: 12 responden." in told(periods, survey=plan)["compare-few"]


def test_periods_that_are_few_themselves_have_no_second_warning(tmp_path: Path) -> None:
    path = tmp_path / "y.csv"
    path.write_bytes(as_csv([["Timestamp", *NAMES], *answered({"2022-01-05": 5, "2022-02-05": 3})]))
    assert set(told(parts(path, "2022-Q1", "2022-01"))) == {"compare-few"}


def test_the_command_and_what_it_writes_say_it(year: Path) -> None:
    words = ["compare", "2022=y.csv", "2022-01..2022-10=y.csv"]
    run = ikm_here(*words, "--out", "t.json", "--out", "t.html", cwd=year.parent)
    assert run.code == 0
    assert "[compare-rest-few]" in run.err
    kept = json.loads((year.parent / "t.json").read_bytes())
    assert "compare-rest-few" in [one["code"] for one in kept["findings"]]
    assert [one["asked"] for one in kept["periods"]] == ["2022", "2022-01–2022-10"]
    assert "membuka jawaban kurang dari 10 orang" in (year.parent / "t.html").read_text("utf-8")


def period(
    label: str, first: int | None, last: int | None, people: int, *, file: str | None = "y", asked: str | None = None
) -> PeriodResult:
    """Give a period of so many respondents who answered from one day of January to another."""
    days = [datetime.fromisoformat(f"2022-01-{day:02}") for day in (first, last) if day is not None]
    span = Span(first=days[0], last=days[1] + timedelta(hours=23)) if days else None
    return PeriodResult(
        label=label, published=False, ikm=75.0, mutu="C", kinerja="Kurang Baik", respondents=people,
        regulation="permenpanrb-14-2017", input_sha256=file, asked=asked, period=span,
    )  # fmt: skip


def test_what_lies_between_periods_is_told_in_their_order() -> None:
    # Three stretches from one day on: 3 answered between the first two, 2 between the last two.
    nested = [period("z", 1, 5, 40), period("b", 1, 7, 43), period("a", 1, 9, 45)]
    assert remainders(nested, 10) == [(("z", "b"), 3), (("z", "a"), 5), (("b", "a"), 2)]


def test_periods_alike_leave_nobody_over() -> None:
    assert remainders([period("a", 1, 5, 40), period("b", 1, 5, 40)], 10) == []
    assert remainders([period("a", 1, 5, 40, file="x"), period("b", 1, 5, 40)], 10) == []


def test_two_numbers_of_one_stretch_that_begins_where_another_ends() -> None:
    # January and February follow one another; February is scored with incomplete questionnaires and without.
    first = period("a", 1, 5, 20, asked="2022-01-01..2022-01-10")
    second = period("b", 12, 18, 35, asked="2022-01-11..2022-01-20")
    again = period("lengkap", 12, 18, 38, asked="2022-01-11..2022-01-20")
    assert remainders([first, second, again], 10) == [(("b", "lengkap"), 3)]


def test_periods_with_an_unknown_stretch_between_them_tell_nothing_of_each_other() -> None:
    assert remainders([period("a", 1, 5, 40), period("b", 9, 12, 42)], 10) == []
    assert remainders([period("a", None, None, 40), period("b", 9, 12, 42)], 10) == []


@pytest.mark.parametrize(
    ("outer", "inner", "rest"),
    [
        ((1, 9, 43), (2, 8, 40), 3),
        ((1, 9, 43), (1, 9, 40), 3),
        ((1, 9, 43), (1, 8, 40), 3),
        ((1, 9, 43), (2, 9, 40), 3),
        # Not within: earlier, later, or of more people.
        ((2, 9, 43), (1, 8, 40), None),
        ((1, 8, 43), (2, 9, 40), None),
        ((1, 9, 40), (2, 8, 43), None),
        # Ten are enough, nine are not.
        ((1, 9, 49), (2, 8, 40), 9),
        ((1, 9, 50), (2, 8, 40), None),
    ],
)
def test_of_two_files_the_one_whose_times_lie_within_the_other_is_taken_from_it(
    outer: tuple[int, int, int], inner: tuple[int, int, int], rest: int | None
) -> None:
    one, other = period("besar", *outer, file="x"), period("kecil", *inner, file=None)
    for several, labels in (([one, other], ("besar", "kecil")), ([other, one], ("kecil", "besar"))):
        assert remainders(several, 10) == ([] if rest is None else [(labels, rest)])


def test_published_figures_and_those_of_unknown_number_take_no_part() -> None:
    one, other = period("a", 1, 9, 43, file="x"), period("b", 2, 8, 40)
    for change in ({"published": True}, {"respondents": None}):
        assert remainders([one.model_copy(update=change), other], 10) == []


def test_what_a_period_leaves_of_the_beginning_of_another_is_told() -> None:
    whole = period("a", 1, 30, 48, asked="2022-01-01..2022-01-31")
    later = period("b", 12, 30, 45, asked="2022-01-11..2022-01-31")
    assert remainders([whole, later], 10) == [(("a", "b"), 3)]
