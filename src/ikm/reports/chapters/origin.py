"""Where a result comes from: the file and its hash, the instrument and its data, the options, the columns.

>>> import ikm
>>> from ikm.regulation import load_regulation
>>> from ikm.reports.chapters.origin import origin_chapter
>>> chapter = origin_chapter(ikm.score([[4] * 9]), load_regulation())
>>> chapter.blocks[0].facts[0][0]
'Versi ikm'
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING

from ikm.findings import display
from ikm.reports.report import Chapter, FactList
from ikm.reports.wording import phrases

if TYPE_CHECKING:
    from ikm.regulation import Regulation
    from ikm.scoring import IKMResult

__all__ = ["origin_chapter"]

_LONGEST = 400


def origin_chapter(result: IKMResult, law: Regulation) -> Chapter:
    """Tell where the result comes from."""
    say, known = phrases(result.lang, "report"), result.provenance
    columns = "; ".join(f"{result.elements[key].code}: {place}" for key, place in (known.columns or {}).items())
    facts = [
        ("version", known.ikm_version),
        ("regulation", law.title[result.lang]),
        ("regulation_data", known.regulation_sha256),
        ("questionnaire", known.questionnaire),
        ("input", known.input_name),
        ("input_sha256", known.input_sha256),
        ("sheet", known.sheet),
        ("columns", columns),
        ("options", "; ".join(f"{name} = {_said(value)}" for name, value in known.options.items())),
    ]
    told = tuple((say[name], display(value, _LONGEST)) for name, value in facts if value)
    return Chapter("tentang", say["tentang"], (FactList(told),))


def _said(value: object) -> str:
    if isinstance(value, str):
        return value
    return json.dumps(_plain(value), ensure_ascii=False)


def _plain(value: object) -> object:
    if isinstance(value, Mapping):
        return {str(name): _plain(held) for name, held in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(held) for held in value]
    return value if isinstance(value, (str, int, float, bool, type(None))) else str(value)
