"""The benchmark's findings as lines of a terminal, as JSON, and as the table of ``docs/performance.md``."""

from __future__ import annotations

import datetime as dt
import os
import platform
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from inputs import ROOT

__all__ = ["HEAD", "line", "machine", "markdown", "put"]

Row = dict[str, Any]

PACKAGES = (
    "pandas", "pyarrow", "openpyxl", "python-calamine", "polars", "fastexcel", "duckdb", "narwhals", "numpy",
    "pydantic", "typer", "rich",
)  # fmt: skip
HEAD = f"{'':58} {'ratio':>6} {'bar':>6} {'(cpu)':>7} {'ikm s':>7} {'other s':>8} {'MiB':>5} {'bar':>4}"


def machine() -> dict[str, Any]:
    """Say where and with what this was measured."""
    found = {}
    for name in PACKAGES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "not installed"
    return {
        "date": f"{dt.datetime.now(dt.UTC):%Y-%m-%d}",
        "commit": _git("rev-parse", "--short", "HEAD") + ("+" if _git("status", "--porcelain", "src") else ""),
        "processor": _processor(),
        "cores": os.cpu_count(),
        "memory_gib": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30, 1),
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        "packages": found,
    }


def _processor() -> str:
    known = Path("/proc/cpuinfo")
    names = [text.partition(":")[2].strip() for text in known.read_text().splitlines() if text.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()


def _git(*arguments: str) -> str:
    done = subprocess.run(["git", "-C", ROOT, *arguments], capture_output=True, text=True, check=False)  # noqa: S607 - git of the PATH
    return done.stdout.strip()


def _number(value: float | None, digits: int = 2) -> str:
    return "–" if value is None else f"{value:,.{digits}f}"


def line(row: Row) -> str:
    """Write one comparison as a line under `HEAD`."""
    word = {True: "ok", False: "OVER", None: ""}[row["within"]]
    seconds = f" of {row['most_seconds']} s" if row["most_seconds"] else ""
    return (
        f"{row['bar']:58} {_number(row['ratio']):>6} {_number(row['most']):>6} {_number(row['cpu_ratio']):>7}"
        f" {_number(row['seconds']):>7} {_number(row['their_seconds']):>8} {_number(row['peak_mib'], 0):>5}"
        f" {_number(row['most_mib'], 0):>4}  {word}{seconds}"
    )


def markdown(found: Row) -> str:
    """Write all of it as Markdown: where, the table, what was left out."""
    where = found["machine"]
    packages = ", ".join(f"{name} {number}" for name, number in where["packages"].items())
    measured = (
        f"Measured on {where['date']} at commit `{where['commit']}`: {where['processor']}, {where['cores']} cores, "
        f"{where['memory_gib']} GiB, {where['system']}, Python {where['python']}; {packages}. "
        f"Medians of {found['turns']} turns."
    )
    lines = [
        measured,
        "",
        "| Work | Ratio | Bar | of CPU time | ikm, s | other, s | ikm, MiB | Bar | |",
        "|---|---:|---:|---:|---:|---:|---:|---:|---|",
    ]
    for row in found["results"]:
        word = {True: "met", False: "**over**", None: ""}[row["within"]]
        limit = f" ≤ {row['most_seconds']} s" if row["most_seconds"] else ""
        cells = [
            row["bar"], _number(row["ratio"]), _number(row["most"]), _number(row["cpu_ratio"]),
            _number(row["seconds"]) + limit, _number(row["their_seconds"]),
            _number(row["peak_mib"], 0), _number(row["most_mib"], 0), word,
        ]  # fmt: skip
        lines.append(f"| {' | '.join(cells)} |")
    lines += [f"\nLeft out: {text}." for text in found["skipped"]]
    return "\n".join(lines)


def put(path: Path, name: str, text: str) -> None:
    """Write a text between the two markers of this name in a page of the docs."""
    begin, end = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
    page = path.read_text(encoding="utf-8")
    if page.count(begin) != 1 or page.count(end) != 1:
        sys.exit(f"{path} has no place for this: the lines {begin} and {end}, once each.")
    before, after = page.split(begin)[0], page.split(end)[1]
    path.write_text(f"{before}{begin}\n{text}\n{end}{after}", encoding="utf-8")
