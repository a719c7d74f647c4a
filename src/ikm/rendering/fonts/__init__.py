"""Fonts: the one that documents and pictures are set in, so that they look the same and are the same bytes everywhere.

It is Liberation Sans 2.1.5, upright and bold, unchanged, by Red Hat and Google under the SIL Open Font License 1.1,
whose text stands beside the files as ``OFL.txt``; they were taken from Debian's package ``fonts-liberation2``.  Its
widths are those of Arial.

===========  =======================================================
``files``    where the font is
``metrics``  which characters it has, and how wide each is
===========  =======================================================
"""

from typing import TYPE_CHECKING

from ikm.doors import doors

if TYPE_CHECKING:
    from ikm.rendering.fonts.files import FAMILY, font_files
    from ikm.rendering.fonts.metrics import measure, settable

__all__ = ["FAMILY", "font_files", "measure", "settable"]

if not TYPE_CHECKING:  # a type checker would take every name for one of this package
    __getattr__ = doors(__name__, {"files": "FAMILY font_files", "metrics": "measure settable"})
