"""Explained: what ``ikm score FILE --explain U2`` prints in place of the result; see `ikm.cli`."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import typer

from ikm.cli.running import print_json
from ikm.errors import OptionError
from ikm.reports import phrases
from ikm.surveys import Reading

if TYPE_CHECKING:
    from ikm.cli.options import Request
    from ikm.cli.planned import PlannedOutputs
    from ikm.scoring import IKMResult

__all__ = ["one_alone", "show_explained"]

_WIDEST = 100


def one_alone() -> OptionError:
    """Refuse to explain several files: each has figures of its own."""
    return OptionError(phrases("en", "explain")["one_file"], id=phrases("id", "explain")["one_file"])


def show_explained(result: IKMResult, asked: Request, outputs: PlannedOutputs) -> None:
    """Print where the figure that was asked for comes from, as text or as JSON."""
    law = Reading.settled(asked.plan, asked.reading.said()).regulation
    explanation = result.explain(asked.handling.explain or "ikm", regulation=law)
    if asked.as_json:
        print_json(explanation.model_dump_json(indent=2))
    else:
        from ikm.rendering import explanation_text  # noqa: PLC0415 - only who asks pays for it

        typer.echo(explanation_text(explanation, min(shutil.get_terminal_size().columns, _WIDEST)))
    outputs.tell()
