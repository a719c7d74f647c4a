"""Surveys made by chance, and the same survey in every engine."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st

ELEMENTS = ["persyaratan", "prosedur", "waktu", "biaya", "produk", "kompetensi", "perilaku", "pengaduan", "sarana"]
HEADERS = [
    "Kesesuaian persyaratan", "Kemudahan prosedur", "Kecepatan waktu", "Kewajaran biaya", "Kesesuaian produk",
    "Kompetensi petugas", "Perilaku petugas", "Penanganan pengaduan", "Sarana dan prasarana",
]  # fmt: skip
WORDS = {
    "persyaratan": ["Tidak sesuai", "Kurang sesuai", "Sesuai", "Sangat sesuai"],
    "prosedur": ["Tidak mudah", "Kurang mudah", "Mudah", "Sangat mudah"],
    "biaya": ["Sangat mahal", "Cukup mahal", "Murah", "Gratis"],
}
FAULTS = ["9", "4_0", "lumayan deh", "-", "3,5", "TRUE"]
SECOND = "Ketepatan waktu"
COLUMNS: dict[str, Any] = dict(zip(ELEMENTS, HEADERS, strict=True)) | {"waktu": [HEADERS[2], SECOND]}

score = st.sampled_from([1, 2, 3, 4, 4, 3])
group = st.sampled_from(["Loket A", "Loket B", " Loket  A ", "", None])
Row = dict[str, Any]


def _cell(header: str, *, faulty: bool) -> st.SearchStrategy[Any]:
    """Make answers to one question: words or numbers, blanks, and now and then what is no answer."""
    words = WORDS.get(ELEMENTS[HEADERS.index(header)]) if header in HEADERS else None
    if words is None:
        return st.one_of(score, score, st.none(), *([st.sampled_from([7, 0])] if faulty else []))
    texts = [*words, *(word.upper() + " " for word in words), "", None]
    return st.sampled_from([*texts, *texts, *(FAULTS if faulty else [])])


@st.composite
def surveys(draw: st.DrawFn) -> list[Row]:
    """Draw a survey: groups, words and numbers, blanks, an element asked twice, answers that cannot be used."""
    faulty = draw(st.booleans())
    cells = {header: _cell(header, faulty=faulty) for header in (*HEADERS, SECOND)}
    return draw(
        st.lists(
            st.fixed_dictionaries({"Loket": group, "Tahun": st.sampled_from([2024, 2025]), **cells}),
            min_size=1,
            max_size=25,
        )
    )


def as_csv(rows: list[Row]) -> bytes:
    """Write a survey as a CSV file."""
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def columns_of(rows: list[Row]) -> dict[str, list[Any]]:
    """Give a survey by columns."""
    return {name: [row[name] for row in rows] for name in rows[0]}


def some_surveys(number: int) -> Iterator[list[Row]]:
    """Make a few surveys from fixed seeds, for engines too slow for many."""
    for seed in range(number):
        chance = random.Random(seed)

        def cell(header: str, chance: random.Random = chance, seed: int = seed) -> Any:
            words = WORDS.get(ELEMENTS[HEADERS.index(header)]) if header in HEADERS else None
            faults: list[Any] = (FAULTS if words else [7, 0]) if seed % 2 and chance.random() < 0.02 else []
            return chance.choice(faults or words or [1, 2, 3, 4]) if chance.random() < 0.9 else None

        yield [
            {"Loket": chance.choice(["Loket A", " loket  A", "", None]), "Tahun": chance.choice([2024, 2025])}
            | {header: cell(header) for header in (*HEADERS, SECOND)}
            for _ in range(60)
        ]
