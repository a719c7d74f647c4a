r"""Bytecode instead of sources: a page that need not compile starts a second earlier and is a third smaller.

It runs inside Pyodide under Node (`compile.mjs`), since only the interpreter that will run bytecode may make it.  A
module becomes a file without a date: its hash stands in it and is not looked at again.  Where a line's columns are is
left out, and so are docstrings nothing reads: those of functions and modules, of classes outside ikm.  What a docstring
is for a program (the description of a field, the help of a command) stays.

>>> code = compile_source(b"def f():\n    'Say.'\n    return 1\n", "f.py", keep=False)
>>> b"Say." in code
False
>>> b"Say." in compile_source(b"def f():\n    'Say.'\n    return 1\n", "f.py", keep=True)
True
"""

from __future__ import annotations

import ast
import importlib.util
import marshal
from pathlib import Path

from making.bundles import bundle, entries

__all__ = ["compile_bundle", "compile_source"]

_UNCHECKED = (0b01).to_bytes(4, "little")
_NAMED = ast.FunctionDef | ast.AsyncFunctionDef | ast.Module | ast.ClassDef


def compile_bundle(sources: str, compiled: str) -> None:
    """Compile every source of a bundle and write the bundle of bytecode, ``x.py`` as ``x.pyc``."""
    done = {
        f"{path}c": compile_source(source, path, keep=path.startswith("ikm/cli/"))
        for path, source in entries(Path(sources).read_bytes()).items()
    }
    Path(compiled).write_bytes(bundle(done))


def compile_source(source: bytes, path: str, *, keep: bool) -> bytes:
    """Compile one source to the content of its ``.pyc``."""
    tree = ast.parse(source, path)
    if not keep:
        _without_docstrings(tree, classes=not path.startswith("ikm/"))
    code = compile(tree, path, "exec", dont_inherit=True, optimize=0)
    return importlib.util.MAGIC_NUMBER + _UNCHECKED + importlib.util.source_hash(source) + marshal.dumps(code)


def _without_docstrings(node: ast.AST, *, classes: bool) -> None:
    for part in ("body", "orelse", "finalbody", "handlers"):
        for inner in getattr(node, part, None) or () if not isinstance(node, ast.expr) else ():
            _without_docstrings(inner, classes=classes)
    if (
        isinstance(node, _NAMED)
        and (classes or not isinstance(node, ast.ClassDef))
        and node.body[:1]
        and _is_text(node.body[0])
    ):
        said = node.body.pop(0)
        if not node.body or _is_text(node.body[0]):  # which would be the docstring now
            node.body.insert(0, ast.copy_location(ast.Pass(), said))


def _is_text(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
