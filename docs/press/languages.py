"""The extension of Sphinx for a site in two languages: English pages, and those of officers in Indonesian too.

An Indonesian page lies in ``id``, under the name of the English one unless `PAIRS` or ``docs/languages.toml`` say
otherwise.  It has the words of
the theme in Indonesian, beside it only Indonesian pages, and the language is told to browsers and readers of screens.
Where both versions of a page are there, each leads to the other.
"""

from __future__ import annotations

import tomllib
from functools import partial
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx

__all__ = ["PAIRS", "language_of", "other_of", "setup"]


def _pairs() -> dict[str, str]:
    """Give the English pages whose Indonesian version has a name of its own, with that name."""
    told = Path(__file__).parent.parent / "languages.toml"
    rows = tomllib.loads(told.read_text(encoding="utf-8"))["page"] if told.is_file() else []
    return {one["en"].removesuffix(".md"): one["id"].removesuffix(".md") for one in rows}


PAIRS = {
    "start": "id/mulai",
    "tutorial-officer": "id/tutorial-petugas",
    "law": "id/aturan",
    "quarters": "id/triwulan",
    "weights": "id/bobot",
    "privacy": "id/privasi",
    **_pairs(),
}

NAMES = {"en": "English", "id": "Bahasa Indonesia"}
HOME = {"en": "index", "id": "id/index"}

WORDS = {
    "Skip to content": "Langsung ke isi",
    "Back to top": "Kembali ke atas",
    "On this page": "Di halaman ini",
    "Contents": "Daftar isi",
    "Next": "Berikutnya",
    "Previous": "Sebelumnya",
    "Home": "Beranda",
    "Search": "Cari",
    "Toggle site navigation sidebar": "Buka atau tutup daftar halaman",
    "Toggle table of contents sidebar": "Buka atau tutup daftar isi",
    "Toggle Light / Dark / Auto color theme": "Ganti warna: terang, gelap, otomatis",
}
"""What the theme says, in Indonesian."""


def language_of(page: str) -> str:
    """Give the language of a page.

    >>> language_of("trend"), language_of("id/trend")
    ('en', 'id')
    """
    return "id" if page.startswith("id/") else "en"


def other_of(page: str) -> str:
    """Give the name the other version of a page has.

    >>> other_of("start"), other_of("id/mulai"), other_of("trend"), other_of("id/tren")
    ('id/mulai', 'start', 'id/tren', 'trend')
    """
    if page in PAIRS:
        return PAIRS[page]
    names = {there: here for here, there in PAIRS.items()}
    return names.get(page) or (page.removeprefix("id/") if page.startswith("id/") else f"id/{page}")


def _listed(app: Sphinx, lang: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """Give the contents of a language: each caption with its pages, a page with its title."""
    from sphinx import addnodes  # noqa: PLC0415 - only who builds the site has it

    found = []
    for tree in app.env.get_doctree(HOME[lang]).findall(addnodes.toctree):
        entries = [(title or app.env.titles[one].astext(), one) for title, one in tree["entries"]]
        found.append((tree["caption"] or "", [pair for pair in entries if language_of(pair[1]) == lang]))
    return found


def _navigation(contents: list[tuple[str, list[tuple[str, str]]]], page: str, pathto: Callable[[str], str]) -> str:
    """Write the list of pages, with the place of this one in it."""
    parts = []
    for caption, entries in contents:
        rows = "".join(_entry(pathto(one), title, _is_in(page, one)) for title, one in entries)
        heading = f'<p class="caption" role="heading" aria-level="2">{escape(caption)}</p>'
        parts.append(f"{heading}<ul>{rows}</ul>" if rows else "")
    return "".join(parts)


def _is_in(page: str, entry: str) -> bool:
    """Tell whether a page is the one that is listed, or stands below it."""
    return page == entry or page.startswith(f"{entry.removesuffix('/index')}/")


def _entry(link: str, title: str, current: bool) -> str:  # noqa: FBT001 - one of its three parts
    here = (" current current-page", ' aria-current="page"') if current else ("", "")
    return (
        f'<li class="toctree-l1{here[0]}"><a class="reference internal" href="{link}"{here[1]}>{escape(title)}</a></li>'
    )


def _said(words: dict[str, str], text: str, *_: object, **given: object) -> str:
    """Give a text of the theme in Indonesian; one that it has no words for stays as it is."""
    told = words.get(text.strip(), text)
    return told % given if given else told


class _Telling:
    """Tells the templates the language of each page, its other version, and what is listed beside it."""

    def __init__(self) -> None:
        self._contents: dict[str, list[tuple[str, list[tuple[str, str]]]]] = {}

    def before(self, app: Sphinx, page: str, _template: str, context: dict[str, Any], _tree: object) -> None:
        """Keep Furo from making a list of all pages for each page: here is a shorter one."""
        del app, page
        context.pop("toctree", None)

    def after(self, app: Sphinx, page: str, _template: str, context: dict[str, Any], _tree: object) -> None:
        """Tell what is told."""
        lang, other = language_of(page), other_of(page)
        there = other in app.env.all_docs
        if lang not in self._contents:
            self._contents[lang] = _listed(app, lang)
        context["language"], context["master_doc"] = lang, HOME[lang]
        context["languages"] = [
            {
                "lang": one,
                "name": NAMES[one],
                "here": one == lang,
                "same": one == lang or there,
                "page": page if one == lang else other if there else HOME[one],
            }
            for one in NAMES
        ]
        context["furo_navigation_tree"] = _navigation(self._contents[lang], page, context["pathto"])
        if lang == "id":
            context["_"] = context["gettext"] = partial(_said, WORDS)


def setup(app: Sphinx) -> dict[str, bool]:
    """Add it to Sphinx."""
    telling = _Telling()
    app.connect("html-page-context", telling.before, priority=100)
    app.connect("html-page-context", telling.after, priority=900)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
