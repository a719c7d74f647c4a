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

Faults *inside* the data are not exceptions but findings (`ikm.findings`); the last two carry them, and ``report`` gives
the JSON object of the refusal.

An exception speaks English, to programmers; the command shows an officer the same in Indonesian.  Both texts stand
where the error is raised; ``words`` gives either.

>>> import ikm
>>> try:
...     ikm.krejcie_morgan(-5)
... except ikm.IkmError as error:
...     print(type(error).__name__)
OptionError
>>> ikm.errors.OptionError("Use 0.111.", id="Gunakan 0.111.").words("id")
'Gunakan 0.111.'
"""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ikm.findings import Finding, Language, Refusal
    from ikm.records import Provenance

__all__ = ["DefinitionError", "IkmError", "OptionError", "RefusalError", "ResponseError", "SourceError", "cause"]

_CAUSES = {
    errno.EACCES: "tidak diizinkan",
    errno.EBUSY: "sedang digunakan program lain",
    errno.EDQUOT: "jatah penyimpanan habis",
    errno.EFBIG: "berkasnya terlalu besar untuk penyimpanan ini",
    errno.EISDIR: "ini folder, bukan berkas",
    errno.ELOOP: "tautannya berputar ke dirinya sendiri",
    errno.ENAMETOOLONG: "namanya terlalu panjang",
    errno.ENOENT: "tidak ditemukan",
    errno.ENOSPC: "penyimpanan penuh",
    errno.ENOTDIR: "foldernya tidak ditemukan",
    errno.EPERM: "tidak diizinkan",
    errno.EROFS: "penyimpanan hanya dapat dibaca",
}
"""What the operating system says most often, in Indonesian."""


class IkmError(ValueError):
    """Anything ikm refuses; the base of its exceptions.

    Parameters
    ----------
    message : str
        What is wrong, what exists and what to write instead, in English.
    id : str, optional
        The same in Indonesian; for what a user of the command can cause.
    about : tuple of str
        The option it is about, and what of the option.
    """

    def __init__(self, message: str, *, id: str | None = None, about: tuple[str, ...] = ()) -> None:  # noqa: A002 - the language's own code
        super().__init__(message)
        self._id = id
        self._about = about

    @property
    def about(self) -> tuple[str, ...]:
        """The option it is about, and what of the option, so that a survey file can name the line that says it."""
        return self._about

    def words(self, lang: Language) -> str:
        """Give the message in a language; English where there is no Indonesian."""
        return self._id if lang == "id" and self._id is not None else str(self)


class OptionError(IkmError):
    """The call itself is wrong: a value, name or combination that cannot be used."""


class DefinitionError(IkmError):
    """A regulation, questionnaire or survey file breaks its own rules."""


class RefusalError(IkmError):
    """The data is refused, and ``findings`` says why.

    Parameters
    ----------
    message : str
        The cause, the place and the remedy, in words.
    findings : sequence of Finding
        Everything found in the data, not only what caused the refusal.
    totals : mapping, optional
        How many findings there are of each code, where not all are listed.
    provenance : Provenance, optional
        What was read, and how, as far as it is known.
    """

    def __init__(
        self,
        message: str,
        findings: Sequence[Finding] = (),
        *,
        totals: Mapping[str, int] | None = None,
        provenance: Provenance | None = None,
    ) -> None:
        super().__init__(message)
        self.findings: tuple[Finding, ...] = tuple(findings)
        self.totals: dict[str, int] = dict(totals or {})
        self.provenance = provenance

    def words(self, lang: Language) -> str:
        """Give the message in a language; in Indonesian, what the first error found says."""
        first = next((finding for finding in self.findings if finding.severity == "error"), None)
        if lang == "en" or first is None:
            return super().words(lang)
        return str(first.translated(lang))

    def report(self, lang: Language = "id") -> Refusal:
        """Give the object that ``--json`` prints when the data is refused.

        Parameters
        ----------
        lang : {"id", "en"}
            The language of the findings.

        Returns
        -------
        Refusal
            The findings, how many there are of each code, and where they come from; no figure.
        """
        from ikm.surveys import refusal_of  # noqa: PLC0415 - an exception is below all that it reports of

        return refusal_of(self, lang)


class SourceError(RefusalError):
    """The input cannot be read as a table: wrong type, damaged, too large, or not there."""


class ResponseError(RefusalError):
    """The table was read, but its columns or answers cannot be scored as they stand."""


def cause(error: OSError) -> str:
    """Say in Indonesian why the operating system refused; in its own words where that is rare.

    >>> cause(FileNotFoundError(errno.ENOENT, "No such file or directory"))
    'tidak ditemukan'
    """
    return _CAUSES.get(error.errno or 0) or str(error.strerror or error)
