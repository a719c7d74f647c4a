"""What is told of validity, reliability and groups: the words people read, in both languages, in every product."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

import pytest
from command import ikm_here
from openpyxl import load_workbook
from reference import references
from tables import as_csv

import ikm
from ikm.rendering import result_page
from ikm.reports import Paragraph, ReportTable, Subheading, official_report, phrases, report_of, statistics_chapter
from ikm.scoring.statistics import Reason

if TYPE_CHECKING:
    from pathlib import Path

    from ikm.findings import Language
    from ikm.reports import Chapter

HEADER = ["Loket", *[f"U{number}" for number in range(1, 8)], "U8 pengaduan", "U9 sarana"]
Rows = list[list[Any]]


def of(name: str) -> Rows:
    survey = references()[name]
    groups = survey.groups or ("A",) * len(survey.rows)
    return [[group, *row] for group, row in zip(groups, survey.rows, strict=True)]


def alike(group: str, scores: dict[int, int]) -> Rows:
    return [[group, *[score] * 9] for score, times in scores.items() for _ in range(times)]


def told(rows: Rows, lang: Language = "id", **options: Any) -> Chapter:
    found = statistics_chapter(ikm.score([HEADER, *rows], lang=lang, statistics=True, **options))
    assert found is not None
    return found


def sentences(chapter: Chapter) -> list[str]:
    return [block.text for block in chapter.blocks if isinstance(block, (Paragraph, Subheading))]


def table(chapter: Chapter, key: str) -> list[list[str]]:
    (found,) = (block for block in chapter.blocks if isinstance(block, ReportTable) and block.key == key)
    return [[entry.text for entry in row.cells] for row in found.rows]


def test_a_sound_questionnaire_in_indonesian() -> None:
    chapter = told(of("n60"))
    assert chapter.title == "Uji validitas dan reliabilitas"
    assert sentences(chapter) == [
        (
            "Kuesioner reliabel: Cronbach's alpha 0,950, tidak kurang dari 0,60. Alpha dihitung dari 9 unsur dan 60 "
            "kuesioner "
            "lengkap."
        ),
        "Selang kepercayaan 95 % alpha (jackknife): 0,908 sampai 0,992.",
        (
            "Semua unsur valid: r hitung setiap unsur (korelasinya dengan jumlah unsur lain) lebih besar dari r "
            "tabel 0,254 "
            "(5 %, dua sisi, n = 60)."
        ),
        (
            "36 dari 60 kuesioner lengkap (60,0 %) memberi satu jawaban untuk semua unsur. Jawaban yang seragam "
            "membuat alpha "
            "tinggi, apa pun yang ditanyakan; makin besar bagian ini, makin sedikit yang dikatakan alpha."
        ),
    ]
    assert table(chapter, "butir")[0] == [
        "U1", "Persyaratan", "60", "0,659", "1,7 %", "73,3 %", "0,800", "0,254", "valid", "0,945",
    ]  # fmt: skip


def test_a_sound_questionnaire_in_english() -> None:
    assert sentences(told(of("n60"), "en"))[:3] == [
        (
            "The questionnaire is reliable: Cronbach's alpha 0.950, not below 0.60. Alpha is over 9 elements and 60 "
            "complete "
            "questionnaires."
        ),
        "95 % confidence interval of alpha (jackknife): 0.908 to 0.992.",
        (
            "Every element is valid: its r (its correlation with the total of the other elements) is above the r "
            "table, 0.254 "
            "(5 %, two-sided, n = 60)."
        ),
    ]


def test_elements_that_are_not_valid_are_named() -> None:
    chapter = told(of("n136"))
    assert (
        "Unsur yang tidak valid: U4, U9. r hitungnya (korelasi dengan jumlah unsur lain) tidak lebih besar dari "
        "r tabel "
        "0,168 (5 %, dua sisi, n = 136); unsur lainnya valid." in sentences(chapter)
    )
    assert [row[8] for row in table(chapter, "butir")].count("tidak valid") == 2


def test_an_element_without_variance_is_named_and_stays_in_alpha() -> None:
    chapter = told(of("constant12"))
    said = sentences(chapter)
    assert said[0].startswith(
        "Kuesioner reliabel: Cronbach's alpha 0,792, tidak kurang dari 0,60. Alpha dihitung dari 9"
    )
    assert (
        "Semua responden memberi jawaban yang sama pada U4. Unsur itu tetap ikut dalam alpha dan menurunkannya; "
        "korelasinya tidak ada, sehingga validitasnya tidak dapat diuji." in said
    )
    assert table(chapter, "butir")[3][6:9] == ["–", "0,576", "semua sama"]
    assert any("hanya perkiraan kasar" in one for one in said)


def test_an_interval_near_the_ceiling_is_called_rough() -> None:
    assert any("hanya perkiraan kasar" in one for one in sentences(told(of("ceiling50"))))
    assert not any("hanya perkiraan kasar" in one for one in sentences(told(of("n60"))))


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (alike("A", {4: 5, 3: 4}), "Cronbach's alpha tidak dihitung: responden atau jawabannya kurang dari 10."),
        (
            alike("A", {4: 30}),
            "Cronbach's alpha tidak dihitung: pada setiap unsur semua responden memberi jawaban yang sama.",
        ),
        (
            [["A", 4, 3, *[3] * 7], ["A", 3, 4, *[3] * 7]] * 8,
            "Cronbach's alpha tidak dihitung: jumlah nilai semua responden sama, meskipun jawabannya berbeda.",
        ),
        (
            alike("A", {4: 8, 3: 8}),
            (
                "Selang kepercayaan alpha tidak dihitung: alpha tetap sama tanpa responden mana pun, sehingga "
                "ketelitiannya tidak dapat diduga."
            ),
        ),
        (
            alike("A", {4: 30, 3: 1}),
            "Selang kepercayaan alpha tidak dihitung: tanpa satu responden, jumlah nilai semua responden lain sama.",
        ),
    ],
)
def test_what_is_not_computed_is_said(rows: Rows, said: str) -> None:
    assert said in sentences(told(rows))


def test_an_unreliable_questionnaire() -> None:
    rows = [["A", *[3 if place == low else 4 for place in range(9)]] for low in range(9) for _ in range(3)]
    assert sentences(told([*rows, *alike("A", {4: 3, 3: 1})]))[0] == (
        "Kuesioner belum reliabel: Cronbach's alpha 0,592, kurang dari 0,60. Alpha dihitung dari 9 unsur dan 31 "
        "kuesioner "
        "lengkap."
    )


def test_counts_say_what_they_cannot() -> None:
    tally = ikm.load([HEADER, *of("n60")]).tally(moments=True)
    found = statistics_chapter(ikm.score(tally, statistics=True))
    assert found is not None
    assert sentences(found)[:2] == [
        (
            "Kuesioner reliabel: Cronbach's alpha 0,950, tidak kurang dari 0,60. Alpha dihitung dari 9 unsur dan 60 "
            "kuesioner."
        ),
        (
            "Selang kepercayaan alpha tidak dihitung: tidak dapat dihitung dari rekapitulasi, karena memerlukan "
            "jawaban setiap responden."
        ),
    ]
    assert sentences(found)[-1] == (
        "Berapa kuesioner yang memberi satu jawaban untuk semua unsur tidak dihitung: tidak dapat dihitung dari "
        "rekapitulasi, karena memerlukan jawaban setiap responden."
    )


def test_groups_that_differ() -> None:
    chapter = told(of("n136"), by="Loket")
    said = sentences(chapter)
    at = said.index("Perbedaan menurut Loket")
    assert said[at + 1] == (
        "Perbedaan menurut Loket lebih besar daripada yang biasa timbul karena kebetulan (Mann–Whitney; nilai setiap "
        "responden, p = 0,012)."
    )
    assert said[at + 2] == "Unsur yang berbeda (setelah koreksi Holm): U6."
    assert table(chapter, "uji-Loket")[0] == [
        "IKM",
        "Nilai setiap responden",
        "136",
        "z = 2,504",
        "0,012",
        "–",
        "0,251",
        "ya",
    ]
    (tests,) = (block for block in chapter.blocks if isinstance(block, ReportTable) and block.key == "uji-Loket")
    assert tests.notes == (
        (
            "z: Mann–Whitney, tanpa koreksi kontinuitas. p: peluang perbedaan sebesar itu atau lebih karena "
            "kebetulan saja. "
            "Beberapa unsur diuji sekaligus, sehingga p unsur dikoreksi (Holm). Ukuran efek: korelasi "
            "rank-biserial, dari −1 "
            "sampai 1; di atas 0 berarti L lebih tinggi daripada P."
        ),
    )


def test_three_groups_of_which_one_is_apart() -> None:
    rows = [*alike("A", {4: 20}), *alike("B", {3: 20}), *alike("C", {4: 15, 3: 15}), *alike("D", {1: 3})]
    rows += alike("E", {4: 8, 3: 7})
    chapter = told(rows, by="Loket")
    said = sentences(chapter)
    assert (
        "Perbedaan menurut Loket lebih besar daripada yang biasa timbul karena kebetulan (Kruskal–Wallis; nilai setiap "
        "responden, p < 0,001)." in said
    )
    assert "Unsur yang berbeda (setelah koreksi Holm): U1, U2, U3, U4, U5, U6, U7, U8, U9." in said
    assert "2 kelompok tidak ikut diuji: disembunyikan, atau respondennya kurang dari 10." in said
    (tests,) = (block for block in chapter.blocks if isinstance(block, ReportTable) and block.key == "uji-Loket")
    assert tests.rows[0].cells[3].text.startswith("H(2) = ")
    assert "epsilon², dari 0 (kelompok sama) sampai 1 (sama sekali terpisah)" in tests.notes[0]


def test_groups_alike_near_the_ceiling() -> None:
    said = sentences(told([*alike("A", {4: 19, 3: 1}), *alike("B", {4: 18, 3: 2})], by="Loket"))
    assert (
        "Tidak terlihat perbedaan menurut Loket yang lebih besar daripada kebetulan (Mann–Whitney; nilai setiap "
        "responden, "
        "p = 0,553). Ini belum berarti bahwa kelompok-kelompok itu sama." in said
    )
    assert (
        "Sebagian besar jawaban sudah bernilai tertinggi; pada keadaan ini uji hampir tidak dapat menemukan perbedaan."
        in said
    )


def test_groups_too_small_to_compare() -> None:
    chapter = told([*alike("A", {4: 20, 3: 5}), *alike("B", {3: 4})], by="Loket")
    assert (
        "Perbedaan menurut Loket tidak diuji: kurang dari dua kelompok dengan 10 responden yang ditampilkan."
        in sentences(chapter)
    )
    assert not [block for block in chapter.blocks if isinstance(block, ReportTable) and block.key == "uji-Loket"]


def test_few_blanks_leave_the_respondents_figures_uncompared() -> None:
    rows = [*alike("A", {4: 15, 3: 5}), *alike("B", {4: 5, 3: 15})]
    rows[0][2] = None
    said = sentences(told(rows, "en", by="Loket"))
    assert any(
        one.startswith(
            "The differences by Loket are greater than chance usually makes them (Mann–Whitney; each element"
        )
        for one in said
    )
    assert (
        "Each respondent's figure was not compared: complete questionnaires, or those with blanks, are too few "
        "to be told "
        "of." in said
    )


def test_what_is_said_of_answers_all_alike_does_not_speak_of_an_alpha_there_is_not() -> None:
    said = sentences(told(alike("A", {4: 30})))
    assert said[1:3] == [
        (
            "Semua responden memberi jawaban yang sama pada U1, U2, U3, U4, U5, U6, U7, U8, U9. Korelasinya tidak ada, "
            "sehingga validitasnya tidak dapat diuji."
        ),
        "30 dari 30 kuesioner lengkap (100,0 %) memberi satu jawaban untuk semua unsur.",
    ]


def test_an_element_beside_others_all_alike_is_not_called_alike_itself() -> None:
    rows = [["A", 4, *[3] * 8], ["A", 3, *[3] * 8]] * 8
    butir = table(told(rows), "butir")
    assert [row[8] for row in butir] == ["jumlah unsur lain tetap", *["semua sama"] * 8]
    assert butir[0][3] == "0,516"


def test_an_element_alike_in_complete_questionnaires_alone_is_so_called() -> None:
    rows = [["A", 4, *(place % 2 + 3 for place in range(at, at + 8))] for at in range(20)]
    rows += [["A", 2, None, *[3] * 7]] * 10
    butir = table(told(rows), "butir")
    assert (butir[0][2], butir[0][3], butir[0][8]) == ("30", "0,959", "sama pada kuesioner lengkap")


def test_few_with_blanks_have_rounded_figures_and_the_reason_once() -> None:
    rows: Rows = of("n60")
    rows[3][2] = None
    rows[5][8] = None
    chapter = told(rows)
    said = sentences(chapter)
    assert said[:2] == [
        (
            "Kuesioner reliabel: Cronbach's alpha 0,95, tidak kurang dari 0,60. Alpha dihitung dari 9 unsur dan "
            "sedikitnya 58 kuesioner untuk setiap pasang unsur (yang menjawab keduanya)."
        ),
        (
            "Angka ini dan r hitung dibulatkan ke 2 desimal, karena kurang dari 10 responden mengosongkan jawaban: "
            "dari angka yang lebih teliti jawaban mereka dapat dihitung kembali."
        ),
    ]
    assert table(chapter, "butir")[0][6:] == ["0,80", "0,259", "valid", "0,95"]
    english = sentences(told(rows, "en"))
    assert "at least 58 questionnaires for each pair of elements (those that answered both)." in english[0]
    assert english[1] == (
        "These figures and r are rounded to 2 decimals, because fewer than 10 respondents left blanks: from finer ones "
        "their answers could be had back."
    )


def test_few_with_blanks_among_few_have_no_alpha() -> None:
    rows: Rows = of("n60")[:29]
    rows[3][2] = None
    chapter = told(rows)
    assert sentences(chapter)[0] == (
        "Cronbach's alpha tidak dihitung: respondennya kurang dari 30 dan kurang dari 10 di antaranya mengosongkan "
        "jawaban, sehingga jawaban mereka dapat dihitung kembali; tanpa mereka: --missing lengkap."
    )
    assert table(chapter, "butir")[0][6:] == ["–", "–", "tidak ditampilkan", "–"]


def test_every_reason_has_its_words_in_both_languages() -> None:
    for lang in ("id", "en"):
        words = phrases(lang, "statistics")
        for reason in get_args(Reason):
            assert words[f"why_{reason}"]
            assert words[f"short_{reason}"]


def test_a_report_has_the_chapter_only_where_it_was_asked_for() -> None:
    rows = [HEADER, *of("n60")]
    assert report_of(ikm.score(rows, statistics=True)).chapter("statistik") is not None
    assert report_of(ikm.score(rows)).chapter("statistik") is None


def test_the_official_report_tells_it_with_the_outcome() -> None:
    report = official_report(ikm.score([HEADER, *of("n60")], statistics=True))
    outcome = report.chapter("bab-3")
    assert outcome is not None
    assert any(
        isinstance(block, Subheading) and block.text.endswith("Uji Validitas dan Reliabilitas")
        for block in outcome.blocks
    )
    assert any(isinstance(block, ReportTable) and block.key == "butir" for block in outcome.blocks)


def test_the_groups_stand_inside_that_section() -> None:
    outcome = official_report(ikm.score([HEADER, *of("n136")], by="Loket", statistics=True)).chapter("bab-3")
    assert outcome is not None
    (heading,) = (
        block for block in outcome.blocks if isinstance(block, Subheading) and block.text == "Perbedaan menurut Loket"
    )
    assert heading.level == 3


@pytest.mark.parametrize(("lang", "sheet"), [("id", "Statistik"), ("en", "Statistics")])
def test_the_workbook_has_a_sheet_with_figures_as_numbers(tmp_path: Path, lang: Language, sheet: str) -> None:
    result = ikm.score([HEADER, *of("n60")], statistics=True, lang=lang)
    result.to_excel(tmp_path / "hasil.xlsx")
    paper = load_workbook(tmp_path / "hasil.xlsx")[sheet]
    cells = [[cell.value for cell in row] for row in paper.iter_rows()]
    (first,) = (row for row in cells if "U1" in row)
    assert [value for value in first if isinstance(value, (int, float))] == [60, 0.659, 1.7, 73.3, 0.8, 0.254, 0.945]


def test_the_page_shows_it() -> None:
    page = result_page(report_of(ikm.score([HEADER, *of("n60")], statistics=True)))
    assert "Uji validitas dan reliabilitas" in page
    assert "0,950" in page


def test_the_other_language_says_what_scoring_in_it_says() -> None:
    rows = [HEADER, *of("n136")]
    there = ikm.score(rows, by="Loket", statistics=True).translated("en")
    assert there == ikm.score(rows, by="Loket", statistics=True, lang="en")


@pytest.mark.parametrize(("command", "option"), [("nilai", "--statistik"), ("score", "--statistics")])
def test_the_terminal_tells_it(tmp_path: Path, command: str, option: str) -> None:
    (tmp_path / "survei.csv").write_bytes(as_csv([HEADER, *of("n136")]))
    run = ikm_here(command, "survei.csv", option, "--by", "Loket", cwd=tmp_path)
    assert run.code == 0, run.err
    assert "Uji validitas dan reliabilitas" in run.out
    assert "Perbedaan menurut Loket" in run.out
    assert all(len(line) <= 80 for line in run.out.splitlines())
    assert "…" not in run.out
    assert "reliabilitas" not in ikm_here(command, "survei.csv", cwd=tmp_path).out


def test_a_file_of_counts_says_how_to_keep_what_alpha_needs(tmp_path: Path) -> None:
    (tmp_path / "survei.csv").write_bytes(as_csv([HEADER, *of("n60")]))
    assert ikm_here("rekap", "survei.csv", "--out", "rekap.json", cwd=tmp_path).code == 0
    assert ikm_here("rekap", "survei.csv", "--moments", "--out", "lengkap.json", cwd=tmp_path).code == 0
    bare = ikm_here("gabung", "rekap.json", "--statistik", "--json", cwd=tmp_path)
    whole = ikm_here("gabung", "lengkap.json", "--statistik", "--json", cwd=tmp_path)
    assert '"reason": "no-products"' in bare.out
    assert '"reason": "no-products"' not in whole.out
    assert '"interval_reason": "not-from-counts"' in whole.out
