"""Material: what an official report is made of, and the places that only the office can fill.

A place has a key that is the same in both languages and in every survey, so that what an office wrote under it is
found again.

>>> from ikm.reports.official.material import OFFICE_KEYS
>>> OFFICE_KEYS[3], len(OFFICE_KEYS) == len(set(OFFICE_KEYS))
('latar-belakang', True)
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ikm.errors import OptionError
from ikm.findings import display
from ikm.reports.official.periods import asked_period, period_words, span_of
from ikm.reports.report import OfficePlace, Subheading
from ikm.reports.wording import number, phrases

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ikm.agencies import AgencyResult
    from ikm.comparisons import Comparison
    from ikm.findings import Language
    from ikm.regulation import Regulation
    from ikm.reports.plans import PlanRow
    from ikm.reports.report import Block
    from ikm.responses import Responses
    from ikm.scoring import IKMResult

__all__ = ["OFFICE_KEYS", "OfficialMatter", "numbered"]

OFFICE_KEYS = (
    "lambang", "unit", "periode", "latar-belakang", "dasar-lain", "tujuan", "pelaksana", "metode", "lokasi", "waktu",
    "populasi", "kuesioner", "analisis", "tindak-lanjut-lalu", "tren", "penutup", "tempat-tanggal", "jabatan",
    "pejabat", "nip", "dokumentasi",
)  # fmt: skip
"""The places that only the office can fill, in the order of the report."""

_NAME = 200


@dataclass(frozen=True)
class OfficialMatter:
    """What an official report is made of; what is not there is None or empty."""

    result: IKMResult
    law: Regulation
    responses: Responses | None = None
    comparison: Comparison | None = None
    agency: AgencyResult | None = None
    office: Mapping[str, str] = field(default_factory=dict)
    plan: Sequence[PlanRow] = ()
    previous_plan: Sequence[PlanRow] = ()

    def __post_init__(self) -> None:
        for key in self.office:
            if key not in OFFICE_KEYS:
                near = difflib.get_close_matches(key, OFFICE_KEYS, n=1) or OFFICE_KEYS
                raise OptionError(
                    f"A report has no place {key!r}; it has {', '.join(near)}.",
                    id=f"Laporan tidak mempunyai tempat {key!r}; yang ada: {', '.join(near)}.",
                )

    @property
    def lang(self) -> Language:
        """The language of the result, and so of the report."""
        return self.result.lang

    @property
    def say(self) -> dict[str, str]:
        """The words of this report."""
        return phrases(self.lang, "official")

    @property
    def unit(self) -> str:
        """The unit surveyed, as the result or the office names it; empty where neither does."""
        return display(self.result.unit or self.office.get("unit", ""), _NAME)

    @property
    def period(self) -> str:
        """The period of the survey in words; empty where nothing tells it."""
        if asked := asked_period(self.result):
            return period_words(asked, self.lang)
        return display(self.office.get("periode", ""), _NAME) or span_of(self.result)

    def place(self, key: str) -> OfficePlace:
        """Give a place of the office, with what it wrote so far."""
        return OfficePlace(key, self.say[f"ask_{key}"], self.office.get(key, ""))

    def count(self, value: int) -> str:
        """Write a whole number."""
        return number(value, 0, self.lang)


def numbered(chapter: int, sections: Sequence[tuple[str, Sequence[Block]]]) -> tuple[Block, ...]:
    """Put the sections of a chapter one after the other under numbered headings."""
    blocks: list[Block] = []
    for place, (title, held) in enumerate(sections, 1):
        blocks += [Subheading(f"{chapter}.{place} {title}"), *held]
    return tuple(blocks)
