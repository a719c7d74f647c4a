r"""Markup: what every web page of ikm is made of: the frame around it, text that stays text, and tables.

A page stands alone.  It has one style element, whose hash is all that its content-security policy lets in: no script
runs, nothing is loaded, no form is sent, whatever a text on it says.  Texts are escaped; control characters and marks
that turn the direction of text are replaced by ``\ufffd``, line breaks by blanks, as wherever ikm shows a text.

>>> from ikm.rendering.markup import document, text
>>> text('<script>"&\u202e')
'&lt;script&gt;&quot;&amp;�'
>>> page = document("id", "Hasil", ["<main><h1>Hasil</h1></main>"])
>>> page.startswith('<!DOCTYPE html>\n<html lang="id">'), "default-src 'none'; style-src 'sha256-" in page
(True, True)
"""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from ikm.findings import display
from ikm.reports import phrases

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ikm.findings import Language
    from ikm.reports import Entry, Head, ReportTable, Row

__all__ = ["anchor", "document", "facts", "is_wide", "skip_link", "table", "text"]

_LONG, _SHORT = 20, 7
"""Above so many characters words need a column of some width, and empty columns under a heading of so many."""
_UPRIGHT = 16
"""The room of an upright sheet of paper, in columns of figures."""
_MOST, _NARROW = 4, 6
"""Up to so many columns, and so much room in columns of figures, a table fits a phone; others scroll by themselves."""


@cache
def _style() -> str:
    return Path(__file__).with_name("data").joinpath("page.css").read_text(encoding="utf-8")


@cache
def _policy() -> str:
    digest = b64encode(sha256(_style().encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; img-src 'none'; base-uri 'none'; form-action 'none'"


def text(shown: str) -> str:
    """Write a text, whole, so that it stays text: in an element or in a quoted attribute."""
    return escape(display(shown, max(len(shown), 1)))


def anchor(key: str) -> str:
    """Make the name that a link leads to of a key.

    >>> anchor("tindak-lanjut"), anchor('a "b"')
    ('tindak-lanjut', 'a--b-')
    """
    return "".join(letter if letter.isalnum() else "-" for letter in key)


def document(lang: Language, title: str, body: Iterable[str]) -> str:
    """Put a body, which must be markup already, into a page."""
    head = (
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_policy()}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="color-scheme" content="light dark">',
        f"<title>{text(title)}</title>",
        f"<style>{_style()}</style>",
    )
    lines = ("<!DOCTYPE html>", f'<html lang="{lang}">', "<head>", *head, "</head>", "<body>", *body, "</body>")
    return "\n".join((*lines, "</html>", ""))


def skip_link(lang: Language) -> str:
    """Give the link over what stands before the content, for those who go through a page by the keyboard."""
    return f'<a class="skip" href="#isi">{text(phrases(lang, "page")["skip"])}</a>'


def facts(told: Iterable[tuple[str, str]], kind: str = "facts") -> str:
    """Draw labels, each with what is said of it."""
    pairs = "".join(f"<div><dt>{text(label)}</dt><dd>{text(said)}</dd></div>" for label, said in told)
    return f'<dl class="{kind}">{pairs}</dl>' if pairs else ""


def table(told: ReportTable, name: str) -> str:
    """Draw a table under a name: its caption, its head, a heading for each row, and its notes below it."""
    kinds = [f' class="{kind}"' if kind else "" for kind in _kinds(told)]
    heads = "".join(
        f'<th scope="col"{kind}>{text(head.heading)}</th>' for head, kind in zip(told.columns, kinds, strict=True)
    )
    rows = "\n".join(_row(row, told.columns, kinds) for row in told.rows)
    drawn = (
        f'<table id="{name}"><caption id="{name}-judul">{text(told.caption)}</caption>\n'
        f"<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}\n</tbody></table>"
    )
    if len(told.columns) > _MOST or _room(told) > _NARROW:
        drawn = f'<div class="scroll" role="group" aria-labelledby="{name}-judul" tabindex="0">{drawn}</div>'
    return drawn + "".join(f'\n<p class="note">{text(note)}</p>' for note in told.notes)


def is_wide(told: ReportTable) -> bool:
    """Tell whether a table takes the long side of a sheet of paper."""
    return _room(told) > _UPRIGHT


def _room(told: ReportTable) -> int:
    """Count the columns of a table, those of sentences as several of figures."""
    return len(told.columns) + 3 * sum("long" in kind for kind in _kinds(told))


def _kinds(told: ReportTable) -> list[str]:
    """Give the kind of each column: figures or grades, or nothing for words; and whether it needs room.

    An empty column is to be filled in by hand: with words, unless its heading is as short as that of a quarter.
    """
    kinds = []
    for place, head in enumerate(told.columns):
        longest = max((len(row.cells[place].text) for row in told.rows), default=0)
        long = longest > _LONG or (not longest and len(head.heading) > _SHORT)
        kinds.append(" ".join(["" if head.kind == "text" else head.kind, *["long"] * long]).strip())
    return kinds


def _row(row: Row, columns: Sequence[Head], kinds: Sequence[str]) -> str:
    """Draw a row; its first words head it."""
    worded = [head.kind == "text" and bool(entry.text) for entry, head in zip(row.cells, columns, strict=True)]
    first = worded.index(True) if True in worded else -1
    cells = "".join(
        _cell(entry, kind, heads=place == first)
        for place, (entry, kind) in enumerate(zip(row.cells, kinds, strict=True))
    )  # fmt: skip
    kind = ' class="total"' if row.total else ""
    return f"<tr{kind}>{cells}</tr>"


def _cell(entry: Entry, kind: str, *, heads: bool) -> str:
    grade = f' data-mutu="{text(entry.mutu)}"' if entry.mutu else ""
    tag, scope = ("th", ' scope="row"') if heads else ("td", "")
    return f"<{tag}{scope}{kind}{grade}>{text(entry.text)}</{tag}>"
