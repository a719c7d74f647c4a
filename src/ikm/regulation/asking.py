"""Asking: which instrument a caller means."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ikm.errors import OptionError
from ikm.regulation.instrument import Regulation
from ikm.regulation.loading import builtin_regulations, load_regulation

if TYPE_CHECKING:
    from ikm.records import Provenance

__all__ = ["law_behind", "law_of"]


def law_of(regulation: str | Path | Regulation | None) -> Regulation:
    """Give the instrument that is meant."""
    if isinstance(regulation, Regulation):
        return regulation
    if regulation is None:
        return load_regulation()
    if not isinstance(regulation, (str, Path)):
        raise OptionError(f"regulation is a name, a .toml file or a Regulation; got {regulation!r}.")
    return load_regulation(regulation)


def law_behind(provenance: Provenance) -> Regulation | None:
    """Give the instrument something was scored under; None where it is not one that comes with this ikm."""
    if provenance.regulation not in builtin_regulations():
        return None
    law = load_regulation(provenance.regulation)
    return law if law.digest == provenance.regulation_sha256 else None
