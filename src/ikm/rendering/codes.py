r"""The pages of codes as text, as ``ikm jelaskan`` prints them: one code, the codes of an area, a topic, and the list.

The words of a code are `ikm.findings.pages`; this module puts them in lines of a width.  A cell that is marked has an
arrow before it, since a terminal may have no colours.

>>> from ikm.findings.pages import page_of
>>> lines = code_text(page_of("answer-two-answers", "en"), 80).splitlines()
>>> lines[0]
'answer-two-answers · error: must be mended before anything is computed'
>>> start = lines.index("What the cells look like")
>>> print("\n".join(line.rstrip() for line in lines[start + 1 : start + 6]))
     G                        H
  1  U1 Persyaratan           U2 Prosedur
  2  Sesuai                   Mudah
  3  → Sesuai, Sangat sesuai  Mudah
  4  Sangat sesuai            Sangat mudah
"""

from __future__ import annotations

from itertools import zip_longest
from textwrap import wrap
from typing import TYPE_CHECKING

from ikm.findings import AREAS, catalogue
from ikm.findings.pages import pages_of
from ikm.reports import phrases

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ikm.findings import Language
    from ikm.findings.pages import Cells, Page

__all__ = ["area_text", "code_text", "guide_text", "topic_text"]

_GAP = "  "
_NARROWEST = 8
"""How narrow a column of a picture may get."""

_MARK = "→ "
_FENCE = "```"


def code_text(page: Page, width: int, *, strong: bool = False) -> str:
    """Write the page of a code."""
    return "\n".join(_code(page, width, strong=strong))


def area_text(area: str, lang: Language, width: int, *, strong: bool = False) -> str:
    """Write the codes of an area, each with its message."""
    return "\n".join([_heading(phrases(lang, "codes")[f"area_{area}"], strong=strong), *_codes_of(area, lang, width)])


def topic_text(topic: str, lang: Language, width: int, *, strong: bool = False) -> str:
    """Write a topic; that of the indices is an area of codes too, which follow."""
    say = phrases(lang, "topics")
    lines = [_heading(say[f"title_{topic}"], strong=strong), "", *_prose(say[topic], width, strong=strong)]
    if topic in AREAS:
        lines += ["", _heading(phrases(lang, "codes")["codes"], strong=strong), *_codes_of(topic, lang, width)]
    return "\n".join(lines)


def guide_text(topics: Iterable[tuple[str, str]], lang: Language, width: int, *, strong: bool = False) -> str:
    """Write what there is to explain: the topics, each by the name it is typed by, and the areas of codes."""
    say = phrases(lang, "codes")
    titles = phrases(lang, "topics")
    named = [(typed, titles[f"title_{topic}"]) for typed, topic in topics]
    areas = [(area, f"{say[f'area_{area}']} ({say['number'].format(number=len(catalogue(area)))})") for area in AREAS]
    column = max(len(name) for name, _ in [*named, *areas]) + 4
    lines = [_heading(say["topics"], strong=strong)]
    lines += [line for name, words in named for line in _beside(name, words, width, column)]
    lines += ["", _heading(say["areas"], strong=strong)]
    lines += [line for name, words in areas for line in _beside(name, words, width, column)]
    for words in (say["how"], say["figure"]):
        lines += ["", *_wrapped(words, width)]
    return "\n".join(lines)


def _code(page: Page, width: int, *, strong: bool) -> Iterator[str]:
    say, words = phrases(page.lang, "codes"), phrases(page.lang)
    severity = f"{words[page.severity]}: {say[f'meaning_{page.severity}']}"
    first, *rest = _wrapped(f"{page.code} · {severity}", width)
    yield from (_heading(first, strong=strong), *rest)
    yield from ("", _heading(say["said"], strong=strong), *_wrapped(page.message, width, "  "))
    yield from _wrapped(_MARK + page.action, width, "  ", "    ")
    yield from ("", _heading(say["why"], strong=strong), *_wrapped(page.why, width, "  "))
    yield from ("", _heading(say[f"fix_{page.severity}"], strong=strong))
    for step in page.fix:
        yield from _wrapped(f"- {step}", width, "  ", "    ")
    for name, cells in (("cells", page.cells), ("mended", page.mended)):
        if cells is not None:
            yield from ("", _heading(say[name], strong=strong), *_drawn(cells, say["blank"], width))
            if cells.marked:
                yield from _wrapped(say["marked"].format(cells=", ".join(cells.stretches)), width, "  ")
    area = page.code.partition("-")[0]
    command = "ikm jelaskan" if page.lang == "id" else "ikm explain"
    yield from ("", _heading(say["more"], strong=strong))
    yield from _wrapped(f"{command} {area}", width, "  ")
    yield from _wrapped(say["more_area"].format(area=say[f"area_{area}"]), width, "    ")


def _codes_of(area: str, lang: Language, width: int) -> Iterator[str]:
    words = phrases(lang)
    for page in pages_of(area, lang).values():
        yield ""
        yield f"  {page.code} ({words[page.severity]})"
        yield from _wrapped(page.message, width, "    ")


def _drawn(cells: Cells, blank: str, width: int) -> Iterator[str]:
    """Draw the cells with the letters above and the numbers beside, broken where they do not fit."""
    texts = [
        [_MARK + (text or blank) if cells.is_marked(row, place) else text for place, text in enumerate(line)]
        for row, line in enumerate(cells.rows)
    ]
    edge = 2 + max(len(str(number)) for number in cells.numbers) + len(_GAP)
    wide = _widths(texts, width - edge)
    yield " " * edge + _row(cells.letters, wide)
    for number, line in zip(cells.numbers, texts, strict=True):
        broken = [wrap(text, room, break_on_hyphens=False) or [""] for text, room in zip(line, wide, strict=True)]
        for part, shown in enumerate(zip_longest(*broken, fillvalue="")):
            beside = "" if part else str(number)
            yield f"  {beside:>{edge - 2 - len(_GAP)}}{_GAP}{_row(shown, wide)}".rstrip()


def _row(texts: Iterable[str], wide: Sequence[int]) -> str:
    return _GAP.join(f"{text:<{room}}" for text, room in zip(texts, wide, strict=True)).rstrip()


def _widths(texts: Sequence[Sequence[str]], room: int) -> list[int]:
    """Give each column what its longest text needs, less of the widest where there is no room for all."""
    wide = [max(1, *(len(line[place]) for line in texts)) for place in range(len(texts[0]))]
    while sum(wide) + len(_GAP) * (len(wide) - 1) > room and max(wide) > _NARROWEST:
        wide[wide.index(max(wide))] -= 1
    return wide


def _prose(text: str, width: int, *, strong: bool) -> Iterator[str]:
    """Write a topic's text: paragraphs and steps are broken, headings stand out, and what is typed stays as it is."""
    typed = False
    for line in text.strip().splitlines():
        if line.startswith(_FENCE):
            typed = not typed
        elif typed:
            yield f"  {line}".rstrip()
        elif line.startswith("## "):
            yield _heading(line[3:], strong=strong)
        elif line.startswith("- "):
            yield from _wrapped(line, width, "", "  ")
        else:
            yield from _wrapped(line, width) or [""]


def _beside(name: str, words: str, width: int, column: int) -> list[str]:
    lines = _wrapped(words, width, " " * column)
    return [f"  {name:<{column - 2}}{lines[0].lstrip()}", *lines[1:]]


def _wrapped(text: str, width: int, first: str = "", further: str | None = None) -> list[str]:
    indent = first if further is None else further
    return wrap(
        text, width, initial_indent=first, subsequent_indent=indent, break_on_hyphens=False, break_long_words=False
    )


def _heading(text: str, *, strong: bool) -> str:
    return f"\x1b[1m{text}\x1b[0m" if strong else text
