"""Counts instead of answers: written the same each time, read back strictly, merged as if scored together."""

from __future__ import annotations

import json
from fractions import Fraction
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from command import ikm_here as ikm
from hypothesis import given
from hypothesis import strategies as st
from tables import NAMES, as_csv, as_xlsx

import ikm as library
from ikm.regulation import load_regulation
from ikm.surveys.tallying import merged_file, tally_file
from ikm.tallies.files import read_tally, seal
from ikm.tallies.tally import Tally

LAW = load_regulation()
KEYS = tuple(element.key for element in LAW.elements)
TIMES = ["2023-01-05 08:00:00", "2023-05-06 09:30:00", "2023-11-07 10:00:00"]
ROWS: list[list[Any]] = [[3, 3, 4, 4, 3, 3, 4, 3, 3], [4, 4, 3, 4, None, 3, 4, 3, 4], [2, 3, 3, 4, 3, 3, 3, 3, 2]]

levels = st.sampled_from([None, 1, 2, 3, 4, Fraction(7, 2), Fraction(5, 3)])
people = st.lists(st.tuples(st.sampled_from(["Ä·1", "b", ""]), st.tuples(*[levels] * 9)), max_size=12)


def tally_of(found: list[tuple[str, tuple[Any, ...]]], *, moments: bool = True) -> Tally:
    rows, groups = [row for _, row in found], [(name,) for name, _ in found]
    return Tally.of_scores(KEYS, rows, groups=groups, by=["unit"], moments=moments)


def stamped(rows: list[list[Any]] = ROWS) -> bytes:
    return as_csv([["Timestamp", *NAMES], *([TIMES[i % 3], *row] for i, row in enumerate(rows))])


@pytest.fixture
def office(tmp_path: Path) -> Path:
    (tmp_path / "a.csv").write_bytes(stamped())
    return tmp_path


def refused(data: bytes) -> str:
    with pytest.raises(library.SourceError) as caught:
        read_tally(data)
    assert len(caught.value.findings) == 1
    return caught.value.findings[0].translated("id").message


# ---- what is written


@given(people, st.booleans())
def test_what_is_written_is_read_back(found: Any, moments: bool) -> None:
    made = tally_file(tally_of(found, moments=moments), unit="Loket “A”")
    again = read_tally(made.to_bytes())
    assert again == made
    assert again.tally == tally_of(found, moments=moments)
    assert again.to_bytes() == made.to_bytes()


@given(people)
def test_the_order_of_respondents_changes_no_byte(found: Any) -> None:
    assert tally_file(tally_of(found)).to_bytes() == tally_file(tally_of(found[::-1])).to_bytes()


@given(people, people)
def test_merged_files_are_counted_together(one: Any, two: Any) -> None:
    merged = merged_file([tally_file(tally_of(one)), tally_file(tally_of(two))])
    assert read_tally(merged.to_bytes()).tally == tally_of(one + two)


def test_fractions_are_text_and_everything_an_auditor_asks_is_there(office: Path) -> None:
    header = ["Kecepatan waktu pelayanan", "Ketepatan waktu pelayanan", *(n for n in NAMES if n != "Waktu")]
    responses = library.load([header, [4, 3, *[4] * 8]])
    made = json.loads(library.tally_file(responses, moments=True).to_bytes())
    assert made["groups"][0]["complete_levels"]["waktu"] == {"7/2": 1}
    assert {(m["a"], m["b"]): m["sum_ab"] for m in made["groups"][0]["moments"]}["waktu", "waktu"] == "49/4"
    written = json.loads(ikm("tally", office / "a.csv", "--unit", "Loket A", "--population", 50).out)
    assert written["format"] == "ikm-tally"
    assert written["inputs"] == [
        {
            "name": "a.csv", "sha256": library.load(stamped()).facts.sha256, "sheet": None, "respondents": 3,
            "period": {"first": "2023-01-05T08:00:00", "last": "2023-11-07T10:00:00"},
        }
    ]  # fmt: skip
    assert (written["unit"], written["population"], written["rows"]["used"]) == ("Loket A", 50, 3)
    assert (written["regulation"], written["regulation_sha256"]) == (LAW.key, LAW.digest)
    assert written["findings_total"]["answer-blank"] == 1
    assert (written["groups"][0]["complete"], written["groups"][0]["partial"]) == (2, 1)
    assert set(json.loads(ikm("schema", "--of", "tally").out)["properties"]) == set(written)


def test_the_same_input_gives_the_same_bytes(office: Path) -> None:
    assert ikm("tally", office / "a.csv", "--out", office / "1.json").code == 0
    assert ikm("tally", office / "a.csv", "--out", office / "2.json").code == 0
    assert (office / "1.json").read_bytes() == (office / "2.json").read_bytes()
    assert ikm("tally", office / "a.csv").out.encode() == (office / "1.json").read_bytes()


def test_data_with_errors_is_refused_unless_it_is_taken_as_blank_and_the_file_says_so(office: Path) -> None:
    (office / "b.csv").write_bytes(stamped([*ROWS, [9, *[4] * 8]]))
    run = ikm("tally", office / "b.csv", "--out", office / "b.json")
    assert (run.code, (office / "b.json").exists()) == (1, False)
    assert "B5: U1 Persyaratan: nilai “9” di luar skala 1 sampai 4." in run.err
    assert ikm("tally", office / "b.csv", "--invalid", "blank", "--out", office / "b.json").code == 0
    file = read_tally(office / "b.json")
    assert file.invalid == "blank"
    assert [(one.element, one.code, one.answers) for one in file.unusable] == [("persyaratan", "answer-off-scale", 1)]
    merged = ikm("merge", office / "b.json")
    assert merged.code == 0
    assert "ada jawaban dianggap kosong" in merged.out
    alone = json.loads(ikm("score", office / "b.csv", "--invalid", "blank", "--json").out)
    assert json.loads(ikm("merge", office / "b.json", "--json").out)["units"][0]["result"]["ikm"] == alone["ikm"]
    strict = ikm("merge", office / "b.json", "--invalid", "refuse")
    assert strict.code == 1
    assert "1 jawaban tidak dapat digunakan (answer-off-scale)" in " ".join(strict.out.split())
    with pytest.raises(library.ResponseError, match="refused for 1 error"):
        library.tally_file(library.load(office / "b.csv"))


def test_counts_of_small_groups_come_with_a_warning(tmp_path: Path) -> None:
    rows = [["Laki-laki" if i < 4 else "Perempuan", *ROWS[0]] for i in range(20)]
    (tmp_path / "a.csv").write_bytes(as_csv([["Jenis Kelamin", *NAMES], *rows]))
    run = ikm("tally", tmp_path / "a.csv", "--by", "jenis_kelamin", "--out", tmp_path / "a.json")
    assert run.code == 0
    assert "1 kelompok berisi kurang dari 10 responden." in run.err
    assert "PERHATIAN" not in ikm("tally", tmp_path / "a.csv", "--out", tmp_path / "b.json").err
    shown = ikm("merge", tmp_path / "a.json", "--by", "jenis_kelamin")
    assert "1 kelompok kecil" in shown.out
    assert "Laki-laki" not in shown.out


def test_nothing_personal_is_in_a_file_of_counts(tmp_path: Path) -> None:
    header = ["Nama Lengkap", "Nomor HP", "Saran dan Masukan", *NAMES]
    rows = [["Wirawan Canarywati", "081234567890", "Canarywati menunggu lama", *row] for row in ROWS]
    (tmp_path / "a.csv").write_bytes(as_csv([header, *rows]))
    text = ikm("tally", tmp_path / "a.csv", "--moments").out
    assert text
    assert not [secret for secret in ("Canary", "0812", "menunggu") if secret in text]


def test_a_folder_is_counted_into_a_folder(office: Path, tmp_path: Path) -> None:
    (office / "b.xlsx").write_bytes(as_xlsx([NAMES, *ROWS]))
    (office / "c.csv").write_bytes(b"")
    run = ikm("tally", office, "--out", tmp_path / "cacah", "--jobs", 2, "--moments")
    assert run.code == 1
    assert "Ditulis: 2 berkas rekapitulasi di" in run.err
    assert sorted(path.name for path in (tmp_path / "cacah").iterdir()) == ["a.csv.json", "b.xlsx.json"]
    assert read_tally(tmp_path / "cacah" / "b.xlsx.json").unit == "b"
    again = ikm("tally", office, "--out", tmp_path / "cacah")
    assert (again.code, again.out) == (2, "")
    assert "a.csv.json sudah ada; pilih nama lain, atau timpa dengan --timpa." in again.err
    assert ikm("tally", office, "--out", tmp_path / "cacah", "--force").code == 1
    assert "--hasil FOLDER" in ikm("tally", office).err
    assert "--units DAFTAR" in ikm("tally", office, "--unit", "x", "--out", tmp_path / "z").err


def test_a_survey_file_names_the_unit_and_its_population(office: Path) -> None:
    (office / "survei.toml").write_text('unit = "Loket A"\npopulation = 70\n', encoding="utf-8")
    made = json.loads(ikm("tally", office / "a.csv", "--survey", office / "survei.toml").out)
    assert (made["unit"], made["population"]) == ("Loket A", 70)


# ---- what is read


def paths(value: Any, place: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """List the places of all values in a JSON document."""
    if isinstance(value, dict):
        return [p for key, inner in value.items() for p in paths(inner, (*place, key))] or [place]
    if isinstance(value, list):
        return [p for i, inner in enumerate(value) for p in paths(inner, (*place, i))] or [place]
    return [place]


def changed(value: Any) -> Any:
    if isinstance(value, bool) or value is None:
        return 1 if value is None else not value
    return value + 1 if isinstance(value, int) else f"{value}x" if isinstance(value, str) else ["x"]


def test_no_value_can_be_changed_unseen() -> None:
    rows = library.load(as_csv([["Jenis Kelamin", *NAMES], *(["P", *row] for row in ROWS)]))
    data = library.tally_file(rows, by="jenis_kelamin", moments=True, unit="A", population=3).to_bytes()
    places = paths(json.loads(data))
    assert len(places) > 150
    for place in places:
        for how in (changed, lambda _: None, lambda _: -1, lambda _: "1/0", lambda _: 10**400):
            document = json.loads(data)
            holder = document
            for part in place[:-1]:
                holder = holder[part]
            new = how(holder[place[-1]])
            if new == holder[place[-1]] and type(new) is type(holder[place[-1]]):
                continue
            holder[place[-1]] = new
            assert refused(json.dumps(document).encode()), place


def test_layout_of_the_text_does_not_matter() -> None:
    made = tally_file(tally_of([("b", (1,) * 9)]))
    assert read_tally(json.dumps(json.loads(made.to_bytes())).encode()) == made


def resealed(data: bytes, change: Any) -> bytes:
    """Change a file as somebody would who also corrects its digest."""
    document = json.loads(data)
    change(document)
    del document["digest"]
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    return json.dumps({**document, "digest": sha256(text.encode()).hexdigest()}).encode()


def test_names_of_a_later_ikm_are_ignored_whether_its_digest_covers_them_or_not() -> None:
    made = tally_file(tally_of([("b", (1,) * 9), ("", (None, *[Fraction(7, 2)] * 8))]))

    def later(document: dict[str, Any]) -> None:
        document["later"] = {"é": [1, "a\n", None]}
        document["groups"][0]["later"] = 1

    covered = resealed(made.to_bytes(), later)
    outside = json.dumps({**json.loads(made.to_bytes()), "note": "of nobody's"}).encode()
    assert json.loads(covered)["digest"] != made.digest
    for data in (covered, outside):
        assert read_tally(data).tally == made.tally
        assert read_tally(data).model_dump(exclude={"digest"}) == made.model_dump(exclude={"digest"})


def test_a_change_beside_names_of_a_later_ikm_is_noticed() -> None:
    made = library.tally_file(library.load(stamped()))
    covered = json.loads(resealed(made.to_bytes(), lambda d: d.update(later=1)))
    for change in ({"unit": "Loket B"}, {"later": 2}):
        assert "diubah setelah berkas ini dibuat" in refused(json.dumps({**covered, **change}).encode())


def test_the_digest_can_be_made_again_by_anybody() -> None:
    made = tally_file(tally_of([("b", (1,) * 9), ("", (None, *[Fraction(7, 2)] * 8))]))
    assert json.loads(resealed(made.to_bytes(), lambda _: None))["digest"] == made.digest == seal(made)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda d: d["groups"][0].update(complete=5), "tidak cocok dengan 5 kuesioner"),
        (lambda d: d["groups"][0]["complete_levels"]["biaya"].update({"4": -1}), "bagian groups.0"),
        (lambda d: d["groups"][0]["complete_levels"].update(biaya={"5": 2}), "biaya: ada nilai di luar skala"),
        (lambda d: d["groups"][0]["complete_levels"].update(biaya={"8/2": 2}), "bagian groups.0"),
        (lambda d: d["groups"][0]["complete_levels"].update(biaya={"4.0": 2}), "bagian groups.0"),
        (lambda d: d["groups"][0].update(partial=9), "kuesioner yang tidak lengkap tidak mungkin benar"),
        (
            lambda d: d["groups"][0]["partial_levels"].update(produk={"3": 1}),
            "kuesioner yang tidak lengkap tidak mungkin benar",
        ),
        (lambda d: d["groups"][0].update(group=["x"]), "tidak cocok dengan by"),
        (lambda d: d["groups"].append(d["groups"][0]), "ada kelompok yang kosong, dua kali, atau tidak urut"),
        (lambda d: d["groups"][0]["complete_levels"]["biaya"].update({"1": 0}), "bagian groups.0"),
        (lambda d: d["groups"][0]["complete_levels"].pop("biaya"), "unsur dalam rekapitulasinya tidak lengkap"),
        (lambda d: d["elements"].append("biaya"), "counts each of its elements once"),
        (lambda d: d["inputs"][0].update(respondents=2), "jumlah respondennya tidak cocok"),
        (lambda d: d["rows"].update(used=9), "rincian barisnya tidak berjumlah tepat"),
        (lambda d: d.update(unusable=[{"element": "biaya", "code": "x", "answers": 1}]), "tidak dapat digunakan"),
        (lambda d: d.update(moments=True), "data korelasi antarunsurnya tidak lengkap"),
        (lambda d: d.pop("groups"), "bagian groups tidak dapat digunakan"),
    ],
)
def test_impossible_counts_are_refused_in_words(change: Any, said: str) -> None:
    made = library.tally_file(library.load(stamped()))
    message = refused(resealed(made.to_bytes(), change))
    assert message.startswith("Berkas ini tidak utuh, atau tidak seperti yang ditulis ikm: ")
    assert said in message


@pytest.mark.parametrize("name", ["n", "sum_a", "sum_ab"])
@pytest.mark.parametrize("pair", [0, 1])
def test_impossible_moments_are_refused_in_words(name: str, pair: int) -> None:
    made = library.tally_file(library.load(stamped()), moments=True)
    data = resealed(made.to_bytes(), lambda d: d["groups"][0]["moments"][pair].update({name: 10**6}))
    assert "data korelasi antarunsurnya tidak cocok dengan rekapitulasinya" in refused(data)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "Berkas ini bukan berkas rekapitulasi jawaban buatan ikm."),
        (b"[]", "bukan berkas rekapitulasi jawaban buatan ikm."),
        (b'{"ikm": 83.86}', "bukan berkas rekapitulasi jawaban buatan ikm."),
        (b"PK\x03\x04", "bukan berkas rekapitulasi jawaban buatan ikm."),
        (b'{"format": "ikm-tally", "version": 2}', "bentuk versi 2; ikm ini membaca versi 1."),
        (b'{"format": "ikm-tally", "version": "1"}', "bentuk versi 1; ikm ini membaca versi 1."),
        (b'{"format": "ikm-tally", "version": 1}', "bagian ikm_version tidak dapat digunakan"),
        (b'{"format": ' + b"[" * 100_000, "bukan berkas rekapitulasi jawaban buatan ikm."),
    ],
)
def test_other_files_are_refused_in_words(data: bytes, said: str) -> None:
    assert said in refused(data)


@given(st.integers(0, 2000))
def test_a_cut_file_is_refused(length: int) -> None:
    data = tally_file(tally_of([("b", (1,) * 9)])).to_bytes()
    assert refused(data[: min(length, len(data) - 3)])


def test_files_beyond_the_limit_and_those_not_there_are_refused_in_words(office: Path) -> None:
    made = library.tally_file(library.load(stamped()))
    with pytest.raises(library.SourceError, match="limit tally_bytes"):
        read_tally(made.to_bytes(), limit=1000)
    with pytest.raises(library.SourceError, match="There is no file b.json"):
        read_tally(office / "b.json")


def test_a_file_of_counts_is_frozen() -> None:
    made = library.tally_file(library.load(stamped()))
    with pytest.raises(ValueError, match="frozen"):
        made.unit = "x"


# ---- what is merged


def test_merging_is_scoring_together(office: Path) -> None:
    (office / "b.csv").write_bytes(stamped([[4] * 9, [3] * 9]))
    (office / "all.csv").write_bytes(stamped([*ROWS, [4] * 9, [3] * 9]))
    for name in ("a", "b"):
        assert (
            ikm("tally", office / f"{name}.csv", "--out", office / f"{name}.json", "--unit", f"Loket {name}").code == 0
        )
    flags = ["--population", 205, "--target", 81, "--missing", "complete", "--weight", "exact", "--json"]
    run = ikm("merge", office / "a.json", office / "b.json", "--out", office / "m.json", "--unit", "Dinas", *flags)
    assert run.code == 0
    data, together = json.loads(run.out), json.loads(ikm("score", office / "all.csv", *flags).out)
    for name in ("ikm_exact", "elements", "sample", "target", "blanks", "lowest"):
        assert data["agency"]["pooled"][name] == together[name]
    # Counts without the sums of pairs have no limits of an index.
    bare = [{**one, "low": None, "high": None} for one in together["alternatives"]]
    assert data["agency"]["pooled"]["alternatives"] == bare
    alone = json.loads(ikm("score", office / "a.csv", *flags[2:]).out)
    unit = data["units"][0]
    assert (unit["unit"], unit["input"]) == ("Loket a", "a.json")
    for name in ("ikm_exact", "elements", "period", "blanks"):
        assert unit["result"][name] == alone[name]
    assert unit["result"]["provenance"]["input_sha256"] == alone["provenance"]["input_sha256"]
    merged = read_tally(office / "m.json")
    assert (merged.unit, len(merged.inputs), merged.tally.total.respondents) == ("Dinas", 2, 5)
    whole = json.loads(ikm("merge", office / "m.json", *flags).out)
    assert whole["agency"]["pooled"]["ikm_exact"] == together["ikm_exact"]


def test_populations_travel_with_the_counts_and_a_list_wins(office: Path) -> None:
    (office / "b.csv").write_bytes(stamped([[4] * 9]))
    for name, number in (("a", 10), ("b", 30)):
        ikm("tally", office / f"{name}.csv", "--out", office / f"{name}.json", "--population", number)
    weighted = json.loads(ikm("merge", office, "--weight", "exact", "--json").out)["agency"]["figures"][2]
    a = Fraction(json.loads(ikm("score", office / "a.csv", "--weight", "exact", "--json").out)["ikm_exact"])
    assert weighted["ikm_exact"] == str((a * 10 + 100 * 30) / 40)
    (office / "unit.csv").write_text("unit,population\na,1\nb,3\n", encoding="utf-8")
    data = json.loads(ikm("merge", office, "--units", office / "unit.csv", "--json").out)
    assert [one["population"] for one in data["units"]] == [1, 3]


def test_the_same_input_twice_is_refused_and_nothing_is_written(office: Path) -> None:
    for name in ("1", "2"):
        ikm("tally", office / "a.csv", "--out", office / f"{name}.json")
    (office / "m").mkdir()
    run = ikm("merge", office, "--out", office / "m" / "m.json")
    assert run.code == 1
    assert "Isinya sama persis dengan 1.json, sehingga" in run.out
    assert "m.json tidak ditulis: ada berkas yang ditolak atau unsurnya berbeda." in run.err
    assert ikm("merge", office, "--allow-duplicates").code == 0
    ikm("merge", office / "1.json", "--out", office / "whole.json")
    nested = ikm("merge", office / "whole.json", office / "2.json")
    assert "Isinya sama persis dengan whole.json" in nested.out


def test_two_quarters_of_one_file_are_no_duplicates(office: Path) -> None:
    for name, period in (("q1", "2023-Q1"), ("q2", "2023-Q2"), ("s1", "2023-S1")):
        assert ikm("tally", office / "a.csv", "--period", period, "--out", office / f"{name}.json").code == 0
    twice = "terhitung dua kali"
    assert twice not in " ".join(ikm("merge", office / "q1.json", office / "q2.json").out.split())
    assert twice in " ".join(ikm("merge", office / "q1.json", office / "s1.json").out.split())


def test_counts_too_few_for_a_figure_can_be_sent(office: Path) -> None:
    run = ikm("tally", office / "a.csv", "--period", "2023-Q2", "--out", office / "q2.json")
    assert run.code == 0
    assert "U5 Produk Spesifikasi Jenis Pelayanan: tidak ada satu pun dari 1" in run.err
    alone = ikm("merge", office / "q2.json", "--out", office / "m.json")
    assert alone.code == 1
    assert "0 dari 1 unit dihitung" in alone.out
    assert read_tally(office / "m.json").tally == read_tally(office / "q2.json").tally


def test_unlike_counts_are_named_and_not_mixed(office: Path) -> None:
    ikm("tally", office / "a.csv", "--out", office / "a.json")
    fewer = tally_file(Tally.of_scores(KEYS[:8], [[4] * 8]))
    (office / "b.json").write_bytes(fewer.to_bytes())
    (office / "m").mkdir()
    run = ikm("merge", office, "--out", office / "m" / "x.json", "--lang", "en")
    assert run.code == 0
    assert "Respondents cannot be pooled, because other" in " ".join(run.err.split())
    assert "elements are asked in: b." in " ".join(run.err.split())
    assert "x.json is not written" in run.err
    assert json.loads(ikm("merge", office, "--json").out)["agency"]["figures"][1]["ikm"] is not None

    old = load_regulation("permenpanrb-16-2014")
    other = tally_file(Tally.of_scores([e.key for e in old.elements], [[4] * 9]), regulation=old)
    (office / "c.json").write_bytes(other.to_bytes())
    run = ikm("merge", office / "a.json", office / "c.json")
    assert run.code == 1
    said = " ".join(run.out.split())
    assert "Rekapitulasi jawaban ini dihitung menurut permenpanrb-16-2014, yang lain menurut" in said
    english = ikm("merge", office / "a.json", office / "c.json", "--lang", "en")
    assert "These counts are made under permenpanrb-16-2014, the others under" in english.out
    assert ikm("merge", office / "c.json").code == 0
    assert "permenpanrb-14-2017" in ikm("merge", office / "c.json", "--regulation", "permenpanrb-14-2017").out
    (office / "d.json").write_text("{}", encoding="utf-8")
    assert (
        "d.json bukan berkas rekapitulasi jawaban buatan ikm." in ikm("merge", office / "a.json", office / "d.json").out
    )


def test_counts_on_another_scale_are_one_refused_unit(office: Path) -> None:
    five = tally_file(Tally.of_scores(KEYS, [[5] * 9], high=5))
    (office / "b.json").write_bytes(five.to_bytes())
    ikm("tally", office / "a.csv", "--out", office / "a.json")
    run = ikm("merge", office)
    assert run.code == 1
    assert "Rekapitulasi jawaban ini menggunakan skala 1–5, sedangkan peraturan menggunakan skala 1–4" in " ".join(
        run.out.split()
    )
    assert "1 dari 2 unit dihitung" in run.out


def test_units_of_one_name_are_told_apart_by_their_files(office: Path) -> None:
    for name, score in (("a", 4), ("b", 3)):
        made = tally_file(Tally.of_scores(KEYS, [[score] * 9]), unit="Loket")
        (office / f"{name}.json").write_bytes(made.to_bytes())
    data = json.loads(ikm("merge", office, "--json").out)
    assert [one["unit"] for one in data["units"]] == ["Loket (a.json)", "Loket (b.json)"]


def test_wrong_options_of_a_merge_are_wrong_use(office: Path) -> None:
    for name in "ab":
        ikm("tally", office / "a.csv", "--out", office / f"{name}.json")
    for flags, said in [
        (["--target", "500"], "Target adalah IKM di atas 0 sampai 100"),
        (["--weight", "0.2"], "Tidak ada bobot '0.2'."),
        (["--by", "warna"], "Rekapitulasi ini tidak dikelompokkan menurut 'warna'; yang ada: tidak ada."),
    ]:
        run = ikm("merge", office, *flags)
        assert (run.code, run.out) == (2, "")
        assert said in run.err


def test_groupings_that_differ_keep_what_is_common(tmp_path: Path) -> None:
    one = tally_file(tally_of([("b", (4,) * 9)], moments=False))
    two = tally_file(Tally.of_scores(KEYS, [[3] * 9], moments=True))
    merged = merged_file([one, two])
    assert (merged.by, merged.moments, merged.tally.total.respondents) == ((), False, 2)
    (tmp_path / "1.json").write_bytes(one.to_bytes())
    (tmp_path / "2.json").write_bytes(two.to_bytes())
    run = ikm("merge", tmp_path, "--by", "unit")
    assert run.code == 1
    assert "Rekapitulasi ini tidak dikelompokkan menurut 'unit'" in " ".join(run.out.split())


def test_merging_in_the_library_is_refused_in_words() -> None:
    one = tally_file(Tally.of_scores(KEYS, [[3] * 9]))
    old = load_regulation("permenpanrb-16-2014")
    other = tally_file(Tally.of_scores(KEYS, [[3] * 9]), regulation=old)
    with pytest.raises(library.OptionError, match="no tally to merge"):
        merged_file([])
    with pytest.raises(library.OptionError, match="under different regulations"):
        merged_file([one, other])
    with pytest.raises(library.OptionError, match="different elements"):
        merged_file([one, tally_file(Tally.of_scores(KEYS[:8], [[3] * 8]))])
    with pytest.raises(library.ResponseError, match="could not be used"):
        tally_file(Tally.of_patterns(KEYS, {(): {(3,) * 9: 1}}, faults={("biaya", "answer-off-scale"): 1}))


def test_counts_and_answers_make_one_agency(office: Path) -> None:
    ikm("tally", office / "a.csv", "--out", office / "a.json")
    found = library.score_agency({"a": read_tally(office / "a.json"), "b": [NAMES, [4] * 9]}, weight="exact")
    rows = library.score([NAMES, *ROWS, [4] * 9], weight="exact")
    assert found.agency.figures[0].ikm_exact == rows.ikm_exact
