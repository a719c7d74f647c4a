"""The page of a code, read from the file of its area.

What is typed may stand between backticks in a text; whoever shows it decides how that looks.

The loader is strict, since a mistake in these files is ours: a code that no finding has, a name that no page has, a
text in one language only and a marked cell outside its picture are refused.

>>> page = page_of("answer-two-answers", "en")
>>> page.code, page.severity, len(page.fix) > 1
('answer-two-answers', 'error', True)
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ikm.findings.pages.cells import Cells
from ikm.findings.plurals import filled
from ikm.findings.remedies import in_words
from ikm.findings.words import LANGUAGES, Language, catalogue, entry_of

if TYPE_CHECKING:
    from ikm.findings.words import Severity

__all__ = ["CodePage", "page_of", "pages_of"]

_PICTURES = ("cells", "mended")
_NAMES = {*LANGUAGES, *_PICTURES}
_TEXTS = {"why", "fix"}

_FRAGMENT = re.compile(r"(?<=[.”}])\{\w+\}|\{where\}")
"""A field that holds a further sentence or nothing: it stands right behind another, with no blank between."""

_USUAL = {"id": {"element": "U1 Persyaratan"}, "en": {"element": "U1 Requirements"}}
"""What stands for a field in the words of a code; what differs from file to file is dots."""


class _Dots(dict[str, object]):
    def __missing__(self, name: str) -> str:
        return "…"


@dataclass(frozen=True, slots=True)
class CodePage:
    """What there is to tell of a code, in one language.

    Parameters
    ----------
    code : str
        The code of the finding.
    why : str
        Why it comes about in real forms.
    fix : tuple of str
        How it is mended: steps, or a way for each program.
    cells : Cells, optional
        What it looks like.
    mended : Cells, optional
        What it looks like when it is mended.
    lang : {"id", "en"}
        The language.
    """

    code: str
    why: str
    fix: tuple[str, ...]
    cells: Cells | None
    mended: Cells | None
    lang: Language

    @property
    def severity(self) -> Severity:
        """How much it matters: ``error`` stops scoring, ``warning`` qualifies the figure, ``notice`` tells."""
        severity: Severity = entry_of(self.code)["severity"]
        return severity

    @property
    def message(self) -> str:
        """The words of the finding, with dots for what differs from file to file."""
        return self._words("message")

    @property
    def action(self) -> str:
        """What the finding says to do, alike."""
        return self._words("action")

    def _words(self, part: str) -> str:
        template = _FRAGMENT.sub("", entry_of(self.code)[self.lang][part])
        return filled(in_words(template), _Dots(_USUAL[self.lang], low=1, high=4))


def page_of(code: str, lang: Language) -> CodePage:
    """Give the page of a code, in a language; an area whose file says nothing of the code has none."""
    return pages_of(code.partition("-")[0], lang)[code]


@cache
def pages_of(area: str, lang: Language) -> dict[str, CodePage]:
    """Give the pages of an area, in the order of the catalogue."""
    entries = _entries(area)
    return {code: _page(code, entries[code], lang) for code in catalogue(area) if code in entries}


@cache
def _entries(area: str) -> dict[str, dict[str, Any]]:
    text = Path(__file__).with_name(f"{area}.toml").read_text(encoding="utf-8")
    return _known(tomllib.loads(text), area)


def _known(entries: dict[str, dict[str, Any]], area: str) -> dict[str, dict[str, Any]]:
    if unknown := [code for code in entries if code not in catalogue(area)]:
        raise ValueError(f"{area} has pages of codes there are not: {', '.join(unknown)}.")
    return entries


def _page(code: str, entry: dict[str, Any], lang: Language) -> CodePage:
    try:
        return _made(code, entry, lang)
    except (TypeError, ValueError) as error:
        raise ValueError(f"The page of {code} is not as it must be: {error}") from error


def _made(code: str, entry: dict[str, Any], lang: Language) -> CodePage:
    if unknown := set(entry) - _NAMES:
        raise ValueError(f"A page has no {', '.join(sorted(unknown))}.")
    for spoken in LANGUAGES:
        if set(entry.get(spoken, ())) != _TEXTS:
            raise ValueError(f"{spoken} is to have why and fix, and nothing else.")
    cells, mended = (Cells.of(entry[name], lang) if name in entry else None for name in _PICTURES)
    return CodePage(code, _text(entry[lang]["why"]), _steps(entry[lang]["fix"]), cells, mended, lang)


def _steps(fix: object) -> tuple[str, ...]:
    if not isinstance(fix, list) or not fix:
        raise ValueError("fix is a list of steps.")
    return tuple(_text(step) for step in fix)


def _text(text: object) -> str:
    if not isinstance(text, str) or not text.strip() or "\n" in text:
        raise ValueError(f"A text is one line in quotes; it is {text!r}.")
    return text
