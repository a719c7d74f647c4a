"""Sample, target and completeness: what a reader asks after the index, as labels and sentences.

>>> import ikm
>>> from ikm.reports.chapters.sampling import sampling_chapter
>>> chapter = sampling_chapter(ikm.score([[4] * 9] * 12, population=12, target=81))
>>> chapter.title, len(chapter.blocks[0].facts) > 2
('Sampel, target, dan kelengkapan', True)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ikm.reports.report import Chapter, FactList
from ikm.reports.rows import summary
from ikm.reports.wording import phrases

if TYPE_CHECKING:
    from ikm.scoring import IKMResult

__all__ = ["sampling_chapter"]


def sampling_chapter(result: IKMResult) -> Chapter:
    """Tell of the sample, the target and the blanks."""
    return Chapter("sampel", phrases(result.lang, "report")["sampel"], (FactList(tuple(summary(result))),))
