"""What is measured: every bar of speed and memory, and what stands on the other side.

The other side is what one would write without ikm, and it does less: it reads the file, or takes nine means, and checks
nothing.  A line without a bar tells, and holds nobody to it.  A rival that is not installed is left out, by name.

In arguments ``@name`` stands for an input of `inputs`.
"""

from __future__ import annotations

from importlib.util import find_spec
from typing import Literal, NamedTuple

from inputs import NAMES, ROOT, TROUBLES

__all__ = ["WORKS", "Bar", "Work", "missing", "of_ikm"]

Arguments = tuple[str, ...]

SERVING = str(ROOT / "benchmarks" / "serving.py")


class Bar(NamedTuple):
    """One line of the table.

    ``most`` bounds the ratio of wall time (or of what ``measure`` says), ``memory`` our peak in MiB, ``seconds`` our
    wall time; ``needs`` are the packages of the other side.
    """

    name: str
    ours: Arguments
    theirs: Arguments | None = None
    most: float | None = None
    memory: int | None = None
    seconds: float | None = None
    measure: Literal["wall", "peak"] = "wall"
    needs: Arguments = ()


class Work(NamedTuple):
    """Lines whose commands run in turn; ``turns`` where fewer are enough."""

    name: str
    bars: tuple[Bar, ...]
    turns: int | None = None


def missing(bar: Bar) -> list[str]:
    """Name the packages of the other side that are not installed."""
    return [name for name in bar.needs if find_spec(name) is None]


def of_ikm(arguments: Arguments) -> bool:
    """Tell whether a command runs ikm."""
    return arguments[:2] == ("-m", "ikm") or arguments[0] == SERVING or "ikm" in arguments[-1].partition(";")[0]


def score(name: str, *options: str) -> Arguments:
    """Give the command under test."""
    return ("-m", "ikm", "score", f"@{name}", *options)


def code(text: str) -> Arguments:
    """Give a script of a line or two."""
    return ("-c", text)


def serve(way: str, workers: int, number: int = 300) -> Arguments:
    """Give the script that scores uploads as a service does."""
    return (SERVING, way, str(workers), str(number))


def pandas_xlsx(name: str, engine: str) -> Arguments:
    """Read a workbook with pandas."""
    return code(f"import pandas as pd; pd.read_excel('@{name}', engine='{engine}')")


def polars_xlsx(name: str) -> Arguments:
    """Read a workbook with Polars (through fastexcel)."""
    return code(f"import polars as pl; pl.read_excel('@{name}')")


def calamine(name: str) -> Arguments:
    """Read a workbook with python-calamine, which ikm uses too: the floor."""
    read = f"W.from_path('@{name}').get_sheet_by_index(0).to_python()"
    return code(f"from python_calamine import CalamineWorkbook as W; {read}")


def pandas_csv(name: str) -> Arguments:
    """Read a CSV file with pandas, by its own engine."""
    return code(f"import pandas as pd; pd.read_csv('@{name}', engine='c')")


def polars_csv(name: str) -> Arguments:
    """Take the nine means with Polars, lazily: only those columns are parsed."""
    return code(f"import polars as pl; pl.scan_csv('@{name}').select(pl.col({NAMES}).mean()).collect()")


def polars_words(name: str) -> Arguments:
    """Count the answers in words with Polars."""
    return code(f"import polars as pl; f = pl.read_csv('@{name}'); [f[c].value_counts() for c in f.columns[4:13]]")


def again(library: str, source: str) -> Arguments:
    """Score a frame, or the CSV it was read from, several times in one process."""
    read = f"path = '@forms-100000.csv'; import {library}, ikm; f = {library}.read_csv(path)"
    return code(f"{read}\nfor _ in range(8): ikm.score({source})")


COUNTS = ", ".join(f"count(case when {name} = {score} then 1 end)" for name in NAMES for score in (1, 2, 3, 4))
BLANKS = ", ".join(f"count(*) - count({name})" for name in NAMES)


def tally(table: str) -> Arguments:
    """Count a table where it is, by unit."""
    engine = table.partition(".")[0]
    return code(f"import {engine}, ikm; ikm.tally({table}, by='unit')")


def duckdb_query(name: str) -> Arguments:
    """Make the same counts with a query written by hand."""
    query = f"select unit, {COUNTS}, {BLANKS} from '@{name}' group by unit"  # noqa: S608 - our own names
    return code(f'import duckdb; duckdb.sql("{query}").fetchall()')


def polars_query(name: str) -> Arguments:
    """Make the same counts with Polars."""
    counts = "*((c(n) == s).sum().alias(f'{n}{s}') for n in N for s in (1, 2, 3, 4)), *(c(n).null_count() for n in N)"
    query = f"p('@{name}').group_by('unit').agg({counts}).collect()"
    return code(f"from polars import col as c, scan_parquet as p; N = {NAMES}; {query}")


def many(name: str, path: str) -> tuple[Bar, ...]:
    """Compare with every way of reading a large workbook."""
    return (
        Bar(f"{name} : calamine reading it", score(path), calamine(path), 1.8, 512),
        Bar(f"{name} : pandas + calamine reading it", score(path), pandas_xlsx(path, "calamine")),
        Bar(
            f"{name} : polars reading it",
            score(path),
            polars_xlsx(path),
            needs=("polars", "fastexcel"),
        ),
        Bar(f"{name} : pandas + openpyxl reading it", score(path), pandas_xlsx(path, "openpyxl"), 0.2, 512),
    )


BIG = "score 100,000 x 14 xlsx"
WORDED = "score 100,000 x 14 xlsx in words"
CSV = "score 1,000,000 x 14 csv"
FORMS = "score 1,000,000 x 14 Forms csv"
GROUPED = "score 100,000 rows by"
GROUPS, SINGLES = "grouped-20000.csv", "grouped-100000.csv"
BY = ("--by", "Loket")

WORKS = (
    Work("start", (Bar("import ikm : import pandas", code("import ikm"), code("import pandas"), 0.1),)),
    Work(
        "small xlsx",
        (
            Bar(
                "score 136 rows xlsx : pandas + openpyxl reading it",
                score("ppid-2023.xlsx"),
                pandas_xlsx("ppid-2023.xlsx", "openpyxl"),
                0.5,
            ),
            Bar(
                "score 136 rows xlsx : pandas + calamine reading it",
                score("ppid-2023.xlsx"),
                pandas_xlsx("ppid-2023.xlsx", "calamine"),
            ),
            Bar(
                "score 136 rows xlsx : polars reading it",
                score("ppid-2023.xlsx"),
                polars_xlsx("ppid-2023.xlsx"),
                needs=("polars", "fastexcel"),
            ),
        ),
    ),
    Work("large xlsx", (*many(WORDED, "forms-100000.xlsx"), *many(BIG, "100000.xlsx"))),
    Work(
        "growth xlsx",
        (
            Bar("xlsx, 1,000 to 10,000 rows", score("10000.xlsx"), score("1000.xlsx"), 10.5),
            Bar("xlsx, 10,000 to 100,000 rows", score("100000.xlsx"), score("10000.xlsx"), 10.5),
        ),
    ),
    Work(
        "large csv",
        (
            Bar(f"{CSV} : pandas reading it", score("1000000.csv"), pandas_csv("1000000.csv"), memory=300),
            Bar(
                f"{CSV} : polars taking nine means",
                score("1000000.csv"),
                polars_csv("1000000.csv"),
                needs=("polars",),
            ),
        ),
    ),
    Work(
        "growth csv",
        (
            Bar("csv, 10,000 to 100,000 rows", score("100000.csv"), score("10000.csv"), 10.5),
            Bar("csv, 100,000 to 1,000,000 rows", score("1000000.csv"), score("100000.csv"), 10.5),
            Bar(
                "csv, peak memory from 100,000 to 1,000,000 rows",
                score("1000000.csv"),
                score("100000.csv"),
                2.0,
                measure="peak",
            ),
        ),
    ),
    Work(
        "forms csv",
        (
            Bar(
                f"{FORMS} : pandas reading it",
                score("forms-1000000.csv"),
                pandas_csv("forms-1000000.csv"),
                1.5,
                300,
            ),
            *(
                Bar(f"{FORMS} with {trouble} : without", score(f"{name}-1000000.csv"), score("forms-1000000.csv"), 1.3)
                for name, trouble in TROUBLES.items()
            ),
            Bar(
                f"{FORMS} : polars counting words",
                score("forms-1000000.csv"),
                polars_words("forms-1000000.csv"),
                needs=("polars",),
            ),
        ),
    ),
    Work(
        "frames",
        (
            Bar("score a pandas frame of 100,000 x 14 : its CSV", again("pandas", "f"), again("pandas", "path"), 1.2),
            Bar(
                "score a Polars frame of 100,000 x 14 : its CSV",
                again("polars", "f"),
                again("polars", "path"),
                1.2,
                needs=("polars",),
            ),
        ),
    ),
    Work(
        "faulty csv",
        (
            Bar(
                "score 1,000,000 x 14 csv, faulty : pandas reading it",
                score("faulty-1000000.csv", "--invalid", "blank"),
                pandas_csv("faulty-1000000.csv"),
            ),
        ),
    ),
    Work(
        "breakdowns",
        (
            Bar(f"{GROUPED} 20,000 groups : without", score(GROUPS, *BY), score(GROUPS), 2.0),
            Bar(f"{GROUPED} 20,000 groups, json : without", score(GROUPS, *BY, "--json"), score(GROUPS, "--json"), 2.0),
            Bar(f"{GROUPED} 100,000 groups : without", score(SINGLES, *BY), score(SINGLES)),
        ),
    ),
    Work(
        "many files",
        (
            Bar(
                "score a folder of 100 xlsx : with --jobs 1",
                ("-m", "ikm", "score", "@units-100", "--jobs", "2"),
                ("-m", "ikm", "score", "@units-100", "--jobs", "1"),
            ),
        ),
    ),
    Work(
        "engines duckdb",
        (
            Bar(
                "tally 10,000,000 x 9 in DuckDB : its query by hand",
                tally("duckdb.read_parquet('@10000000.parquet')"),
                duckdb_query("10000000.parquet"),
                needs=("duckdb", "pyarrow", "narwhals"),
            ),
            Bar(
                "tally in DuckDB, peak memory from 1,000,000 rows",
                tally("duckdb.read_parquet('@10000000.parquet')"),
                tally("duckdb.read_parquet('@1000000.parquet')"),
                1.25,
                measure="peak",
                needs=("duckdb", "pyarrow", "narwhals"),
            ),
        ),
    ),
    Work(
        "engines polars",
        (
            Bar(
                "tally 10,000,000 x 9 in Polars : its query by hand",
                tally("polars.scan_parquet('@10000000.parquet')"),
                polars_query("10000000.parquet"),
                needs=("polars", "pyarrow", "narwhals"),
            ),
            Bar(
                "tally in Polars, peak memory from 1,000,000 rows",
                tally("polars.scan_parquet('@10000000.parquet')"),
                tally("polars.scan_parquet('@1000000.parquet')"),
                1.25,
                measure="peak",
                needs=("polars", "pyarrow", "narwhals"),
            ),
        ),
    ),
    Work(
        "limits",
        (
            Bar("largest xlsx allowed, 160,000 x 14", score("160000.xlsx"), memory=512, seconds=10),
            Bar("largest csv allowed, 3,900,000 x 14", score("3900000.csv"), memory=512, seconds=10),
        ),
        turns=1,
    ),
    Work(
        "services",
        (
            Bar("300 uploads, eight threads : one", serve("threads", 8), serve("threads", 1), 1.2),
            Bar("300 uploads, asyncio, eight at once : one thread", serve("asyncio", 8), serve("threads", 1), 1.2),
        ),
    ),
)
