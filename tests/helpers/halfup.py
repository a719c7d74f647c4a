"""Figures computed anew from counts: rounded half up by whole numbers alone, and written as Indonesian does."""

from __future__ import annotations

import re
from fractions import Fraction

from hypothesis import strategies as st

from ikm.tallies import Tally

ELEMENTS = ["persyaratan", "prosedur", "waktu", "biaya", "produk", "kompetensi", "perilaku", "pengaduan", "sarana"]
DECIMALS = {"0.111": 3, "0.11": 2}


def rounded(exact: Fraction, decimals: int) -> str:
    """Round half up by whole numbers alone, and write it as Indonesian does."""
    scaled = exact * 10**decimals + Fraction(1, 2)
    digits = f"{scaled.numerator // scaled.denominator:0{decimals + 1}}"
    whole, rest = (digits[:-decimals], digits[-decimals:]) if decimals else (digits, "")
    grouped = re.sub(r"(?<=\d)(?=(?:\d{3})+$)", ".", whole)
    return f"{grouped},{rest}" if decimals else grouped


def one_weight(name: str, elements: int) -> Fraction:
    exact = Fraction(1, elements)
    return exact if name == "exact" else Fraction(rounded(exact, DECIMALS[name]).replace(",", "."))


levels = st.sampled_from([1, 2, 3, 4, Fraction(7, 2), Fraction(10, 3), Fraction(13, 4), Fraction(23, 7)])


@st.composite
def tallies(draw: st.DrawFn) -> Tally:
    elements = ELEMENTS[: draw(st.integers(2, 9))]
    rows = draw(
        st.lists(st.tuples(*[st.none() | levels for _ in elements]), min_size=1, max_size=8).filter(
            lambda rows: all(any(answer is not None for answer in column) for column in zip(*rows, strict=True))
        )
    )
    times = draw(st.sampled_from([1, 7, 40, 80]))
    return Tally.of_scores(elements, [list(row) for row in rows] * times)
