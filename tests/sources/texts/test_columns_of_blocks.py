"""What is told of the cells of a block all at once is what Python tells of each."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ikm.errors import SourceError
from ikm.sources import Input, Limits
from ikm.sources.texts import Rows, TextTable, Vocabulary, grid_of, hash_texts
from ikm.sources.texts import ahead as ahead_module
from ikm.sources.texts.ahead import ahead
from ikm.sources.texts.hashing import PADDING, Eights

if TYPE_CHECKING:
    from collections.abc import Iterator

cells = st.lists(
    st.one_of(
        st.text(st.sampled_from('ab"é'), max_size=40),
        st.sampled_from(["baik", "baik sekali", "sangat baik", "a" * 8, "a" * 9, "a" * 16, "a" * 17, "a" * PADDING]),
        st.integers(0, 70).map("x".__mul__),
        st.emails(),
    ),
    min_size=1,
    max_size=30,
)


def column(texts: list[str]) -> bytes:
    return b"".join(b'"%s","."\n' % text.replace('"', '""').encode() for text in texts)


@given(st.lists(cells, min_size=1, max_size=3))
@example([["a" * 8, "a" * 9], ["a" * 9, "a" * 17, ""], ["", "a"]])
def test_texts_are_numbered_as_they_are_met_whatever_their_length_and_block(blocks: list[list[str]]) -> None:
    numbers: dict[str, int] = {}
    words = Vocabulary()
    for place, texts in enumerate(blocks):
        expected = [numbers.setdefault(text, len(numbers)) for text in texts]
        if place % 2:
            found = [words.add(text) for text in texts]
        else:
            grid = grid_of(column(texts), 2)
            grid.prepare((0,))
            found = words.take_grid(grid, 0).tolist()
            assert words.take(grid, grid.starts[0], grid.lengths[0]).tolist() == expected
        assert found == expected
    assert words.texts == list(numbers)


def test_texts_that_share_their_64_bits_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ikm.sources.texts.hashing._FACTORS", (np.uint64(0),) * 8)
    texts = ["baik", "buruk", "baik", "sangat baik"]
    grid = grid_of(column(texts), 2)
    words = Vocabulary()
    assert words.take_grid(grid, 0).tolist() == [0, 1, 0, 2]
    assert words.texts == ["baik", "buruk", "sangat baik"]


@given(cells)
def test_hashes_are_equal_where_texts_are(texts: list[str]) -> None:
    grid = grid_of(column(texts), 2)
    plain = grid_of(column(texts), 2)
    assert grid.hashes(0).tolist() == plain.hashes(0).tolist()
    assert len(set(plain.hashes(0).tolist())) == len(set(texts))


@given(cells)
def test_addresses_are_told_and_hashed_in_small_letters(texts: list[str]) -> None:
    grid = grid_of(column(texts), 2)
    found = grid.person(0)
    assert found.address.tolist() == ["@" in text for text in texts]
    for text, plain, small in zip(texts, found.plain.tolist(), found.small.tolist(), strict=True):
        inside = text.replace('"', '""').encode()
        assert plain == (
            b"@" in inside and len(inside) <= PADDING and all(0x21 <= c < 0x80 and c != ord('"') for c in inside)
        )
        if plain:
            assert small == hash_texts([text.lower()])[0]


@given(st.binary(min_size=1, max_size=40))
def test_eight_bytes_are_taken_from_anywhere(data: bytes) -> None:
    room = data + bytes(PADDING)
    found = Eights(room)[np.arange(len(data) + 1)].tolist()
    assert found == [int.from_bytes(room[at : at + 8], "little") for at in range(len(data) + 1)]


def test_values_of_odd_rows_are_woven_among_the_others() -> None:
    grid = grid_of(b"a\n1,2\n\n3,4\nb\n\n5,6\n", 2)
    assert grid.numbers.tolist() == [1, 2, 4, 5, 7]
    assert [place for place, _ in grid.odd] == [0, 3]
    assert grid.woven(np.array([12, 34, 56]), [1, 2]).tolist() == [1, 12, 34, 2, 56]


def running() -> list[str]:
    return [thread.name for thread in threading.enumerate() if thread.name == "ikm-ahead"]


@pytest.fixture(params=[1, 2])
def processors(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(ahead_module, "_processors", lambda: request.param)
    return int(request.param)


def test_what_is_made_ahead_comes_in_order_and_no_thread_stays(processors: int) -> None:
    assert list(ahead(iter(range(100)))) == list(range(100))
    made = ahead(iter(range(100)))
    assert next(made) == 0
    assert len(running()) == processors - 1
    made.close()
    assert running() == []


@pytest.mark.usefixtures("processors")
def test_an_error_comes_behind_what_was_made_before_it() -> None:
    def broken() -> Iterator[int]:
        yield 1
        raise KeyError("x")

    made = ahead(broken())
    assert next(made) == 1
    with pytest.raises(KeyError, match="x"):
        next(made)
    assert running() == []


def test_no_more_is_made_than_there_is_room_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ahead_module, "_processors", lambda: 2)
    taken = threading.Semaphore(0)
    made: list[int] = []

    def make() -> Iterator[int]:
        for number in range(100):
            made.append(number)
            yield number
            taken.release()

    for number in ahead(make()):
        assert len(made) <= number + 2


@pytest.mark.usefixtures("processors")
def test_a_table_gives_the_same_with_and_without_a_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LARGE", "_HEAD", "SAMPLE"):
        monkeypatch.setattr(f"ikm.sources.texts.csv.{name}", 40)
    data = b"U1,U2,Saran\n" + (b"4,3,baik\n" * 30 + b'4,3,layar 19" rusak\n') * 20
    with Input(data) as source:
        table = TextTable(source, Limits(), 64)
        table.start(1)
        blocks = list(table.blocks(3, (0, 1)))
        sha256 = source.sha256
    assert sum(map(len, blocks)) == 1 + 31 * 20
    assert 5 < sum(isinstance(block, Rows) for block in blocks) < len(blocks) / 2
    with Input(data) as source:
        source.everything(1 << 20, "text_bytes")
        assert source.sha256 == sha256
    with Input(data) as source:
        table = TextTable(source, Limits(rows=400), 64)
        table.start(1)
        with pytest.raises(SourceError, match="limit rows"):
            list(table.blocks(3))
    assert running() == []
