"""Facts: what a heading says that makes its column no rating of this service, by this respondent, now.

Beside the questions forms hold facts about the visit ("Waktu tunggu (menit)", "Jumlah berkas"), codes and links, the
points that a quiz gives ("Poin - …", "… [Skor]"), and second sets of answers ("… tahun lalu", "Ranking …").  They share
their words with an element and are none of it.  The words are data (``facts.toml``); what becomes of such a column is
decided where the whole form is known (`ikm.columns.companions`).

>>> says_fact("Waktu tunggu (menit)"), says_fact("Jumlah petugas memadai"), says_fact("Kecepatan pelayanan")
(True, False, False)
>>> [mark_of(heading) for heading in ("Poin - Biaya", "Biaya [Skor]", "Biaya tahun 2024", "Waktu sesuai target")]
['score', 'score', 'set', None]
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from ikm.answers import remembered
from ikm.columns.lexicon import lexicon
from ikm.columns.scales import stated
from ikm.columns.words import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Mark", "block_of", "earlier_form", "judges", "mark_of", "rates", "says_fact"]

Mark = Literal["score", "note", "set"]

_PIECES = re.compile(r"^(?P<before>[^-–:|(\[]{2,40})\s+[-–:|]\s+(?P<after>.+)$")
_BRACKET = re.compile(r"^(?P<outer>.*?)[(\[](?P<inner>[^()\[\]]{1,60})[)\]]\W*$")
_TAIL = re.compile(r"^(?P<outer>.+)\s[-–|/:]\s*(?P<inner>[^-–|/:]{1,40})$")
_NUMBER = re.compile(r"^\W*(?:(?:no|nomor|pertanyaan|soal)\b\W*)?(?:u\s*)?\d{1,2}\W+(?=[a-z])")
_YEAR = re.compile(r"\b(?:pada |di )?(?:tahun |periode |th |thn )?(?:19|20)\d\d(?: ?/ ?(?:19|20)\d\d)?\W*$")
_CODES = re.compile(r"\d\s*=|=\s*[a-z]")
_PAIR = 2
_LAST = 3
"""A second set is named by the last words of a heading; so many of them are looked at."""


class _Facts(NamedTuple):
    starts: frozenset[str]
    always: frozenset[str]
    holds: tuple[str, ...]
    units: frozenset[str]
    scores: frozenset[str]
    notes: frozenset[str]
    sets: frozenset[str]
    relating: frozenset[str]
    integrity: frozenset[str]
    quality_blocks: frozenset[str]
    qualities: frozenset[str]
    earlier: frozenset[str]
    enough: int


@cache
def _facts() -> _Facts:
    data = tomllib.loads(Path(__file__).with_name("data").joinpath("facts.toml").read_text(encoding="utf-8"))

    def entries(text: str) -> frozenset[str]:
        return frozenset(" ".join(entry.split()) for entry in text.split(";") if entry.strip())

    return _Facts(
        starts=entries(data["fact"]["starts"]),
        always=entries(data["fact"]["always"]),
        holds=tuple(sorted(entries(data["fact"]["holds"]))),
        units=entries(data["fact"]["units"]),
        scores=entries(data["score"]["edges"]),
        notes=entries(data["score"]["notes"]),
        sets=entries(data["set"]["edges"]),
        relating=frozenset(data["relating"]["words"].split()),
        integrity=entries(data["block"]["integrity"]),
        quality_blocks=entries(data["block"]["quality"]),
        qualities=frozenset(data["quality"]["words"].split()),
        earlier=entries(data["earlier"]["names"]),
        enough=data["earlier"]["enough"],
    )


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[a-z]+", text))


def judges(text: str) -> bool:
    """Tell whether a heading asks for a judgement: by a word that asks one, a word of a scale, or a named quality.

    >>> judges("bagaimana pendapat anda tentang loket"), judges("keramahan petugas"), judges("loket yang dikunjungi")
    (True, True, False)
    """
    return not lexicon().asking.isdisjoint(_plain(text).split()) or rates(text)


def rates(text: str) -> bool:
    """Tell whether words name a quality or a step of a scale.

    >>> rates("keramahan petugas"), rates("menurut petugas")
    (True, False)
    """
    words = set(_plain(text).split())
    words |= {word.removesuffix("nya") for word in words}
    return not words.isdisjoint(lexicon().grading | _facts().qualities)


@remembered(2048)
def says_fact(header: str) -> bool:
    """Tell whether a heading counts, measures, names or attaches something, and judges nothing."""
    text, facts = _NUMBER.sub("", clean(header)), _facts()
    line = _plain(text)
    words = line.split()
    if any(f" {entry} " in f" {line} " for entry in facts.holds):
        return words[0] != "apakah" or "yang" not in words
    begins = {" ".join(words[:length]) for length in (1, 2, 3)}
    if not begins.isdisjoint(facts.always):
        return True
    if not begins.isdisjoint(facts.starts):
        # "Jumlah loket memadai" is a statement; "Jumlah berkas yang kurang" counts.
        return "yang" in words or not rates(text)
    if judges(text):
        return False
    legend = stated(header) is None  # "(1 = loket, 2 = daring)" names codes; "(1 = terbaik, 4 = terburuk)" a scale
    for found in (_BRACKET.match(text), _TAIL.match(text)):
        if found and (_plain(found["inner"]) in facts.units or (legend and _CODES.search(found["inner"]))):
            return True
    return len(words) > 1 and words[-1] in facts.units


@remembered(2048)
def mark_of(header: str) -> Mark | None:
    """Tell what the edges of a heading make of its column, should another column ask the same."""
    text, facts = clean(header), _facts()
    pieces = [found["inner"] for found in (_BRACKET.match(text), _TAIL.match(text)) if found]
    pieces += [found["before"] for found in (_PIECES.match(text),) if found]
    for piece in map(_plain, pieces):
        if mark := _named(piece, facts):
            return mark
    words = _plain(text).split()
    states = len(words) > _PAIR and words[-1] in lexicon().grading
    for length in range(0 if states else min(_LAST, len(words) - 1), 0, -1):
        if mark := _named(" ".join(words[:length]), facts):
            return mark
    if len(words) > 1 and words[-1] in facts.scores and words[-2] not in facts.relating:
        return "score"
    if _YEAR.search(text):
        return "set"
    return "set" if _ends_in_set(words, facts) else None


def _named(piece: str, facts: _Facts) -> Mark | None:
    if piece in facts.scores:
        return "score"
    if piece in facts.notes:
        return "note"
    found = piece in facts.sets or any(piece.startswith(f"{entry} ") for entry in facts.sets if len(entry) > 4)
    return "set" if found else None


def _ends_in_set(words: list[str], facts: _Facts) -> bool:
    """Tell whether the last words name another set: "… sebelum perbaikan", but not "… sesuai target"."""
    if len(words) < 2 or words[-1] in lexicon().grading | facts.qualities:
        return False
    for start in range(max(1, len(words) - _LAST), len(words)):
        for end in range(len(words), start, -1):
            rest = set(words[end:])
            if " ".join(words[start:end]) in facts.sets and rest.isdisjoint(lexicon().grading):
                return words[start - 1] not in facts.relating
    return False


@remembered(2048)
def block_of(header: str) -> Literal["integrity", "quality"] | None:
    """Tell which survey beside this one a heading names before its question.

    >>> block_of("SPAK 3. Petugas tidak menerima hadiah"), block_of("[IPKP] Sarana memadai"), block_of("Sikap petugas")
    ('integrity', 'quality', None)
    """
    text, facts = clean(header), _facts()
    words = _plain(text).split()
    inner = _BRACKET.match(text)
    starts = {" ".join(words[:length]) for length in range(1, 6)} | ({_plain(inner["inner"])} if inner else set())
    behind = re.match(r"^\W*[a-z ]{2,60}?(?:\s*\d{1,2}\b|\s*[-–:.\])])", text)
    told = starts & facts.integrity if (behind or inner) else set()
    if told - {"integritas"} or (told and behind and _plain(behind[0]) in facts.integrity):
        return "integrity"
    return "quality" if (behind or inner) and starts & facts.quality_blocks else None


def earlier_form(headers: Sequence[object]) -> list[int]:
    """Give the columns that ask elements of 2004 which have no successor; none where they are few.

    >>> earlier_form(["Kejelasan petugas", "Kedisiplinan", "Keadilan pelayanan", "Kepastian jadwal", "U3 Keamanan"])
    [0, 1, 2, 3, 4]
    >>> earlier_form(["Kejelasan petugas", "Keamanan"])
    []
    """
    facts = _facts()
    lines = [re.sub(r"^u\s+", "", _plain(clean(header))) for header in headers]
    found = [index for index, line in enumerate(lines) if line in facts.earlier]
    return found if len(found) >= facts.enough else []
