"""A large CSV file is streamed; whatever stands in it, the answers and the findings are those of reading it by rows."""

from __future__ import annotations

import csv
import io
from collections import Counter
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ikm
from ikm import survey
from ikm.periods import parse_period
from ikm.sources import Limits, read
from ikm.streaming import grids as grids_module
from ikm.streaming import tables as tables_module
from ikm.streaming.grids import NotPlain, grids
from ikm.streaming.tables import ColumnTable
from ikm.validation import validate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ikm.responses import Responses

ASKED = [
    "U1 Persyaratan", "U2 Prosedur", "U3 Waktu", "U4 Biaya", "U5 Produk", "U6 Kompetensi", "U7 Perilaku",
    "U8 Penanganan pengaduan", "U9 Sarana",
]  # fmt: skip
WORDS = ["Tidak sesuai", "Kurang sesuai", "Sesuai", "Sangat sesuai"]
STREAMED: Counter[bool] = Counter()
"""How many tables of these tests were streamed, and how many were not plain."""


def everything(responses: Responses) -> dict[str, Any]:
    return {
        "elements": responses.elements,
        "codes": dict(responses.codes),
        "levels": responses.levels,
        "rows": list(responses.rows),
        "profiles": {name: list(texts) for name, texts in responses.profiles.items()},
        "times": list(responses.times),
        "findings": list(responses.findings),
        "counts": dict(responses.findings.counts),
        "columns": responses.columns,
        "ledger": responses.ledger,
        "facts": responses.facts,
        "faults": dict(responses.faults),
        "header": responses.header_row,
    }


def outcome(table: Any, options: dict[str, Any]) -> dict[str, Any] | str:
    try:
        return everything(validate(table, **options))
    except (ikm.OptionError, ikm.SourceError) as error:
        return repr(error)


def assert_alike(data: bytes, *, streamed: bool | None = None, **options: Any) -> None:
    """Compare the two ways of reading; ``streamed`` says which of them the table must allow."""
    try:
        found = outcome(ColumnTable(data), options)
    except NotPlain:
        STREAMED[False] += 1
        assert streamed is not True, "the table should have been streamed"
        return
    STREAMED[True] += 1
    assert streamed is not False or isinstance(found, str), "the table should not have been streamed"
    expected = outcome(read(data), options)
    if isinstance(found, dict) and isinstance(expected, dict):
        assert {name for name in expected if found[name] != expected[name]} == set()
    assert found == expected


def written(rows: list[list[str]], **dialect: Any) -> bytes:
    out = io.StringIO()
    csv.writer(out, **dialect).writerows(rows)
    return out.getvalue().encode()


def timestamps(chance: Random, kind: str, number: int) -> list[str]:
    """Make moments in one of the forms people's forms write, mostly rising."""
    texts, second = [], 0
    for _ in range(number):
        second += chance.choice((0, 1, 7, 60, 3600, 40000))
        day, clock = second // 86400, second % 86400
        h, m, s = clock // 3600, clock // 60 % 60, clock % 60
        y, mo, d = 2026, 1 + day // 28 % 12, 1 + day % 28
        half = "AM" if h < 12 else "PM"
        texts.append({
            "forms": f"{y}/{mo:02}/{d:02} {h % 12 or 12}:{m:02}:{s:02} {half} GMT+7",
            "iso": f"{y}-{mo:02}-{d:02}T{h:02}:{m:02}:{s:02}",
            "dmy": f"{d:02}/{mo:02}/{y} {h:02}.{m:02}",
            "low": f"{d % 12 + 1:02}/{mo:02}/{y} {h:02}:{m:02}:{s:02}",
            "long": f"{d} Maret {y} pukul {h:02}.{m:02} WIB",
            "serial": f"{46000 + day}.{m:02}",
            "day": f"{y}-{mo:02}-{d:02}",
            "short": f"26/{mo:02}/{d:02}",
        }[kind])  # fmt: skip
    return texts


def survey_rows(seed: int) -> tuple[list[list[str]], bool]:
    """Make a table with many kinds of oddities; also tell whether it was made without those that are not plain."""
    chance = Random(seed)
    number = chance.choice((3, 12, 40, 130))
    worded, plain = chance.random() < 0.4, True
    kind = chance.choice(("forms", "iso", "dmy", "low", "long", "serial", "day", "short"))
    stamped, addressed, commented, counted = (chance.random() < part for part in (0.8, 0.5, 0.5, 0.3))
    head = [
        *(["No"] if counted else []), *(["Timestamp"] if stamped else []), *(["Alamat email"] if addressed else []),
        *(["Nama"] if chance.random() < 0.3 else []), "Jenis layanan", *ASKED,
    ]  # fmt: skip
    several = chance.random() < 0.25
    head += ["U3 Waktu (ketepatan)"] if several else []
    head += ["Saran"] if commented else []
    moments = timestamps(chance, kind, number)
    odd = chance.choice((0.0, 0.0, 0.02, 0.2))

    def answer() -> str:
        if chance.random() < odd:
            return chance.choice(
                ("", " ", "5", "0", "-", "n/a", "Sangat Baik Sekali", "tes", "3,5", "4.0", "\N{NO-BREAK SPACE}", "=1+1")
            )
        score = chance.choices((1, 2, 3, 4), (1, 2, 6, 5))[0]
        return WORDS[score - 1] if worded else str(score)

    straight = chance.random() < 0.2
    rows = [head]
    for i in range(number):
        row: dict[str, str] = {
            "No": str(i + 1),
            "Timestamp": moments[i]
            if chance.random() > odd
            else chance.choice(("", "kemarin", "31/02/2026 10:00", "Jumat")),
            "Alamat email": f"orang{chance.randrange(max(3, number))}@example.invalid",
            "Nama": chance.choice(("Ani", "Budi", "Tes", "08123456789", "+62 812-3456-789", "-")),
            "Jenis layanan": chance.choice(("SIM", "KTP", "Total Solusi", "tes", "")),
            "Saran": chance.choice(("", "baik", 'kata "bagus"', "baris\nkedua", "a, b", "tes", "coba coba")),
        }
        same = answer() if straight else None
        rows.append([row[name] if name in row else (same or answer()) for name in head])
    if chance.random() < 0.3:
        for _ in range(chance.randrange(1, 4)):
            rows.insert(chance.randrange(2, len(rows) + 1), list(chance.choice(rows[1:])))
    twists = chance.sample(
        ("short", "long", "blank", "empty", "again", "title", "total", "codes", "note"), chance.choice((0, 0, 1, 2))
    )
    at = chance.randrange(1, len(rows) + 1)
    for twist in twists:
        if twist == "short":
            rows.insert(at, rows[-1][:-2])
        elif twist == "long":
            rows.insert(at, [*rows[-1], "lebih"])
        elif twist == "blank":
            rows.insert(at, [" "] * len(head))
        elif twist == "empty":
            rows.insert(at, [] if chance.random() < 0.5 else [""] * len(head))
        elif twist == "again":
            rows.insert(at, list(head))
        elif twist == "title":
            rows.insert(0, ["Survei 2026"])
        elif twist == "codes":
            rows.insert(
                rows.index(head) + 1, ["" if name not in ASKED else f"U{ASKED.index(name) + 1}" for name in head]
            )
        else:
            plain = False
            rows.append(["Jumlah", *(["17"] * (len(head) - 1))] if twist == "total" else ["Sumber: formulir"])
    return rows, plain


@settings(deadline=None, max_examples=250)
@given(seed=st.integers(0, 10**9), quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]), end=st.sampled_from(["\n", "\r\n"]),
       delimiter=st.sampled_from([",", ";"]), block=st.sampled_from([200, 3000, 1 << 20]))  # fmt: skip
def test_streaming_gives_the_answers_and_findings_of_reading_by_rows(
    seed: int, quoting: int, end: str, delimiter: str, block: int
) -> None:
    rows, plain = survey_rows(seed)
    data = written(rows, quoting=quoting, lineterminator=end, delimiter=delimiter)
    options: dict[str, Any] = Random(seed).choice(
        [{}, {}, {"drop_duplicates": True}, {"period": parse_period("2026-01")}, {"population": 50}, {"keep": ["jenis_layanan"]},
         {"date_order": "mdy"}, {"header": 1}, {"chosen": {"U9": "Saran"}}]
    )  # fmt: skip
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("ikm.sources.inputs._BLOCK", block)
        patch.setattr("ikm.sources.inputs.HEAD", block)
        assert_alike(data, streamed=None if plain else False, **options)


def test_most_of_these_tables_are_streamed() -> None:
    """Runs after the property: equal results would prove nothing if every table were read by rows."""
    assert STREAMED[True] > STREAMED[False] > 0


@settings(deadline=None, max_examples=60)
@given(st.binary(max_size=300))
def test_bytes_of_any_kind_are_streamed_alike_or_not_at_all(data: bytes) -> None:
    assert_alike(written([ASKED, ["4"] * 9, ["3"] * 9]) + data)
