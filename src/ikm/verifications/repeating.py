"""Repeating: the options a result has on record, as they can be given again.

What was said in a survey file is on record with the rest, but for what concerns it alone (classes of ages).  Files that
options point to, a questionnaire or a regulation of an office's own, are looked for where they were and beside the
source; where they are not, they must be given.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from ikm.errors import OptionError
from ikm.findings import Finding, Typed, display
from ikm.regulation import builtin_regulations
from ikm.responses.times import between
from ikm.surveys import READING, SCORING, read_survey_file

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ikm.records import Provenance
    from ikm.surveys import SurveyFile

__all__ = ["Repeated", "repeated"]

_OPEN = "…"
"""What stands for the end of a period that has none, in its label."""


class Repeated(NamedTuple):
    """The options of a scoring as they can be given again, and what is to be known of them."""

    options: dict[str, Any]
    survey: SurveyFile | None
    findings: tuple[Finding, ...]


def repeated(
    made: Provenance,
    source: object,
    *,
    survey: str | Path | None = None,
    questionnaire: str | Path | None = None,
    regulation: str | Path | None = None,
) -> Repeated:
    """Give the options of a result again.

    Parameters
    ----------
    made : Provenance
        What the result has on record.
    source : path or anything else
        What is scored again; files are looked for beside a path.
    survey, questionnaire, regulation : str or path, optional
        The files, where they are not where they were.

    Raises
    ------
    OptionError
        If a file that options point to is nowhere.
    """
    held = dict(made.options)
    recorded = held.pop("survey", None)
    plan, findings = _survey(recorded, survey)
    unknown = sorted(name for name in held if name not in READING | SCORING)
    options = {name: _plain(value) for name, value in held.items() if name in READING | SCORING}
    if unknown:
        findings.append(Finding("verify-options-unknown", details={"options": ", ".join(map(display, unknown))}))
    several = source if isinstance(source, (list, tuple)) else [source]
    places = [Path(str(place)).parent for place in (*several, survey) if isinstance(place, (str, Path))]
    for name, given in (("questionnaire", questionnaire), ("regulation", regulation)):
        said = options.get(name) if name != "regulation" else options.get(name, made.regulation)
        found = _definition(name, given, said, places, getattr(plan, name, None))
        options.pop(name, None)
        if found is not None:
            options[name] = found
    if isinstance(label := options.get("period"), str) and _OPEN in label:
        first, _, last = label.partition("–")
        options["period"] = between(*(None if part == _OPEN else part for part in (first, last)))
    return Repeated(options, plan, tuple(findings))


def _survey(recorded: Mapping[str, str] | None, given: str | Path | None) -> tuple[SurveyFile | None, list[Finding]]:
    """Give the survey file to score with, and say whether it is the one on record."""
    if given is None:
        absent = [] if recorded is None else [Finding("verify-survey-absent", details={"name": _name(recorded)})]
        return None, absent
    plan = read_survey_file(given)
    if recorded is None:
        return None, [Finding("verify-survey-unused", details={"name": display(Path(given).name)})]
    now = plan.identity() or {}
    if now.get("sha256") != recorded.get("sha256"):
        return plan, [Finding("verify-survey-changed", details={"name": _name(recorded)})]
    return plan, []


def _name(recorded: Mapping[str, str]) -> str:
    return display(str(recorded.get("name")))


def _definition(
    name: str, given: str | Path | None, said: object, places: list[Path], planned: str | None
) -> str | Path | None:
    """Give a questionnaire or a regulation: as given, as on record, or where its file is now."""
    if given is not None:
        return given
    if said is None or (name == "regulation" and said in builtin_regulations()):
        return None if said is None else str(said)
    text = str(said)
    if not text.endswith(".toml"):
        return planned or text
    ways = [Path(text), *(place / Path(text).name for place in places)]
    found = next((way for way in ways if way.is_file()), planned)
    if found is not None:
        return found
    wanted = display(Path(text).name)
    raise OptionError(
        f"The result was made with the {name} {wanted}, which is not here; give it with {name}=….",
        id=f"Hasil ini dihitung dengan berkas {wanted}, yang tidak ditemukan; tambahkan {Typed(name, wanted)}",
    )


def _plain(value: Any) -> Any:  # noqa: ANN401 - whatever an option may be
    """Make of what cannot be changed what a call gives."""
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    return [_plain(inner) for inner in value] if isinstance(value, (list, tuple)) else value
