"""Months: their names and short names, Indonesian and English, with the spellings offices use.

>>> from ikm.responses.times.months import MONTHS
>>> MONTHS["agustus"], MONTHS["nop"], MONTHS["oct"]
(8, 11, 10)
"""

from __future__ import annotations

__all__ = ["MONTHS"]

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan januari january",
            "feb peb februari pebruari february",
            "mar maret march",
            "apr april",
            "mei may",
            "jun juni june",
            "jul juli july",
            "agu agt ags agst agustus aug august",
            "sep sept september",
            "okt oct oktober october",
            "nov nop november nopember",
            "des dec desember december",
        ),
        start=1,
    )
    for name in names.split()
}
"""The number of the month of every name, in small letters."""
