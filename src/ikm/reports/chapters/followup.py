"""The follow-up plan: what came of the last one, what is undertaken now, and which elements still need something.

Which elements need following up is for the rules of `ikm.recommendations` to say.  Nothing is invented: what the office
has not said of programme, time and person is empty.

>>> import ikm
>>> from ikm.regulation import load_regulation
>>> from ikm.reports.chapters.followup import followup_chapter
>>> result = ikm.score([[4, 4, 3, 4, 2, 4, 4, 3, 4]] * 10, target=81)
>>> table = followup_chapter(result, load_regulation()).blocks[0]
>>> [[entry.text for entry in row.cells[:5]] for row in table.rows][0]
['1', 'U5 Produk Spesifikasi Jenis Pelayanan', '2,000', '50,00', '10']
>>> [row.cells[1].text.partition(" ")[0] for row in table.rows]
['U5', 'U3', 'U8']

With a plan its rows stand there, with the present figures of their elements, and what has no row yet is named:

>>> from ikm.reports.carried import FollowUp
>>> from ikm.reports.plans import PlanRow
>>> plans = FollowUp((PlanRow(("produk",), "Memperbarui daftar informasi", "TW II", "Kepala Bagian"),))
>>> table, note = followup_chapter(result, load_regulation(), plans).blocks
>>> [entry.text for entry in table.rows[0].cells[6:]], note.text
(['Memperbarui daftar informasi', '', '√', '', '', 'Kepala Bagian'], 'Belum ada rencana untuk: U3 ..., U8 ...')
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from ikm.findings import display
from ikm.priorities import recommendations
from ikm.reports.carried import FollowUp
from ikm.reports.chapters.answers import counted, halves
from ikm.reports.report import Chapter, Entry, Head, Paragraph, ReportTable, Row
from ikm.reports.wording import number, phrases

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ikm.comparisons import Comparison
    from ikm.findings import Language
    from ikm.priorities import Evidence
    from ikm.regulation import Regulation
    from ikm.reports.plans import PlanRow
    from ikm.reports.report import Block
    from ikm.scoring import ElementResult, IKMResult

__all__ = ["followup_chapter", "served_names"]

_QUARTERS = ("I", "II", "III", "IV")
_DONE = "√"
_WORDS = 2000
"""How much of what the office wrote a cell shows."""

_NOTHING = FollowUp()


def followup_chapter(
    result: IKMResult, law: Regulation, plans: FollowUp = _NOTHING, comparison: Comparison | None = None
) -> Chapter:
    """Tell what came of the last plan, what is planned, and which elements need following up."""
    say = phrases(result.lang, "report")
    listed = {element.key: reasons for element, reasons in _listed(result, law, comparison)}
    blocks: list[Block] = [_carried(result, plans)] if plans.previous else []
    blocks.append(_planned(result, law, plans.present, listed))
    served = {element.key for row in plans.present for element in _elements(result, row)}
    if plans.present and (open_ := [result.elements[key] for key in listed if key not in served]):
        names = ", ".join(f"{one.code} {one.name}" for one in open_)
        blocks.append(Paragraph(phrases(result.lang, "trend")["no_plan"].format(elements=names), "note"))
    return Chapter("tindak-lanjut", say["tindak-lanjut"], tuple(blocks))


def _planned(result: IKMResult, law: Regulation, plan: Sequence[PlanRow], listed: dict[str, list[str]]) -> ReportTable:
    """Give the rows of the plan, and rows to write in for the elements that have none; the lowest mean first."""
    say, lang = phrases(result.lang, "report"), result.lang
    lower, told = halves(law)[0], phrases(result.lang, "trend")
    status = any(row.status for row in plan)
    columns = (
        Head("No"),
        Head(say["priority"], "text"),
        Head(say["nrr"]),
        Head(say["converted"]),
        Head(say["low_answers"].format(low=lower[0], high=lower[-1])),
        *(Head(say[name], "text") for name in ("reason", "programme")),
        *(Head(say["quarter"].format(number=quarter), "text") for quarter in _QUARTERS),
        Head(say["person"], "text"),
        *([Head(told["status"], "text")] if status else []),
    )
    served = {element.key for row in plan for element in _elements(result, row)}
    parts: list[tuple[list[ElementResult], PlanRow | None]] = [(_elements(result, row), row) for row in plan]
    parts += [([result.elements[key]], None) for key in listed if key not in served]
    parts.sort(key=lambda part: min((Fraction(one.nrr_exact) for one in part[0]), default=Fraction(law.high + 1)))
    rows = []
    for place, (elements, row) in enumerate(parts, 1):
        low = [sum(n for level, n in counted(one).items() if level <= lower[-1]) for one in elements]
        reasons = dict.fromkeys(reason for one in elements for reason in listed.get(one.key, ()))
        said = _said(row, status=status)
        rows.append(
            Row(
                (
                    Entry.of(place, 0, lang),
                    Entry(served_names(result, row) if row is not None else _code_name(elements[0])),
                    *_figures(elements, law, lang),
                    Entry.of(low[0], 0, lang) if len(low) == 1 else Entry("; ".join(number(n, 0, lang) for n in low)),
                    Entry("; ".join(reasons)),
                    *map(Entry, said),
                )
            )
        )
    note = say["tindak_note"] if not plan else told["plan_note"]
    caption = say["tindak_caption"] if not plan else told["plan_caption"]
    return ReportTable("tindak-lanjut", caption, columns, tuple(rows), (note,))


def _figures(elements: Sequence[ElementResult], law: Regulation, lang: Language) -> list[Entry]:
    """Give the NRR and the converted value of an element; of several as words, one after the other."""
    means = [Fraction(one.nrr_exact) for one in elements]
    if len(means) == 1:
        return [Entry.of(means[0], 3, lang), Entry.of(means[0] * law.factor, law.decimals, lang)]
    whole = [number(mean * law.factor, law.decimals, lang) for mean in means]
    return [Entry("; ".join(number(mean, 3, lang) for mean in means)), Entry("; ".join(whole))]


def _said(row: PlanRow | None, *, status: bool) -> list[str]:
    """Give programme, quarters, person and status; blank where nothing is planned."""
    if row is None:
        return [""] * (len(_QUARTERS) + (3 if status else 2))
    from ikm.surveys import quarters_of  # noqa: PLC0415 - only where there is a plan

    quarters = quarters_of(row.time) if row.time else {}
    programme = row.programme
    if quarters is None:
        programme, quarters = f"{programme} ({row.time})".strip(), {}
    marks = [display(quarters[place], _WORDS) or _DONE if place in quarters else "" for place in range(1, 5)]
    return [
        display(programme, _WORDS), *marks, display(row.person, _WORDS),
        *([display(row.status, _WORDS)] if status else []),
    ]  # fmt: skip


def _carried(result: IKMResult, plans: FollowUp) -> ReportTable:
    """Give the rows of the last plan with what came of each, beside the present figures."""
    say, told, lang = phrases(result.lang, "report"), phrases(result.lang, "trend"), result.lang
    heads = (
        Head("No"), Head(say["element"], "text"), Head(told["nrr_now"]),
        Head(say["programme"], "text"), Head(told["time"], "text"), Head(say["person"], "text"),
        *(Head(told[name], "text") for name in ("status", "realisation")),
    )  # fmt: skip
    rows = []
    for place, row in enumerate(plans.previous, 1):
        means = [Fraction(one.nrr_exact) for one in _elements(result, row)]
        now = Entry.of(means[0], 3, lang) if len(means) == 1 else Entry("; ".join(number(m, 3, lang) for m in means))
        words = (row.programme, row.time, row.person, row.status, row.realisation)
        rows.append(
            Row(
                (
                    Entry.of(place, 0, lang),
                    Entry(served_names(result, row)),
                    now if means else Entry(say["unknown"]),
                    *(Entry(display(text, _WORDS)) for text in words),
                )
            )
        )
    caption = told["carried" if plans.period else "carried_last"].format(period=display(plans.period))
    return ReportTable("realisasi", caption, heads, tuple(rows))


def _elements(result: IKMResult, row: PlanRow) -> list[ElementResult]:
    """Give the elements of a row that this survey asked."""
    known = {name.casefold(): one for one in result.elements for name in (one.key, one.code)}
    found = (known.get(name.casefold()) for name in row.elements)
    return list({one.key: one for one in found if one is not None}.values())


def served_names(result: IKMResult, row: PlanRow) -> str:
    """Name the elements of a row; one that this survey did not ask stands as it was written."""
    known = {name.casefold(): _code_name(one) for one in result.elements for name in (one.key, one.code)}
    return "; ".join(known.get(name.casefold(), display(name)) for name in row.elements)


def _code_name(element: ElementResult) -> str:
    return f"{element.code} {element.name}"


def _listed(result: IKMResult, law: Regulation, comparison: Comparison | None) -> list[tuple[ElementResult, list[str]]]:
    """Give the elements to follow up with their reasons in words, the lowest mean first."""
    found = []
    for one in recommendations(result, comparison, regulation=law):
        # That an element is below the IKM is so of about half of them, and alone no reason for a row.
        said = dict.fromkeys(_reason(reason, result.lang) for reason in one.reasons if reason.rule != "below-ikm")
        if said:
            found.append((result.elements[one.key], list(said)))
    return found


def _reason(reason: Evidence, lang: Language) -> str:
    say = phrases(lang, "report")
    labels = () if reason.group is None else reason.group.values()
    return say[f"why_{reason.rule}"].format(
        value=number(reason.value or 0, 3 if reason.rule == "left-behind" else 2, lang),
        against=number(reason.against or 0, 2, lang),
        before=number(reason.before or 0, 2, lang),
        mutu=reason.mutu,
        unit=reason.against_mutu,
        group=" · ".join(display(label) or say["unknown"] for label in labels),
    )
