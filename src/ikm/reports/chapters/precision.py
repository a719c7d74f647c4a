"""How sure the figures are: sentences to paste, the limits of each element, and under what they hold.

>>> import ikm
>>> from ikm.reports.chapters.precision import precision_chapter
>>> chapter = precision_chapter(ikm.score([[4, 4, 3, 4, 3, 4, 4, 3, 4], [3] * 9, [3, 4, 3, 4, 3, 3, 4, 3, 3]]))
>>> chapter.title, chapter.blocks[0].text.partition(" (")[0]
('Ketelitian hasil', 'Dengan tingkat kepercayaan 95 %, IKM seluruh penerima layanan berada antara 51,28 dan 96,73')
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ikm.reports.precision import limits_table, precision_words
from ikm.reports.report import Chapter, Paragraph
from ikm.reports.wording import phrases

if TYPE_CHECKING:
    from ikm.reports.report import Block
    from ikm.scoring import IKMResult

__all__ = ["precision_chapter"]


def precision_chapter(result: IKMResult) -> Chapter | None:
    """Tell how sure the figures are; none of results made before that was known."""
    told, small = precision_words(result)
    if not told:
        return None
    blocks: list[Block] = [Paragraph(" ".join(told))]
    if (table := limits_table(result)) is not None:
        blocks.append(table)
    blocks += [Paragraph(" ".join(small), "note")] if small else []
    return Chapter("ketelitian", phrases(result.lang, "precision")["chapter"], tuple(blocks))
