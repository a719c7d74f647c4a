"""The command ``ikm``: a thin face over the library.

========================  ================================================================
``ikm score FILE``        the index of a survey; of a folder, of each unit and the agency
``ikm compare FILE...``   the trend of a survey from period to period
``ikm audit FILE``        how a published table came about, and what in it cannot be so
``ikm tally FILE``        its counts, to be scored elsewhere
``ikm merge FILE...``     the index of counts, one by one and together
``ikm check FILE``        everything that is wrong with its data
``ikm explain CODE``      why a finding comes about, and how it is mended
``ikm init FILE``         its survey file: what belongs to it, said once
``ikm sample N``          how many respondents a population of N needs
``ikm law``               the regulation as ikm holds it, with its citations
``ikm schema``            the JSON Schema of what ``ikm score --json`` prints
========================  ================================================================

Commands and options have an Indonesian name beside the English one (``ikm nilai FILE --populasi 205``).

Results go to standard output, findings and notices to standard error.  Exit code 0: done; 1: the data was
refused; 2: the command was wrong; 130: it was stopped (Ctrl-C).
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:  # not even `typing` loads before the command knows what to do when it is asked to end
    from ikm.findings import Language

__all__ = ["main"]


_COLLECTED_AFTER = 100_000
"""New objects between two collections: a small survey makes fewer and hardly any cycles, a large one stays bounded."""


def main() -> None:
    """Run the command and exit with its code.

    The process is the command's own and short, so it may be told what a library may not: to end in its own words when
    it is asked to, to collect garbage seldom, to leave what remains at the end to the operating system, and not to look
    for plugins of pydantic.
    """
    try:
        from ikm.cli import interruption  # noqa: PLC0415 - nothing loads before main runs
    except KeyboardInterrupt:
        from ikm.cli import interruption  # noqa: PLC0415 - once more, to say so

        interruption.watch(_lang)
        interruption.RUN.end(2)
    interruption.watch(_lang)
    import gc  # noqa: PLC0415 - the same

    gc.set_threshold(_COLLECTED_AFTER, *gc.get_threshold()[1:])
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "1")
    try:
        if "_IKM_COMPLETE" in os.environ:
            from ikm.cli.completing import answer  # noqa: PLC0415 - only a shell asks

            answer(sys.argv[1:])
        else:
            _run()
    except interruption.Interrupted as end:
        words = end.said or interruption.RUN.words(_lang())
        print(interruption.line(words), file=sys.stderr, flush=True)  # noqa: T201 - a command prints
        sys.exit(end.code)
    finally:
        interruption.RUN.state = "over"
        gc.freeze()


def _lang() -> Language:
    """Give the language spoken, also where the command has not come to settle it."""
    try:
        from ikm.cli.spoken import settled  # noqa: PLC0415 - nothing loads before main runs
    except ImportError:  # the command is asked to end while this very module loads
        sys.modules.pop("ikm.cli.spoken")
        from ikm.cli.spoken import settled  # noqa: PLC0415 - the same
    return settled(sys.argv[1:], os.environ)[0]


def _close() -> None:
    """Let nothing more come out; an output that is no file of the system's (in a browser) has none that could."""
    import contextlib  # noqa: PLC0415 - as above

    with contextlib.suppress(AttributeError, OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _run() -> None:
    import contextlib  # noqa: PLC0415 - as above

    from ikm.cli.commands import app  # noqa: PLC0415 - the same
    from ikm.cli.interruption import RUN  # noqa: PLC0415 - the same
    from ikm.cli.languages import speaking, wrong  # noqa: PLC0415 - the same
    from ikm.cli.plain import register  # noqa: PLC0415 - the same
    from ikm.cli.spoken import settled  # noqa: PLC0415 - the same
    from ikm.cli.usage import REFUSED, told  # noqa: PLC0415 - the same
    from ikm.errors import IkmError, cause  # noqa: PLC0415 - the same
    from ikm.findings import display, for_command  # noqa: PLC0415 - the same

    def say(words: str) -> None:
        print(words, file=sys.stderr)  # noqa: T201 - a command prints

    errors = register()
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, ValueError):
            stream.reconfigure(errors=errors)  # type: ignore[union-attr]
    lang, unknown = settled(sys.argv[1:], os.environ)
    if unknown is not None:
        say(wrong("unknown_language", value=display(unknown)).words(lang))
    try:
        with for_command(), speaking(lang):
            RUN.state = "working"
            code = app(standalone_mode=False)
        sys.stdout.flush()
        if code == 1 and RUN.wanted and not RUN.written:
            say(RUN.kept(lang))
    except IkmError as error:
        say(error.words(lang))
        sys.exit(2)
    except REFUSED as error:
        say(told(error, "", {}, sys.argv[1:]).words(lang))
        sys.exit(2)
    except BrokenPipeError:
        # The reader of the pipe has gone (`ikm law | head`): nothing is wrong, and nothing may be said.
        _close()
        sys.exit(0)
    except OSError as error:
        # A full disk under `ikm score … > file`: the stream must not be flushed again when Python ends.
        _close()
        english, indonesian = (
            f"The output cannot be written: {error.strerror}.",
            f"Hasil tidak dapat ditulis: {cause(error)}.",
        )
        kept = f" {RUN.kept(lang)}" if RUN.wanted else ""
        say((english if lang == "en" else indonesian) + kept)
        sys.exit(2)
    sys.exit(code)
