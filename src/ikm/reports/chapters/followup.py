"""The elements to follow up, each with the reasons it is listed for; the plan itself is the office's.

Listed are elements whose converted value is below the target, elements graded below the unit, and the three with the
lowest means (more, where several share the third place).  Nothing is invented: programme, time and person are empty.

>>> import ikm
>>> from ikm.regulation import load_regulation
>>> from ikm.reports.chapters.followup import followup_chapter
>>> result = ikm.score([[4, 4, 3, 4, 2, 4, 4, 3, 4]] * 10, target=81)
>>> table = followup_chapter(result, load_regulation()).blocks[0]
>>> [[entry.text for entry in row.cells[:5]] for row in table.rows][0]
['1', 'U5 Produk Spesifikasi Jenis Pelayanan', '2,000', '50,00', '10']
>>> [row.cells[1].text.partition(" ")[0] for row in table.rows]
['U5', 'U3', 'U8']
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from ikm.regulation import round_half_up
from ikm.reports.chapters.answers import counted, halves
from ikm.reports.report import Chapter, Entry, Head, ReportTable, Row
from ikm.reports.wording import number, phrases

if TYPE_CHECKING:
    from ikm.regulation import Regulation
    from ikm.scoring import ElementResult, IKMResult

__all__ = ["followup_chapter"]

_LOWEST = 3
_QUARTERS = ("I", "II", "III", "IV")


def followup_chapter(result: IKMResult, law: Regulation) -> Chapter:
    """Tell which elements need following up, and leave room for the plan."""
    say, lang = phrases(result.lang, "report"), result.lang
    lower = halves(law)[0]
    columns = (
        Head("No"),
        Head(say["priority"], "text"),
        Head(say["nrr"]),
        Head(say["converted"]),
        Head(say["low_answers"].format(low=lower[0], high=lower[-1])),
        *(Head(say[name], "text") for name in ("reason", "programme")),
        *(Head(say["quarter"].format(number=quarter), "text") for quarter in _QUARTERS),
        Head(say["person"], "text"),
    )
    blank = Entry("")
    rows = []
    for place, (element, reasons) in enumerate(_listed(result, law), 1):
        mean = Fraction(element.nrr_exact)
        low = sum(count for level, count in counted(element).items() if level <= lower[-1])
        rows.append(
            Row(
                (
                    Entry.of(place, 0, lang),
                    Entry(f"{element.code} {element.name}"),
                    Entry.of(mean, 3, lang),
                    Entry.of(mean * law.factor, law.decimals, lang),
                    Entry.of(low, 0, lang),
                    Entry("; ".join(reasons)),
                    *[blank] * (len(columns) - 6),
                )
            )
        )
    table = ReportTable("tindak-lanjut", say["tindak_caption"], columns, tuple(rows), (say["tindak_note"],))
    return Chapter("tindak-lanjut", say["tindak-lanjut"], (table,))


def _listed(result: IKMResult, law: Regulation) -> list[tuple[ElementResult, list[str]]]:
    """Give the elements to follow up with their reasons, the lowest mean first."""
    say, lang = phrases(result.lang, "report"), result.lang
    bands = [band.mutu for band in law.bands]
    means = sorted(Fraction(element.nrr_exact) for element in result.elements)
    third = means[min(_LOWEST, len(means)) - 1]
    found = []
    for element in sorted(result.elements, key=lambda one: Fraction(one.nrr_exact)):
        mean, reasons = Fraction(element.nrr_exact), []
        target = None if result.target is None else Fraction(str(result.target.value))
        if target is not None and round_half_up(mean * law.factor, law.decimals) < target:
            reasons.append(say["below_target"].format(value=number(target, 2, lang)))
        if bands.index(element.mutu) < bands.index(result.mutu):
            reasons.append(say["below_grade"].format(mutu=element.mutu, unit=result.mutu))
        if mean <= third and mean < means[-1]:
            reasons.append(say["lowest"])
        if reasons:
            found.append((element, reasons))
    return found
