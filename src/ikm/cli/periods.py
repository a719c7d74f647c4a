"""Periods as they are typed: a file, a file with its label before it, or an earlier figure by hand.

>>> import tempfile, pathlib
>>> file = str(pathlib.Path(tempfile.mkdtemp()) / "TW1.json")
>>> _ = pathlib.Path(file).write_text("{}")
>>> [(one.label, one.path is None, one.ikm) for one in typed_periods(["2022=82,24", f"Triwulan I 2023={file}", file])]
[('2022', True, 82.24), ('Triwulan I 2023', False, None), (None, False, None)]
>>> typed_targets(["2023=81", "2027=90,5"])
{'2023': 81.0, '2027': 90.5}
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ikm.arguments import typed_number
from ikm.cli.inputs import COUNTS, SURVEYS
from ikm.cli.quoting import is_there, printable, quoted
from ikm.errors import OptionError
from ikm.findings import display
from ikm.reports import phrases
from ikm.surveys import same_period

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ikm.findings import Language

__all__ = ["TypedPeriod", "refused", "typed_periods", "typed_targets"]

_LABEL = 80


class TypedPeriod(NamedTuple):
    """A period as it was typed: its label, where one was, and its file or its index."""

    label: str | None
    path: Path | None
    ikm: float | None


def refused(key: str, lines: Sequence[tuple[str, str]] = (), **about: object) -> OptionError:
    """Make a refusal of its words in both languages.

    Parameters
    ----------
    key : str
        Its words in ``reports/data/trend.toml``.
    lines : sequence of tuple
        What can be typed instead, each with the key of what for.
    **about
        What the words name; a mapping of languages gives each its own.
    """

    def told(lang: Language) -> str:
        say = phrases(lang, "trend")
        values = {name: value[lang] if isinstance(value, dict) else value for name, value in about.items()}
        return "\n".join([say[key].format(**values), *(f"{say[name]}\n  {typed}" for name, typed in lines)])

    return OptionError(told("en"), id=told("id"))


def typed_periods(words: Sequence[str]) -> list[TypedPeriod]:
    """Read what was typed.

    Raises
    ------
    OptionError
        If a word is no file and no figure, or two periods have one label.
    """
    found = [_typed(word, words[place + 1 :]) for place, word in enumerate(words)]
    labels: list[str] = []
    for one in found:
        if one.label is None:
            continue
        if other := next((label for label in labels if same_period(label, one.label)), None):
            raise refused("twice", label=display(other, _LABEL))
        labels.append(one.label)
    return found


def _typed(word: str, others: Sequence[str]) -> TypedPeriod:
    if is_there(word):
        return TypedPeriod(None, _file(word), None)
    parts = word.split("=")
    ways = [("=".join(parts[:place]).strip(), "=".join(parts[place:]).strip()) for place in range(1, len(parts))]
    if named := next(((label, rest) for label, rest in ways if label and is_there(rest)), None):
        return TypedPeriod(named[0], _file(named[1]), None)
    label, equals, rest = (part.strip() for part in word.rpartition("="))
    number = typed_number(rest) if label else None
    if number is not None:
        return TypedPeriod(label, None, float(number))
    if whole := _quoted(word, others):
        raise refused("quote", word=printable(word), whole=quoted(whole))
    if equals and not rest.casefold().endswith((*SURVEYS, *COUNTS)):
        raise refused("no_period", word=printable(word))
    raise refused("no_file", name=printable(rest if equals else word))


def _file(name: str) -> Path:
    path = Path(name)
    if path.is_dir():
        raise refused("folder", name=printable(name))
    return path


def _quoted(word: str, others: Sequence[str]) -> str | None:
    """Give the words that a label with blanks was cut into, put together: ``Triwulan III 2026=TW3.json``."""
    for place, other in enumerate(others):
        if "=" in other:
            whole = " ".join([word, *others[: place + 1]])
            rest = whole.partition("=")[2]
            meant = is_there(rest) or rest.casefold().endswith((*SURVEYS, *COUNTS)) or typed_number(rest) is not None
            return whole if meant else None
        if is_there(other):
            return None
    return None


def typed_targets(words: Iterable[str]) -> dict[str, float]:
    """Read targets, each with its period before it: ``2023=81``.

    Raises
    ------
    OptionError
        If one is written otherwise, or stands twice.
    """
    targets: dict[str, float] = {}
    for word in words:
        label, equals, rest = (part.strip() for part in word.partition("="))
        number = typed_number(rest) if equals and label else None
        if number is None or not 0 < number <= 100:
            raise refused("no_target", word=printable(word))
        if any(same_period(label, other) for other in targets):
            raise refused("target_twice", label=display(label, _LABEL))
        targets[label] = float(number)
    return targets
