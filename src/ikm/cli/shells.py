r"""Shells: how each asks what may stand next when the Tab key is pressed, and where it looks for that.

A shell runs ``ikm`` with the words of the line and a variable, and takes a proposal from each line that is printed
(`ikm.cli.completing` makes them).  The script that makes a shell ask stands in ``completion/``, one for each; `install`
puts it where the shell reads it, and changes nothing else: no policy, no other line of a profile.

>>> some = [Proposal("nilai", "Hitung: IKM"), Proposal("a b")]
>>> for shell in ("bash", "zsh", "fish"):
...     print(printed(some, shell))
['nilai', 'a\\ b']
['nilai:Hitung: IKM', 'a b']
['nilai\tHitung: IKM', 'a b']
>>> words_of(["nilai", '"a b.xlsx"', "--missing", "=", "ter"], "bash")
['nilai', 'a b.xlsx', '--missing', 'ter']
>>> shell_named({"SHELL": "/usr/bin/fish"}, windows=False), shell_named({}, windows=True)
('fish', 'powershell')
"""

from __future__ import annotations

import codecs
import os
import re
import shlex
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ikm.cli.languages import wrong
from ikm.saving import save

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

__all__ = [
    "LAST",
    "VARIABLE",
    "Proposal",
    "install",
    "printed",
    "script",
    "shell_named",
    "with_shell",
    "words_of",
]

_SCRIPTS = {"bash": "ikm.bash", "zsh": "ikm.zsh", "fish": "ikm.fish", "powershell": "ikm.ps1"}
"""The script of each shell (`ikm.cli.names.SHELLS`)."""

VARIABLE = "_IKM_COMPLETE"
"""Names the shell that asks; without it ``ikm`` is not asked."""

LAST = "_IKM_LAST"
"""Has the word that is being typed where a shell cannot hand on an empty one."""

_ASKED = ("--install-completion", "--show-completion")
_SPECIAL = re.compile(r"""([\s"'\\$`&|;<>()*?\[\]{}!#~])""")


class Proposal(NamedTuple):
    """A word that may stand next, and what it means."""

    word: str
    about: str = ""


def words_of(words: Sequence[str], shell: str) -> list[str]:
    """Read the words as the shell would: Bash hands them on with their quotes, and cuts them at an equals sign."""
    if shell != "bash":
        return list(words)
    whole = [word for word in words[:-1] if word != "="]
    return [_unquoted(word) for word in (*whole, *words[-1:])] if words[-1:] != ["="] else [*map(_unquoted, whole), ""]


def _unquoted(word: str) -> str:
    """Take the quotes off a word; one that is still open ends with the word."""
    for closing in ("", '"', "'"):
        try:
            return "".join(shlex.split(word + closing))
        except ValueError:
            continue
    return word


def printed(found: Iterable[Proposal], shell: str) -> list[str]:
    """Write proposals as a shell takes them."""
    if shell == "bash":
        return [_SPECIAL.sub(r"\\\1", one.word) for one in found]
    if shell == "zsh":
        return [":".join(filter(None, (one.word.replace(":", r"\:"), one.about))) for one in found]
    return ["\t".join(filter(None, one)) for one in found]


def script(shell: str) -> str:
    """Give the script that makes a shell ask."""
    return Path(__file__).with_name("completion").joinpath(_SCRIPTS[shell]).read_text(encoding="utf-8")


def with_shell(words: Sequence[str]) -> list[str]:
    """Add the shell one is in behind an option that needs one and has none."""
    filled = list(words)
    if filled and filled[-1] in _ASKED and (shell := shell_named(os.environ, windows=os.name == "nt")):
        filled.append(shell)
    return filled


def shell_named(environ: Mapping[str, str], *, windows: bool) -> str | None:
    """Tell which shell one is in, as far as the environment says."""
    name = "powershell" if windows else Path(environ.get("SHELL", "")).name
    return name if name in _SCRIPTS else None


def install(shell: str) -> Path:
    """Put the script where a shell reads it, and give the file; once more changes nothing.

    Raises
    ------
    OptionError
        For PowerShell, where no PowerShell says which file it reads.
    """
    home = Path.home()
    if shell == "fish":
        return _written(
            Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config") / "fish/completions/ikm.fish", shell
        )
    if shell == "zsh":
        place = _written(home / ".zfunc" / "_ikm", shell)
        _lines(home / ".zshrc", "fpath+=~/.zfunc; autoload -Uz compinit; compinit")
        return place
    if shell == "bash":
        place = _written(home / ".bash_completions" / "ikm.sh", shell)
        _lines(home / ".bashrc", "source ~/.bash_completions/ikm.sh")
        return place
    profile = _profile()
    _lines(profile, "ikm --show-completion powershell | Out-String | Invoke-Expression")
    return profile


def _written(place: Path, shell: str) -> Path:
    place.parent.mkdir(parents=True, exist_ok=True)
    save(place, script(shell).encode())
    return place


def _lines(profile: Path, line: str) -> None:
    """Add a line to a profile that has it not."""
    held = profile.read_bytes() if profile.is_file() else b""
    # Windows PowerShell writes two bytes a letter.
    encoding = "utf-16-le" if held.startswith(codecs.BOM_UTF16_LE) else "utf-8"
    added, end = line.encode(encoding), "\n".encode(encoding)
    if added not in held:
        profile.parent.mkdir(parents=True, exist_ok=True)
        between = b"" if not held or held.endswith(end) else end
        save(profile, held + between + added + end)


def _profile() -> Path:
    """Ask PowerShell for the profile it reads."""
    program = shutil.which("pwsh") or shutil.which("powershell")
    if program is None:
        raise wrong("no_powershell")
    asked = [program, "-NoProfile", "-Command", "$PROFILE.CurrentUserAllHosts"]
    said = subprocess.run(asked, capture_output=True, text=True, check=False).stdout.strip()  # noqa: S603 - a fixed line
    if not said:
        raise wrong("no_powershell")
    return Path(said)
