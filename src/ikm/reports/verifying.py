"""Verifying: what is told of a kept result that was computed again: the verdict, and each figure that differs.

>>> import ikm
>>> from ikm.reports.verifying import difference_rows, verified_line
>>> kept = ikm.score("examples/ppid-2023.csv")
>>> wrong = ikm.verify(kept.model_copy(update={"ikm": 83.95}), "examples/ppid-2023.csv")
>>> difference_rows(wrong)
[('IKM', '83,95', '83,86')]
>>> verified_line(wrong).startswith("Tidak cocok: 1 dari ")
True
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from ikm.findings import display
from ikm.reports.wording import number, phrases

if TYPE_CHECKING:
    from ikm.findings import Language
    from ikm.verifications import Difference, Verification

__all__ = ["difference_rows", "verified_line"]

_LONGEST = 60
"""How much of a value is shown."""


def verified_line(verification: Verification) -> str:
    """Say whether it agrees, in a sentence."""
    say, lang = phrases(verification.lang, "verify"), verification.lang
    if verification.refusal is not None:
        return say["refused"]
    told = {
        "figures": number(verification.figures, 0, lang),
        "different": number(len(verification.differences), 0, lang),
    }
    if verification.differences:
        return say["agrees_not"].format(**told)
    if not verification.agrees:
        return say["agrees_not_input"].format(**told)
    return say["agrees" if verification.same_input else "agrees_figures"].format(**told)


def difference_rows(verification: Verification) -> list[tuple[str, str, str]]:
    """Give for each figure that differs what it is called, what was kept, and what is computed now."""
    lang = verification.lang
    return [
        (_called(one, lang), _value(one.stored, lang), _value(one.recomputed, lang)) for one in verification.differences
    ]


def _called(difference: Difference, lang: Language) -> str:
    """Call a figure by the words of its parts; what has no words stands as it is."""
    say = phrases(lang, "verify")
    return " · ".join(say.get(f"figure_{part}", display(part)) for part in difference.name.split("."))


def _value(written: str | None, lang: Language) -> str:
    """Write a value of JSON as people read it, all its digits as they stand."""
    if written is None:
        return phrases(lang, "verify")["none"]
    value: Any = json.loads(written)
    if isinstance(value, float):
        return written.replace(".", ",") if lang == "id" else written
    return display(value if isinstance(value, str) else written, _LONGEST)
