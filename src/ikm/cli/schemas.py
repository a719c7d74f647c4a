"""Schemas: the JSON Schema of every object that ikm prints, made of the models.

A scoring prints a result or a refusal, so the schema of either describes both; ``format`` tells which it is.  The same
holds of a check.  Every property has a description, and further names are allowed: within a version they are added.

>>> from ikm.cli.schemas import schema_of
>>> schema_of("result")["discriminator"]["mapping"]
{'ikm-refusal': '#/$defs/Refusal', 'ikm-result': '#/$defs/IKMResult'}
>>> schema_of("tally")["$id"]
'urn:ikm:schema:tally:1'
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, get_args

from pydantic import Field, TypeAdapter

from ikm.agencies import AgencyResult
from ikm.audits import Audit
from ikm.cli.names import SchemaKind
from ikm.comparisons import Comparison
from ikm.findings import Refusal
from ikm.scoring import Explanation, IKMResult
from ikm.surveys import CheckReport
from ikm.tallies import TallyFile
from ikm.targets import Achievement
from ikm.verifications import Verification

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ikm.records import FrozenModel

__all__ = ["KINDS", "MODELS", "schema_of"]

KINDS: tuple[SchemaKind, ...] = get_args(SchemaKind)

MODELS: Mapping[SchemaKind, tuple[type[FrozenModel], ...]] = {
    "result": (IKMResult, Refusal),
    "refusal": (Refusal,),
    "agency": (AgencyResult,),
    "tally": (TallyFile,),
    "check": (CheckReport, Refusal),
    "comparison": (Comparison,),
    "audit": (Audit,),
    "explanation": (Explanation,),
    "achievement": (Achievement,),
    "verification": (Verification,),
}
"""What is printed: the object itself, and what stands in its place when data is refused."""


def schema_of(kind: SchemaKind) -> dict[str, Any]:
    """Give the JSON Schema of a kind of object.

    Parameters
    ----------
    kind : str
        What is described, one of `KINDS`.
    """
    models = MODELS[kind]
    described: Any = models[0] if len(models) == 1 else Annotated[_either(models), Field(discriminator="format")]
    schema = TypeAdapter(described).json_schema(mode="serialization")
    held = schema.get("$defs", {})
    for model in models:
        top = held.get(model.__name__, schema)
        top["required"] = ["format", "version", *top["required"]]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:ikm:schema:{kind}:{models[0].model_fields['version'].default}",
        **schema,
    }


def _either(models: tuple[type[FrozenModel], ...]) -> Any:  # noqa: ANN401 - a union made here
    first, *others = models
    made: Any = first
    for other in others:
        made = made | other
    return made
