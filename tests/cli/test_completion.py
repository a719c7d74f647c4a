"""Completion: what the Tab key offers, asked as each shell asks, and how a shell is made to ask."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from command import ROOT, ikm

from ikm.cli.completing import proposals
from ikm.cli.names import COMMANDS, SHELLS
from ikm.cli.shells import script
from ikm.findings import Language

PPID = str(ROOT / "examples" / "ppid-2023.xlsx")


def words(*typed: str, lang: Language = "id") -> list[str]:
    return [one.word for one in proposals(typed, lang)]


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        (("sam",), ["sampel"]),
        (("scor",), ["score"]),
        (("--lang", ""), ["id", "en"]),
        (("--lang", "en", "sam"), ["sampel"]),
        (("nilai", "a.xlsx", "--pop"), ["--populasi"]),
        (("nilai", "a.xlsx", "--popul"), ["--populasi"]),
        (("nilai", "a.xlsx", "--populat"), ["--population"]),
        (("score", "a.xlsx", "--missing", ""), ["terisi", "lengkap"]),
        (("score", "a.xlsx", "--missing", "c"), ["complete"]),
        (("nilai", "a.xlsx", "--missing=leng"), ["--missing=lengkap"]),
        (("nilai", "a.xlsx", "--bobot", ""), ["0.111", "exact", "0.11"]),
        (("nilai", "a.xlsx", "--kuesioner", "s"), ["skm", "skm-16", "stakeholder"]),
        (("nilai", "a.xlsx", "--indeks", "sk"), ["skm"]),
        (("nilai", "a.xlsx", "--jelaskan", "U"), [f"U{place}" for place in range(1, 10)]),
        (("nilai", "a.xlsx", "--produk", "pa"), ["panel", "panel-4x5"]),
        (("nilai", PPID, "--per", "j"), ["jenis_kelamin", "jenis_layanan"]),
        (("nilai", PPID, "--per", "t"), ["triwulan", "tahun"]),
        (("nilai", str(ROOT / "README.md"), "--per", "t"), ["triwulan", "tahun"]),
        (("aturan", "permenpanrb-14"), ["permenpanrb-14-2017"]),
        (("aturan", "spk"), ["spkp", "spkp-rata-rata"]),
        (("skema", "--of", "ver"), ["verification"]),
        (("sampel", "205", "--method", "s"), ["slovin"]),
        # Files, which the shell knows itself.
        (("nilai", ""), []),
        (("nilai", "a.xlsx", "--hasil", ""), []),
        (("nilai", "a.xlsx", "--populasi", "2"), []),
        (("tidak-ada", "x"), []),
    ],
)  # fmt: skip
def test_what_is_offered(typed: tuple[str, ...], offered: list[str]) -> None:
    found = words(*typed)
    assert sorted(found) == sorted(offered)


def test_commands_and_options_are_offered_in_the_language_spoken_with_what_they_mean() -> None:
    assert words("") == list(COMMANDS.values())
    assert words("", lang="en") == list(COMMANDS)
    assert "--bantuan" in words("nilai", "--")
    assert "--help" in words("nilai", "--", lang="en")
    assert all(one.about for one in [*proposals([""], "id"), *proposals(["nilai", "-"], "en")])


def asked(shell: str, *typed: str, last: str | None = None) -> list[str]:
    """Ask the command itself, as the script of a shell does."""
    env = {**os.environ, "_IKM_COMPLETE": shell, **({} if last is None else {"_IKM_LAST": last})}
    line = [sys.executable, "-m", "ikm", *typed]
    run = subprocess.run(line, capture_output=True, env=env, check=True, timeout=60)
    assert run.stderr == b""
    return run.stdout.decode().splitlines()


def test_the_command_answers_each_shell_in_its_own_way() -> None:
    assert asked("bash", "nilai", '"a b.xlsx"', "--missing", "=", "t") == ["terisi"]
    assert asked("bash", "nilai", "'a b.xlsx", "--missing") == ["--missing"]
    assert asked("zsh", "sam")[0].startswith("sampel:Hitung jumlah responden")
    assert asked("fish", "sam")[0].startswith("sampel\tHitung jumlah responden")
    assert asked("powershell", "nilai", "a.xlsx", "--missing", last="") == ["terisi", "lengkap"]
    assert asked("fish", "--lang", "en", "chec") == ["check\t" + proposals(["chec"], "en")[0].about]


def program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(f"{name} is not installed")
    return found


def run_in(shell: str, lines: str, folder: Path) -> list[str]:
    """Run lines in a shell in which ``ikm`` is a command; give what it prints."""
    command = folder / "bin" / "ikm"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m ikm "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    shutil.copy(PPID, folder / "Survei PPID.xlsx")
    env = {**os.environ, "PATH": f"{command.parent}{os.pathsep}{os.environ['PATH']}", "HOME": str(folder)}
    plain = {"bash": "--norc", "zsh": "-f", "fish": "--no-config"}[shell]
    line = [program(shell), plain, "-c", lines]
    run = subprocess.run(line, capture_output=True, text=True, cwd=folder, env=env, check=False, timeout=60)
    assert run.stderr == ""
    return run.stdout.splitlines()


def test_bash_completes_with_the_script(tmp_path: Path) -> None:
    lines = (
        script("bash")
        + """
ask() { COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMPREPLY=(); _ikm_completion "$1"; echo "${COMPREPLY[@]}"; }
ask ikm sam
ask ikm nilai '"Survei PPID.xlsx"' --per jenis_l
ask ikm nilai ''
complete -p ikm
"""
    )
    assert run_in("bash", lines, tmp_path) == [
        "sampel", "jenis_layanan", "", "complete -o default -F _ikm_completion ikm",
    ]  # fmt: skip


def test_zsh_completes_with_the_script(tmp_path: Path) -> None:
    lines = """
compdef() { print -r -- compdef "$@" }
_describe() { print -rl -- "${(@P)@[-1]}" }
_files() { print -r -- files }
""" + script("zsh") + """
ask() { words=("$@"); CURRENT=$#; _ikm }
ask ikm nilai '"Survei PPID.xlsx"' --per jenis_l
ask ikm nilai ''
ask ikm nilai x --missing ''
"""  # fmt: skip
    assert run_in("zsh", lines, tmp_path) == ["compdef _ikm ikm", "jenis_layanan", "files", "terisi", "lengkap"]


def test_fish_completes_with_the_script(tmp_path: Path) -> None:
    lines = (
        script("fish")
        + """
complete -C 'ikm sam'
complete -C 'ikm nilai "Survei PPID.xlsx" --per jenis_l'
complete -C 'ikm nilai x --missing '
complete -C 'ikm nilai Sur'
"""
    )
    out = [line.partition("\t")[0] for line in run_in("fish", lines, tmp_path)]
    assert out == ["sampel", "jenis_layanan", "terisi", "lengkap", "Survei PPID.xlsx"]


@pytest.mark.parametrize("shell", SHELLS)
def test_the_script_of_a_shell_is_printed_as_it_stands(shell: str) -> None:
    run = ikm("--show-completion", shell)
    assert (run.code, run.out, run.err) == (0, script(shell), "")
    assert f"_IKM_COMPLETE{' = ' if shell == 'powershell' else '='}" in run.out


@pytest.mark.skipif(sys.platform == "win32", reason="the homes of the shells of POSIX")
@pytest.mark.parametrize(
    ("shell", "place", "profile"),
    [
        ("bash", ".bash_completions/ikm.sh", ".bashrc"),
        ("zsh", ".zfunc/_ikm", ".zshrc"),
        ("fish", ".config/fish/completions/ikm.fish", None),
    ],
)
def test_completion_is_set_up_once_and_leaves_the_rest_of_a_profile_alone(
    shell: str, place: str, profile: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    monkeypatch.setenv("SHELL", f"/usr/bin/{shell}")
    if profile:
        (tmp_path / profile).write_text("alias ll='ls -l'", encoding="utf-8")
    first = ikm("--install-completion")
    assert (first.code, first.err) == (0, "")
    assert str(tmp_path / place) in first.out
    held = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert held[tmp_path / place].decode() == script(shell)
    if profile:
        assert held[tmp_path / profile].decode().splitlines()[0] == "alias ll='ls -l'"
        assert len(held[tmp_path / profile].decode().splitlines()) == 2
    assert ikm("--install-completion", shell, "--lang", "en").out.startswith("Completion is set up in ")
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == held


@pytest.mark.skipif(sys.platform == "win32", reason="a script stands for PowerShell")
def test_powershell_says_itself_which_profile_it_reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    profile = tmp_path / "Documents" / "profile.ps1"
    (tmp_path / "pwsh").write_text(f'#!/bin/sh\necho "{profile}"\n', encoding="utf-8")
    (tmp_path / "pwsh").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    run = ikm("--install-completion", "powershell")
    assert (run.code, str(profile) in run.out) == (0, True)
    line = "ikm --show-completion powershell | Out-String | Invoke-Expression\n"
    assert profile.read_text(encoding="utf-8") == line
    profile.write_bytes("Set-Alias ll ls".encode("utf-16"))  # as Windows PowerShell writes a file
    for _ in range(2):
        assert ikm("--install-completion", "powershell").code == 0
    assert profile.read_bytes().decode("utf-16") == f"Set-Alias ll ls\n{line}", "once, and as the rest is written"
    (tmp_path / "pwsh").unlink()
    run = ikm("--install-completion", "powershell")
    assert (run.code, line.strip() in run.err) == (2, True)


def test_a_shell_that_is_not_known_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHELL", "/bin/dash")
    run = ikm("--install-completion", "--lang", "en")
    assert run.code == 2
    run = ikm("--show-completion")
    assert run.code == 2
    assert "bash" in ikm("--show-completion", "tcsh").err


def test_a_command_that_is_not_asked_loads_nothing_of_it() -> None:
    code = "import sys\nsys.argv = ['ikm', 'sample', '205']\nfrom ikm.cli import main\n"
    code += "try:\n    main()\nexcept SystemExit:\n    print(*sys.modules)\n"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"ikm.cli.completing", "ikm.cli.shells"} & {*run.stdout.split()}
