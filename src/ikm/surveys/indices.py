"""Indices: what a call, a survey file or a questionnaire asks for besides the SKM, and the results of it.

The SKM is always scored, and is the result itself; an index that is asked for beside it (``index="spak"``) stands in
its ``indices``.  Its columns may be chosen under its name (``--map spak=K-T``), like those of the elements.

>>> import ikm
>>> header = ["U1", "U2", "U3", "U4", "U5", "U6", "U7", "U8 pengaduan", "U9 sarana"]
>>> asked = ["Tidak ada diskriminasi", "Tidak ada pungli", "Tidak ada calo", "Tidak ada gratifikasi"]
>>> rows = [[*[3] * 9, 4, 4, 3, 4], [*[4] * 9, 3, 4, 4, 4]]
>>> result = ikm.score([header + asked, *rows], index=["skm", "spak"], weight="exact")
>>> result.ikm, [(one.key, one.ikm, one.mutu, one.mean) for one in result.indices]
(87.5, [('spak', 93.75, 'A', 3.75)])
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from ikm.arguments import joined
from ikm.columns import IMPORTANCE, stretches
from ikm.errors import OptionError, ResponseError
from ikm.findings import LANGUAGES, Finding, Findings, Typed
from ikm.regulation import AskedItem, builtin_indices, indices_of, load_index, parse_index
from ikm.responses import Wanted
from ikm.scoring import IndexResult, Indices, score_index

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from ikm.arguments import Tables
    from ikm.findings import Language
    from ikm.questionnaires import Questionnaire
    from ikm.regulation import IndexInstrument
    from ikm.responses import Responses
    from ikm.tallies import IndexCounts, TallyFile

__all__ = ["counted_indices", "leave_unasked", "names_index", "other_indices", "wanted_of", "without_others"]

T = TypeVar("T")

_SHARED = "missing", "minimum_group", "population", "confidence"
"""What is asked for the SKM and holds for every index."""
_NONE = "index-none"
_OF_INDEX = {
    "group-few": "index-few",
    "group-very-few": "index-very-few",
    "survey-no-respondents": "index-unanswered",
    "survey-element-unanswered": "index-item-unanswered",
}
"""What is said of the SKM, and of an index in other words."""


def names_index(name: str, indices: Sequence[str | Path]) -> bool:
    """Tell whether a name of a column or label belongs to an index that is asked for; a file may have any name."""
    if any(str(one).casefold().endswith(".toml") for one in indices):
        return True
    plain = name.strip().casefold()
    return any(plain in {one.key, IMPORTANCE} or one.is_item(name) for one in indices_of(indices))


def without_others(choices: Mapping[str, T] | None, planned: Sequence[str], asked: object) -> dict[str, T] | None:
    """Leave out what a survey file says of its indices that a call does not ask for.

    Parameters
    ----------
    choices : mapping, optional
        Columns or labels of the file, by what they are for.
    planned : sequence of str
        The indices the file asks for.
    asked : str, path, IndexInstrument or sequence of them, optional
        Those the call asks for.
    """
    kept = indices_of(_several(asked))
    others = [one for one in indices_of(planned) if one.key not in {index.key for index in kept}]

    def belongs(name: str, index: IndexInstrument) -> bool:
        return name in _names_of(index) or index.is_item(name)

    gone = {
        name
        for name in choices or ()
        if any(belongs(name.strip().casefold(), one) for one in others)
        and not any(belongs(name.strip().casefold(), one) for one in kept)
    }
    return {name: one for name, one in (choices or {}).items() if name not in gone} or None


def _several(asked: object) -> Sequence[Any]:
    """Give what is asked for as a sequence."""
    return [asked] if isinstance(asked, str) or not isinstance(asked, (list, tuple, type(None))) else asked or ()


def _names_of(index: IndexInstrument) -> set[str]:
    """Give the names under which the columns of an index are chosen."""
    return {index.key, IMPORTANCE} if index.weighting == "importance" else {index.key}


def wanted_of(
    asked: object,
    questionnaire: Questionnaire | None,
    columns: Mapping[str, T] | None,
) -> tuple[Wanted, dict[str, T] | None]:
    """Settle which indices are meant, and part their columns from those of the elements.

    Parameters
    ----------
    asked : str, path, IndexInstrument or sequence of them, optional
        What a call or a survey file names.
    questionnaire : Questionnaire, optional
        What it declares holds where nothing is asked for.
    columns : mapping, optional
        The columns a person names, of elements and of indices.

    Returns
    -------
    tuple
        What is asked for, and the columns of the elements.
    """
    indices = indices_of(_several(asked) or (() if questionnaire is None else questionnaire.indices))
    if columns is None:
        return Wanted(indices), None
    own = {name for one in indices for name in _names_of(one)}
    chosen: dict[str, Any] = {}
    rest: dict[str, T] = {}
    for name, choice in columns.items():
        if (plain := name.strip().casefold()) in own:
            chosen[plain] = choice
        elif plain == IMPORTANCE:
            raise _unweighted(name)
        else:
            rest[name] = choice
    return Wanted(indices, chosen), rest or None


def _unweighted(name: str) -> OptionError:
    place = Typed("map", key=name)
    return OptionError(
        f"{place}: no index that is asked for is weighted by importance; {Typed('index', 'ipak-bps')} is.",
        id=f"{place}: tidak ada indeks yang diminta yang ditimbang menurut kepentingan; yang demikian "
        f"{Typed('index', 'ipak-bps')}.",
        about=("columns", name),
    )


def leave_unasked(responses: Responses) -> Responses:
    """Let one survey of several pass that does not ask for an index, which is an error where it is the only one.

    Parameters
    ----------
    responses : Responses
        The answers; an index none of whose items was found is said not to be asked for.
    """
    told = responses.findings
    if not told.counts[_NONE]:
        return responses
    kept = (Finding("index-not-asked", details=one.details) if one.code == _NONE else one for one in told)
    findings = Findings(kept, limit=told.limit, label_of=told.label_of)
    for code, number in (told.counts - findings.counts).items():
        if code != _NONE:
            findings.count_only(code, number)
    return replace(responses, findings=findings)


def other_indices(
    responses: Responses, asked: Mapping[str, Any], tables: Tables, lang: Language
) -> tuple[Indices, list[Finding]]:
    """Score the indices that were read beside the SKM, and give what there is to say of them.

    Parameters
    ----------
    responses : Responses
        The answers.
    asked : mapping
        The options of scoring; the weight and the target are those of the SKM.
    tables : tuple of tuples of str
        The breakdowns.
    lang : {"id", "en"}
        The language of names.
    """
    results, findings = [], []
    options = {name: value for name, value in asked.items() if name in _SHARED}
    for one in responses.indices:
        if one.index.weighting == "importance" and not one.importance:
            raise OptionError(
                f"Nobody said how much the items of {one.index.key!r} matter, so they cannot be weighted.",
                id=f"Tidak ada jawaban tentang kepentingan butir {one.index.key!r}, sehingga tidak dapat ditimbang.",
            )
        own = responses.of_index(one.index.key)
        placed = {key: own.columns.columns_of(key)[0] for key in own.elements}
        with _of_index(one.index):
            result, told = score_index(
                own.tally(joined(tables)), one.index, one.law, tables=tables, pairs=own.pairs(joined(tables)),
                importance=one.importance, columns=placed, lang=lang, **options,
            )  # fmt: skip
        more = [_told_of(one.index, finding) for finding in told]
        results.append(result)
        findings += [_declared(one.index, own), *more]
    return Indices(tuple(results)), findings


def counted_indices(
    file: TallyFile, asked: Mapping[str, Any], tables: Tables, lang: Language
) -> tuple[Indices | None, list[Finding]]:
    """Score the indices whose counts stand in a tally file, and give what there is to say of them.

    Parameters
    ----------
    file : TallyFile
        The counts.
    asked : mapping
        The options of scoring.
    tables : tuple of tuples of str
        The breakdowns.
    lang : {"id", "en"}
        The language of names.

    Raises
    ------
    OptionError
        If they were counted under an instrument that this ikm does not have.
    """
    results: list[IndexResult] = []
    findings: list[Finding] = []
    options = {name: asked[name] for name in _SHARED if asked.get(name) is not None}
    for one in file.indices:
        index = _counted_by(one)
        if index is None or (index.key, index.digest) != (one.index, one.sha256):
            raise OptionError(
                f"These counts of {one.index!r} were made under an instrument that this ikm does not have; count the "
                "survey again with this ikm.",
                id=f"Rekapitulasi {one.index!r} dibuat menurut cara hitung yang tidak ada dalam ikm ini; buat lagi "
                "rekapitulasinya dengan ikm ini.",
            )
        known = {item.key: item for item in index.items}
        items = [
            known.get(key) or AskedItem(key, one.names.get(key, key), one.names.get(key, key)) for key in one.elements
        ]
        tally = one.tally_by(file.by)
        tally = tally.regroup(joined(tables)) if tables or tally.by else tally
        with _of_index(index):
            result, more = score_index(
                tally, index, index.law(items), tables=tables, importance=one.matters, lang=lang, **options
            )
        results.append(result)
        findings += [_told_of(index, finding) for finding in more]
    return (Indices(tuple(results)) if results else None), findings


def _counted_by(counts: IndexCounts) -> IndexInstrument | None:
    """Give the instrument that counts were made under, or what ikm has under its name; none where it has nothing."""
    if counts.instrument is not None:
        return parse_index(counts.instrument.encode(), f"{counts.index}.toml")
    return load_index(counts.index) if counts.index in builtin_indices() else None


def _told_of(index: IndexInstrument, finding: Finding) -> Finding:
    """Say of an index what is said of the SKM in words of its own."""
    code = _OF_INDEX.get(finding.code)
    return finding if code is None else Finding(code, details={**finding.details, "name": index.short})


@contextmanager
def _of_index(index: IndexInstrument) -> Iterator[None]:
    """Say of what is refused that it is an index besides the SKM, which can be scored without it."""
    try:
        yield
    except ResponseError as error:
        findings = [_told_of(index, finding) for finding in error.findings]
        raise ResponseError(str(findings[0].translated("en")), findings) from None


def _declared(index: IndexInstrument, responses: Responses) -> Finding:
    """Say of what an index was made and by which instrument: none is a silent default."""
    columns = [responses.columns.columns_of(key)[0] for key in responses.elements]
    details = {
        "name": index.short,
        "count": len(columns),
        "named": stretches(columns),
        "index": {lang: f"{index.key} ({index.title[lang]})" for lang in LANGUAGES},
        "source": index.sources["instrument"],
    }
    return Finding(
        "index-declared",
        sheet=next((s.name for s in responses.facts.sheets if s.read), None),
        columns=columns,
        details=details,
    )
