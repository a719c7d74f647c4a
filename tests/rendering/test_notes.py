"""Findings as people read them: those of one kind together, each counted once."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from ikm.findings import Finding
from ikm.reports import notes_of

ELEMENT = {"id": "U9 Sarana dan Prasarana", "en": "U9 Facilities"}


def off_scale(row: int, column: int = 0, value: str = "9") -> Finding:
    details = {"element": ELEMENT, "low": 1, "high": 4}
    return Finding("answer-off-scale", row=row, column=column, value=value, details=details)


def unknown(row: int, label: str) -> Finding:
    details = {"element": ELEMENT, "given": "", "proposal": "", "labels": "1 = Buruk", "remedy": f" {label}"}
    return Finding("answer-unknown-label", row=row, column=2, value=label, details=details)


def test_the_same_to_do_in_many_cells_is_one_note() -> None:
    notes = notes_of([off_scale(row) for row in range(2, 20)], {}, "id", places=3)
    assert [(note.place, note.more, note.number) for note in notes] == [
        ("A2", "17 sel lagi seperti ini: A3, A4, A5, …", 18)
    ]


def test_labels_to_be_mended_each_in_its_way_stand_together_up_to_a_few() -> None:
    found = [unknown(2, "a"), off_scale(3), unknown(4, "b"), unknown(5, "a"), unknown(6, "c"), unknown(7, "d")]
    notes = notes_of(found, {"answer-unknown-label": 40}, "en", each=3)
    assert [(note.finding.value, note.more) for note in notes] == [
        ("a", "1 more cell like this: C5"),
        ("b", ""),
        ("c", "36 more cells like this: C7, …"),
        ("9", ""),
    ]


def test_rows_are_told_by_their_numbers_and_columns_by_their_letters() -> None:
    rows = [Finding("row-unanswered", row=row) for row in (3, 8)]
    (note,) = notes_of(rows, {}, "id")
    assert (note.place, note.more) == ("", "1 baris lagi seperti ini: 8")
    columns = [Finding("time-zone-mixed", column=column, details={"zones": "WIB, WITA"}) for column in (0, 3)]
    (note,) = notes_of(columns, {}, "id")
    assert (note.place, note.more) == ("", "1 kolom lagi seperti ini: D")


@given(
    rows=st.lists(st.tuples(st.integers(2, 40), st.integers(0, 8), st.sampled_from("abcdef")), max_size=40),
    each=st.integers(1, 4),
    places=st.integers(1, 50),
    beyond=st.integers(0, 3),
)
def test_every_finding_is_counted_in_one_note(
    rows: list[tuple[int, int, str]], each: int, places: int, beyond: int
) -> None:
    found = sorted((unknown(r, v) if c < 4 else off_scale(r, c, v) for r, c, v in rows), key=Finding.sort_key)
    totals = {code: count + beyond for code, count in Counter(one.code for one in found).items()}
    notes = notes_of(found, totals, "id", each=each, places=places)
    assert sum(note.number for note in notes) == sum(totals.values())
    assert max(Counter(note.finding.code for note in notes).values(), default=0) <= each
    kinds = [note.finding.code for note in notes]
    assert kinds == sorted(kinds, key=kinds.index)
