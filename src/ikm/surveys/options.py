"""Options: what `ikm.score`, `ikm.check` and `ikm.score_agency` take besides what they name themselves.

They are typed, so that an editor completes them and a type checker refuses a misspelling; what is misspelt at run time
is refused with the name of the function that was called and the nearest option.

>>> refuse_unknown("score", {"poplation": 205}, {"population", "target"})
Traceback (most recent call last):
    ...
ikm.errors.OptionError: ikm.score has no option 'poplation'; did you mean 'population'?
"""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Literal, TypedDict

from ikm.errors import OptionError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
    from pathlib import Path

    from ikm.arguments import ColumnChoice
    from ikm.questionnaires import Questionnaire
    from ikm.regulation import Order
    from ikm.responses.times import Period
    from ikm.sources import Limits
    from ikm.surveys.files import SurveyFile
    from ikm.surveys.labels import Labels
    from ikm.tallies import Missing

__all__ = ["READING", "SCORING", "AgencyOptions", "CheckOptions", "ReadingOptions", "refuse_unknown"]


class ReadingOptions(TypedDict, total=False):
    """The options of `ikm.load` but for those that scoring has too."""

    sheet: str | int | None
    questionnaire: str | Path | Questionnaire | None
    order: Order | None
    columns: Mapping[str, ColumnChoice] | None
    header: int | None
    keep: str | Iterable[str]
    period: str | Period | None
    date_order: Literal["dmy", "mdy"] | None
    drop_duplicates: bool | None
    labels: Labels | None
    limits: Limits | None
    name: str
    progress: Callable[[int, int, int], None] | None


class CheckOptions(ReadingOptions, total=False):
    """The further options of `ikm.check`."""

    population: int | None


class AgencyOptions(ReadingOptions, total=False):
    """The further options of `ikm.score_agency`: those of `ikm.score` that hold for all units alike."""

    survey: str | Path | SurveyFile | None
    weight: str | Mapping[str, object] | None
    missing: Missing | None
    invalid: Literal["refuse", "blank"] | None
    by: str | Sequence[str | tuple[str, ...]]
    minimum_group: int | None


READING = frozenset(ReadingOptions.__annotations__)
SCORING = frozenset({*AgencyOptions.__annotations__, "population", "target", "regulation", "lang"}) - READING
"""The names of the options, for refusals."""


def refuse_unknown(function: str, given: Iterable[str], known: Collection[str]) -> None:
    """Refuse an option that a function does not have, and name the nearest it has."""
    for name in given:
        if name in known:
            continue
        near = difflib.get_close_matches(name, known, n=1)
        meant = f"did you mean {near[0]!r}?" if near else f"it has {', '.join(sorted(known))}."
        raise OptionError(f"ikm.{function} has no option {name!r}; {meant}")
