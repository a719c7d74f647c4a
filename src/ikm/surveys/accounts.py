"""Accounts: what a result says about itself, findings in words and where every figure comes from.

>>> import ikm
>>> from ikm.surveys.accounts import provenance
>>> responses = ikm.load([["U1", "U2", "U3", "U4", "U5", "U6", "U7", "U8 pengaduan", "U9 sarana"], [4] * 9])
>>> where = provenance(responses, {"weight": "exact"})
>>> where.columns["sarana"], where.rows.used, where.options
('I', 1, {'weight': 'exact'})
"""

from __future__ import annotations

from collections import Counter
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ikm.arguments import CROSS, given
from ikm.errors import RefusalError, ResponseError
from ikm.findings import Finding, Refusal, column_letter, display, in_words
from ikm.records import InputRecord, Provenance
from ikm.regulation import law_of
from ikm.responses import unlike_elements
from ikm.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ikm.arguments import Tables
    from ikm.findings import Language
    from ikm.regulation import Regulation
    from ikm.responses import Responses
    from ikm.surveys.files import SurveyFile
    from ikm.tallies import Tally

__all__ = [
    "WAY_OUT",
    "headings",
    "left_over",
    "named",
    "of_tally",
    "provenance",
    "refusal",
    "refusal_of",
    "refused",
    "refusing",
    "told",
    "unread",
    "with_account",
]


WAY_OUT = "Mend them, or take them as blank with --invalid blank."
"""What can be done about answers that cannot be used."""


def refused(responses: Responses, stopping: int) -> ResponseError:
    """Give the exception that refuses a survey; for a programmer it says in one sentence why."""
    first = next((f for f in responses.findings if f.severity == "error"), None)
    words = ""
    if first is not None:
        place, english = " ".join(filter(None, (first.file, first.cell))), first.translated("en")
        place += ": " if place else ""
        words = f" The first: {place}{english.message} {english.action}".rstrip()
    way_out = f" {in_words(WAY_OUT)}" if not responses.blocked else ""
    why = f"The survey is refused for {stopping} error{'s' if stopping != 1 else ''}.{words}{way_out}"
    return with_account(why, responses)


def with_account(why: str, responses: Responses, more: Iterable[Finding] = ()) -> ResponseError:
    """Give an exception that knows everything found in a survey, and where it comes from."""
    found, where = responses.findings, provenance(responses, {})
    return ResponseError(why, (*more, *found), totals=found.counts, provenance=where)


def told(findings: Iterable[Finding], lang: Language) -> tuple[Finding, ...]:
    """Give findings in the language of the result they stand in."""
    return tuple(finding.translated(lang) for finding in findings)


@contextmanager
def refusing(lang: Language) -> Iterator[None]:
    """Let a refusal pass with its findings in the language that was asked for."""
    try:
        yield
    except RefusalError as error:
        error.findings = told(error.findings, lang)
        raise


def refusal_of(error: RefusalError, lang: Language) -> Refusal:
    """Give what is printed when data is refused, as the exception knows it."""
    return refusal(error.findings, error.totals, error.provenance or unread(None, law_of(None)), lang)


def refusal(findings: Iterable[Finding], totals: Mapping[str, int], where: Provenance, lang: Language) -> Refusal:
    """Give what is printed when data is refused: every finding in the order of the file, and no figure.

    ``totals`` says how many findings there are of each code where not all are listed.
    """
    listed = sorted(findings, key=Finding.sort_key)
    counts = {**Counter(finding.code for finding in listed), **totals}
    return Refusal(
        findings=told(listed, lang), findings_total=dict(sorted(counts.items())), provenance=where, lang=lang
    )


def unread(name: str | None, law: Regulation) -> Provenance:
    """Say what is known of an input that could not be read."""
    return Provenance(
        ikm_version=__version__,
        regulation=law.key,
        regulation_sha256=law.digest,
        input_name=name,
        options={},
    )


def provenance(responses: Responses, options: Mapping[str, object]) -> Provenance:
    """Say where a result comes from: the input, the law, and every option that was given, read or scored with."""
    facts, parts = responses.facts, [_input(part) for part in responses.parts]
    alike = all(one.columns == parts[0].columns for one in parts)
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
        columns=_places(responses) if alike else None,
        inputs=tuple(parts),
    )


def _places(responses: Responses) -> dict[str, str]:
    return {
        element: " ".join(column_letter(i) for i in responses.columns.columns_of(element))
        for element in responses.elements
    }


def _input(part: Responses) -> InputRecord:
    """Say what one of several files is, and what became of its rows."""
    facts = part.facts
    return InputRecord(
        name=display(facts.name),
        sha256=facts.sha256 or None,
        sheet=next((sheet.name for sheet in facts.sheets if sheet.read), None),
        rows=part.ledger,
        columns=_places(part),
    )


def named(tables: Tables) -> list[str]:
    """Write the breakdowns as they are typed."""
    return [CROSS.join(table) for table in tables]


def left_over(responses: Responses, minimum: int) -> Iterable[Finding]:
    """Say that a period leaves few respondents of the file out: the whole less the period is theirs."""
    if 0 < (rest := responses.ledger.outside_period) < minimum:
        yield Finding("group-rest-few", details={"number": rest})


def headings(plan: SurveyFile | None, responses: Responses | None = None) -> dict[str, str | None]:
    """Give the title and the unit a survey file names: the one of the call, else the one the answers were read with."""
    said = plan.said() if plan is not None else (responses.survey if responses is not None else None) or {}
    return {name: None if (text := said.get(name)) is None else str(text) for name in ("title", "unit")}


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
