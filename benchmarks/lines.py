"""Lines of code by package, of the working tree and of a revision before it.

    python benchmarks/lines.py [--against REVISION]

Counted are the lines that hold code: neither blank, nor a comment alone, nor a docstring.
"""

from __future__ import annotations

import argparse
import ast
import io
import shutil
import subprocess
import tokenize
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[1]
SOURCE = "src/ikm"
IDLE = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER}
DEFINED = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


def lines_of(text: str) -> int:
    r"""Count the lines of code of a module.

    >>> lines_of('"Docstring."\n\n# comment\nx = (1,\n     2)  # three\n')
    2
    """
    spoken: set[int] = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, DEFINED) and ast.get_docstring(node, clean=False) is not None:
            first = node.body[0]
            spoken.update(range(first.lineno, (first.end_lineno or first.lineno) + 1))
    held: set[int] = set()
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type not in IDLE:
            held.update(range(token.start[0], token.end[0] + 1))
    return len(held - spoken)


def package_of(path: str) -> str:
    """Give the package, or the module on top, that a file belongs to."""
    inner = Path(path).relative_to(SOURCE).parts
    return inner[0] if len(inner) > 1 else "(top)"


def tree() -> dict[str, str]:
    """Give the modules of the working tree."""
    return {str(path.relative_to(ROOT)): path.read_text(encoding="utf-8") for path in (ROOT / SOURCE).rglob("*.py")}


def revision(name: str) -> dict[str, str]:
    """Give the modules of a revision."""
    program = shutil.which("git") or "git"

    def git(*arguments: str) -> str:
        return subprocess.run([program, *arguments], cwd=ROOT, check=True, capture_output=True, text=True).stdout

    names = git("ls-tree", "-r", "--name-only", name, SOURCE).splitlines()
    return {path: git("show", f"{name}:{path}") for path in names if path.endswith(".py")}


def counted(modules: dict[str, str]) -> Counter[str]:
    """Count lines of code by package."""
    counts: Counter[str] = Counter()
    for path, text in modules.items():
        counts[package_of(path)] += lines_of(text)
    return counts


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--against", metavar="REVISION", help="a revision to compare with")
    against = parser.parse_args().against
    now = counted(tree())
    before = counted(revision(against)) if against else None
    print(f"{'package':16}{'now':>8}" + (f"{against[:12]:>14}{'change':>8}" if before is not None else ""))
    for package in [*sorted(now | (before or Counter())), "together"]:
        one = now.total() if package == "together" else now[package]
        line = f"{package:16}{one:>8,}"
        if before is not None:
            other = before.total() if package == "together" else before[package]
            line += f"{other:>14,}{one - other:>+8,}"
        print(line)


if __name__ == "__main__":
    main()
