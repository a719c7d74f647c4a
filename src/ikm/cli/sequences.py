"""Units or periods: several files of one survey, named one by one, are no units of an agency, and are asked.

``ikm score TW1.xlsx TW2.xlsx`` would print the mean of two quarters as an agency's.  Two kinds of evidence suffice:

* the names say so: all but for a period are alike, and the periods differ ("SKM TW1", "SKM TW2"; "2022", "2023");
  or they say how each was answered, online and on paper ("online", "kertas"), which makes one survey of them;
* the times say so: the names are alike but for numbers ("survei.xlsx", "survei (1).xlsx"), the questions stand in the
  same columns, and the answers fill quarters, semesters or years that follow one another.

Units asked one after another are told by their names; times alone never speak against them.  Whoever means units says
so: ``--as-units``, a list of units, a folder.

>>> named_periods(["SKM TW1 2026", "SKM TW2 2026"]), named_periods(["Januari", "Februari"])
(['TW1 2026', 'TW2 2026'], ['Januari', 'Februari'])
>>> named_periods(["Loket A 2026", "Loket B 2026"]), named_periods(["Loket 1", "Loket 2"])
([], [])
>>> named_ways(["SKM daring", "SKM kertas"]), named_ways(["Survei online A", "Survei online B"])
(True, False)
"""

from __future__ import annotations

import re
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from ikm.cli.periods import refused
from ikm.cli.steps import apart
from ikm.errors import OptionError
from ikm.findings import LANGUAGES, display
from ikm.reports import phrases

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ikm.agencies import CountedUnit
    from ikm.cli.options import Request
    from ikm.scoring import IKMResult

__all__ = ["named_periods", "named_ways", "refuse_named_periods", "refuse_timed_periods"]

_SHOWN = 4
_FILLED = 2
"""The answers of a period fill half of it at least: one part of so many."""

_YEAR = r"(?:19|20)\d\d"
_MONTHS = (
    r"(?:jan(?:uari)?|[fp]eb(?:r?uari)?|mar(?:et)?|apr(?:il)?|mei|jun[iy]?|jul[iy]?|ag(?:ustu)?s(?:t)?|agt|sept?(?:ember)?"
    r"|okt(?:ober)?|nov(?:ember)?|nop(?:ember)?|des(?:ember)?|january|february|march|may|june|july|august|october|december)"
)
_NUMBER = r"(?:iv|iii|ii|i|[1-4])"
_PART = rf"(?:triwulan|tw|trw|kuartal|quarter|q|semester|smt|sem|caturwulan|cawu)[ _.-]*(?:ke[ _-]*)?{_NUMBER}"
_BETWEEN = r"[ _.-]*"
_SAID = re.compile(
    rf"(?<![^\W_])(?:(?:tahun|thn|bulan|bln|periode){_BETWEEN})?"
    rf"(?:{_YEAR}{_BETWEEN}{_PART}|{_PART}(?:{_BETWEEN}(?:tahun{_BETWEEN})?{_YEAR})?"
    rf"|{_MONTHS}(?:{_BETWEEN}{_YEAR})?|{_YEAR}{_BETWEEN}{_MONTHS}|{_YEAR}-\d\d|\d\d-{_YEAR}|{_YEAR})(?![^\W_])",
    re.IGNORECASE,
)
"""A period in a name, with what stands around it."""

_ONLINE, _PAPER = (
    re.compile(rf"(?<![^\W_])(?:{words})(?![^\W_])", re.IGNORECASE)
    for words in (
        r"online|daring|g(?:oogle)?[ _-]*forms?|unduhan|export|jawaban|respons|responses",
        r"kertas|paper|manual|cetak|luring|offline|lembar[ _-]*isian|isian|recording[ _-]*sheet",
    )
)
"""How a survey was answered, in a name."""


def named_periods(stems: Sequence[str]) -> list[str]:
    """Give the period in each name, where the names differ by nothing else; none where they do not.

    Parameters
    ----------
    stems : sequence of str
        Names of files without their endings.
    """
    found = [_said(stem) for stem in stems]
    periods = [period for period, _ in found]
    alike = len({rest for _, rest in found}) == 1
    return periods if alike and all(periods) and len({_plain(one) for one in periods}) == len(periods) else []


def named_ways(stems: Sequence[str]) -> bool:
    """Tell whether names say that some files were answered online and the others on paper."""
    ways = [(bool(_ONLINE.search(stem)), bool(_PAPER.search(stem))) for stem in stems]
    return all(one != other for one, other in ways) and len(set(ways)) > 1


def _said(stem: str) -> tuple[str, str]:
    """Part a name into the period it says and the rest."""
    met = _SAID.search(stem)
    if met is None:
        return "", _plain(stem)
    return met[0], _plain(f"{stem[: met.start()]} {stem[met.end() :]}")


def _plain(text: str) -> str:
    """Write a name without case and signs, and without the number of a copy: ``Survei (1)``."""
    return " ".join(re.findall(r"[^\W_]+", re.sub(r"\(\d+\)", " ", text).casefold()))


def refuse_named_periods(files: Sequence[Path], asked: Request) -> None:
    """Ask, before any work is done, where the names of files say that they are of one survey.

    Raises
    ------
    OptionError
        With both commands, as they are typed.
    """
    if _is_settled(files, asked):
        return
    if named_ways([path.stem for path in files]):
        _, units, one = apart(files, asked)
        raise refused("one_or_units", lines=(("as_one", one), ("as_units", units)))
    if periods := named_periods([path.stem for path in files]):
        raise _either(files, asked, periods, "by_names")


def refuse_timed_periods(files: Sequence[Path], asked: Request, counted: Sequence[CountedUnit]) -> None:
    """Ask where the times of the answers say periods of one survey.

    Raises
    ------
    OptionError
        With both commands, as they are typed.
    """
    results = [one.result.result for one in counted]
    if _is_settled(files, asked) or len({_without_numbers(path.stem) for path in files}) > 1:
        return
    if periods := _timed_periods([one for one in results if one is not None], len(files)):
        raise _either(files, asked, periods, "by_times")


def _without_numbers(stem: str) -> str:
    return _plain(re.sub(r"\d+", " ", stem))


def _timed_periods(results: Sequence[IKMResult], files: int) -> list[str]:
    """Give the quarters, semesters or years that results of one form fill, where these follow one another."""
    from ikm.responses.times import holding, period_name  # noqa: PLC0415 - only for names that are alike

    forms = {tuple(sorted((one.provenance.columns or {}).items())) for one in results}
    spans = sorted((one.period.first, one.period.last, one.lang) for one in results if one.period is not None)
    if len(forms) != 1 or len(spans) != files:
        return []
    for part in ("triwulan", "semester", "tahun"):
        periods = [period for first, last, _ in spans if (period := holding(first, last, part)) is not None]
        whole = len(periods) == files and all(one.end == other.first for one, other in pairwise(periods))
        if whole and all(
            (last - first) * _FILLED >= period.end - period.first - timedelta(days=1)
            for (first, last, _), period in zip(spans, periods, strict=True)
        ):
            return [period_name(period, spans[0][2]) for period in periods]
    return []


def _is_settled(files: Sequence[Path], asked: Request) -> bool:
    """Tell whether somebody has said what the files are."""
    handling = asked.handling
    return len(files) < 2 or handling.as_units or handling.units is not None or any(path.is_dir() for path in files)


def _either(files: Sequence[Path], asked: Request, periods: Sequence[str], evidence: str) -> OptionError:
    shown = ", ".join(display(one) for one in periods[:_SHOWN]) + (", …" if len(periods) > _SHOWN else "")
    about = {"evidence": {lang: phrases(lang, "trend")[evidence] for lang in LANGUAGES}, "periods": shown}
    compared, units, one = apart(files, asked)
    ways = (("as_periods", compared), ("as_units", units), ("as_one", one))
    return refused("periods_or_units", lines=ways, **about)
