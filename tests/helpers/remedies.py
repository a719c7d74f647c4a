"""What a finding tells people to type, read out of the words as they are printed, and typed.

Three ways: words to add to the command (``--date-order dmy``), an option to leave out ("without --period"), and a
command of its own (``ikm tally FILE --out unit.json``).  A word in capitals is a placeholder that a person fills in.
"""

from __future__ import annotations

import json
import re
import shlex
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from command import Run, ikm_here

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

FLAGS = ("--drop-duplicates", "--drop-resubmissions", "--allow-duplicates", "--force", "--json")
"""Options without a value; a word behind them is prose."""

_VALUE = r'(?:[\w.]+:)?(?:[\w.-]+=)?(?:"[^"]+"(?:=\w+)?|[\w][\w./-]*(?:=[\w.]+)?)'
_OPTION = rf"(?:{'|'.join(FLAGS)})(?![\w-])|--[a-z][a-z-]* {_VALUE}"
_OPTIONS = re.compile(rf"(?:{_OPTION})(?: (?:{_OPTION}))*")
_DROPPED = re.compile(r"\b(?:tanpa|without) (--[a-z-]+)(?: (?:complete|blank)\b)?")
_COMMAND = re.compile(rf"\bikm (?:score|check|init|tally|merge)\b(?: (?:{_OPTION}|[A-Z]{{3,}}\b|\w+\.(?:json|csv)))*")
_ASIDE = re.compile(r"\b(?:menggunakan|unless you use) --[a-z-]+(?=[.;,])")
"""Says what an option does, and asks nobody to type it."""

_PYTHON = re.compile(r"\bdf\.\w+\(\)|\bage_classes = \[[^]]*\]|\[(?:question|item)\.scores\]")
"""What is typed elsewhere than in the command."""

_PLACEHOLDER = re.compile(
    r"\b[A-Z]{2,}(?:[ _][A-Z]{2,})*\b|(?<=--header )N\b|(?<=--population )N\b|(?<=--min-group )N\b"
)
NAMES_OF = {
    "BERKAS": "file", "FILE": "file", "UNSUR": "element", "ELEMENT": "element", "KOLOM": "column", "COLUMN": "column",
    "HURUF_KOLOM": "column", "COLUMN_LETTER": "column", "NILAI": "score", "SCORE": "score", "PILIHAN": "choice",
    "CHOICE": "choice", "ISI SEL": "choice", "CELL TEXT": "choice", "N": "number", "PERATURAN": "regulation",
    "REGULATION": "regulation", "KUESIONER": "questionnaire", "QUESTIONNAIRE": "questionnaire",
    "PERIODE": "period", "PERIOD": "period",
}  # fmt: skip
"""What a placeholder stands for; both languages have the same ones."""


Way = Literal["add", "drop", "run", "other"]
_WAYS: tuple[tuple[Way, re.Pattern[str]], ...] = (
    ("run", _COMMAND), ("drop", _DROPPED), ("add", _OPTIONS), ("other", _PYTHON),
)  # fmt: skip
"""What is looked for, in order: a command holds options, so it goes first."""


class Step(NamedTuple):
    """One thing to type: words to add, an option to leave out, a command, or something of another place."""

    way: Way
    text: str


def steps(action: str) -> list[Step]:
    """Read what an action prints to be typed, in the order of the sentence.

    >>> steps("Gunakan --sheet all, atau --sheet \\"Mei\\"; jika tidak, jalankan tanpa --period.")
    [Step(way='add', text='--sheet all'), Step(way='add', text='--sheet "Mei"'), Step(way='drop', text='--period')]
    """
    rest = _ASIDE.sub(lambda aside: " " * len(aside.group()), action)
    found: list[tuple[int, Step]] = []
    for way, pattern in _WAYS:
        for met in pattern.finditer(rest):
            text = met.group(1) if way == "drop" else met.group().rstrip(".")
            found.append((met.start(), Step(way, text)))
        rest = pattern.sub(lambda met: " " * len(met.group()), rest)
    left = re.search(r"--[a-z-]+", rest)
    assert left is None, f"{left.group()} is named, and nothing can be typed: {action}"
    return [step for _, step in sorted(found)]


def ways(printed: Sequence[Step]) -> list[list[Step]]:
    """Group steps into ways, each of which is to be enough: a survey file is made first and then named."""
    found: list[list[Step]] = []
    for step in printed:
        if found and step.text.startswith("--survey") and found[-1][-1].way == "run":
            found[-1].append(step)
        else:
            found.append([step])
    return found


def placeholders(text: str) -> list[str]:
    """Name the placeholders of what is to be typed."""
    return _PLACEHOLDER.findall(text)


@dataclass(frozen=True)
class Case:
    """A file with one fault, and what a person who follows the remedy knows besides.

    Parameters
    ----------
    code : str
        The finding's code.
    files : mapping of str to bytes
        What stands in the folder.
    typed : tuple of str
        The command; ``score`` and the first file unless given.
    fill : mapping
        What stands for each placeholder; a list of mappings types the same words once for each.
    edit : callable, optional
        What a person does to the files between the commands of a remedy and the last.
    partial : bool
        The step settles one of several columns; the next finding names the others.
    together : bool
        The steps are one way, to be gone in order; else each is a way of its own.
    then : str, optional
        The finding that stands in its place.
    refused : bool
        Further faults stay in the file, so that it is refused as before.
    shows : str
        The finding stays, as what was decided about it; the figure is given, and this stands in the output.
    after : tuple of str
        The command typed at last, where a command of the remedy has made the file to give.
    """

    code: str
    files: Mapping[str, bytes]
    typed: tuple[str, ...] = ()
    fill: dict[str, str] | list[dict[str, str]] = field(default_factory=dict)
    edit: Callable[[Path], object] | None = None
    partial: bool = False
    together: bool = False
    then: str | None = None
    refused: bool = False
    shows: str = ""
    after: tuple[str, ...] = ()
    name: str = ""

    @property
    def command(self) -> list[str]:
        """The words typed at first."""
        return list(self.typed or ("score", next(iter(self.files))))

    @property
    def fills(self) -> list[dict[str, str]]:
        """What stands for each placeholder, once for each time the words are typed."""
        return self.fill if isinstance(self.fill, list) else [self.fill]

    def __str__(self) -> str:
        return f"{self.code} {self.name}".strip()


def lay_out(case: Case, folder: Path) -> None:
    """Write the files of a case."""
    for name, data in case.files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def findings_of(run: Run) -> list[dict[str, Any]]:
    """Give every finding of a printed JSON object, wherever in it."""
    assert run.code in {0, 1}, run
    assert "Traceback" not in run.err, run.err
    return list(_findings(json.loads(run.out))) if run.out.strip() else []


def _findings(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        if "code" in node and "action" in node:
            yield node
        for value in node.values():
            yield from _findings(value)
    elif isinstance(node, list):
        for value in node:
            yield from _findings(value)


def met(case: Case, folder: Path, lang: str) -> dict[str, Any]:
    """Run the command of a case, and give the finding it is about."""
    run = ikm_here(*case.command, "--json", "--lang", lang, cwd=folder)
    found = findings_of(run)
    assert case.code in {f["code"] for f in found}, (case.code, Counter(f["code"] for f in found), run.err)
    return next(f for f in found if f["code"] == case.code)


def words_of(case: Case, text: str) -> list[str]:
    """Write what is typed, placeholders filled in, as a shell cuts it."""
    names = placeholders(text)
    wanted = {NAMES_OF[name] for name in names} - {"questionnaire"}
    typed: list[str] = []
    for fill in case.fills if wanted else case.fills[:1]:
        filled = text
        if wanted - set(fill):
            assert len(case.fills) > 1, (case.code, text, wanted - set(fill))
            continue
        for name in sorted(set(names), key=len, reverse=True):
            if NAMES_OF[name] != "questionnaire":
                filled = re.sub(rf"(?<![\w]){name}(?![\w])", fill[NAMES_OF[name]], filled)
        typed += shlex.split(filled)
    return typed


def without(command: list[str], option: str) -> list[str]:
    """Take an option and its value out of a command."""
    kept = list(command)
    while option in kept:
        at = kept.index(option)
        del kept[at : at + (1 if option in FLAGS else 2)]
    return kept


def follow(case: Case, way: Sequence[Step], folder: Path, lang: str) -> Run:
    """Do what a remedy says, step by step, and run the command again."""
    command = list(case.after or case.command)
    for step in way:
        if step.way == "run":
            words = words_of(case, step.text)[1:]
            done = ikm_here(*words, cwd=folder)
            assert done.code == 0, (step, done)
    if case.edit is not None:
        case.edit(folder)
    for step in way:
        if step.way == "drop":
            command = without(command, step.text)
        elif step.way == "add":
            added = words_of(case, step.text)
            if added[0] in {
                "--period",
                "--header",
                "--date-order",
                "--population",
                "--min-group",
                "--order",
                "--units",
                "--invalid",
            }:
                command = without(command, added[0])
            command += added
    return ikm_here(*command, "--json", "--lang", lang, cwd=folder)
