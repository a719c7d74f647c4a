"""Reports made by hand: every kind of block, with figures of the example and words that a test chooses."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Literal

from ikm.reports import (
    Bar,
    BarFigure,
    Chapter,
    ElementBar,
    ElementFigure,
    Entry,
    FactList,
    Figure,
    Head,
    OfficePlace,
    Paragraph,
    Report,
    ReportTable,
    Row,
    SharesFigure,
    SharesRow,
    Subheading,
    Zone,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

NAMES = (
    "Persyaratan", "Sistem, Mekanisme, dan Prosedur", "Waktu Penyelesaian", "Biaya/Tarif",
    "Produk Spesifikasi Jenis Pelayanan", "Kompetensi Pelaksana", "Perilaku Pelaksana",
    "Penanganan Pengaduan, Saran dan Masukan", "Sarana dan Prasarana",
)  # fmt: skip
COUNTS = (
    (0, 10, 80, 46), (1, 14, 85, 36), (0, 9, 77, 50), (0, 2, 31, 103), (0, 6, 82, 48),
    (0, 4, 74, 58), (0, 3, 63, 70), (2, 12, 80, 42), (0, 11, 71, 54),
)  # fmt: skip
BANDS = (
    Zone("D", "Tidak Baik", Fraction(25), "25,00"),
    Zone("C", "Kurang Baik", Fraction(65), "65,00"),
    Zone("B", "Baik", Fraction("76.61"), "76,61"),
    Zone("A", "Sangat Baik", Fraction("88.31"), "88,31"),
)


def grade(value: Fraction) -> str:
    return next(zone.mutu for zone in reversed(BANDS) if value >= zone.low or zone is BANDS[0])


def figure(value: Fraction | int, decimals: int = 0) -> Entry:
    return Entry.of(Fraction(value), decimals, "id")


def percent(part: int, whole: int) -> Entry:
    return Entry.of(Fraction(100 * part, whole), 1, "id", percent=True)


def elements() -> tuple[ElementBar, ...]:
    bars = []
    for place, (name, counts) in enumerate(zip(NAMES, COUNTS, strict=True), 1):
        value = Fraction(sum(level * n for level, n in enumerate(counts, 1)), sum(counts)) * 25
        bars.append(ElementBar(f"U{place}", name, value, figure(value, 2).text, grade(value)))
    return tuple(bars)


def element_chapter() -> Chapter:
    bars = elements()
    order = sorted(bars, key=lambda bar: -(bar.value or 0))
    index = ElementBar("", "IKM", Fraction("83.86"), "83,86", "B")
    rows = [
        Row((Entry(bar.code), Entry(bar.name), figure((bar.value or Fraction()) / 25, 3),
             figure(bar.value or 0, 2), Entry(bar.mutu, mutu=bar.mutu), figure(order.index(bar) + 1)))
        for bar in bars
    ]  # fmt: skip
    rows.append(
        Row((Entry("IKM"), Entry(""), Entry("3,357"), Entry("83,86"), Entry("B", mutu="B"), Entry("")), total=True)
    )
    heads = (
        Head("Kode", "text"),
        Head("Unsur", "text"),
        Head("NRR"),
        Head("Nilai konversi"),
        Head("Mutu", "grade"),
        Head("Urutan"),
    )
    description = "Nilai konversi setiap unsur terhadap batas mutu pelayanan; garis tegak ialah nilai IKM."
    drawn = ElementFigure("unsur", "Nilai per unsur", description, bars, BANDS, Fraction(25), Fraction(100), index)
    notes = ("NRR: nilai rata-rata unsur. Nilai konversi ialah NRR dikalikan 25.",)
    return Chapter(
        "unsur",
        "Nilai per unsur",
        (drawn, ReportTable("unsur", "Nilai per unsur pelayanan", heads, tuple(rows), notes)),
    )


def shares_chapter() -> Chapter:
    drawn, rows = [], []
    for place, (name, counts) in enumerate(zip(NAMES, COUNTS, strict=True), 1):
        total = sum(counts)
        good = percent(counts[2] + counts[3], total)
        texts = tuple(percent(n, total).text for n in counts)
        drawn.append(SharesRow(f"U{place}", name, tuple(Fraction(n, total) for n in counts), texts, good.text))
        cells = [cell for n in counts for cell in (figure(n), percent(n, total))]
        rows.append(Row((Entry(f"U{place}"), Entry(name), *cells, good)))
    levels = ("1", "2", "3", "4")
    heads = [Head("Kode", "text"), Head("Unsur", "text")]
    heads += [head for level in levels for head in (Head(f"Nilai {level}"), Head(f"% {level}"))]
    table = ReportTable("sebaran", "Sebaran jawaban per unsur", (*heads, Head("Nilai 3–4")), tuple(rows))
    chart = SharesFigure(
        "sebaran", "Sebaran jawaban", "Bagian jawaban 1 sampai 4 untuk setiap unsur.", levels, "Nilai 3–4", tuple(drawn)
    )
    return Chapter("sebaran", "Sebaran jawaban", (chart, table))


def profile_chapter() -> Chapter:
    counts = (("Perempuan", 71), ("Laki-laki", 62), ("(tidak diisi)", 3))
    bars = tuple(Bar(name, Fraction(n), f"{n} ({percent(n, 136).text})") for name, n in counts)
    rows = [Row((Entry(name), figure(n), percent(n, 136))) for name, n in counts]
    rows.append(Row((Entry("Jumlah"), figure(136), Entry("100,0 %", Fraction(100), 1)), total=True))
    heads = (Head("Jenis kelamin", "text"), Head("Responden"), Head("Bagian"))
    table = ReportTable("profil-jenis_kelamin", "Responden menurut jenis kelamin", heads, tuple(rows))
    chart = BarFigure("profil-jenis_kelamin", "Jenis kelamin", "Banyaknya responden menurut jenis kelamin.", bars)
    return Chapter("profil", "Profil responden", (chart, table))


def table(key: str, caption: str, heads: str, *rows: tuple[Entry, ...]) -> ReportTable:
    """Make a table; a heading that begins with ``#`` stands over figures, one with ``*`` over grades."""
    kinds: dict[str, Literal["figure", "grade"]] = {"#": "figure", "*": "grade"}
    columns = (Head(head.lstrip("#*"), kinds.get(head[0], "text")) for head in heads.split(";"))
    return ReportTable(key, caption, tuple(columns), tuple(Row(row) for row in rows))


def follow_up_chapter() -> Chapter:
    heads = "#No.;Unsur;#NRR;#Nilai 1;#Nilai 2;Alasan;Program/kegiatan;TW I;TW II;TW III;TW IV;Penanggung jawab"
    rows = []
    for no, place, nrr in ((1, 2, "3,147"), (2, 8, "3,191"), (3, 1, "3,265")):
        low = [figure(n) for n in COUNTS[place - 1][:2]]
        why = Entry("Salah satu dari tiga unsur terendah")
        rows.append((figure(no), Entry(f"U{place} {NAMES[place - 1]}"), Entry(nrr), *low, why, *(Entry(""),) * 6))
    told = Paragraph("Unsur di bawah ini perlu diperbaiki lebih dahulu.")
    plan = table("tindak-lanjut", "Rencana tindak lanjut", heads, *rows)
    return Chapter("tindak-lanjut", "Rencana tindak lanjut", (told, plan))


def plain_chapters() -> tuple[Chapter, ...]:
    found = (
        Entry("F17"),
        Entry("Jawaban kosong tidak dihitung sebagai nol."),
        Entry("Tidak ada yang perlu dilakukan."),
    )
    notes = table("catatan", "Hal yang ditemukan pada data", "Sel;Catatan;Yang perlu dilakukan", found)
    sample = (("Populasi", "205"), ("Responden yang diperlukan", "134"), ("Target", "81,00, tercapai (103,53 %)"))
    method = (
        Paragraph("NRR setiap unsur dikalikan bobot 0,111, dijumlahkan, lalu dikalikan 25."),
        Subheading("Bobot"),
        Paragraph("Bobot yang tertulis ialah bobot yang dipakai.", "note"),
        Paragraph("PERHATIAN: mutu bergantung pada pilihan bobot.", "alarm"),
        Subheading("Lingkup", 3),
        OfficePlace("lingkup", "Layanan yang disurvei", "Loket informasi"),
    )
    made = FactList((("Versi", "ikm 0.1.0"), ("SHA-256", "0123456789abcdef" * 4)))
    return (
        Chapter("sampel", "Sampel dan target", (FactList(sample),)),
        Chapter("pemeriksaan", "Catatan pemeriksaan", (notes,)),
        Chapter("metode", "Cara menghitung", method),
        Chapter("tentang", "Tentang hasil ini", (made,)),
    )


def sample_report() -> Report:
    """Make a report of one survey, with every kind of block."""
    chapters = (element_chapter(), shares_chapter(), profile_chapter(), follow_up_chapter(), *plain_chapters())
    facts = (("Responden", "136"), ("Bobot", "0,111"), ("Diisi", "2 Januari s.d. 29 Desember 2023"))
    alarms = ("PERHATIAN: mutu pelayanan bergantung pada pilihan bobot. Sebutkan bobot yang dipakai di laporan.",)
    made = "ikm 0.1.0 · permenpanrb-14-2017 · 0123456789ab"
    title, subtitle = "Hasil Survei Kepuasan Masyarakat", "PPID Contoh, 2023"
    return Report(
        "id", title, subtitle, Entry("83,86", Fraction("83.86"), 2), "B", "Baik", facts, alarms, chapters, made
    )


def agency_report_by_hand() -> Report:
    """Make a report of an agency: three figures, and units by elements."""
    good, bars = Entry("B", mutu="B"), elements()
    ways = ("Semua responden digabung", "Rata-rata unit", "Rata-rata tertimbang")
    figures = table(
        "instansi",
        "Nilai instansi menurut tiga cara",
        "Cara;#IKM;*Mutu",
        *((Entry(way), figure(82, 2), good) for way in ways),
    )
    heads = f"#Urutan;Unit;#Responden;{';'.join(f'#{bar.code}' for bar in bars)};#IKM;*Mutu;Keterangan"
    rows, units = [], []
    for place, letter in enumerate("ABCDE"):
        name, index = f"Unit Pelayanan {letter}", figure(80 + place, 2)
        means = [figure((bar.value or Fraction()) / 25, 3) for bar in bars]
        note = Entry("responden belum cukup (perlu 44)" if place == 2 else "")
        rows.append((figure(5 - place), Entry(name), figure(30 + place), *means, index, good, note))
        units.append(ElementBar("", name, index.value, index.text, "B"))
    low, high = Fraction(25), Fraction(100)
    chart = ElementFigure("unit", "IKM per unit", "Nilai setiap unit.", tuple(units), BANDS, low, high)
    chapters = (
        Chapter("instansi", "Nilai instansi", (figures,)),
        Chapter("unit", "Nilai per unit", (table("unit", "Rekap unit", heads, *rows), chart)),
    )
    return replace(sample_report(), subtitle="Dinas Contoh", chapters=chapters)


FIXED = {"lang", "key", "kind", "mutu"}
"""Fields that hold no words."""


def reworded(told: Any, say: Callable[[str], str]) -> Any:
    """Give a report, or a part of one, in which every text is another."""
    if isinstance(told, str):
        return say(told)
    if isinstance(told, tuple):
        return tuple(reworded(one, say) for one in told)
    if is_dataclass(told) and not isinstance(told, type):
        changed = {
            field.name: reworded(getattr(told, field.name), say) for field in fields(told) if field.name not in FIXED
        }
        return replace(told, **changed)
    return told


def texts(told: Any) -> Iterator[str]:
    """Give the texts a page shows of a report, in its order: of a figure its title and description."""
    if isinstance(told, str):
        yield told
    elif isinstance(told, tuple):
        for one in told:
            yield from texts(one)
    elif isinstance(told, Figure):
        yield from (told.title, told.description.removeprefix(f"{told.title}. "))
    elif is_dataclass(told) and not isinstance(told, type):
        for field in fields(told):
            if field.name not in {"lang", "key", "kind", "processing"} and not (
                isinstance(told, Entry) and field.name == "mutu"
            ):
                yield from texts(getattr(told, field.name))
