"""Accounts: what a result says about itself, findings in words and where every figure comes from.

>>> import ikm
>>> from ikm.accounts import provenance
>>> responses = ikm.load([["U1", "U2", "U3", "U4", "U5", "U6", "U7", "U8 pengaduan", "U9 sarana"], [4] * 9])
>>> where = provenance(responses, ikm.load_regulation(), {"weight": "exact"})
>>> where.columns["sarana"], where.rows.used, where.options
('I', 1, {'weight': 'exact'})
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ikm import __version__
from ikm.findings import column_letter
from ikm.results import FindingRecord, Provenance

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ikm.findings import Finding, Language
    from ikm.regulation import Regulation
    from ikm.responses import Responses

__all__ = ["explain", "provenance", "records"]


def explain(responses: Responses, stopping: int) -> str:
    """Say in one sentence, for a programmer, why a survey is refused."""
    first = next((f for f in responses.findings if f.severity == "error"), None)
    words = "" if first is None else f" The first: {f'{first.cell}: ' if first.cell else ''}{first.message('en')}"
    way_out = ' Mend them, or take them as blank with invalid="blank".' if not responses.blocked else ""
    return f"The survey is refused for {stopping} error{'s' if stopping != 1 else ''}.{words}{way_out}"


def records(findings: Iterable[Finding], lang: Language) -> tuple[FindingRecord, ...]:
    """Put findings into words, in the order of the file."""
    return tuple(
        FindingRecord(
            code=finding.code,
            severity=finding.severity,
            sheet=finding.sheet,
            cell=finding.cell,
            row=finding.row,
            column=None if finding.column is None else column_letter(finding.column),
            value=finding.value,
            message=finding.message(lang),
            expected=finding.expected(lang),
            action=finding.action(lang),
        )
        for finding in findings
    )


def provenance(responses: Responses, law: Regulation, options: Mapping[str, Any]) -> Provenance:
    """Say where a result comes from."""
    facts = responses.facts
    return Provenance(
        ikm_version=__version__,
        regulation=law.key,
        regulation_sha256=law.digest,
        questionnaire=responses.questionnaire,
        input_name=facts.name or None,
        input_sha256=facts.sha256 or None,
        sheet=next((sheet.name for sheet in facts.sheets if sheet.read), None),
        options={name: _plain(value) for name, value in options.items()},
        rows=responses.ledger,
        columns={
            element: " ".join(column_letter(i) for i in responses.columns.columns_of(element))
            for element in responses.elements
        },
    )


def _plain(value: object) -> Any:  # noqa: ANN401 - what JSON can hold
    if value is None or isinstance(value, (str, int, float, bool)):
        return value
    if isinstance(value, dict):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(inner) for inner in value]
    return getattr(value, "key", None) or getattr(value, "label", None) or getattr(value, "name", None) or str(value)
