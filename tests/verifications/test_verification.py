"""A kept result computed again: it agrees, or every figure that differs is named, and everything else that changed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from command import ROOT, ikm_here
from strangers import strangers
from tables import GOOD, NAMES, as_csv, as_xlsx

import ikm
from ikm.findings import catalogue
from ikm.verifications.figures import compared

if TYPE_CHECKING:
    from pathlib import Path

PPID = ROOT / "examples" / "ppid-2023.xlsx"
ROWS: list[list[Any]] = [
    ["Timestamp", "Usia", "Loket", *NAMES],
    *(
        [f"2026/0{1 + number % 6}/02 08:00:00", 17 + number, "AB"[number % 2], *GOOD[number % 3]]
        for number in range(48)
    ),
]


@pytest.fixture
def form(tmp_path: Path) -> Path:
    path = tmp_path / "survei.xlsx"
    path.write_bytes(as_xlsx(ROWS))
    return path


def changed(kept: ikm.IKMResult, **figures: Any) -> bytes:
    return json.dumps(json.loads(kept.model_dump_json()) | figures).encode()


def codes(verification: ikm.Verification) -> list[str]:
    return [one.code for one in verification.findings]


def test_a_result_of_its_file_agrees() -> None:
    kept = ikm.score(PPID, population=205, target=81)
    told = ikm.verify(kept, PPID)
    assert (told.agrees, told.same_input, told.differences, codes(told)) == (True, True, (), [])
    assert told.sha256 == told.sha256_stored == kept.provenance.input_sha256
    assert (told.ikm_stored, told.ikm_recomputed) == (83.86, 83.86)
    assert told.figures > 200
    assert ikm.verify(kept.model_dump_json().encode(), PPID) == told


@pytest.mark.parametrize(
    "options",
    [
        {"period": "2026-01..2026-03"},
        {"period": "2026-Q1", "by": ["Loket"], "by_elements": True, "minimum_group": 5},
        {"by": [("Loket", "usia")], "weight": "exact", "missing": "complete", "invalid": "blank"},
        {"weight": {"U1": "0,2", **{f"U{number}": "0,1" for number in range(2, 10)}}, "lang": "en"},
        {"exclude_rows": "2-5, 9", "order": "annex", "date_order": "mdy", "drop_duplicates": True},
        {"columns": {"U9": "L"}, "labels": {"U7": {"Kurang sopan": 2}}, "sheet": 1, "header": 1, "target": 81.5},
        {"questionnaire": "skm", "regulation": "permenpanrb-16-2014"},
    ],
)
def test_every_option_on_record_is_used_again(form: Path, options: dict[str, Any]) -> None:
    kept = ikm.score(form, **options)
    told = ikm.verify(kept, form)
    assert (told.agrees, told.differences) == (True, ())


def test_an_option_that_is_not_on_record_is_missed(form: Path) -> None:
    kept = ikm.score(form, period="2026-Q1", weight="exact")
    made = kept.provenance
    for left_out in ("period", "weight"):
        options = {name: value for name, value in made.options.items() if name != left_out}
        told = ikm.verify(kept.model_copy(update={"provenance": made.model_copy(update={"options": options})}), form)
        assert not told.agrees


def test_a_period_without_an_end_is_read_again(form: Path, tmp_path: Path) -> None:
    for words in (
        ("--dari", "2026-03-01"),
        ("--sampai", "2026-03-31"),
        ("--dari", "2026-02-01", "--sampai", "2026-04-30"),
    ):
        assert ikm_here("nilai", form, *words, "--hasil", tmp_path / "h.json", "--timpa").code == 0
        run = ikm_here("cocokkan", tmp_path / "h.json", form)
        assert (run.code, run.out[:6]) == (0, "Cocok:")


def test_every_figure_that_was_changed_is_named(form: Path) -> None:
    kept = ikm.score(form, by="Loket")
    export = json.loads(kept.model_dump_json())
    export["ikm"] = 99.99
    export["elements"][1]["counts"]["2"] += 1
    export["elements"][8]["mutu"] = "A+"
    export["groups"][0]["ikm"] = 12.5
    export["alternatives"][0]["ikm"] = 1
    export["grade_depends_on_weight"] = 1
    export["provenance"]["rows"]["used"] = 3
    export["provenance"]["columns"]["biaya"] = "Z"
    told = ikm.verify(json.dumps(export).encode(), form)
    assert not told.agrees
    assert {one.name: (one.stored, one.recomputed) for one in told.differences} == {
        "ikm": ("99.99", f"{kept.ikm}"),
        "elements.prosedur.counts.2": (f"{kept.elements[1].counts['2'] + 1}", f"{kept.elements[1].counts['2']}"),
        "elements.sarana.mutu": ('"A+"', f'"{kept.elements[8].mutu}"'),
        "groups.Loket=A.ikm": ("12.5", f"{kept.groups[0].ikm if kept.groups else None}"),
        "alternatives.exact.ikm": ("1", f"{kept.alternatives[0].ikm}"),
        "grade_depends_on_weight": ("1", "true" if kept.grade_depends_on_weight else "false"),
        "rows.used": ("3", "48"),
        "columns.biaya": ('"Z"', '"G"'),
    }


def test_figures_that_only_one_of_the_two_has_are_named() -> None:
    kept = ikm.score([NAMES, *GOOD])
    export = json.loads(kept.model_dump_json())
    del export["elements"][3]
    export["elements"][0]["counts"]["9"] = 1
    del export["elements"][1]["counts"]["1"]
    export["elements"].append(export["elements"][0] | {"key": "keamanan"})
    told = ikm.verify(json.dumps(export).encode(), [NAMES, *GOOD])
    named = {one.name: (one.stored, one.recomputed) for one in told.differences}
    assert set(named) == {
        "elements.biaya",
        "elements.keamanan",
        "elements.persyaratan.counts.9",
        "elements.prosedur.counts.1",
    }
    stored, computed = named["elements.biaya"]
    assert stored is None
    assert json.loads(computed or "")["key"] == "biaya"
    stored, computed = named["elements.keamanan"]
    assert computed is None
    assert json.loads(stored or "")["key"] == "keamanan"
    assert named["elements.persyaratan.counts.9"] == ("1", None)
    assert named["elements.prosedur.counts.1"] == (None, "0")


def test_letters_of_any_script_are_shown_as_they_are() -> None:
    export = json.loads(ikm.score([NAMES, *GOOD]).model_dump_json())
    export["elements"][0]["name"] = "Persyaratan – α"
    (only,) = ikm.verify(json.dumps(export).encode(), [NAMES, *GOOD]).differences
    assert (only.name, only.stored) == ("elements.persyaratan.name", '"Persyaratan – α"')


def test_rows_are_told_apart_by_what_they_are_of() -> None:
    rows = [{"key": "a", "x": 1}, {"key": "b", "x": 2}]
    assert compared({"rows": rows}, {"rows": rows[::-1]}).differences == ()
    assert [one.name for one in compared({"rows": rows}, {"rows": rows[:1]}).differences] == ["rows.b"]
    twice = [{"key": "a", "x": 1}, {"key": "a", "x": 2}]
    assert [
        one.name for one in compared({"rows": twice}, {"rows": [*twice[:1], {"key": "a", "x": 3}]}).differences
    ] == ["rows.2.x"]
    assert compared({"lowest": ["a"]}, {"lowest": ["a", "b"]}).differences[0].name == "lowest.2"
    assert compared({"x": None}, {"x": {"y": 1}}).differences[0].name == "x"
    assert compared({"x": 1}, {"x": True}).differences[0].recomputed == "true"
    assert compared({"x": 84}, {"x": 84.0}).differences == ()
    assert compared({"x": 1}, {"x": 2}, leave_out={"x"}).figures == 0


def test_another_file_is_said_though_its_figures_are_the_same(tmp_path: Path) -> None:
    first, second = tmp_path / "a.csv", tmp_path / "b.csv"
    first.write_bytes(as_csv([NAMES, *GOOD]))
    second.write_bytes(as_csv([NAMES, *GOOD], ";"))
    told = ikm.verify(ikm.score(first), second)
    assert (told.agrees, told.same_input, told.differences, codes(told)) == (False, False, (), ["verify-input-changed"])
    assert told.findings[0].details["name"] == "b.csv"
    assert told._repr_html_().count("SHA-256-nya") == 1
    run = ikm_here("score", first, "--out", tmp_path / "h.json")
    run = ikm_here("verify", tmp_path / "h.json", second, "--lang", "en")
    assert run.code == 1
    assert "the file or the regulation is not that of the time" in " ".join(run.out.split())


def test_a_source_without_a_hash_is_compared_by_its_figures() -> None:
    kept = ikm.score([NAMES, *GOOD])
    told = ikm.verify(kept, [NAMES, *GOOD])
    assert (told.agrees, told.same_input, codes(told)) == (True, None, ["verify-input-unrecorded"])
    of_file = ikm.verify(ikm.score(as_csv([NAMES, *GOOD])), [NAMES, *GOOD])
    assert (of_file.agrees, of_file.same_input, codes(of_file)) == (True, None, ["verify-input-unhashed"])
    assert "berkasnya tidak dapat dicocokkan" in told._repr_html_()


def test_another_version_of_ikm_is_said(form: Path) -> None:
    export = json.loads(ikm.score(form).model_dump_json())
    export["provenance"]["ikm_version"] = "0.0.9"
    told = ikm.verify(json.dumps(export).encode(), form, lang="en")
    assert (told.agrees, codes(told)) == (True, ["verify-other-version"])
    assert told.findings[0].message.startswith("This result was made by ikm 0.0.9")
    assert told.ikm_version_stored == "0.0.9"


def test_names_that_an_earlier_ikm_did_not_write_are_left_alone(form: Path) -> None:
    export = json.loads(ikm.score(form, by="Loket").model_dump_json())
    for one in export["groups"]:
        del one["elements_hidden"]
    export["new_in_a_later_one"] = {"x": 1}
    told = ikm.verify(json.dumps(export).encode(), form)
    assert (told.agrees, codes(told)) == (True, ["verify-names-absent"])
    assert told.findings[0].details == {"number": 1, "names": "elements_hidden"}


def test_options_this_ikm_does_not_know_are_said(form: Path) -> None:
    export = json.loads(ikm.score(form).model_dump_json())
    export["provenance"]["options"]["tilt"] = 3
    told = ikm.verify(json.dumps(export).encode(), form)
    assert (told.agrees, codes(told)) == (True, ["verify-options-unknown"])
    assert "tilt" in told.findings[0].message


def test_a_regulation_whose_data_is_other_is_said(form: Path, tmp_path: Path) -> None:
    source = ROOT / "src" / "ikm" / "regulation" / "data" / "permenpanrb-14-2017.toml"
    own = tmp_path / "aturan.toml"
    own.write_text(source.read_text(encoding="utf-8"), encoding="utf-8")
    kept = ikm.score(form, regulation=str(own))
    assert ikm.verify(kept, form).agrees
    own.write_text(source.read_text(encoding="utf-8") + "\n# another\n", encoding="utf-8")
    told = ikm.verify(kept, form)
    assert (told.agrees, told.differences, codes(told)) == (False, (), ["verify-regulation-changed"])
    own.rename(tmp_path / "lain.toml")
    with pytest.raises(ikm.OptionError, match=r"regulation aturan\.toml, which is not here") as refused:
        ikm.verify(kept, form)
    assert refused.value.words("id") == (
        'Hasil ini dihitung dengan berkas aturan.toml, yang tidak ditemukan; tambahkan regulation="aturan.toml"'
    )
    assert codes(ikm.verify(kept, form, regulation=tmp_path / "lain.toml")) == ["verify-regulation-changed"]


def test_a_questionnaire_of_an_office_is_found_beside_the_source(form: Path, tmp_path: Path) -> None:
    asked = (ROOT / "src" / "ikm" / "questionnaires" / "data" / "skm.toml").read_text(encoding="utf-8")
    own = tmp_path / "there" / "kuesioner.toml"
    own.parent.mkdir()
    own.write_text(asked, encoding="utf-8")
    kept = ikm.score(form, questionnaire=str(own))
    assert ikm.verify(kept, form).agrees
    own.rename(tmp_path / "kuesioner.toml")
    assert ikm.verify(kept, form).agrees
    (tmp_path / "kuesioner.toml").rename(own)
    own.rename(own.with_name("baru.toml"))
    with pytest.raises(ikm.OptionError, match=r"questionnaire kuesioner\.toml"):
        ikm.verify(kept, form)
    assert ikm.verify(kept, form, questionnaire=own.with_name("baru.toml")).agrees


def test_a_survey_file_is_held_to_the_one_on_record(form: Path, tmp_path: Path) -> None:
    plan = tmp_path / "survei.toml"
    plan.write_text('title = "SKM"\ntarget = 81\nage_classes = ["17-40", "41+"]\nby = ["usia"]\n', encoding="utf-8")
    assert ikm_here("score", form, "--out", tmp_path / "h.json").code == 0
    kept = ikm.score(form, survey=plan)
    assert ikm.verify(kept, form, survey=plan).agrees
    run = ikm_here("verify", tmp_path / "h.json", form)
    assert (run.code, run.err) == (0, "")
    plan.write_text(plan.read_text(encoding="utf-8") + "# later\n", encoding="utf-8")
    assert codes(ikm.verify(kept, form, survey=plan)) == ["verify-survey-changed"]
    plan.unlink()
    told = ikm.verify(kept, form)
    assert codes(told)[0] == "verify-survey-absent"
    assert "--survey survei.toml" in told.findings[0].action.replace("survey=", "--survey ").replace('"', "")
    plan.write_text("target = 90\n", encoding="utf-8")
    unused = ikm.verify(ikm.score(form), form, survey=plan)
    assert (unused.agrees, codes(unused)) == (True, ["verify-survey-unused"])


def test_the_survey_file_that_is_asked_for_is_typed_as_printed(form: Path, tmp_path: Path) -> None:
    here = tmp_path / "here"
    here.mkdir()
    (here / "survei.toml").write_text("target = 81\n", encoding="utf-8")
    kept = here / "hasil.json"
    assert ikm_here("nilai", form, "--survei", "survei.toml", "--hasil", kept, cwd=here).code == 0
    run = ikm_here("cocokkan", kept, form, cwd=here, columns=200)
    assert "[verify-survey-absent]" in run.err
    typed = run.err.partition("tambahkan ")[2].split()[:2]
    assert typed == ["--survey", "survei.toml"]
    again = ikm_here("cocokkan", kept, form, *typed, cwd=here)
    assert (again.code, again.err) == (0, "")


def test_counts_serve_as_the_source(form: Path, tmp_path: Path) -> None:
    kept = ikm.score(form, target=81)
    counts = tmp_path / "rekap.json"
    counts.write_bytes(ikm.tally_file(ikm.load(form)).to_bytes())
    told = ikm.verify(kept, counts)
    assert (told.agrees, told.same_input, codes(told)) == (True, True, ["verify-from-counts"])
    assert ikm.verify(kept, ikm.read_tally(counts)).agrees
    assert ikm.verify(kept, ikm.load(form).tally()).same_input is None
    other = tmp_path / "lain.csv"
    other.write_bytes(as_csv([NAMES, *GOOD[:1]]))
    counts.write_bytes(ikm.tally_file(ikm.load(other)).to_bytes())
    wrong = ikm.verify(kept, counts)
    assert (wrong.agrees, wrong.same_input) == (False, False)
    assert any(one.name == "ikm" for one in wrong.differences)


def test_a_result_of_counts_is_computed_from_the_answers(form: Path) -> None:
    kept = ikm.score(ikm.load(form).tally())
    told = ikm.verify(kept, form)
    assert (told.agrees, told.same_input, codes(told)) == (True, None, ["verify-input-unrecorded"])


def test_a_file_that_is_refused_now_does_not_agree(form: Path, tmp_path: Path) -> None:
    kept = tmp_path / "h.json"
    assert ikm_here("nilai", form, "--hasil", kept).code == 0
    form.write_bytes(as_xlsx([*ROWS, ["2026/03/02 08:00:00", 20, "A", 9, *GOOD[0][1:]]]))
    told = ikm.verify(kept, form)
    assert (told.agrees, told.ikm_recomputed, told.figures, told.same_input) == (False, None, 0, False)
    assert told.refusal is not None
    assert "answer-off-scale" in [one.code for one in told.refusal.findings]
    run = ikm_here("cocokkan", kept, form)
    assert run.code == 1
    assert run.out.startswith("Tidak cocok: berkas ini sekarang ditolak")
    assert "answer-off-scale" in run.err


def test_what_is_no_kept_result_is_refused(form: Path, tmp_path: Path) -> None:
    agency = ikm.score_agency({"A": form}).model_dump_json().encode()
    for kept, words, kata in (
        (agency, "holds several units", "berisi beberapa unit"),
        (b"{}", "no result that ikm wrote", "tidak berisi hasil"),
        (b"[]", "no result that ikm wrote", "tidak berisi hasil"),
        (b"IKM 83,86", "no result that ikm wrote", "tidak berisi hasil"),
        (tmp_path / "tidak-ada.json", "cannot be read", "tidak dapat dibaca"),
        (b'{"format": "ikm-result", "ikm": 83}', "no result that ikm wrote", "tidak berisi hasil"),
    ):
        with pytest.raises(ikm.OptionError, match=words) as refused:
            ikm.verify(kept, form)
        assert kata in refused.value.words("id")
    run = ikm_here("cocokkan", form, form)
    assert (run.code, "simpan dengan: ikm nilai BERKAS --hasil hasil.json" in run.err) == (2, True)


def test_the_command_says_what_differs_and_ends_with_one(tmp_path: Path) -> None:
    kept = tmp_path / "hasil.json"
    kept.write_bytes(changed(ikm.score(PPID), ikm=83.95))
    run = ikm_here("cocokkan", kept, PPID)
    lines = run.out.splitlines()
    assert run.code == 1
    assert lines[0].startswith("Tidak cocok: 1 dari ")
    assert [line.split() for line in lines[2:]] == [
        ["Angka", "Tersimpan", "Dihitung", "ulang"],
        ["IKM", "83,95", "83,86"],
    ]
    told = ikm_here("verify", kept, PPID, "--json")
    assert told.code == 1
    again = ikm.Verification.model_validate_json(told.out)
    assert [one.name for one in again.differences] == ["ikm"]
    assert again == ikm.verify(kept, PPID)
    kept.write_bytes(ikm.score(PPID).model_dump_json().encode())
    right = ikm_here("verify", kept, PPID, "--lang", "en")
    assert (right.code, right.err) == (0, "")
    assert right.out.startswith("It agrees: ")
    assert " ".join(right.out.split()).endswith("so is the SHA-256 of the file.")


def test_many_differences_are_cut_on_the_screen_and_whole_in_json(tmp_path: Path, form: Path) -> None:
    kept = tmp_path / "hasil.json"
    kept.write_bytes(ikm.score(form).model_dump_json().encode())
    run = ikm_here("cocokkan", kept, PPID)
    assert run.code == 1
    assert "perbedaan lain; semuanya ada dengan --json" in run.out
    assert len(json.loads(ikm_here("cocokkan", kept, PPID, "--json").out)["differences"]) > 40


def test_the_words_of_the_findings_are_of_one_language() -> None:
    for entry in catalogue("verify").values():
        assert strangers(entry["id"]["message"].replace("{options}", ""), "id") == set()
