"""Headings: what the words of one heading say about the element it asks.

Every meaning of the lexicon gets points.  The strongest words count in full and the others a little; words
in a clause that only explains what came before (*kecepatan pelayanan **dengan** prosedur yang berlaku*)
count less.  The meanings that are no element take part, so that *tidak ada pelayanan di luar prosedur* ends as a
question about integrity and not about procedure.

Nothing is decided here: `ikm.columns.mapping` looks at the whole form.

>>> heading = read_heading("Penilaian [U9 Prosedur penanganan pengaduan]")
>>> heading.code, sorted(heading.scores, key=heading.scores.get, reverse=True)[:2]
(9, ['pengaduan', 'prosedur'])
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from ikm.answers import remembered
from ikm.columns.facts import mark_of
from ikm.columns.lexicon import PSEUDO, lexicon
from ikm.columns.words import Word, clean, divide

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

__all__ = ["Heading", "Hit", "read_heading", "weigh", "without_shared_bracket"]

_CODE = re.compile(
    r"^\W*(?:(?:nilai|skor|score|jawaban|jwb|skm|ikm|kode|rl|soal|survei|survey|n)[\W_]*)?"
    r"(?:unsur[\W_]*(?:ke[\W_]*)?(?:u\s*)?|u\s*[-_.]?\s*)0*(\d{1,2})(?:[-._ ]\d{1,2}\b|[a-z](?![a-z]))?(?!\d)[\W_]*"
)
_ROMAN = re.compile(r"^\W*unsur[\W_]*(?:ke[\W_]*)?(ix|iv|v?i{1,3}|v)(?![a-z])[\W_]*")
_NUMERALS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
_CARRIERS = frozenset(["nilai", "skor", "score", "jawaban", "jwb", "skm", "ikm", "unsur", "kode"])
"""Words that carry a code and say nothing themselves: ``U1_nilai`` is the code U1."""
_NUMBER = re.compile(
    r"^\W*(?:(?:pertanyaan|soal|question|item|no|nomor|[pqx])\s*[-_.]?\s*)?0*(\d{1,2})(?!\d)[-._)\]:\s]*"
)
_GRID = re.compile(r"^(.*?)\[([^\[\]]+)\]\W*$")
_BRACKET = re.compile(r"\[([^\[\]]+)\]")
_WORD = re.compile(r"\w")
_SEVERAL = 3
"""So many headings share a bracket before it is left out."""
_EMPTY = re.compile(r"^(?:unnamed\W*\d*(?:\W*level\W*\d+)?|column\s*\d+|kolom\s*\d+|nan|none|null|field\s*\d+|\W*)$")
_OUGHT = re.compile(
    r"(?<!yang )(?<!mana )(?<!tidak )(?<!tanpa )\b(?:harus (?!di)|seharusnya|sebaiknya|should (?!be paid))"
)
_OPEN = re.compile(
    r"""^\W*(?:\d+\W+)?(?:
        (?:dari|di|ke)\ ?mana|(?:sejak\ )?kapan|(?:dari\ )?siapa|mana\ yang
        |where\ did|when\ did|how\ did\ you\ (?:know|hear|learn)
        |(?:hal|layanan|aspek|unsur|informasi)\ apa
        |apa\ (?:saja|kendala|hambatan|alasan|masalah|kesulitan)
        |apa\ yang\ (?:perlu|harus|membuat|paling|menjadi|kurang|masih)
        |(?:saya|apakah\ (?:anda|saudara/?i?|bapak\W*ibu))\ (?:akan|bersedia|berniat|ingin)
    )\b""",
    re.VERBOSE,
)
_LATER = (1.0, 0.62, 0.5)
_ELSEWHERE = 0.25
_GUESSED = 0.7
_DECIDES = 6.0
_NAMES = 4.0
_SUMMING = frozenset({"secara keseluruhan", "keseluruhan", "overall"})
_BOXES = frozenset({"kotak saran", "kotak aduan", "kotak pengaduan", "aduan", "saran"})
_THINGS = 2
"""A complaint box among so many things is one of them."""
_WAYS = frozenset(
    {"prosedur", "mekanisme", "tata cara", "alur", "cara", "langkah", "langkah langkah", "procedure", "sistem"}
)
"""The way to do something is named by what it leads to: "prosedur untuk melakukan pengaduan"."""


class Hit(NamedTuple):
    """Words of a heading that carry evidence: the words, their clause, and the points per meaning."""

    words: str
    clause: int
    points: Mapping[str, float]
    guessed: bool = False


class Heading(NamedTuple):
    """A heading as read.

    Parameters
    ----------
    text : str
        The cleaned text.
    code : int or None
        9 for ``U9``.
    number : int or None
        The number a question begins with.
    bare : bool
        There are no words beside the code or number.
    empty : bool
        There is no heading at all.
    words : tuple of str
        The words, small ones left out.
    hits : tuple of Hit
        The words that carry evidence.
    scores : mapping
        Points per meaning.
    twin : bool
        It asks how important or expected something is, not how it was.
    """

    text: str
    code: int | None
    number: int | None
    bare: bool
    empty: bool
    words: tuple[str, ...]
    hits: tuple[Hit, ...]
    scores: Mapping[str, float]
    twin: bool


def read_heading(value: object) -> Heading:
    """Read one heading.

    >>> read_heading("U4").bare, read_heading("Unnamed: 3").empty, read_heading("12. Kotak saran").number
    (True, True, 12)
    """
    return _read(clean(value))


@remembered(1024)
def _read(text: str) -> Heading:
    for short, long in lexicon().written_out.items():
        if short in text:
            text = text.replace(short, long)
    grid = _GRID.match(text)
    inner, outer = (grid[2], grid[1]) if grid else (text, "")
    code, number, rest = _prefix(inner.strip())
    if code is None and outer:
        code, _, outer = _prefix(outer)
    words = _split(rest)
    hits = _hits(words)
    twin = _twin(hits, words)
    if outer:
        around = _split(outer)
        twin = twin or _twin(_hits(around), around)
        if not any(set(hit.points) - PSEUDO for hit in hits):
            words = [*around, *words]
            hits = _hits(words)
    return Heading(
        text=text,
        code=code,
        number=number,
        bare=(not words and (code is not None or number is not None))
        or (code is not None and {word.text for word in words} <= _CARRIERS),
        empty=bool(_EMPTY.match(text)),
        words=tuple(word.text for word in words),
        hits=hits,
        scores=_open(text, weigh(hits, words)),
        twin=twin or bool(_OUGHT.search(text)),
    )


def without_shared_bracket(headers: Sequence[object]) -> list[object]:
    """Leave out a bracket that several different headings share: it is the grid's question, not the column's.

    Google Forms writes the row of a grid in the bracket, some exports the question.

    A bracket that names another set of answers ("[Harapan]") is left.

    >>> without_shared_bracket(["Alur jelas [Mutu]", "Biaya wajar [Mutu]", "Ruang nyaman [Mutu]", "Mutu [Sikap]"])
    ['Alur jelas', 'Biaya wajar', 'Ruang nyaman', 'Mutu [Sikap]']
    """
    parts = [_bracketed(header) if isinstance(header, str) else None for header in headers]
    outers: dict[str, set[str]] = defaultdict(set)
    for part, header in zip(parts, headers, strict=True):
        if part and mark_of(str(header)) is None:
            outers[clean(part[1])].add(clean(part[0]))
    return [
        part[0].strip() if part and len(outers[clean(part[1])]) >= _SEVERAL else header
        for part, header in zip(parts, headers, strict=True)
    ]


def _bracketed(header: str) -> tuple[str, str] | None:
    """Cut a heading that ends in a bracket into what stands before and within; in one pass, however long it is.

    >>> _bracketed("Alur jelas [Mutu] *"), _bracketed("[Mutu]"), _bracketed("Alur [Mutu] jelas")
    (('Alur jelas ', 'Mutu'), None, None)
    """
    last = None
    for last in _BRACKET.finditer(header):  # noqa: B007 - the last one is wanted
        pass
    if last is None or _WORD.search(header, last.end()) or not _WORD.search(header, 0, last.start()):
        return None
    return header[: last.start()], last[1]


def _open(text: str, scores: dict[str, float]) -> dict[str, float]:
    """Mark a question whose answer is told and not graded: where, when, who, what, or what the respondent does."""
    if _OPEN.match(text):
        scores["lain"] = scores.get("lain", 0.0) + _DECIDES
    return scores


def _twin(hits: tuple[Hit, ...], words: list[Word]) -> bool:
    """Tell whether a heading asks how important or expected something is, by its first or its last word."""
    twins = lexicon().twins
    first, last = (words[0].text, words[-1].text) if words else ("", "")
    ends = hits[-1].words if hits else ""
    if any(hit.points.get("harapan", 0.0) >= _DECIDES for hit in hits):
        return True
    return first in twins or (last in twins and ends == last and len(words) <= 8)


def _prefix(text: str) -> tuple[int | None, int | None, str]:
    number = None
    numbered = re.match(r"^\W*\d{1,2}\s*[.):\-]\s*(?=u\s*\d|unsur)", text)
    if numbered:
        text = text[numbered.end() :]
    found = _CODE.match(text)
    if found:
        return int(found[1]), None, text[found.end() :]
    found = _ROMAN.match(text)
    if found:
        return _NUMERALS.index(found[1]) + 1, None, text[found.end() :]
    found = _NUMBER.match(text)
    if found and (found.end() == len(text) or not found[0].strip()[0].isalpha() or found[0][-1] in " .):-_]"):
        number, text = int(found[1]), text[found.end() :]
    else:
        found = re.search(r"[(\[]\s*u\s*\.?\s*0*([1-9]\d?)\s*[)\]]\W*$", text)
        if found:
            return int(found[1]), number, text[: found.start()]
    return None, number, text


def _split(text: str) -> list[Word]:
    lex = lexicon()
    words = lex.vocabulary.all_known(divide(text, lex.skipped, lex.dividing))
    return [w for w in words if w.text not in lex.skipped and not w.text.isdigit()]


def _hits(words: list[Word]) -> tuple[Hit, ...]:
    lex = lexicon()
    found: list[Hit] = []
    start = 0
    while start < len(words):
        longest = min(lex.longest.get(words[start].text, 0), len(words) - start)
        step = 1
        for length in range(longest, 0, -1):
            entry = " ".join(w.text for w in words[start : start + length])
            if entry not in lex.entries and length > 1:
                entry = " ".join("petugas" if w.text in lex.actors else w.text for w in words[start : start + length])
            points = lex.entries.get(entry)
            guessed = any(w.guessed for w in words[start : start + length])
            if points and not (guessed and "netral" in points):
                found.append(Hit(entry, words[start].clause, points, guessed))
                step = length
                break
        start += step
    return _head_nouns(found)


def _head_nouns(hits: list[Hit]) -> tuple[Hit, ...]:
    """Let the head noun decide: a word that only sums up, and a complaint box among other things, say nothing.

    "Secara keseluruhan, bagaimana penanganan pengaduan" asks about complaints; "bangku, musala, kotak aduan, dan
    televisi" lists facilities.
    """
    named = {
        m for h in hits for m, weight in h.points.items() if weight >= _NAMES and m not in PSEUDO and m != "produk"
    }
    if named:
        hits = [h for h in hits if h.words not in _SUMMING]
    things = sum("sarana" in h.points and h.words not in _BOXES for h in hits)
    if things >= _THINGS:
        hits = [h for h in hits if h.words not in _BOXES]
    return tuple(hits)


def weigh(hits: Iterable[Hit], words: Iterable[Word | str] = ()) -> dict[str, float]:
    """Add up the points of the words of a heading.

    The strongest words of a meaning count in full, two more a quarter; those of a later clause or of a guessed
    spelling less.  When the sentence begins with the people who serve, it is also about them.
    """
    hits = tuple(hits)
    first = next((hit.clause for hit in hits if max(hit.points.values()) >= 3 and "netral" not in hit.points), 0)
    points: dict[str, list[float]] = defaultdict(list)
    for hit in hits:
        leads = hits[0].words in _WAYS and hit.points.get("pengaduan", 0.0) >= _DECIDES and hit.clause == first + 1
        factor = (1.0 if leads else _LATER[min(max(hit.clause - first, 0), 2)]) * (_GUESSED if hit.guessed else 1.0)
        for meaning, weight in hit.points.items():
            points[meaning].append(weight * factor)
    scores = {}
    for meaning, found in points.items():
        found.sort(reverse=True)
        scores[meaning] = found[0] + _ELSEWHERE * sum(found[1:3])
    scores.pop("netral", None)
    actor = next(iter(words), None)
    if actor is not None and (actor.text if isinstance(actor, Word) else actor) in lexicon().actors:
        for meaning in ("kompetensi", "perilaku"):
            scores[meaning] = scores.get(meaning, 0.0) + 2.0
    return scores
