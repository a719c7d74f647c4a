"""Pages: why a finding comes about in real forms, how it is mended, and a small picture of the cells.

A message has room for two sentences; a page tells the rest, to whoever asks for it: ``ikm jelaskan answer-off-scale``
prints it, and ``docs/findings`` is made of it.  The texts stand beside this module in ``AREA.toml``, one table a code,
in both languages.  Nothing that scores loads them.

============  ==========================================================
``page``      the page of a code, and the file of an area it is read from
``cells``     the picture: cells of a sheet, the faulty ones marked
============  ==========================================================

A page does not repeat the words of its finding: severity, message and remedy are those of the catalogue.

>>> from ikm.findings.pages import page_of
>>> page = page_of("answer-off-scale", "en")
>>> page.severity, page.cells.marked
('error', ('H3',))
"""

from ikm.findings.pages.cells import Cells
from ikm.findings.pages.page import Page, page_of, pages_of

__all__ = ["Cells", "Page", "page_of", "pages_of"]
