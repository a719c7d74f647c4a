"""Several files of one survey: every figure is that of one file with all the rows; what is found names its file."""

from __future__ import annotations

import csv
import io
import random
import shlex
from typing import TYPE_CHECKING, Any

import pytest
from command import ikm_here
from exports import answers_to, forms_csv, sheet_workbook
from hypothesis import given
from hypothesis import strategies as st
from surveys import HEADERS, as_csv, surveys
from tables import GOOD, NAMES, as_xlsx

import ikm
from ikm.forms import form_of
from ikm.rendering import form_sheet

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

FORM = form_of("ppid", services=["Izin", "Konsultasi"])
ELEMENTS = [place for place, ask in enumerate(FORM.asked()) if ask.role == "element"]
FIGURES = (
    "ikm",
    "ikm_exact",
    "mutu",
    "respondents",
    "elements",
    "groups",
    "alternatives",
    "blanks",
    "period",
    "statistics",
)
"""What a result says in figures; where it comes from and what was found differ between one file and several."""


def online(folder: Path, name: str = "online.csv", respondents: int = 30, seed: int = 1) -> Path:
    path = folder / name
    path.write_bytes(forms_csv(FORM.headings, answers_to(FORM, respondents, seed)))
    return path


def on_paper(folder: Path, name: str = "kertas.xlsx", respondents: int = 12, seed: int = 2, **wrong: Any) -> Path:
    """Copy answers into a recording sheet; ``wrong`` puts a cell instead, by its address."""
    import openpyxl  # noqa: PLC0415 - a workbook as an office saves it

    book = openpyxl.load_workbook(io.BytesIO(form_sheet(FORM)))
    sheet = book.worksheets[0]
    for row, (moment, *answers) in enumerate(answers_to(FORM, respondents, seed), 4):
        sheet.cell(row, 1, 100 + row)
        sheet.cell(row, 2, moment.replace(hour=0, minute=0, second=0))
        for column, (ask, answer) in enumerate(zip(FORM.asked(), answers, strict=True), 3):
            if ask.role == "element":
                sheet.cell(row, column, ask.choices.index(answer) + 1)
            elif answer:
                sheet.cell(row, column, answer)
    for address, value in wrong.items():
        sheet[address] = value
    book.save(folder / name)
    return folder / name


def one_file(*files: Path) -> bytes:
    """Put the rows of files of this form into one, as digits."""
    rows: list[list[Any]] = []
    for path in files:
        responses = ikm.load(path)
        groups = [responses.profiles[name] for name in responses.profiles]
        levels = (None, *responses.levels)
        scores = [[levels[code] for code in responses.codes[key]] for key in responses.elements]
        rows += [list(row) for row in zip(responses.times, *groups, *scores, strict=True)]
    names = list(ikm.load(files[0]).profiles)
    text = io.StringIO()
    heads = ["Timestamp", *(ask.title for name in names for ask in FORM.asked("profile") if ask.key == name)]
    writer = csv.writer(text)
    writer.writerow([*heads, *(ask.title for ask in FORM.asked("element"))])
    writer.writerows(rows)
    return text.getvalue().encode()


def figures(result: ikm.IKMResult) -> dict[str, Any]:
    told = result.model_dump(include=set(FIGURES))
    return told | {"sure": None if result.uncertainty is None else result.uncertainty.model_dump()}


def test_online_and_paper_are_one_survey_whose_figures_are_those_of_one_file(tmp_path: Path) -> None:
    files = [online(tmp_path), on_paper(tmp_path, I5=None)]
    asked: dict[str, Any] = {"by": ["jenis_kelamin", "bulan"], "population": 300, "statistics": True}
    both = ikm.score(files, **asked)
    assert both.respondents == 42
    assert figures(both) == figures(ikm.score(one_file(*files), **asked))
    pooled = ikm.score_agency(files).agency.pooled
    assert pooled is not None
    assert pooled.ikm_exact == both.ikm_exact


def test_where_a_figure_comes_from_names_both_files_and_accounts_for_every_row(tmp_path: Path) -> None:
    files = [online(tmp_path), on_paper(tmp_path)]
    made = ikm.score(files).provenance
    each = [ikm.score(file).provenance for file in files]
    assert (made.input_name, made.input_sha256, made.columns) == ("online.csv + kertas.xlsx", None, None)
    assert [(one.name, one.sha256, one.rows, one.columns) for one in made.inputs] == [
        (one.input_name, one.input_sha256, one.rows, one.columns) for one in each
    ]
    assert made.rows is not None
    assert made.rows.adds_up()
    assert made.rows.read == sum(one.rows.read for one in each if one.rows is not None)
    assert made.hashes == ", ".join(str(one.input_sha256) for one in each)
    alike = ikm.score([online(tmp_path, "a.csv", seed=5), online(tmp_path, "b.csv", seed=6)]).provenance
    assert alike.columns == each[0].columns
    assert each[0].inputs == ()


@given(surveys(), st.integers(0, 9_999), st.sampled_from(["available", "complete"]))
def test_figures_do_not_depend_on_how_rows_are_spread_over_files(
    rows: list[dict[str, Any]], seed: int, missing: Any
) -> None:
    chance = random.Random(seed)
    numbered = [{"No": number, **row} for number, row in enumerate(rows, 1)]
    place = [chance.randrange(3) for _ in rows]
    spread = [[row for row, at in zip(numbered, place, strict=True) if at == part] for part in range(3)]
    spread = [some for some in spread if some]
    heads = list(numbered[0])
    sources = [
        as_csv(some) if chance.random() < 0.5 else as_xlsx([heads, *([row[head] for head in heads] for row in some)])
        for some in spread
    ]
    order = [row for some in spread for row in some]
    chosen = {"waktu": [HEADERS[2], "Ketepatan waktu"]}
    options: dict[str, Any] = {"columns": chosen, "invalid": "blank", "missing": missing, "by": "Loket"}

    def scored(source: Any) -> dict[str, Any] | None:
        try:
            return figures(ikm.score(source, **options))
        except ikm.IkmError:
            return None

    whole, together = scored(as_csv(order)), scored(sources)
    alone = [scored(source) for source in sources]
    if whole is not None and None not in alone:
        assert together == whole


def test_a_fault_names_its_file_and_cell(tmp_path: Path) -> None:
    files = [online(tmp_path), on_paper(tmp_path, J6=7)]
    with pytest.raises(ikm.ResponseError, match="kertas.xlsx J6: U2") as refused:
        ikm.score(files, lang="en")
    (fault,) = [one for one in refused.value.findings if one.severity == "error"]
    assert (fault.code, fault.file, fault.sheet, fault.cell) == ("answer-off-scale", "kertas.xlsx", "Isian", "J6")
    assert fault.address == "kertas.xlsx · Isian · J6"
    frame = ikm.score(files, invalid="blank").to_frame("findings")
    assert set(frame[frame.code == "answer-off-scale"].file) == {"kertas.xlsx"}
    written = refused.value.report("id")
    assert written.findings == type(written).model_validate_json(written.model_dump_json()).findings
    run = ikm_here("nilai", "online.csv", "kertas.xlsx", "--satukan", cwd=tmp_path)
    assert run.code == 1
    assert "kesalahan kertas.xlsx J6: U2" in " ".join(run.err.split())
    assert "ikm periksa kertas.xlsx --mark" in run.err


def test_what_both_files_say_of_the_survey_is_said_once() -> None:
    few = [NAMES[:8], *[row[:8] for row in GOOD * 6]]
    asked = ikm.load_questionnaire("ppid").model_copy(
        update={"questions": ikm.load_questionnaire("ppid").questions[:7]}
    )
    result = ikm.score(
        [as_xlsx([row[:7] for row in few]), as_xlsx([row[:7] for row in [few[0], *few[7:]]])], questionnaire=asked
    )
    assert result.findings_total["survey-fewer-elements"] == 1
    (told,) = [one for one in result.findings if one.code == "survey-fewer-elements"]
    assert told.file is None


def test_rows_of_two_exports_of_one_form_are_told_as_copies_and_left_out_where_asked(tmp_path: Path) -> None:
    rows = answers_to(FORM, 30, 3)
    (tmp_path / "semester.csv").write_bytes(forms_csv(FORM.headings, rows[:11]))
    (tmp_path / "tahun.xlsx").write_bytes(sheet_workbook(FORM.headings, rows))
    files = [tmp_path / "semester.csv", tmp_path / "tahun.xlsx"]
    told = ikm.score(files, lang="en")
    copies = [one for one in told.findings if one.code == "evidence-duplicate-row"]
    assert (told.respondents, len(copies)) == (41, 11)
    assert (copies[0].file, copies[0].row) == ("tahun.xlsx", 2)
    assert copies[0].message == "Row 2 repeats row 2 (semester.csv) in every cell."
    once = ikm.score(files, drop_duplicates=True)
    assert once.respondents == 30
    assert figures(once)["elements"] == figures(ikm.score(files[1]))["elements"]
    assert once.provenance.rows is not None
    assert (once.provenance.rows.duplicates, once.provenance.rows.adds_up()) == (11, True)
    assert "evidence-duplicate-row" not in once.findings_total
    (tmp_path / "tahun.xlsx").write_bytes(sheet_workbook(FORM.headings, [*rows, *rows[:5]]))
    thrice = [one for one in ikm.score(files).findings if one.code == "evidence-duplicate-row"]
    assert sorted(str(one.row) for one in thrice) == sorted(map(str, [*range(2, 13), *range(32, 37)])), "each row once"
    paper = ikm.score([on_paper(tmp_path, "a.xlsx", 12, 4), on_paper(tmp_path, "b.xlsx", 15, 4)])
    assert "evidence-duplicate-row" not in paper.findings_total, "two people may well give the same answers"


def test_a_moment_that_cannot_be_read_makes_no_copy_of_another() -> None:
    heads = ["Timestamp", "Email", *NAMES]
    online, later = (
        [heads, *([moment, f"p{place}@example.invalid", *row[-len(NAMES) :]] for place, row in enumerate(GOOD))]
        for moment in ("Senin pagi", "Selasa siang")
    )
    files = [as_xlsx(online), as_xlsx([*later, ["2026/03/02 08:00:01", "q@example.invalid", *GOOD[0][-len(NAMES) :]]])]
    result = ikm.score(files, drop_duplicates=True)
    assert result.respondents == 2 * len(GOOD) + 1


def test_a_file_without_answers_in_the_period_adds_none_and_refuses_none() -> None:
    heads = ["Timestamp", *NAMES]

    def of(month: int) -> bytes:
        return as_xlsx([heads, *([f"2026/{month:02}/02 08:00:{place:02}", *row] for place, row in enumerate(GOOD))])

    january, february = of(1), of(2)
    both = ikm.score([january, february], period="2026-02", by="bulan", lang="en")
    assert figures(both) == figures(ikm.score(february, period="2026-02", by="bulan", lang="en"))
    assert both.provenance.rows is not None
    assert (both.provenance.rows.outside_period, both.provenance.rows.adds_up()) == (len(GOOD), True)
    (told,) = [one.message for one in both.findings if one.code == "file-together"]
    assert "#1 (0 respondents)" in told
    assert "survey-nobody-in-period" not in both.findings_total
    with pytest.raises(ikm.ResponseError) as refused:
        ikm.score([january, february], period="2026-03")
    assert [one.file for one in refused.value.findings if one.severity == "error"] == ["#1", "#2"]


def test_files_of_one_name_are_told_apart_by_no_more_folders_than_needed(tmp_path: Path) -> None:
    for place, folder in enumerate(("daring", "kertas")):
        (tmp_path / folder).mkdir()
        online(tmp_path / folder, "survei.csv", seed=place)
    files = [tmp_path / "daring" / "survei.csv", tmp_path / "kertas" / "survei.csv"]
    result = ikm.score(files)
    assert [one.name for one in result.provenance.inputs] == ["daring/survei.csv", "kertas/survei.csv"]
    assert str(tmp_path) not in result.model_dump_json()
    on_paper(tmp_path / "kertas", I5=7)
    online(tmp_path / "daring", "kertas.xlsx")
    refused = ikm_here("score", "daring/kertas.xlsx", "kertas/kertas.xlsx", "--together", "--lang", "en", cwd=tmp_path)
    assert "ikm check kertas/kertas.xlsx --lang en --mark" in refused.err, "the one in which the fault stands"


def test_more_respondents_than_people_served_are_counted_over_all_files(tmp_path: Path) -> None:
    files = [online(tmp_path), on_paper(tmp_path)]
    assert "evidence-over-population" in ikm.score(files, population=41).findings_total
    assert "evidence-over-population" not in ikm.score(files, population=42).findings_total


def test_a_file_that_is_blank_unreadable_or_given_twice_is_named(tmp_path: Path) -> None:
    first = online(tmp_path)
    blank = tmp_path / "kosong.xlsx"
    blank.write_bytes(form_sheet(FORM))
    with pytest.raises(ikm.ResponseError) as refused:
        ikm.score([first, blank])
    (fault,) = [one for one in refused.value.findings if one.severity == "error"]
    assert (fault.code, fault.file) == ("survey-no-respondents", "kosong.xlsx")
    with pytest.raises(ikm.SourceError) as lost:
        ikm.score([first, tmp_path / "hilang.xlsx"])
    assert [one.file for one in lost.value.findings] == ["hilang.xlsx"]
    copy = tmp_path / "salinan.csv"
    copy.write_bytes(first.read_bytes())
    with pytest.raises(ikm.OptionError, match=r"online\.csv and salinan\.csv hold exactly the same"):
        ikm.score([first, copy])


def test_files_that_ask_different_elements_are_no_one_survey() -> None:
    questionnaire = ikm.load_questionnaire("ppid")
    fewer = questionnaire.model_copy(update={"questions": questionnaire.questions[:8]})
    rows = [[*NAMES[:8], "Saran"], *[[*row[:8], "ya"] for row in GOOD * 5]]
    more = [NAMES, *GOOD * 5]
    parts = [as_xlsx(rows), as_xlsx(more)]
    with pytest.raises(ikm.ResponseError) as refused:
        ikm.score(parts, questionnaire=fewer)
    codes = {(one.code, one.file) for one in refused.value.findings if one.severity == "error"}
    assert codes == {("survey-files-unlike", "#1")}


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"exclude_rows": [3]}, "names rows of one file"),
        ({"columns": {"U1": "H"}}, "by its place, which is another one in kertas.xlsx"),
        ({"by": "H"}, "by its place, which is another one in kertas.xlsx"),
        ({"by": "kanal"}, "^online.csv: There is no column 'kanal'"),
        ({"sheet": "Isian"}, "^online.csv: A CSV file has no sheets"),
    ],
)
def test_what_names_a_place_in_one_file_is_refused(tmp_path: Path, options: dict[str, Any], said: str) -> None:
    with pytest.raises(ikm.OptionError, match=said):
        ikm.score([online(tmp_path), on_paper(tmp_path)], **options)


def test_a_heading_chosen_by_its_words_holds_for_both_files(tmp_path: Path) -> None:
    files = [online(tmp_path), on_paper(tmp_path)]
    chosen = {"U1": FORM.asked("element")[0].title}
    assert ikm.score(files, columns=chosen).ikm_exact == ikm.score(files).ikm_exact


def test_columns_in_doubt_are_told_with_both_figures_of_the_whole() -> None:
    heads = [*NAMES[:3], "Waktu tunggu", *NAMES[3:]]
    rows = [[*row[:3], 1 + place % 4, *row[3:]] for place, row in enumerate(GOOD * 8)]
    plain: list[list[Any]] = [NAMES, *[[4, 3, 4, 3, 4, 4, 3, 4, 4]] * 9]
    result = ikm.score([as_xlsx([heads, *rows]), as_xlsx(plain)], lang="en")
    (doubt,) = [one for one in result.findings if one.code == "column-second-unsure"]
    assert doubt.file == "#1"
    whole = ikm.score([heads, *rows, *[[*row[:3], None, *row[3:]] for row in plain[1:]]], lang="en")
    (same,) = [one for one in whole.findings if one.code == "column-second-unsure"]
    assert doubt.message == same.message


def test_other_indices_are_made_of_all_files() -> None:
    items = ["Tidak ada diskriminasi", "Tidak ada pungli", "Tidak ada calo", "Tidak ada gratifikasi"]
    rows = [[*row, 4, 3, 4, 1 + place % 4] for place, row in enumerate(GOOD * 6)]
    parts: list[Any] = [as_xlsx([[*NAMES, *items], *rows[:7]]), as_xlsx([[*NAMES, *items], *rows[7:]])]
    both, whole = ikm.score(parts, index="spak"), ikm.score([[*NAMES, *items], *rows], index="spak")
    assert both.indices is not None
    assert whole.indices is not None
    assert [one.ikm for one in both.indices] == [one.ikm for one in whole.indices]
    fewer = as_xlsx([[*NAMES, *items[:3]], *[row[:-1] for row in rows[:7]]])
    with pytest.raises(ikm.OptionError, match="ask different items of 'spak'"):
        ikm.score([parts[0], as_xlsx([[*NAMES, *items[:3], "Petugas jujur"], *rows[7:]]), fewer], index="spak")


def test_answers_and_counts_know_their_files(tmp_path: Path) -> None:
    responses = ikm.load([online(tmp_path), on_paper(tmp_path)])
    frame = responses.to_frame()
    assert list(frame.file.value_counts().items()) == [("online.csv", 30), ("kertas.xlsx", 12)]
    assert frame.row.tolist()[30:32] == [4, 5]
    counts = ikm.tally_file(responses)
    assert [(one.name, one.respondents) for one in counts.inputs] == [("online.csv", 30), ("kertas.xlsx", 12)]
    assert ikm.score(counts.tally).ikm_exact == ikm.score(responses).ikm_exact
    with pytest.raises(ikm.OptionError, match="check each by itself"):
        ikm.check(responses)


def test_the_command_scores_them_writes_everything_and_verifies_it(tmp_path: Path) -> None:
    files = [online(tmp_path).name, on_paper(tmp_path).name]
    outs = [word for name in ("h.xlsx", "h.docx", "h.html", "h.json", "h.csv") for word in ("--hasil", name)]
    run = ikm_here("nilai", *files, "--satukan", "--per", "jenis_kelamin", *outs, cwd=tmp_path)
    assert run.code == 0
    result = ikm.score([tmp_path / name for name in files], by="jenis_kelamin")
    assert f"IKM {result.ikm:.2f}".replace(".", ",") in run.out
    assert "online.csv (30 responden); kertas.xlsx (12 responden)" in " ".join(run.err.split())
    kept = ikm.IKMResult.model_validate_json((tmp_path / "h.json").read_bytes())
    assert kept.ikm_exact == result.ikm_exact
    assert result.provenance.inputs[1].sha256 is not None
    page = (tmp_path / "h.html").read_text(encoding="utf-8")
    assert all(str(one.sha256) in page for one in result.provenance.inputs)
    assert ikm_here("cocokkan", "h.json", *files, cwd=tmp_path).code == 0
    swapped = ikm_here("cocokkan", "h.json", *reversed(files), cwd=tmp_path)
    assert swapped.code == 0, "the same files"
    one = ikm_here("cocokkan", "h.json", files[0], cwd=tmp_path)
    assert one.code == 2
    assert "online.csv, kertas.xlsx" in one.err
    printed = ikm_here("nilai", *files, "--satukan", "--json", cwd=tmp_path).out
    assert ikm.IKMResult.model_validate_json(printed).provenance.inputs == result.provenance.inputs


def test_a_result_of_several_files_is_verified_with_them_in_any_order(tmp_path: Path) -> None:
    files = [online(tmp_path), on_paper(tmp_path)]
    kept = ikm.score(files)
    turned = ikm.verify(kept, files[::-1])
    assert (turned.agrees, turned.same_input, turned.differences) == (True, True, ())
    other = ikm.verify(kept, [files[0], on_paper(tmp_path, "lain.xlsx", seed=9)])
    assert (other.agrees, other.same_input) == (False, False)


def test_a_survey_file_beside_the_first_holds_for_all(tmp_path: Path) -> None:
    files = [online(tmp_path).name, on_paper(tmp_path).name]
    assert ikm_here("mulai", files[0], "--target", "70", cwd=tmp_path).code == 0
    run = ikm_here("nilai", *files, "--satukan", cwd=tmp_path)
    assert (run.code, "Target" in run.out) == (0, True)
    assert "42 responden" in run.out


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("--as-units",), "--sebagai-unit untuk beberapa"),
        (("--jobs", "2"), "--proses untuk beberapa"),
        (("--out", "simpanan/"), "--hasil FOLDER/ untuk beberapa"),
    ],
)
def test_what_is_of_several_units_is_refused_beside_it(tmp_path: Path, typed: Sequence[str], said: str) -> None:
    files = [online(tmp_path).name, on_paper(tmp_path).name]
    run = ikm_here("nilai", *files, "--satukan", *typed, cwd=tmp_path)
    assert (run.code, run.out) == (2, "")
    assert said in run.err


def test_the_files_of_a_folder_are_one_survey_too_and_one_alone_is_scored_as_ever(tmp_path: Path) -> None:
    folder = tmp_path / "survei"
    folder.mkdir()
    online(folder)
    alone = ikm_here("nilai", "survei", "--satukan", cwd=tmp_path)
    assert alone.code == 0
    assert "Hanya ada satu berkas" in alone.err
    on_paper(folder)
    assert "42 responden" in ikm_here("nilai", "survei", "--satukan", cwd=tmp_path).out


def test_whoever_is_asked_of_units_or_periods_hears_of_the_third_possibility(tmp_path: Path) -> None:
    online(tmp_path, "SKM TW1 2026.csv")
    on_paper(tmp_path, "SKM TW2 2026.xlsx")
    asked = ikm_here("nilai", "SKM TW1 2026.csv", "SKM TW2 2026.xlsx", "--per", "usia", cwd=tmp_path)
    assert asked.code == 2
    typed = asked.err.splitlines()[-1].strip()
    assert typed == 'ikm nilai "SKM TW1 2026.csv" "SKM TW2 2026.xlsx" --per usia --satukan'
    online(tmp_path, "SKM daring.csv")
    on_paper(tmp_path, "SKM kertas.xlsx")
    named = ikm_here("nilai", "SKM daring.csv", "SKM kertas.xlsx", "--hasil", "x.xlsx", cwd=tmp_path)
    assert (named.code, named.out) == (2, "")
    assert "jawaban daring dan jawaban kertas satu survei" in named.err
    one, units = [line.strip() for line in named.err.splitlines() if line.startswith("  ikm")]
    assert one == 'ikm nilai "SKM daring.csv" "SKM kertas.xlsx" --satukan --hasil x.xlsx'
    for typed in (one, units):
        assert ikm_here(*shlex.split(typed)[1:], "--force", cwd=tmp_path).code == 0


def test_lists_of_rows_are_rows_and_lists_of_files_are_files() -> None:
    assert ikm.score([NAMES, *GOOD]).respondents == 3
    assert ikm.score([as_xlsx([NAMES, *GOOD]), as_xlsx([NAMES, *GOOD[:2]])]).respondents == 5
    alone = ikm.score([as_xlsx([NAMES, *GOOD])])
    assert (alone.respondents, alone.provenance.inputs) == (3, ())
    assert alone.provenance.input_sha256 is not None


def test_frames_and_open_files_may_stand_in_the_list_too(tmp_path: Path) -> None:
    import pandas as pd  # noqa: PLC0415 - the other tests need none of it

    frame = pd.DataFrame([[*row, "A"] for row in GOOD], columns=[*NAMES, "name"])
    with online(tmp_path).open("rb") as opened:
        result = ikm.score([frame, opened])
    assert result.respondents == 33
    assert [one.name for one in result.provenance.inputs] == ["#1", "online.csv"]
