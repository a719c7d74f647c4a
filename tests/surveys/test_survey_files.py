"""Survey files: written for a form, used next quarter, and every mistake in one told with its line."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from command import ikm
from tables import GOOD, NAMES, as_csv

import ikm as library
from ikm.cli.outputs import write_file
from ikm.regulation.definitions import line_of
from ikm.surveys.files import SurveyFile, parse_survey_file

ODD = [*NAMES[:8], "Bagaimana ruang tunggunya menurut Anda selama ini, terutama pada jam-jam sibuk di pagi hari?"]


def form(path: Path, header: list[str], extra: int = 0) -> Path:
    path.write_bytes(as_csv([["Lain"] * extra + header, *(["x"] * extra + row for row in GOOD)]))
    return path


def test_a_survey_file_carries_a_form_to_the_next_quarter(tmp_path: Path) -> None:
    run = ikm("init", form(tmp_path / "q1.csv", ODD), "--map", "U9=I")
    assert run.code == 0
    plan = tmp_path / "survei.toml"
    text = plan.read_text(encoding="utf-8")
    assert f'sarana = "{ODD[8]}"' in text
    plan.write_text(text.replace("# populasi = 205", "population = 3").replace("# target = 81", "target = 80"), "utf-8")
    later = form(tmp_path / "q2.csv", ODD, extra=2)
    assert ikm("score", later, "--survey", plan, "--json").code == 0
    result = library.score(later, survey=plan)
    assert result.sample is not None
    assert result.target is not None
    assert (result.sample.population, result.target.value) == (3, 80)
    assert result.provenance.columns is not None
    assert result.provenance.columns["sarana"] == "K"


def test_what_is_typed_wins_over_the_survey_file() -> None:
    plan = parse_survey_file(
        'weight = "exact"\ntarget = 80\ninvalid = "blank"\nby = ["usia"]\n[columns]\nsarana = "I"\n', "s"
    )
    rows = [[*NAMES, "Usia", "Lain"], *([*row, 30, 1] for row in GOOD)]
    result = library.score(rows, survey=plan, target=90, columns={"U9": "K"})
    assert result.weight == "exact"
    assert result.target is not None
    assert result.target.value == 90
    assert result.elements["sarana"].total == 3
    assert result.groups is not None
    assert library.score(rows, survey=plan, weight="0.11").weight == "0.11"
    assert library.load(rows, survey=plan).columns.columns_of("sarana") == (8,)
    assert library.check(rows, survey=plan).outlooks[0].ikm == library.score(rows, survey=plan).ikm


def test_a_survey_file_may_speak_indonesian_and_what_is_kept_of_it_is_english() -> None:
    indonesian = (
        'populasi = "1.200"\nbobot = "0,11"\nperiode = 2026\nper = ["usia"]\nkuesioner = "skm"\nlembar = "Mei"\n'
        'missing = "lengkap"\ninvalid = "kosongkan"\n[kolom]\nsarana = "I"\n'
    )
    english = (
        'population = 1200\nweight = "0.11"\nperiod = "2026"\nby = ["usia"]\nquestionnaire = "skm"\nsheet = "Mei"\n'
        'missing = "complete"\ninvalid = "blank"\n[columns]\nsarana = "I"\n'
    )
    said = parse_survey_file(indonesian, "s").said()
    assert said == parse_survey_file(english, "s").said()
    assert (said["population"], said["missing"], said["columns"]) == (1200, "complete", {"sarana": "I"})
    plan = parse_survey_file('missing = "terisi"\ninvalid = "tolak"\n', "s")
    options = library.score([NAMES, *GOOD], survey=plan).provenance.options
    assert (options["missing"], options["invalid"]) == ("available", "refuse")


def test_init_never_overwrites_a_survey_file(tmp_path: Path) -> None:
    file = form(tmp_path / "q1.csv", NAMES)
    assert ikm("init", file, "--out", tmp_path / "a.toml").code == 0
    run = ikm("init", file, "--out", tmp_path / "a.toml")
    assert run.code == 2
    assert "a.toml sudah ada" in run.err
    assert ikm("init", file, "--out", tmp_path / "a.toml", "--force").code == 0
    link = tmp_path / "b.toml"
    link.symlink_to(file)
    assert "adalah berkas yang dibaca perintah ini" in ikm("init", file, "--out", link, "--force").err
    assert "berakhiran .toml" in ikm("init", file, "--out", file, "--force").err


def test_init_written_again_keeps_every_option_that_a_survey_file_may_say(tmp_path: Path) -> None:
    file, plan = form(tmp_path / "q1.csv", NAMES), tmp_path / "survei.toml"
    said = {
        "title": '"SKM"', "unit": '"Loket"', "population": 205, "target": 81.5, "weight": '"exact"',
        "missing": '"complete"', "invalid": '"blank"', "by": '["usia"]', "by_elements": "true", "statistics": "true",
        "minimum_group": 12, "confidence": 99, "agency_figure": '"mean"', "age_classes": '["17-25", "26+"]',
        "period": '"2026"', "date_order": '"dmy"', "drop_duplicates": "true", "drop_resubmissions": "true",
        "exclude_rows": '"3"', "regulation": '"permenpanrb-14-2017"', "questionnaire": '"skm"',
        "index": '["skm"]', "order": '"annex"', "header": 1, "sheet": '"Mei"',
    }  # fmt: skip
    tables = {"columns", "labels", "history", "targets", "plan"}
    assert set(said) == set(SurveyFile.model_fields) - tables, "a new option is kept as well"
    fit = {name: value for name, value in said.items() if name not in {"by", "period", "sheet"}}
    text = "".join(f"{name} = {value}\n" for name, value in fit.items())
    plan.write_text(text, encoding="utf-8")
    run = ikm("init", file, "--force")
    assert run.code == 0, run.err
    before, after = (parse_survey_file(one, "s").said() for one in (text, plan.read_text(encoding="utf-8")))
    assert {name: after.get(name) for name in fit} == {name: before[name] for name in fit}


def test_init_says_what_it_is_not_sure_of(tmp_path: Path) -> None:
    file = form(tmp_path / "q1.csv", [*NAMES[:8], "Kolom X"])
    run = ikm("init", file)
    assert run.code == 0
    assert "U9 Sarana dan Prasarana: belum pasti" in (tmp_path / "survei.toml").read_text(encoding="utf-8")
    assert "--map U9" in run.err
    missing = form(tmp_path / "q2.csv", NAMES[:8])
    assert ikm("init", missing, "--out", tmp_path / "b.toml").code == 0
    assert "U9 Sarana dan Prasarana: tidak ditemukan" in (tmp_path / "b.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('title = "x"\n\npopulaton = 205\n', "s.toml, line 3: there is no 'populaton'; did you mean 'population'?"),
        ("populas = 205\n", "s.toml, line 1: there is no 'populas'; did you mean 'populasi'?"),
        ("\npopulasi = -1\n", "s.toml, line 2: 'populasi': Input should be greater than or equal to 0 (it is -1)."),
        ("populasi = 205\npopulation = 206\n", "line 2: 'population' and 'populasi' are the same; leave one out."),
        ("[kolom]\nwxyz = 'K'\n", "line 2: there is no 'kolom.wxyz'; the elements are "),
        ('population = "x"\n', "s.toml, line 1: 'population': Input should be a valid integer (it is 'x')."),
        ("population = -1\n", "greater than or equal to 0"),
        ('a = 1\nweigth = "exact"\n', "line 2: there is no 'weigth'; did you mean 'weight'?"),
        ('missing = "nol"\n', "'missing': Input should be 'available' or 'complete' (it is 'nol')"),
        ("title = x\n", "s.toml is not valid TOML: Invalid value (at line 1, column 9)."),
        ("[columns]\nsarana = 1.5\n", "line 2: 'columns.sarana"),
        ('[soal]\nsarana = "K"\n', "line 1: there is no 'soal'; the names here are title, unit"),
    ],
)
def test_a_mistake_in_a_survey_file_is_told_with_its_line(text: str, words: str) -> None:
    with pytest.raises(library.DefinitionError) as error:
        parse_survey_file(text, "s.toml")
    assert words in str(error.value)


def test_all_mistakes_are_told_at_once() -> None:
    with pytest.raises(library.DefinitionError) as error:
        parse_survey_file('sasaran = 1\ntarget = "banyak"\n', "s.toml")
    assert len(str(error.value).splitlines()) >= 2


def test_a_survey_file_that_cannot_be_read_is_wrong_use(tmp_path: Path) -> None:
    file = form(tmp_path / "a.csv", NAMES)
    run = ikm("score", file, "--survey", tmp_path / "tidak-ada.toml")
    assert run.code == 2
    assert "tidak-ada.toml" in run.err
    (tmp_path / "b.toml").write_bytes(b"title = '\xff'")
    with pytest.raises(library.OptionError, match="not UTF-8"):
        library.score(file, survey=tmp_path / "b.toml")
    wrong = tmp_path / "c.toml"
    wrong.write_text("[columns]\nsarana = 'Fasilitasnya'\n", encoding="utf-8")
    assert "c.toml baris 2: kolom “Fasilitasnya” untuk U9" in " ".join(
        ikm("score", file, "--survey", wrong, columns=200).err.split()
    )


def test_a_questionnaire_is_found_beside_the_survey_file(tmp_path: Path) -> None:
    (tmp_path / "q.toml").write_text(
        'key = "q"\ntitle = { id = "Q" }\n'
        + "".join(f'[[question]]\nelement = "{n.lower()}"\nnames = ["{n}"]\n' for n in NAMES),
        encoding="utf-8",
    )
    plan = tmp_path / "survei.toml"
    plan.write_text('questionnaire = "q.toml"\n', encoding="utf-8")
    assert library.score([NAMES, *GOOD], survey=plan).provenance.questionnaire == "q"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            'key = "q"\ntitle = { id = "Q" }\n[[question]]\nelemen = "biaya"\n',
            "line 4: there is no 'question.elemen'; did you mean 'element'?",
        ),
        ('key = "q"\ntitle = { id = "Q" }\n[[question]]\nelement = "biaya"\n', "a question needs its `text`"),
        ('key = "q"\n', "'title' is missing"),
        (
            'key = "q"\ntitle = { id = "Q" }\norder = "abjad"\n[[question]]\nelement = "a"\ntext = "b"\n',
            "line 3: 'order'",
        ),
    ],
)
def test_a_mistake_in_a_questionnaire_is_told_with_its_line(tmp_path: Path, text: str, words: str) -> None:
    (tmp_path / "q.toml").write_text(text, encoding="utf-8")
    with pytest.raises(library.DefinitionError) as error:
        library.load_questionnaire(tmp_path / "q.toml")
    assert words in str(error.value)


def test_lines_are_found_in_nested_tables() -> None:
    text = "[a]\nb = 1\n[[c]]\nd = 1\n[[c]]\nd = 2\n[c.e]\nf = 1\n"
    assert line_of(text, ("a", "b")) == 2
    assert line_of(text, ("c", 1, "d")) == 6
    assert line_of(text, ("c", 1, "e", "f")) == 8
    assert line_of(text, ("z",)) == 1


def test_the_output_folder_must_be_there_and_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(library.OptionError, match="is not there; make it first"):
        write_file(tmp_path / "tidak" / "ada.html", b"", force=False)
    with pytest.raises(library.OptionError, match="is a folder"):
        write_file(tmp_path, b"", force=True)
    assert not list(tmp_path.iterdir())


def test_a_failed_write_leaves_the_old_file_and_no_remnant(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "a.html"
    target.write_bytes(b"lama")

    def locked(_: Path, other: Path) -> None:
        raise PermissionError(13, "locked", str(other))

    monkeypatch.setattr(os, "replace", locked)
    with pytest.raises(library.OptionError, match="open in Excel or another program, close it"):
        write_file(target, b"baru", force=True)
    assert target.read_bytes() == b"lama"
    assert [path.name for path in tmp_path.iterdir()] == ["a.html"]


def five_points(tmp_path: Path, scores: str) -> Path:
    names = [f'[[question]]\nelement = "{n.lower()}"\nnames = ["{n}"]\n[question.scores]\n{scores}\n' for n in NAMES]
    path = tmp_path / "lima.toml"
    path.write_text('key = "lima"\ntitle = { id = "Lima poin" }\n' + "".join(names), encoding="utf-8")
    return path


def test_a_form_of_five_points_is_refused_until_its_questionnaire_declares_the_scores(tmp_path: Path) -> None:
    rows = [NAMES, *([[i % 5 + 1] * 9 for i in range(40)])]
    with pytest.raises(library.ResponseError) as error:
        library.score(rows, invalid="blank")
    assert {finding.code.rpartition("-")[0] for finding in error.value.findings} == {"answer-scale"}
    assert 'questionnaire="KUESIONER.toml"' in error.value.findings[0].translated("id").action
    own = five_points(tmp_path, '1 = 1\n2 = "7/4"\n3 = "5/2"\n4 = "13/4"\n5 = 4')
    result = library.score(rows, questionnaire=own, weight="exact")
    assert result.ikm_exact == "125/2"
    assert result.elements[0].counts == {"1": 8, "1.75": 8, "2": 0, "2.5": 8, "3": 0, "3.25": 8, "4": 8}
    assert {f.code for f in result.findings if f.severity == "warning"} >= {"answer-scale-declared"}
    message = next(f.message for f in result.findings if f.code == "answer-scale-declared")
    assert "2 = 7/4" in message


def test_reversed_codes_can_be_declared_and_other_answers_are_findings(tmp_path: Path) -> None:
    own = five_points(tmp_path, '"1. Sangat baik" = 4\n"2. Baik" = 3\n"3. Kurang" = 2\n"4. Buruk" = 1')
    rows = [NAMES, ["1. Sangat baik"] * 9, [" 4. BURUK "] * 9, ["5. Lain", *["2. Baik"] * 8]]
    with pytest.raises(library.ResponseError) as error:
        library.score(rows, questionnaire=own)
    fault = next(f for f in error.value.findings if f.severity == "error")
    assert (fault.code, fault.cell) == ("answer-not-declared", "A4")
    result = library.score(rows, questionnaire=own, invalid="blank", weight="exact")
    assert result.elements["persyaratan"].total == 5
    assert result.elements["biaya"].total == 8


@pytest.mark.parametrize(
    ("scores", "words"), [("1 = 5", "scores lie from 1 to 4"), ("1 = 'banyak'", "'question.scores.1'")]
)
def test_a_declared_score_must_be_a_score(tmp_path: Path, scores: str, words: str) -> None:
    with pytest.raises(library.IkmError) as error:
        library.score([NAMES, *GOOD], questionnaire=five_points(tmp_path, scores))
    assert words in str(error.value)
