"""Document: a questionnaire as a Word document, which an office may still change before it is printed.

Each question is a table of its own, so that Word keeps it on one page; boxes are characters, to be crossed by hand.

>>> from ikm.forms import form_of
>>> form_document(form_of("skm"))[:2]
b'PK'
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ikm.findings import display
from ikm.rendering.document import began, paragraph, text
from ikm.rendering.forms.paper import paper_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ikm.forms import SurveyForm
    from ikm.rendering.forms.paper import Paper, PrintedQuestion

__all__ = ["form_document"]

_WIDE = 9638
"""The width of the text, in twentieths of a point: A4 with 2 cm at either side."""
_LABELS = 2850
_OFFICE = (1600, 1500)
"""The widths of the labels of a profile, and of the two columns of what the office writes."""
_FOOT = 90
_DARK, _GRAY, _PALE = "1F3A5F", "6B6B6B", "F3F6FA"
_SYMBOLS = "Segoe UI Symbol"
_BOX = f'<w:rFonts w:ascii="{_SYMBOLS}" w:hAnsi="{_SYMBOLS}" w:eastAsia="{_SYMBOLS}" w:cs="{_SYMBOLS}"/>'
_GAP = '<w:r><w:t xml:space="preserve">    </w:t></w:r>'
_DOTS = "." * 26
_HANGING = 300
"""A choice of several lines stands clear of its box."""
_NBSP = "\N{NO-BREAK SPACE}"
_LINES = 3
_SHORT = 40
"""So many letters of a choice of a profile stay on one line."""
_KEEP = "<w:keepNext/>"
_SECTION = (
    '<w:sectPr><w:footerReference w:type="default" r:id="rId4"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="794" '
    'w:right="1134" w:bottom="907" w:left="1134" w:header="454" w:footer="454" w:gutter="0"/></w:sectPr>'
)


def form_document(form: SurveyForm) -> bytes:
    """Write a questionnaire as a Word document.

    Parameters
    ----------
    form : SurveyForm
        What is asked.

    Returns
    -------
    bytes
        The .docx; the same for the same form.
    """
    paper = paper_of(form)
    body = "".join(_body(paper)) + _SECTION
    return began(form.lang, form.title, form.unit, f"{display(paper.title, _FOOT)} · {paper.page[0]}", body)


def _body(paper: Paper) -> Iterator[str]:
    yield _line(_run(paper.title, 16, bold=True, color=_DARK), after=60)
    yield _line(_run(paper.intro, 10), after=80)
    yield _top(paper)
    yield _heading(paper.about.title)
    yield _profile(paper.about.questions)
    for group in paper.groups:
        yield _heading(group.title)
        for question in group.questions:
            yield _question(question)
            yield paragraph("", more=['<w:spacing w:before="0" w:after="0" w:line="90" w:lineRule="exact"/>'])
    for comment in paper.comments:
        yield _heading(comment)
        for place in range(_LINES):
            keep = _KEEP if place < _LINES - 1 else ""
            space = '<w:spacing w:before="0" w:after="0" w:line="300" w:lineRule="exact"/>'
            yield paragraph("", more=[keep, f"<w:pBdr>{_ruled('bottom')}{_ruled('between')}</w:pBdr>", space])
    yield _line(_run(paper.thanks, 10, bold=True, color=_DARK), before=200, after=0, side="center")


def _ruled(place: str) -> str:
    """Write a line to write on; paragraphs that follow one another have it between them."""
    return f'<w:{place} w:val="dotted" w:sz="6" w:space="1" w:color="8C8C8C"/>'


def _run(shown: str, size: float, *, bold: bool = False, color: str = "", looks: str = "") -> str:
    """Write text of a size, in points."""
    half = f'<w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/>'
    weight, ink = "<w:b/>" if bold else "", f'<w:color w:val="{color}"/>' if color else ""
    return f'<w:r><w:rPr>{looks}{weight}{ink}{half}</w:rPr><w:t xml:space="preserve">{text(shown)}</w:t></w:r>'


def _line(
    content: str, *, before: int = 0, after: int = 0, keep: bool = False, side: str = "left", hanging: int = 0
) -> str:
    space = f'<w:spacing w:before="{before}" w:after="{after}" w:line="240" w:lineRule="auto"/>'
    indent = f'<w:ind w:left="{hanging}" w:hanging="{hanging}"/>' if hanging else ""
    return paragraph(content, more=[_KEEP if keep else "", space, indent, f'<w:jc w:val="{side}"/>'])


def _heading(title: str) -> str:
    """Write a heading; it stays with what it stands over."""
    space = '<w:spacing w:before="140" w:after="60" w:line="240" w:lineRule="auto"/>'
    return paragraph(_run(title, 11, bold=True, color=_DARK), "Heading2", more=[_KEEP, space])


def _cell(content: str, width: int, *, span: int = 1, shade: str = "") -> str:
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    shaded = f'<w:shd w:val="clear" w:color="auto" w:fill="{shade}"/>' if shade else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spanned}{shaded}</w:tcPr>{content}</w:tc>'


def _table(rows: Sequence[str], widths: Sequence[int]) -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    kept = (f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{row}</w:tr>" for row in rows)
    looks = f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
    return f"<w:tbl><w:tblPr>{looks}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(kept)}</w:tbl>"


def _top(paper: Paper) -> str:
    """Write how it is filled in, and beside it what the office writes."""
    left = _WIDE - sum(_OFFICE)
    labels = (paper.number, paper.date)
    rows = []
    for place, label in enumerate(labels):
        how = _line(_run(paper.how, 9.5, bold=True), before=20) if place == 0 else _line("")
        cells = [
            _cell(how, left),
            *(
                _cell(_line(_run(one, 8, color=_GRAY), before=20, after=20), width)
                for one, width in zip((label, _DOTS), _OFFICE, strict=True)
            ),
        ]
        rows.append("".join(cells))
    return _table(rows, (left, *_OFFICE))


def _profile(questions: Sequence[PrintedQuestion]) -> str:
    """Write the questions about the respondent: each label with its boxes, or room to write."""
    rows = []
    for place, one in enumerate(questions):
        keep = place < len(questions) - 1
        boxes = _GAP.join(_boxed(label, 9, whole=True) for _, label in one.choices) or _run(_DOTS * 3, 8, color=_GRAY)
        label = _line(_run(one.text, 9.5, bold=True), before=20, after=20, keep=keep)
        answers = _line(boxes, before=20, after=20, keep=keep)
        rows.append(_cell(label, _LABELS) + _cell(answers, _WIDE - _LABELS))
    return _table(rows, (_LABELS, _WIDE - _LABELS))


def _boxed(label: str, size: int, digit: str = "", *, whole: bool = False) -> str:
    """Write a box, the digit and the words of a choice; ``whole`` keeps them on one line where they are short."""
    numbered = _run(f"{digit} ", size, color=_GRAY) if digit else ""
    told = _run(label, size)
    if whole and len(label) <= _SHORT:
        told = told.replace(f">{text(label)}<", f">{text(label).replace(' ', _NBSP)}<")
    box = f'<w:r><w:rPr>{_BOX}<w:sz w:val="{size * 2 + 4}"/></w:rPr><w:t>☐{_NBSP}</w:t></w:r>'
    return box + numbered + told


def _question(one: PrintedQuestion) -> str:
    """Write a question with its choices as a table of its own."""
    columns = one.columns
    widths = [_WIDE // columns] * columns
    name = _line(_run(one.name, 7.5, bold=True, color=_DARK), before=40, keep=True) if one.name else ""
    asked = _line(_run(f"{one.number}.  {one.text}", 10, bold=True), after=20, keep=True)
    rows = [_cell(name + asked, sum(widths), span=columns, shade=_PALE)]
    for start in range(0, len(one.choices), columns):
        row = one.choices[start : start + columns]
        last = start + columns >= len(one.choices)
        cells = [
            _cell(
                _line(_boxed(label, 9, digit), after=60 if last else 20, keep=not last, hanging=_HANGING),
                width,
                shade=_PALE,
            )
            for (digit, label), width in zip([*row, *[("", "")] * (columns - len(row))], widths, strict=True)
        ]
        rows.append("".join(cells))
    return _table(rows, widths)
