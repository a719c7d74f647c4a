"""A long text table passes by; whatever stands in it, the answers and findings are those of holding every cell."""

from __future__ import annotations

import csv
import io
import pickle
from contextlib import AbstractContextManager, contextmanager, nullcontext
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ikm
from ikm.responses import Selection
from ikm.responses.rows.names import LABELS, Beside
from ikm.responses.times.periods import parse_period
from ikm.responses.validation import validate
from ikm.sources import Input, Limits, LongText, read
from ikm.sources.texts import LARGE, SAMPLE, TextTable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from ikm.responses.responses import Responses

ASKED = [
    "U1 Persyaratan", "U2 Prosedur", "U3 Waktu", "U4 Biaya", "U5 Produk", "U6 Kompetensi", "U7 Perilaku",
    "U8 Penanganan pengaduan", "U9 Sarana",
]  # fmt: skip
WORDS = ["Tidak sesuai", "Kurang sesuai", "Sesuai", "Sangat sesuai"]


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
        "left out": {reason: list(rows) for reason, rows in responses.left_out.items()},
        "facts": responses.facts,
        "faults": dict(responses.faults),
        "header": responses.header_row,
    }


def outcome(opened: Callable[[], AbstractContextManager[Any]], options: dict[str, Any]) -> dict[str, Any] | str:
    try:
        with opened() as table:
            selection = Selection(**{name: options[name] for name in Selection._fields if name in options})
            others = {name: value for name, value in options.items() if name not in Selection._fields}
            return everything(validate(table, selection=selection, **others))
    except (ikm.OptionError, ikm.SourceError) as error:
        return repr(error)


@contextmanager
def passing(data: bytes, limits: Limits | None = None, *, least: int = 45, block: int = 700) -> Iterator[LongText]:
    """Open a table as if it were a long one, with a short beginning."""
    with pytest.MonkeyPatch.context() as patch, Input(data) as given:
        for name in ("LARGE", "_HEAD"):
            patch.setattr(f"ikm.sources.texts.csv.{name}", 0)
        table = TextTable(given, limits or Limits(), block)
        table.start(least)
        yield LongText(table, given, limits or Limits(), ())


def assert_alike(data: bytes, *, block: int = 700, **options: Any) -> None:
    """Compare a table that passes with one that is held."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("ikm.responses.rows.headers.SAMPLED", 10)  # the beginning shows as much of the columns as all
        found = outcome(lambda: passing(data, block=block), options)
        expected = outcome(lambda: nullcontext(read(data)), options)
    if isinstance(found, dict) and isinstance(expected, dict):
        assert {name for name in expected if found[name] != expected[name]} == set()
    assert found == expected


def written(rows: list[list[str]], **dialect: Any) -> bytes:
    out = io.StringIO()
    csv.writer(out, **dialect).writerows(rows)
    return out.getvalue().encode()


MONTHS = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")
KINDS = (
    "forms", "iso", "dmy", "low", "long", "serial", "day", "short", "oracle", "clock", "script", "packed", "zulu",
    "epoch", "month",
)  # fmt: skip


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
            "oracle": f"{d:02}-{MONTHS[mo - 1]}-26 {h:02}:{m:02}:{s:02}",
            "clock": f"{h:02}:{m:02}:{s:02} {d:02}-{mo:02}-{y}",
            "script": f"Mon {MONTHS[mo - 1]} {d:02} {y} {h:02}:{m:02}:{s:02} GMT+0700 (Western Indonesia Time)",
            "packed": f"{y}{mo:02}{d:02}{h:02}{m:02}{s:02}",
            "epoch": f"{1767225600 + second}",
            "month": f"{MONTHS[mo - 1]} {y}",
            "zulu": f"{y}-{mo:02}-{d:02}T{h:02}:{m:02}:{s:02}Z",
        }[kind])  # fmt: skip
    return texts


def an_answer(chance: Random, odd: float, *, worded: bool) -> str:
    if chance.random() < odd:
        return chance.choice(
            ("", " ", "5", "0", "-", "n/a", "Sangat Baik Sekali", "tes", "3,5", "4.0", "\N{NO-BREAK SPACE}", "=1+1")
        )
    score = chance.choices((1, 2, 3, 4), (1, 2, 6, 5))[0]
    return WORDS[score - 1] if worded else str(score)


def a_header(chance: Random) -> list[str]:
    before = (("No", 0.3), ("Timestamp", 0.8), ("Alamat email", 0.5), ("Nama", 0.3), ("Jenis layanan", 1.0))
    after = (("U3 Waktu (ketepatan)", 0.25), ("Saran", 0.5))
    chosen = [[name for name, part in names if chance.random() < part] for names in (before, after)]
    return [*chosen[0], *ASKED, *chosen[1]]


def twisted(rows: list[list[str]], twist: str, chance: Random) -> None:
    """Add a row such as people's files have; the first of ``rows`` is the header."""
    head = rows[0]
    at = chance.randrange(1, len(rows) + 1)
    rows.insert(*{
        "short": (at, rows[-1][:-2]),
        "long": (at, [*rows[-1], "lebih"]),
        "blank": (at, [" "] * len(head)),
        "empty": (at, [] if chance.random() < 0.5 else [""] * len(head)),
        "again": (at, list(head)),
        "codes": (1, ["" if name not in ASKED else f"U{ASKED.index(name) + 1}" for name in head]),
        "total": (len(rows), ["Jumlah", *(["17"] * (len(head) - 1))]),
        "note": (len(rows), ["Sumber: formulir"]),
    }[twist])  # fmt: skip


TWISTS = ("short", "long", "blank", "empty", "again", "codes", "total", "note")


def survey_rows(seed: int) -> list[list[str]]:
    """Make a table with many kinds of oddities."""
    chance = Random(seed)
    number, worded = chance.choice((3, 12, 40, 130)), chance.random() < 0.4
    kind = chance.choice(KINDS)
    head, moments = a_header(chance), timestamps(chance, kind, number)
    odd = chance.choice((0.0, 0.0, 0.02, 0.2))
    straight = chance.random() < 0.2
    wrong = ("", "kemarin", "31/02/2026 10:00", "Jumat")
    rows = [head]
    for i in range(number):
        row: dict[str, str] = {
            "No": str(i + 1),
            "Timestamp": moments[i] if chance.random() > odd else chance.choice(wrong),
            "Alamat email": f"orang{chance.randrange(max(3, number))}@example.invalid",
            "Nama": chance.choice(("Ani", "Budi", "Tes", "08123456789", "+62 812-3456-789", "-")),
            "Jenis layanan": chance.choice(("SIM", "KTP", "Total Solusi", "tes", "")),
            "Saran": chance.choice(("", "baik", 'kata "bagus"', "baris\nkedua", "a, b", "tes", "coba coba")),
        }
        same = an_answer(chance, odd, worded=worded) if straight else None
        answers = (same or an_answer(chance, odd, worded=worded) for _ in head)
        rows.append([row.get(name, answer) for name, answer in zip(head, answers, strict=True)])
    if chance.random() < 0.3:
        for _ in range(chance.randrange(1, 4)):
            rows.insert(chance.randrange(2, len(rows) + 1), list(chance.choice(rows[1:])))
    if "Timestamp" in head and chance.random() < 0.4:
        for _ in range(chance.randrange(1, 4)):
            at = chance.randrange(1, len(rows))
            again = list(rows[at])
            again[head.index("Timestamp")] = chance.choice(moments[max(0, at - 2) : at + 2] or moments)
            rows.insert(at + 1, again)
    for twist in chance.sample(TWISTS, chance.choice((0, 0, 1, 2))):
        twisted(rows, twist, chance)
    if chance.random() < 0.1:
        rows.insert(0, ["Survei 2026"])
    return rows


OPTIONS: list[dict[str, Any]] = [
    {},
    {"duplicates": True},
    {"resubmissions": True},
    {"duplicates": True, "resubmissions": True},
    {"rows": (3,)},
    {"rows": (2, 4), "resubmissions": True},
    {"period": parse_period("2026-01")},
    {"population": 50},
    {"keep": ["jenis_layanan"]},
    {"date_order": "mdy"},
    {"header": 1},
    {"chosen": {"U9": "Saran"}},
]


@given(
    seed=st.integers(0, 10**9),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    end=st.sampled_from(["\n", "\r\n"]),
    delimiter=st.sampled_from([",", ";"]),
    block=st.sampled_from([200, 3000, 1 << 20]),
    options=st.sampled_from(OPTIONS),
)
def test_passing_gives_the_answers_and_findings_of_holding_every_cell(
    seed: int, quoting: int, end: str, delimiter: str, block: int, options: dict[str, Any]
) -> None:
    data = written(survey_rows(seed), quoting=quoting, lineterminator=end, delimiter=delimiter)
    assert_alike(data, block=block, **options)


@given(st.binary(max_size=300))
def test_bytes_of_any_kind_pass_alike(data: bytes) -> None:
    assert_alike(written([ASKED, ["4"] * 9, ["3"] * 9]) + data)


@pytest.mark.parametrize(
    ("heads", "words", "labels"),
    [
        (ASKED, [*WORDS[:3], "sesuai tenan"], None),
        (ASKED, [*WORDS[:3], "sesuai tenan"], {"persyaratan": {"sesuai tenan": 4}}),
        ([f"{head} (1 = terbaik, 4 = terburuk)" for head in ASKED], ["1", "2", "3", "4"], None),
        ([ASKED[0], "U2 Prosedur berbelit-belit", *ASKED[2:]], ["1", "2", "3", "4"], None),
        (ASKED, ["Sangat tidak setuju", "Tidak setuju", "Setuju", "Sangat setuju"], None),
    ],
)
def test_labels_and_headings_are_told_alike_by_columns_and_by_rows(
    heads: list[str], words: list[str], labels: dict[str, dict[str, int]] | None
) -> None:
    """The first column lacks its lowest answer, the third runs against the others, one label is nobody's."""
    chance = Random(6)
    rows = []
    for _ in range(600):
        mood = chance.randrange(4)
        scores = [min(3, max(0, mood + chance.choice((-1, 0, 0, 1)))) for _ in heads]
        scores[0], scores[2] = max(1, scores[0]), 3 - scores[2]
        rows.append([words[score] for score in scores])
    rows[77][4] = "komentar saya"
    assert_alike(written([heads, *rows]), labels=labels)


def long_file(tmp_path: Path, rows: int, name: str = "besar.csv") -> Path:
    """Write a file long enough to pass by itself."""
    chance = Random(rows)
    people = [[*(str(chance.randint(1, 4)) for _ in ASKED), "x" * 40] for _ in range(rows)]
    path = tmp_path / name
    path.write_bytes(written([[*ASKED, "Catatan"], *people]))
    assert path.stat().st_size > LARGE
    return path


def test_a_long_file_passes_by_itself_and_scores_as_its_cells_do(tmp_path: Path) -> None:
    path = long_file(tmp_path, 40_000)
    told: list[tuple[int, int, int]] = []
    responses = ikm.load(path, progress=lambda *seen: told.append(seen))
    assert told[-1] == (40_001, path.stat().st_size, path.stat().st_size)
    assert told == sorted(told)
    by_rows = ikm.load(read(path))
    assert everything(responses) == everything(by_rows)
    for source in (path.read_bytes(), io.BytesIO(path.read_bytes())):
        assert ikm.score(source).elements == ikm.score(by_rows).elements
    assert pickle.loads(pickle.dumps(responses)).tally() == by_rows.tally()


def test_groups_are_tallied_alike(tmp_path: Path) -> None:
    path = tmp_path / "layanan.csv"
    chance = Random(3)
    people = [
        [chance.choice(("SIM", "KTP")), *(str(chance.randint(1, 4)) for _ in ASKED), "x" * 40] for _ in range(40_000)
    ]
    path.write_bytes(written([["Jenis layanan", *ASKED, "Catatan"], *people]))
    assert ikm.load(path).tally("jenis_layanan", moments=True) == ikm.load(read(path)).tally(
        "jenis_layanan", moments=True
    )


@pytest.mark.parametrize("limits", [Limits(rows=1000), Limits(text_bytes=1 << 20), Limits(memory=1 << 18)])
def test_limits_hold_while_passing_and_are_named(tmp_path: Path, limits: Limits) -> None:
    path = long_file(tmp_path, 40_000)
    name = next(name for name in ("rows", "text_bytes", "memory") if getattr(limits, name) != getattr(Limits(), name))
    with pytest.raises(ikm.SourceError, match=name):
        ikm.load(path, limits=limits)


def test_a_block_that_is_not_plain_is_cut_by_the_csv_module(tmp_path: Path) -> None:
    path = long_file(tmp_path, 40_000)
    rows = path.read_bytes().splitlines(keepends=True)
    rows.insert(30_000, b'4,4,4,4,4,4,4,4,4,layar 19" rusak\r\n')
    path.write_bytes(b"".join(rows))
    responses = ikm.load(path)
    assert len(responses) == 40_001
    assert everything(responses) == everything(ikm.load(read(path)))


def test_no_respondents_words_stay_in_memory_with_the_responses(tmp_path: Path) -> None:
    rows = [["Nama", "Alamat email", *ASKED, "Saran"]]
    rows += [
        [f"Orang ke-{i}", f"orang{i}@example.invalid", *"433434344", f"saran panjang nomor {i}"] for i in range(40_000)
    ]
    path = tmp_path / "pribadi.csv"
    path.write_bytes(written(rows))
    held = pickle.dumps(ikm.load(path))
    assert b"example.invalid" not in held
    assert b"Orang ke-" not in held
    assert b"saran panjang" not in held


def people(number: int) -> list[list[str]]:
    return [[str(1 + (i + j) % 4) for j in range(len(ASKED))] for i in range(number)]


SENT = "2026-03-02 08:00:01"
BLANK = [" "] * len(ASKED)
ODD_TABLES: dict[str, list[list[str]]] = {
    "blank rows longer than the header": [ASKED, *people(3), [*BLANK, " "], *people(3)],
    "the header again, and a blank beyond": [ASKED, *people(3), [*ASKED, ""], *people(3)],
    "more columns than allowed in one row": [ASKED, *people(5000), ["x"] * 3000],
    "more columns than allowed, all blank": [ASKED, *people(5000), [""] * 3000],
    "all rows too short, beside personal data": [
        ["Timestamp", "Alamat email", *ASKED],
        *[[SENT, "a@example.invalid", "4"]] * 3,
    ],
    "a cell over many kilobytes": [[*ASKED, "Saran"], *([*row, "x" * 90_000] for row in people(4))],
}


@pytest.mark.parametrize("name", ODD_TABLES)
def test_odd_tables(name: str) -> None:
    assert_alike(written(ODD_TABLES[name]))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("period", [None, "2026-01", "2026-01-03..2026-01-04"])
def test_times_of_every_kind_are_read_alike(kind: str, period: str | None) -> None:
    stamps = timestamps(Random(5), kind, 60)
    rows = [["Timestamp", *ASKED], *([stamp, *row] for stamp, row in zip(stamps, people(60), strict=True))]
    options: dict[str, Any] = {} if period is None else {"period": parse_period(period)}
    assert_alike(written(rows), **options)


@pytest.mark.parametrize("stamp", ["Montag, 5. Januar 2026", "", "2026-01-31T20:00:00Z"])
def test_times_that_stop_or_qualify_a_period_do_so_alike(stamp: str) -> None:
    rows = [["Timestamp", *ASKED], *([stamp, *row] for row in people(20))]
    assert_alike(written(rows), period=parse_period("2026-01"))
    assert_alike(written([*rows, ["2024-01-01T00:00:00Z", *people(1)[0]]]))


def test_the_column_of_timestamps_can_be_kept_too() -> None:
    rows = [["Timestamp", *ASKED], *([SENT, *row] for row in people(5))]
    assert_alike(written(rows), keep=["Timestamp"])


def test_elements_whose_headings_are_blank() -> None:
    rows = [[*[""] * 6, "Perilaku", "Pengaduan", "Sarana"], *people(3), ["", "", "", "", "", "", "4", "3", "4"]]
    chosen: dict[str, int] = {f"U{i + 1}": i + 1 for i in range(6)}
    assert_alike(written(rows), header=1, chosen=chosen)  # its last row may be no respondent
    assert_alike(written(rows[:-1]), header=1, chosen=chosen)


def test_of_many_unreadable_timestamps_the_first_are_shown() -> None:
    """Neither many words nor headings in between push out what may be shown."""
    stamps = [word for _ in range(250) for word in ("kemarin", "31/02/2026 10:00", "2026-01-05 25:00")]
    rows = [["Timestamp", *ASKED], *([stamp, *row] for stamp, row in zip(stamps, people(750), strict=True))]
    rows += [[SENT, *row] for row in people(800)]
    for i in range(400):
        rows.insert(1 + i, ["Timestamp", *ASKED])
    assert_alike(written(rows))


def test_long_rows_with_lines_of_their_own() -> None:
    comment = "baris satu\nbaris dua " + "x" * 700
    rows = [[*ASKED, "Saran"], *([*row, comment] for row in people(5000))]
    assert_alike(written(rows))


def test_a_header_far_below_is_known_by_as_many_rows_as_ever() -> None:
    rows = [["Survei"], *[["keterangan"]] * 3000, ["Layanan", *ASKED], *(["SIM", *row] for row in people(3000))]
    assert_alike(written(rows), header=3002)


def test_a_reader_that_this_process_bounds_is_no_obstacle() -> None:
    rows = [ASKED, *people(3), ["x" * 500], *people(3)]
    before = csv.field_size_limit(200)
    try:
        assert_alike(written(rows))
    finally:
        csv.field_size_limit(before)


def test_texts_held_are_counted_against_the_memory_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ikm.responses.passing.SAMPLED", 10)
    head, rows = ["Timestamp", *ASKED], people(3000)
    unread = written([head, *([f"pada hari ke-{i} itu", *row] for i, row in enumerate(rows))])
    known = written([head, *([SENT, *row] for row in rows)])
    limits = Limits(memory=600_000)
    with passing(known, limits) as long:
        assert len(validate(long)) == 3000
    with passing(unread, limits) as long, pytest.raises(ikm.SourceError, match="memory"):
        validate(long)


def test_trial_words_in_every_row() -> None:
    assert_alike(written([[*ASKED, "Saran"], *([*row, "tes"] for row in people(100))]))


def test_trial_words_beside_rows_without_answers_and_of_another_width() -> None:
    rows = [[*row, "tes"] if place % 3 else [*[""] * len(ASKED), "coba"] for place, row in enumerate(people(150))]
    rows += [[*row, "tes", "x"] if place % 2 else row for place, row in enumerate(people(60))]
    rows += [[*["90"] * len(ASKED), "uji coba"] if place % 4 else row[:5] for place, row in enumerate(people(60))]
    assert_alike(written([[*ASKED, "Saran"], *rows]))


def test_as_much_of_the_beginning_is_looked_at_below_a_line_that_names_the_separator() -> None:
    head, row = ";".join(ASKED) + ";Catatan\r\n", "4;3;4;3;4;3;4;3;"
    # The first decimal comma is among the last characters looked at.
    before = row + "4;" + "x" * (SAMPLE - 6 - len(head) - 2 * len(row) - 4) + "\r\n" + row
    rows = "3,5;baik\r\n" + (row + "4;baik\r\n") * 5
    assert_alike(("sep=;\r\n" + head + before + rows).encode())


def test_a_column_beside_the_answers_is_settled_by_a_text_that_is_no_label() -> None:
    column = Beside("Usia")
    for cell in ("21", " ", "Jumlah", "usia", "22"):
        column.add(cell)
    assert (column.settled, column.labels()) == (False, {"Jumlah"})
    column.add("SIM")
    assert (column.settled, column.labels()) == (True, None)


def test_any_word_in_a_column_of_running_numbers_is_a_label_but_a_code_is_none() -> None:
    column = Beside("No")
    for cell in ("1", "2", "Kunci jawaban"):
        column.add(cell)
    assert column.labels() == {"Kunci jawaban"}
    column.add("12a")
    assert (column.settled, column.labels()) == (True, None)


def test_of_many_labels_none_is_one() -> None:
    column = Beside("No")
    for cell in ("1", *(f"Total {number}" for number in range(LABELS + 1))):
        column.add(cell)
    assert (column.settled, column.labels()) == (True, None)


@pytest.mark.parametrize("more", ["Skor U3", "Waktu tunggu (menit)", "Ketepatan waktu", "Apakah waktu tunggu lama?"])
def test_columns_beside_the_questions_pass_alike(more: str) -> None:
    chance = Random(11)
    rows = [[str(chance.choice((1, 2, 3, 4))) for _ in ASKED] for _ in range(400)]
    beside = [row[2] if chance.random() < 0.95 else "1" for row in rows]
    data = written([[*ASKED, "Usia", more], *([*row, "30", cell] for row, cell in zip(rows, beside, strict=True))])
    assert_alike(data)
