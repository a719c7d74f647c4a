"""Plans: what a unit undertakes after a survey, one row an undertaking, and what came of it.

A row names the elements it serves (by their keys or codes), what will be done, when, and who answers for it; a row of
the last plan also says how far it came.  What is not said stays open: a document leaves a place to write in.

>>> row = PlanRow(("produk",), "Memperbarui daftar informasi publik", "Triwulan I 2027", "Kepala Bagian Informasi")
>>> row.status, PlanRow(("U5",)).programme
('', '')
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["PlanRow"]


@dataclass(frozen=True, slots=True)
class PlanRow:
    """An undertaking of a follow-up plan.

    Parameters
    ----------
    elements : tuple of str
        The elements it serves, by key or code.
    programme : str
        What is done.
    time : str
        When, as people write it: ``"Triwulan I 2027"``.
    person : str
        Who answers for it.
    status : str
        How far it is, of a plan that runs or ran: ``"selesai"``.
    realisation : str
        What came of it.
    """

    elements: tuple[str, ...]
    programme: str = ""
    time: str = ""
    person: str = ""
    status: str = ""
    realisation: str = ""
