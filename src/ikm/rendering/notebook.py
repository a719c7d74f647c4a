"""A result as a tidy HTML table, for notebooks.

Every text is escaped, nothing is loaded from elsewhere, no ids are made: the same result gives the same bytes.

>>> import ikm
>>> from ikm.rendering.notebook import result_html
>>> html = result_html(ikm.score([[4] * 9], weight="exact"))
>>> html.startswith("<div"), "100,00" in html, "<script" in html
(True, True, False)
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from ikm.rendering.rows import COLUMNS, GROUP_COLUMNS, alarms, element_rows, group_tables, summary, weight_words
from ikm.rendering.wording import number, phrases

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ikm.rendering.rows import GroupTable
    from ikm.scoring import IKMResult

__all__ = ["result_html"]

_CELL = "padding:2px 10px;border-bottom:1px solid #ddd"
_TEXT = f"{_CELL};text-align:left"
_FIGURE = f"{_CELL};text-align:right;font-variant-numeric:tabular-nums"


def result_html(result: IKMResult) -> str:
    """Draw a result as an HTML fragment."""
    lang, say = result.lang, phrases(result.lang)
    headline = (
        f"<b>IKM {number(result.ikm, 2, lang)}</b> · {escape(say['mutu'].lower())} <b>{escape(result.mutu)}</b> "
        f"({escape(result.kinerja)}) · {number(result.respondents, 0, lang)} {escape(say['respondents'].lower())} · "
        f"{escape(weight_words(result))}"
    )
    loud = "".join(f'<p style="color:#b45309"><b>{escape(alarm)}</b></p>' for alarm in alarms(result))
    elements = _table([say[name] for name in COLUMNS], element_rows(result), texts=2)
    groups = "".join(_groups(table, [say[name] for name in GROUP_COLUMNS]) for table in group_tables(result))
    notes = "".join(f"<dt>{escape(label)}</dt><dd>{escape(sentence)}</dd>" for label, sentence in summary(result))
    return f'<div><p style="font-size:1.15em">{headline}</p>{loud}{elements}{groups}<dl>{notes}</dl></div>'


def _groups(table: GroupTable, heads: Sequence[str]) -> str:
    means = table.means or [()] * len(table.rows)
    rows = [(*row, *beside) for row, beside in zip(table.rows, means, strict=True)]
    return _table([table.by, *heads, *table.codes], rows, texts=1)


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]], *, texts: int) -> str:
    """Draw a table whose first ``texts`` columns hold words and the others figures."""
    styles = [_TEXT if i < texts else _FIGURE for i in range(len(heads))]
    top = _row("th", [" ".join(head.split()) for head in heads], styles)
    body = "".join(_row("td", row, styles) for row in rows)
    return f'<table style="border-collapse:collapse"><thead>{top}</thead><tbody>{body}</tbody></table>'


def _row(tag: str, cells: Sequence[str], styles: Sequence[str]) -> str:
    drawn = (f'<{tag} style="{style}">{escape(cell)}</{tag}>' for cell, style in zip(cells, styles, strict=True))
    return f"<tr>{''.join(drawn)}</tr>"
