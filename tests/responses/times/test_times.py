"""Timestamps: what is read, how day and month are told apart, what is said about the rest; and periods."""
# ruff: noqa: DTZ001, PD011  (a form writes local time without a zone; these values are no pandas)

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ikm.errors import OptionError
from ikm.findings import Findings, catalogue, filled
from ikm.responses.times import moments
from ikm.responses.times.chronology import Times, read_times
from ikm.responses.times.periods import between, parse_period
from ikm.responses.times.stamps import Stamps

if TYPE_CHECKING:
    from collections.abc import Sequence

MOMENT = datetime(2023, 12, 31, 15, 45, 12)
MINUTE = datetime(2023, 12, 31, 15, 45)
DAY = datetime(2023, 12, 31)


def read(*values: object, **options: object) -> Times:
    stamps = Stamps()
    stamps.take(values)  # type: ignore[arg-type]  # what is no cell is to be read as none
    return read_times(stamps, None, range(2, len(values) + 2), 0, **options)  # type: ignore[arg-type]


def codes(times: Times) -> list[str]:
    return [finding.code for finding in times.findings]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023/12/31 3:45:12 PM GMT+7", MOMENT),
        ("2023/12/31 3:45:12\N{NARROW NO-BREAK SPACE}PM GMT+7", MOMENT),
        ("2023/12/31 15:45:12", MOMENT),
        ("31/12/2023 15:45:12", MOMENT),
        ("12/31/2023 15:45:12", MOMENT),
        ("12/31/2023 3:45:12 PM", MOMENT),
        ("2023-12-31T15:45:12", MOMENT),
        ("2023-12-31T15:45:12.250+07:00", MOMENT),
        ("2023-12-31T15:45:12Z", MOMENT),
        ("31-12-2023 15.45.12", MOMENT),
        ("31/12/2023, 15.45.12", MOMENT),
        ("31.12.2023 15:45:12", MOMENT),
        ("31 Des 2023 15.45.12", MOMENT),
        ("31 Desember 2023 pukul 15.45.12 WIB", MOMENT),
        ("Minggu, 31 Desember 2023 15:45:12", MOMENT),
        ("Dec 31, 2023 3:45:12 PM", MOMENT),
        ("31/12/23 15:45:12", MOMENT),
        ("  31/12/2023   15:45:12 \r", MOMENT),
        ("\N{LEFT-TO-RIGHT MARK}31/12/2023 15:45:12", MOMENT),
        ("31-12-2023 15.45", MINUTE),
        ("31/12/2023 3:45 pm", MINUTE),
        ("31 Desember 2023 15:45", MINUTE),
        ("2023-12-31", DAY),
        ("31/12/2023", DAY),
        ("31 Des 2023", DAY),
        ("31-Des-2023", DAY),
        ("31/12/2023 12:00 AM", DAY),
        ("31/12/2023 12:30 PM", DAY + timedelta(hours=12, minutes=30)),
        ("31-Dec-23", DAY),
        ("31-DES-23 15.45", MINUTE),
        ("31-DEC-23 03.45.12.000000 PM", MOMENT),
        ("31 Dec 2023, 3:45 PM", MINUTE),
        ("31Dec2023 15:45:12", MOMENT),
        ("31DEC2023:15:45:12", MOMENT),
        ("2023-Dec-31 15:45", MINUTE),
        ("Sunday, December 31, 2023 at 03:45:12 PM", MOMENT),
        ("December 31st, 2023 3:45 PM", MINUTE),
        ("Hari Minggu / 31 Desember 2023 jam 15.45", MINUTE),
        ("31/12/2023 - 15:45", MINUTE),
        ("Sun Dec 31 2023 15:45:12 GMT+0700 (Western Indonesia Time)", MOMENT),
        ("Sun Dec 31 2023 15:45:12 GMT+0700 (Waktu Indonesia Barat)", MOMENT),
        ("Sun, 31 Dec 2023 15:45:12 GMT", MOMENT),
        ("Sun Dec 31 15:45:12 2023", MOMENT),
        ("Sun Dec 31 15:45:12 WIB 2023", MOMENT),
        ("15:45:12 31-12-2023", MOMENT),
        ("15:45 31/12/2023", MINUTE),
        ("15.45 WIB, Minggu, 31 Desember 2023", MINUTE),
        ("pukul 15.45, 31 Desember 2023", MINUTE),
        ("20231231154512", MOMENT),
        ("202312311545", MINUTE),
        ("20231231", DAY),
        ("20231231 154512", MOMENT),
        ("20231231T154512+0700", MOMENT),
        ("20231231 15:45:12", MOMENT),
        (20231231154512, MOMENT),
        (20231231.0, DAY),
        ("1704012312", MOMENT),
        ("1704012312000", MOMENT),
        (1704012312.0, MOMENT),
        (1704012312000, MOMENT),
        ("2023-12-31T15:45:12+07:00[Asia/Jakarta]", MOMENT),
        ("45291.65638888889", MOMENT),
        ("45291,65638888889", MOMENT),
        (45291.65638888889, MOMENT),
        (45291, DAY),
        (MOMENT, MOMENT),
        (MOMENT - timedelta(microseconds=3), MOMENT),
        (MOMENT.replace(tzinfo=timezone(timedelta(hours=7))), MOMENT),
        (date(2023, 12, 31), DAY),
    ],
)
def test_a_moment_is_read_as_forms_sheets_and_excel_write_it(text: object, expected: datetime) -> None:
    assert read(text).values == (expected,)


@pytest.mark.parametrize("cell", [None, "", "   ", float("nan")])
def test_a_blank_cell_has_no_time_and_is_no_fault(cell: object) -> None:
    times = read(cell, "2023-12-31 15:45:12")
    assert times.values == (None, MOMENT)
    assert times.findings == ()


def test_a_missing_moment_of_pandas_is_blank() -> None:
    import pandas  # noqa: PLC0415, ICN001  (only this test needs it)

    assert read(pandas.NaT, pandas.Timestamp(MOMENT)).values == (None, MOMENT)


@pytest.mark.parametrize(
    "cell",
    [
        "kemarin", "31/31/2023 10:00", "30/02/2023", "2023-13-01", "31/12/2023 25:00", "31/12/2023 15:61", "15:45",
        "31/12/2023 15:45 PM", "31 Foo 2023", "٣١/١٢/٢٠٢٣", "31/12-2023", "2023", "12345678", 7, 3.5, 99999, True,
        time(15, 45), "31/12/2023 15:45 besok", "23/12/31x", "20231331", "20231231250000", "8123456789", 8123456789,
        "081234567890", "1.70401E+12", "Sonntag, 31. Dezember 2023 um 15:45", "31 Desember", "Siti 31 2023", 2023.5,
    ],
)  # fmt: skip
def test_anything_else_is_reported_with_its_row_and_read_as_nothing(cell: object) -> None:
    times = read("2023-12-31 15:45:12", cell, sheet="Form Responses 1")
    assert times.values == (MOMENT, None)
    assert [(f.code, f.row, f.cell, f.sheet) for f in times.findings] == [
        ("time-unreadable", 3, "A3", "Form Responses 1")
    ]


def test_a_number_above_twelve_decides_the_whole_column() -> None:
    day_first = read("05/03/2023 08:00", "31/03/2023 08:00", "01/02/2023 08:00")
    month_first = read("05/03/2023 08:00", "03/31/2023 08:00", "01/02/2023 08:00")
    assert (day_first.order, day_first.decided, day_first.findings) == ("dmy", True, ())
    assert (month_first.order, month_first.decided, month_first.findings) == ("mdy", True, ())
    assert day_first.values[0] == datetime(2023, 3, 5, 8)
    assert month_first.values[0] == datetime(2023, 5, 3, 8)


def test_the_year_first_leaves_nothing_to_decide() -> None:
    times = read("2023/05/03 08:00:00")
    assert (times.order, times.decided, times.values[0]) == ("ymd", True, datetime(2023, 5, 3, 8))


def test_rows_in_order_of_time_tell_day_from_month_and_the_report_says_so() -> None:
    dates = [datetime(2023, 1, 2) + timedelta(days=3 * i) for i in range(100)]
    dates = [day for day in dates if day.day <= 12]
    for order, form in (("dmy", "%d/%m/%Y 10:00:00"), ("mdy", "%m/%d/%Y 10:00:00")):
        for rows in (dates, dates[::-1]):
            times = read(*(day.strftime(form) for day in rows))
            assert (times.order, times.decided, codes(times)) == (order, True, ["time-order-inferred"])
            assert [value.date() for value in times.values if value] == [day.date() for day in rows]


def test_time_that_runs_forward_beats_time_that_runs_backward() -> None:
    times = read("1/5/2023 8:00:00", "2/3/2023 8:00:00", "3/1/2023 8:00:00")
    assert (times.order, times.decided, codes(times)) == ("mdy", True, ["time-order-inferred"])


def test_rows_in_order_either_way_decide_nothing() -> None:
    times = read("03/05/2023 8:00:00", "04/05/2023 8:00:00", "05/05/2023 8:00:00", "06/05/2023 8:00:00")
    assert (times.order, times.decided) == ("dmy", False)


def test_a_few_late_rows_do_not_hide_the_order_of_the_rest() -> None:
    dates = [day for i in range(365) if (day := datetime(2023, 1, 1) + timedelta(days=i)).day <= 12]
    dates[40], dates[70] = dates[70], dates[40]
    times = read(*(day.strftime("%m/%d/%Y 10:00:00") for day in dates))
    assert (times.order, times.decided) == ("mdy", True)


def test_an_undecided_column_is_read_day_first_and_only_noticed() -> None:
    times = read("05/03/2023 08:00", "02/04/2023 09:00")
    assert (times.order, times.decided) == ("dmy", False)
    assert times.values == (datetime(2023, 3, 5, 8), datetime(2023, 4, 2, 9))
    assert times.other == (datetime(2023, 5, 3, 8), datetime(2023, 2, 4, 9))
    assert [(f.code, f.severity) for f in times.findings] == [("time-order-undecided", "notice")]
    assert "hari/bulan/tahun" in times.findings[0].message
    assert "date_order=" in times.findings[0].action


def test_undecided_dates_stop_only_a_period_that_hangs_on_them() -> None:
    times = read("05/03/2023 08:00", "02/04/2023 09:00")
    assert times.findings_for(parse_period("2023")) == ()
    (finding,) = times.findings_for(parse_period("2023-Q1"))
    assert (finding.code, finding.severity) == ("time-order-needed", "error")
    assert "2023-Q1" in finding.translated("en").message
    assert "1 row with the day first, 1 row with the month first" in finding.translated("en").message
    assert read("05/03/2023 08:00", order="mdy").findings_for(parse_period("2023-Q1")) == ()


def test_the_caller_may_say_which_number_is_the_day() -> None:
    times = read("05/03/2023 08:00", order="mdy")
    assert (times.order, times.decided, times.findings) == ("mdy", True, ())
    assert times.values == (datetime(2023, 5, 3, 8),)


def test_a_date_that_contradicts_the_caller_is_reported_and_still_read() -> None:
    times = read("05/03/2023 08:00", "31/03/2023 08:00", order="mdy")
    assert times.values == (datetime(2023, 5, 3, 8), datetime(2023, 3, 31, 8))
    assert codes(times) == ["time-order-against"]
    assert "(rows 3)" in times.findings[0].translated("en").message


def test_a_column_of_two_minds_is_reported_with_rows_of_both() -> None:
    times = read("31/03/2023 08:00", "03/28/2023 08:00", "30/03/2023 08:00", "05/04/2023 08:00")
    assert (times.order, times.decided, codes(times)) == ("dmy", False, ["time-order-mixed"])
    assert times.values[1] == datetime(2023, 3, 28, 8)
    message = times.findings[0].translated("en").message
    assert "(rows 2, 4)" in message
    assert "(rows 3)" in message


def test_a_day_equal_to_its_month_needs_no_decision() -> None:
    times = read("05/05/2023 08:00")
    assert (times.decided, times.findings) == (True, ())


def test_a_short_year_stands_last_unless_it_varies_least_in_front() -> None:
    assert read("31/12/23", "05/11/23").values == (DAY, datetime(2023, 11, 5))
    assert read("23/12/31", "23/11/05").values == (DAY, datetime(2023, 11, 5))


def test_dates_swapped_by_a_spreadsheet_of_another_country_are_noticed() -> None:
    swapped = [datetime(2023, 5, 3, 8), datetime(2023, 6, 3, 8), "13/03/2023 8:00:00", "14/03/2023 8:00:00"]
    assert "time-swapped" in codes(read(*swapped))
    healthy = [datetime(2023, 5, 13, 8), datetime(2023, 6, 3, 8), "13/03/2023 8:00:00", "14/03/2023 8:00:00"]
    assert "time-swapped" not in codes(read(*healthy))


def test_different_time_zones_are_reported_and_one_is_not() -> None:
    mixed = read("2023/12/31 3:45:12 PM GMT+7", "2023/12/31 3:45:13 PM GMT+8", "2023/12/31 3:45:14 PM WIB")
    assert codes(mixed) == ["time-zone-mixed"]
    assert "GMT+7 (2), GMT+8 (1)" in mixed.findings[0].message
    assert codes(read("2023/12/31 3:45:12 PM GMT+7", "2023/12/31 3:45:13 PM GMT+07:00", "2023/12/31 15:45")) == []
    assert codes(read(MOMENT.replace(tzinfo=UTC), "2023-12-31T15:45:12+07:00")) == ["time-zone-mixed"]


def test_bare_day_numbers_are_read_and_said_once() -> None:
    times = read(45291.5, 45292.5, 45293.5)
    assert codes(times) == ["time-serial"]
    assert "3 cells" in times.findings[0].translated("en").message


def test_seconds_since_1970_are_read_on_the_clocks_of_jakarta_and_said_once() -> None:
    times = read("1704012312", 1704012313.0, "1704012314000")
    assert times.values == tuple(MOMENT + timedelta(seconds=i) for i in range(3))
    assert [(f.code, f.severity) for f in times.findings] == [("time-epoch", "notice")]
    assert "3 cells" in times.findings[0].translated("en").message
    assert "WIB" in times.findings[0].message


@pytest.mark.parametrize("cells", [["Januari 2026", "Maret 2026"], ["01/2026", "03/2026"], ["2026-01", "Mar 2026"]])
def test_months_are_noted_on_their_first_day_and_chosen_whole(cells: list[str]) -> None:
    times = read(*cells)
    assert times.values == (datetime(2026, 1, 1), datetime(2026, 3, 1))
    assert codes(times) == ["time-span"]
    for period in ("2026-01", "2026-Q1", "2026", "2026-02", "2026-03..2026-12"):
        assert times.findings_for(parse_period(period)) == ()


def test_a_period_that_cuts_a_month_is_refused_with_one_that_does_not() -> None:
    times = read("Januari 2026", "Februari 2026", "Triwulan II 2026")
    for typed, whole in (
        ("2026-01-15..2026-02", "2026-01..2026-02"), ("2026-05", "2026-04..2026-06"),
        ("2026-02-10", "2026-02..2026-02"),
    ):  # fmt: skip
        (finding,) = times.findings_for(parse_period(typed))
        assert (finding.code, finding.severity) == ("time-span-cut", "error")
        assert f'period="{whole}"' in finding.action
        assert times.findings_for(parse_period(whole)) == ()
    for since in (between("2026-01-15"), between(None, "2026-05-15")):
        (finding,) = times.findings_for(since)
        assert 'period="2026-01..2026-06"' in finding.translated("en").action
    assert times.findings_for(parse_period("2026-01..2026-06")) == ()


def test_a_year_is_no_time() -> None:
    assert read(*["2026"] * 9).values == (None,) * 9


def test_times_that_cannot_be_read_stop_a_period_once_and_nothing_else() -> None:
    times = read(*["Montag, 5. Januar 2026"] * 9)
    assert [f.code for f in times.told(None)] == ["time-unreadable-column"]
    assert [(f.code, f.severity) for f in times.told(parse_period("2026"))] == [("time-unreadable-period", "error")]
    assert "9 of its 9 times cannot be read" in times.told(parse_period("2026"))[0].translated("en").message
    few = read("2026-01-05", "2026-01-06", "Montag")
    assert [f.code for f in few.told(parse_period("2026"))] == ["time-unreadable"]
    blank = read(None, "", None)
    assert [f.code for f in blank.told(parse_period("2026"))] == ["time-blank-period"]
    assert blank.told(None) == ()


def test_times_of_greenwich_are_doubted_where_they_lie_at_an_end_of_the_period() -> None:
    period = parse_period("2026-01")
    late, noon = "2026-01-31T20:00:00Z", "2026-01-31T12:00:00Z"
    (finding,) = read("2026-01-05T08:00:00Z", late).findings_for(period)
    assert (finding.code, finding.severity, finding.details["count"]) == ("time-zone-utc", "warning", 1)
    assert read("2026-01-05T08:00:00Z", noon).findings_for(period) == ()
    assert read("2026-01-05T08:00:00", late.removesuffix("Z")).findings_for(period) == ()
    assert read(late.replace("Z", "+07:00")).findings_for(period) == ()
    assert read(late).findings_for(between("2026-01-01")) == ()
    assert [f.code for f in read(late).findings_for(between(None, "2026-01"))] == ["time-zone-utc"]


def test_answers_of_more_than_a_year_are_told_unless_a_period_is_asked_for() -> None:
    within, beyond = read("2024-01-01 08:00", "2025-01-01 08:00"), read("2024-01-01 08:00", "2025-01-01 08:01")
    assert within.told(None) == ()
    (finding,) = beyond.told(None)
    assert (finding.code, finding.severity) == ("time-long", "notice")
    assert "1 January 2024 to 1 January 2025" in finding.translated("en").message
    assert "period=2025" in finding.action
    assert beyond.told(parse_period("2025")) == ()


def test_years_no_survey_can_have_are_reported_and_not_used() -> None:
    times = read("31/12/1999 10:00", "31/12/2023 15:45:12", "31/12/2203 10:00", datetime(1900, 1, 3))
    assert times.values == (None, MOMENT, None, None)
    assert [(f.code, f.row, f.value) for f in times.findings] == [
        ("time-impossible", 2, "1999"), ("time-impossible", 4, "2203"), ("time-impossible", 5, "1900"),
    ]  # fmt: skip


def test_a_lone_year_far_from_the_others_is_noticed() -> None:
    times = read(*["2023-12-30 10:00"] * 9, "2032-12-30 10:00")
    assert [(f.code, f.row, f.severity) for f in times.findings] == [("time-far", 11, "notice")]
    assert codes(read(*["2015-12-30 10:00"] * 9, *["2023-12-30 10:00"] * 9)) == []


def test_a_column_that_is_no_time_is_reported_once() -> None:
    times = read(*["Puas"] * 9, "2023-12-30 10:00")
    assert codes(times) == ["time-unreadable-column"]
    assert "9 of its 10" in times.findings[0].translated("en").message


def test_many_unreadable_times_end_in_a_bounded_report() -> None:
    times = read(*["2023-12-30 10:00"] * 1000, *["besok"] * 900)
    assert len(times.findings) == 301
    assert times.findings[-1].code == "time-more"
    assert "900" in times.findings[-1].message


CANARIES = [
    "Siti Kenari", "kenari@example.invalid", "081234567890", "0812-34-5678", "3171234567890001", "+62 812 3456 7890",
    "Jl. Kenari 12", 3171234567890001.0, 81234567890.0,
]  # fmt: skip


def test_what_is_no_date_is_never_quoted() -> None:
    times = read("2023-12-31 10:00", *CANARIES, *["2023-12-31 10:00"] * 20)
    texts = " ".join(
        part
        for f in times.findings
        for part in (f.message, f.action, f.translated("en").message, f.value or "", str(f.details))
    )
    assert len(times.findings) == len(CANARIES)
    for word in ("Kenari", "kenari", "0812", "5678", "3171", "8123", "3456"):
        assert word not in texts


def test_a_date_that_does_not_exist_is_quoted() -> None:
    assert read("2023-12-31", "31/02/2023 10:00").findings[0].value == "31/02/2023 10:00"


@given(st.text(max_size=40) | st.floats() | st.integers() | st.datetimes() | st.dates() | st.times() | st.none())
def test_no_cell_makes_it_fail(cell: object) -> None:
    assert len(read(cell, "2023-12-31").values) == 2


@given(
    st.lists(st.datetimes(datetime(2000, 1, 1), datetime(2099, 12, 31)), min_size=1, max_size=30),
    st.sampled_from(["%Y/%m/%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S", "%d/%m/%Y %H.%M.%S", "%m/%d/%Y %I:%M:%S %p"]),
)
def test_what_is_written_is_read_back(moments: list[datetime], form: str) -> None:
    assume(any(moment.day > 12 for moment in moments))
    times = read(*(moment.strftime(form) for moment in moments))
    assert list(times.values) == [moment.replace(microsecond=0) for moment in moments]
    assert times.decided


def test_every_finding_has_its_words_in_both_languages() -> None:
    fields = dict.fromkeys(
        (
            "first",
            "second",
            "dmy",
            "mdy",
            "rows",
            "count",
            "more",
            "typed",
            "text",
            "zones",
            "differ",
            "period",
            "day",
            "month",
            "filled",
            "whole",
            "last",
            "year",
            "other",
        ),
        "7",
    )
    for code, entry in catalogue("time").items():
        assert code.startswith("time-")
        assert entry["severity"] in {"error", "warning", "notice"}
        for lang in ("id", "en"):
            for part in ("message", "action"):
                places = {"value": "1", "cell": "A2", "row": 2, "column": "A", "columns": "A", "sheet": ""}
                assert filled(entry[lang][part], {**places, **fields})


def test_each_distinct_time_of_day_is_decoded_once(monkeypatch: pytest.MonkeyPatch) -> None:
    decoded: list[str] = []
    original = moments.read_clock
    monkeypatch.setattr(moments, "read_clock", lambda text: original(decoded.__iadd__([text])[-1]))
    start = datetime(2023, 1, 1)
    texts = [(start + timedelta(hours=i)).strftime("%d/%m/%Y %H:%M:%S") for i in range(5000)]
    assert None not in read(*texts).values
    assert sorted(decoded) == [f"{hour:02}:00:00" for hour in range(24)]


@pytest.mark.parametrize(
    ("text", "first", "end"),
    [
        ("2023", "2023-01-01", "2024-01-01"),
        ("2023-S1", "2023-01-01", "2023-07-01"),
        ("2023-s2", "2023-07-01", "2024-01-01"),
        ("2023-Q1", "2023-01-01", "2023-04-01"),
        ("2023-Q4", "2023-10-01", "2024-01-01"),
        ("2023-TW3", "2023-07-01", "2023-10-01"),
        ("2023-TW III", "2023-07-01", "2023-10-01"),
        ("2023-02", "2023-02-01", "2023-03-01"),
        ("2023-12", "2023-12-01", "2024-01-01"),
        (" 2024-02-29 ", "2024-02-29", "2024-03-01"),
        ("31/01/2023", "2023-01-31", "2023-02-01"),
        ("2023-01-09..2023-03", "2023-01-09", "2023-04-01"),
        ("TW III 2023", "2023-07-01", "2023-10-01"),
        ("Triwulan I 2026", "2026-01-01", "2026-04-01"),
        ("triwulan ke-2 tahun 2026", "2026-04-01", "2026-07-01"),
        ("Triwulan Keempat 2026", "2026-10-01", "2027-01-01"),
        ("Q1-2026", "2026-01-01", "2026-04-01"),
        ("TW1/2026", "2026-01-01", "2026-04-01"),
        ("2026 Q2", "2026-04-01", "2026-07-01"),
        ("1st quarter of 2026", "2026-01-01", "2026-04-01"),
        ("Semester II 2026", "2026-07-01", "2027-01-01"),
        ("Semester 1 Tahun 2026", "2026-01-01", "2026-07-01"),
        ("caturwulan 3 2026", "2026-09-01", "2027-01-01"),
        ("Januari 2026", "2026-01-01", "2026-02-01"),
        ("Bulan Agustus Tahun 2026", "2026-08-01", "2026-09-01"),
        ("Sept 2026", "2026-09-01", "2026-10-01"),
        ("mei-2026", "2026-05-01", "2026-06-01"),
        ("01/2026", "2026-01-01", "2026-02-01"),
        ("2026/01", "2026-01-01", "2026-02-01"),
        ("1 Juli 2026", "2026-07-01", "2026-07-02"),
        ("July 1, 2026", "2026-07-01", "2026-07-02"),
        ("31-01-2026", "2026-01-31", "2026-02-01"),
        ("31.01.2026", "2026-01-31", "2026-02-01"),
        ("tahun 2026", "2026-01-01", "2027-01-01"),
        ("Januari-Maret 2026", "2026-01-01", "2026-04-01"),
        ("Januari s.d. Maret 2026", "2026-01-01", "2026-04-01"),
        ("Januari s/d Maret 2026", "2026-01-01", "2026-04-01"),
        ("TW I - TW II 2026", "2026-01-01", "2026-07-01"),
        ("1 Juli sampai dengan 30 September 2026", "2026-07-01", "2026-10-01"),
        ("1 - 15 Juli 2026", "2026-07-01", "2026-07-16"),
        ("Desember 2025 - Januari 2026", "2025-12-01", "2026-02-01"),
    ],
)
def test_a_period_holds_its_first_moment_and_ends_before_the_next(text: str, first: str, end: str) -> None:
    period = parse_period(text)
    assert (period.first, period.end) == (datetime.fromisoformat(first), datetime.fromisoformat(end))
    assert period.contains(period.first)
    assert period.contains(period.end - timedelta(seconds=1))
    assert not period.contains(period.end)


@pytest.mark.parametrize("text", ["", "23", "2023-Q5", "2023-S3", "2023-13", "2023-00", "2023-02-30", "31/02/2023",
                                  "1/31/2023", "2023-Q", "2023..", "..2023", "2023..2024..2025", "taun 2023",
                                  "٢٠٢٣", "2023-S-1x", "01/07/26", "Jan-26", "TW V 2026", "Semester Ganjil 2026",
                                  "2026-2027", "13/2026", "Januari - Maret", "1 Juli"])  # fmt: skip
def test_a_wrong_period_is_refused_with_the_forms_that_are_read(text: str) -> None:
    with pytest.raises(OptionError, match="2023-Q3"):
        parse_period(text)


@pytest.mark.parametrize(
    ("text", "label"), [("2023-tw3", "2023-Q3"), ("31/01/2023", "2023-01-31"), ("2023-5", "2023-05")]
)
def test_a_period_is_named_in_one_way(text: str, label: str) -> None:
    assert parse_period(text).label == label


@pytest.mark.parametrize("parts", [["2023-S1", "2023-S2"], ["2023-Q1", "2023-Q2", "2023-Q3", "2023-Q4"],
                                   [f"2023-{month:02}" for month in range(1, 13)]])  # fmt: skip
def test_the_parts_of_a_year_fill_it_without_overlap(parts: Sequence[str]) -> None:
    periods = [parse_period(part) for part in parts]
    assert [p.end for p in periods[:-1]] == [p.first for p in periods[1:]]
    assert (periods[0].first, periods[-1].end) == (parse_period("2023").first, parse_period("2023").end)


def test_from_and_to_are_both_included_and_either_may_be_open() -> None:
    both = between("31/01/2023", "2023-02-02")
    assert both.contains(datetime(2023, 1, 31))
    assert both.contains(datetime(2023, 2, 2, 23, 59, 59))
    assert not both.contains(datetime(2023, 2, 3))
    assert between("2023").contains(datetime(2099, 1, 1))
    assert between(last="2023").contains(datetime(2001, 1, 1))


def test_a_span_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(OptionError, match="in order of time"):
        between("2023-05", "2023-04")


def test_findings_about_times_can_be_collected() -> None:
    assert Findings(read("kemarin", "2023-01-31").findings).total == 1


@pytest.mark.parametrize(
    "text",
    [
        "05 / 03 / 2026", "05 – 03 – 2026", "05-03-2026", "Tgl 05/03/2026", "Tanggal: 05-03-2026", "05032026",
        "Mar-05-2026", "Senen 5 Maret 2026", "Jum’at, 5 Maret 2026", "Jum`at, 05 Maret 2026",
    ],
)  # fmt: skip
def test_a_day_is_read_as_people_type_it_from_paper(text: str) -> None:
    assert read(text, order="dmy").values[0] == datetime(2026, 3, 5)


@pytest.mark.parametrize(("text", "first"), [("Jan-26", datetime(2026, 1, 1)), ("Agu-25", datetime(2025, 8, 1))])
def test_excels_short_month_is_that_month(text: str, first: datetime) -> None:
    assert read(text).values[0] == first


@pytest.mark.parametrize("text", ["Jan-05", "05 03", "0503202", "99992026", "Loket-26"])
def test_what_only_resembles_a_day_is_not_read(text: str) -> None:
    assert read(text).values[0] is None
