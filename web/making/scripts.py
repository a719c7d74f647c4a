r"""Scripts: many JavaScript modules as one, for a page that is a single file.

Each module becomes a function that is called once and gives what it exports, the imported before those that import
them.  That is enough for modules written as `web/README.md` asks: named imports at the top, names exported where they
are declared, no circle.  What is written otherwise is refused here, so that nothing goes out half understood.

>>> texts = {"b.mjs": 'import { a as c } from "./a.mjs";\nc();\n', "a.mjs": "export function a() {}\n"}
>>> print(joined("b.mjs", texts.get))
const $0 = (() => {
function a() {}
return { a };
})();
const $1 = (() => {
const { a: c } = $0;
c();
return {  };
})();
"""

from __future__ import annotations

import json
import posixpath
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["NotUnderstood", "imports", "joined"]

_IMPORT = re.compile(r'^import (?:\{ ?([\w, ]+?),? ?\}|(\w+)) from "(\.[\w./-]+)";$', re.MULTILINE)
_EXPORT = re.compile(r"^export ((?:async )?function\*?|const|let|class) (\w+)", re.MULTILINE)
_OTHER = re.compile(r"^\s*(?:import\b(?! *\()(?!\.)|export\b).*$", re.MULTILINE)


class NotUnderstood(Exception):  # noqa: N818 - it is told to whoever builds
    """A module is not written as the page's modules are; the words say which and where."""


def imports(path: str, text: str) -> list[str]:
    """Give the paths of the modules one imports."""
    return [posixpath.normpath(posixpath.join(posixpath.dirname(path), found[2])) for found in _IMPORT.findall(text)]


def joined(first: str, read: Callable[[str], str | None]) -> str:
    """Give one script of a module and all it imports; ``read`` gives the text of a path."""
    places: dict[str, int] = {}
    done: list[str] = []

    def take(path: str, way: tuple[str, ...]) -> None:
        if path in way:
            raise NotUnderstood(f"Modules import one another in a circle: {' → '.join([*way, path])}.")
        if path in places:
            return
        text = read(path)
        if text is None:
            raise NotUnderstood(f"{way[-1] if way else 'The page'} imports {path}, which is not there.")
        for inner in imports(path, text):
            take(inner, (*way, path))
        places[path] = len(places)
        done.append(_wrapped(path, text, places))

    take(first, ())
    return "\n".join(done)


def _wrapped(path: str, text: str, places: dict[str, int]) -> str:
    if path.endswith(".json"):
        return f"const ${places[path]} = {{ default: {json.dumps(json.loads(text), ensure_ascii=False)} }};"

    def taken(found: re.Match[str]) -> str:
        names, whole, _ = found.groups()
        (target,) = imports(path, found[0])
        inner = f"default: {whole}" if whole else names.replace(" as ", ": ")
        return f"const {{ {inner} }} = ${places[target]};"

    given = [found[2] for found in _EXPORT.finditer(text)]
    body = _EXPORT.sub(r"\1 \2", _IMPORT.sub(taken, text))
    if strange := _OTHER.search(body):
        raise NotUnderstood(f"{path}: {strange[0].strip()[:80]!r} is written otherwise than web/README.md asks.")
    return f"const ${places[path]} = (() => {{\n{body}return {{ {', '.join(given)} }};\n}})();"
