"""Build the site of the documentation, and check it: ``python docs/make_site.py``.

It needs the extra ``docs`` (``pip install -e ".[docs]"``) and no network.  The site is written to ``docs/_build/html``:
open ``index.html`` there.  Warnings are errors, and so is a link that leads nowhere; ``--twice`` builds it once more
and compares the bytes.  The pages are laid out by `press.staging` first, so a message of Sphinx names a laid-out page;
its lines are those of the page in ``docs``.
"""

from __future__ import annotations

import filecmp
import os
import shutil
import subprocess
import sys
from pathlib import Path

from press.checking import examine
from press.staging import Stage

HERE = Path(__file__).parent
BUILT = HERE / "_build"

__all__ = ["build", "different", "main"]


def build(folder: Path, seed: str = "0") -> Path:
    """Build the site in a folder, and give the folder of its pages.

    Parameters
    ----------
    folder : Path
        What was there of an earlier site is removed.
    seed : str
        That of Python's hashes: the site must not depend on it.

    Raises
    ------
    subprocess.CalledProcessError
        If Sphinx has anything to say; it has said it on standard error.
    """
    source, site = folder / "source", folder / "html"
    Stage(HERE, source).lay_out()
    shutil.rmtree(site, ignore_errors=True)
    options: list[str | Path] = ["-c", HERE, "-d", folder / "read", "-E", "-a", "-q", "-W", "--keep-going"]
    subprocess.run(
        [sys.executable, "-m", "sphinx", *options, source, site], env={**os.environ, "PYTHONHASHSEED": seed}, check=True
    )
    return site


def different(one: Path, other: Path) -> list[str]:
    """Name the files in which two folders differ."""
    names = {path.relative_to(top) for top in (one, other) for path in top.rglob("*") if path.is_file()}
    same, _, _ = filecmp.cmpfiles(one, other, [str(name) for name in names], shallow=False)
    return sorted({name.as_posix() for name in names} - {Path(name).as_posix() for name in same})


def main(*arguments: str) -> int:
    """Build, check, and say what came of it."""
    try:
        site = build(BUILT)
        again = build(BUILT / "again", seed="1") if "--twice" in arguments else site
    except subprocess.CalledProcessError:
        return 1
    faults, others = examine(site)
    faults += [f"{name} differs from one time to the next" for name in different(site, again)]
    sys.stderr.write("".join(f"{fault}\n" for fault in faults))
    (BUILT / "other-hosts.txt").write_text("".join(f"{link}\n" for link in others), encoding="utf-8")
    pages = sum(1 for _ in site.rglob("*.html"))
    sys.stdout.write(
        f"{site / 'index.html'}: {pages} pages, {len(faults)} faults, {len(others)} links to other hosts\n"
    )
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
