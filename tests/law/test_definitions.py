"""Definition files: a wrong name is told with the names that may stand there."""

from __future__ import annotations

import pytest
from pydantic import BaseModel, ConfigDict

import ikm
from ikm.regulation import parse_definition


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid")
    weight: int = 1


class Whole(BaseModel):
    model_config = ConfigDict(extra="forbid")
    part: int | Part = 1


def test_a_wrong_name_in_a_part_that_may_also_be_a_number_is_told_the_names_of_the_part() -> None:
    assert parse_definition("[part]\nweight = 2\n", Whole, "own.toml").part == Part(weight=2)
    with pytest.raises(
        ikm.DefinitionError, match=r"own\.toml, line 2: there is no 'part\.weigt'; did you mean 'weight'\?"
    ):
        parse_definition("[part]\nweigt = 2\n", Whole, "own.toml")
