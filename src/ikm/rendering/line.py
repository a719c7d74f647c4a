"""A result in one line, as ``str`` gives it.

>>> import ikm
>>> str(ikm.score([[4] * 9], weight="exact"))
'IKM 100.00, mutu A (Sangat Baik), 1 responden, bobot 1/9'
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ikm.reports import number, weight_names

if TYPE_CHECKING:
    from ikm.scoring import IKMResult

__all__ = ["result_line"]


def result_line(result: IKMResult) -> str:
    """Give the index, its grade, the respondents and the weight in one line, its numbers as programs write them."""
    people, weight = ("responden", "bobot") if result.lang == "id" else ("respondents", "weight")
    grade = f"mutu {result.mutu} ({result.kinerja})"
    index = number(result.ikm, 2, "en")
    return f"IKM {index}, {grade}, {result.respondents} {people}, {weight} {weight_names(result, 'en')[0]}"
