"""Schemathesis in a process of its own: of the files it draws, which are no surveys, it sends every second only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from schemathesis import Case, HookContext

__all__ = ["main"]

_SURVEY = "Layanan,Kelamin," + ",".join(f"U{number}" for number in range(1, 10)) + "\n"
_SURVEY += "".join(f"{'AB'[row % 2]},{'LP'[row % 2]},{'3,4,2,' * 3}\n".replace(",\n", "\n") for row in range(24))


def before_call(context: HookContext, case: Case[Any], kwargs: dict[str, Any]) -> None:  # noqa: ARG001 - what it is given
    """Put a survey, and columns that it has, in the place of what was drawn."""
    body: Any = case.body
    if isinstance(body, dict) and isinstance(body.get("file"), str) and len(body["file"]) % 2 == 0:
        by, body["file"] = body.get("by"), _SURVEY
        if isinstance(by, list) and len(by) <= 5 and all(isinstance(name, str) for name in by):
            body["by"] = ["Layanan", "Kelamin"][: len(by)]


def filter_body(context: HookContext, body: object) -> bool:  # noqa: ARG001 - what it is given
    """Leave out forms with an empty field: so browsers send what was not filled in, and it is taken so."""
    return not (isinstance(body, dict) and "" in [value for name, value in body.items() if name != "file"])


def main() -> None:
    """Run its command."""
    import schemathesis  # noqa: PLC0415 - an extra
    from schemathesis.cli import schemathesis as command  # noqa: PLC0415

    schemathesis.hook(before_call)
    schemathesis.hook(filter_body)
    command()
