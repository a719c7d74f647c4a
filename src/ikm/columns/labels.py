"""Labels: headings that are no question, such as *Timestamp*, *Jenis Kelamin* and *Nomor HP*.

A label is short.  The same words inside a question ("kesesuaian persyaratan dengan **jenis layanan**") make no label.
Personal columns are recognised so that they never enter.

>>> label_of("Jenis Kelamin (L/P)"), label_of("Alamat e-mail"), label_of("Kesesuaian produk dengan jenis layanan")
(('profile', 'jenis_kelamin'), ('personal', None), None)
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ikm.answers import remembered
from ikm.columns.lexicon import ELEMENTS, lexicon, roles
from ikm.columns.words import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["PROFILES", "TIMESTAMPS", "are_answers", "label_of", "looks_like_data"]

PROFILES = (
    "jenis_kelamin", "usia", "pendidikan", "pekerjaan", "jenis_layanan", "disabilitas", "kanal", "instansi", "kelompok",
)  # fmt: skip
"""What respondents are, in the order in which headings are tried."""

TIMESTAMPS = ("timestamp", "stamp", "cap", "stempel", "completion", "selesai", "submitted", "submission", "kirim")
"""Words of the time a form was sent; preferred to dates written by hand."""

_Label = tuple[str, str | None]
_NUMBERED = re.compile(r"(?:nomor|no)\b[.:\s]*[a-z]{2,}")
"""*Nomor perkara*, *No. kendaraan*: a number that finds a person, though not *No. 3* or *No. U3*."""
_NAME = 4.0
"""Points of words that name their meaning alone."""
_LEAD = re.compile(r"^\W*\d{0,3}\W*")
_DATA = re.compile(
    r"\S+@\S+\.\S+|\d{5,}|^\W*\d+(?:[.,]\d+)?\W*$|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}|\d{1,2}:\d{2}|^(?:laki\W*laki|perempuan|pria|wanita"
    r"|sd|smp|sma|smk|slta|d[1-4]|s[1-3]|diploma|pns|asn|swasta|wiraswasta|pelajar|mahasiswa)$"
)


@remembered(4096)
def label_of(header: str) -> _Label | None:
    """Recognise a heading that is no question, with its role and, for profile columns, its key."""
    text = _LEAD.sub("", clean(header))
    words = re.findall(r"[a-z]+", text)
    table, lex = roles(), lexicon()
    kept = [w for w in words if w not in lex.skipped and w not in table.filler]
    whole = _whole(words, kept) or _explained(text)
    if whole or len(kept) > table.limit:
        return whole
    if _NUMBERED.match(text) and lex.asking.isdisjoint(kept):
        return ("personal", None)
    return _start(kept) or _half(text) or _held(words, kept)


def _whole(words: list[str], kept: list[str]) -> _Label | None:
    exact = roles().exact
    bare = [w.removesuffix("nya") for w in kept] or words
    return exact.get(" ".join(kept)) or exact.get(" ".join(bare)) or exact.get(" ".join(words))


def _start(kept: list[str]) -> _Label | None:
    line = " ".join(kept) + " "
    for start, role, key in roles().starts:
        if line.startswith(start + " "):
            rest = line.removeprefix(start).split()
            asks = not (lexicon().asking | lexicon().grading).isdisjoint(rest)
            return None if asks else (role, key)
    return None


def _explained(text: str) -> _Label | None:
    """Recognise a label by what stands before its brackets, however long the choices in them are."""
    label, bracket, _ = text.partition("(")
    words = re.findall(r"[a-z]+", label)
    kept = [w for w in words if w not in lexicon().skipped and w not in roles().filler]
    found = _whole(words, kept) if bracket and words else None
    return found if found and found[0] == "profile" else None


def _half(text: str) -> _Label | None:
    dropped = lexicon().skipped | roles().filler
    halves = [
        " ".join(w for w in re.findall(r"[a-z]+", half) if w not in dropped)
        for half in re.split(r"\s*[/|(]\s*", text, maxsplit=2)[:2]
    ]
    for half in halves:
        found = roles().exact.get(half)
        if found and found[0] in {"profile", "personal", "timestamp"}:
            # "Waktu Penyelesaian / Completion time" is the element in two languages.
            asks = found[0] == "timestamp" and any(_names(h) for h in halves if h not in roles().exact)
            return None if asks else found
    return None


def _names(words: str) -> bool:
    """Tell whether words are the name of an element."""
    points = lexicon().entries.get(words, {})
    return any(points.get(element, 0.0) >= _NAME for element in ELEMENTS)


def _held(words: list[str], kept: list[str]) -> _Label | None:
    line = f" {' '.join(words)} "
    held = any(f" {entry} " in line for entry in roles().holds)
    return ("personal", None) if held and lexicon().asking.isdisjoint(kept) else None


def looks_like_data(header: object) -> bool:
    """Tell whether a heading is really somebody's answer: a date, a number, an address, a label of a scale.

    >>> [looks_like_data(h) for h in ("2026/03/02 8:00", "Sangat sesuai", "orang@contoh.id", "U3", "Sikap petugas")]
    [True, True, True, False, False]
    """
    text = clean(header)
    if _DATA.search(text):
        return True
    words = re.findall(r"[a-z]+", text)
    return 0 < len(words) <= 5 and all(w in lexicon().grading or w in lexicon().skipped for w in words)


def are_answers(headings: Sequence[tuple[object, bool]]) -> bool:
    """Tell whether headings are really somebody's answers; each comes with whether it is known to be a heading."""
    data = sum(looks_like_data(text) for text, known in headings if not known)
    labels = sum(label_of(str(text)) is not None and not looks_like_data(text) for text, _ in headings)
    return len(headings) >= 2 and 2 * data >= len(headings) and labels <= data // 3
