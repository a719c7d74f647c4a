"""Verification: a kept result is computed again from its source, with the options it has on record.

It agrees when every figure is the same, the source has the SHA-256 on record, and the regulation is the same data.
Anything else is named: each figure with what was kept and what is computed now, a file that changed, options this ikm
does not know.  A result of another ikm is computed by this one, and that is said.

It does not judge the result: whether the data was read rightly is `ikm.check`'s to say, and whether another office's
table can be right, an audit's.

>>> import ikm
>>> kept = ikm.score("examples/ppid-2023.xlsx", population=205)
>>> verification = verify(kept, "examples/ppid-2023.xlsx")
>>> verification.agrees, verification.same_input, verification.figures > 100, verification.differences
(True, True, True, ())
>>> verify(kept, "examples/ppid-2023.csv").same_input
False
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from pydantic import Field, ValidationError

from ikm.arguments import contents_of, one_of
from ikm.comparisons import counted_result
from ikm.errors import OptionError, RefusalError
from ikm.findings import LANGUAGES, Finding, Refusal, display
from ikm.records import ABOUT_FORMAT, ABOUT_VERSION, FrozenModel
from ikm.scoring import IKMResult
from ikm.shown import Drawn
from ikm.surveys import score
from ikm.tallies import Tally, TallyFile, read_tally
from ikm.verifications.figures import Compared, Difference, compared
from ikm.verifications.repeating import repeated
from ikm.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ikm.findings import Language
    from ikm.verifications.repeating import Repeated

__all__ = ["Verification", "survey_beside", "verify"]

_LARGEST = 64 << 20
"""How many bytes a kept result may have."""

_WORDS = frozenset({"format", "version", "findings", "provenance", "title", "unit", "lang"})
"""What is no figure; of the provenance, rows and columns are compared by themselves."""

_NOT_COUNTED = frozenset({"findings_total", "groups", "period", "uncertainty", "low", "high", "statistics"})
"""What counts alone do not tell as the answers do; how sure the index is only where they hold sums of pairs."""


class Verification(Drawn, FrozenModel):
    """Whether a kept result is what its source gives, figure by figure."""

    _headline: ClassVar = ("agrees", "figures")

    format: Literal["ikm-verification"] = Field(default="ikm-verification", description=ABOUT_FORMAT)
    version: Literal[1] = Field(default=1, description=ABOUT_VERSION)
    agrees: bool = Field(description="whether every figure, the file and the regulation are the same")
    figures: int = Field(description="how many figures were compared")
    differences: tuple[Difference, ...] = Field(description="the figures that are not the same")
    ikm_stored: float = Field(description="the index of the kept result")
    ikm_recomputed: float | None = Field(description="the index computed now; null where the data is refused")
    same_input: bool | None = Field(
        description="whether the source has the SHA-256 on record; null where one of both has none"
    )
    sha256_stored: str | None = Field(
        description="the SHA-256 on record; of several files those of each, in their order"
    )
    sha256: str | None = Field(description="the SHA-256 of the source")
    ikm_version_stored: str = Field(description="the version of ikm that made the kept result")
    ikm_version: str = Field(description="the version of ikm that computed it again")
    refusal: Refusal | None = Field(default=None, description="why the source cannot be scored now, where it cannot")
    findings: tuple[Finding, ...] = Field(default=(), description="what is to be known of the comparison")
    lang: Literal["id", "en"] = Field(default="id", description="the language of the words")


def verify(
    result: IKMResult | str | bytes | Path,
    source: Any,  # noqa: ANN401 - whatever ikm.score takes
    *,
    survey: str | Path | None = None,
    questionnaire: str | Path | None = None,
    regulation: str | Path | None = None,
    lang: Language = "id",
) -> Verification:
    """Compute a kept result again from its source, and say whether every figure and the file agree.

    Parameters
    ----------
    result : IKMResult, path or bytes
        The result, the path of the JSON it was kept as, or that JSON.
    source : path, bytes, open binary file, DataFrame, rows, TallyFile or Tally
        What it was scored from, or its counts; a path that ends in ``.json`` is a file of counts.  A list of files,
        where several were scored together.
    survey, questionnaire, regulation : str or path, optional
        The survey file, and a questionnaire or regulation of your own, where they are not where they were.
    lang : {"id", "en"}
        The language of the words.

    Returns
    -------
    Verification

    Raises
    ------
    OptionError
        If the result is none that ikm wrote, or a file that its options point to is nowhere.

    Examples
    --------
    >>> import ikm
    >>> kept = ikm.score("examples/ppid-2023.csv")
    >>> changed = kept.model_copy(update={"ikm": 83.95})
    >>> ikm.verify(changed, "examples/ppid-2023.csv").differences
    (Difference(name='ikm', stored='83.95', recomputed='83.86'),)
    """
    one_of("lang", lang, LANGUAGES)
    stored, export = _stored(result)
    _refuse_one_of_several(stored, source)
    if isinstance(source, (str, Path)) and Path(source).suffix.casefold() == ".json":
        source = read_tally(source)
    again = repeated(stored.provenance, source, survey=survey, questionnaire=questionnaire, regulation=regulation)
    now, refusal = _again(source, again, stored.lang, lang)
    both = _sides(stored, export, now, counts=isinstance(source, (Tally, TallyFile)))
    found = [*again.findings, *_about(stored, now, both.absent, source)]
    hashes = stored.provenance.hashes, _hash(now, refusal)
    found += _about_input(stored, hashes[1], source)
    clash = {"verify-regulation-changed", "verify-input-changed"} & {one.code for one in found}
    return Verification(
        agrees=now is not None and not both.differences and not clash,
        figures=both.figures,
        differences=both.differences,
        ikm_stored=stored.ikm,
        ikm_recomputed=None if now is None else now.ikm,
        same_input=None if None in hashes else _files(hashes[0]) == _files(hashes[1]),
        sha256_stored=hashes[0],
        sha256=hashes[1],
        ikm_version_stored=stored.provenance.ikm_version,
        ikm_version=__version__,
        refusal=refusal,
        findings=tuple(one.translated(lang) for one in found),
        lang=lang,
    )


def survey_beside(result: Path, source: Path) -> Path | None:
    """Give the survey file that a kept result has on record, where it lies in the folder of the source.

    Raises
    ------
    OptionError
        If the result is none that ikm wrote.
    """
    recorded = _stored(result)[0].provenance.options.get("survey")
    if not isinstance(recorded, dict):
        return None
    place = source.parent / Path(str(recorded.get("name"))).name
    return place if place.is_file() else None


def _stored(result: IKMResult | str | bytes | Path) -> tuple[IKMResult, dict[str, Any]]:
    """Read a kept result, and what its JSON says word by word."""
    name = "result"
    if isinstance(result, IKMResult):
        return result, json.loads(result.model_dump_json())
    if isinstance(result, (str, Path)):
        name, result = Path(result).name, contents_of(Path(result), most=_LARGEST)
    try:
        export = json.loads(result)
        kind = export.get("format", "ikm-result")
        if kind == "ikm-result":
            return IKMResult.model_validate_json(result), export
    except (ValidationError, ValueError, AttributeError):
        kind = None
    if kind == "ikm-agency":
        raise OptionError(
            f"{name} holds several units; give the result of one.",
            id=f"{name} berisi beberapa unit; gunakan hasil satu unit.",
        )
    raise OptionError(
        f"{name} holds no result that ikm wrote; keep one with: ikm score FILE --out result.json",
        id=f"{name} tidak berisi hasil yang ditulis ikm; simpan dengan: ikm nilai BERKAS --hasil hasil.json",
    )


def _refuse_one_of_several(stored: IKMResult, source: object) -> None:
    """Refuse one file where the result is of several; their counts are one file."""
    inputs = stored.provenance.inputs
    if inputs and not isinstance(source, (list, tuple, Tally, TallyFile)):
        names = ", ".join(display(one.name) for one in inputs)
        raise OptionError(
            f"The result was scored from {len(inputs)} files together; give all of them: {names}.",
            id=f"Hasil ini dihitung dari {len(inputs)} berkas bersama; sebutkan semuanya: {names}.",
        )


def _again(
    source: Any,  # noqa: ANN401 - as in `verify`
    again: Repeated,
    lang: Language,
    told: Language,
) -> tuple[IKMResult | None, Refusal | None]:
    """Score the source, in the language of the kept result; or say why it cannot be scored."""
    try:
        if isinstance(source, (Tally, TallyFile)):
            return counted_result(source, again.survey, lang, again.options), None
        return score(source, survey=again.survey, lang=lang, **again.options), None
    except RefusalError as error:
        return None, error.report(told)


def _sides(stored: IKMResult, export: dict[str, Any], now: IKMResult | None, *, counts: bool) -> Compared:
    """Compare the figures, and where rows are known, what became of them and which columns were read."""
    if now is None:
        return Compared(0, (), ())
    written = json.loads(now.model_dump_json())
    if counts or stored.provenance.rows is None:
        return compared(export, written, _WORDS | _NOT_COUNTED)
    figures = compared(export, written, _WORDS)
    kept, made = ({name: one["provenance"].get(name) for name in ("rows", "columns")} for one in (export, written))
    where = compared(kept, made)
    return Compared(
        figures.figures + where.figures, figures.differences + where.differences, figures.absent + where.absent
    )


def _hash(now: IKMResult | None, refusal: Refusal | None) -> str | None:
    made = now.provenance if now is not None else refusal.provenance if refusal is not None else None
    return None if made is None else made.hashes


def _files(hashes: str | None) -> list[str]:
    """Give the SHA-256 of each file; several are the same files in whatever order they are given."""
    return sorted((hashes or "").split(", "))


def _about(stored: IKMResult, now: IKMResult | None, absent: tuple[str, ...], source: object) -> Iterable[Finding]:
    """Say what else differs than figures: the kind of source, the regulation, the version, what was not kept then."""
    made = stored.provenance
    if isinstance(source, (Tally, TallyFile)):
        yield Finding("verify-from-counts")
    if now is not None and now.provenance.regulation_sha256 != made.regulation_sha256:
        yield Finding("verify-regulation-changed", details={"regulation": made.regulation, "version": made.ikm_version})
    if made.ikm_version != __version__:
        yield Finding("verify-other-version", details={"stored": made.ikm_version, "version": __version__})
    if absent:
        yield Finding("verify-names-absent", details={"number": len(absent), "names": ", ".join(absent)})


def _about_input(stored: IKMResult, found: str | None, source: object) -> Iterable[Finding]:
    """Say whether it is the file that was scored."""
    recorded = stored.provenance.hashes
    if None not in (recorded, found) and _files(recorded) != _files(found):
        name = Path(str(source)).name if isinstance(source, (str, Path)) else str(stored.provenance.input_name)
        yield Finding("verify-input-changed", details={"name": name, "stored": str(recorded), "found": str(found)})
    elif recorded is None:
        yield Finding("verify-input-unrecorded")
    elif found is None:
        yield Finding("verify-input-unhashed")
