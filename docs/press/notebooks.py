"""Turn a notebook into a page: its words as they are, its code, and the outputs that are kept in it.

Nothing is run.  Of the forms an output has, the page takes the first it can show: a picture, HTML (a table of pandas or
of ikm, in a frame of its own that scrolls), text.

>>> cells = [{"cell_type": "markdown", "source": ["# Two years"]}, {"cell_type": "code", "source": "1 + 1", "outputs": [
...     {"output_type": "execute_result", "data": {"text/plain": ["2"]}}]}]
>>> text, pictures = page_of(json.dumps({"cells": cells}), "years")
>>> print(text)
# Two years
<BLANKLINE>
```python
1 + 1
```
<BLANKLINE>
```text
2
```
<BLANKLINE>
"""

from __future__ import annotations

import base64
import json
import re
from typing import Any

__all__ = ["page_of"]

_COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def page_of(notebook: str, name: str) -> tuple[str, dict[str, bytes]]:
    """Give the text of the page, and its pictures by the names it shows them under.

    Parameters
    ----------
    notebook : str
        The notebook, as JSON.
    name : str
        What its pictures are called after.
    """
    parts: list[str] = []
    pictures: dict[str, bytes] = {}
    for cell in json.loads(notebook)["cells"]:
        source = _joined(cell["source"]).strip("\n")
        if cell["cell_type"] == "markdown":
            parts.append(f"{source}\n")
        elif cell["cell_type"] == "code" and source:
            parts.append(_block(source, "python"))
            parts += [shown for one in cell["outputs"] if (shown := _output(one, name, pictures))]
    return "\n".join(parts), pictures


def _joined(text: str | list[str]) -> str:
    return text if isinstance(text, str) else "".join(text)


def _block(text: str, lexer: str) -> str:
    longest = max((len(ticks) for ticks in re.findall(r"`{3,}", text)), default=2)
    fence = "`" * (longest + 1)
    return f"{fence}{lexer}\n{text.strip(chr(10))}\n{fence}\n"


def _output(output: dict[str, Any], name: str, pictures: dict[str, bytes]) -> str:
    """Write one output of a cell."""
    if output["output_type"] == "stream":
        return _block(_COLOUR.sub("", _joined(output["text"])), "text")
    if output["output_type"] == "error":
        return _block(_COLOUR.sub("", "\n".join(output["traceback"])), "text")
    data = {kind: _joined(held) for kind, held in output.get("data", {}).items() if isinstance(held, (str, list))}
    said = " ".join(data.get("text/plain", "").split()).replace("]", "").replace("[", "") or name
    for kind, ending in (("image/svg+xml", "svg"), ("image/png", "png")):
        if kind in data:
            picture = f"{name}-{len(pictures) + 1}.{ending}"
            pictures[picture] = data[kind].encode() if ending == "svg" else base64.b64decode(data[kind])
            return f"![{said}]({picture})\n"
    if "text/html" in data:
        return f'```{{raw}} html\n<div class="output">\n{data["text/html"].strip()}\n</div>\n```\n'
    return _block(data["text/plain"], "text") if "text/plain" in data else ""
