"""The regulation on paper: every record as a sentence, with where it stands or why ikm declares it.

The sentences are data (``reports/data/law.toml``); a record of a kind that has none is shown field by field.

>>> from ikm.regulation import load_regulation
>>> from ikm.reports.law import law_lines
>>> lines = list(law_lines(load_regulation(), "id"))
>>> [line for kind, line in lines if line.startswith("B ")]
['B  76.61 – 88.30  Baik  (NRR 3.0644 – 3.532)']
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from ikm.findings import filled

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ikm.findings import Language
    from ikm.regulation import Regulation

__all__ = ["law_lines"]

Kind = Literal["heading", "fact", "cite", "declared"]


@cache
def _forms() -> dict[str, dict[str, Any]]:
    return tomllib.loads(Path(__file__).with_name("data").joinpath("law.toml").read_text(encoding="utf-8"))


def law_lines(regulation: Regulation, lang: Language) -> Iterator[tuple[Kind, str]]:
    """Give the lines of an instrument, each with its kind, in the order of its file."""
    exactly, rounded, declared = _forms()["words"][lang]
    of_index = _forms()["index"] if "asked_by" in regulation.records else {}
    for section, records in regulation.records.items():
        heading, form = of_index.get(section, _forms().get(section, {})).get(
            lang, [section.replace("_", " ").capitalize(), ""]
        )
        yield "heading", heading
        for number, (part, record) in enumerate(_parts(records), 1):
            values = {
                key: _shown(value) for key, value in record.items() if key not in {"cite", "declared", "declared_en"}
            }
            fields = defaultdict(str, {**values, "number": str(number), "part": part})
            if section == "weight":
                fields["decimals"] = filled(rounded, fields) if "decimals" in values else exactly
            facts = filled(form, fields) if form else "; ".join(f"{key} = {value}" for key, value in values.items())
            yield "fact", facts
            if "cite" in record:
                yield "cite", str(record["cite"])
            else:
                why = record["declared"] if lang == "id" else record.get("declared_en", record["declared"])
                yield "declared", f"{declared}: {why}"


def _parts(records: Any) -> list[tuple[str, Mapping[str, Any]]]:  # noqa: ANN401 - TOML holds any shape
    if isinstance(records, tuple):
        return [("", record) for record in records]
    if {"cite", "declared"} & set(records):
        return [("", records)]
    return list(records.items())


def _shown(value: object) -> str:
    if isinstance(value, tuple) and value and isinstance(value[0], tuple):
        return " ".join(":".join(str(item) for item in pair) for pair in value)
    if isinstance(value, tuple):
        return ", ".join(str(item) for item in value)
    return str(value)
