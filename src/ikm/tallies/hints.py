"""Hints: what to do where a tally does not have the groups asked for, or two tallies differ.

>>> made_alike("by", ["unit", "bulan"], ["unit"])
" Bring both to the same groups first: tally.regroup(['unit'])."
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ikm.findings import at_command

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["made_alike", "made_by"]


def made_by(name: str) -> str:
    """Say in Python how a tally comes to its groups."""
    again = f" Groups are counted when it is made: ikm.load(source, keep={name!r}).tally(by={name!r})."
    return "" if at_command() else again


def made_alike(differs: str, mine: Sequence[str], theirs: Sequence[str]) -> str:
    """Say how tallies that differ in what can be left out are made alike."""
    if differs == "moments":
        return " Count all of them with moments=True, or none."
    if differs != "by":
        return ""
    both = [name for name in mine if name in theirs]
    return f" Bring both to the same groups first: tally.regroup({both or ''})."
