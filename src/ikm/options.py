"""Options: what a caller gave, what a survey file says, and what holds when neither says anything.

What is given in a call wins over the survey file; columns are chosen one by one.  Names become what they name here
(an instrument, a questionnaire, a period), and whatever is no option is refused in words.

>>> from ikm.options import law_of, period_of
>>> law_of("permenpanrb-16-2014").elements[7].key, period_of("2023-Q1").label
('maklumat', '2023-Q1')
"""

from __future__ import annotations

import numbers
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from ikm.errors import OptionError
from ikm.regulation import Regulation, load_regulation

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ikm.periods import Period
    from ikm.questionnaires import Questionnaire
    from ikm.regulation import Order
    from ikm.surveyfiles import SurveyFile

__all__ = [
    "Choice",
    "law_of",
    "mapping_of",
    "merged_columns",
    "names_of",
    "one_of",
    "people_of",
    "period_of",
    "plain",
    "questionnaire_of",
    "survey_of",
]

Choice: TypeAlias = "str | int | Sequence[str | int]"


def one_of(name: str, value: object, allowed: tuple[object, ...]) -> None:
    """Refuse a value that is not among those allowed."""
    if value not in allowed:
        names = " or ".join(f'"{one}"' for one in allowed if one is not None)
        raise OptionError(f"{name} is {names}; got {value!r}.")


def names_of(name: str, value: object) -> tuple[str, ...]:
    """Make a tuple of one name or several."""
    if isinstance(value, str):
        return (value,)
    if value is None:
        return ()
    names: tuple[Any, ...] = tuple(value) if isinstance(value, (list, tuple, set, frozenset)) else (value,)
    if wrong := [one for one in names if not isinstance(one, str)]:
        raise OptionError(f"{name} is the name of a column, or several names; got {wrong[0]!r}.")
    return names


def people_of(name: str, number: object) -> int:
    """Read a number of people: whole, 0 or more."""
    value = None if isinstance(number, bool) or not isinstance(number, numbers.Integral) else int(number)
    if value is None or value < 0:
        raise OptionError(
            f"The {name} is a whole number of people, 0 or more; got {number!r}.",
            id=f"Populasi adalah bilangan bulat 0 atau lebih, misalnya 205; {number!r} tidak dapat dipakai.",
        )
    return value


def law_of(regulation: str | Path | Regulation | None) -> Regulation:
    """Give the instrument that is meant."""
    if isinstance(regulation, Regulation):
        return regulation
    if regulation is None:
        return load_regulation()
    if not isinstance(regulation, (str, Path)):
        raise OptionError(f"regulation is a name, a .toml file or a Regulation; got {regulation!r}.")
    return load_regulation(regulation)


def questionnaire_of(questionnaire: str | Path | Questionnaire | None) -> Questionnaire | None:
    """Give the questionnaire that is meant."""
    if questionnaire is None:
        return None
    from ikm.questionnaires import Questionnaire, load_questionnaire  # noqa: PLC0415 - only when one is named

    if isinstance(questionnaire, Questionnaire):
        return questionnaire
    if not isinstance(questionnaire, (str, Path)):
        raise OptionError(f"questionnaire is a name, a .toml file or a Questionnaire; got {questionnaire!r}.")
    return load_questionnaire(questionnaire)


def mapping_of(
    questionnaire: Questionnaire | None,
    law: Regulation,
    order: Order | None,
    chosen: Mapping[str, Choice] | None,
) -> dict[str, Any]:
    """Give the arguments of `ikm.columns.map_columns` that a questionnaire and an instrument stand for."""
    elements = [element.key for element in law.elements]
    options: dict[str, Any] = {"order": order, "chosen": chosen}
    if questionnaire is not None:
        elements = [key for key in elements if key in questionnaire.elements]
        elements += [key for key in questionnaire.elements if key not in elements]
        options["order"] = order or questionnaire.order
        options["questions"] = {key: questionnaire.wordings(key) for key in questionnaire.elements}
        options["profiles"] = {profile.key: (profile.text, *profile.names) for profile in questionnaire.profiles}
    return {"elements": tuple(elements), **options}


def survey_of(survey: str | Path | SurveyFile | None) -> SurveyFile | None:
    """Give the survey file that is meant."""
    if survey is None:
        return None
    from ikm.surveyfiles import SurveyFile, read_survey_file  # noqa: PLC0415 - only when there is one

    if isinstance(survey, SurveyFile):
        return survey
    if not isinstance(survey, (str, Path)):
        raise OptionError(f"survey is the path of a survey file, or a SurveyFile; got {survey!r}.")
    return read_survey_file(survey)


def period_of(period: str | int | Period | None) -> Period | None:
    """Give the period that is meant."""
    if period is None:
        return None
    from ikm.periods import Period, parse_period  # noqa: PLC0415 - only when a period is asked for

    if isinstance(period, Period):
        return period
    if isinstance(period, bool) or not isinstance(period, (str, int)):
        raise OptionError(f'period is a text such as "2023-Q1"; got {period!r}.')
    return parse_period(str(period))


def merged_columns(
    given: Mapping[str, Choice] | None, plan: Mapping[str, Choice] | None, law: Regulation, order: Order | None
) -> dict[str, Choice] | None:
    """Put the caller's choices of columns over those of a survey file, element by element."""
    if not given and not plan:
        return None
    if given and not hasattr(given, "items"):
        raise OptionError(f"columns is a mapping from element to column; got {type(given).__name__}.")
    from ikm.columns.choices import code_table  # noqa: PLC0415 - only when columns are chosen

    for name, choice in (given or {}).items():
        several = choice if isinstance(choice, (list, tuple)) else [choice]
        if not isinstance(name, str) or not all(_is_column(one) for one in several):
            raise OptionError(
                f"columns names, for each element, a column by header, letter or number; got {name!r}: {choice!r}."
            )
    codes = code_table([element.key for element in law.elements], order)

    def by_key(choices: Mapping[str, Choice]) -> dict[str, tuple[str, Choice]]:
        found: dict[str, tuple[str, Choice]] = {}
        for name, choice in choices.items():
            plain_name = name.strip().casefold()
            key = codes.get(plain_name, plain_name)
            if key in found:
                raise OptionError(
                    f"The column of {key} is chosen twice; to average several columns, list them in a survey file.",
                    id=f"Kolom untuk {key} dipilih dua kali. Agar beberapa kolom dirata-ratakan, tulis semuanya di "
                    "berkas survei (ikm init).",
                )
            found[key] = (name, choice)
        return found

    return dict({**by_key(plan or {}), **by_key(given or {})}.values())


def _is_column(choice: object) -> bool:
    return isinstance(choice, (str, int)) and not isinstance(choice, bool)


def plain(value: object) -> Any:  # noqa: ANN401 - whatever JSON can hold
    """Write an option as JSON can hold it: things by their names."""
    if value is None or isinstance(value, (str, int, float, bool)):
        return value
    if isinstance(value, numbers.Real):
        return int(value) if isinstance(value, numbers.Integral) else float(value)
    if isinstance(value, dict):
        return {str(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(inner) for inner in value]
    return getattr(value, "key", None) or getattr(value, "label", None) or getattr(value, "name", None) or str(value)


def given(options: Mapping[str, object]) -> dict[str, Any]:
    """Keep the options that say something, plain, in the order of their names."""
    said: Iterable[tuple[str, object]] = ((name, value) for name, value in sorted(options.items()))
    return {name: plain(value) for name, value in said if not (value is None or value is False or _empty(value))}


def _empty(value: object) -> bool:
    return isinstance(value, (tuple, list, dict)) and not value
