"""Keywords: what `ikm.score`, `ikm.check` and `ikm.score_agency` take besides what they name themselves.

They are typed, so that an editor completes them and a type checker refuses a misspelling; what is misspelt at run time
is refused with the name of the function that was called and the nearest option.  The options themselves are those of
`ikm.surveys.options`, and of a program that calls: a type checker reads names as they are written, so they stand here
again, and a test holds the two together.

>>> refuse_unknown("score", {"poplation": 205}, {"population", "target"})
Traceback (most recent call last):
    ...
ikm.errors.OptionError: ikm.score has no option 'poplation'; did you mean 'population'?
"""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Literal, TypedDict

from ikm.errors import OptionError
from ikm.surveys.options import Invalid, Reading, Scoring

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
    from pathlib import Path

    from ikm.arguments import ColumnChoice
    from ikm.questionnaires import Questionnaire
    from ikm.regulation import IndexInstrument, Order
    from ikm.responses.times import Period
    from ikm.sources import Limits
    from ikm.surveys.files import SurveyFile
    from ikm.surveys.labels import Labels
    from ikm.surveys.rows import RowChoice
    from ikm.tallies import Missing

__all__ = ["READING", "SCORING", "AgencyOptions", "CheckOptions", "ProgramOptions", "ReadingOptions", "refuse_unknown"]


class ProgramOptions(TypedDict, total=False):
    """The options of `ikm.load` that only a program has a use for."""

    keep: str | Iterable[str]
    limits: Limits | None
    name: str
    progress: Callable[[int, int, int], None] | None


class ReadingOptions(ProgramOptions, total=False):
    """The options of `ikm.load` but for those that scoring has too."""

    questionnaire: str | Path | Questionnaire | None
    index: str | Path | IndexInstrument | Sequence[str | Path | IndexInstrument] | None
    order: Order | None
    columns: Mapping[str, ColumnChoice] | None
    labels: Labels | None
    sheet: str | int | None
    header: int | None
    period: str | Period | None
    date_order: Literal["dmy", "mdy"] | None
    drop_duplicates: bool | None
    drop_resubmissions: bool | None
    exclude_rows: RowChoice | None


class CheckOptions(ReadingOptions, total=False):
    """The further options of `ikm.check`."""

    population: int | None


class AgencyOptions(ReadingOptions, total=False):
    """The further options of `ikm.score_agency`: those of `ikm.score` that hold for all units alike."""

    survey: str | Path | SurveyFile | None
    confidence: float | None
    weight: str | Mapping[str, object] | None
    missing: Missing | None
    invalid: Invalid | None
    by: str | Sequence[str | tuple[str, ...]]
    by_elements: bool | None
    minimum_group: int | None
    statistics: bool | None


READING = frozenset({*Reading.model_fields, *ProgramOptions.__annotations__, "survey"})
SCORING = frozenset({*Scoring.model_fields, "survey", "regulation", "lang"})
"""The names of the options, for refusals."""


_GROUPING = "ikm.score(responses, by=…) and responses.tally(by=…)"


def refuse_unknown(function: str, given: Iterable[str], known: Collection[str]) -> None:
    """Refuse an option that a function does not have, and name the nearest it has."""
    for name in given:
        if name in known:
            continue
        near = difflib.get_close_matches(name, known, n=1)
        meant = f"did you mean {near[0]!r}?" if near else f"it has {', '.join(sorted(known))}."
        if name == "by":
            meant = f"load keeps columns to group by later, keep=…, and {_GROUPING} group by them."
        elif name in SCORING:
            meant = "it is an option of ikm.score, which takes what was loaded."
        raise OptionError(f"ikm.{function} has no option {name!r}; {meant}")
