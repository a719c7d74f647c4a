"""A small made-up file for every finding that prints something to type; `remedies` reads and types it."""

from __future__ import annotations

import io
import json
import tempfile
import zipfile
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

from command import ikm_here
from openpyxl import Workbook
from remedies import Case
from tables import NAMES, as_csv, as_xlsx

import ikm

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

KEYS = tuple(element.key for element in ikm.load_regulation().elements)
CODES = [f"U{i}" for i in range(1, 10)]
RAMAH = ["Tidak ramah", "Kurang ramah", "Ramah", "Sangat ramah"]
SETUJU = ["Sangat tidak setuju", "Tidak setuju", "Setuju", "Sangat setuju"]
Rows = list[list[Any]]


def people(number: int = 40) -> Rows:
    """Make respondents whose answers go together, with every score in every column."""
    chance = Random(1)
    rows: Rows = [[min(4, max(1, mood + chance.choice([-1, 0, 0, 1]))) for _ in NAMES] for mood in [1, 2, 3, 4] * 10]
    for column in range(len(NAMES)):
        for score in range(4):
            rows[5 * score][column] = score + 1
    return rows[:number]


def put(column: int, cells: Sequence[Any], head: str | None = None, rows: Rows | None = None) -> Rows:
    """Make a good form with the answers (and the heading) of one column replaced, over and over."""
    heads = list(NAMES)
    heads[column] = head or heads[column]
    table = people() if rows is None else rows
    return [heads, *([*row[:column], cells[i % len(cells)], *row[column + 1 :]] for i, row in enumerate(table))]


def beside(head: str, cells: Sequence[Any], rows: Rows | None = None) -> Rows:
    """Make a form with a further column at its end."""
    table = rows or [NAMES, *people()]
    return [[*table[0], head], *([*row, cells[i % len(cells)]] for i, row in enumerate(table[1:]))]


def worded(column: int, labels: Sequence[str], rows: Rows | None = None) -> Rows:
    """Make a form in which one column is answered in words."""
    table = rows or [NAMES, *people()]
    return [table[0], *([*r[:column], labels[r[column] - 1], *r[column + 1 :]] for r in table[1:])]


def timed(*times: str, rows: Rows | None = None) -> Rows:
    """Make a form with times before the answers."""
    table = rows or [NAMES, *people()]
    return [["Timestamp", *table[0]], *([times[i % len(times)], *row] for i, row in enumerate(table[1:]))]


def questionnaire(scores: dict[str, dict[str, Any]], heads: Sequence[str] = NAMES) -> bytes:
    """Write a questionnaire file that declares what each answer of some elements is worth."""
    text = 'key = "sendiri"\ntitle = { id = "Kuesioner sendiri" }\n'
    for key, table in scores.items():
        text += f'[[question]]\nelement = "{key}"\ntext = {json.dumps(heads[KEYS.index(key)])}\n[question.scores]\n'
        text += "".join(f"{json.dumps(label)} = {score}\n" for label, score in table.items())
    return text.encode()


def declared(rows: Rows, scores: dict[str, dict[str, Any]], heads: Sequence[str] = NAMES) -> dict[str, bytes]:
    """Lay a form and the questionnaire file of its office in a folder, under the name each language prints."""
    own = questionnaire(scores, heads)
    return {"f.csv": as_csv(rows), "KUESIONER.toml": own, "QUESTIONNAIRE.toml": own}


def book(sheets: dict[str, Rows], hidden: Sequence[str] = ()) -> bytes:
    """Write a workbook of several sheets; some are hidden."""
    made = Workbook()
    made.remove(made.worksheets[0])
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
        if name in hidden:
            sheet.sheet_state = "hidden"
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def tally_of(rows: Rows, **options: Any) -> bytes:
    """Count a form as ``ikm tally`` does."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder)
        (path / "f.csv").write_bytes(as_csv(rows))
        typed = [word for name, value in options.items() for word in (f"--{name}", value)]
        done = ikm_here("tally", "f.csv", "--out", "t.json", *typed, cwd=path)
        assert done.code == 0, done
        return (path / "t.json").read_bytes()


def columns(plan: str) -> Callable[[Path], object]:
    """Write columns into the survey file that ``ikm init`` has made."""
    element = plan.partition(" = ")[0]

    def edit(folder: Path) -> None:
        path = folder / "survei.toml"
        lines = path.read_text(encoding="utf-8").splitlines()
        at = next(i for i, line in enumerate(lines) if line.startswith(f"{element} = "))
        path.write_text("\n".join([*lines[:at], plan, *lines[at + 1 :]]) + "\n", encoding="utf-8")

    return edit


def files(rows: Rows, **more: bytes) -> dict[str, bytes]:
    """Lay a form in a folder."""
    return {"f.csv": as_csv(rows), **more}


TO_FOUR = {"1": 1, "2": '"7/4"', "3": '"5/2"', "4": '"13/4"', "5": 4}
RIGHT = [row[6] for row in people()]
SPARE = {"element": "U7", "column": "J", "file": "f.csv"}
FIVES = [1, 2, 3, 4, 5, 5, 4, 3]
TURNED = {"1": 4, "2": 3, "3": 2, "4": 1}
NOUNS = ["Persyaratan", "Prosedur", "Waktu pelayanan", "Biaya/tarif", "Produk layanan", "Kompetensi petugas",
         "Perilaku petugas", "Penanganan pengaduan", "Sarana dan prasarana"]  # fmt: skip


def builtin_labels() -> dict[str, list[str]]:
    """Give the labels of the regulation's own questionnaire, lowest first."""
    return {q.element: [label[0] if isinstance(label, tuple) else label for label in q.labels]
            for q in ikm.load_questionnaire("skm").questions if q.labels}  # fmt: skip


def _every(labels: Iterable[str], scores: Iterable[Any]) -> dict[str, dict[str, Any]]:
    return {"perilaku": dict(zip(labels, scores, strict=True))}


def _answers() -> list[Case]:
    odd = worded(6, ["Tidak ramah", "ramah normal", "Ramah", "Sangat ramah"])
    hidden = worded(6, ["Tidak ramah", "budi dan siti", "Ramah", "Sangat ramah"])
    own = ["Parah sekali", "Pelan sekali", "Cepat amat", "Kilat sekali"]
    five_words = ["Tidak puas", "Kurang puas", "Cukup puas", "Puas", "Sangat puas"]
    turned = ["1. Sangat baik", "2. Baik", "3. Kurang baik", "4. Tidak baik"]
    stated = [*NAMES[:6], "Perilaku (skala 1-10)", *NAMES[7:]]
    best = [*NAMES[:6], "Perilaku (1 = terbaik, 4 = terburuk)", *NAMES[7:]]
    negative = [*NAMES[:6], "Petugas tidak ramah", *NAMES[7:]]
    ten = {str(i): f'"{1 + i * 3 / 10:g}"' for i in range(1, 11)}
    prose = [f"petugas di loket nomor {chr(97 + i % 26)}{chr(97 + i // 26)} melayani kami {i}" for i in range(5200)]
    agree = [1, 2, 3, 4]
    return [
        Case("answer-off-scale", files(put(6, [1, 2, 3, 4, 2, 3, 9] + [3] * 33)), shows="survey-invalid-blanked"),
        Case("answer-missing-token", files(put(6, [1, 2, 3, 4, "-"])), shows="survey-invalid-blanked"),
        Case("answer-unknown-label", files(odd), then="answer-label-given"),
        Case(
            "answer-unknown-label",
            files(put(6, [*RAMAH, "Ramah normal"])),
            fill={"score": "3"},
            then="answer-label-given",
            name="to be chosen",
        ),
        Case(
            "answer-free-text",
            files(beside("Perilaku yang benar", RIGHT, hidden)),
            fill={**SPARE, "choice": "budi dan siti", "score": "2"},
        ),
        Case(
            "answer-ambiguous-label",
            files(worded(6, ["Tidak puas", "Tidak puas", "Puas", "Sangat puas"])),
            fill={"score": "2"},
            then="answer-label-given",
        ),
        Case(
            "answer-scale-points",
            declared(beside("Lain", RIGHT, put(6, FIVES)), _every(list(TO_FOUR), TO_FOUR.values())),
            fill=SPARE,
        ),
        Case(
            "answer-scale-zero",
            declared(put(6, [0, 1, 2, 3]), _every(["0", "1", "2", "3"], agree)),
            then="answer-scale-declared",
        ),
        Case(
            "answer-scale-words",
            declared(put(6, five_words), _every(five_words, TO_FOUR.values())),
            then="answer-scale-declared",
        ),
        Case(
            "answer-scale-letters",
            declared(put(6, list("abcde")), _every(list("abcde"), TO_FOUR.values())),
            then="answer-scale-declared",
        ),
        Case(
            "answer-scale-reversed",
            declared(worded(6, turned), _every(turned, [4, 3, 2, 1])),
            then="answer-scale-declared",
        ),
        Case(
            "answer-scale-unknown",
            declared(beside("Lain", RIGHT, worded(6, own)), _every(own, agree)),
            fill=[{"column": "J"}, *({"choice": label, "score": str(i)} for i, label in enumerate(own, 1))],
        ),
        Case(
            "answer-column-free-text",
            files(beside("Lain", RIGHT, put(6, prose, "Perilaku petugas", people(40) * 130))),
            fill=SPARE,
        ),
        Case(
            "answer-scale-out-of",
            declared(put(6, ["3 dari 5", "4 dari 5"]), _every(["3 dari 5", "4 dari 5"], [3, 4])),
            then="answer-scale-declared",
        ),
        Case(
            "answer-scale-stated",
            declared([stated, *people()], _every(list(ten), ten.values()), stated),
            then="answer-scale-declared",
        ),
        Case(
            "answer-scale-stated-reversed",
            declared([best, *people()], _every(list(TURNED), TURNED.values()), best),
            then="answer-scale-declared",
        ),
        Case(
            "answer-statement-negative",
            declared([negative, *people()], _every(list(TURNED), TURNED.values()), negative),
            then="answer-scale-declared",
        ),
        Case(
            "answer-numerals-assumed",
            declared(worded(6, ["I", "II", "III", "IV"]), _every(["I", "II", "III", "IV"], agree)),
            then="answer-scale-declared",
        ),
        Case(
            "answer-scale-assumed",
            declared(
                worded(8, ["Kurang", "Cukup", "Baik", "Sangat baik"]),
                {"sarana": dict(zip(["Kurang", "Cukup", "Baik", "Sangat baik"], agree, strict=True))},
            ),
            then="answer-scale-declared",
        ),
        Case(
            "answer-scale-reading",
            declared(put(3, ["Tidak mahal", "Mahal"]), {"biaya": {"Tidak mahal": 4, "Mahal": 1}}),
            then="answer-scale-declared",
        ),
        Case(
            "answer-scale-top-unused",
            declared(put(6, [1, 2, 3, 3]), _every(["1", "2", "3"], [1, '"5/2"', 4])),
            then="answer-scale-declared",
        ),
        Case(
            "answer-letters-assumed",
            declared(worded(6, list("abcd")), _every(list("abcd"), agree)),
            then="answer-scale-declared",
        ),
        Case("answer-blank", files(put(6, [1, 2, 3, 4, None])), shows='"missing": "complete"'),
    ]


def _columns() -> list[Case]:
    music = [["Musik kantor?", "Musik pengiring?", *NAMES[:8]], *([3, 4, *row[:8]] for row in people())]
    eight = {key: dict(zip("1234", [1, 2, 3, 4], strict=True)) for key in KEYS[:8]}
    pledge = [*NAMES[:7], "Maklumat pelayanan", "Penanganan pengaduan"]
    nouns = [NOUNS, *people()]
    hours = beside("Apakah waktu tunggu lebih dari satu jam?", [1, 2], nouns)
    later = beside("Ketepatan waktu penyelesaian", [3, 2, 4], nouns)
    lost = [f"u{i}" for i in range(9)]
    sixteen = [[f"u{i}" for i in range(1, 17)], *([*row, *row[:7]] for row in people())]
    swapped = [f"U{i} {name}" for i, name in enumerate([*NOUNS[:7], NOUNS[8], NOUNS[7]], 1)]
    twins = [[*NOUNS, NOUNS[4]], *([*row, row[3]] for row in people())]
    tarif = beside("Waktu tunggu (menit)", [3, 4, 2], nouns)
    labels = builtin_labels()
    told = [[labels[key][score - 1] for key, score in zip(KEYS, row, strict=True)] for row in people()]
    both = {"file": "f.csv", "element": "U3", "column": "C"}
    plan = 'waktu = ["C", "J"]'
    return [
        Case("column-none", files([[f"Aspek {c}" for c in "ABCDEFGHI"], *people()]), refused=True),
        Case("column-element-missing", declared(music, eight)),
        Case("column-maklumat", files([pledge, *people()])),
        Case(
            "column-unsure",
            files(put(7, ["Sangat baik", "Baik", "Kurang baik"], "Saran dan Masukan")),
            partial=True,
            fill={"element": "pengaduan", "column": "H"},
        ),
        Case(
            "column-unsure-left", files(beside("Transparansi persyaratan, prosedur, biaya, dan waktu", [3, 4], nouns))
        ),
        Case("column-by-answers", files([[*NAMES[:2], "", *NAMES[3:]], *told])),
        Case("column-by-order", files([[f"P{i}" for i in range(1, 10)], *people()])),
        Case(
            "column-by-order",
            files([[*NOUNS[:8], "Musik"], *people()]),
            ("score", "f.csv", "--order", "annex"),
            name="in annex order",
        ),
        Case("column-order-assumed", files([CODES, *people()])),
        Case("column-code-disagrees", files([swapped, *people()])),
        Case("column-duplicate-headers", files(twins)),
        Case("column-several-questions", files(later)),
        Case("column-beside", files(tarif), fill=both, edit=columns(plan), together=True),
        Case("column-second-unsure", files(hours), fill=both),
        Case("column-codes-from-zero", files([lost, *people()]), refused=True),
        Case("column-codes-beyond", files(sixteen), refused=True),
        Case("column-codes-numbered", files(sixteen), ("score", "f.csv", "--questionnaire", "skm-16"), partial=True),
        Case(
            "column-extra",
            files(beside("U10 Kemudahan Akses", [3, 4, 2], [[*NOUNS], *people()])),
            partial=True,
            fill={"element": "U9", "column": "J"},
        ),
        Case(
            "column-replaced",
            files(later),
            ("score", "f.csv", "--map", "U3=J"),
            fill=both,
            edit=columns(plan),
            together=True,
        ),
        *_reworded(),
    ]


def _reworded() -> list[Case]:
    """Make forms of which a survey file names a column that is not there."""
    asked = ("score", "f.csv", "--survey", "survei.toml")
    survey = {"survei.toml": b'[kolom]\nsarana = "Fasilitas ruang"\n'}
    two = [[*NAMES[:8], "Warna", "Rumah"], *([*row, 3] for row in people())]
    return [
        Case("column-reworded", {**files([NAMES, *people()]), **survey}, asked, fill={"column": "I"}),
        Case("column-reworded-unsure", {**files([[*NAMES[:8], "Musik"], *people()]), **survey}, asked),
        Case("column-reworded-missing", {**files(two), **survey}, asked),
    ]


def _rest() -> list[Case]:
    times = [f"2026-01-{day:02} 09:{day:02}:11" for day in range(1, 29)]
    good = [NAMES, *people()]
    copied = timed(*times)
    copied = [*copied, *copied[3:20]]
    sent = [[row[0], f"orang{i}@contoh.id" if i else "Alamat email", *row[1:]] for i, row in enumerate(timed(*times))]
    pressed = [[f"{str(row[0])[:-2]}14", *row[1:]] for row in sent[1:]]
    again = [*sent, [sent[-1][0], sent[1][1], *sent[-1][2:]]]
    tried: Rows = [[*NAMES, "Saran"], *([*row, "terima kasih"] for row in people()), [*people()[0], "tes"]]
    contrary = [NAMES, *([r[0], 5 - r[1], *r[2:]] for r in people())]
    small: Rows = [["Catatan", "isi"], ["a", "b"]]
    march, may = [NAMES, *people()[:20]], [NAMES, *people()[15:]]
    few: Rows = [["No", "Layanan", "Jenis kelamin", *NAMES]]
    for (service, sex), number in {("A", "C"): 50, ("A", "D"): 4, ("B", "D"): 40}.items():
        few += [[len(few) + i, service, sex, *people()[i % 40]] for i in range(number)]
    tally = tally_of(good)
    dated = timed("05/03/2026 08:11:00", "02/04/2026 09:12:01")
    wide = timed("2024-05-05 08:11:00", "2026-01-04 09:12:01")
    recap: Rows = [
        ["NO", "OPP", *CODES, "POPULASI", "SAMPEL"],
        *([i, f"Dinas {i}", *people()[i], 500, 81] for i in range(9)),
    ]
    other = beside("Usia", [30], [NOUNS, *people()])
    shut = book({"Jawaban": good, "Arsip": good}, ["Arsip"])
    units = {"UNIT.csv": b"berkas,unit,populasi\na.csv,A,100\nb.csv,B,200\n"}
    agency = {"a.csv": as_csv(good), "b.csv": as_csv(put(6, [1, 2, 3, 4]))}
    listed = {"unit.csv": units["UNIT.csv"], "units.csv": units["UNIT.csv"]}
    return [
        Case("evidence-duplicate-row", files(copied)),
        Case("evidence-duplicate-row-more", files([*copied, *copied[1:41] * 8])),
        Case("evidence-sent-again", files([*sent, pressed[3]])),
        Case("evidence-sent-again-more", files(sent_often(sent))),
        Case("evidence-resubmission", files(again)),
        Case("evidence-test-row", files(tried)),
        Case("evidence-contrary-column", declared(contrary, {"prosedur": dict(TURNED)}), then="answer-scale-declared"),
        Case("evidence-over-population", files(good), ("score", "f.csv", "--population", "10"), fill={"number": "400"}),
        Case("file-only-hidden", {"f.xlsx": hidden_only(good)}),
        Case("file-sheet-chosen", {"f.xlsx": book({"Jawaban": good, "Catatan": small})}, refused=True),
        Case("file-sheets-alike", {"f.xlsx": book({"Jawaban": good, "Lain": other})}),
        Case("file-sheets-of-one-form", {"f.xlsx": book({"Maret": march, "Mei": may})}),
        Case("file-sheets-of-one-form", {"f.xlsx": book({"2025": march, "2024": may})}, name="of years"),
        Case("file-sheets-of-one-form", {"f.xlsx": book({"2": march, "1": may})}, name="of numbers"),
        Case("file-sheets-copied", {"f.xlsx": book({"Asli": good, 'Loket "A" $1': good[:30]})}, name="of a sign"),
        Case("file-sheets-copied", {"f.xlsx": book({"Asli": good, "Salinan": good[:30]})}),
        Case(
            "file-sheets-hidden",
            {"f.xlsx": shut},
            then="file-sheet-hidden-read",
        ),
        Case(
            "file-tally-foreign",
            {"a.json": b"[]", "f.csv": as_csv(good)},
            ("merge", "a.json"),
            fill={"file": "f.csv"},
            together=True,
            after=("merge", "unit.json"),
        ),
        Case(
            "file-tally-damaged",
            {"unit.json": tally.replace(b'"biaya"', b'"biya"', 1), "f.csv": as_csv(good)},
            ("merge", "unit.json"),
            fill={"file": "f.csv"},
        ),
        Case(
            "file-tally-law",
            {
                "a.json": tally,
                "unit.json": tally_of(
                    [[*NAMES[:7], "Maklumat pelayanan", NAMES[7]], *people()], regulation="permenpanrb-16-2014"
                ),
                "f.csv": as_csv(put(6, [1, 2, 3, 4])),
            },
            ("merge", "a.json", "unit.json"),
            fill={"file": "f.csv", "regulation": "permenpanrb-14-2017"},
        ),
        Case("file-counted-twice", {"a.csv": as_csv(good), "b.csv": as_csv(good)}, ("score", "a.csv", "b.csv")),
        Case(
            "group-ages",
            {**files(beside("Usia", [20, 28, 37, 51])), "survei.toml": b""},
            ("score", "f.csv", "--by", "usia"),
            edit=ages,
            together=True,
            shows="17-30",
        ),
        Case("group-date-order", files(dated), ("score", "f.csv", "--by", "bulan")),
        Case("group-unchecked", files(few), ("score", "f.csv", "--by", "Layanan*Jenis kelamin"), fill={"number": "60"}),
        Case("row-too-short", files([*good, [1, 2, 3]]), shows="survey-invalid-blanked"),
        Case("row-too-long", files([*good, [*people()[0], 3, 3]]), shows="survey-invalid-blanked"),
        Case(
            "row-off-scale",
            files([*good, [3.12, 2.5, 3.3, 2.8, 17, 3.6, 3.2, 2.9, 3.1]]),
            shows="survey-invalid-blanked",
        ),
        Case(
            "row-recap",
            {**files(recap), "respondents.csv": as_csv(good)},
            fill={"file": "respondents.csv"},
            together=True,
            after=("merge", "unit.json"),
        ),
        Case(
            "row-legend",
            files([CODES, *people(), [], ["Keterangan"], ["U8", "Sarana"], ["U9", "Pengaduan"]]),
            partial=True,
        ),
        Case("row-no-header", files([["Kop"], ["judul", *"abcdefgh"], *people()]), fill={"number": "2"}, refused=True),
        Case("row-not-a-header", files(good), ("score", "f.csv", "--header", "5"), fill={"number": "1"}),
        Case("survey-no-respondents", files(put(6, [None])), ("score", "f.csv", "--missing", "complete"), refused=True),
        Case("survey-nobody-in-period", files(timed(*times)), ("score", "f.csv", "--period", "2023")),
        Case(
            "survey-invalid-blanked",
            files(put(6, [1, 2, 3, 4] * 9 + [2, 3, 3, 9])),
            ("score", "f.csv", "--invalid", "blank"),
            edit=lambda folder: (folder / "f.csv").write_bytes(as_csv(good)),
        ),
        Case(
            "survey-answers-unusable",
            {"a.json": tally_of(put(6, [1, 2, 3, 4] * 9 + [2, 3, 3, 9]), invalid="blank")},
            ("merge", "a.json", "--invalid", "refuse"),
            shows="survey-invalid-blanked",
        ),
        Case(
            "survey-answers-blank",
            {"a.json": tally_of(put(6, [1, 2, 3, 4, None]))},
            ("merge", "a.json"),
            shows='"missing": "complete"',
        ),
        Case("survey-units-unknown-population", {**agency, **listed}, ("score", "a.csv", "b.csv")),
        Case(
            "survey-units-no-population",
            {**agency, **listed, "nol.csv": units["UNIT.csv"].replace(b"100", b"0").replace(b"200", b"0")},
            ("score", "a.csv", "b.csv", "--units", "nol.csv"),
        ),
        Case("time-order-undecided", files(dated)),
        Case(
            "time-order-inferred",
            files(timed(*(f"{m}/{d}/2026 08:{d:02}:0{m}" for m in range(1, 10) for d in (2, 5, 7, 9, 11)))),
        ),
        Case("time-order-needed", files(dated), ("score", "f.csv", "--period", "2026-Q1")),
        Case(
            "time-order-against",
            files(timed("31/03/2026 08:00:00", "05/03/2026 09:00:01")),
            ("score", "f.csv", "--date-order", "mdy"),
        ),
        Case("time-no-column", files(good), ("score", "f.csv", "--period", "2026")),
        Case(
            "time-span-cut",
            files(timed("Januari 2026", "Februari 2026", "Triwulan II 2026")),
            ("score", "f.csv", "--period", "2026-05"),
        ),
        Case(
            "time-unreadable-period",
            files(timed("pagi hari itu", "entah kapan")),
            ("score", "f.csv", "--period", "2026"),
        ),
        Case("time-blank-period", files(timed("")), ("score", "f.csv", "--period", "2026")),
        Case("time-long", files(wide)),
    ]


def sent_often(rows: Rows) -> Rows:
    """Make a table in which more questionnaires are sent again than are told of one by one."""
    often: Rows = [rows[0]]
    for number in range(310):
        day, minute = 1 + number % 28, number // 28
        who = f"orang{number}@contoh.id"
        often += [[f"2026-01-{day:02} 10:{minute:02}:{second:02}", who, *rows[1][2:]] for second in (10, 14)]
    return often


def ages(folder: Path) -> None:
    """Write other classes of age into the survey file, as printed."""
    (folder / "survei.toml").write_text('age_classes = ["17-30", "31-45", "46+"]\n', encoding="utf-8")


def hidden_only(rows: Rows) -> bytes:
    """Write a workbook whose only sheet is hidden, as openpyxl itself refuses to."""
    data = as_xlsx(rows, "Jawaban")
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b'state="visible"', b'state="hidden"'))
    return out.getvalue()


def _indices() -> list[Case]:
    """Make forms with the items of other indices behind the nine."""
    spak = ["Tidak ada diskriminasi", "Tidak ada pungutan liar", "Tidak ada percaloan", "Tidak ada gratifikasi"]
    asks = ["Apakah ada petugas yang meminta imbalan?", "Apakah ada calo di kantor ini?", *spak[:2]]

    def form(*heads: str) -> Rows:
        return [[*NOUNS, *heads], *([*row, *(2 * row)[: len(heads)]] for row in people())]

    typed = ("score", "f.csv", "--index", "spak")
    own = b'key = "sendiri"\ntitle = { id = "Kuesioner sendiri" }\n'
    for at, head in enumerate(asks[:2]):
        own += f'[[item]]\nindex = "spak"\nelement = "butir_{at}"\ntext = {json.dumps(head)}\n[item.scores]\n'.encode()
        own += "".join(f"{answer} = {score}\n" for answer, score in TURNED.items()).encode()
    direction = {**files(form(*asks)), "KUESIONER.toml": own, "QUESTIONNAIRE.toml": own}
    plain = ["Informasi pelayanan mudah diperoleh", "Persyaratan sesuai pengumuman", "Alur pelayanan mudah diikuti",
             "Tarif sesuai pengumuman", "Sarana nyaman", "Konsultasi mudah digunakan"]  # fmt: skip
    again = ["Biaya yang dibayar sesuai tarif", "Petugas melayani dengan ramah", "Prosedur mudah diikuti"]
    named = [f"SPKP {at}. Pertanyaan {at}" for at in range(1, 9)]
    both = ["--index", "spkp", "--index", "spak"]
    whole = form(*spak)
    blanks = [[None if at == place % 4 else 4 for at in range(4)] for place in range(len(whole) - 1)]
    holes = [whole[0], *([*row[:9], *some] for row, some in zip(whole[1:], blanks, strict=True))]
    gone = {**files(whole), "survei.toml": b'index = ["spak"]\n[columns]\nspak = ["Pungli", "Calo"]\n'}
    eight = ["Informasi pelayanan tersedia melalui media elektronik",
             "Persyaratan yang diinformasikan sesuai dengan yang ditetapkan", "Prosedur/alur mudah diikuti",
             "Jangka waktu penyelesaian sesuai dengan yang ditetapkan", "Tarif yang dibayar sesuai ketetapan",
             "Sarana prasarana pendukung memberikan kenyamanan", "Petugas merespon keperluan dengan cepat",
             "Layanan konsultasi dan pengaduan mudah diakses"]  # fmt: skip
    pairs = [*spak, *(f"Tingkat kepentingan: {head}" for head in spak[:3]), "Bobot menurut Anda"]
    return [
        Case("column-integrity", files(form(*spak))),
        Case("column-block", files(form(*plain, *spak)), fill={"column": "J-O"}),
        Case("index-items-assumed", files(form(*plain, *spak)), ("score", "f.csv", *both)),
        Case("index-item-left", files(form(*spak, "Pertanyaan tambahan")), typed),
        Case("index-item-counted", files(form(*spak[:2], *again, *spak[2:])), typed),
        Case("index-direction", direction, typed),
        Case("index-none", files(form(*[f"Kolom {at}" for at in range(12)])), typed, fill={"column": "J-M"}),
        Case("index-unsure", files(form(*[f"Kolom {c}" for c in "ABCD"])), typed),
        Case("index-reworded", gone, ("score", "f.csv", "--survey", "survei.toml")),
        Case("index-unanswered", files(holes), (*typed, "--missing", "complete")),
        Case("column-second-form", files(form(*eight))),
        Case("index-items-missing", files(form(*spak[:3], "Kolom lain")), typed, fill={"column": "J-M"}),
        Case(
            "index-importance-missing", files(form(*pairs)), ("score", "f.csv", "--index", "ipak-bps"),
            fill={"column": "N-Q"},
        ),
        Case(
            "index-item-twice", files(form(*named)), (*typed, "--index", "spkp", "--map", "spak=J-M"),
            fill={"column": "N-Q"},
        ),
    ]  # fmt: skip


CASES = [*_answers(), *_columns(), *_rest(), *_indices()]

SPOKEN = {
    "audit-sheets": "it speaks of ikm audit; tests/audits/test_audited_sheets.py names the sheet it prints",
    "answer-not-declared": "the answer goes into the questionnaire file; tests/surveys/test_survey_files.py",
    "compare-weight": "it speaks of several files; tests/comparisons types it",
    "file-index-unread": "a frame has no command; the test below types the Python",
    "file-reader-stopped": "a process that ends without a word; tests/cli/test_folders.py ends one",
    "survey-other-scale": "counts on another scale come from another ikm; tests/tallies/test_tally_files.py makes one",
    "verify-survey-absent": "it speaks of a kept result; tests/verifications types it",
    "survey-units-none": "the command shows what to mend in a file, whose own findings have their cases",
}
"""Codes that print something to type and have no case here, and why."""
