"""Doubts: the index with and without a column that may be a second question.

A person who reads "80,27" cannot know that a column stands beside it which would make it 78,71.  So the warning about
such a column says both figures, made with the same options.

>>> import ikm
>>> header = ["Syarat", "Prosedur", "Waktu pelayanan", "Waktu tunggu", "Tarif", "Hasil layanan", "Kompetensi",
...           "Perilaku", "Pengaduan", "Sarana"]
>>> rows = [[4, 3, 4, 1, 3, 4, 4, 4, 3, 3]] * 3 + [[3, 3, 3, 4, 4, 3, 3, 3, 3, 4]] * 7
>>> result = ikm.score([header, *rows], lang="en")
>>> [f.message.partition(".")[2] for f in result.findings if f.code == "column-second-unsure"]
[' The index is 82.97 without it and 82.70 with it.']
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ikm.errors import ResponseError
from ikm.findings import Findings
from ikm.scoring import score_tally

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ikm.responses import Responses

__all__ = ["with_figures"]


def with_figures(findings: Findings, responses: Responses, ikm: float, asked: Mapping[str, Any]) -> Findings:
    """Put both figures into the warnings about columns in doubt.

    Parameters
    ----------
    findings : Findings
        Those of the result.
    responses : Responses
        The answers, with those in doubt beside them.
    ikm : float
        The index without the columns in doubt.
    asked : mapping
        The options of scoring.
    """
    figures: dict[tuple[str, str | None], list[tuple[tuple[int, ...], dict[str, str]]]] = {}
    for doubt in responses.doubts:
        other = replace(responses, codes=doubt.codes, levels=doubt.levels)
        with suppress(ResponseError):
            second = score_tally(other.tally(), regulation=responses.law, **asked).ikm
            without, both = (f"{figure:.2f}" for figure in ((ikm, second) if doubt.counted else (second, ikm)))
            said = {
                "id": f" Indeks tanpa kolom itu {without}; dengan kolom itu {both}.".replace(".", ",", 2),
                "en": f" The index is {without} without it and {both} with it.",
            }
            figures.setdefault((doubt.code, doubt.file), []).append((doubt.columns, said))
    if not figures:
        return findings
    told = Findings(limit=findings.limit)
    for finding in findings:
        met = figures.get((finding.code, finding.file), ())
        words = [said for columns, said in met if set(columns) <= set(finding.positions)]
        told.add(replace(finding, details={**finding.details, "figures": words[0]}) if words else finding)
    for code, number in (findings.counts - told.counts).items():
        told.count_only(code, number)
    return told
