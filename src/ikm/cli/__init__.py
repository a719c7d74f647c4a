"""The command ``ikm``: a thin face over the library.

========================  ================================================================
``ikm score FILE``        the index of a survey; of a folder, of each unit and the agency
``ikm tally FILE``        its counts, to be scored elsewhere
``ikm merge FILE...``     the index of counts, one by one and together
``ikm check FILE``        everything that is wrong with its data
``ikm init FILE``         its survey file: what belongs to it, said once
``ikm sample N``          how many respondents a population of N needs
``ikm law``               the regulation as ikm holds it, with its citations
``ikm schema``            the JSON Schema of what ``ikm score --json`` prints
========================  ================================================================

Commands and options have an Indonesian name beside the English one (``ikm nilai FILE --populasi 205``).

Results go to standard output, findings and notices to standard error.  Exit code 0: done; 1: the data was
refused; 2: the command was wrong.
"""

from __future__ import annotations

import contextlib
import gc
import os
import sys
from itertools import pairwise
from typing import TYPE_CHECKING

from ikm.cli.plain import register
from ikm.errors import IkmError, cause
from ikm.findings import for_command

if TYPE_CHECKING:
    from ikm.findings import Language

__all__ = ["main"]


_COLLECTED_AFTER = 100_000
"""New objects between two collections: a small survey makes fewer and hardly any cycles, a large one stays bounded."""


def main() -> None:
    """Run the command and exit with its code.

    The process is the command's own and short, so it may be told what a library may not: to collect garbage seldom,
    to leave what remains at the end to the operating system, and not to look for plugins of pydantic.
    """
    gc.set_threshold(_COLLECTED_AFTER, *gc.get_threshold()[1:])
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "1")
    try:
        with for_command():
            _run()
    finally:
        gc.freeze()


def _lang() -> Language:
    """Give the language asked for, also where the command has not come to know it: English by --lang en only."""
    typed = sys.argv[1:]
    return "en" if "--lang=en" in typed or ("--lang", "en") in pairwise(typed) else "id"


def _run() -> None:
    errors = register()
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, ValueError):
            stream.reconfigure(errors=errors)  # type: ignore[union-attr]
    from ikm.cli.commands import app  # noqa: PLC0415 - typer loads only when the command runs

    try:
        app()
        sys.stdout.flush()
    except IkmError as error:
        print(error.words(_lang()), file=sys.stderr)  # noqa: T201 - a command prints
        sys.exit(2)
    except BrokenPipeError:
        # The reader of the pipe has gone (`ikm law | head`): nothing is wrong, and nothing may be said.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except OSError as error:
        # A full disk under `ikm score … > file`: the stream must not be flushed again when Python ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        english, indonesian = (
            f"The output cannot be written: {error.strerror}.",
            f"Hasil tidak dapat ditulis: {cause(error)}.",
        )
        print(english if _lang() == "en" else indonesian, file=sys.stderr)  # noqa: T201 - a command prints
        sys.exit(2)
