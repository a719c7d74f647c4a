"""Asking: which instrument a caller means."""

from __future__ import annotations

from pathlib import Path

from ikm.errors import OptionError
from ikm.regulation.instrument import Regulation
from ikm.regulation.loading import load_regulation

__all__ = ["law_of"]


def law_of(regulation: str | Path | Regulation | None) -> Regulation:
    """Give the instrument that is meant."""
    if isinstance(regulation, Regulation):
        return regulation
    if regulation is None:
        return load_regulation()
    if not isinstance(regulation, (str, Path)):
        raise OptionError(f"regulation is a name, a .toml file or a Regulation; got {regulation!r}.")
    return load_regulation(regulation)
