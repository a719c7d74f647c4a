"""The figures of a result: exact shares and values, averaged answers in no level nobody chose, what is hidden."""

from __future__ import annotations

from fractions import Fraction

import pytest
from command import ROOT
from hypothesis import given
from hypothesis import strategies as st

import ikm
from ikm.findings import Language
from ikm.reports import element_figure, group_figures, number, shares_figure
from ikm.scoring import score_tally
from ikm.tallies import Tally

PPID = ROOT / "examples" / "ppid-2023.csv"
ELEMENTS = ("persyaratan", "prosedur")

whole = st.integers(1, 4)
averaged = st.tuples(whole, whole, whole).map(lambda scores: Fraction(sum(scores), 3))


@given(st.lists(st.tuples(whole, whole), min_size=1, max_size=40))
def test_shares_are_those_of_the_answers(answers: list[tuple[int, int]]) -> None:
    result = score_tally(Tally.of_scores(ELEMENTS, answers))
    figure = shares_figure(result)
    assert figure.levels == ("1 (terendah)", "2", "3", "4 (tertinggi)")
    for place, row in enumerate(figure.rows):
        given_here = [answer[place] for answer in answers]
        assert row.shares == tuple(Fraction(given_here.count(level), len(answers)) for level in range(1, 5))
        assert row.texts == tuple(f"{number(share * 100, 1, 'id')} %" for share in row.shares)
        assert row.favourable == f"{number(sum(row.shares[2:]) * 100, 1, 'id')} %"


@given(st.lists(st.tuples(averaged, whole), min_size=1, max_size=40))
def test_averaged_answers_lie_between_levels_and_in_none(answers: list[tuple[Fraction, int]]) -> None:
    result = score_tally(Tally.of_scores(ELEMENTS, answers))
    figure = shares_figure(result)
    mixed = [answer for answer, _ in answers]
    if all(answer.denominator == 1 for answer in mixed):
        assert len(figure.levels) == 4
        return
    assert figure.levels[1:4] == ("antara 1 dan 2", "2", "antara 2 dan 3")
    first, second = figure.rows
    for place, level in enumerate(range(1, 5)):
        assert first.shares[2 * place] == Fraction(mixed.count(Fraction(level)), len(mixed))
    for place, below in enumerate(range(1, 4)):
        between = [answer for answer in mixed if below < answer < below + 1]
        assert first.shares[2 * place + 1] == Fraction(len(between), len(mixed))
    assert sum(first.shares) == sum(second.shares) == 1
    assert not any(second.shares[1::2])
    favourable = Fraction(sum(answer >= 3 for answer in mixed), len(mixed))
    assert first.favourable == f"{number(favourable * 100, 1, 'id')} %"


@given(st.lists(st.tuples(averaged, whole), min_size=1, max_size=40))
def test_values_are_exact_and_written_half_up(answers: list[tuple[Fraction, int]]) -> None:
    result = score_tally(Tally.of_scores(ELEMENTS, answers), weight="exact")
    figure = element_figure(result)
    for place, bar in enumerate(figure.bars):
        exact = sum(Fraction(answer[place]) for answer in answers) / len(answers) * 25
        assert (bar.value, bar.text) == (exact, number(exact, 2, "id"))
        assert bar.text == number(result.elements[place].ikm, 2, "id")
    assert figure.index is not None
    assert (str(figure.index.value), figure.index.text) == (result.ikm_exact, number(result.ikm, 2, "id"))


def test_bands_are_those_of_the_instrument() -> None:
    figure = element_figure(ikm.score(PPID))
    law = ikm.load_regulation()
    assert [(zone.mutu, zone.kinerja, zone.low) for zone in figure.bands] == [
        (band.mutu, band.kinerja, Fraction(band.low)) for band in law.bands
    ]
    assert [figure.low, figure.high] == [25, 100]
    older = ikm.score(PPID)
    other = older.model_copy(update={"provenance": older.provenance.model_copy(update={"regulation_sha256": "0"})})
    bare = element_figure(other)
    assert bare.bands == ()
    assert [bare.low, bare.high] == [25, 100]
    assert bare.bars == figure.bars


@pytest.mark.parametrize("lang", ["id", "en"])
def test_groups_that_are_hidden_have_no_bar(lang: Language) -> None:
    result = ikm.score(PPID, by=["pendidikan", ("pendidikan", "jenis_layanan")], lang=lang)
    assert result.groups is not None
    one, two = group_figures(result)
    assert (one.key, two.key) == ("kelompok-pendidikan", "kelompok-pendidikan*jenis_layanan")
    for figure, groups in zip((one, two), result.groups.tables.values(), strict=True):
        for bar, group in zip(figure.bars, groups, strict=True):
            assert (bar.value is None) == (group.ikm is None)
            if group.ikm is not None:
                assert (bar.text, bar.mutu) == (number(group.ikm, 2, lang), group.mutu)
            else:
                assert bar.text == {"id": "disembunyikan", "en": "hidden"}[lang]
    assert group_figures(ikm.score(PPID)) == ()


def test_all_that_share_an_end_of_the_distribution_are_named() -> None:
    answers = [[4, 4, 3, 2, 4, 4, 4, 2, 4], [2, 4, 1, 3, 3, 4, 4, 4, 4]]
    told = shares_figure(ikm.score(answers)).description
    most, least = told.partition("terbanyak: ")[2].split("Paling sedikit: ")
    assert (most.count("100,0 %"), most.count("…")) == (3, 1)
    assert [part.split()[0] for part in least.split("), ")] == ["U1", "U3", "U4"]
    assert least.endswith(" ….")
