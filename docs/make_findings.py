"""Write the pages of the findings: the list of all codes, and a page of each, in both languages.

python docs/make_findings.py

``findings.md`` and ``id/findings.md`` list the codes; ``findings/CODE.md`` and ``id/findings/CODE.md`` tell why one
comes about and how it is mended, with a picture of the cells: a table of HTML, which readers of screens can walk
through and a site can dress (class ``cells``), the faulty cells marked in its caption too.  Everything comes from the
words of the findings (`ikm.findings`) and their pages (`ikm.findings.pages`).
"""

from __future__ import annotations

import re
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ikm.findings import AREAS, LANGUAGES, for_command
from ikm.findings.pages import page_of, pages_of
from ikm.reports import phrases

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ikm.findings import Language
    from ikm.findings.pages import Cells, CodePage

__all__ = ["pages", "stale"]

HERE = Path(__file__).parent


class Words(NamedTuple):
    """What the list of all codes says in a language."""

    title: str
    introduction: str
    columns: str
    other: str


LISTS: dict[Language, Words] = {
    "en": Words(
        "Findings",
        """
Every fault ikm meets in a survey, and everything worth knowing about it, is a finding with a code, a severity, a place
and a remedy. An **error** stops scoring (those about single answers and rows can be taken as blank with
`--invalid blank`), a **warning** qualifies the figure, a **notice** only tells. Dots stand for what was met. Each code
has a page: why it happens in real forms, and how it is mended in Google Forms, Sheets or Excel. `ikm explain CODE`
prints the same without a network.

What to do is written as the command prints it. `finding.action` and `str(error)` of a Python program name the same as
keywords of `ikm.load` and `ikm.score`: `invalid="blank"`, `columns={"U9": "K"}`.

This page is made from the data by `python docs/make_findings.py`.
""",
        "Code | Severity | Means",
        "*[Bahasa Indonesia](id/findings.md)*",
    ),
    "id": Words(
        "Catatan pemeriksaan",
        """
Setiap kekeliruan dalam data survei, dan setiap hal yang perlu diketahui tentangnya, dicetak ikm sebagai catatan
pemeriksaan dengan kode, tempatnya, dan cara memperbaikinya. **Kesalahan** menghentikan penghitungan (jawaban dan baris
yang keliru dapat dianggap kosong dengan `--invalid blank`), **peringatan** memengaruhi cara membaca angkanya,
**catatan** hanya memberi tahu. Titik-titik menggantikan isi berkas Anda. Setiap kode memiliki halaman: mengapa terjadi
dalam formulir sehari-hari, dan cara memperbaikinya di Google Forms, Google Sheets, atau Excel. `ikm jelaskan KODE`
mencetak hal yang sama tanpa internet.
""",
        "Kode | Jenis | Artinya",
        "*[English](../findings.md)*",
    ),
}

_NAMED = "all|annex|blank|complete|definition|dmy|mdy|exact|skm|spak|spkp"
"""Values of options that are plain words; any other has a capital, a digit, a sign, quotes or dots."""

_VALUE = rf"""(?:[\w.]+:)?"[^"]+"(?:=\w+)?|(?=[\w.,/=:-]*[A-Z0-9=…])[\w….,/=:-]*[\w…](?:="[^"]+")?|(?:{_NAMED})\b"""
_COMMAND = r"ikm (?:jelaskan|explain) [\w-]+|ikm (?:mulai|init|nilai|score|periksa|check|rekap|tally|gabung|merge)"
_ARGUMENT = rf"--[a-z-]*[a-z](?: (?:{_VALUE}))?|BERKAS|FILE|[\w-]+\.(?:csv|json|toml|xlsx)"
_CODE = re.compile(
    rf"`[^`]+`|{_COMMAND}(?:(?<=[a-z])(?: (?:{_ARGUMENT}))+)?|{_ARGUMENT}"
    r"|\[[a-z]+\.\w+\]|\[\w+\.UNSUR\]"
    r'|"[^"]{1,12}" = (?:\d|"[^"]+")|\^\[0-9\]\S* \S+\+|#(?:N/A|REF!)|=[A-Z]+\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)'
)
"""What is typed somewhere, and is shown as code: what stands between backticks, or is known by its looks."""


def markdown(text: str) -> str:
    r"""Write a text as Markdown: what is typed as code, and nothing taken for a sign of Markdown's own.

    >>> print(markdown("Add --invalid blank, or [x] *y*; see ikm explain questionnaire."))
    Add `--invalid blank`, or \[x\] \*y\*; see `ikm explain questionnaire`.
    """
    parts, end = [], 0
    for code in _CODE.finditer(text):
        typed = code[0].rstrip(".,")
        parts += [_escaped(text[end : code.start()]), f"`{typed.strip('`')}`", code[0][len(typed) :]]
        end = code.end()
    return "".join([*parts, _escaped(text[end:])])


def _escaped(text: str) -> str:
    return re.sub(r"([\\`*_<>\[\]#|])", r"\\\1", text)


def picture(cells: Cells, lang: Language, title: str, caption: str) -> str:
    """Draw cells as a table: the letters above, the numbers beside, and the faulty ones marked."""
    blank = phrases(lang, "codes")["blank"]
    # A wide picture is scrolled on a phone, and by the keyboard too: so it is a region with a name.
    region = f'<div class="table-wrapper" role="region" aria-label="{escape(title)}" tabindex="0">'
    lines = [region, '<table class="cells docutils">', *([f"<caption>{escape(caption)}</caption>"] if caption else [])]
    heads = "".join(f'<th scope="col">{letter}</th>' for letter in cells.letters)
    lines.append(f"<thead><tr><td></td>{heads}</tr></thead>")
    lines.append("<tbody>")
    for place, (number, row) in enumerate(zip(cells.numbers, cells.rows, strict=True)):
        drawn = "".join(_cell(text, blank, marked=cells.is_marked(place, column)) for column, text in enumerate(row))
        lines.append(f'<tr><th scope="row">{number}</th>{drawn}</tr>')
    return "\n".join([*lines, "</tbody>", "</table>", "</div>"])


def _cell(text: str, blank: str, *, marked: bool) -> str:
    if marked:
        return f'<td class="marked"><mark>{escape(text or blank)}</mark></td>'
    return f"<td>{escape(text)}</td>"


def code_page(page: CodePage) -> str:
    """Give the page of a code."""
    lang, say = page.lang, phrases(page.lang, "codes")
    severity = phrases(lang)[page.severity]
    area = page.code.partition("-")[0]
    beside = f"{'../id' if lang == 'en' else '../..'}/findings/{page.code}.md"
    language = "Bahasa Indonesia" if lang == "en" else "English"
    command = f"ikm explain {page.code} --lang en" if lang == "en" else f"ikm jelaskan {page.code}"
    lines = [
        f"# {page.code}",
        "",
        f"**{severity[:1].upper()}{severity[1:]}**: {say[f'meaning_{page.severity}']}.",
        "",
        f"## {say['said']}",
        "",
        f"> {markdown(page.message)}",
        ">",
        f"> → {markdown(page.action)}",
        "",
        f"## {say['why']}",
        "",
        markdown(page.why),
        "",
        f"## {say[f'fix_{page.severity}']}",
        "",
        *(f"- {markdown(step)}" for step in page.fix),
        "",
    ]
    for name, cells in (("cells", page.cells), ("mended", page.mended)):
        if cells is not None:
            marked = say["marked"].format(cells=", ".join(cells.stretches)) if cells.marked else ""
            lines += [f"## {say[name]}", "", picture(cells, lang, say[name], marked), ""]
    title = say[f"area_{area}"]
    more = say["more_area"].format(area=f"[{title}](../findings.md#{anchor(title)})")
    lines += [f"## {say['more']}", "", f"- {more}", f"- `{command}`", f"- [{language}]({beside})"]
    return "\n".join(lines) + "\n"


def anchor(title: str) -> str:
    """Give the anchor of a heading, as code hosts and the site make it."""
    return re.sub(r"[^\w\- ]", "", title.casefold()).replace(" ", "-")


def list_page(lang: Language) -> str:
    """Give the list of all codes."""
    words, say = LISTS[lang], phrases(lang, "codes")
    parts = [f"# {words.title}\n\n{words.other}\n{words.introduction}"]
    for area in AREAS:
        parts.append(f"\n## {say[f'area_{area}']}\n\n| {words.columns} |\n|---|---|---|\n")
        for page in pages_of(area, lang).values():
            link = f"[`{page.code}`](findings/{page.code}.md)"
            parts.append(f"| {link} | {phrases(lang)[page.severity]} | {markdown(page.message)} |\n")
    return "".join(parts)


def pages() -> Iterator[tuple[Path, str]]:
    """Give every page with the file it is written to."""
    with for_command():
        for lang in LANGUAGES:
            home = HERE if lang == "en" else HERE / "id"
            yield home / "findings.md", list_page(lang)
            for area in AREAS:
                for code in pages_of(area, lang):
                    yield home / "findings" / f"{code}.md", code_page(page_of(code, lang))


def stale() -> Iterator[Path]:
    """Give the pages of codes that there are no more."""
    made = {path for path, _ in pages()}
    for folder in (HERE / "findings", HERE / "id" / "findings"):
        yield from (path for path in sorted(folder.glob("*.md")) if path not in made)


if __name__ == "__main__":
    for path in stale():
        path.unlink()
    for path, text in pages():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
