"""Outputs: all of a run are whole or none is there, whatever ends it and wherever they go."""

from __future__ import annotations

import errno
import os
import re
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import NoneType
from typing import Any

import pytest

from ikm.cli.interruption import RUN
from ikm.cli.outputs import refuse_targets, tidy, write_file, write_files
from ikm.errors import OptionError

STEPS = ("open", "write", "fsync", "close", "chmod", "utime", "link", "replace", "unlink")
"""What writing asks the operating system for."""
TEMPORARY = re.compile(r"\.ikm-[0-9a-f]{16}\.(tmp|old)")


class Killed(BaseException):
    """The process is no more: nothing can be done after it."""


class Steps:
    """Counts the steps of writing, and stops at one: by an error, once, or for good."""

    def __init__(self, patch: pytest.MonkeyPatch, stop: Callable[[int, str], None]) -> None:
        self.done: list[str] = []
        self._stop = stop
        for name in STEPS:
            patch.setattr(os, name, self._counted(name, getattr(os, name)))

    def _counted(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def step(*given: Any, **named: Any) -> Any:
            self.done.append(name)
            self._stop(len(self.done), name)
            if name == "write":  # a slow disk takes a little at a time
                given = (given[0], given[1][:3])
            return real(*given, **named)

        return step


def content(folder: Path) -> dict[str, bytes]:
    """Give every file of a folder that is not a temporary one."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if not TEMPORARY.fullmatch(path.name)}


def litter(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if TEMPORARY.fullmatch(path.name)]


OLD = {"a.html": b"lama a", "b.json": b"lama b"}
NEW = {"a.html": b"baru a", "b.json": b"baru b", "c.csv": b"baru c"}


def folder_with(folder: Path, files: dict[str, bytes]) -> Path:
    folder.mkdir()
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return folder


def write_all(folder: Path) -> None:
    write_files([(folder / name, data) for name, data in NEW.items()], force=True)


def written_with(folder: Path, stop: Callable[[int, str], None]) -> BaseException | None:
    """Write, while every step may be stopped, and give what stopped it."""
    with pytest.MonkeyPatch.context() as patch:
        Steps(patch, stop)
        try:
            write_all(folder)
        except BaseException as error:  # noqa: BLE001 - a process that is killed is what is tested
            return error
    return None


def steps_of_writing(tmp_path: Path) -> int:
    """Count the steps of writing over two files, and a third beside them."""
    folder = folder_with(tmp_path / "whole", OLD)
    with pytest.MonkeyPatch.context() as patch:
        steps = Steps(patch, lambda *_: None)
        write_all(folder)
    assert content(folder) == NEW
    assert not litter(folder)
    assert {"open", "write", "fsync", "link", "replace", "unlink"} <= set(steps.done)
    return len(steps.done)


def test_killed_at_any_step_every_file_is_the_old_one_or_the_new_one(tmp_path: Path) -> None:
    left = set()
    for last in range(1, steps_of_writing(tmp_path) + 1):
        folder = folder_with(tmp_path / str(last), OLD)

        def stop(number: int, _: str, last: int = last) -> None:
            if number >= last:
                raise Killed

        assert isinstance(written_with(folder, stop), Killed)
        found = content(folder)
        assert all(found[name] in {OLD[name], NEW[name]} for name in OLD), last
        assert found.get("c.csv", NEW["c.csv"]) == NEW["c.csv"], last
        assert set(found) <= set(NEW), last
        left.add(tuple(sorted(found.values())))
        write_all(folder)
        assert content(folder) == NEW
    assert tuple(sorted(OLD.values())) in left
    assert tuple(sorted(NEW.values())) in left


@pytest.mark.parametrize("kind", [KeyboardInterrupt, MemoryError])
def test_whatever_stops_the_writing_at_any_step_nothing_is_changed(tmp_path: Path, kind: type[BaseException]) -> None:
    total = steps_of_writing(tmp_path)
    for last in range(1, total + 1):
        folder = folder_with(tmp_path / str(last), OLD)

        def stop(number: int, _: str, last: int = last) -> None:
            if number == last:
                raise kind

        assert type(written_with(folder, stop)) in {kind, NoneType}
        # The last steps only remove temporary files: everything is in place by then.
        assert content(folder) in (OLD, NEW), last


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES, errno.EIO])
def test_an_error_at_any_step_changes_nothing_and_says_so(tmp_path: Path, number: int) -> None:
    refused = 0
    for last in range(1, steps_of_writing(tmp_path) + 1):
        folder = folder_with(tmp_path / str(last), OLD)

        def stop(step: int, name: str, last: int = last) -> None:
            if step == last and name != "unlink":
                raise OSError(number, "no")

        error = written_with(folder, stop)
        assert content(folder) == (NEW if error is None else OLD), last
        if isinstance(error, OptionError):
            refused += 1
            assert "Tidak ada berkas yang berubah." in error.words("id")
            assert "Nothing was changed." in error.words("en")
        else:
            assert error is None
        assert not litter(folder), last
    assert refused > 10


def test_what_cannot_be_moved_back_is_told_and_its_old_content_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = folder_with(tmp_path / "x", OLD)
    real, moves = os.replace, []

    def replace(*given: Any) -> None:
        moves.append(given)
        if len(moves) > 1:
            raise OSError(errno.EIO, "gone")
        real(*given)

    monkeypatch.setattr(os, "replace", replace)
    with pytest.raises(OptionError) as error:
        write_all(folder)
    words = error.value.words("id")
    (kept,) = litter(folder)
    assert (folder / kept).read_bytes() == OLD["a.html"]
    assert f"Sudah berubah: {folder / 'a.html'} (→ {kept})." in words
    assert "Tidak ada berkas yang berubah" not in words
    assert content(folder) == {**OLD, "a.html": NEW["a.html"]}


def test_a_disk_that_is_full_changes_nothing(tmp_path: Path) -> None:
    folder = folder_with(tmp_path / "x", OLD)
    code = f"""
import resource
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, resource.RLIM_INFINITY))
from pathlib import Path
from ikm.cli.outputs import write_files
folder = Path({str(folder)!r})
try:
    write_files([(folder / "a.html", b"x"), (folder / "b.json", b"x" * 5000)], force=True)
except ValueError as error:
    print(error.words("id"))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == (
        "b.json tidak dapat ditulis: berkasnya terlalu besar untuk penyimpanan ini. Tidak ada berkas yang berubah.\n"
    )
    assert (content(folder), litter(folder)) == (OLD, [])


def test_permissions_are_kept_and_new_files_have_the_usual_ones(tmp_path: Path) -> None:
    old = tmp_path / "a.html"
    old.write_bytes(b"lama")
    old.chmod(0o640)
    before = os.umask(0o027)
    try:
        write_files([(old, b"baru"), (tmp_path / "b.html", b"baru")], force=True)
        write_file(tmp_path / "c.html", b"baru", force=False)
    finally:
        os.umask(before)
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
    assert modes == {"a.html": 0o640, "b.html": 0o640, "c.html": 0o640}
    old.chmod(0o604)
    write_file(old, b"lagi", force=True)
    assert stat.S_IMODE(old.stat().st_mode) == 0o604


def test_a_symbolic_link_stays_and_its_file_is_replaced(tmp_path: Path) -> None:
    folder = folder_with(tmp_path / "jauh", {"a.html": b"lama"})
    link, dangling = tmp_path / "a.html", tmp_path / "b.html"
    link.symlink_to("jauh/a.html")
    dangling.symlink_to("jauh/b.html")
    write_files([(link, b"baru"), (dangling, b"baru")], force=True)
    assert (link.is_symlink(), dangling.is_symlink()) == (True, True)
    assert content(folder) == {"a.html": b"baru", "b.html": b"baru"}
    assert not litter(tmp_path)


def test_of_a_file_with_several_names_the_one_named_is_replaced(tmp_path: Path) -> None:
    one, other = tmp_path / "a.html", tmp_path / "arsip.html"
    one.write_bytes(b"lama")
    other.hardlink_to(one)
    write_file(one, b"baru", force=True)
    assert (one.read_bytes(), other.read_bytes()) == (b"baru", b"lama")


def test_without_force_nothing_is_written_over_that_comes_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "a.html"
    real = os.fsync

    def meanwhile(number: int) -> None:
        target.write_bytes(b"orang lain")
        real(number)

    monkeypatch.setattr(os, "fsync", meanwhile)
    with pytest.raises(OptionError) as error:
        write_file(target, b"baru", force=False)
    assert "sementara itu ada berkas bernama sama" in error.value.words("id")
    assert content(tmp_path) == {"a.html": b"orang lain"}
    assert not litter(tmp_path)


@pytest.mark.parametrize("force", [True, False])
def test_where_files_have_one_name_only_it_works_as_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, force: bool
) -> None:
    def none(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", none)
    folder = folder_with(tmp_path / "x", OLD if force else {})
    write_files([(folder / name, data) for name, data in NEW.items()], force=force)
    assert (content(folder), litter(folder)) == (NEW, [])


def test_what_killed_processes_left_is_removed_after_a_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = {".ikm-0123456789abcdef.tmp", ".ikm-0123456789abcdef.old", ".ikm-catatan.tmp", "hasil.tmp"}
    for name in names:
        (tmp_path / name).write_bytes(b"x")
    tidy(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == names
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 25 * 60 * 60)
    tidy.cache_clear()
    write_file(tmp_path / "a.html", b"x", force=False)
    assert {path.name for path in tmp_path.iterdir()} == {".ikm-catatan.tmp", "hasil.tmp", "a.html"}


# ---- what is refused before any work is done


def refused(*targets: Path, force: bool = True, inputs: tuple[Path, ...] = ()) -> str:
    with pytest.raises(OptionError) as error:
        refuse_targets(targets, force=force, inputs=inputs)
    assert error.value.words("en") != error.value.words("id")
    return error.value.words("id")


def test_nothing_that_is_read_is_written_over_under_whatever_name(tmp_path: Path) -> None:
    source = tmp_path / "survei.toml"
    source.write_bytes(b"x")
    (tmp_path / "tautan.html").symlink_to(source)
    (tmp_path / "lain.html").hardlink_to(source)
    for name in ("survei.toml", "tautan.html", "lain.html", "./survei.toml"):
        assert "adalah berkas yang dibaca perintah ini" in refused(tmp_path / name, inputs=(Path("-"), source))


def test_two_outputs_are_two_files(tmp_path: Path) -> None:
    folder = folder_with(tmp_path / "x", {"a.html": b"x"})
    (folder / "tautan.html").symlink_to("a.html")
    (folder / "b.html").hardlink_to(folder / "a.html")
    (tmp_path / "y").symlink_to(folder)
    pairs = (("a.html", "a.html"), ("a.html", "tautan.html"), ("a.html", "b.html"), ("baru.csv", "../y/baru.csv"))
    for one, other in (*pairs, ("baru.csv", "BARU.csv")):
        assert "adalah berkas yang sama" in refused(folder / one, folder / other), (one, other)


def test_where_nothing_can_be_written_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "berkas").write_bytes(b"")
    os.mkfifo(tmp_path / "pipa.html")
    (tmp_path / "putar.html").symlink_to("putar.html")
    shut = tmp_path / "tetap.html"
    shut.write_bytes(b"x")
    assert "sudah ada; pilih nama lain" in refused(shut, force=False)
    shut.chmod(0o444)
    assert "tetap.html hanya boleh dibaca" in refused(shut)
    assert "tidak ada; buat dahulu foldernya" in refused(tmp_path / "tidak" / "a.html")
    assert "berkas adalah berkas, bukan folder" in refused(tmp_path / "berkas" / "a.html")
    assert "adalah perangkat atau pipa" in refused(tmp_path / "pipa.html")
    assert "adalah perangkat atau pipa" in refused(Path(os.devnull))
    assert "namanya terlalu panjang" in refused(tmp_path / ("a" * 300 + ".html"))
    assert "tautannya berputar" in refused(tmp_path / "putar.html")
    assert "adalah folder; ketik nama berkas" in refused(tmp_path)
    monkeypatch.setattr(os, "access", lambda path, mode: not (Path(path) == tmp_path and mode & os.W_OK))
    assert "tidak boleh ditulisi; pilih folder lain" in refused(tmp_path / "a.html")


def test_what_was_written_is_remembered_for_those_who_stop(tmp_path: Path) -> None:
    RUN.begin(lambda: "id")
    write_all(tmp_path)
    assert RUN.written == RUN.wanted == [str(tmp_path / name) for name in NEW]
    RUN.written += ["d", "e", "f"]
    assert RUN.words("id").endswith("d, e (dan 1 lagi).")
    assert RUN.words("en").endswith("d, e (and 1 more).")
    RUN.begin(lambda: "id")
