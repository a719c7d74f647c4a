"""Make the page: ``python web/build.py`` writes ``web/dist/ikm.html`` and ``web/dist/site/``, the same bytes each time.

It needs Python 3.11 or later with pip, Node 20 or later with npm, and nothing else: what is built in is fetched as
`lock.toml` names it, and kept in ``web/dist/downloads`` for the next time.  ``--check`` builds nothing and exits with 1
where what is there was made of other files than are here now (``--check engine``: but for those of ``page/``).
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from making import contents, downloads, pages
from making.bundles import bundle, entries
from making.scripts import NotUnderstood

HERE = Path(__file__).parent
MAKING = HERE / "making"

__all__ = ["made_of", "main", "make", "parts"]

LARGEST = 14_000_000
"""How many bytes the single file may have."""


def parts(kept: Path) -> dict[str, bytes]:
    """Make what both forms carry: Pyodide, its standard library and ikm with its packages, as bytecode."""
    pinned = downloads.lock()
    pyodide = downloads.pyodide(pinned["pyodide"], kept)
    wheels = contents.packages(downloads.wheels(pinned["wheels"], pinned["pyodide"], kept))
    library = compiled(contents.stdlib(pyodide["python_stdlib.zip"]), pyodide, kept)
    application = compiled(wheels, pyodide, kept) | compiled(contents.application(), pyodide, kept)
    example = contents.ROOT / "examples" / "ppid-2023.xlsx"
    return {
        **{name: pyodide[name] for name in (*pages.MODULES, "pyodide.asm.wasm")},
        "python_stdlib.zip": contents.archive(library),
        "ikm.bundle": bundle(application),
        example.name: example.read_bytes(),
    }


def compiled(files: dict[str, bytes], pyodide: dict[str, bytes], kept: Path) -> dict[str, bytes]:
    """Give the same files with bytecode instead of sources; what was compiled once is kept under its hash."""
    sources = bundle({path: text for path, text in files.items() if path.endswith(".py")})
    how = ((MAKING / name).read_bytes() for name in ("compile.mjs", "compiling.py"))
    made_of = b"".join((sources, pyodide["pyodide.asm.wasm"], *how))
    done = kept / f"{hashlib.sha256(made_of).hexdigest()}.compiled"
    if not done.is_file():
        _compile(sources, pyodide, done)
    others = {path: content for path, content in files.items() if not path.endswith(".py")}
    return others | entries(done.read_bytes())


def _compile(sources: bytes, pyodide: dict[str, bytes], done: Path) -> None:
    node = downloads.program("node", "to compile with Pyodide")
    with tempfile.TemporaryDirectory() as name:
        for path, content in (*pyodide.items(), ("sources", sources)):
            (Path(name) / path).write_bytes(content)
        command = [node, str(MAKING / "compile.mjs"), name, f"{name}/sources", f"{name}/compiled"]
        run = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - fixed words
        if run.returncode:
            raise downloads.Stop(f"Pyodide could not compile the sources:\n{run.stderr[-1500:]}")
        half = done.with_suffix(f".{os.getpid()}")
        shutil.copyfile(f"{name}/compiled", half)
        half.replace(done)


def made_of() -> dict[str, str]:
    """Give hashes of all that this repository puts in: into the engine, and into the page around it."""
    digests = {"engine": hashlib.sha256(), "page": hashlib.sha256()}
    for top in ("src/ikm", "web"):
        for path in sorted((contents.ROOT / top).rglob("*")):
            name = path.relative_to(contents.ROOT).as_posix()
            if path.is_file() and path.suffix != ".md" and not {"__pycache__", "dist"} & set(name.split("/")):
                digests["page" if name.startswith("web/page/") else "engine"].update(name.encode() + path.read_bytes())
    return {part: digest.hexdigest() for part, digest in digests.items()}


def make(folder: Path) -> dict[str, int]:
    """Write both forms, and give how many bytes each part and the single file have."""
    before = made_of()
    made = parts(folder / "downloads")
    page, site = pages.single(made), pages.hosted(made)
    shutil.rmtree(folder / "site", ignore_errors=True)
    for path, content in site.items():
        (folder / "site" / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "site" / path).write_bytes(content)
    (folder / "ikm.html").write_bytes(page)
    (folder / "made-of.json").write_text(json.dumps(before), encoding="ascii")
    return {name: len(pages.packed(content)) for name, content in made.items()} | {"ikm.html": len(page)}


def _check(wanted: list[str]) -> int:
    file, now = HERE / "dist" / "made-of.json", made_of()
    told = json.loads(file.read_text(encoding="ascii")) if file.is_file() else {}
    return int(any(told.get(part) != now[part] for part in wanted))


def main() -> int:
    """Build, and say how large it became."""
    if sys.argv[1:2] == ["--check"]:
        return _check(sys.argv[2:] or ["engine", "page"])
    try:
        sizes = make(HERE / "dist")
    except (downloads.Stop, NotUnderstood) as end:
        print(end, file=sys.stderr)
        return 1
    for name, size in sizes.items():
        print(f"{size:>12,}  {name}")
    if sizes["ikm.html"] > LARGEST:
        print(f"ikm.html has more than {LARGEST:,} bytes.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
