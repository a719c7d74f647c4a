"""Whether two revisions of ikm give the same, to the last byte: for a change that must change nothing.

    python benchmarks/same.py --against HEAD~1 [FOLDER ...] [--tables 250] [--seed 1]

``--against`` takes a commit (or the ``src`` of another checkout).  Both do the same work, each in a process of its own,
and every output is compared:

- of each survey in ``examples/`` and each file in the folders: what `ikm score`, `check`, `tally`, `merge` and `init`
  print, as text in both languages and as JSON, and the files they write.  A folder's ``manifest.json`` may list options
  for its files: entries of ``file`` and ``args``, the options of ``ikm score``;
- of each folder as an agency, its result;
- of tables made up by `oddities`, as files of each kind and as frames: answers, result or refusal, report and counts;
- of the commands that read no file, their output.

Prints where outputs begin to differ.  Exit code 1 when any does.  Needs a Unix: a work that takes a minute, or
ends its process, is noted as such, and the next one goes on in a new process.
"""

from __future__ import annotations

import argparse
import json
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any

import oddities
from bars import SOURCE, checkout
from inputs import ROOT
from measuring import environment
from outputs import CRASHED, OPTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

SHOWN = 3
"""Differing lines shown of an output."""
WIDTH = 160
"""As much as is shown of a line, from a little before the difference."""
EXAMPLES = (
    (), ("--population", "205", "--target", "81"), ("--weight", "exact"), ("--missing", "complete"),
    ("--invalid", "blank"), ("--by", "jenis_layanan"), ("--period", "2023-Q1"),
)  # fmt: skip


def items(folders: list[Path], tables: int, seed: int, inputs: Path) -> Iterator[dict[str, Any]]:
    """Put every input into one folder, where both sides find it under the same name, and list the works."""
    yield {"name": "commands", "kind": "commands"}
    for folder in [ROOT / "examples", *folders]:
        kept = inputs / f"{len(list(inputs.iterdir()))}-{folder.name}"
        kept.mkdir()
        manifest = folder / "manifest.json"
        listed = json.loads(manifest.read_text(encoding="utf-8")) if manifest.is_file() else []
        entries = [(e["file"], e.get("args", [])) for e in (listed if isinstance(listed, list) else listed["files"])]
        files = sorted(p for p in folder.iterdir() if p.is_file() and p != manifest)
        if folder == ROOT / "examples":
            files = [p for p in files if p.suffix in {".csv", ".xlsx"}]
            entries = [(p.name, list(args)) for p in files for args in EXAMPLES]
        entries += [(p.name, []) for p in files if p.name not in dict(entries)]
        for path in files:
            shutil.copyfile(path, kept / path.name)
        yield {"name": folder.name, "kind": "folder", "path": str(kept)}
        for name, args in entries:
            if (kept / name).is_file():
                yield {"name": " ".join([name, *args]), "kind": "file", "path": str(kept / name), "args": args}
    (made := inputs / "tables").mkdir()
    oddities.write(made, tables, seed)
    for i, path in enumerate(sorted(made.iterdir())):
        kind = path.stem.partition("-")[0]
        options = (i // 5) % len(OPTIONS)
        yield {"name": f"{path.name} {OPTIONS[options]}", "kind": kind, "path": str(path), "options": options}


def run(listed: Path, number: int, source: Path, folder: Path) -> Path:
    """Have every item done with the ikm of ``source``, in a new process after each that ended one."""
    folder.mkdir()
    out, done = folder / "outputs.jsonl", 0
    out.touch()
    env = {**environment(str(folder / "compiled"), source), "PYTHONHASHSEED": "0"}
    while done < number:
        arguments: list[str | Path] = [ROOT / "benchmarks" / "outputs.py", listed, out, str(done), source]
        code = subprocess.run([sys.executable, *arguments], cwd=folder, env=env, check=False).returncode
        with out.open("r+", encoding="utf-8") as lines:
            done = sum(1 for _ in lines)
            if done == number:
                break
            if code >= 0 or -code == signal.SIGINT:
                raise SystemExit(
                    f"The worker with {source} stopped before item {done + 1} of {number}: exit code {code}."
                )
            lines.write(json.dumps({"process": f"ended by {signal.Signals(-code).name}"}) + "\n")
            done += 1
    return out


def differing(ours: str, theirs: str) -> Iterator[str]:
    """Give the first lines that differ, cut to where they do."""
    number = 0
    for i, (mine, other) in enumerate(zip_longest(ours.splitlines(), theirs.splitlines()), 1):
        if mine == other:
            continue
        if (number := number + 1) > SHOWN:
            yield "    …"
            return
        a, b = mine or "", other or ""
        at = next((k for k, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
        begin = max(0, at - WIDTH // 4)
        for sign, line in (("here ", mine), ("there", other)):
            yield f"    {i} {sign} " + ("no such line" if line is None else repr(line[begin : begin + WIDTH]))
    if not number:
        yield "    only the ends of lines differ"


def compare(listed: list[dict[str, Any]], ours: Path, theirs: Path) -> tuple[int, int]:
    """Print every difference; give how many outputs there are, and how many differ."""
    compared = different = scored = ended = crashed = 0
    with ours.open(encoding="utf-8") as here, theirs.open(encoding="utf-8") as there:
        for item, mine, other in zip(listed, here, there, strict=True):
            a, b = json.loads(mine), json.loads(other)
            scored += any('"mutu"' in text for name, text in a.items() if name.startswith("score"))
            ended += "process" in a or "process" in b
            crashed += sum(text.startswith(CRASHED) for text in a.values())
            for name in dict.fromkeys((*a, *b)):
                compared += 1
                if name not in a or name not in b:
                    different += 1
                    side, text = ("here", a[name]) if name in a else ("there", b[name])
                    print(f"{item['name']}: {name}", f"    only {side}: {text[:WIDTH]!r}", sep="\n", flush=True)
                elif a[name] != b[name]:
                    different += 1
                    print(f"{item['name']}: {name}", *differing(a[name], b[name]), sep="\n", flush=True)
    print(f"{len(listed)} items: {scored} scored, {ended} ended a process, {crashed} outputs are crashes")
    if not scored:
        raise SystemExit("Nothing was scored here, so that nothing is proved.")
    return compared, different


def main() -> None:
    """Compare this checkout with another revision."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folders", nargs="*", type=Path, metavar="FOLDER", help="more surveys, beside examples/")
    parser.add_argument("--against", required=True, help="a commit, or the src of another checkout")
    parser.add_argument("--tables", type=int, default=250, help="tables made up, of each kind (250)")
    parser.add_argument("--seed", type=int, default=1, help="another seed makes other tables (1)")
    asked = parser.parse_args()
    begun = time.perf_counter()
    with tempfile.TemporaryDirectory() as place, checkout(asked.against) as other:
        folder = Path(place).resolve()
        (folder / "inputs").mkdir()
        works = list(items(asked.folders, asked.tables, asked.seed, folder / "inputs"))
        listed = folder / "items.json"
        listed.write_text(json.dumps(works), encoding="utf-8")
        print(f"{len(works)} items made after {time.perf_counter() - begun:.0f} s", flush=True)
        with ThreadPoolExecutor(2) as pool:
            sides = [
                pool.submit(run, listed, len(works), s, folder / n) for s, n in ((SOURCE, "here"), (other, "there"))
            ]
        compared, different = compare(works, *(side.result() for side in sides))
    print(f"{time.perf_counter() - begun:.0f} s")
    print(f"{compared} outputs compared, {different} differ")
    sys.exit(bool(different))


if __name__ == "__main__":
    main()
