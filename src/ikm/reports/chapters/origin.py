"""Where a result comes from: the file and its hash, the instrument and its data, the options, the columns.

>>> import ikm
>>> from ikm.regulation import load_regulation
>>> from ikm.reports.chapters.origin import origin_chapter
>>> chapter = origin_chapter(ikm.score([[4] * 9]), load_regulation())
>>> chapter.blocks[0].facts[0][0]
'Versi ikm'
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ikm.arguments import exact_number, shown_exactly
from ikm.findings import display
from ikm.reports.report import Chapter, FactList
from ikm.reports.wording import phrases
from ikm.surveys import Reading, Scoring, flag_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ikm.findings import Language
    from ikm.regulation import Regulation
    from ikm.scoring import IKMResult, IndexResult

__all__ = ["origin_chapter"]

_LONGEST = 400


def origin_chapter(result: IKMResult, law: Regulation) -> Chapter:
    """Tell where the result comes from."""
    say, known = phrases(result.lang, "report"), result.provenance
    parts = [
        (name, f"{one.name}: {said}")
        for one in known.inputs
        for name, said in (
            ("input_sha256", one.sha256),
            ("sheet", one.sheet),
            ("columns", _columns(one.columns, result)),
        )
        if said
    ]
    facts = [
        ("version", known.ikm_version),
        ("regulation", law.title[result.lang]),
        ("regulation_data", known.regulation_sha256),
        ("questionnaire", known.questionnaire),
        ("input", known.input_name),
        ("input_sha256", known.input_sha256),
        ("sheet", known.sheet),
        ("columns", _columns(known.columns or {}, result) if not known.inputs else None),
        *parts,
        ("options", "; ".join(_options(known.options, result.lang))),
    ]
    named = [(say[name], value) for name, value in facts if value]
    named[-1:-1] = [fact for index in result.indices or () for fact in _of_index(index, result.lang)]
    told = tuple((label, display(value, _LONGEST)) for label, value in named)
    return Chapter("tentang", say["tentang"], (FactList(told),))


def _columns(columns: Mapping[str, str], result: IKMResult) -> str:
    return "; ".join(f"{result.elements[key].code}: {place}" for key, place in columns.items())


def _of_index(index: IndexResult, lang: Language) -> Iterator[tuple[str, str]]:
    """Say which columns ask the items of another index, and what its instrument's data is."""
    say = phrases(lang, "indices")
    if index.columns:
        columns = "; ".join(f"{index.elements[key].code}: {place}" for key, place in index.columns.items())
        yield say["origin_columns"].format(short=index.short), columns
    yield say["origin_data"].format(short=index.short), index.sha256


def _options(options: Mapping[str, object], lang: Language) -> Iterator[str]:
    """Say what was chosen, by the names and in the values an office types."""
    fields = {**Reading.model_fields, **Scoring.model_fields}
    for name, value in options.items():
        if name == "keep" and value == options.get("by"):
            continue  # what is grouped by is kept for it
        alias = fields[name].validation_alias if name in fields else None
        flag = flag_of(fields[name]) if name in fields else None
        typed = {} if flag is None or lang == "en" else {meant: said for said, meant in flag.values.items()}
        called = alias if lang == "id" and isinstance(alias, str) else name
        yield f"{called.replace('_', '-')}: {_said(value, typed, lang)}"


def _said(value: object, typed: Mapping[str, str], lang: Language) -> str:
    if value is True:
        return phrases(lang, "report")["yes"]
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {_said(held, typed, lang)}" for name, held in value.items())
    if isinstance(value, (list, tuple)):
        return ", ".join(_said(held, typed, lang) for held in value)
    exact = exact_number(value)
    if exact is None:
        return typed.get(str(value), str(value))
    return shown_exactly(exact).replace(".", ",") if lang == "id" else shown_exactly(exact)
