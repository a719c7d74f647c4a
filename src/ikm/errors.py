"""What ikm raises.

One family, so that a caller needs one ``except``: every exception that leaves the public
functions for a reason ikm knows is an `IkmError`, and an `IkmError` is a `ValueError`.

=================  ======================================================  =========
Exception          Meaning                                                 Exit code
=================  ======================================================  =========
`OptionError`      the call is wrong: an unknown option, weight, name      2
`DefinitionError`  a regulation, questionnaire or survey file is wrong     2
`SourceError`      the file cannot be read as a survey at all              1
`ResponseError`    the file was read; its answers cannot be scored as is   1
=================  ======================================================  =========

Faults *inside* the data are not exceptions but findings (`ikm.findings`); the last two carry them.

>>> import ikm
>>> try:
...     ikm.krejcie_morgan(-5)
... except ikm.IkmError as error:
...     print(type(error).__name__)
OptionError
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ikm.findings import Finding

__all__ = ["DefinitionError", "IkmError", "OptionError", "ResponseError", "SourceError"]


class IkmError(ValueError):
    """Anything ikm refuses; the base of its exceptions."""


class OptionError(IkmError):
    """The call itself is wrong: a value, name or combination that cannot be used."""


class DefinitionError(IkmError):
    """A regulation, questionnaire or survey file breaks its own rules."""


class _RefusalError(IkmError):
    """The data is refused, and ``findings`` says why.

    Parameters
    ----------
    message : str
        The cause, the place and the remedy, in words.
    findings : sequence of Finding
        Everything found in the data, not only what caused the refusal.
    """

    def __init__(self, message: str, findings: Sequence[Finding] = ()) -> None:
        super().__init__(message)
        self.findings: tuple[Finding, ...] = tuple(findings)


class SourceError(_RefusalError):
    """The input cannot be read as a table: wrong type, damaged, too large, or not there."""


class ResponseError(_RefusalError):
    """The table was read, but its columns or answers cannot be scored as they stand."""
