"""Lay the pages out as the site shows them, in a folder of their own.

The pages in ``docs`` are written to be read on a code host too, so they link to files that are no pages of theirs: a
script in ``examples``, a table in ``src``, ``CONTRIBUTING.md``.  Here each of these gets a place on the site.  A
Markdown file becomes a page, a text file a page that shows it, a folder a page that lists it, anything else a download;
and every link to it leads there.  Notebooks become pages too (`press.notebooks`).

Nothing is written into ``docs``.  The same files give the same folder, byte for byte.

>>> stage = Stage(Path("docs"), Path("unused"))
>>> stage.place(Path("docs/trend.md")), stage.place(Path("docs/README.md")), stage.place(Path("CONTRIBUTING.md"))
('trend.md', 'index.md', 'contributing.md')
>>> stage.place(Path("examples/national.py")), stage.place(Path("examples/ppid-2023.xlsx"))
('files/examples/national.py.md', 'files/examples/ppid-2023.xlsx')
>>> relative("files/examples/national.py.md", "id/mulai.md")
'../files/examples/national.py.md'
"""

from __future__ import annotations

import fnmatch
import os
import re
import shutil
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from press.languages import language_of, other_of
from press.notebooks import page_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["Stage", "prose", "relative"]

NAMED = {
    "CONTRIBUTING.md": "contributing.md",
    "CHANGELOG.md": "changelog.md",
    "SECURITY.md": "security.md",
    "README.md": "index.md",
    "README.id.md": "id/index.md",
    "docs/README.md": "index.md",
}
"""Files that have a page of another name; those that are pages already are not copied."""

LEXERS = {".py": "python", ".toml": "toml", ".json": "json", ".gs": "javascript", ".js": "javascript", ".html": "html"}
"""How the text of a file is coloured; of any other not at all."""

SHOWN = 60_000
"""A text of more bytes is a download."""

UNSEEN = {"_build", "press", "__pycache__"}
"""Folders of ``docs`` that hold no pages."""

_OTHER = re.compile(r"^\*(?:(?:English|Bahasa Indonesia): )?\[[^]\n]*\]\([^)\n]*\)\*\n\n", re.MULTILINE)
"""What leads to the other version of a page on a code host."""

_FENCE = re.compile(r"^(`{3,}|~{3,})[^\n]*\n.*?^\1[`~]*[ \t]*$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(
    r"(?P<code>`+)(?:(?!(?P=code)).)*(?P=code)|\[(?P<words>[^\[\]]*)\]\((?P<target>[^()\s<>]+)\)", re.DOTALL
)


def prose(text: str, change: Callable[[str], str]) -> str:
    r"""Change what stands outside of the blocks of code.

    >>> print(prose("a\n```\na\n```\na", str.upper))
    A
    ```
    a
    ```
    A
    """
    parts, end = [], 0
    for block in _FENCE.finditer(text):
        parts += [change(text[end : block.start()]), block[0]]
        end = block.end()
    return "".join([*parts, change(text[end:])])


def relative(place: str, page: str) -> str:
    """Give the way from a page to a place, both as paths on the site."""
    return PurePosixPath(os.path.relpath(place, os.path.dirname(page) or ".")).as_posix()  # noqa: PTH120 - no file


class Stage:
    """The folder that is laid out: which file has which place, and what is still to be written.

    Parameters
    ----------
    docs : Path
        The folder of the pages.
    folder : Path
        Where they are laid out.
    """

    def __init__(self, docs: Path, folder: Path) -> None:
        self._docs, self._root, self._folder = docs.resolve(), docs.resolve().parent, folder
        self._written: set[str] = set()
        self._waiting: list[Path] = []

    def lay_out(self) -> None:
        """Write every page, and whatever they link to."""
        shutil.rmtree(self._folder, ignore_errors=True)
        self._folder.mkdir(parents=True)
        self._waiting = [*self._pages(), *sorted(self._root.glob("examples/*.ipynb"))]
        self._waiting += [path for name in NAMED if "README" not in name and (path := self._root / name).is_file()]
        while self._waiting:
            self._write(self._waiting.pop(0))
        for place in self._written:
            self._settle(place)

    def _settle(self, place: str) -> None:
        """Take the patterns that no page has out of the tables of contents: a page may come later, or never."""
        page = self._folder / place
        if page.suffix == ".md" and "{toctree}" in (text := page.read_text(encoding="utf-8")):
            page.write_text(_FENCE.sub(lambda block: self._listed(block[0], place), text), encoding="utf-8")

    def place(self, file: Path) -> str:
        """Say where a file of the project stands on the site."""
        name = file.resolve().relative_to(self._root).as_posix()
        if name in NAMED:
            return NAMED[name]
        if name.endswith(".ipynb"):
            return f"notebooks/{PurePosixPath(name).stem}.md"
        if name.startswith("docs/"):
            own = re.sub(r"(^|/)README\.md$", r"\1index.md", name.removeprefix("docs/"))
            return own if file.suffix == ".md" or not self._is_shown(file) else f"files/{own}.md"
        return f"files/{name}.md" if self._is_shown(file) and file.suffix != ".md" else f"files/{name}"

    def _is_shown(self, file: Path) -> bool:
        """Tell whether a page can show it: a folder, or a text that is not too long."""
        if file.is_dir():
            return True
        try:
            return len(file.read_bytes().decode("utf-8").encode()) <= SHOWN
        except UnicodeDecodeError:
            return False

    def _pages(self) -> Iterator[Path]:
        for path in sorted(self._docs.rglob("*.md")):
            inside = path.relative_to(self._docs)
            if not UNSEEN & {*inside.parts} and self.place(path) != "index.md":
                yield path
        yield self._docs / "index.md"

    def _write(self, file: Path) -> None:
        """Put one file in its place, once."""
        place = self.place(file)
        if place in self._written:
            return
        self._written.add(place)
        target = self._folder / place
        target.parent.mkdir(parents=True, exist_ok=True)
        if file.suffix == ".ipynb":
            text, pictures = page_of(file.read_text(encoding="utf-8"), Path(place).stem)
            for name, data in {**pictures, file.name: file.read_bytes()}.items():
                (target.parent / name).write_bytes(data)
            text = prose(text, lambda words: self._linked(words, file, place))
            target.write_text(f"{text}\n[{file.name}]({file.name})\n", encoding="utf-8")
        elif file.suffix == ".md" and not file.is_dir():
            target.write_text(self._page(file, place), encoding="utf-8")
        elif file.is_dir():
            target.write_text(self._listing(file, place), encoding="utf-8")
        elif place.endswith(".md"):
            (target.parent / file.name).write_bytes(file.read_bytes())
            target.write_text(_source(file, self._root), encoding="utf-8")
        else:
            target.write_bytes(file.read_bytes())

    def _page(self, file: Path, place: str) -> str:
        """Give the text of a page, its links as they hold on the site."""
        text = _OTHER.sub("", file.read_text(encoding="utf-8"), count=1)  # the site has a switch in each page
        text = prose(text, lambda words: self._linked(words, file, place))
        if place.startswith("files/"):
            text = f"---\norphan: true\n---\n\n{text}"
        below = self._docs / place.removesuffix(".md")
        if place != "id.md" and any(below.glob("*.md")):
            text += f"\n```{{toctree}}\n:hidden:\n:glob:\n\n{below.name}/*\n```\n"
        return text

    def _listed(self, block: str, place: str) -> str:
        if not block.startswith("```{toctree}"):
            return block
        lines = block.splitlines()
        names = [relative(one, place) for one in self._written]
        kept = [line for line in lines if not line.endswith("*") or fnmatch.filter(names, f"{line}.md")]
        return "\n".join(kept)

    def _linked(self, words: str, file: Path, place: str) -> str:
        def change(link: re.Match[str]) -> str:
            if link["code"]:
                return link[0]
            path, sign, anchor = link["target"].partition("#")
            if not path or re.match(r"[a-z]+:", path):
                return link[0]
            there = file.parent / path
            if not there.exists():
                return link[0]  # Sphinx says so, with the line
            there = there if anchor else self._in_language(there, place)
            self._waiting.append(there)
            words = _title(there) if link["words"] == Path(path).name and there.suffix == ".md" else link["words"]
            return f"[{words}]({relative(self.place(there), place)}{sign}{anchor})"

        return _LINK.sub(change, words)

    def _in_language(self, file: Path, place: str) -> Path:
        """Give the version of a page in the language of the page that leads to it, where there is one.

        A link to a heading stays: headings differ.  So does the link to a page's own other version.
        """
        here, there = place.removesuffix(".md"), self.place(file).removesuffix(".md")
        if language_of(here) == language_of(there) or other_of(here) == there:
            return file
        version = self._docs / f"{other_of(there)}.md"
        return version if version.is_file() else file

    def _listing(self, folder: Path, place: str) -> str:
        """Give a page that lists the files of a folder."""
        name = folder.resolve().relative_to(self._root).as_posix()
        files = [path for path in sorted(folder.iterdir()) if path.is_file() and not path.name.startswith(".")]
        self._waiting += files
        rows = "".join(f"- [{path.name}]({relative(self.place(path), place)})\n" for path in files)
        return (
            f"---\norphan: true\nnosearch: true\n---\n\n# {name}\n\nThe files of this folder of the project:\n\n{rows}"
        )


def _title(page: Path) -> str:
    """Give the heading of a page: where a page names another by its file, the site names it by that."""
    found = re.search(r"^# (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return page.name if found is None else found[1]


def _source(file: Path, root: Path) -> str:
    """Give a page that shows a text file, and leads to the file itself."""
    text = file.read_text(encoding="utf-8")
    longest = max((len(ticks) for ticks in re.findall(r"`{3,}", text)), default=2)
    fence = "`" * (longest + 1)
    name = file.resolve().relative_to(root).as_posix()
    lexer = LEXERS.get(file.suffix, "text")
    head = f"---\norphan: true\nnosearch: true\n---\n\n# {name}\n\n[{file.name}]({file.name})\n"
    return f"{head}\n{fence}{lexer}\n{text.rstrip()}\n{fence}\n"
