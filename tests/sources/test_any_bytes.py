"""Whatever the bytes, reading gives a sheet or one of ikm's own refusals."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from workbooks import HIDDEN, SEEDS, package, parts

from ikm.errors import IkmError
from ikm.sources import Table, read


def is_told(data: bytes) -> None:
    try:
        sheet = read(data)
    except IkmError as error:
        findings = getattr(error, "findings", ())
        assert findings
        assert findings[0].translated("id").message
        assert findings[0].translated("en").action
    else:
        assert isinstance(sheet, Table)
        assert len(sheet.rows) == len(sheet.numbers) > 0
        assert all(number > 0 for number in sheet.numbers)


edits = st.lists(
    st.tuples(
        st.sampled_from(["flip", "cut", "insert", "copy"]),
        st.floats(0, 1),
        st.binary(min_size=1, max_size=6) | st.sampled_from(HIDDEN),
    ),
    min_size=1,
    max_size=4,
)


def mutated(data: bytes, changes: list[tuple[str, float, bytes]]) -> bytes:
    for kind, where, what in changes:
        place = int(where * len(data))
        if kind == "flip":
            data = data[:place] + what + data[place + len(what) :]
        elif kind == "cut":
            data = data[:place] + data[place + 1 + what[0] :]
        elif kind == "copy":
            data = data[:place] + data[max(0, place - 40) : place] * (1 + what[0] % 3) + data[place:]
        else:
            data = data[:place] + what + data[place:]
    return data


@pytest.mark.parametrize("seed", sorted(SEEDS))
@given(changes=edits)
def test_a_damaged_file_is_read_or_refused(seed: str, changes: list[tuple[str, float, bytes]]) -> None:
    is_told(mutated(SEEDS[seed], changes))


@given(part=st.sampled_from(sorted(parts())), changes=edits)
def test_a_workbook_with_a_damaged_part_is_read_or_refused(part: str, changes: list[tuple[str, float, bytes]]) -> None:
    contents = parts()
    contents[part] = mutated(contents[part], changes)
    is_told(package(contents))


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    is_told(data)


@pytest.mark.parametrize("seed", sorted(SEEDS))
def test_every_cut_off_beginning_is_read_or_refused(seed: str) -> None:
    data = SEEDS[seed]
    for end in range(0, len(data), max(1, len(data) // 60)):
        is_told(data[:end])
