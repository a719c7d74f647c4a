"""Write docs/findings.md from the words of the findings.

python docs/make_findings.py
"""

from __future__ import annotations

import re
from pathlib import Path

from ikm.findings import AREAS, catalogue

INTRODUCTION = """# Findings

Every fault ikm meets in a survey, and everything worth knowing about it, is a finding with a code, a severity, a
place and a remedy. An **error** stops scoring (those about single answers and rows can be taken as blank with
`--invalid blank`), a **warning** qualifies the figure, a **notice** only tells. Words in braces stand for what was met.
The message is shown here in English; reports are Indonesian unless asked otherwise.

What to do is printed here as the command prints it. `finding.action` and `str(error)` of a Python program name the
same as keywords of `ikm.load` and `ikm.score`: `invalid="blank"`, `columns={"U9": "K"}`.

This page is made from the data by `python docs/make_findings.py`.
"""

TITLES = {
    "file": "The file",
    "column": "Columns",
    "answer": "Answers",
    "row": "Rows",
    "time": "Timestamps",
    "evidence": "Evidence about the data itself",
    "group": "Groups, and whose answers a figure gives away",
    "survey": "The survey as a whole",
    "compare": "Periods that are compared",
    "index": "Indices besides the IKM",
    "verify": "A kept result that is computed again",
    "audit": "A published table that is audited",
}


def page() -> str:
    """Give the text of the page."""
    parts = [INTRODUCTION]
    for area in AREAS:
        parts.append(f"\n## {TITLES[area]}\n\n| Code | Severity | Means | Do |\n|---|---|---|---|\n")
        for code, entry in catalogue(area).items():
            words = entry["en"]
            cells = (f"`{code}`", entry["severity"], _cell(words["message"]), _cell(words.get("action", "")))
            parts.append(f"| {' | '.join(cells)} |\n")
    return "".join(parts)


def _cell(text: str) -> str:
    return re.sub(r"\s+", " ", text).replace("|", "\\|").strip()


if __name__ == "__main__":
    (Path(__file__).parent / "findings.md").write_text(page(), encoding="utf-8")
