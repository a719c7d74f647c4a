"""How often the interval of an index holds the index of all people served: a simulation.

python benchmarks/coverage.py            the tables of docs/statistics.md (a few minutes)
python benchmarks/coverage.py --draws 1000

A population is a table of how many people have each total of nine answers (9 to 36): all that the interval of an index
with equal weights sees.  Its people are made up: nine answers each, from 1 to 4, with given means, answers of one
person alike by a common factor, and some who give nine equal answers.  From it so many samples are drawn, with
replacement where it is endless and without where it has N people, and counted is how often the limits hold its mean.

The limits are computed for all samples at once, and for some of each population by `ikm.statistics` too; both must be
the same.
"""

from __future__ import annotations

import argparse
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from ikm.statistics import Estimate, normal_quantile, t_quantile

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    Array = NDArray[np.float64]
    Counts = NDArray[np.int64]

TOTALS = np.arange(9, 37)
SIZES = (10, 15, 30, 60, 136, 400)
PEOPLE: tuple[int | None, ...] = (205, 1000, None)
MADE = 200_000
"""How many people are made up for a population; of a finite one, N of them."""
CHECKED = 20
"""So many samples of each cell are computed by ikm too."""


class Population(NamedTuple):
    """A population: its name, and how many of the people made up have each total."""

    name: str
    totals: Counts


def answers(rng: np.random.Generator, shares: Array, alike: float, straight: float) -> Counts:
    """Make up people: the shares of 1 to 4 of each element, how alike one's answers are, how many give equal ones."""
    common = rng.standard_normal((MADE, 1))
    latent = np.sqrt(alike) * common + np.sqrt(1 - alike) * rng.standard_normal((MADE, 9))
    cuts = np.array(
        [[normal_quantile(float(min(max(p, 1e-12), 1 - 1e-12))) for p in np.cumsum(row)[:3]] for row in shares]
    )
    scores = 1 + (latent[:, :, None] > cuts[None, :, :]).sum(axis=2)
    same = rng.random(MADE) < straight
    scores[same] = scores[same][:, [4]]
    return np.bincount(scores.sum(axis=1), minlength=37)[9:]


def of_means(means: Iterable[float]) -> Array:
    """Give shares of the answers 1 to 4 with these means: binomial ones."""
    parts = [(mean - 1) / 3 for mean in means]
    return np.array([[(1 - q) ** 3, 3 * q * (1 - q) ** 2, 3 * q * q * (1 - q), q**3] for q in parts])


def twelve(rng: np.random.Generator) -> list[Population]:
    """Give the twelve: means 2.6 to 3.9, answers a little or very much alike, or 55 per cent straight lines."""
    made = []
    for mean in (2.6, 3.2, 3.6, 3.9):
        shares = of_means(min(mean + step, 3.97) for step in np.linspace(-0.15, 0.15, 9))
        for name, alike, straight in (("0.2", 0.2, 0.0), ("0.7", 0.7, 0.0), ("55 % straight", 0.2, 0.55)):
            made.append(Population(f"mean {mean}, {name}", answers(rng, shares, alike, straight)))
    return made


def at(rng: np.random.Generator, parts: dict[int, float], name: str) -> Population:
    """Give a population of straight lines: the share of each answer, the same in all nine."""
    del rng
    totals = np.zeros(28, dtype=np.int64)
    for score, share in parts.items():
        totals[9 * score - 9] += round(share * MADE)
    return Population(name, totals)


def difficult(rng: np.random.Generator) -> list[Population]:
    """Give the shapes in which no method works well."""
    near = answers(rng, of_means([3.65] * 9), 0.4, 0.2)
    ones = at(rng, {1: 0.03}, "").totals
    return [
        Population("index near 97", answers(rng, of_means([3.88] * 9), 0.5, 0.3)),
        Population("index near 99", answers(rng, of_means([3.96] * 9), 0.5, 0.3)),
        Population("3 % all 1, others near 90", (near * 0.97).astype(np.int64) + ones),
        at(rng, {3: 0.97, 4: 0.02, 2: 0.01}, "97 % all 3"),
        at(rng, {4: 0.92, 1: 0.08}, "92 % all 4, 8 % all 1"),
    ]


def sixty(rng: np.random.Generator) -> list[Population]:
    """Give sixty at random: any shares of the answers, means 2.3 to 3.9, any likeness, up to 60 % straight lines."""
    made: list[Population] = []
    while len(made) < 60:
        low = rng.dirichlet([0.4, 1.0, 3.0, 3.0])
        shares = np.array([rng.dirichlet(30 * low + 0.05) for _ in range(9)])
        mean = float((shares @ np.arange(1, 5)).mean())
        if 2.3 <= mean <= 3.9:
            found = answers(rng, shares, float(rng.uniform(0.05, 0.8)), float(rng.choice([0, 0.2, 0.4, 0.6])))
            made.append(Population(f"random {len(made) + 1}: mean {mean:.2f}", found))
    return made


def drawn(
    rng: np.random.Generator, population: Population, n: int, people: int | None, draws: int
) -> tuple[Counts, float]:
    """Draw samples; give how many of each have each total, and the mean of the population on 0..1."""
    totals = population.totals
    if people is None:
        share = totals / totals.sum()
        return rng.multinomial(n, share, size=draws), float((share @ TOTALS - 9) / 27)
    # A finite population is so many of the people made up.
    some = rng.multivariate_hypergeometric(totals, people)
    mean = float((some @ TOTALS / people - 9) / 27)
    return rng.multivariate_hypergeometric(some, n, size=draws), mean


def limits(samples: Counts, n: int, people: int | None) -> tuple[Array, Array]:
    """Give the limits of every sample, on 0..1: the formula of `ikm.statistics.intervals`."""
    first, second = samples @ TOTALS, samples @ (TOTALS * TOTALS)
    p = (first - 9 * n) / (27 * n)
    v = (n * second - first**2) / (729 * n * (n - 1))
    phi = (n * v + 1 / 16) / (n * p * (1 - p) + 1 / 4)
    k = t_quantile(0.975, n - 1) ** 2 * phi * (1 - (0 if people is None else n / people)) / n
    half = np.sqrt(k * p * (1 - p) + k * k / 4)
    return (p + k / 2 - half) / (1 + k), (p + k / 2 + half) / (1 + k)


def check(samples: Counts, low: Array, high: Array, n: int, people: int | None) -> None:
    """Compare some limits with those of ikm."""
    for row, *found in zip(samples[:CHECKED].tolist(), low[:CHECKED], high[:CHECKED], strict=False):
        first = sum(number * total for number, total in zip(row, TOTALS.tolist(), strict=True))
        second = sum(number * total**2 for number, total in zip(row, TOTALS.tolist(), strict=True))
        variance = Fraction(n * second - first**2, 729 * n * (n - 1))
        asked = Fraction() if people is None else Fraction(n, people)
        wanted = Estimate(n, Fraction(first - 9 * n, 27 * n), variance, asked).interval(0.95)
        assert np.allclose(found, wanted, rtol=1e-12, atol=1e-12)


class Cell(NamedTuple):
    """What was found: in per cent how often limits held the index of all, it lay under them, or over; their width."""

    population: str
    n: int
    people: int | None
    held: float
    under: float
    over: float
    width: float


def measured(populations: Sequence[Population], seed: int, draws: int) -> list[Cell]:
    """Measure all cells."""
    rng = np.random.default_rng(seed)
    cells = []
    for population in populations:
        for people in PEOPLE:
            for n in SIZES:
                if people is not None and n >= people:
                    continue
                samples, mean = drawn(rng, population, n, people, draws)
                low, high = limits(samples, n, people)
                check(samples, low, high, n, people)
                under, over = float((mean < low - 1e-12).mean()), float((mean > high + 1e-12).mean())
                width = float((high - low).mean()) * 75
                held = 100 * (1 - under - over)
                cells.append(Cell(population.name, n, people, held, 100 * under, 100 * over, width))
    return cells


def told(people: int | None) -> str:
    """Write the size of a population."""
    return "endless" if people is None else f"{people:,}"


def table(title: str, cells: Sequence[Cell]) -> None:
    """Print the lowest and highest coverage of each n and N, and every cell below 93 or above 97."""
    print(f"\n{title}\n\n| N | {' | '.join(f'n = {n}' for n in SIZES)} |\n|---|{'---|' * len(SIZES)}")
    for people in PEOPLE:
        row = []
        for n in SIZES:
            held = [cell.held for cell in cells if (cell.n, cell.people) == (n, people)]
            row.append(f"{min(held):.1f}–{max(held):.1f}" if held else "")
        print(f"| {told(people)} | {' | '.join(row)} |")
    print("\nBelow 93 or above 97, for each n: held (index below the limits / above them):\n")
    print("| Population | N | Cells |\n|---|---|---|")
    for name, people in dict.fromkeys((cell.population, cell.people) for cell in cells):
        here = [cell for cell in cells if (cell.population, cell.people) == (name, people)]
        odd = [
            f"{cell.n}: {cell.held:.1f} ({cell.under:.1f} / {cell.over:.1f})"
            for cell in here
            if not 93 <= cell.held <= 97
        ]
        if odd:
            print(f"| {name} | {told(people)} | {'; '.join(odd)} |")
    print("\nMean width of the interval, N endless:\n")
    for n in SIZES:
        widths = [cell.width for cell in cells if (cell.n, cell.people) == (n, None)]
        print(f"n = {n}: {min(widths):.1f} to {max(widths):.1f}")


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description="How often the interval holds the index of all people served.")
    options.add_argument("--draws", type=int, default=10_000, help="samples of each cell")
    draws = options.parse_args().draws
    rng = np.random.default_rng(14)
    several = {"The twelve": twelve(rng), "Difficult shapes": difficult(rng), "Sixty at random": sixty(rng)}
    for seed, (title, populations) in enumerate(several.items(), 1):
        table(title, measured(populations, seed, draws))


if __name__ == "__main__":
    main()
