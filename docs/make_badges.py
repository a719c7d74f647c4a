"""Draw the badges of the README: docs/badges/*.svg, each said by the repository itself.

python docs/make_badges.py

A badge states what a test or the build holds, and is drawn here rather than asked of a server: it is true of the copy
one has, and needs no network.
"""

from __future__ import annotations

import re
import tomllib
from html import escape
from pathlib import Path

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "docs" / "badges"
WIDE = 6.6
"""How wide a letter is taken to be; the text is fitted to it."""


def badges() -> dict[str, tuple[str, str]]:
    """Give each badge: what it is about, and what it says."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    built = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    kinds = project["project"]["classifiers"]
    least = re.search(r"--fail-under=(\d+) --include='([^']*scoring[^']*)'", built)
    said = {
        "python": ("Python", project["project"]["requires-python"].replace(">=", "≥ ")),
        "licence": ("licence", project["project"]["license"].partition(" ")[0]),
    }
    if project["tool"]["mypy"]["strict"] and "Typing :: Typed" in kinds:
        said["typed"] = ("types", "mypy strict")
    if least is not None:
        said["coverage"] = ("branches of the arithmetic tested", f"{least[1]} %")
    return said


def drawn(about: str, says: str) -> str:
    """Draw a badge."""
    left, right = (round(len(part) * WIDE) + 12 for part in (about, says))
    about, says = escape(about), escape(says)
    text = 'y="14" textLength="{}" lengthAdjust="spacingAndGlyphs"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{left + right}" height="20" role="img" '
        f'aria-label="{about}: {says}">\n'
        f"<title>{about}: {says}</title>\n"
        f'<rect width="{left + right}" height="20" rx="3" fill="#14365f"/>\n'
        f'<path d="M0 3a3 3 0 0 1 3-3h{left - 3}v20H3a3 3 0 0 1-3-3z" fill="#4a4f57"/>\n'
        f'<g fill="#fff" font-family="Verdana, DejaVu Sans, sans-serif" font-size="11">\n'
        f'<text x="6" {text.format(left - 12)}>{about}</text>\n'
        f'<text x="{left + 6}" {text.format(right - 12)}>{says}</text>\n'
        "</g>\n</svg>\n"
    )


def files() -> dict[str, str]:
    """Give every badge as a file, by its name."""
    return {f"{name}.svg": drawn(about, says) for name, (about, says) in badges().items()}


if __name__ == "__main__":
    for name, text in files().items():
        (FOLDER / name).write_text(text, encoding="utf-8")
