"""The plan of an xlsx workbook: which sheets it has, where their cells, texts and formats lie.

An xlsx file is a ZIP archive of XML parts tied together by relations.  This module follows the relations
and no others: `Package.sheets` names the worksheets with their parts.  `rebuild` writes a small clean
workbook of one sheet in memory, from parts already inspected, so that the reader behind it meets nothing
that was not looked at: no second part of the same name, no false sizes, no unknown content.
"""

from __future__ import annotations

import io
import itertools
import posixpath
import re
import zipfile
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from ikm.sources.refusals import both, damaged, refusal, too_large
from ikm.sources.tables import Merged
from ikm.sources.workbooks.markup import elements, local, plain_markup

if TYPE_CHECKING:
    from ikm.sources.limits import Limits
    from ikm.sources.tables import SheetState
    from ikm.sources.workbooks.archives import Archive

__all__ = ["Package", "SheetPart", "merged_cells", "pieces", "read_package", "rebuild", "without_counts"]

_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_STATES: dict[str, SheetState] = {"hidden": "hidden", "veryHidden": "very hidden"}


_CORNER = rb"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})"
_MERGED = re.compile(rb"""<(?:[\w.-]+:)?mergeCell\s+ref\s*=\s*["']%b:%b["']""" % (_CORNER, _CORNER))
_MOST_MERGED = 20_000


class SheetPart(NamedTuple):
    """One worksheet: its name, state, and the part with its cells."""

    name: str
    state: SheetState
    part: str


class Package(NamedTuple):
    """What a workbook consists of.

    Parameters
    ----------
    sheets : tuple of SheetPart
        The worksheets in their order; chart sheets are left out.
    texts, formats : str
        The parts with the shared texts and the cell formats; empty if there is none.
    from_1904 : bool
        Whether dates count from 1904.
    macros : bool
        Whether there is a macro project.
    """

    sheets: tuple[SheetPart, ...]
    texts: str = ""
    formats: str = ""
    from_1904: bool = False
    macros: bool = False


@dataclass(slots=True)
class _Plan:
    names: list[tuple[str, str, str]] = field(default_factory=list)
    from_1904: bool = False


def read_package(archive: Archive, limits: Limits) -> Package:
    """Follow the relations of a workbook.

    Raises
    ------
    SourceError
        When a part or relation that is needed is missing, or there are too many sheets.
    """
    workbook = _workbook_part(archive)
    if not archive.has(workbook):
        raise damaged("bagian utamanya, xl/workbook.xml, tidak ada", "its main part, xl/workbook.xml, is missing")
    plan = _Plan()
    for name, attributes in elements(plain_markup(archive.part(workbook))):
        if name == "sheet":
            relation = next((value for key, value in attributes.items() if local(key) == "id"), "")
            plan.names.append((attributes.get("name", ""), attributes.get("state", ""), relation))
        elif name == "workbookPr":
            plan.from_1904 = attributes.get("date1904", "0").strip() in {"1", "true"}
    if len(plan.names) > limits.sheets:
        raise too_large(
            "sheets",
            limits.sheets,
            both(f"isinya {len(plan.names)} lembar kerja", f"it holds {len(plan.names)} worksheets"),
        )
    relations = _relations(archive, workbook)
    sheets = tuple(
        SheetPart(name, _STATES.get(state, "visible"), relations[relation][1])
        for name, state, relation in plan.names
        if relation in relations and relations[relation][0] == "worksheet"
    )
    if not sheets:
        raise damaged("tidak ada lembar kerja di dalamnya", "it holds no worksheet")
    by_kind = {kind: part for kind, part in relations.values() if archive.has(part)}
    return Package(
        sheets,
        by_kind.get("sharedStrings", ""),
        by_kind.get("styles", ""),
        plan.from_1904,
        any(name.endswith("vbaproject.bin") for name in archive.names),
    )


def _workbook_part(archive: Archive) -> str:
    if archive.has("_rels/.rels"):
        for name, attributes in elements(plain_markup(archive.part("_rels/.rels"))):
            if name == "Relationship" and attributes.get("Type", "").endswith("/officeDocument"):
                return _resolve("", attributes.get("Target", ""))
    return "xl/workbook.xml"


def _relations(archive: Archive, part: str) -> dict[str, tuple[str, str]]:
    folder, name = posixpath.split(part)
    where = posixpath.join(folder, "_rels", f"{name}.rels")
    if not archive.has(where):
        raise damaged("daftar bagiannya tidak ada", "the list of its parts is missing")
    found: dict[str, tuple[str, str]] = {}
    for element, attributes in elements(plain_markup(archive.part(where))):
        if element == "Relationship" and attributes.get("TargetMode") != "External":
            kind = attributes.get("Type", "").rpartition("/")[2]
            found[attributes.get("Id", "")] = (kind, _resolve(folder, attributes.get("Target", "")))
    return found


def _resolve(folder: str, target: str) -> str:
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")


def without_counts(part: bytes) -> bytes:
    """Drop the counts a table of shared texts declares: readers reserve memory by them.

    >>> without_counts(b'<sst count="9" uniqueCount="4294967295"><si/></sst>')
    b'<sst><si/></sst>'
    """

    def bare(tag: re.Match[bytes]) -> bytes:
        return re.sub(rb"""\s(?:unique)?[cC]ount\s*=\s*(?:"[^"]*"|'[^']*')""", b"", tag[0])

    part = re.sub(rb"<(?:[\w.-]+:)?sst\b[^>]*>", bare, part, count=1)
    if re.search(rb"uniqueCount\s*=", part):
        raise refusal(
            "file-damaged",
            reason=both("daftar teksnya menyatakan jumlahnya dua kali", "its table of texts declares its size twice"),
        )
    return part


def rebuild(sheet: bytes, *, texts: bytes = b"", formats: bytes = b"", from_1904: bool = False) -> io.BytesIO:
    """Write a workbook of one sheet from inspected parts, uncompressed, in memory."""
    made = io.BytesIO()
    optional = {"sharedStrings": texts, "styles": formats}
    present = {kind: part for kind, part in optional.items() if part}
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as archive:
        overrides = "".join(
            f'<Override PartName="/xl/{part}.xml" ContentType="application/vnd.openxmlformats-officedocument.'
            f'spreadsheetml.{kind}+xml"/>'
            for part, kind in (("workbook", "sheet.main"), ("sheet1", "worksheet"), *((k, k) for k in present))
        )
        archive.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{_TYPES}"><Default Extension="rels" ContentType='
            f'"application/vnd.openxmlformats-package.relationships+xml"/>{overrides}</Types>',
        )
        archive.writestr("_rels/.rels", _relation_part([("officeDocument", "xl/workbook.xml")]))
        archive.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><workbookPr date1904="'
            f'{int(from_1904)}"/><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>',
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            _relation_part([("worksheet", "sheet1.xml"), *((kind, f"{kind}.xml") for kind in present)]),
        )
        archive.writestr("xl/sheet1.xml", sheet)
        for kind, part in present.items():
            archive.writestr(f"xl/{kind}.xml", part)
    made.seek(0)
    return made


def pieces(sheet: bytes, number: int) -> list[bytes]:
    """Cut an ordinary worksheet into several, at row boundaries.

    >>> pieces(b'<worksheet><sheetData><row r="1"/><row r="2"/></sheetData></worksheet>', 2)[1]
    b'<worksheet><sheetData><row r="2"/></sheetData></worksheet>'
    """
    start, end = sheet.find(b"<row"), sheet.rfind(b"</sheetData>")
    if number < 2 or start < 0 or end < 0:
        return [sheet]
    cuts = [start]
    for n in range(1, number):
        cut = sheet.find(b"<row ", start + (end - start) * n // number, end)
        if cut > cuts[-1]:
            cuts.append(cut)
    return [
        b"<worksheet><sheetData>%b</sheetData></worksheet>" % sheet[a:b] for a, b in itertools.pairwise((*cuts, end))
    ]


def merged_cells(sheet: bytes) -> list[Merged]:
    """List the cells of a worksheet that are merged over several rows.

    >>> merged_cells(b'<sheetData/><mergeCells><mergeCell ref="A2:A6"/><mergeCell ref="B1:C1"/></mergeCells>')
    [Merged(first=2, last=6, left=0, right=0)]
    """
    end = max(sheet.rfind(b"</sheetData>"), sheet.rfind(b"<sheetData/>"), 0)
    found = []
    for left, first, right, last in itertools.islice(_MERGED.findall(sheet, end), _MOST_MERGED):
        if int(last) > int(first):
            found.append(Merged(int(first), int(last), _column(left), _column(right)))
    return found


def _column(letters: bytes) -> int:
    column = 0
    for letter in letters.upper():
        column = column * 26 + letter - 64
    return column - 1


def _relation_part(targets: list[tuple[str, str]]) -> str:
    entries = "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{_RELATIONS}">{entries}</Relationships>'
