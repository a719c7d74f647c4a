"""Read the built site and name what leads nowhere, without asking any other host.

Every link and picture must lead to a file of the site, every anchor to a place on its page; nothing may be loaded from
another host, in the pages or in the style sheets.  Links to other hosts are held to be well formed, and listed.

>>> page = Page()
>>> page.feed('<a href="b.html#c">x</a><img src="https://ikm.example/x.png"><h1 id="d">')
>>> page.links, page.loaded, page.anchors
(['b.html#c'], ['https://ikm.example/x.png'], ['d'])
"""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Page", "examine"]

_LOADED = {
    ("img", "src"),
    ("script", "src"),
    ("source", "src"),
    ("iframe", "src"),
    ("object", "data"),
    ("embed", "src"),
}
_TOLD = {"alternate", "author", "canonical", "next", "prev", "search", "index"}
"""What a ``link`` may name without loading it."""

_URL = re.compile(r"""url\(\s*["']?([^"')]+)|@import\s+["']([^"']+)""")
_HOST = re.compile(r"localhost|(?:[a-z0-9-]+\.)+[a-z0-9]+")
_ELSEWHERE = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)


class Page(HTMLParser):
    """What a page links to, what it loads, and the anchors it has."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.anchors: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what a tag says of itself."""
        said = {name: value or "" for name, value in attrs}
        self.anchors += [said["id"]] if "id" in said else []
        self.loaded += [said[name] for one, name in _LOADED if one == tag and name in said]
        if "href" in said:
            loads = tag == "link" and not _TOLD & {*said.get("rel", "").split()}
            (self.loaded if loads else self.links).append(said["href"])


def examine(site: Path) -> tuple[list[str], list[str]]:
    """Give what is wrong with a site, and the links to other hosts.

    Parameters
    ----------
    site : Path
        The folder of the built site.
    """
    pages = {path: Page() for path in sorted(site.rglob("*.html"))}
    for path, page in pages.items():
        page.feed(path.read_text(encoding="utf-8"))
    faults: list[str] = []
    others: set[str] = set()
    for path, page in pages.items():
        name = path.relative_to(site).as_posix()
        faults += [f"{name}: the anchor {one!r} stands {n} times" for one, n in Counter(page.anchors).items() if n > 1]
        faults += [f"{name}: loads {one}" for one in page.loaded if _ELSEWHERE.match(one)]
        for link in dict.fromkeys([*page.links, *page.loaded]):
            if _ELSEWHERE.match(link):
                others.add(link)
            elif not re.match(r"data:|mailto:", link):
                faults += [f"{name}: {fault}" for fault in _lost(link, path, pages)]
    for sheet in sorted(site.rglob("*.css")):
        urls = (one or other for one, other in _URL.findall(sheet.read_text(encoding="utf-8")))
        faults += [f"{sheet.relative_to(site).as_posix()}: loads {url}" for url in urls if _ELSEWHERE.match(url)]
    faults += [f"{link} is no address" for link in sorted(others) if not _is_address(link)]
    return faults, sorted(others)


def _lost(link: str, path: Path, pages: dict[Path, Page]) -> list[str]:
    """Say what is wrong with a link within the site."""
    parts = urlsplit(link)
    if parts.scheme:
        return [f"{link} is no address"]
    there = (path.parent / unquote(parts.path)).resolve() if parts.path else path.resolve()
    if not there.is_file():
        return [f"{link} leads nowhere"]
    page = pages.get(there)
    if parts.fragment and page is not None and unquote(parts.fragment) not in page.anchors:
        return [f"{link}: no such place on that page"]
    return []


def _is_address(link: str) -> bool:
    parts = urlsplit(link)
    return parts.scheme in {"http", "https"} and _HOST.fullmatch(parts.hostname or "") is not None and " " not in link
