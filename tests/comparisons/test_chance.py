"""Whether a change is more than chance: R's values through the whole way, what is not known said, and the words."""

from __future__ import annotations

import json
from math import isclose
from typing import TYPE_CHECKING, Any

import pytest
from command import ikm_here
from reference import references
from strangers import strangers
from tables import NAMES, as_csv

import ikm
from ikm.reports import chance_notes, chance_sentence, chance_tables

if TYPE_CHECKING:
    from pathlib import Path

KEYS = [element.key for element in ikm.load_regulation().elements]


def periods(**options: Any) -> dict[str, ikm.IKMResult]:
    """Score both periods of R's data set, each of its own population."""
    one = references()["periods"]
    people = one.populations or {}
    return {
        label: ikm.score(
            [NAMES, *([*row] for row, of in zip(one.rows, one.periods, strict=True) if of == label)],
            population=people[label] if options.get("corrected", True) else None,
            weight=options.get("weight", "exact"),
        )
        for label in sorted(set(one.periods))
    }


def rows(*means: int, n: int = 40) -> ikm.IKMResult:
    """Score n respondents of whom so many in every ten gave 4 and the others 3."""
    (many,) = means
    return ikm.score([NAMES, *([[4 if place % 10 < many else 3] * 9 for place in range(n)])], weight="exact")


def test_the_change_is_what_r_has() -> None:
    expected = references()["periods"].expected
    change = ikm.compare(periods()).changes[0]
    assert change.test is not None
    low, high = expected["square_and_add_difference_ci95"]
    assert (change.test.low, change.test.high) == (round(low, 4), round(high, 4))
    assert isclose(change.test.t or 0, expected["welch_fpc"]["t"], rel_tol=1e-9)
    assert isclose(change.test.df or 0, expected["welch_fpc"]["df"], rel_tol=1e-9)
    assert isclose(change.test.p or 0, expected["welch_fpc"]["p"], rel_tol=1e-9)
    assert (change.test.significant, change.test.method, change.test.p_holm) == (True, "square-and-add", None)
    plain = ikm.compare(periods(corrected=False)).changes[0]
    assert plain.test is not None
    assert isclose(plain.test.p or 0, expected["welch"]["p"], rel_tol=1e-9)
    items = expected["items"]
    assert list(plain.element_tests) == KEYS
    for key, t, p in zip(KEYS, items["t"], items["p"], strict=True):
        test = plain.element_tests[key]
        assert isclose(test.t or 0, t, rel_tol=1e-9)
        assert isclose(test.p or 0, p, rel_tol=1e-9)


def test_holm_and_the_limits_decide_together() -> None:
    tests = ikm.compare(periods(corrected=False)).changes[0].element_tests
    ordered = sorted(tests.values(), key=lambda one: one.p or 0)
    for place, one in enumerate(ordered):
        steps = [(each.p or 0) * (9 - at) for at, each in enumerate(ordered[: place + 1])]
        assert one.p_holm == min(1.0, max(steps))
        assert one.significant == ((one.low or 0) > 0 and (one.p_holm or 0) < 0.05)
    assert {one.significant for one in ordered} == {True, False}


@pytest.mark.parametrize(("weight", "share"), [("0.111", 0.999), ("0.11", 0.99)])
def test_a_weight_that_totals_less_makes_the_change_smaller(weight: str, share: float) -> None:
    exact, other = (ikm.compare(periods(weight=one)).changes[0].test for one in ("exact", weight))
    assert exact is not None
    assert other is not None
    assert isclose(other.low or 0, share * (exact.low or 0), abs_tol=1.1e-4)
    assert isclose(other.t or 0, exact.t or 0, rel_tol=1e-12)


def test_own_weights_have_their_limits() -> None:
    weights = {"U1": "1/9", **{f"U{number}": "1/9" for number in range(2, 10)}}
    exact, own = (ikm.compare(periods(weight=one)).changes[0].test for one in ("exact", weights))
    assert own == exact


def test_what_was_kept_gives_what_is_scored_now(tmp_path: Path) -> None:
    scored = periods()
    paths = {}
    for label, one in scored.items():
        paths[label] = tmp_path / f"{label}.json"
        paths[label].write_text(one.model_dump_json(), encoding="utf-8")
    assert ikm.compare(paths).changes == ikm.compare(scored).changes
    again = ikm.Comparison.model_validate_json(ikm.compare(scored).model_dump_json())
    assert again == ikm.compare(scored)


def test_the_confidence_is_that_of_the_call_or_of_the_survey_file(tmp_path: Path) -> None:
    wide, usual = (ikm.compare(periods(), confidence=one).changes[0].test for one in (0.99, 0.95))
    assert wide is not None
    assert usual is not None
    assert (wide.confidence, usual.confidence) == (0.99, 0.95)
    assert (wide.low or 0) < (usual.low or 0) < (usual.high or 0) < (wide.high or 0)
    plan = tmp_path / "survei.toml"
    plan.write_text("confidence = 99\n", encoding="utf-8")
    assert ikm.compare(periods(), survey=plan).changes[0].test == wide
    assert "99 %" in chance_sentence(ikm.compare(periods(), confidence=0.99))


def test_no_change_and_a_small_one_may_be_chance() -> None:
    before, after = rows(5), rows(6)
    change = ikm.compare({"2022": before, "2023": after}).changes[0]
    assert change.test is not None
    assert change.test.significant is False
    assert (change.test.low or 0) < 0 < (change.test.high or 0)
    same = ikm.compare({"2022": before, "2023": rows(5, n=50)}).changes[0]
    assert same.test is not None
    assert (same.ikm, same.test.t, same.test.p, same.test.significant) == (0, 0, 1.0, False)


def test_everybody_asked_in_both_periods_leaves_no_sampling_error() -> None:
    both = [ikm.score([NAMES, *([[score] * 9] * 20), [3] * 9], population=21, weight="exact") for score in (3, 4)]
    trend = ikm.compare({"2022": both[0], "2023": both[1]})
    test = trend.changes[0].test
    assert test is not None
    assert (test.method, test.p, test.significant) == ("census", None, True)
    assert test.low == test.high == 23.8095
    assert "seluruh penerima layanan menjawab" in chance_sentence(trend)


def test_answers_all_alike_have_limits_and_no_probability() -> None:
    alike = ikm.compare({"2022": ikm.score([NAMES, *([[4] * 9] * 30)]), "2023": ikm.score([NAMES, *([[4] * 9] * 20)])})
    test = alike.changes[0].test
    assert test is not None
    assert (test.t, test.p, test.significant) == (None, None, False)
    assert "–" in [cell.text for cell in next(chance_tables(alike)).rows[0].cells]
    assert all(one.p_holm is None for one in alike.changes[0].element_tests.values())


def test_a_published_period_has_no_chance_to_tell() -> None:
    trend = ikm.compare({"2022": 82.24, "2023": "examples/ppid-2023.xlsx"})
    test = trend.changes[0].test
    assert test is not None
    assert (test.reason, test.low, test.significant) == ("published", None, None)
    assert trend.changes[0].element_tests == {}
    assert chance_sentence(trend) == (
        "Tidak dapat dihitung apakah perubahan dari 2022 ke 2023 lebih dari kebetulan, karena nilai 2022 hanya "
        "diketahui sebagaimana diterbitkan."
    )
    assert list(chance_tables(trend)) == []
    assert chance_notes(trend) == ()
    both = ikm.compare({"2021": 81, "2022": 82.24}, lang="en")
    assert "the figures of both periods are only known" in chance_sentence(both)


def test_counts_without_sums_of_pairs_are_said_and_their_elements_compared() -> None:
    before = ikm.score(ikm.load([NAMES, *([[3] * 9] * 20), [4] * 9]).tally())
    trend = ikm.compare({"2022": before, "2023": rows(8)})
    test = trend.changes[0].test
    assert test is not None
    assert test.reason == "not-known"
    assert chance_sentence(trend).endswith(
        "karena ragam jawaban 2022 tidak diketahui; hitung lagi periode itu dari berkas jawabannya."
    )
    assert list(trend.changes[0].element_tests) == KEYS


def test_results_of_an_earlier_ikm_are_not_known() -> None:
    export = json.loads(rows(5).model_dump_json())
    del export["uncertainty"]
    before = ikm.IKMResult.model_validate(export)
    test = ikm.compare({"2022": before, "2023": rows(8)}).changes[0].test
    assert test is not None
    assert test.reason == "not-known"


def test_the_same_answers_twice_are_not_tested(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(as_csv([NAMES, *([[3] * 9] * 20), [4] * 9]))
    trend = ikm.compare({"2022": path, "2023": path})
    test = trend.changes[0].test
    assert test is not None
    assert test.reason == "same-answers"
    assert "ada jawaban yang sama dalam keduanya" in chance_sentence(trend)


def test_two_periods_of_one_file_are_tested(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    first = [["2022-05-02 08:00:00", *[3 + (place % 10 < 2)] * 9] for place in range(40)]
    second = [["2023-05-02 08:00:00", *[3 + (place % 10 < 8)] * 9] for place in range(40)]
    path.write_bytes(as_csv([["Timestamp", *NAMES], *first, *second]))
    test = ikm.compare({year: ikm.score(path, period=year) for year in ("2022", "2023")}).changes[0].test
    assert test is not None
    assert (test.reason, test.significant) == (None, True)


@pytest.mark.parametrize(("before", "after", "outside"), [((3, 10), (26, 40), True), ((0, 10), (4, 20), False)])
def test_limits_and_test_must_agree(before: tuple[int, int], after: tuple[int, int], outside: bool) -> None:
    scored = [
        ikm.score([NAMES, *([[4] * 9] * many), *([[3] * 9] * (n - many))], weight="exact")
        for many, n in (before, after)
    ]
    test = ikm.compare({"2022": scored[0], "2023": scored[1]}).changes[0].test
    assert test is not None
    assert ((test.low or 0) > 0, (test.p or 0) < 0.05) == (outside, not outside)
    assert test.significant is False


def test_more_answers_than_people_served_have_no_limits() -> None:
    answers = [NAMES, *([[3 + (place % 2)] * 9 for place in range(40)])]
    scored = ikm.score(answers, population=30)
    change = ikm.compare({"2022": scored, "2023": ikm.score(answers[:-4])}).changes[0]
    assert change.test is not None
    assert (change.test.reason, dict(change.element_tests)) == ("over-population", {})


def test_an_instrument_that_is_not_at_hand_has_no_element_limits() -> None:
    before, after = rows(5), rows(8)
    made = before.provenance.model_copy(update={"regulation": "kantor-kami"})
    trend = ikm.compare({"2022": before.model_copy(update={"provenance": made}), "2023": after})
    assert trend.changes[0].element_tests == {}
    assert trend.changes[0].test is not None
    assert trend.changes[0].test.low is not None


def test_the_sentences_by_hand() -> None:
    trend = ikm.compare(periods())
    assert chance_sentence(trend) == (
        "Perubahan IKM +4,54 dari 2025 ke 2026 lebih dari kebetulan: dengan tingkat kepercayaan 95 %, perubahan pada "
        "seluruh penerima layanan antara +2,41 dan +6,73."
    )
    english = ikm.compare(periods(), lang="en")
    assert chance_sentence(english).startswith("The change of the index by +4.54 from 2025 to 2026 is more than chance")
    small = ikm.compare({"2022": rows(5), "2023": rows(6)})
    assert "masih dapat terjadi karena kebetulan" in chance_sentence(small)
    index, elements = chance_tables(trend)
    assert [cell.text for cell in index.rows[0].cells] == ["2025 – 2026", "+4,54", "+2,41", "+6,73", "< 0,001", "ya"]
    assert [cell.text for cell in elements.rows[5].cells] == [
        "U6", "Kompetensi Pelaksana", "+3,04", "+0,13", "+6,05", "0,129", "belum tentu",
    ]  # fmt: skip
    told = " ".join([chance_sentence(trend), *chance_notes(trend)]).replace("square-and-add", "")
    assert strangers(told, "id") == set()


def test_every_product_tells_it(tmp_path: Path) -> None:
    paths = []
    for label, one in periods().items():
        paths.append(tmp_path / f"{label}.json")
        paths[-1].write_text(one.model_dump_json(), encoding="utf-8")
    words = [f"{path.stem}={path}" for path in paths]
    names = ("t.xlsx", "t.html", "t.pdf", "t.docx", "t.json")
    run = ikm_here(
        "bandingkan", *words, *(part for name in names for part in ("--hasil", tmp_path / name)), columns=100
    )
    assert run.code == 0, run.err
    assert "lebih dari kebetulan: dengan tingkat kepercayaan 95 %" in " ".join(run.out.split())
    assert [line.split()[0] for line in run.out.splitlines() if line.rstrip().endswith("belum tentu")] == [
        "U1",
        "U5",
        "U6",
    ]
    page = (tmp_path / "t.html").read_text(encoding="utf-8")
    assert "Peluang kebetulan (p, Holm)" in page
    assert "sampel acak" in page
    told = json.loads((tmp_path / "t.json").read_text(encoding="utf-8"))["changes"][0]
    assert told["test"]["method"] == "square-and-add"
    assert "lebih dari kebetulan" in ikm.compare(periods())._repr_html_() or "Lebih dari kebetulan" in page


def test_one_respondent_or_too_many_are_said_and_not_to_be_scored_again() -> None:
    one, few = ikm.score([[4] * 9]), ikm.score([NAMES, *([[3] * 9] * 12)], population=10)
    blank = [NAMES, *([[3, None, *[3] * 7]] * 2), *([[4] * 9] * 12)]
    answered = [NAMES, [3] * 9, *([[3, None, *[4] * 7]] * 12)]
    said = {
        "few-blanks": (
            ikm.score(blank),
            "kurang dari 10 di antaranya mengosongkan jawaban, sehingga jawaban mereka akan terbuka.",
        ),
        "one-answer": (ikm.score(answered), "karena ada unsur yang pada 2022 hanya dijawab satu orang."),
        "one-respondent": (one, "karena 2022 hanya diisi satu responden."),
        "over-population": (
            few,
            "karena responden 2022 lebih banyak daripada jumlah penerima layanannya; periksa jumlah itu (--populasi).",
        ),
    }
    for reason, (before, words) in said.items():
        trend = ikm.compare({"2022": before, "2023": rows(8)})
        test = trend.changes[0].test
        assert test is not None
        assert (test.reason, test.low, test.significant) == (reason, None, None)
        assert chance_sentence(trend).endswith(words)
    both = ikm.compare({"2022": one, "2023": ikm.score([[3] * 9])}, lang="en")
    assert chance_sentence(both).endswith("since there is only one respondent in both periods.")


def test_a_later_period_may_be_the_published_one() -> None:
    test = ikm.compare({"2022": rows(5), "2023": 82.24}).changes[0].test
    assert test is not None
    assert test.reason == "published"


def test_one_census_of_two_periods_leaves_the_error_of_the_other() -> None:
    before = ikm.score([NAMES, *([[3] * 9] * 20), [4] * 9], population=21, weight="exact")
    test = ikm.compare({"2022": before, "2023": rows(8)}).changes[0].test
    assert test is not None
    assert test.method == "square-and-add"
    assert (test.low or 0) < (test.high or 0)


def weighed(first: Any, second: Any, people: int | None = None) -> ikm.Comparison:
    """Compare the same sixty answers, 40 of all 4 and 20 of all 3, with two weights."""
    answers = [NAMES, *([[4] * 9] * 40), *([[3] * 9] * 20)]
    scored = [ikm.score(answers, weight=weight, population=people) for weight in (first, second)]
    return ikm.compare({"2022": scored[0], "2023": scored[1]}, lang="en")


def test_another_weight_alone_is_no_change_that_is_more_than_chance() -> None:
    trend = weighed("exact", "0.111", people=60)
    change = trend.changes[0]
    assert change.test is not None
    # The mean is 11/3: 91.67 with 1/9; 11/3 × 0.999 × 25 = 91.575, that is 91.58, with 0.111.
    assert (change.ikm, change.test.change) == (-0.09, 0.0)
    assert (change.test.low, change.test.high, change.test.significant) == (0.0, 0.0, False)
    assert chance_sentence(trend) == (
        "In both periods everybody served answered, so that the change of the index by 0.00 from 2022 to 2023 does not "
        "come from sampling. For this both were put on the weight of 2023; the difference of the published figures, "
        "−0.09, holds that of the weight too."
    )
    assert [cell.text for cell in next(chance_tables(trend)).rows[0].cells[1:]] == [
        "0.00", "0.00", "0.00", "–", "not certain",
    ]  # fmt: skip
    assert any(note.startswith("Where the weights of two periods total differently") for note in chance_notes(trend))


def test_the_change_on_the_later_weight_is_tested_as_if_both_had_it() -> None:
    before, after = rows(3), rows(8)
    kept = [NAMES, *([[4 if place % 10 < 8 else 3] * 9 for place in range(40)])]
    later = ikm.score(kept, weight="0.111")
    earlier = ikm.score([NAMES, *([[4 if place % 10 < 3 else 3] * 9 for place in range(40)])], weight="0.111")
    mixed = ikm.compare({"2022": before, "2023": later}).changes[0].test
    alike = ikm.compare({"2022": earlier, "2023": later}).changes[0]
    assert mixed is not None
    assert alike.test is not None
    assert mixed.change == alike.ikm == 12.49  # 3.8 × 24.975 = 94.905, 94.91; 3.3 × 24.975 = 82.4175, 82.42
    assert mixed.model_copy(update={"change": None}) == alike.test
    assert ikm.compare({"2022": before, "2023": after}).changes[0].test.change is None  # type: ignore[union-attr]


@pytest.mark.parametrize("people", [None, 60])
def test_an_index_of_elements_that_weigh_otherwise_is_not_tested_and_its_elements_are(people: int | None) -> None:
    heavy = {f"U{number}": "1/5" if number == 1 else "1/10" for number in range(1, 10)}
    trend = weighed("exact", heavy, people)
    test = trend.changes[0].test
    assert test is not None
    assert (test.reason, test.significant, test.low) == ("other-weights", None, None)
    assert list(trend.changes[0].element_tests) == KEYS
    assert "since they were weighted differently" in chance_sentence(trend)
    told = ikm.compare({"2022": ikm.score([[3] * 9] * 12), "2023": ikm.score([[3] * 9] * 12, weight=heavy)})
    assert "karena keduanya dihitung dengan bobot yang berbeda" in chance_sentence(told)
    alike = weighed(heavy, heavy, people).changes[0].test
    assert alike is not None
    assert (alike.reason, alike.change) == (None, None)


def test_where_there_is_no_test_the_notes_say_that_the_limits_decide() -> None:
    trend = ikm.compare({"2022": ikm.score([[3] * 9] * 5), "2023": ikm.score([[4] * 9] * 5)}, lang="en")
    test = trend.changes[0].test
    assert test is not None
    assert (test.p, test.significant) == (None, True)
    notes = chance_notes(trend)
    assert "leave out 0 and the test, where there is one, agrees." in notes[0]
    assert notes[1].endswith("everybody served answered; there the limits alone decide.")
    assert not any(
        "there is no test" in note for note in chance_notes(ikm.compare({"a": rows(3), "b": rows(8)}, lang="en"))
    )


def test_periods_of_one_file_that_overlap_are_not_tested(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    answers = [
        [f"2022-{1 + place // 20:02d}-{1 + place % 20:02d} 08:00:00", *[3 + place % 2] * 9] for place in range(60)
    ]
    path.write_bytes(as_csv([["Timestamp", *NAMES], *answers]))
    scored = {one: ikm.score(path, period=one) for one in ("2022-01..2022-02", "2022-02..2022-03", "2022-03")}
    first, second = (change.test for change in ikm.compare(scored).changes)
    assert first is not None
    assert second is not None
    assert (first.reason, second.reason) == ("same-answers", "same-answers")
    apart = ikm.compare({one: scored[one] for one in ("2022-01..2022-02", "2022-03")}).changes[0].test
    assert apart is not None
    assert apart.reason is None


def test_own_weights_that_are_all_alike_are_those_of_everybody() -> None:
    alike = dict.fromkeys(KEYS, "1/9")
    one, other = rows(5), ikm.score([NAMES, *[[4] * 9] * 20, *[[3] * 9] * 20], weight=alike)
    test = ikm.compare({"2022": one, "2023": other}).changes[0].test
    assert test is not None
    assert (test.reason, test.change) == (None, None)


def test_the_same_own_weights_leave_the_change_as_it_is() -> None:
    weights = {key: "0,2" if place == 0 else "0,1" for place, key in enumerate(KEYS)}
    found = []
    for top in (4, 3):
        answers = [[top, *[3] * 8]] * 20 + [[2, *[4] * 8]] * 20
        found.append(ikm.score([NAMES, *answers], weight=weights))
    test = ikm.compare(dict(zip(("2022", "2023"), found, strict=True))).changes[0].test
    assert test is not None
    assert (test.reason, test.change) == (None, None)
