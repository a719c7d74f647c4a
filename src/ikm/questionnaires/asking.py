"""Asking: which questionnaire a caller means, and what it tells the recognition of columns."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from ikm.errors import OptionError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ikm.arguments import ColumnChoice
    from ikm.questionnaires.questionnaire import Questionnaire
    from ikm.records import PlannedChoice
    from ikm.regulation import Order, Regulation

__all__ = ["mapping_of", "questionnaire_of"]


def questionnaire_of(questionnaire: str | Path | Questionnaire | None) -> Questionnaire | None:
    """Give the questionnaire that is meant."""
    if questionnaire is None:
        return None
    from ikm.questionnaires.questionnaire import (  # noqa: PLC0415 - only when one is named
        Questionnaire,
        load_questionnaire,
    )

    if isinstance(questionnaire, Questionnaire):
        return questionnaire
    if not isinstance(questionnaire, (str, Path)):
        raise OptionError(f"questionnaire is a name, a .toml file or a Questionnaire; got {questionnaire!r}.")
    return load_questionnaire(questionnaire)


def mapping_of(
    questionnaire: Questionnaire | None,
    law: Regulation,
    order: Order | None,
    chosen: Mapping[str, ColumnChoice | PlannedChoice] | None,
) -> dict[str, Any]:
    """Give the arguments of `ikm.columns.map_columns` that a questionnaire and an instrument stand for.

    A questionnaire may describe one question whose answers ikm does not know, and nothing else: the other elements are
    looked for as without it.  Where the form has none of them, it is a survey of the elements the questionnaire names.
    """
    elements = [element.key for element in law.elements]
    options: dict[str, Any] = {"order": order, "chosen": chosen}
    if questionnaire is not None:
        if not set(elements) <= set(questionnaire.elements):
            options["only"] = questionnaire.elements
        elements += [key for key in questionnaire.elements if key not in elements]
        options["order"] = order or questionnaire.order
        options["questions"] = {key: questionnaire.wordings(key) for key in questionnaire.elements}
        if len(questionnaire.questions) > len(questionnaire.elements):
            options["numbers"] = tuple(question.element for question in questionnaire.questions)
        options["profiles"] = {profile.key: (profile.text, *profile.names) for profile in questionnaire.profiles}
    return {"elements": tuple(elements), **options}
