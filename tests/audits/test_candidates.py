"""Candidates: the weights that are tried, each once."""

from __future__ import annotations

from fractions import Fraction

import pytest

from ikm.audits.candidates import weights_of


@pytest.mark.parametrize(
    ("elements", "stated", "names"),
    [
        (9, None, ["exact", "0.111", "0.11", "0.071", "0.1111"]),
        (9, Fraction("0.111"), ["exact", "0.111", "0.11", "0.071", "0.1111"]),
        (9, Fraction(1, 9), ["exact", "0.111", "0.11", "0.071", "0.1111"]),
        (9, Fraction("0.12"), ["exact", "0.111", "0.11", "0.071", "0.12", "0.1111"]),
        (9, Fraction("0.1111"), ["exact", "0.111", "0.11", "0.071", "0.1111"]),
        (10, None, ["exact", "0.111", "0.11", "1/9", "0.071"]),
        (14, None, ["exact", "0.071", "0.07", "0.111", "0.11", "1/9", "0.0714"]),
    ],
)
def test_each_weight_is_tried_once(elements: int, stated: Fraction | None, names: list[str]) -> None:
    assert [one.name for one in weights_of(elements, stated)] == names
    rare = [one.name for one in weights_of(elements, stated) if one.rare]
    # One of four decimals is rare, unless somebody states it.
    assert rare == [name for name in names[-1:] if len(name) == 6 and stated != Fraction(name)]


def test_weights_of_their_own_are_tried_first() -> None:
    own = [Fraction("0.4"), Fraction("0.6")]
    first = weights_of(2, None, own)[0]
    assert (first.name, first.values, first.same, first.rare) == ("own", tuple(own), None, False)
    assert weights_of(2)[0].same == Fraction(1, 2)
