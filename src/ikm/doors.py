"""Doors: how a package gives its names and loads a module only when one of its names is asked for.

Starting quickly is part of the design (``import ikm`` costs next to nothing, a workbook loads no reader of CSV), and so
is that other packages enter by the face alone.  This lets both hold: a face lists which module has which names.

>>> from ikm.doors import doors
>>> enter = doors("ikm.regulation", {"instrument": "Band round_half_up"})
>>> enter("round_half_up").__module__
'ikm.regulation.instrument'
>>> enter("round")
Traceback (most recent call last):
    ...
AttributeError: module 'ikm.regulation' has no attribute 'round'
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["doors"]


def doors(package: str, homes: Mapping[str, str]) -> Callable[[str], object]:
    """Make the ``__getattr__`` of a package's face.

    Parameters
    ----------
    package : str
        The package, ``__name__`` there.
    homes : mapping
        For each of its modules the names it gives, parted by blanks.
    """
    home = {name: module for module, names in homes.items() for name in names.split()}

    def enter(name: str) -> object:
        if name not in home:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return getattr(import_module(f"{package}.{home[name]}"), name)

    return enter
