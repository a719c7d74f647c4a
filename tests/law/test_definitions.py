"""Definition files: a wrong name is told with the names that may stand there."""

from __future__ import annotations

import pytest
from pydantic import BaseModel, ConfigDict

import ikm
from ikm.regulation import law_behind, parse_definition


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


def test_a_list_where_a_number_belongs_is_told_by_its_kind() -> None:
    with pytest.raises(ikm.DefinitionError) as refused:
        parse_definition("part = [1, 2]\n", Whole, "own.toml")
    assert str(refused.value).startswith("own.toml, line 1: 'part': ")
    assert "[1, 2]" not in str(refused.value)
    assert refused.value.words("id").startswith("own.toml, baris 1: 'part' harus ")


@pytest.mark.parametrize("text", ["part = baik\n", "part =\n", "part = baik"])
@pytest.mark.parametrize("as_typed", [True, False])
def test_what_no_quotes_would_mend_is_told_as_it_is(text: str, *, as_typed: bool) -> None:
    with pytest.raises(ikm.DefinitionError, match=r"own\.toml is not valid TOML: .*line 1"):
        parse_definition(text, Whole, "own.toml", as_typed=as_typed)


def test_a_result_is_asked_about_under_its_own_instrument() -> None:
    result = ikm.score("examples/ppid-2023.csv")
    assert law_behind(result.provenance, "permenpanrb-14-2017") == ikm.load_regulation()
    with pytest.raises(ikm.OptionError, match="which is not the one given") as refused:
        law_behind(result.provenance, "permenpanrb-16-2014")
    assert "bukan peraturan yang diberikan" in refused.value.words("id")
