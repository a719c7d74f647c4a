"""Extras: libraries that only some products need, loaded when one is made.

>>> from ikm.rendering.extras import extra
>>> extra("nothing_of_this_name", "pdf", "PDF")
Traceback (most recent call last):
    ...
ikm.errors.OptionError: PDF needs nothing_of_this_name, which is not installed; type: pip install "ikm-panrb[pdf]"
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

from ikm.errors import OptionError

__all__ = ["extra"]


def extra(module: str, name: str, product: str) -> Any:  # noqa: ANN401 - it may not be there to take its type from
    """Load a library of an extra.

    Raises
    ------
    OptionError
        If it is not installed, with what to type.
    """
    try:
        return import_module(module)
    except ImportError as error:
        module = error.name or module
        line = f'pip install "ikm-panrb[{name}]"'
        raise OptionError(
            f"{product} needs {module}, which is not installed; type: {line}",
            id=f"{product} memerlukan {module} yang belum terpasang; ketik: {line}",
        ) from None
