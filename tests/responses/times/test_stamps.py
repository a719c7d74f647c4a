"""A column of timestamps is read alike however it comes: as Python's cells, as blocks cut by numpy, or as both.

``data/columns.jsonl`` holds made-up columns with what was said of them when cells and blocks were still read by two
implementations; what is said of them has to stay.
"""
# ruff: noqa: DTZ001  (a form writes local time without a zone)

from __future__ import annotations

import csv
import io
import json
from array import array
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ikm.responses.times.chronology import Times, read_times
from ikm.responses.times.moments import DAY
from ikm.responses.times.periods import parse_period
from ikm.responses.times.stamped import Stamped, StampRows
from ikm.responses.times.stamps import Stamps
from ikm.sources import Unreadable
from ikm.sources.texts import grid_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ikm.sources import Cell
    from ikm.sources.texts import Grid

STORED = Path(__file__).with_name("data") / "columns.jsonl"
KNOWN = [json.loads(line) for line in STORED.read_text("utf-8").splitlines()]
KINDS: dict[str, Callable[[str], Cell]] = {
    "datetime": datetime.fromisoformat,
    "date": date.fromisoformat,
    "time": time.fromisoformat,
    "unreadable": lambda text: Unreadable("error", text),
    "nan": lambda _: float("nan"),
}


def cell_of(stored: Any) -> Cell:
    if not isinstance(stored, dict):
        return stored  # type: ignore[no-any-return]  # JSON has only such
    ((kind, text),) = stored.items()
    return KINDS[kind](text)


def as_grid(cells: Sequence[str], *, quoted: bool = False) -> Grid:
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL)
    writer.writerows([cell, "x"] for cell in cells)
    return grid_of(out.getvalue().encode(), 2)


class WovenGrid:
    """A block whose rows of another width are named by their place, until the cutter names them so itself."""

    def __init__(self, grid: Grid, odd: dict[int, list[str]]) -> None:
        self._grid = grid
        self.odd = sorted(odd.items())

    def __getattr__(self, name: str) -> Any:
        return getattr(self._grid, name)

    def woven(self, values: np.ndarray[Any, Any], more: Sequence[int]) -> np.ndarray[Any, Any]:
        mask = np.zeros(len(values) + len(more), bool)
        mask[[place for place, _ in self.odd]] = True
        out = np.empty(len(mask), values.dtype)
        out[mask], out[~mask] = more, values
        return out


def by_cells(cells: Sequence[Cell]) -> Stamps:
    stamps = Stamps()
    stamps.take(cells)
    return stamps


def by_turns(cells: Sequence[Cell], chance: Random) -> Stamps:
    """Take a column piece by piece; pieces of text as blocks of a file or, like all others, as cells."""
    stamps, start = Stamps(), 0
    while start < len(cells):
        piece = cells[start : start + chance.randrange(1, 12)]
        texts = [cell for cell in piece if isinstance(cell, str)]
        if len(texts) == len(piece) and chance.random() < 0.7:
            odd = {at: [text] for at, text in enumerate(texts) if chance.random() < 0.1}
            odd |= {at: [] for at, text in enumerate(texts) if not text and chance.random() < 0.5}
            plain = [text for at, text in enumerate(texts) if at not in odd]
            if plain:
                grid = as_grid(plain, quoted=chance.random() < 0.3)
                stamps.take_grid(WovenGrid(grid, odd) if odd else grid, 0)  # type: ignore[arg-type]  # stands for one
                start += len(piece)
                continue
        stamps.take(piece)
        start += len(piece)
    return stamps


def read(stamps: Stamps, mask: bytes | None = None, numbers: Sequence[int] | None = None, order: Any = None) -> Times:
    count = len(stamps) if mask is None else mask.count(1)
    return read_times(stamps, mask, range(2, count + 2) if numbers is None else numbers, 3, order=order)


def written(moments: Stamped) -> list[str | None]:
    return [None if moment is None else moment.isoformat() for moment in moments]


def said(times: Times) -> dict[str, Any]:
    """Give all that times say, as it is stored."""
    return {
        "values": written(times.values),
        "other": written(times.other),
        "read": [times.order, times.decided, times.unread, times.utc],
        "findings": [[f.code, f.row, f.value, f.translated("en").message] for f in times.findings],
        "told": {
            label: [
                [f.code, {k: v if isinstance(v, (int, str)) else str(v) for k, v in f.details.items()}]
                for f in times.told(parse_period(label))
            ]
            for label in ("2023", "2023-Q1", "2024-S1", "2026-01", "2024-02-10–2024-05")
        },
    }


@pytest.mark.parametrize("stored", KNOWN, ids=[str(number) for number in range(len(KNOWN))])
def test_what_was_said_of_a_column_is_still_said(stored: dict[str, Any]) -> None:
    cells = [cell_of(cell) for cell in stored["cells"]]
    for stamps in (by_cells(cells), *(by_turns(cells, Random(seed)) for seed in range(5))):
        found = said(read(stamps, order=stored["order"]))
        told = {label: stored["told"].get(label, stored["told"]["2023"]) for label in found["told"]}
        assert found == {key: stored[key] for key in ("values", "other", "read", "findings")} | {"told": told}


FORMS = (
    "%Y/%m/%d %I:%M:%S %p GMT+7", "%Y-%m-%dT%H:%M:%S", "%d/%m/%Y %H:%M:%S", "%m/%d/%Y %H.%M.%S", "%d-%m-%Y %H.%M",
    "%d/%m/%y", "%y/%m/%d", "%d Desember %Y pukul %H.%M WIB", "%Y%m%d%H%M%S", "%Y-%m", "%d/%m/%Y", "%H:%M:%S %d-%m-%Y",
    "%Y-%m-%dT%H:%M:%SZ", "%d-%b-%y", "  %d/%m/%Y   %H:%M:%S ", "%Y-%m-%d %H:%M:%S.250",
)  # fmt: skip
ODD = (
    "", " ", "kemarin", "Jumlah", "31/02/2023 10:00", "99/12/25", "2023-13-01", "31/12/2023 25:00", "Siti, Aminah",
    "081234567890", "2026", "Triwulan I 2026", "1704012312", "45291,65", "2023-12-31 1:05:122", "31/12/1999 10:00",
    "2032-12-30", "05/05/2023", "2023-12-31T", "T", "2023-12-31 ", " 08:00", '"', "a\nb", "٣١/١٢/٢٠٢٣",
)  # fmt: skip
texts = st.sampled_from(ODD) | st.builds(
    datetime.strftime, st.datetimes(datetime(2019, 1, 1), datetime(2031, 1, 1)), st.sampled_from(FORMS)
)
typed = st.one_of(
    st.none(), st.booleans(), st.dates(), st.times(), st.floats(0, 2e9), st.just(Unreadable("error", "#N/A")),
    st.datetimes(datetime(1999, 1, 1), datetime(2031, 1, 1), timezones=st.sampled_from([None, None, UTC])),
)  # fmt: skip


def columns(cells: st.SearchStrategy[Any]) -> st.SearchStrategy[list[Any]]:
    """Give columns of which some hold only days that may be months, so that nothing but their order tells."""
    return st.lists(cells, max_size=30) | st.lists(
        st.builds("{:02}/{:02}/2023 08:00:{:02}".format, *(st.integers(1, 12),) * 2, st.integers(0, 59)), max_size=20
    )


@given(columns(texts), st.randoms(use_true_random=False), st.sampled_from([None, "dmy", "mdy"]))
def test_texts_are_read_alike_as_cells_and_in_blocks(cells: list[str], chance: Random, order: Any) -> None:
    one, other = by_cells(cells), by_turns(cells, chance)
    assert said(read(one, order=order)) == said(read(other, order=order))


@given(columns(texts | typed), st.randoms(use_true_random=False))
def test_cells_of_all_kinds_may_stand_between_blocks(cells: list[Any], chance: Random) -> None:
    one, other = by_cells(cells), by_turns(cells, chance)
    assert said(read(one)) == said(read(other))


@given(columns(texts | typed), st.randoms(use_true_random=False))
def test_a_choice_of_rows_is_read_as_if_there_were_no_others(cells: list[Any], chance: Random) -> None:
    mask = bytes(chance.randrange(2) for _ in cells)
    numbers = [number for number, kept in enumerate(mask, 2) if kept]
    alone = read(by_cells([cell for cell, kept in zip(cells, mask, strict=True) if kept]), numbers=numbers)
    for stamps in (by_cells(cells), by_turns(cells, chance)):
        assert said(read(stamps, mask, numbers)) == said(alone)


@given(st.datetimes(datetime(2019, 1, 1), datetime(2031, 1, 1)))
def test_a_moment_stored_as_a_date_is_taken_to_the_nearest_second_after_thousandths(moment: datetime) -> None:
    expected = (moment + timedelta(microseconds=500)).replace(microsecond=0)
    assert list(read(by_cells([moment])).values) == [expected]
    assert list(read(by_cells([moment.replace(tzinfo=UTC)])).values) == [expected]


def test_the_last_moment_of_the_calendar_is_no_fault() -> None:
    assert [f.code for f in read(by_cells([datetime.max])).findings] == ["time-impossible"]  # noqa: DTZ901


@pytest.mark.parametrize(
    ("text", "expected"), [("1:05:122", None), ("1:05:12 2", None), ("12:05:12", "12:05:12"), ("1:05:12", "01:05:12")]
)
def test_an_hour_is_not_confused_with_another_hour_and_an_ending(text: str, expected: str | None) -> None:
    cells = [f"2023-12-31 {clock}" for clock in ("12:05:12", "1:05:12", "01.05.12", "12:05:12 PM", text)]
    for stamps in (by_cells(cells), by_turns(cells, Random(1))):
        last = read(stamps).values[-1]
        assert last == (None if expected is None else datetime.fromisoformat(f"2023-12-31T{expected}"))


def test_of_very_many_different_days_that_do_not_exist_the_first_rows_are_still_shown() -> None:
    cells = [f"31/02/2023 {n // 3600:02}:{n // 60 % 60:02}:{n % 60:02}" for n in range(20_010)]
    times = read(by_cells([*cells, *["2023-01-31"] * 20_020]))
    assert [f.value for f in times.findings[:300]] == cells[:300]
    assert times.unread == 20_010


seconds = st.lists(st.just(0) | st.integers(738_000 * DAY, 738_900 * DAY), max_size=40)


@given(seconds, st.randoms(use_true_random=False), st.sampled_from(["bulan", "triwulan", "semester", "tahun"]))
def test_moments_are_counted_and_chosen_alike_in_both_bodies(given: list[int], chance: Random, part: str) -> None:
    one, other = Stamped(array("q", given)), Stamped(np.array(given, np.int64))
    period = parse_period(chance.choice(["2021", "2022-Q1", "2021-05-07"]))
    mask = bytes(chance.randrange(2) for _ in given)
    assert list(one) == list(other) == [one[index] for index in range(len(one))]
    assert one == other
    assert one.known == other.known == len(given) - given.count(0)
    assert one.unknown() == other.unknown() == [index for index, second in enumerate(given) if not second]
    assert one.span() == other.span()
    assert one.within(period) == other.within(period)
    assert one.within(period) == bytes(moment is not None and period.contains(moment) for moment in one)
    assert one.labelled(part) == other.labelled(part)
    assert one.only(mask) == other.only(mask)
    assert list(one[1:3]) == list(other[1:3]) == list(one)[1:3]


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 3 * DAY - 1)), min_size=1, max_size=40), st.data())
def test_rows_are_counted_found_and_followed_alike_in_both_bodies(
    rows: list[tuple[int, int]], data: st.DataObject
) -> None:
    places, clocks = (array("i", column) for column in zip(*rows, strict=True))
    bodies = StampRows(places, clocks), StampRows(np.array(places, np.int32), np.array(clocks, np.int32))
    mask = data.draw(st.binary(min_size=len(rows), max_size=len(rows)).map(lambda raw: bytes(b & 1 for b in raw)))
    wanted = data.draw(st.lists(st.booleans(), min_size=5, max_size=5))
    numbers = [738_000 + data.draw(st.integers(0, 50)) for _ in range(5)]
    one, other = (
        (body.counts(5), body.zones(3), body.first(wanted, 3), body.walk(numbers), body.only(mask).counts(5))
        for body in bodies
    )
    assert one == other
    assert bodies[0].stamped([0, *numbers[1:]]) == bodies[1].stamped([0, *numbers[1:]])
