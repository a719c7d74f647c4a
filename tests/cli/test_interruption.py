"""Interruption: asked to end at whatever moment, the command says one line, and which files it wrote."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from command import ROOT, as_it_was
from tables import GOOD, NAMES, as_csv

from ikm.cli.interruption import RUN, Interrupted, held, line, watch

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no signals that one process sends another")

NOTHING = "Dihentikan. Tidak ada berkas yang ditulis.\n"
BEGIN = "import sys\nfrom ikm.cli import main\n"


@pytest.fixture
def form(tmp_path: Path) -> Path:
    path = tmp_path / "survei.csv"
    path.write_bytes(as_csv([NAMES, *GOOD * 200]))
    return path


def run(code: str, *arguments: object) -> tuple[int, str, str]:
    """Run the command with what a test adds before it, and give its code and all it said."""
    command = [sys.executable, "-c", f"{BEGIN}sys.argv = ['ikm', *sys.argv[1:]]\n{code}\nmain()", *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60)
    return done.returncode, done.stdout, done.stderr


AT_IMPORT = """
import os, signal
seen = 0
def heard(event, _):
    global seen
    if event == "import":
        seen += 1
        if seen == {number}:
            os.kill(os.getpid(), signal.{name})
sys.addaudithook(heard)
"""


@pytest.mark.parametrize("number", [1, 2, 3, 8, 20, 60, 120, 200, 300])
def test_while_modules_load_nothing_but_the_line_is_said(form: Path, number: int) -> None:
    code, out, err = run(AT_IMPORT.format(number=number, name="SIGINT"), "score", form, "--json")
    assert (code, out, err) == (130, "", NOTHING)


WHILE_IT_LOADS = """
import os, signal
met = set()
def heard(event, given):
    if event == "exec" and given[0].co_filename.endswith("{module}.py") and not met:
        met.add(given)
        os.kill(os.getpid(), signal.SIGINT)
sys.addaudithook(heard)
"""


@pytest.mark.parametrize("module", ["spoken", "commands", "languages"])
def test_while_what_is_needed_to_say_so_loads_it_is_said(form: Path, module: str) -> None:
    said = run(WHILE_IT_LOADS.format(module=module), "score", form, "--lang", "en")
    assert said == (130, "", "Stopped. No file was written.\n")


def test_the_line_is_english_where_it_is_asked_for(form: Path) -> None:
    for number in (3, 100):
        said = run(AT_IMPORT.format(number=number, name="SIGINT"), "score", form, "--lang", "en")
        assert said == (130, "", "Stopped. No file was written.\n")


@pytest.mark.parametrize(("name", "code"), [("SIGTERM", 143), ("SIGHUP", 129)])
def test_the_operating_system_is_obeyed_alike(form: Path, name: str, code: int) -> None:
    for number in (3, 200):
        assert run(AT_IMPORT.format(number=number, name=name), "score", form) == (code, "", NOTHING)


AT_CALL = """
import os, signal
import {module} as module
real = module.{function}
def heard(*given, **named):
    if {before}:
        os.kill(os.getpid(), signal.SIGINT)
    done = real(*given, **named)
    os.kill(os.getpid(), signal.SIGINT)
    return done
module.{function} = heard
"""


@pytest.mark.parametrize(
    ("module", "function"),
    [
        ("ikm.cli.commands", "load_file"),
        ("ikm.cli.commands", "score"),
        ("ikm.cli.planned", "made_of"),
        ("ikm.cli.outputs", "refuse_targets"),
        ("os", "fsync"),
    ],
)
def test_before_the_outputs_are_in_place_nothing_is_written(
    form: Path, tmp_path: Path, module: str, function: str
) -> None:
    for before in (True, False):
        added = AT_CALL.format(module=module, function=function, before=before)
        said = run(added, "score", form, "--out", tmp_path / "a.csv", "--out", tmp_path / "b.json")
        assert said == (130, "", NOTHING)
        assert [path.name for path in tmp_path.iterdir()] == ["survei.csv"]


@pytest.mark.parametrize("function", ["link", "replace"])
def test_while_the_outputs_are_moved_the_end_waits_until_all_are(form: Path, tmp_path: Path, function: str) -> None:
    a, b = tmp_path / "a.csv", tmp_path / "b.json"
    a.write_bytes(b"lama")
    b.write_bytes(b"lama")
    added = AT_CALL.format(module="os", function=function, before=True)
    said = run(added, "score", form, "--out", a, "--out", b, "--force")
    assert said == (130, "", f"Dihentikan. Sudah ditulis: {a}, {b}.\n")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.csv", "b.json", "survei.csv"]
    assert a.read_bytes() != b"lama" != b.read_bytes()


def test_what_python_would_only_ignore_ends_the_command_too(form: Path) -> None:
    added = """
import os, signal
import ikm.cli.commands as commands
real = commands.load_file
class Thing:
    def __del__(self):
        os.kill(os.getpid(), signal.SIGINT)
        for _ in range(100):
            pass
def load(*given, **named):
    thing = Thing()
    del thing
    return real(*given, **named)
commands.load_file = load
"""
    assert run(added, "score", form) == (130, "", NOTHING)


def test_when_all_is_done_it_is_too_late(form: Path) -> None:
    added = """
import atexit, os, signal
atexit.register(lambda: os.kill(os.getpid(), signal.SIGINT))
"""
    code, out, err = run(added, "score", form, "--json")
    assert (code, err) == (0, "")
    assert out.startswith("{")


def test_who_started_it_may_want_the_keyboard_ignored(form: Path) -> None:
    added = "import signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\n"
    added += AT_IMPORT.format(number=100, name="SIGINT")
    assert run(added, "score", form, "--json")[0] == 0


TOLD = """
from ikm.cli import interruption
watch = interruption.watch
def watched(lang):
    watch(lang)
    print("x", flush=True)
interruption.watch = watched
"""
"""Tells when the command has begun to listen: what comes before is Python's own, however slow the machine is."""


def test_any_moment_of_a_run_that_writes(form: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-c", f"{BEGIN}{TOLD}main()", "score", str(form)]
    a, b = tmp_path / "a.csv", tmp_path / "b.json"
    seen = set()
    for moment in range(12):
        with subprocess.Popen(
            [*command, "--out", str(a), "--out", str(b), "--force"],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        ) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == "x\n"
            time.sleep(0.005 + moment * 0.06)
            process.send_signal(signal.SIGINT)
            _, err = process.communicate(timeout=60)
        # As it ends Python gives signals back to the system, which ends it then; a shell calls that 130 too.
        assert process.returncode in {0, 130, -signal.SIGINT}
        assert "Traceback" not in err
        if process.returncode == 130:
            assert err in (NOTHING, f"Dihentikan. Sudah ditulis: {a}, {b}.\n")
        seen.add(process.returncode)
        assert {path.name for path in tmp_path.iterdir()} in ({"survei.csv"}, {"survei.csv", "a.csv", "b.json"})
    assert 130 in seen


# ---- the run itself


def hold(done: list[object], fault: type[Exception] | None = None) -> None:
    with held():
        with held():
            os.kill(os.getpid(), signal.SIGTERM)
            done.append("inner")
        done.append("outer")
        if fault is not None:
            raise fault


def test_a_held_end_is_heard_afterwards_and_once(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[object] = []
    with as_it_was():
        watch(lambda: "id")
        RUN.state = "working"
        with pytest.raises(Interrupted) as end:
            hold(done)
        assert done == ["inner", "outer"]
        assert end.value.code == 143
        os.kill(os.getpid(), signal.SIGINT)  # it is ending: nobody stops the cleaning up
        monkeypatch.setattr(RUN, "end", done.append)
        os.kill(os.getpid(), signal.SIGINT)  # but somebody must have stopped the end
        assert done[2:] == [signal.SIGINT]
    RUN.begin(lambda: "id")


def test_an_error_in_what_is_held_is_told_and_not_the_end() -> None:
    with as_it_was():
        watch(lambda: "id")
        RUN.state = "working"
        with pytest.raises(KeyError):
            hold([], KeyError)
    RUN.begin(lambda: "id")


def test_on_a_terminal_the_line_takes_the_place_of_what_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    assert line("Dihentikan.") == "Dihentikan."
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    assert line("Dihentikan.") == "\r\x1b[K\x1b[?25hDihentikan."
