"""Where a figure comes from: every number by hand, every choice said, in both languages, for all and for groups."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from command import ikm_here
from strangers import strangers
from tables import NAMES

import ikm
from ikm.tallies import Tally

if TYPE_CHECKING:
    from pathlib import Path

    from ikm.findings import Language


def scored(rows: list[list[Any]], **options: Any) -> ikm.IKMResult:
    return ikm.score([NAMES, *rows], **options)


def lines(explanation: ikm.Explanation, name: str) -> tuple[str, ...]:
    (step,) = (one for one in explanation.steps if one.name == name)
    return step.lines


def basis(explanation: ikm.Explanation, name: str) -> str:
    (step,) = (one for one in explanation.steps if one.name == name)
    return " | ".join(step.basis)


def test_an_element_from_its_answers_to_its_grade() -> None:
    told = ikm.score("examples/ppid-2023.xlsx").explain("prosedur")
    assert told.answer == "NRR 3,221, nilai konversi 80,51, mutu B (Baik)"
    assert lines(told, "answers") == (
        "Dibaca dari kolom I.",
        "nilai 1 × 0 responden = 0",
        "nilai 2 × 9 responden = 18",
        "nilai 3 × 88 responden = 264",
        "nilai 4 × 39 responden = 156",
        "Jumlah nilai = 438, dari 136 kuesioner yang mengisi unsur ini.",
    )
    assert lines(told, "nrr")[0] == "NRR = jumlah nilai ÷ kuesioner yang mengisi = 438 ÷ 136 ≈ 3,220588"
    assert lines(told, "converted") == (
        "NRR × 25 = 438 ÷ 136 × 25 ≈ 80,514706",
        "Dibulatkan satu kali, setengah ke atas, ke 2 desimal: 80,51.",
    )
    assert lines(told, "grade") == ("80,51 berada di antara 76,61 dan 88,30: mutu B, Baik.",)
    assert lines(told, "weighted") == (
        "NRR tertimbang = NRR × bobot = 438 ÷ 136 × 0,111 ≈ 0,357485",
        "Bobot setiap unsur 1 ÷ 9, dibulatkan ke 3 desimal: 0,111.",
        "Dikalikan 25: 8,94 dari IKM 83,86.",
    )
    assert "catatan kaki tabel pengolahan data" in basis(told, "weighted")
    assert "ikm menetapkan: Peraturan mencetak bobot dengan tiga cara." in basis(told, "weighted")
    assert "tabel nilai persepsi" in basis(told, "grade")
    assert "jumlah kuesioner yang terisi" in basis(told, "nrr")
    assert told.origin.startswith("berkas ppid-2023.xlsx · lembar Form Responses 1 · SHA-256 c27356f7")


def test_the_index_from_its_elements_to_its_grade() -> None:
    told = ikm.score("examples/ppid-2023.xlsx").explain()
    assert (told.of, told.answer) == ("ikm", "IKM 83,86, mutu B (Baik), dari 136 responden")
    assert lines(told, "elements")[3] == "U4 Biaya/Tarif: 502 ÷ 136 × 0,111 ≈ 0,409721"
    assert lines(told, "sum")[0].endswith("+ 0,368912 + 0,391765 ≈ 3,354485")
    assert lines(told, "index") == (
        "Jumlah NRR tertimbang × 25 = 3,354485 × 25 ≈ 83,862132",
        "Dibulatkan satu kali, setengah ke atas, ke 2 desimal: 83,86.",
        "Sebelum langkah ini tidak ada yang dibulatkan.",
    )
    assert lines(told, "grade") == ("83,86 berada di antara 76,61 dan 88,30: mutu B, Baik.",)
    assert lines(told, "weights") == ("bobot 1/9: IKM 83,95, mutu B", "bobot 0,11: IKM 83,11, mutu B")
    assert [step.name for step in told.steps] == ["elements", "sum", "index", "grade", "weights"]


def test_the_same_in_english() -> None:
    told = ikm.score("examples/ppid-2023.xlsx", lang="en").explain("U9")
    assert told.answer == "NRR 3.529, converted 88.24, grade B (Good)"
    assert lines(told, "grade") == ("88.24 lies between 76.61 and 88.30: grade B, Good.",)
    assert "ikm's choice: The bands leave a gap of 0.01" in basis(told, "converted")


def test_blanks_are_said_and_never_zero() -> None:
    result = scored([[4] * 9, [3, None, *[3] * 7], [2] * 9])
    told = result.explain("U2")
    assert lines(told, "answers")[-2:] == (
        "Jumlah nilai = 6, dari 2 kuesioner yang mengisi unsur ini.",
        "1 kuesioner tidak mengisi unsur ini: tidak dihitung nol, dan tidak ikut menjadi pembagi.",
    )
    assert lines(result.explain(), "blanks") == (
        "1 jawaban kosong; masing-masing tidak ikut menjadi pembagi unsurnya dan tidak dihitung nol.",
        "Nilai menurut pilihan lain tidak ditampilkan, karena akan membuka jawaban sedikit orang.",
    )
    many = scored([[4] * 9, [3, None, *[3] * 7], [2] * 9] * 10)
    assert lines(many.explain(), "blanks")[1] == "Jika hanya kuesioner lengkap yang dihitung (20): IKM 74,93, mutu C."
    assert not any("tidak mengisi" in line for line in lines(result.explain("U1"), "answers"))


def test_complete_questionnaires_only() -> None:
    result = scored([[4] * 9, [3, None, *[3] * 7], [2] * 9], missing="complete")
    assert lines(result.explain("U1"), "answers")[-2:] == (
        "Jumlah nilai = 6, dari 2 kuesioner yang mengisi unsur ini.",
        "Hanya kuesioner yang terisi lengkap yang dihitung, sebagaimana dipilih saat menghitung.",
    )
    many = scored([[4] * 9, [3, None, *[3] * 7], [2] * 9] * 10, missing="complete")
    assert lines(many.explain(), "blanks")[1].startswith("Jika setiap unsur dibagi dengan yang mengisinya: IKM 74,93")


def test_answers_that_could_not_be_used_are_said() -> None:
    result = scored([[4] * 9, [9, *[3] * 8]], invalid="blank")
    assert lines(result.explain("U1"), "answers")[-1].startswith("Jawaban yang tidak dapat digunakan dianggap kosong")


def test_several_questions_of_an_element_are_averaged_first() -> None:
    head = ["Persyaratan", "Prosedur mudah dipahami", "Prosedur mudah dijalankan", *NAMES[2:]]
    result = ikm.score(
        [head, [4] * 10, [3, 3, 4, *[3] * 7], [4] * 10], columns={"prosedur": ["B", "C"]}, weight="exact"
    )
    told = lines(result.explain("prosedur"), "answers")
    assert told[:2] == (
        "Dibaca dari kolom B, C.",
        (
            "Unsur ini ditanyakan dengan beberapa pertanyaan: jawaban setiap responden dirata-rata dahulu, sehingga "
            "ada nilai di antara bilangan bulat."
        ),
    )
    assert "nilai 3,5 × 1 responden = 3,5" in told
    assert "Jumlah nilai = 11,5, dari 3 kuesioner yang mengisi unsur ini." in told
    assert lines(result.explain("prosedur"), "weighted")[:2] == (
        "NRR tertimbang = NRR × bobot = 11,5 ÷ 3 × 1/9 ≈ 0,425926",
        "Bobot setiap unsur 1 ÷ 9.",
    )


def test_weights_of_the_unit_s_own() -> None:
    weights = {"U1": "0,2", **{f"U{number}": "0,1" for number in range(2, 10)}}
    result = scored([[4] * 9, *[[3] * 9] * 3], weight=weights)
    told = result.explain("persyaratan")
    assert lines(told, "weighted") == (
        "NRR tertimbang = NRR × bobot = 13 ÷ 4 × 0,2 = 0,65",
        "Bobot ditentukan sendiri oleh unit; bobot semua unsur berjumlah 1.",
        "Dikalikan 25: 16,25 dari IKM 81,25.",
    )
    assert "jumlah bobot tetap 1" in basis(told, "weighted")
    assert len(lines(result.explain(), "weights")) == 3


def test_eight_elements_have_the_weight_of_eight() -> None:
    keys = [element.key for element in ikm.load_regulation().elements][:8]
    result = ikm.score(Tally.of_scores(keys, [[4] * 8, [3] * 8]))
    assert lines(result.explain("U1"), "weighted")[:2] == (
        "NRR tertimbang = NRR × bobot = 7 ÷ 2 × 0,125 = 0,4375",
        "Bobot setiap unsur 1 ÷ 8, dibulatkan ke 3 desimal: 0,125.",
    )


def test_a_value_in_the_gap_between_two_grades() -> None:
    """3.0642 × 25 = 76.605: in no row of the table, and rounded up to the next."""
    rows = [[4] * 9] * 642 + [[3] * 9] * 9358
    tally = scored(rows, weight="exact").explain("U3")
    assert lines(tally, "grade") == (
        "76,61 berada di antara 76,61 dan 88,30: mutu B, Baik.",
        (
            "Sebelum dibulatkan, nilainya jatuh di celah antara 76,60 dan 76,61, yang tidak masuk mutu mana pun; "
            "pembulatan menentukan mutunya."
        ),
    )
    assert "76,605 tidak masuk baris mana pun" in basis(tally, "grade")
    beside = scored([[4] * 9] * 64 + [[3] * 9] * 936, weight="exact").explain("U3")  # 76.6 exactly: a row's own end
    assert lines(beside, "grade") == ("76,60 berada di antara 65,00 dan 76,60: mutu C, Kurang Baik.",)


def test_a_value_outside_the_bands_has_the_grade_of_that_end() -> None:
    told = scored([[1] * 9] * 3).explain()
    assert lines(told, "grade") == (
        "24,98 berada di luar 25,00–100,00; yang berlaku mutu di ujung itu: D, Tidak Baik.",
    )
    assert "24,975" in basis(told, "grade")


def test_a_grade_that_hangs_on_the_weight() -> None:
    rows = [[4] * 9] * 54 + [[3] * 9] * 46  # 88.5 exactly
    assert lines(scored(rows).explain(), "weights")[-1] == "Mutunya bergantung pada bobot yang dipilih."


def test_a_group_is_explained_as_the_whole_is() -> None:
    rows = [["A", *[4] * 9]] * 12 + [["B", *[3] * 9]] * 15 + [["C", *[2] * 9]] * 4
    result = ikm.score([["Loket", *NAMES], *rows], by="Loket", weight="exact")
    told = result.explain("U2", group="B")
    assert told.title == "Dari mana angka ini? U2 Sistem, Mekanisme, dan Prosedur, kelompok B"
    assert told.group == "B"
    assert lines(told, "answers")[-1] == "Jumlah nilai = 45, dari 15 kuesioner yang mengisi unsur ini."
    assert result.explain(group=("Loket", "B")).answer == "IKM 75,00, mutu C (Kurang Baik), dari 15 responden"
    for name in ("C", "X"):
        with pytest.raises(ikm.OptionError) as refused:
            result.explain(group=name)
        assert str(refused.value) == (
            f"There is no group {name} in this result; those that are named are: A; B. Small groups are not named."
        )
        assert refused.value.words("id") == (
            f"Tidak ada kelompok {name} dalam hasil ini; yang disebut namanya: A; B. Kelompok kecil tidak disebut "
            "namanya."
        )
    with pytest.raises(ikm.OptionError, match="is not broken down, so there is no group B; score it again with by="):
        scored([[4] * 9]).explain(group="B")


def test_a_large_group_hidden_for_the_sake_of_another_is_said_to_be_that_and_not_small() -> None:
    rows = [["A", *[4] * 9]] * 40 + [["KTP", *[3] * 9]] * 20 + [["Izin", *[2] * 9]] * 4
    result = ikm.score([["Layanan", *NAMES], *rows], by="Layanan", weight="exact")
    with pytest.raises(ikm.OptionError) as refused:
        result.explain("U2", group="KTP")
    assert str(refused.value) == (
        "The figures of the group KTP are not shown, so that answers of few others do not follow from them; so they "
        "cannot be explained."
    )
    assert "agar jawaban sedikit responden lain tidak dapat dihitung darinya" in refused.value.words("id")


def test_a_group_that_two_tables_have_is_asked_for_with_its_table() -> None:
    rows = [["A", "A", *[4] * 9]] * 12 + [["B", "C", *[3] * 9]] * 15
    result = ikm.score([["Loket", "Shift", *NAMES], *rows], by=["Loket", "Shift"], weight="exact")
    with pytest.raises(ikm.OptionError) as refused:
        result.explain(group="A")
    assert str(refused.value) == (
        'The group A stands in several tables; name the table too: group=("Loket", "A") / group=("Shift", "A").'
    )
    assert result.explain(group=("Shift", "A")).answer == "IKM 100,00, mutu A (Sangat Baik), dari 12 responden"


def test_a_group_in_which_nobody_answered_an_element_has_no_index_to_explain() -> None:
    rows = [["A", *[4] * 9]] * 12 + [["B", *[3] * 8, None]] * 15
    result = ikm.score([["Loket", *NAMES], *rows], by="Loket", weight="exact")
    with pytest.raises(ikm.OptionError, match="The group B has no index, since there is an element that nobody") as e:
        result.explain(group="B")
    assert "tidak dijawab seorang pun" in e.value.words("id")


def test_a_group_whose_elements_are_hidden_is_not_explained() -> None:
    rows = [["A", *[4] * 9]] * 12 + [["B", *[3] * 9]] * 8 + [["B", 3, None, *[3] * 7]] * 4
    result = ikm.score([["Loket", *NAMES], *rows], by="Loket", weight="exact")
    assert result.groups is not None
    assert result.groups["B"].elements_hidden
    with pytest.raises(ikm.OptionError, match="not shown") as refused:
        result.explain(group="B")
    assert "tidak ditampilkan" in refused.value.words("id")


def test_what_is_not_there_is_named() -> None:
    with pytest.raises(
        ikm.OptionError, match=r"There is no element U12\. What can be explained: U1, .*, U9, ikm\."
    ) as e:
        scored([[4] * 9]).explain("U12")
    assert e.value.words("id") == "Tidak ada unsur U12. Yang dapat dijelaskan: U1, U2, U3, U4, U5, U6, U7, U8, U9, ikm."


def test_counts_without_a_file_are_said() -> None:
    tally = ikm.load([NAMES, [4] * 9]).tally()
    assert ikm.score(tally).explain().origin.startswith("dari rekapitulasi atau data di memori, tanpa berkas · ikm ")


@pytest.mark.parametrize("lang", ["id", "en"])
def test_the_text_is_in_one_language_and_fits(lang: Language) -> None:
    rows: list[list[Any]] = [[4] * 9, [3, None, *[3] * 7], [9, *[2] * 8]]
    result = scored(rows, lang=lang, invalid="blank")
    for of in ("ikm", "U2", "U1"):
        told = result.explain(of)
        own = "\n".join(line for step in told.steps for line in (step.title, *step.lines))
        if lang == "id":
            assert strangers(own, lang) <= {"a"}  # the grade
        text = str(told)
        assert max(map(len, text.splitlines())) <= 100
        assert text.count("  NRR") >= (0 if of == "ikm" else 1)
        html = told._repr_html_()
        assert html.count("<li>") == len(told.steps)
        assert "<script" not in html


def test_text_of_a_file_is_escaped_in_a_notebook() -> None:
    rows = [["<b>A", *[4] * 9]] * 12 + [["B", *[3] * 9]] * 15
    result = ikm.score([["Loket", *NAMES], *rows], by="Loket")
    assert "&lt;b&gt;A" in result.explain(group="<b>A")._repr_html_()


def test_the_command_prints_it_in_place_of_the_result() -> None:
    run = ikm_here("nilai", "examples/ppid-2023.xlsx", "--jelaskan", "u2")
    assert run.code == 0
    assert run.out.splitlines()[0] == "Dari mana angka ini? U2 Sistem, Mekanisme, dan Prosedur"
    assert max(map(len, run.out.splitlines())) <= 80
    english = ikm_here("score", "examples/ppid-2023.xlsx", "--explain", "ikm", "--lang", "en", columns=120)
    assert english.out.splitlines()[:2] == [
        "Where does this figure come from? IKM",
        "IKM 83.86, grade B (Good), of 136 respondents",
    ]
    told = ikm_here("score", "examples/ppid-2023.xlsx", "--explain", "U2", "--json")
    again = ikm.Explanation.model_validate_json(told.out)
    assert again == ikm.score("examples/ppid-2023.xlsx").explain("U2")


def test_the_command_explains_one_file_and_what_it_has(tmp_path: Path) -> None:
    several = ikm_here("score", "examples/ppid-2023.xlsx", "examples/stakeholder-2023.xlsx", "--explain", "U2")
    assert (several.code, several.err.strip()) == (2, "--jelaskan menjelaskan hasil satu survei; beri satu berkas.")
    wrong = ikm_here("score", "examples/ppid-2023.xlsx", "--explain", "U12")
    assert wrong.code == 2
    assert "Tidak ada unsur U12." in wrong.err
    kept = tmp_path / "hasil.json"
    run = ikm_here("score", "examples/ppid-2023.xlsx", "--explain", "U2", "--out", kept)
    assert run.code == 0
    assert kept.is_file()


def test_the_ends_of_a_band_are_in_it() -> None:
    lowest = scored([[1] * 9] * 3, weight="exact").explain()
    assert lines(lowest, "grade") == ("25,00 berada di antara 25,00 dan 64,99: mutu D, Tidak Baik.",)
