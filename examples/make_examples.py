"""Make the example surveys: synthetic respondents, those of two of them with the sums of two published reports.

The Public Relations Bureau of the Ministry of Social Affairs reported two surveys for 2023.  Only their integer sums
per element are facts (see ``docs/how-the-number-is-made.md``); every row here is made up from a fixed seed, so the
files come out the same on each run.

    python examples/make_examples.py [FOLDER]
"""

from __future__ import annotations

import csv
import datetime as dt
import random
import sys
from pathlib import Path
from typing import NamedTuple

import xlsxwriter

from ikm.questionnaires import Questionnaire, load_questionnaire


class Survey(NamedTuple):
    """What one report says: respondents, and the sum of scores of each element in definition order."""

    questionnaire: str
    respondents: int
    sums: tuple[int, ...]
    in_words: bool
    groups: tuple[int, ...]
    seed: int


SURVEYS = {
    "ppid-2023": Survey("ppid", 136, (444, 438, 446, 502, 446, 440, 462, 452, 480), True, (30, 12, 40, 54), 20230101),
    "stakeholder-2023": Survey(
        "stakeholder", 286, (1018, 1006, 1017, 1144, 1005, 1019, 1032, 1090, 1016), False, (150, 96, 40), 20230201
    ),
}

INTEGRITY = (
    *(f"U{number} {name}" for number, name in enumerate(
        ("Persyaratan", "Prosedur", "Waktu penyelesaian", "Biaya/tarif", "Produk layanan", "Kompetensi petugas",
         "Perilaku petugas", "Penanganan pengaduan", "Sarana dan prasarana"), 1)),
    "SPAK 1. Petugas tidak meminta imbalan dalam bentuk apa pun",
    "SPAK 2. Layanan diberikan tanpa pungutan liar",
    "SPAK 3. Tidak ada calo di lingkungan kantor",
    "SPAK 4. Petugas melayani tanpa diskriminasi",
    "SPKP 1. Informasi pelayanan mudah diperoleh",
    "SPKP 2. Persyaratan pelayanan jelas",
    "SPKP 3. Alur pelayanan mudah diikuti",
    "SPKP 4. Jangka waktu pelayanan sesuai dengan yang diumumkan",
    "SPKP 5. Tarif pelayanan sesuai dengan yang diumumkan",
    "SPKP 6. Sarana pelayanan memadai",
    "SPKP 7. Petugas merespons permintaan dengan cepat",
    "SPKP 8. Layanan konsultasi dan pengaduan mudah digunakan",
)  # fmt: skip
"""The questions of a form that asks SPAK and SPKP behind the nine elements; their wording is this project's own."""

SEX = (("Laki-laki", 46), ("Perempuan", 54))
SCHOOL = (("SMA", 22), ("DIII", 12), ("S1", 48), ("S2", 15), ("S3", 3))
WORK = (("PNS", 30), ("TNI", 2), ("POLRI", 3), ("Swasta", 30), ("Wirausaha", 12), ("Lainnya", 23))
SERVICE = (("Permohonan informasi", 55), ("Konsultasi", 30), ("Keberatan informasi", 15))
COMMENTS = ("", "", "", "Sudah baik", "Pertahankan", "Ruang tunggu diperluas", "Jawaban lebih cepat", "Terima kasih")


def levels(total: int, respondents: int, chance: random.Random) -> list[int]:
    """Give one score from 2 to 4 for each respondent, lowest first, with exactly this sum."""
    above = total - 3 * respondents
    most = min((respondents - above) // 2, respondents // 10)
    low = chance.randint(most // 2, most) if above < respondents else 0
    high = above + low
    return [2] * low + [3] * (respondents - low - high) + [4] * high


def answers(survey: Survey, chance: random.Random) -> list[list[int]]:
    """Give the scores of each respondent: who is content with one element tends to be with the others."""
    mood = [chance.gauss(0, 1) for _ in range(survey.respondents)]
    columns = []
    for total in survey.sums:
        ranked = sorted(range(survey.respondents), key=lambda i: mood[i] + chance.gauss(0, 1.2))
        scores = [0] * survey.respondents
        for respondent, score in zip(ranked, levels(total, survey.respondents, chance), strict=True):
            scores[respondent] = score
        columns.append(scores)
    return [list(row) for row in zip(*columns, strict=True)]


def moments(respondents: int, chance: random.Random, first: dt.date = dt.date(2023, 1, 2)) -> list[dt.datetime]:
    """Give moments of answering: working days of a year, office hours, no two alike."""
    found: set[dt.datetime] = set()
    while len(found) < respondents:
        day = first + dt.timedelta(days=chance.randrange(362))
        if day.weekday() < 5:
            found.add(dt.datetime.combine(day, dt.time(8)) + dt.timedelta(seconds=chance.randrange(8 * 3600)))
    return sorted(found)


def pick(shares: tuple[tuple[str, int], ...], chance: random.Random) -> str:
    """Choose a category by its share."""
    return chance.choices([name for name, _ in shares], [share for _, share in shares])[0]


def profile(key: str, group: str, chance: random.Random) -> str | int:
    """Make up one answer about the respondent."""
    if key == "usia":
        return chance.randint(19, 63)
    if key == "kelompok":
        return group
    return pick({"jenis_kelamin": SEX, "pendidikan": SCHOOL, "pekerjaan": WORK, "jenis_layanan": SERVICE}[key], chance)


def table(survey: Survey) -> list[list[object]]:
    """Make the whole export: header, then one row a respondent."""
    chance = random.Random(survey.seed)
    form: Questionnaire = load_questionnaire(survey.questionnaire)
    header: list[object] = ["Timestamp", *(p.text for p in form.profiles), *(q.text for q in form.questions)]
    header.append("Saran dan masukan untuk perbaikan layanan")
    categories = next(p.categories for p in form.profiles if p.key == "kelompok")
    groups = [name for name, size in zip(categories, survey.groups, strict=True) for _ in range(size)]
    chance.shuffle(groups)
    rows: list[list[object]] = [header]
    for moment, scores, group in zip(moments(survey.respondents, chance), answers(survey, chance), groups, strict=True):
        given: list[object] = list(scores)
        if survey.in_words:
            given = [q.labels[score - 1][0] for q, score in zip(form.questions, scores, strict=True)]
        about = [profile(p.key, group, chance) for p in form.profiles]
        rows.append([moment, *about, *given, chance.choice(COMMENTS)])
    return rows


def write_xlsx(rows: list[list[object]], path: Path) -> None:
    """Write a workbook as the linked Google Sheet is downloaded, the same bytes each time."""
    with xlsxwriter.Workbook(path, {"default_date_format": "d/m/yyyy h:mm:ss"}) as book:
        book.set_properties({"created": dt.datetime(2024, 1, 2)})  # noqa: DTZ001 - a fixed mark
        sheet = book.add_worksheet("Form Responses 1")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)


def write_csv(rows: list[list[object]], path: Path) -> None:
    """Write a CSV as Google Forms gives it."""
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        for row in rows:
            writer.writerow([forms_time(cell) if isinstance(cell, dt.datetime) else cell for cell in row])


def forms_time(moment: dt.datetime) -> str:
    """Write a moment as Google Forms does in a CSV."""
    half = "AM" if moment.hour < 12 else "PM"
    return f"{moment:%Y/%m/%d} {(moment.hour - 1) % 12 + 1}:{moment:%M:%S} {half} GMT+7"


def with_mistakes(rows: list[list[object]]) -> list[list[object]]:
    """Give the first twelve respondents with one mistake of each common kind."""
    few = [list(row) for row in rows[:13]]
    first = next(i for i, head in enumerate(few[0]) if "persyaratan" in str(head))
    few[3][first] = "Sangat Baik Sekali"
    few[6][first + 1] = 5
    few[8][first + 8] = ""
    return few


def integrity_zone(respondents: int = 60) -> list[list[object]]:
    """Make an export of a form with SPAK and SPKP: whoever is content with one thing tends to be with the others."""
    chance = random.Random(20260101)
    rows: list[list[object]] = [["Timestamp", "Jenis kelamin", *INTEGRITY, "Saran"]]
    for moment in moments(respondents, chance):
        mood = chance.gauss(3.3, 0.4)
        given = [min(4, max(2, round(chance.gauss(mood, 0.5)))) for _ in INTEGRITY]
        rows.append([moment, pick(SEX, chance), *given, chance.choice(COMMENTS)])
    return rows


def counter() -> list[list[object]]:
    """Make up the export of a service counter as offices have it: written in, added up, and typed by hand in places.

    It is no report's; the tutorials mend and score it.
    """
    chance = random.Random(20260115)
    form: Questionnaire = load_questionnaire("skm")
    people, services = 60, (("Perizinan usaha", 50), ("Kependudukan", 38), ("Legalisasi", 12))
    header: list[object] = ["Timestamp", "Nama", "Nomor HP", "Jenis kelamin", "Usia", "Jenis layanan yang diterima"]
    header += [f"{number}. {q.text}?" for number, q in enumerate(form.questions, 1)]
    rows: list[list[object]] = [[*header, "Saran dan masukan"]]
    survey = Survey("skm", people, (196, 188, 183, 226, 192, 201, 214, 190, 186), True, (), 0)
    days = moments(people, chance, dt.date(2026, 1, 1))
    for number, (moment, given) in enumerate(zip(days, answers(survey, chance), strict=True)):
        words = [q.labels[score - 1][0] for q, score in zip(form.questions, given, strict=True)]
        about = [
            f"Responden {number + 1}",
            f"08{chance.randrange(10**9):010}",
            pick(SEX, chance),
            chance.randint(19, 63),
        ]
        rows.append([moment, *about, pick(services, chance), *words, chance.choice(COMMENTS)])
    _written_in(rows)
    return rows


def _written_in(rows: list[list[object]]) -> None:
    """Spoil the export in the ways that are common."""
    first = 6
    for row in rows[45:]:  # an answer of the form was worded anew in autumn
        if row[first + 6] == "Sangat sopan dan ramah":
            row[first + 6] = "Ramah sekali"
    rows[8][first + 1] = "Sangat mudha"
    rows[14][first + 7] = 5
    rows[22][first + 2] = ""
    again = list(rows[31])
    again[0] = rows[31][0] + dt.timedelta(seconds=21)  # type: ignore[operator]
    rows.insert(32, again)
    rows += [[""] * len(rows[0]), ["", "Jumlah responden", "", "", "", len(rows) - 1]]
    rows.append(["", "Mengetahui, Kepala Seksi Pelayanan"])


def main(folder: Path) -> None:
    """Write all example files."""
    write_xlsx(counter(), folder / "loket-2026.xlsx")
    for name, survey in SURVEYS.items():
        rows = table(survey)
        write_xlsx(rows, folder / f"{name}.xlsx")
        if survey.in_words:
            write_csv(rows, folder / f"{name}.csv")
            write_csv(with_mistakes(rows), folder / "with-mistakes.csv")
        print(f"{name}: {len(rows) - 1} respondents, sums {survey.sums}")
    write_csv(integrity_zone(), folder / "integrity-zone.csv")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
