"""What is built in comes from the two registries, by their ordinary clients, and is what the lock file says.

npm gives Pyodide, pip the wheels; where they look is their own setting.  A file whose hash is another is refused.  What
was fetched once is kept in ``dist/downloads`` and checked again each time.
"""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import tomllib
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["Stop", "keep", "lock", "program", "pyodide", "wheels"]

HERE = Path(__file__).parent.parent


class Stop(Exception):  # noqa: N818 - it is no error of the program: it is told to whoever builds
    """The build cannot go on; the words say why and what to do."""


def lock() -> dict[str, Any]:
    """Read the lock file."""
    return tomllib.loads((HERE / "lock.toml").read_text(encoding="utf-8"))


def program(name: str, need: str) -> str:
    """Find a program."""
    found = shutil.which(name)
    if found is None:
        raise Stop(
            f"{name} is not found; the build needs it {need}. Install Node 20 or later, which brings node and npm."
        )
    return found


def pyodide(pinned: Mapping[str, str], kept: Path) -> dict[str, bytes]:
    """Give the files of the npm package, by name."""
    file = kept / f"pyodide-{pinned['version']}.tgz"
    if not _is(file, pinned["sha256"]):
        npm = program("npm", "to fetch Pyodide")
        with tempfile.TemporaryDirectory() as folder:
            _do([npm, "pack", "--silent", "--pack-destination", folder, f"pyodide@{pinned['version']}"], "npm")
            keep(Path(folder) / file.name, file, pinned["sha256"])
    with tarfile.open(file) as archive:
        members = [member for member in archive if member.isfile()]
        return {Path(member.name).name: archive.extractfile(member).read() for member in members}  # type: ignore[union-attr]


def wheels(pinned: Mapping[str, Mapping[str, str]], target: Mapping[str, str], kept: Path) -> dict[str, bytes]:
    """Give the files of all wheels, by the path they are installed at."""
    files: dict[str, bytes] = {}
    for name, content in _wheels(pinned, target, kept).items():
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for path in archive.namelist():
                if path in files:
                    raise Stop(f"{name} brings {path}, which another wheel has brought already.")
                files[path] = archive.read(path)
    return files


def _wheels(pinned: Mapping[str, Mapping[str, str]], target: Mapping[str, str], kept: Path) -> dict[str, bytes]:
    wanted = {str(one["sha256"]): name for name, one in pinned.items()}
    found = _having(wanted, kept)
    if missing := {name: pinned[name] for digest, name in wanted.items() if digest not in found}:
        with tempfile.TemporaryDirectory() as folder:
            asked = Path(folder) / "wanted.txt"
            lines = [f"{name}=={one['version']} --hash=sha256:{one['sha256']}" for name, one in missing.items()]
            asked.write_text("\n".join(lines), encoding="utf-8")
            _do(
                [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps",
                 "--only-binary=:all:", "--require-hashes", "--python-version", target["python"],
                 "--implementation", "cp", "--abi", f"cp{target['python']}", "--abi", "none",
                 "--platform", target["platform"], "--platform", "any", "--dest", folder, "-r", str(asked)],
                "pip",
            )  # fmt: skip
            for digest, path in _having(wanted, Path(folder)).items():
                keep(path, kept / path.name, digest)
        found = _having(wanted, kept)
    if lost := sorted(name for digest, name in wanted.items() if digest not in found):
        raise Stop(f"pip did not give {', '.join(lost)} as web/lock.toml has it.")
    return {name: found[digest].read_bytes() for digest, name in sorted(wanted.items(), key=lambda one: one[1])}


def _having(wanted: Mapping[str, str], folder: Path) -> dict[str, Path]:
    found = {hashlib.sha256(path.read_bytes()).hexdigest(): path for path in sorted(folder.glob("*.whl"))}
    return {digest: path for digest, path in found.items() if digest in wanted}


def _is(file: Path, digest: str) -> bool:
    return file.is_file() and hashlib.sha256(file.read_bytes()).hexdigest() == digest


def keep(got: Path, file: Path, digest: str) -> None:
    """Keep a file that was fetched, if it is the one that is meant."""
    if not _is(got, digest):
        raise Stop(f"What came as {file.name} is not the file web/lock.toml names: its SHA-256 is another.")
    file.parent.mkdir(parents=True, exist_ok=True)
    half = file.with_name(f".{file.name}.{os.getpid()}")
    shutil.copyfile(got, half)
    half.replace(file)


def _do(command: Sequence[str], who: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - found above, fixed words
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines()[-6:]
        raise Stop("\n".join([f"{who} could not fetch what web/lock.toml names:", *(line[:300] for line in said)]))
