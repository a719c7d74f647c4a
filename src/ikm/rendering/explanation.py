"""An explanation as text: for a terminal, and wherever one is printed; every line of it is prepared already.

>>> import ikm
>>> from ikm.rendering.explanation import explanation_text
>>> text = explanation_text(ikm.score([[4] * 9], weight="exact").explain("U4"))
>>> text.splitlines()[0]
'Dari mana angka ini? U4 Biaya/Tarif'
"""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING, Any

from ikm.reports import explained, phrases

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ikm.regulation import Regulation
    from ikm.scoring import Explanation, IKMResult

__all__ = ["explain_result", "explanation_text"]

_WIDTH = 100
"""Characters a line, unless another width is asked for."""


def explain_result(
    result: IKMResult,
    of: str,
    group: str | tuple[Any, ...] | None = None,
    regulation: str | Path | Regulation | None = None,
) -> Explanation:
    """Explain a figure of a result; see `IKMResult.explain`."""
    return explained(result, of, group=group, regulation=regulation)


def explanation_text(explanation: Explanation, width: int = _WIDTH) -> str:
    """Write an explanation as text, each line at most so wide."""
    return "\n".join(_lines(explanation, max(width, 40)))


def _lines(explanation: Explanation, width: int) -> Iterator[str]:
    basis = phrases(explanation.lang, "explain")["basis"]
    yield from wrap(explanation.title, width)
    yield from wrap(explanation.answer, width)
    for place, step in enumerate(explanation.steps, 1):
        yield ""
        yield from wrap(f"{place}. {step.title}", width)
        for line in step.lines:
            yield from wrap(line, width, initial_indent="   ", subsequent_indent="     ", break_on_hyphens=False)
        for source in step.basis:
            yield from wrap(
                f"{basis}: {source}", width, initial_indent="   ", subsequent_indent="     ", break_on_hyphens=False
            )
    yield ""
    yield from wrap(explanation.origin, width, break_on_hyphens=False)
