"""All that ikm gives for a list of inputs, a line of JSON for each: what `same` runs once for each of two revisions.

    python benchmarks/outputs.py items.json outputs.jsonl 0 src

An item is the commands that read no file; or a folder, to be scored as an agency; or a file, for every command and
format; or a table of `oddities`, as a file or as frames.  An error is an output too.  An item that takes a minute ends
the process: `same` notes it, and starts another at the next item.
"""

from __future__ import annotations

import hashlib
import io
import json
import signal
import sys
import zipfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from inputs import ROOT

import ikm

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Outputs = Iterator[tuple[str, Callable[[], str]]]
    """Names of outputs, each with how to get it."""

__all__ = ["CRASHED", "OPTIONS"]

CRASHED = "crashed with "
"""How an output begins that is an error ikm does not mean to raise."""
SECONDS = 60
"""The longest one item may take."""
SCORING = ("--target", "--missing", "--invalid", "--by", "--minimum-group", "--weight")
"""Options of `ikm score` with a value that `ikm check` and `ikm tally` do not all have."""
COMMANDS = (
    ("law",), ("law", "--lang", "en"), ("law", "--json"), ("law", "permenpanrb-16-2014"), ("schema",),
    ("schema", "--of", "agency"), ("schema", "--of", "tally"), ("sample", "205"), ("sample", "205", "--json"),
    ("--help",), ("--version",), *((name, "--help") for name in ("score", "check", "tally", "merge", "init")),
)  # fmt: skip
OPTIONS: tuple[tuple[dict[str, Any], dict[str, Any]], ...] = (
    ({}, {}),
    ({}, {"invalid": "blank"}),
    ({}, {"invalid": "blank", "missing": "complete", "weight": "exact"}),
    ({"keep": "jenis_layanan"}, {"invalid": "blank", "by": "jenis_layanan", "minimum_group": 5}),
    ({"drop_duplicates": True}, {"invalid": "blank", "lang": "en"}),
    ({"period": "2026-01"}, {"invalid": "blank", "target": 80}),
    ({"date_order": "mdy", "population": 50}, {"population": 50}),
    ({"columns": {"U9": "Saran"}}, {}),
    ({"header": 1}, {"invalid": "blank"}),
)
"""What tables are read and scored with, in turn."""


def command(*arguments: str) -> str:
    """Run ``ikm`` in this process, and give all it said."""
    from command import ikm_here  # noqa: PLC0415 - of tests/helpers, which only a worker can find

    run = ikm_here(*arguments, cwd=Path.cwd())
    return f"exit code {run.code}\n{run.out}\n-- said:\n{run.err}"


def written(path: Path) -> str:
    """Give a file that a command wrote: its digest, and its text; of a workbook, that of its parts."""
    if not path.is_file():
        return "none"
    data = path.read_bytes()
    path.unlink()
    parts = {"": data}
    if zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
    texts = (f"{name}\n{part.decode(errors='replace')}".replace("><", ">\n<") for name, part in parts.items())
    return "\n".join([hashlib.sha256(data).hexdigest(), *texts])


def of_file(item: dict[str, Any]) -> Outputs:
    """Name the outputs of one file, each with how to get it."""
    path, args = item["path"], item["args"]
    reading = [a for i, a in enumerate(args) if a not in SCORING and (i == 0 or args[i - 1] not in SCORING)]

    def scored() -> str:
        text = command("score", path, *args, "--json")
        found, _, _ = text.partition("\n-- said:")
        if not found.startswith("exit code 0\n{"):
            return text
        result = ikm.IKMResult.model_validate_json(found.partition("\n")[2])
        return "\n".join([text, result._repr_html_(), str(result), result.to_frame().to_csv()])

    yield "score --json, notebook", scored
    yield "score", lambda: command("score", path, *args)
    yield "score --lang en", lambda: command("score", path, *args, "--lang", "en")
    yield "check --json", lambda: command("check", path, *reading, "--json")
    yield "check", lambda: command("check", path, *reading)
    yield "check --lang en", lambda: command("check", path, *reading, "--lang", "en", "--html", "made.html", "--force")
    yield "page", lambda: written(Path("made.html"))
    yield "check --mark", lambda: command("check", path, *reading, "--mark", "made.xlsx", "--force")
    yield "marked copy", lambda: written(Path("made.xlsx"))
    yield (
        "tally",
        lambda: command("tally", path, *reading, "--invalid", "blank", "--moments", "--out", "made.json", "--force"),
    )
    yield "merge", lambda: command("merge", "made.json") if Path("made.json").exists() else "none"
    yield "counts", lambda: written(Path("made.json"))
    yield "init", lambda: command("init", path, "--out", "made.toml", "--force")
    yield "survey file", lambda: written(Path("made.toml"))


def of_source(source: Any, options: int) -> Outputs:  # noqa: ANN401 - path or frame
    """Name the outputs of one table, each with how to get it."""
    reading, scoring = OPTIONS[options]
    read: list[ikm.Responses] = []

    def scored() -> str:
        read.append(ikm.load(source, **reading))
        return ikm.score(read[0], **scoring).model_dump_json(indent=2)

    yield "score", scored
    if not read:
        return
    yield "answers", lambda: "\n".join(map(str, read[0]))
    yield "check", lambda: ikm.check(read[0], lang=scoring.get("lang", "id")).model_dump_json(indent=2)
    yield "counts", lambda: ikm.tally_file(read[0], by=scoring.get("by", ()), invalid="blank").to_bytes().decode()


def counted(frame: Any, by: str) -> str:  # noqa: ANN401 - of any library
    """Count a frame where it is."""
    return ikm.tally_file(ikm.tally(frame, by=by), invalid="blank").to_bytes().decode()


def of_frame(path: str, options: int) -> Outputs:
    """Name the outputs of one table as a frame of each library, its cells as texts and as the library takes them."""
    import pandas as pd  # noqa: PLC0415 - only a worker needs them
    import polars as pl  # noqa: PLC0415 - the same

    frames: dict[str, Callable[[], Any]] = {
        "pandas": lambda: pd.read_csv(path, dtype=str),
        "pandas, typed": lambda: pd.read_csv(path),
        "polars": lambda: pl.read_csv(path, infer_schema=False),
        "polars, typed": lambda: pl.read_csv(path, infer_schema_length=None),
    }
    by = OPTIONS[options][1].get("by", ())
    for library, made in frames.items():
        frame = made()
        for name, get in of_source(frame, options):
            yield f"{name} ({library})", get
        yield f"counted by {library}", partial(counted, frame, by)


def outputs(item: dict[str, Any]) -> Outputs:
    """Name the outputs of one item, each with how to get it."""
    if item["kind"] == "commands":
        return ((" ".join(arguments), partial(command, *arguments)) for arguments in COMMANDS)
    if item["kind"] == "folder":
        folder = ("score", item["path"], "--allow-duplicates")
        more = ((), ("--lang", "en"), ("--json",), ("--json", "--jobs", "2"), ("--invalid", "blank", "--json"))
        return ((" ".join(("score", *options)), partial(command, *folder, *options)) for options in more)
    if item["kind"] == "file":
        return of_file(item)
    return (of_frame if item["kind"] == "frame" else of_source)(item["path"], item["options"])


def words(finding: Any) -> list[str]:  # noqa: ANN401 - of either revision
    """Give what a finding says in both languages; its words were asked for by a call in 0.1.0."""
    if callable(finding.message):
        return [finding.message("id"), finding.message("en")]
    return [finding.translated("id").message, finding.translated("en").message]


def told(error: BaseException) -> str:
    """Write an error, with its findings in their order."""
    findings = (f"{f.code} {f.severity} {f.cell} {words(f)}" for f in getattr(error, "findings", ()))
    expected = isinstance(error, ikm.IkmError)
    return "\n".join([f"{'' if expected else CRASHED}{type(error).__name__}: {error}", *findings])


def main(listed: Path, out: Path, start: int, source: Path) -> None:
    """Do every item from one on, writing a line for each: what a worker is for."""
    assert Path(ikm.__file__).is_relative_to(source), f"{ikm.__file__} is not of {source}"
    sys.path.append(str(ROOT / "tests" / "helpers"))
    # What cannot run at all must stop here: the same error on both sides would look like agreement.
    assert command("--version").startswith("exit code 0")
    for left in Path.cwd().glob("made.*"):
        left.unlink()  # by a process that was ended
    signal.signal(signal.SIGALRM, signal.SIG_DFL)  # ends the process, whatever library is at work
    for item in json.loads(listed.read_text(encoding="utf-8"))[start:]:
        found = {}
        signal.alarm(SECONDS)
        for name, get in outputs(item):
            try:
                found[name] = get()
            except KeyboardInterrupt:
                raise
            except BaseException as error:  # noqa: BLE001 - a panic of a Rust library is no Exception
                found[name] = told(error)
        signal.alarm(0)
        with out.open("a", encoding="utf-8") as lines:
            lines.write(json.dumps(found) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), Path(sys.argv[4]))
