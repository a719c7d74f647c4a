"""The extension of Sphinx for blocks of code: a doctest ends with its last line, a block of commands is a screen.

Doctests in the pages end with a blank line, which ends what is expected; it is not shown.  A block that begins with a
prompt is coloured as a terminal is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

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


def setup(app: Sphinx) -> dict[str, bool]:
    """Add it to Sphinx."""
    app.connect("doctree-read", _settle)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
