"""Every remedy that is printed works when typed exactly as printed, in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from remedies import NAMES_OF, findings_of, follow, lay_out, met, placeholders, steps, ways
from remedy_cases import CASES

from ikm.findings import AREAS, catalogue

if TYPE_CHECKING:
    from pathlib import Path

    from remedies import Case

LANGUAGES = ("id", "en")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_remedy_is_typed_as_printed_and_the_fault_is_gone(case: Case, lang: str, tmp_path: Path) -> None:
    folder = tmp_path / "first"
    folder.mkdir()
    lay_out(case, folder)
    finding = met(case, folder, lang)
    printed = [step for step in steps(finding["action"]) if step.way != "other"]
    assert printed, finding["action"]
    for number, way in enumerate([printed] if case.together else ways(printed)):
        again = tmp_path / str(number)
        again.mkdir()
        lay_out(case, again)
        run = follow(case, way, again, lang)
        after = findings_of(run)
        left = {(f["code"], f["message"]) for f in after} if case.partial else {f["code"] for f in after}
        gone = (case.code, finding["message"]) if case.partial else case.code
        assert (gone in left) == bool(case.shows), (way, finding["message"])
        assert case.shows in run.out, way
        assert run.code == 0 or case.refused, (way, sorted({f["code"] for f in after if f["severity"] == "error"}))
        assert case.then is None or case.then in {f["code"] for f in after}, (way, sorted(left))
