"""Accounts: what a result says about itself, findings in words and where every figure comes from.

>>> import ikm
>>> from ikm.surveys.accounts import provenance
>>> responses = ikm.load([["U1", "U2", "U3", "U4", "U5", "U6", "U7", "U8 pengaduan", "U9 sarana"], [4] * 9])
>>> where = provenance(responses, {"weight": "exact"})
>>> where.columns["sarana"], where.rows.used, where.options
('I', 1, {'weight': 'exact'})
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ikm.arguments import CROSS, given
from ikm.findings import Finding, column_letter, in_words
from ikm.records import FindingRecord, Provenance
from ikm.responses import unlike_elements
from ikm.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ikm.arguments import Tables
    from ikm.findings import Language
    from ikm.regulation import Regulation
    from ikm.responses import Responses
    from ikm.tallies import Tally

__all__ = ["WAY_OUT", "explain", "left_over", "named", "of_tally", "provenance", "records"]


WAY_OUT = "Mend them, or take them as blank with --invalid blank."
"""What can be done about answers that cannot be used."""


def explain(responses: Responses, stopping: int) -> str:
    """Say in one sentence, for a programmer, why a survey is refused."""
    first = next((f for f in responses.findings if f.severity == "error"), None)
    words = ""
    if first is not None:
        place = f"{first.cell}: " if first.cell else ""
        words = f" The first: {place}{first.message('en')} {first.action('en')}".rstrip()
    way_out = f" {in_words(WAY_OUT)}" if not responses.blocked else ""
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


def provenance(responses: Responses, options: Mapping[str, object]) -> Provenance:
    """Say where a result comes from: the input, the law, and every option that was given, read or scored with."""
    facts = responses.facts
    return Provenance(
        ikm_version=__version__,
        regulation=responses.law.key,
        regulation_sha256=responses.law.digest,
        questionnaire=responses.questionnaire,
        input_name=facts.name or None,
        input_sha256=facts.sha256 or None,
        sheet=next((sheet.name for sheet in facts.sheets if sheet.read), None),
        options=given({**responses.options, **options}),
        rows=responses.ledger,
        columns={
            element: " ".join(column_letter(i) for i in responses.columns.columns_of(element))
            for element in responses.elements
        },
    )


def named(tables: Tables) -> list[str]:
    """Write the breakdowns as they are typed."""
    return [CROSS.join(table) for table in tables]


def left_over(responses: Responses, minimum: int) -> Iterable[Finding]:
    """Say that a period leaves few respondents of the file out: the whole less the period is theirs."""
    if 0 < (rest := responses.ledger.outside_period) < minimum:
        yield Finding("group-rest-few", details={"number": rest})


def of_tally(tally: Tally, law: Regulation) -> list[Finding]:
    """Say what counts alone tell of the data: answers that could not be used, blanks, elements missing or added.

    Parameters
    ----------
    tally : Tally
        The counts.
    law : Regulation
        The instrument.
    """
    found = []
    for (key, code), number in tally.faults.items():
        element = law.element(key).labels if key else {"id": "Baris", "en": "Rows"}
        details: dict[str, object] = {"element": element, "number": number, "reason": code}
        found.append(Finding("survey-answers-unusable", details=details))
    counts = tally.total
    for key in tally.elements:
        if blank := counts.blank(key):
            details = {"element": law.element(key).labels, "number": blank}
            found.append(Finding("survey-answers-blank", details=details))
    return [*found, *unlike_elements(tally.elements, law)]
