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


def law_behind(provenance: Provenance, regulation: str | Path | Regulation | None = None) -> Regulation | None:
    """Give the instrument something was scored under; None where it does not come with this ikm and is not given.

    Raises
    ------
    OptionError
        If another one is given.
    """
    if regulation is not None:
        given = law_of(regulation)
        if given.digest != provenance.regulation_sha256:
            raise OptionError(
                f"This was scored under {provenance.regulation!r}, which is not the one given; give it with "
                "regulation=…, as when it was scored.",
                id=f"Nilai ini dihitung menurut {provenance.regulation!r}, bukan peraturan yang diberikan; sebutkan "
                "peraturannya seperti saat dihitung.",
            )
        return given
    if provenance.regulation not in builtin_regulations():
        return None
    law = load_regulation(provenance.regulation)
    return law if law.digest == provenance.regulation_sha256 else None
