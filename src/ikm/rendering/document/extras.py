"""Extras: packages that only the Word report needs, and what is said where one is missing.

>>> from ikm.rendering.document.extras import extra
>>> extra("no_such_package")
Traceback (most recent call last):
    ...
ikm.errors.OptionError: A Word report needs further packages (no_such_package is missing); ...
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from ikm.errors import OptionError

if TYPE_CHECKING:
    from types import ModuleType

__all__ = ["extra"]

_INSTALL = 'pip install "ikm-panrb[report]"'


def extra(name: str) -> ModuleType:
    """Give a module of the extra ``report``.

    Raises
    ------
    OptionError
        If it is not installed.
    """
    try:
        return import_module(name)
    except ImportError as error:
        missing = error.name or name
        raise OptionError(
            f"A Word report needs further packages ({missing} is missing); install them with: {_INSTALL}",
            id=f"Laporan Word memerlukan paket tambahan ({missing} belum terpasang); pasang dengan: {_INSTALL}",
        ) from None
