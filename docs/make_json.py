"""Write docs/json.md from the models: what every object that ikm prints as JSON holds.

python docs/make_json.py
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ikm.cli.schemas import KINDS, MODELS, schema_of

if TYPE_CHECKING:
    from ikm.cli.names import SchemaKind

INTRODUCTION = """# The JSON contract

What ikm prints as JSON is for other programs. Every object begins with `format`, which says what it is, and `version`.
Numbers have a decimal point, text is UTF-8, and the same input gives the same bytes. `ikm schema --of result`
(`refusal`, `agency`, `tally`, `check`, `comparison`, `audit`, `explanation`, `achievement`, `verification`) prints the
JSON Schema (draft 2020-12) of each; this page says the same in tables.

| `format` | Printed by | In Python |
|---|---|---|
| `ikm-result` | `ikm score FILE --json` | `result.model_dump_json()` |
| `ikm-refusal` | `score` and `check` when the data is refused (exit code 1) | `error.report("id").model_dump_json()` |
| `ikm-agency` | `ikm score FOLDER --json`, `ikm merge FILES --json` | `ikm.score_agency(…).model_dump_json()` |
| `ikm-tally` | `ikm tally FILE` | `ikm.tally_file(…).to_bytes()` |
| `ikm-check` | `ikm check FILE --json` | `ikm.check(…).model_dump_json()` |
| `ikm-comparison` | `ikm compare FILES --json` | `ikm.compare(…).model_dump_json()` |
| `ikm-audit` | `ikm audit FILE --json` | `ikm.audit(…).model_dump_json()` |
| `ikm-achievement` | `ikm achievement FILE --json` | `ikm.achievement(…).model_dump_json()` |
| `ikm-verification` | `ikm verify RESULT FILE --json` | `ikm.verify(…).model_dump_json()` |
| `ikm-explanation` | `ikm score FILE --explain U2 --json` | `result.explain("U2").model_dump_json()` |

```python
>>> import ikm, json
>>> result = ikm.score("examples/stakeholder-2023.xlsx")
>>> data = json.loads(result.model_dump_json())
>>> data["format"], data["version"], data["ikm"], data["mutu"], data["uncertainty"]["margin"]
('ikm-result', 1, 90.69, 'A', 0.9855)
>>> data["alternatives"][0]
{'weight': 'exact', 'weight_exact': '1/9', 'ikm': 90.78, 'mutu': 'A', 'low': 89.7511, 'high': 91.724}
>>> data["elements"][3]["counts"]
{'1': 0, '2': 0, '3': 0, '4': 286}
>>> data["weight_exact"], data["elements"][0]["nrr_exact"]
('111/1000', '509/143')
>>> ikm.IKMResult.model_validate_json(result.model_dump_json()) == result
True

```

A refusal is an object too, with every finding and no figure; a `SourceError` and a `ResponseError` give it:

```python
>>> try:
...     ikm.score("examples/with-mistakes.csv")
... except ikm.ResponseError as error:
...     refusal = error.report("en")
>>> refusal.format, [finding.cell for finding in refusal.findings if finding.severity == "error"]
('ikm-refusal', ['H4', 'I7'])

```

Fractions stand as text beside the figures (`"509/143"`): whoever shows a mean rounds it from these, half up, to get
the figure ikm shows. What the methods of an agency are, and what files of counts are for:
[many-files.md](many-files.md). All codes of findings: [findings.md](findings.md).

## What a version promises

- **Within a version of a `format` names are only added.** No name goes, none changes its type or what it means, and
  no added name changes what the others mean. Readers ignore names they do not know; ikm's own do, so an older ikm
  reads what a later one wrote.
- A name that is added is never required: JSON that an earlier ikm wrote is still read. (Before `format` and `version`
  were there, ikm wrote neither; such JSON is read too.)
- Anything else raises `version`, and a reader refuses a version it does not know. The changelog says so.
- The words for people (`message`, `expected`, `action`, `reason`, `name`) may be improved at any time. Programs go by
  `code`, `severity`, `key` and `method`. Codes of findings may be added.
- **A change to any computed result is never a patch release of ikm.** A release that changes one figure, grade or
  refusal is at least a minor one, and says under "Changes to computed results" whose figures change, and why.
- `provenance` says which ikm, which regulation and which input (by their hashes) and which options made a result. The
  same four give the same figures.

This page is made from the models by `python docs/make_json.py`.
"""

PLAIN = {
    "string": "text",
    "integer": "whole number",
    "number": "number",
    "boolean": "true or false",
    "null": "null",
    "object": "object",
}


def page() -> str:
    """Give the text of the page."""
    parts, shown = [INTRODUCTION], set()
    for kind in KINDS:
        tops, held = objects(kind)
        parts.append(section("##", tops[0], held, f" Schema: `{schema_of(kind)['$id']}`."))
        shown |= {top["title"] for top in tops}
        for part in held.values():
            if part["title"] not in shown and "properties" in part:
                parts.append(section("###", part, held))
            shown.add(part["title"])
    return "".join(parts)


def section(level: str, schema: dict[str, Any], held: dict[str, Any], more: str = "") -> str:
    """Write one kind of object: what it is, and what it holds."""
    words = re.sub(r"(?<=\S)  +", " ", schema["description"]).replace("``", "`")
    return f"\n{level} {schema['title']}\n\n{words}{more}\n\n{table(schema, held)}"


def objects(kind: SchemaKind) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """Give what a kind prints, and the parts it is made of."""
    schema = schema_of(kind)
    held = schema.get("$defs", {})
    return [held.get(model.__name__, schema) for model in MODELS[kind]], held


def table(schema: dict[str, Any], held: dict[str, Any]) -> str:
    """Write the properties of an object."""
    rows = "".join(
        f"| `{name}` | {kind_of(one, held)} | {one['description']} |\n" for name, one in schema["properties"].items()
    )
    return f"| Name | Kind | What it is |\n|---|---|---|\n{rows}"


def kind_of(schema: dict[str, Any], held: dict[str, Any]) -> str:
    """Say in words what a value may be."""
    if "$ref" in schema:
        return part_of(held[schema["$ref"].rpartition("/")[2]], held)
    if "anyOf" in schema:
        return ", ".join(dict.fromkeys(kind_of(one, held) for one in schema["anyOf"]))
    if "const" in schema or "enum" in schema:
        return ", ".join(f"`{value}`" for value in schema.get("enum", [schema.get("const")]))
    if schema.get("type") == "array":
        return f"list of {kind_of(schema['items'], held)}"
    inner = schema.get("additionalProperties")
    if isinstance(inner, dict):
        return f"object of {kind_of(inner, held)}"
    return PLAIN[schema["type"]]


def part_of(part: dict[str, Any], held: dict[str, Any]) -> str:
    """Point to the table of a part, or say what it is where it has none."""
    return f"[{part['title']}](#{part['title'].lower()})" if "properties" in part else kind_of(part, held)


if __name__ == "__main__":
    (Path(__file__).parent / "json.md").write_text(page(), encoding="utf-8")
