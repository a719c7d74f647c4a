"""The profile of the respondents: how many of each sex, age, education, occupation, service.

Groups of fewer than the minimum are told together, without their names: what few people typed may say who they are.
The counts are of the respondents that the index counts, and spellings of one answer are one.

>>> import ikm
>>> from ikm.reports.chapters.profiles import profiles_chapter
>>> header = ["Jenis Kelamin", *["U1", "U2", "U3", "U4", "U5", "U6", "U7", "U8 pengaduan", "U9 sarana"]]
>>> rows = [["Laki-laki", *[4] * 9]] * 12 + [["Perempuan", *[3] * 9]] * 36
>>> responses = ikm.load([header, *rows])
>>> chapter = profiles_chapter(ikm.score(responses), responses)
>>> [[entry.text for entry in row.cells] for row in chapter.blocks[0].rows]
[['Laki-laki', '12', '25,0 %'], ['Perempuan', '36', '75,0 %']]
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from ikm.findings import display
from ikm.reports.figures import Bar, BarFigure
from ikm.reports.report import Chapter, Entry, Head, ReportTable, Row
from ikm.reports.wording import number, phrases, profile_name
from ikm.responses import profile_columns
from ikm.scoring import MINIMUM_GROUP
from ikm.tallies import in_order, unite

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ikm.responses import Responses
    from ikm.scoring import IKMResult

__all__ = ["profiles_chapter"]


def profiles_chapter(result: IKMResult, responses: Responses) -> Chapter | None:
    """Tell who answered; nothing where the form does not ask."""
    named = _named_once(result, responses)
    blocks = tuple(block for name, called in named for block in _profile(name, called, result, responses))
    return Chapter("profil", phrases(result.lang, "report")["profil"], blocks) if blocks else None


def _named_once(result: IKMResult, responses: Responses) -> Iterator[tuple[str, str]]:
    """Give the profiles, each with what it is called; a recognised column that is grouped by under its heading, once.

    It is called as the breakdown calls it, so that one column has one name in a report.
    """
    places = profile_columns(responses.columns, responses.profiles)
    tables = () if result.groups is None else result.groups.tables
    grouped = {places[name]: name for by in tables for name in by if name in places}
    seen: set[int] = set()
    for name in responses.profiles:
        place = places.get(name)
        if place is None or place not in seen:
            yield name, name if place is None else grouped.get(place, name)
        if place is not None:
            seen.add(place)


def _profile(name: str, called: str, result: IKMResult, responses: Responses) -> Iterator[ReportTable | BarFigure]:
    lang = result.lang
    say, words = phrases(lang, "report"), phrases(lang)
    options = result.provenance.options
    missing = options.get("missing", "available")
    minimum = options.get("minimum_group") or MINIMUM_GROUP
    tally, _ = unite(responses.tally(name))
    sizes = {group[0]: counts.kept(missing) for group, counts in tally.groups.items()}
    total = sum(sizes.values())
    shown = {group: size for group, size in sizes.items() if size >= minimum}
    met = [(display(group) or words["unsaid"], shown[group]) for group in in_order(sizes) if group in shown]
    small = [size for size in sizes.values() if 0 < size < minimum]
    if small:
        met.append((words["small_groups"].format(number=number(len(small), 0, lang)), sum(small)))
    if not met:
        return
    shares = [Entry.of(Fraction(100 * size, total), 1, lang, percent=True) for _, size in met]
    words_for = profile_name(called, lang)
    caption = say["profil_caption"].format(name=words_for)
    rows = tuple(
        Row((Entry(group), Entry.of(size, 0, lang), share)) for (group, size), share in zip(met, shares, strict=True)
    )
    columns = (Head(words_for[:1].upper() + words_for[1:], "text"), Head(say["number"]), Head(say["share"]))
    notes = (say["profil_note"].format(minimum=number(minimum, 0, lang)),) if small else ()
    yield ReportTable(f"profil-{name}", caption, columns, rows, notes)
    bars = tuple(
        Bar(group, Fraction(size), f"{number(size, 0, lang)} ({share.text})")
        for (group, size), share in zip(met, shares, strict=True)
    )
    told = "; ".join(f"{bar.name}: {bar.text}" for bar in bars[:20])
    yield BarFigure(f"profil-{name}", caption, f"{caption}. {told}.", bars)
