"""Word documents, read back and written in as an officer would."""

from __future__ import annotations

import io
import os
import shutil
import struct
import subprocess
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import docx
import pytest

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NAMESPACES = {
    "w": W.strip("{}"),
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
}
for prefix, space in NAMESPACES.items():
    ET.register_namespace(prefix, space)


def part(document: bytes, name: str = "word/document.xml") -> str:
    with zipfile.ZipFile(io.BytesIO(document)) as parts:
        return parts.read(name).decode()


def tree_of(markup: str) -> ET.Element:
    return ET.fromstring(markup)  # noqa: S314 - it was written here


def numbered_apart(document: bytes) -> bytes:
    """Put a number behind each caption, so that none hides another of the same words."""
    tree = tree_of(part(document))
    for place, one in enumerate(tree.iter(f"{W}p")):
        if style(one) == "Caption":
            runs = list(one.iter(f"{W}t"))
            runs[-1].text = f"{runs[-1].text} {place}"
    return replaced(document, {"word/document.xml": ET.tostring(tree, encoding="utf-8", xml_declaration=True)})


def body(document: bytes) -> ET.Element:
    found = tree_of(part(document)).find(f"{W}body")
    assert found is not None
    return found


def words(element: ET.Element) -> str:
    """Give what is read in an element; a percent sign may be bound to its figure."""
    parts = [
        "\n" if one.tag == f"{W}br" else one.text or "" for one in element.iter() if one.tag in {f"{W}t", f"{W}br"}
    ]
    return "".join(parts).replace("\N{NO-BREAK SPACE}", " ")


def captioned(document: bytes) -> dict[str, list[list[str]]]:
    """Give the rows of every table by its caption, the heading first."""
    found: dict[str, list[list[str]]] = {}
    caption = ""
    for one in body(document):
        if one.tag == f"{W}p":
            caption = words(one).partition(". ")[2] if style(one) == "Caption" else caption
        elif one.tag == f"{W}tbl" and caption:
            rows = [[words(cell) for cell in row.iter(f"{W}tc")] for row in one.iter(f"{W}tr")]
            assert caption not in found
            found[caption], caption = rows, ""
    return found


def style(paragraph: ET.Element) -> str:
    named = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if named is None else named.get(f"{W}val") or ""


def places(document: bytes) -> dict[str, str]:
    """Give what stands in each place, by its key."""
    found: dict[str, str] = {}
    for control in body(document).iter(f"{W}sdt"):
        key = control_key(control)
        assert key not in found
        content = control.find(f"{W}sdtContent")
        assert content is not None
        lines = [words(one) for one in content.iter(f"{W}p")] or [words(content)]
        found[key] = "\n".join(lines)
    return found


def control_key(control: ET.Element) -> str:
    tag = control.find(f"{W}sdtPr/{W}tag")
    assert tag is not None
    return (tag.get(f"{W}val") or "").partition("#")[0]


def written(document: bytes, changes: dict[str, str], media: dict[str, bytes] | None = None) -> bytes:
    """Write WordprocessingML into places, as Word does: the placeholder goes, what is typed stands there."""
    tree = tree_of(part(document))
    spaces = " ".join(f'xmlns:{prefix}="{space}"' for prefix, space in NAMESPACES.items())
    left = set(changes)
    above = {child: parent for parent in tree.iter() for child in parent}
    for control in list(tree.iter(f"{W}sdt")):
        key = control_key(control)
        if key not in changes:
            continue
        left.discard(key)
        properties, content = control.find(f"{W}sdtPr"), control.find(f"{W}sdtContent")
        assert properties is not None
        assert content is not None
        for waiting in properties.findall(f"{W}showingPlcHdr"):
            properties.remove(waiting)
        typed_in = list(tree_of(f"<w:x {spaces}>{changes[key]}</w:x>"))
        around = above[control]
        if around.tag == f"{W}p" and len(typed_in) == 1:
            typed_in = list(typed_in[0])
        elif around.tag == f"{W}p":  # of several paragraphs Word makes a control that stands around them
            cell = above[around]
            cell[list(cell).index(around)] = control
        content[:] = typed_in
    assert not left
    parts = {"word/document.xml": ET.tostring(tree, encoding="utf-8", xml_declaration=True)}
    for number, (name, data) in enumerate((media or {}).items()):
        parts[f"word/media/{name}"] = data
        relation = (
            f'<Relationship Id="own{number}" Type="{NAMESPACES["r"]}/image" Target="media/{name}"/></Relationships>'
        )
        before = parts.get("word/_rels/document.xml.rels", part(document, "word/_rels/document.xml.rels").encode())
        parts["word/_rels/document.xml.rels"] = before.replace(b"</Relationships>", relation.encode())
    return replaced(document, parts)


def replaced(document: bytes, parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(document)) as old, zipfile.ZipFile(out, "w") as new:
        for name in dict.fromkeys([*old.namelist(), *parts]):
            new.writestr(name, parts[name] if name in parts else old.read(name))
    return out.getvalue()


def typed(text: str, *, bold: bool = False) -> str:
    """Give a paragraph as typed."""
    return f'<w:p><w:r>{"<w:rPr><w:b/></w:rPr>" if bold else ""}<w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def png() -> bytes:
    """Give a picture of one point."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    drawn = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0\x80\x40\x20")) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + drawn


def template(*paragraphs: str) -> bytes:
    """Make an office's own document of some paragraphs."""
    document: Any = docx.Document()
    for one in paragraphs:
        document.add_paragraph(one)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def controls(document: bytes) -> Iterator[ET.Element]:
    yield from body(document).iter(f"{W}sdt")


def converted(document: bytes, kind: str, folder: Path) -> bytes:
    """Open a document in LibreOffice and save it as another kind."""
    program = shutil.which("soffice")
    if program is None:
        assert os.environ.get("CI") != "true", "LibreOffice (soffice) is missing"
        pytest.skip("LibreOffice (soffice) is not installed")
    source = folder / "laporan.docx"
    source.write_bytes(document)
    made = folder / "made"
    home = f"-env:UserInstallation={(folder / 'home').as_uri()}"
    done = subprocess.run(
        [program, "--headless", home, "--convert-to", kind, "--outdir", str(made), str(source)],
        capture_output=True,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return (made / f"laporan.{kind}").read_bytes()
