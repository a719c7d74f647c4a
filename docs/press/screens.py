"""The extension of Sphinx for blocks of code and for tables.

Doctests in the pages end with a blank line, which ends what is expected; it is not shown.  A block that begins with a
prompt is a screen of a terminal.  The corner of a table, a heading that says nothing, is no heading for readers of
screens.

>>> _without_empty_headings('<th class="head"><p></p></th><th></th><th><p>NRR</p></th>')
'<td class="head"></td><td></td><th><p>NRR</p></th>'
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sphinx.application import Sphinx

__all__ = ["setup"]


def _settle(_app: Sphinx, tree: object) -> None:
    from docutils import nodes  # noqa: PLC0415 - only who builds the site has it

    assert isinstance(tree, nodes.document)  # noqa: S101 - that is what Sphinx gives
    for block in tree.findall(nodes.literal_block):
        text = block.astext().rstrip()
        block.rawsource = text
        block[:] = [nodes.Text(text)]
        if text.startswith("$ "):
            block["language"] = "console"


def _without_empty_headings(body: str) -> str:
    return re.sub(r"<th\b([^>]*)>\s*(?:<p>\s*</p>)?\s*</th>", r"<td\1></td>", body)


def _finish(_app: Sphinx, _page: str, _template: str, context: dict[str, Any], _tree: object) -> None:
    if "body" in context:
        context["body"] = _without_empty_headings(context["body"])


def setup(app: Sphinx) -> dict[str, bool]:
    """Add it to Sphinx."""
    app.connect("doctree-read", _settle)
    app.connect("html-page-context", _finish)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
