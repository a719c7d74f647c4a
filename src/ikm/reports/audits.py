"""The report of an audit: a paragraph that can be pasted, the weights, the elements, the respondents, what was found.

All of it is one chapter, since a Word document begins each on a page of its own.

>>> import ikm
>>> from ikm.reports.audits import audit_paragraph, audit_report
>>> audit = ikm.audit("examples/audit-stakeholder-2023.json")
>>> audit_paragraph(audit).partition(" dari ")[0]
'IKM 90,78 dihasilkan kembali sampai digit terakhir'
>>> [chapter.key for chapter in audit_report(audit).chapters]
['putusan', 'tentang']
"""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from ikm.audits import scheme_words, weight_words
from ikm.findings import display
from ikm.regulation import load_regulation
from ikm.reports.report import Chapter, Entry, FactList, Head, Paragraph, Report, ReportTable, Row, Subheading
from ikm.reports.wording import number, phrases
from ikm.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ikm.audits import Audit
    from ikm.findings import Language
    from ikm.reports.report import Block

__all__ = ["audit_facts", "audit_paragraph", "audit_parts", "audit_report", "audit_tables"]

_LISTED = 5
"""How many numbers or repairs a sentence names."""

_TOLD = {
    "audit-none", "audit-weight", "audit-n-impossible", "audit-mean-impossible", "audit-means-cut", "audit-grade",
    "audit-grade-bands",
}  # fmt: skip
"""The findings that the paragraph tells in its own words."""

_WHOLE = "IKM"


def audit_paragraph(audit: Audit) -> str:
    """Tell an audit in a short paragraph that can be pasted into a report."""
    return " ".join(_sentences(audit))


def audit_report(audit: Audit) -> Report:
    """Prepare the report of an audit, in its language; its headline is the IKM as printed."""
    say, lang = phrases(audit.lang, "audit"), audit.lang
    law = load_regulation(audit.regulation)
    printed = next((one.printed for one in audit.grades if one.code == _WHOLE), None)
    band = law.band(Decimal(_ikm(audit)))
    mutu = printed or band.mutu
    cells = (Chapter("sel", say["sel"], (_cells(audit),)),) if audit.cells else ()
    facts = [(say["source"], audit.source)] if audit.source else []
    return Report(
        lang=lang,
        title=audit.title or say["title"],
        subtitle=say["title"] if audit.title else "",
        headline=Entry(_figure(_ikm(audit), lang), Fraction(_ikm(audit)), len(_ikm(audit).partition(".")[2])),
        mutu=mutu,
        kinerja=next((one.called(lang) for one in law.bands if one.mutu == mutu), ""),
        facts=audit_facts(audit),
        alarms=(),
        chapters=(
            Chapter("putusan", say["putusan"], tuple(_told(audit))),
            *cells,
            Chapter(
                "tentang",
                say["tentang"],
                (FactList((*facts, (say["made"], f"ikm {__version__}"))), Paragraph(say["method"], "note")),
            ),
        ),
        made=f"ikm {__version__}",
    )


def _told(audit: Audit) -> Iterator[Block]:
    """Tell the verdict: the paragraph, then what it rests on, each part under its heading."""
    say = phrases(audit.lang, "audit")
    weights, elements = audit_tables(audit)
    yield from (Paragraph(audit_paragraph(audit)), Subheading(say["cara"]), weights, Subheading(say["tabel"]), elements)
    for heading, blocks in audit_parts(audit):
        yield Subheading(heading)
        yield from blocks


def audit_parts(audit: Audit) -> tuple[tuple[str, tuple[Paragraph | FactList, ...]], ...]:
    """Give what stands below the tables, each part with its heading: respondents, what is amiss, repairs."""
    say, lang = phrases(audit.lang, "audit"), audit.lang
    found = tuple(Paragraph(str(one)) for one in audit.anomalies) or (Paragraph(say["none_found"]),)
    parts: list[tuple[str, tuple[Paragraph | FactList, ...]]] = [
        (say["responden"], (FactList(tuple(_sources(audit))),)),
        (say["periksa"], found),
    ]
    if audit.repairs:
        repairs = tuple(
            (one.where, f"{_figure(one.printed, lang)} → {_figure(one.instead, lang)}") for one in audit.repairs
        )
        parts.append((say["repairs"], (FactList(repairs),)))
    return tuple(parts)


def audit_facts(audit: Audit) -> tuple[tuple[str, str], ...]:
    """Give what stands beside the IKM: verdict, weight used and stated, respondents."""
    say, lang = phrases(audit.lang, "audit"), audit.lang
    facts = [
        (say["verdict"], say[f"verdict_{audit.verdict}"]),
        (say["used"], say["not_told"] if audit.weight is None else _weight(audit, audit.weight)),
        (say["stated"], say["not_stated"] if audit.stated_weight is None else _weight(audit, audit.stated_weight)),
    ]
    if audit.n.stated is not None:
        facts.append((say["respondents"], number(audit.n.stated, 0, lang)))
    return tuple(facts)


def audit_tables(audit: Audit) -> tuple[ReportTable, ReportTable]:
    """Give the table of weights and the table of elements."""
    return _weights(audit), _elements(audit)


def _sentences(audit: Audit) -> Iterator[str]:
    say, lang = phrases(audit.lang, "audit"), audit.lang
    yield _verdict(audit)
    if audit.stated_weight is not None and audit.weights:
        yield from _stated(audit, audit.stated_weight)
    if audit.n.stated is not None:
        yield _respondents(audit, audit.n.stated)
    if audit.grades:
        yield _grades(audit)
    if audit.repairs:
        shown = [
            say["paragraph_repair"].format(
                where=one.where, printed=_figure(one.printed, lang), instead=_figure(one.instead, lang)
            )
            for one in audit.repairs[:_LISTED]
        ]
        yield say["paragraph_repairs"].format(repairs="; ".join([*shown, *_more(audit.repairs, lang)]))
    others = dict.fromkeys(say[f"more_{one.code}"] for one in audit.anomalies if one.code not in _TOLD)
    if others:
        yield say["paragraph_more"].format(matters=", ".join(others))
    elif not audit.anomalies:
        yield say["paragraph_nothing"]


def _stated(audit: Audit, name: str) -> Iterator[str]:
    """Tell of the weight that is stated: whether it is the one that was used, or may be, or what it gives."""
    say, lang = phrases(audit.lang, "audit"), audit.lang
    if name == audit.weight:
        yield say["paragraph_stated_same"]
        return
    way = next((one for one in audit.fits if one.weight == name), None)
    denied = name not in audit.weights and (
        (bool(audit.column_weights) and name not in audit.column_weights)
        or any(one.code == "audit-weight" for one in audit.anomalies)
    )
    if way is not None and not denied:
        order = _order(way.rounding, way.respondents, lang)
        order = order if way.exact else say["within"].format(order=order)
        yield say["paragraph_stated_too"].format(stated=_weight(audit, name), order=order)
    elif name in audit.recomputed and name not in audit.weights:
        told = _figure(f"{Decimal(str(audit.recomputed[name])):.2f}", lang)
        yield say["paragraph_stated_other"].format(stated=_weight(audit, name), with_stated=told)


def _verdict(audit: Audit) -> str:
    say, lang = phrases(audit.lang, "audit"), audit.lang
    ikm, weights = _figure(_ikm(audit), lang), [_weight(audit, name) for name in audit.weights]
    if audit.verdict == "none":
        said = (
            f"{_figure(f'{Decimal(str(value)):.2f}', lang)} ({_weight(audit, name)})"
            for name, value in audit.recomputed.items()
        )
        return say["paragraph_none"].format(ikm=ikm, recomputed=", ".join(said))
    kind = "exact" if audit.verdict == "exact" else "within"
    if len(weights) != 1:
        return say[f"paragraph_{kind}_several"].format(ikm=ikm, weights=", ".join(weights))
    fit = next(one for one in audit.fits if one.weight == audit.weights[0] and (one.exact or kind == "within"))
    if kind == "within" and any(one.weight != fit.weight for one in audit.fits):
        kind = "within_columns"
    return say[f"paragraph_{kind}"].format(
        ikm=ikm, weight=weights[0], order=_order(fit.rounding, fit.respondents, lang)
    )


def _respondents(audit: Audit, stated: int) -> str:
    say, lang = phrases(audit.lang, "audit"), audit.lang
    n = number(stated, 0, lang)
    if audit.n.stated_possible is None:
        return say["paragraph_n_untold"].format(n=n)
    if audit.n.stated_possible:
        return say["paragraph_n_possible"].format(n=n)
    found = {one.code for one in audit.anomalies}
    if "audit-means-cut" in found:
        return say["paragraph_n_cut"].format(n=n)
    if "audit-mean-impossible" in found:
        return say["paragraph_n_some"].format(n=n, elements=", ".join(audit.n.impossible_for))
    return say["paragraph_n_impossible"].format(n=n, possible=_numbers(_nearest(audit), lang) or say["no_number"])


def _grades(audit: Audit) -> str:
    say, lang = phrases(audit.lang, "audit"), audit.lang
    bands = scheme_words(audit.regulation)[lang]
    wrong = [one.code for one in audit.grades if not one.right]
    if not wrong:
        return say["paragraph_grades_right"].format(number=len(audit.grades), bands=bands)
    if audit.grade_bands is not None:
        return say["paragraph_grades_bands"].format(used=scheme_words(audit.grade_bands)[lang], bands=bands)
    return say["paragraph_grades_wrong"].format(codes=", ".join(wrong))


def _weights(audit: Audit) -> ReportTable:
    say, lang = phrases(audit.lang, "audit"), audit.lang
    heads = (Head(say["weight"]), Head(say["recomputed"]), Head(say["fits"], "text"))
    rows = []
    for name, value in audit.recomputed.items():
        ways = [one for one in audit.fits if one.weight == name]
        exact = [_order(one.rounding, one.respondents, lang) for one in ways if one.exact]
        near = [say["within"].format(order=_order(one.rounding, None, lang)) for one in ways if not one.exact]
        told = "; ".join((exact or near)[:2]) or say["no_fit"]
        rows.append(Row((Entry(_weight(audit, name)), Entry.of(Fraction(str(value)), 2, lang), Entry(told))))
    return ReportTable("bobot", say["weights_caption"], heads, tuple(rows), (say["weights_note"],))


def _elements(audit: Audit) -> ReportTable:
    say, lang = phrases(audit.lang, "audit"), audit.lang
    weighted = any(one.weighted is not None for one in audit.elements)
    tested = audit.n.stated_possible is not None
    heads = [Head(say["code"], "text"), Head(say["name"], "text"), Head(say["nrr"])]
    heads += [Head(say["weighted"])] if weighted else []
    heads += [Head(say["possible"], "text")] if tested else []
    graded = bool(audit.grades)
    heads += [Head(say["grade"], "grade"), Head(say["expected"], "text")] if graded else []
    grades = {one.code: one for one in audit.grades}
    rows = []
    for one in audit.elements:
        cells = [Entry(one.code), Entry(one.name), _printed(one.nrr or one.converted, lang)]
        if weighted:
            entry = _printed(one.weighted, lang)
            cells.append(Entry(say["wrong"].format(text=entry.text)) if one.weighted_right is False else entry)
        if tested:
            cells.append(Entry(say["untold" if one.possible is None else "yes" if one.possible else "no"]))
        rows.append(Row((*cells, *(_graded(grades.get(one.code), say["untold"]) if graded else ()))))
    whole = (_printed(_ikm(audit), lang), *[Entry("")] * (weighted + tested))
    last = _graded(grades.get(_WHOLE), say["untold"]) if graded else ()
    rows.append(Row((Entry(_WHOLE), Entry(""), *whole, *last), total=True))
    return ReportTable("unsur-tercetak", say["elements_caption"], tuple(heads), tuple(rows))


def _cells(audit: Audit) -> ReportTable:
    """Give the closing cells of a processing sheet: formula, stored value, and what it comes to."""
    say, lang = phrases(audit.lang, "audit"), audit.lang
    heads = tuple(Head(say[name], "text") for name in ("cell", "formula", "stored_value", "computed"))
    rows = tuple(
        Row(
            (
                Entry(one.cell),
                Entry(one.formula or say["typed"]),
                *(Entry(say["untold"] if text is None else _figure(text, lang)) for text in (one.stored, one.computed)),
            )
        )
        for one in audit.cells
    )
    return ReportTable("sel", say["cells_caption"], heads, rows)


def _graded(grade: object, untold: str) -> tuple[Entry, Entry]:
    printed, expected = getattr(grade, "printed", ""), getattr(grade, "expected", ())
    return Entry(printed or untold, mutu=printed), Entry(" / ".join(expected) or untold)


def _sources(audit: Audit) -> Iterator[tuple[str, str]]:
    say, lang, n = phrases(audit.lang, "audit"), audit.lang, audit.n
    yield say["source_stated"], say["untold"] if n.stated is None else number(n.stated, 0, lang)
    yield say["source_possible"], _numbers(_nearest(audit), lang) or say["untold"]
    for name in ("counts", "sums"):
        if numbers := getattr(n, name):
            yield say[f"source_{name}"], _numbers(numbers, lang)
    for table, total in n.demographics.items():
        yield say["source_demographics"].format(table=display(table)), number(total, 0, lang)
    if audit.sample is not None:
        about = {"size": number(audit.sample.size, 0, lang), "population": number(audit.sample.population, 0, lang)}
        rules = [say[f"rule_{one.rule}"].format(margin=one.margin) for one in audit.sample.rules]
        yield say["sample"].format(**about), "; ".join(rules[:_LISTED]) or say["sample_none"]


def _nearest(audit: Audit) -> tuple[int, ...]:
    """Give the possible numbers of respondents, the nearest to the stated one first."""
    stated = audit.n.stated or 0
    return tuple(sorted(audit.n.possible, key=lambda one: (abs(one - stated), one)))


def _numbers(numbers: tuple[int, ...], lang: Language) -> str:
    shown = [number(one, 0, lang) for one in numbers[:_LISTED]]
    return ", ".join([*shown, *_more(numbers, lang)])


def _more(several: tuple[object, ...], lang: Language) -> list[str]:
    return [phrases(lang, "audit")["more"]] if len(several) > _LISTED else []


def _order(key: str, n: int | None, lang: Language) -> str:
    """Say where was rounded on the way."""
    say = phrases(lang, "audit")
    parts = re.findall(r"([a-z]+)-(\d)", key)
    if not parts:
        return say[f"order_{key}"].format(n="?" if n is None else number(n, 0, lang))
    said = [say[f"order_{what}"].format(decimals=decimals) for what, decimals in parts]
    return said[0] if len(said) == 1 else say["order_and"].format(first=said[0], second=said[1])


def _weight(audit: Audit, name: str) -> str:
    return phrases(audit.lang, "audit")["own"] if name == "own" else weight_words(name, len(audit.elements))[audit.lang]


def _ikm(audit: Audit) -> str:
    return audit.printed_text or str(audit.printed_ikm)


def _printed(figure: str | None, lang: Language) -> Entry:
    if figure is None:
        return Entry(phrases(lang, "audit")["untold"])
    return Entry(_figure(figure, lang), Fraction(figure), len(figure.partition(".")[2]))


def _figure(pointed: str, lang: Language) -> str:
    """Write a printed figure with the comma or the point of a language."""
    return pointed.replace(".", ",") if lang == "id" else pointed
