"""The statistics of a result as a chapter: validity and reliability, then whether groups differ.

>>> import ikm
>>> from ikm.reports.chapters.statistics import statistics_chapter
>>> rows = [[4] * 9, [3] * 9] * 6
>>> chapter = statistics_chapter(ikm.score(rows, statistics=True))
>>> chapter.key, chapter.title, len(chapter.blocks)
('statistik', 'Uji validitas dan reliabilitas', 5)
>>> statistics_chapter(ikm.score(rows)) is None
True
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ikm.reports.chapters.comparing import comparison_blocks
from ikm.reports.chapters.reliability import reliability_blocks
from ikm.reports.report import Chapter
from ikm.reports.wording import phrases

if TYPE_CHECKING:
    from ikm.scoring import IKMResult

__all__ = ["statistics_chapter"]


def statistics_chapter(result: IKMResult) -> Chapter | None:
    """Tell of validity, reliability and differences between groups; nothing where that was not asked for."""
    if result.statistics is None:
        return None
    blocks = (*reliability_blocks(result), *comparison_blocks(result))
    return Chapter("statistik", phrases(result.lang, "statistics")["title"], blocks)
