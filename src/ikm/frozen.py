"""Frozen: a mapping that cannot be changed, for what results hold.

Pydantic's frozen models refuse a new value for a field and still let anybody change a dictionary that stands in one.
A `FrozenMapping` is a dictionary to whoever reads it (it compares, pickles, copies and turns into JSON as one, and a
model validates it as one), has a hash, and refuses every change.  It computes nothing.

>>> from ikm.frozen import FrozenMapping, frozen
>>> counts = frozen({"4": 46, "by": ["unit", "loket"]})
>>> counts, counts == {"4": 46, "by": ("unit", "loket")}, len({counts, counts})
({'4': 46, 'by': ('unit', 'loket')}, True, 1)
>>> counts["4"] = 47
Traceback (most recent call last):
    ...
TypeError: A result cannot be changed; make a dict of this mapping and change that.
"""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003 - what a type checker sees of the frozen one
from typing import TYPE_CHECKING, Any, Generic, NoReturn, TypeVar, get_args

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema

__all__ = ["FrozenMapping", "frozen", "held"]

Key = TypeVar("Key")
Value = TypeVar("Value")


class _Frozen(dict[Key, Value], Generic[Key, Value]):
    """A dictionary that refuses to change; made by `frozen`."""

    __slots__ = ()

    def __hash__(self) -> int:  # type: ignore[override]  # dict has none because it changes
        return hash(frozenset(self.items()))

    def __reduce__(self) -> tuple[type[_Frozen[Key, Value]], tuple[dict[Key, Value]]]:
        return type(self), (dict(self),)

    def _refuse(self, *_args: object, **_kwargs: object) -> NoReturn:
        raise TypeError("A result cannot be changed; make a dict of this mapping and change that.")

    __setitem__ = __delitem__ = __ior__ = update = setdefault = pop = popitem = clear = _refuse

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:  # noqa: ANN401 - a type
        from pydantic_core import core_schema  # noqa: PLC0415 - whoever asks is pydantic

        held = handler.generate_schema(dict[get_args(source)])  # type: ignore[misc]
        return core_schema.no_info_after_validator_function(frozen, held)


if TYPE_CHECKING:
    # A type checker then refuses a change, too, and takes any mapping for one that is given.
    FrozenMapping = Mapping
else:
    FrozenMapping = _Frozen


def held(mapping: Mapping[Key, Value]) -> FrozenMapping[Key, Value]:
    """Hold a mapping so that it cannot be changed; what stands in it is left as it is, however long."""
    return _Frozen(mapping)


def frozen(value: Any) -> Any:  # noqa: ANN401 - whatever a field holds
    """Freeze dictionaries and lists, and those in them; whatever else it is stays as it is."""
    if type(value) is _Frozen:
        return value
    if isinstance(value, dict):
        return _Frozen((name, frozen(held)) for name, held in value.items())
    if type(value) in {list, tuple}:
        return tuple([frozen(held) for held in value])
    return value
