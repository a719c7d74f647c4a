"""Sample size: how many respondents a survey needs (Krejcie and Morgan, 1970).

The table that goes with the regulation comes from the formula

    S = X² N P (1 − P) ÷ (d² (N − 1) + X² P (1 − P))

with X² = 3.841 (chi-square, one degree of freedom, 95 %), P = 0.5 and d = 0.05, rounded half up: so
rounded it gives all 90 printed rows.  Below a population of 10 everybody is asked.  Where a printed row
exists for exactly this population it is given beside the formula's figure.

Another confidence level, margin or proportion is yours to choose; chi-square then comes from
`ikm.statistics`.  Offices also take the size from Slovin's formula or from Cochran's (``method``;
`ikm.scoring.sizes` has all three): their sources do not say how to round, and ikm rounds both up, so that the margin
holds.  This module does not judge whether the respondents were drawn properly.

>>> from ikm.scoring.sampling import krejcie_morgan, sample_size
>>> krejcie_morgan(205), krejcie_morgan(9), krejcie_morgan(1_000_000)
(134, 9, 384)
>>> sample = sample_size(205, achieved=136)
>>> sample.required, sample.sufficient, sample.printed
(134, True, None)
>>> sample_size(210).printed, krejcie_morgan(1000, confidence=0.99)
(136, 399)
>>> [sample_size(205, method=name).required for name in ("krejcie-morgan", "slovin", "cochran")]
[134, 136, 134]
"""

from __future__ import annotations

from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING, Literal, get_args

from ikm.arguments import exact_number, one_of, people_of, shown_exactly
from ikm.errors import OptionError
from ikm.findings import Typed
from ikm.regulation import law_of, round_half_up
from ikm.scoring.results import Sample
from ikm.scoring.sizes import krejcie_morgan_formula, slovin
from ikm.statistics import chi_square_quantile

if TYPE_CHECKING:
    from pathlib import Path

    from ikm.regulation import Regulation, Sampling

__all__ = ["METHODS", "SampleMethod", "krejcie_morgan", "sample_size", "share_of"]

SampleMethod = Literal["krejcie-morgan", "slovin", "cochran"]
METHODS: tuple[SampleMethod, ...] = get_args(SampleMethod)
"""The formulas a sample size may be taken from, the regulation's own first."""


def krejcie_morgan(
    population: int,
    *,
    confidence: float | None = None,
    margin: float | None = None,
    proportion: float | None = None,
    regulation: str | Path | Regulation | None = None,
) -> int:
    """Compute the number of respondents required.

    Parameters
    ----------
    population : int
        N, the number of people served in the period; 0 or more.
    confidence : float, optional
        Level of confidence between 0 and 1 (the printed parameters: 0.95, with X² = 3.841).
    margin : float, optional
        Margin of error d between 0 and 1 (0.05).
    proportion : float, optional
        Population proportion P between 0 and 1 (0.5, which asks for the most).
    regulation : str, path or Regulation, optional
        Where the parameters come from; PermenPANRB 14/2017 unless given.

    Returns
    -------
    int
        S, rounded half up; never more than the population.

    Raises
    ------
    OptionError
        For a population that is not a whole number of people, or a parameter outside its range.

    References
    ----------
    .. [1] Krejcie, R. V., & Morgan, D. W. (1970). Determining Sample Size for Research Activities.
       Educational and Psychological Measurement, 30(3), 607-610.
    """
    rule = _rule(regulation)
    people = people_of("population", population)
    level = rule.confidence if confidence is None else share_of(confidence, "confidence", "0.99")
    chi_square = rule.chi_square if level == rule.confidence else _chi_square(level)
    d = rule.margin if margin is None else share_of(margin, "margin", "0.03")
    p = rule.proportion if proportion is None else share_of(proportion, "proportion", "0.5")
    if people < rule.census_below:
        return people
    size = krejcie_morgan_formula(people, chi_square, d, p)
    return min(people, max(1, int(round_half_up(size, 0))))


def sample_size(
    population: int,
    achieved: int | None = None,
    *,
    method: SampleMethod = "krejcie-morgan",
    confidence: float | None = None,
    margin: float | None = None,
    proportion: float | None = None,
    regulation: str | Path | Regulation | None = None,
) -> Sample:
    """Compare the respondents a survey has with the number it needs.

    Parameters
    ----------
    population, confidence, margin, proportion, regulation
        As in `krejcie_morgan`.
    achieved : int, optional
        The respondents the survey has.
    method : {"krejcie-morgan", "slovin", "cochran"}
        The formula: that of the regulation, Slovin's (which has no confidence and no proportion), or Cochran's with the
        correction for the population.

    Returns
    -------
    Sample
        ``required``, ``achieved``, ``sufficient`` (none when nothing was achieved yet, or more respondents than there
        are people, so that the population is wrong) and ``printed``, the figure of the printed table when it has a row
        for exactly this population.

    Raises
    ------
    OptionError
        As `krejcie_morgan`; and for another method, or a parameter that it does not have.

    References
    ----------
    .. [1] Cochran, W. G. (1977). Sampling Techniques, 3rd ed., chapter 4.  Wiley.
    """
    one_of("method", method, METHODS)
    rule = _rule(regulation)
    if method != "krejcie-morgan":
        return _other(population, achieved, method, rule, confidence, margin, proportion)
    required = krejcie_morgan(
        population, confidence=confidence, margin=margin, proportion=proportion, regulation=regulation
    )
    got = None if achieved is None else people_of("number of respondents", achieved)
    people = int(population)
    printed = rule.table.get(people) if confidence is margin is proportion is None else None
    return Sample(
        population=people,
        required=required,
        achieved=got,
        sufficient=_sufficient(got, required, people),
        method=rule.method,
        printed=printed,
    )


def _other(
    population: int,
    achieved: int | None,
    method: SampleMethod,
    rule: Sampling,
    confidence: float | None,
    margin: float | None,
    proportion: float | None,
) -> Sample:
    """Take the size from Slovin's or Cochran's formula, rounded up."""
    people = people_of("population", population)
    d = rule.margin if margin is None else share_of(margin, "margin", "0.03")
    if method == "slovin":
        if confidence is not None or proportion is not None:
            raise OptionError(
                "Slovin's formula has no confidence and no proportion; leave them out, or use method='cochran'.",
                id="Rumus Slovin tidak mengenal tingkat kepercayaan dan proporsi; hapus pilihannya, atau gunakan "
                "--method cochran.",
            )
        exact = slovin(people, d)
    else:
        level = rule.confidence if confidence is None else share_of(confidence, "confidence", "0.99")
        chi_square = rule.chi_square if level == rule.confidence else _chi_square(level)
        p = rule.proportion if proportion is None else share_of(proportion, "proportion", "0.5")
        exact = krejcie_morgan_formula(people, chi_square, d, p)
    required = people if people < rule.census_below else min(people, max(1, ceil(exact)))
    got = None if achieved is None else people_of("number of respondents", achieved)
    return Sample(
        population=people,
        required=required,
        achieved=got,
        sufficient=_sufficient(got, required, people),
        method=method,
        margin=float(d),
    )


def _sufficient(achieved: int | None, required: int, people: int) -> bool | None:
    """Say whether respondents are enough; not known where there are more of them than people."""
    return None if achieved is None or achieved > people else achieved >= required


def _rule(regulation: str | Path | Regulation | None) -> Sampling:
    law = law_of(regulation)
    if law.sampling is None:
        raise OptionError(
            f"The regulation {law.key} has no rule for the sample size.",
            id=f"Peraturan {law.key} tidak memuat cara menghitung jumlah sampel; jalankan tanpa {Typed('population')}.",
        )
    return law.sampling


def share_of(number: float, name: str, example: str) -> Fraction:
    """Read a share between 0 and 1, such as a level of confidence; refuses others with an `OptionError`."""
    value = None if isinstance(number, str) else exact_number(number)
    if value is None or not 0 < value < 1:
        raise OptionError(
            f"The {name} lies between 0 and 1, such as {example}; got {number!r}.",
            id=f"--{name} adalah angka di antara 0 dan 1, misalnya {example.replace('.', ',')}; "
            f"{_written(number)} tidak dapat digunakan.",
        )
    return value


def _written(number: object) -> str:
    """Write what is no share as Indonesian does."""
    exact = exact_number(number)
    return repr(number) if exact is None else shown_exactly(exact).replace(".", ",")


def _chi_square(level: Fraction) -> Fraction:
    return Fraction(chi_square_quantile(float(level), 1))
