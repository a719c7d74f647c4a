"""Beside: the survey file in a form's own folder, used without being named.

``ikm init`` writes ``survei.toml`` beside the form, and next quarter's download lies there too.  The command uses it,
and says so before anything else; whoever does not want it types ``--no-survey``.  A file that was merely found may be
another form's: where the form has less than half of the columns it names, it is asked.  The library looks for nothing.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from ikm.cli.languages import wrong
from ikm.cli.quoting import in_shell
from ikm.reports import phrases

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ikm.cli.options import Request
    from ikm.findings import Finding
    from ikm.surveys import SurveyFile

__all__ = ["NAME", "beside", "refuse_unfit", "use_beside"]

NAME = "survei.toml"


def beside(file: Path) -> Path | None:
    """Give the survey file in the folder of a form, where there is one."""
    place = file.parent / NAME
    return place if str(file) != "-" and place.is_file() else None


def use_beside(asked: Request, file: Path) -> None:
    """Take the survey file beside a form and say so, unless another is named or none is wanted."""
    if asked.handling.survey is not None or asked.handling.no_survey:
        return
    asked.beside = beside(file)
    if asked.beside is not None and (not asked.as_json or sys.stderr.isatty()):
        typer.echo(phrases(asked.lang, "survey")["beside"].format(path=asked.beside), err=True)


def refuse_unfit(plan: SurveyFile | None, path: Path | None, findings: Iterable[Finding]) -> None:
    """Refuse a survey file that was merely found and is another form's.

    Parameters
    ----------
    plan : SurveyFile, optional
        The survey file.
    path : Path, optional
        Where it was found; none where it was named.
    findings : iterable of Finding
        What was found in the form that was read with it.

    Raises
    ------
    OptionError
        If the form lacks more than half of the columns it names.
    """
    if plan is None or path is None or not plan.columns:
        return
    lost = Counter(finding.file for finding in findings if finding.code.startswith("column-reworded"))
    gone = max(lost.values(), default=0)
    if 2 * gone <= len(plan.columns):
        return
    about = {"name": path.name, "gone": gone, "named": len(plan.columns), "path": in_shell(path)}
    raise wrong("beside_unfit", "survey", **about)
