"""Together: the answers of several files of one survey as those of one, such as online and on paper.

Each file is read and validated by itself: its headings, its columns, the words or digits of its answers, the order of
its dates are its own.  What is put together is decided already: scores, groups, moments, and everything that was found,
each with its file.  So the figures are those of one file with all the rows.

One person who answered online and on paper too cannot be told.  A row that stands in two exports of one form can
(`ikm.responses.evidence.elsewhere`).

>>> import ikm
>>> header = ["U1", "U2", "U3", "U4", "U5", "U6", "U7", "U8 pengaduan", "U9 sarana"]
>>> online, paper = ikm.load([header, [4] * 9]), ikm.load([header, [3] * 9, [4] * 9])
>>> both = put_together([online, paper], ["online.csv", "kertas.csv"])
>>> len(both), list(both.codes["waktu"]), both.levels, both.ledger.used
(3, [4, 3, 4], (1, 2, 3, 4), 3)
"""

from __future__ import annotations

from array import array
from collections import Counter
from dataclasses import replace
from fractions import Fraction
from itertools import chain
from typing import TYPE_CHECKING

from ikm.errors import OptionError
from ikm.findings import LANGUAGES, Finding, Findings, display
from ikm.records import Ledger
from ikm.responses.arrays import each
from ikm.responses.times.stamped import NEVER, Stamped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ikm.responses.doubles import Doubt
    from ikm.responses.indices import IndexAnswers
    from ikm.responses.responses import Responses
    from ikm.tallies import Level

__all__ = ["put_together"]

_NAME = 60
_BYTES = 256
_OUTSIDE = "survey-nobody-in-period"
"""One file alone has no answer in the period; together others may."""
_PEOPLE = {"id": "responden", "en": "respondents"}


def put_together(
    parts: Sequence[Responses], names: Sequence[str], *, population: int | None = None, more: Iterable[Finding] = ()
) -> Responses:
    """Put the answers of several files together.

    Parameters
    ----------
    parts : sequence of Responses
        The answers of each file, read with the same options.
    names : sequence of str
        What each file is called.
    population : int, optional
        The number of people served, to notice more respondents than that.
    more : iterable of Finding
        What else was found, between the files.

    Returns
    -------
    Responses
        Its ``parts`` are the files; every finding names its own.

    Raises
    ------
    OptionError
        If the files ask different items of another index.
    """
    shown = [display(name, _NAME) for name in names]
    parts = [replace(part, facts=replace(part.facts, name=name)) for part, name in zip(parts, names, strict=True)]
    known = dict.fromkeys(element for part in parts for element in part.elements)
    own = [element.key for element in parts[0].law.elements]
    elements = tuple(sorted(known, key=lambda key: own.index(key) if key in own else len(own)))
    levels = _levels(part.levels for part in parts)
    face = max(parts, key=lambda part: len(part.choices))
    findings = _findings(parts, shown, elements, population, more)
    return replace(
        face,
        elements=elements,
        codes={key: _joined(parts, [part.codes for part in parts], levels, key) for key in elements},
        levels=levels,
        rows=array("q", chain.from_iterable(part.rows for part in parts)),
        profiles=_profiles(parts),
        about_profiles=_about_profiles(parts, shown),
        times=_times(parts),
        findings=findings,
        doubts=tuple(_doubts(parts, shown, elements)),
        ledger=_ledger(parts),
        left_out=_left_out(parts),
        facts=replace(
            face.facts, name=" + ".join(shown), size=sum(part.facts.size for part in parts), sha256="", sheets=()
        ),
        faults=sum((Counter(part.faults) for part in parts), Counter()),
        joined=sum(part.joined for part in parts),
        header_row=None,
        index=None,
        indices=tuple(_indices(parts)),
        parts=tuple(parts),
    )


def _levels(several: Iterable[Sequence[Level]]) -> tuple[Level, ...]:
    return tuple(sorted({level for levels in several for level in levels}))


def _joined(
    parts: Sequence[Responses],
    answers: Sequence[Mapping[str, bytes]],
    levels: Sequence[Level],
    key: str,
    own: Sequence[Sequence[Level]] = (),
) -> bytes:
    """Write the answers to one element below one another, each by its place among all levels."""
    place = {level: number for number, level in enumerate(levels, 1)}
    met = own or [part.levels for part in parts]
    return b"".join(
        codes[key].translate(bytes([0, *map(place.__getitem__, told)]).ljust(_BYTES, b"\0"))
        if key in codes
        else bytes(len(part))
        for part, codes, told in zip(parts, answers, met, strict=True)
    )


def _findings(
    parts: Sequence[Responses],
    names: Sequence[str],
    elements: Sequence[str],
    population: int | None,
    more: Iterable[Finding],
) -> Findings:
    """Give everything that was found, each with its file; what every file says of the survey is told once."""
    found = Findings(limit=parts[0].findings.limit)
    alike = [one for one in parts[0].findings if _of_survey(one) and all(one in part.findings for part in parts[1:])]
    found.extend(alike)
    respondents = sum(map(len, parts))
    for part, name in zip(parts, names, strict=True):
        kept = [one for one in part.findings if one not in alike and not (respondents and one.code == _OUTSIDE)]
        found.extend(one.within(name) for one in kept)
        beyond = part.findings.counts - Counter(one.code for one in part.findings)
        for code, number in beyond.items():
            found.count_only(code, number)
    found.extend(more)
    told = {
        lang: "; ".join(f"{name} ({len(part)} {_PEOPLE[lang]})" for part, name in zip(parts, names, strict=True))
        for lang in LANGUAGES
    }
    found.add(Finding("file-together", details={"parts": told}))
    if population is not None and respondents > population:
        details = {"respondents": respondents, "population": population}
        found.add(Finding("evidence-over-population", details=details))
    if not found.errors:
        found.extend(_unlike(parts, names, elements))
    return found


def _of_survey(finding: Finding) -> bool:
    """Tell whether a finding speaks of the survey as a whole: of no row, no column, no sheet."""
    return finding.row is None and finding.sheet is None and finding.column is None and not finding.columns


def _unlike(parts: Sequence[Responses], names: Sequence[str], elements: Sequence[str]) -> Iterator[Finding]:
    """Refuse files that ask different elements: they are no parts of one survey."""
    for part, name in zip(parts, names, strict=True):
        lacking = [part.law.element(key).labels for key in elements if key not in part.elements]
        if lacking:
            named = {lang: ", ".join(labels[lang] for labels in lacking) for lang in LANGUAGES}
            yield Finding("survey-files-unlike", details={"elements": named}, file=name)


def _profiles(parts: Sequence[Responses]) -> dict[str, Sequence[str]]:
    """Give the profiles that every file asks."""
    common = [name for name in parts[0].profiles if all(name in part.profiles for part in parts)]
    return {name: tuple(chain.from_iterable(part.profiles[name] for part in parts)) for name in common}


def _about_profiles(parts: Sequence[Responses], names: Sequence[str]) -> dict[str, tuple[Finding, ...]]:
    about: dict[str, tuple[Finding, ...]] = {}
    for part, name in zip(parts, names, strict=True):
        for profile, found in part.about_profiles.items():
            about[profile] = (*about.get(profile, ()), *(one.within(name) for one in found))
    return about


def _times(parts: Sequence[Responses]) -> Stamped:
    """Give when each answered; of a file without times nothing is known."""
    if not any(len(part.times) for part in parts):
        return Stamped()
    seconds: array[int] = array("q")
    for part in parts:
        seconds.extend(each(part.times.seconds) if len(part.times) else [NEVER] * len(part))
    return Stamped(seconds)


def _doubts(parts: Sequence[Responses], names: Sequence[str], elements: Sequence[str]) -> Iterator[Doubt]:
    """Give the answers as they would be, were the columns in doubt of one file decided the other way."""
    for at, (part, name) in enumerate(zip(parts, names, strict=True)):
        for doubt in part.doubts:
            answers = [doubt.codes if place == at else other.codes for place, other in enumerate(parts)]
            own = [doubt.levels if place == at else other.levels for place, other in enumerate(parts)]
            levels = _levels(own)
            codes = {key: _joined(parts, answers, levels, key, own) for key in elements}
            yield replace(doubt, codes=codes, levels=levels, file=name)


def _ledger(parts: Sequence[Responses]) -> Ledger:
    return Ledger(**{name: sum(getattr(part.ledger, name) for part in parts) for name in Ledger.model_fields})


def _left_out(parts: Sequence[Responses]) -> dict[str, Sequence[int]]:
    reasons = dict.fromkeys(reason for part in parts for reason in part.left_out)
    return {
        reason: array("q", chain.from_iterable(part.left_out.get(reason, ()) for part in parts)) for reason in reasons
    }


def _indices(parts: Sequence[Responses]) -> Iterator[IndexAnswers]:
    """Put the answers to the items of each other index together.

    Raises
    ------
    OptionError
        If a file asks other items than the first.
    """
    for first in parts[0].indices:
        found = [one for part in parts for one in part.indices if one.index.key == first.index.key]
        if len(found) < len(parts) or any(tuple(one.codes) != tuple(first.codes) for one in found):
            key = first.index.key
            raise OptionError(
                f"The files ask different items of {key!r}, so that index cannot be made of them together; leave it "
                "out, or score it of one file.",
                id=f"Butir {key!r} pada berkas-berkas itu berbeda, sehingga indeksnya tidak dapat dihitung bersama; "
                "hapus indeks itu, atau hitung dari satu berkas.",
            )
        levels = _levels(one.levels for one in found)
        own = [one.levels for one in found]
        yield replace(
            first,
            codes={key: _joined(parts, [one.codes for one in found], levels, key, own) for key in first.codes},
            levels=levels,
            faults=sum((Counter(one.faults) for one in found), Counter()),
            joined=sum(one.joined for one in found),
            importance=_importance(found),
        )


def _importance(found: Sequence[IndexAnswers]) -> dict[str, tuple[Fraction, int]]:
    sums: dict[str, tuple[Fraction, int]] = {}
    for key in found[0].importance:
        said = [one.importance.get(key, (Fraction(), 0)) for one in found]
        sums[key] = (sum((total for total, _ in said), Fraction()), sum(number for _, number in said))
    return sums
