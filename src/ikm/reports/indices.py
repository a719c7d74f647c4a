"""Indices: the rows and sentences of the indices that a result holds besides the IKM.

>>> import ikm
>>> header = ["U1", "U2", "U3", "U4", "U5", "U6", "U7", "U8 pengaduan", "U9 sarana", "Diskriminasi", "Pungli", "Calo",
...           "Gratifikasi"]
>>> result = ikm.score([header, [3] * 9 + [4, 4, 3, 4], [4] * 9 + [3, 4, 4, 4]], index="spak")
>>> from ikm.reports.indices import as_result, index_line
>>> " · ".join(index_line(result.indices[0], "id"))
'SPAK 93,75 · mutu A (Sangat Baik) · rata-rata 3,750 (1–4) · 4 butir'
>>> as_result(result, result.indices[0]).elements[1].code
'SPAK2'
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from ikm.reports.rows import alarms, summary
from ikm.reports.wording import number, phrases
from ikm.scoring import MINIMUM_GROUP

if TYPE_CHECKING:
    from ikm.agencies import AgencyIndex
    from ikm.findings import Language
    from ikm.scoring import IKMResult, IndexResult

__all__ = [
    "agency_index_rows",
    "as_result",
    "index_alarms",
    "index_facts",
    "index_figures",
    "index_line",
    "named_converted",
    "published",
]

_MEAN = 3


def as_result(result: IKMResult, index: IndexResult) -> IKMResult:
    """Give an index as a result of its own, for what draws results: its items are the elements.

    What belongs to the survey as a whole (the sample, the target, the findings) is left out: the result has it.
    """
    rows = {"rows": None}
    return result.model_copy(
        update={
            "ikm": index.ikm,
            "mutu": index.mutu,
            "kinerja": index.kinerja,
            "weight": "exact" if index.weighting == "equal" else "own",
            "weight_exact": index.weight_exact,
            "elements": index.elements,
            "ikm_exact": index.ikm_exact,
            "nrr_weighted": index.mean,
            "alternatives": (),
            "grade_depends_on_weight": False,
            "grade_depends_on_rounding": index.grade_depends_on_rounding,
            "lowest": index.lowest,
            "highest": index.highest,
            "blanks": index.blanks,
            "uncertainty": index.uncertainty,
            "groups": index.groups,
            "statistics": None,
            "sample": None,
            "target": None,
            "period": None,
            "indices": None,
            "findings": (),
            "findings_total": {},
            "provenance": result.provenance.model_copy(update=rows),
        }
    )


def index_alarms(result: IKMResult, index: IndexResult) -> list[str]:
    """Give what must be said loudly of an index: that few answered it, or that its grade hangs on the rounding."""
    minimum = result.provenance.options.get("minimum_group") or MINIMUM_GROUP
    few = index.respondents < minimum and index.respondents != result.respondents
    people = number(index.respondents, 0, result.lang)
    loud = [phrases(result.lang)["few"].format(number=people)] if few else []
    return loud + alarms(as_result(result, index))


def named_converted(index: IndexResult, lang: Language) -> str:
    """Name the converted figure of an index: by its short name, and with its scale where another is published."""
    if index.scale == "converted":
        return index.short
    low, high = index.low * index.factor, index.high * index.factor
    return phrases(lang, "indices")["converted"].format(short=index.short, low=low, high=high)


def published(index: IndexResult, lang: Language) -> str:
    """Write the figure that is published."""
    return number(index.value, 2, lang)


def index_line(index: IndexResult, lang: Language) -> tuple[str, ...]:
    """Give the parts of the line that says an index: the figure, its grade, the other scale, how many items."""
    say, words = phrases(lang, "indices"), phrases(lang)
    other = (
        say["line_mean"].format(mean=number(index.mean_exact, _MEAN, lang), low=index.low, high=index.high)
        if index.scale == "converted"
        else say["line_converted"].format(ikm=number(index.ikm, 2, lang))
    )
    parts = [
        f"{index.short} {published(index, lang)}",
        f"{words['mutu'].lower()} {index.mutu} ({index.kinerja})",
        other,
        say["items"].format(number=len(index.elements)),
    ]
    return (*parts, *([say["line_importance"]] if index.weighting == "importance" else []))


def agency_index_rows(index: AgencyIndex, lang: Language) -> list[tuple[str, str, str, str]]:
    """Give an index of several units by each method: its name, the figure, its grade or why there is none, the grade.

    An index that is published as a mean is shown as one.
    """
    rows = []
    for figure in index.figures:
        if figure.ikm_exact is None:
            rows.append((figure.name, "–", figure.reason or "", ""))
            continue
        exact = Fraction(figure.ikm_exact) / (index.factor if index.scale == "mean" else 1)
        rows.append((figure.name, number(exact, 2, lang), f"{figure.mutu} ({figure.kinerja})", figure.mutu or ""))
    return rows


def index_figures(result: IKMResult) -> tuple[tuple[str, str], ...]:
    """Name each index besides the IKM, with the figure that is published and its grade."""
    return tuple((one.short, f"{published(one, result.lang)} ({one.mutu})") for one in result.indices or ())


def index_facts(result: IKMResult, index: IndexResult) -> list[tuple[str, str]]:
    """Give what a reader asks after an index: how it is made, whose grades they are, the lowest and highest items."""
    say = phrases(result.lang, "indices")
    people = number(index.respondents, 0, result.lang)
    return [
        *([(say["respondents"], people)] if index.respondents != result.respondents else []),
        (say["made"], f"{index.name} ({index.key}). {index.source}"),
        (say["bands"], index.bands_source),
        *summary(as_result(result, index)),
    ]
