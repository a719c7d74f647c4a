"""Which language is asked for, told from what was typed and from the environment.

``--lang`` decides, wherever it stands on the line; where it is not typed, the environment's ``IKM_LANG``; else it is
Indonesian.  This module needs no other: it is asked before anything else is loaded, and by whoever ends the command.

>>> settled(["score", "survei.xlsx", "--lang", "en"], {})
('en', None)
>>> settled(["nilai", "survei.xlsx"], {"IKM_LANG": "en_GB.UTF-8"}), settled(["--bahasa=id"], {"IKM_LANG": "en"})
(('en', None), ('id', None))
>>> settled(["nilai", "survei.xlsx"], {"IKM_LANG": "basa"})
('id', 'basa')
"""

from __future__ import annotations

from itertools import pairwise

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ikm.findings import Language

__all__ = ["VARIABLE", "settled"]

VARIABLE = "IKM_LANG"

_OPTIONS = ("--lang", "--bahasa")


def settled(typed: Sequence[str], environ: Mapping[str, str]) -> tuple[Language, str | None]:
    """Say which language is spoken, and what the environment asks for that is none of ours.

    Parameters
    ----------
    typed : sequence of str
        What was typed after ``ikm``; of several languages the last holds, as of any option.
    environ : mapping
        The environment.
    """
    line = list(typed)
    if "--" in line:
        line = line[: line.index("--")]
    joined = [word.partition("=")[2] for word in line if word.startswith(tuple(f"{one}=" for one in _OPTIONS))]
    beside = [after for before, after in pairwise(line) if before in _OPTIONS]
    for said in reversed(joined + beside):
        if (lang := _language(said)) is not None:
            return lang, None
    asked = environ.get(VARIABLE, "").strip()
    lang = _language(asked.partition(".")[0].replace("-", "_").partition("_")[0])
    return lang or "id", asked if asked and lang is None else None


def _language(text: str) -> Language | None:
    plain = text.strip().casefold()
    return "en" if plain == "en" else "id" if plain == "id" else None
