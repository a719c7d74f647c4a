"""Files that are no table are named for what they are, with the way out."""

from __future__ import annotations

import gzip
import hashlib
import io
import os
from typing import TYPE_CHECKING

import pytest
from workbooks import TABLE, csv_bytes, package, workbook

from ikm.errors import OptionError, SourceError
from ikm.sources import Limits, read
from ikm.sources.workbooks.ole import build

if TYPE_CHECKING:
    from pathlib import Path


def refused(source: object) -> tuple[str, str]:
    """Read what must be refused; give the finding's code and its Indonesian words."""
    with pytest.raises(SourceError) as caught:
        read(source)  # type: ignore[arg-type]
    finding = caught.value.findings[0]
    assert finding.severity == "error"
    assert str(caught.value) == f"{finding.translated('en').message} {finding.translated('en').action}"
    return finding.code, f"{finding.message} {finding.action}"


@pytest.mark.parametrize(
    ("content", "code", "words"),
    [
        (b"", "file-empty", "kosong (0 byte). Unduh jawabannya lagi"),
        (b"\x89PNG\r\n\x1a\n" + bytes(60), "file-wrong-kind", "gambar PNG, bukan tabel jawaban. Berikan tabel"),
        (b"%PDF-1.7\nkata", "file-wrong-kind", "dokumen PDF"),
        (
            gzip.compress(b"U1,U2\r\n4,3\r\n", mtime=0),
            "file-wrong-kind",
            "terkompresi (gzip), bukan tabel jawaban. Buka (ekstrak)",
        ),
        (b"\n <!DOCTYPE HTML>\n<table><tr><td>U1</td></tr></table>", "file-is-web-page", "pilih Save As, jenis Excel"),
        ("<html><table></table></html>".encode("utf-16"), "file-is-web-page", "halaman web (HTML)"),
        (b'{"url": "https://docs.google.com/open?id=x", "doc_id": "x"}', "file-is-shortcut", "pilih File > Download"),
        (
            b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
            "file-wrong-kind",
            "Excel 2003 (XML), bukan tabel jawaban. Buka dengan Excel",
        ),
        (b'[{"U1": 4}]', "file-wrong-kind", "berkas JSON"),
        (bytes(range(1, 32)) * 40, "file-not-text", "data biner yang tidak dikenal"),
        (package({"catatan.txt": b"isi"}), "file-archive-without-workbook", "Ekstrak arsipnya"),
        (package({"word/document.xml": b"<w/>", "[Content_Types].xml": b"<T/>"}), "file-wrong-kind", "dokumen Word"),
        (package({"xl/workbook.bin": b"x", "[Content_Types].xml": b"<T/>"}), "file-wrong-kind", "(.xlsb), bukan tabel"),
        (package({"a.csv": b"U1\n", "b.csv": b"U1\n"}), "file-archive-of-several", "berisi 2 tabel: a.csv, b.csv"),
        (build("EncryptedPackage", b"x"), "file-has-password", "kosongkan kata sandinya, simpan, lalu coba lagi"),
        (build("WordDocument", b"x"), "file-wrong-kind", "dokumen Word 97-2003"),
        (build("Book", b"x"), "file-wrong-kind", "Excel 5.0/95, bukan tabel jawaban. Buka dengan Excel"),
        (build("Entah", b"x"), "file-not-text", "Unduh jawabannya lagi"),
    ],
)
def test_a_file_that_is_no_table_is_named_with_the_way_out(content: bytes, code: str, words: str) -> None:
    found, said = refused(content)
    assert found == code
    assert words in said


def test_a_header_that_begins_like_a_signature_is_still_a_table() -> None:
    assert read(b"MZ,BZhari,U1\r\n1,2,4\r\n").rows[0] == ("MZ", "BZhari", "U1")


def test_the_content_decides_and_a_wrong_ending_is_only_noticed(tmp_path: Path) -> None:
    path = tmp_path / "jawaban.xlsx"
    path.write_bytes(csv_bytes())
    sheet = read(path)
    assert (sheet.facts.kind, sheet.facts.name, len(sheet.rows)) == ("csv", "jawaban.xlsx", len(TABLE))
    assert [f.code for f in sheet.findings] == ["file-type-differs"]
    assert "tabel teks (CSV), bukan .xlsx" in sheet.findings[0].message


def test_the_zip_that_google_forms_sends_is_read() -> None:
    sheet = read(package({"Survei.csv": csv_bytes()}))
    assert len(sheet.rows) == len(TABLE)
    assert [f.code for f in sheet.findings] == ["file-inside-archive"]


@pytest.mark.parametrize(
    ("name", "content"),
    [("Survei.tsv", csv_bytes(delimiter="\t")), ("Survei (Jawaban).xlsx", workbook()), ("unduhan/a.CSV", csv_bytes())],
)
def test_a_zip_that_holds_one_table_of_any_kind_is_read(name: str, content: bytes) -> None:
    data = package({name: content, "__MACOSX/._x.csv": b"x", "README.txt": b"isi"})
    sheet = read(data)
    assert len(sheet.rows) == len(TABLE)
    assert [f.code for f in sheet.findings] == ["file-inside-archive"]
    assert (sheet.facts.size, sheet.facts.sha256) == (len(data), hashlib.sha256(data).hexdigest())


def test_a_zip_within_a_zip_is_not_opened() -> None:
    assert refused(package({"a.xlsx": package({"b.csv": csv_bytes()})}))[0] == "file-archive-of-several"


def test_bytes_are_called_what_the_caller_calls_them() -> None:
    assert read(csv_bytes(), name="folder/unggahan.csv").facts.name == "unggahan.csv"


def test_path_bytes_and_open_file_give_the_same_and_the_hash_of_the_bytes(tmp_path: Path) -> None:
    data = workbook()
    path = tmp_path / "a.xlsx"
    path.write_bytes(data)
    with path.open("rb") as handle:
        sheets = [read(path), read(str(path)), read(data), read(bytearray(data)), read(memoryview(data)), read(handle)]
        assert not handle.closed
    assert len({(str(list(s.rows)), str(s.numbers), s.facts.sha256, s.facts.size) for s in sheets}) == 1
    assert sheets[0].facts.size == len(data)


def test_a_folder_is_refused_and_its_tables_are_named(tmp_path: Path) -> None:
    (tmp_path / "jawaban.csv").write_bytes(csv_bytes())
    code, said = refused(tmp_path)
    assert code == "file-is-folder"
    assert "adalah folder, bukan berkas" in said
    assert "jawaban.csv" in said


def test_a_missing_file_is_refused_with_the_nearest_name(tmp_path: Path) -> None:
    (tmp_path / "Survei 2024.xlsx").write_bytes(workbook())
    code, said = refused(tmp_path / "Survey 2024.xlsx")
    assert code == "file-missing"
    assert "Yang mirip namanya: Survei 2024.xlsx" in said
    assert str(tmp_path) not in said


def test_excels_lock_file_is_refused_and_the_real_file_named(tmp_path: Path) -> None:
    path = tmp_path / "~$Survei.xlsx"
    path.write_bytes(bytes(165))
    code, said = refused(path)
    assert code == "file-is-lock"
    assert said.endswith("Berikan berkas aslinya: Survei.xlsx.")


@pytest.mark.skipif(
    not hasattr(os, "mkfifo") and "CI" not in os.environ, reason="os.mkfifo is missing: Windows has no such pipes"
)
def test_a_pipe_is_refused_without_waiting(tmp_path: Path) -> None:
    path = tmp_path / "pipa.csv"
    os.mkfifo(path)
    assert refused(path)[0] == "file-not-regular"


def test_a_device_is_refused() -> None:
    assert refused(os.devnull)[0] == "file-not-regular"


def test_a_file_that_breaks_off_while_it_is_read_is_refused() -> None:
    class Broken(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:  # noqa: ARG002  # the stream always fails
            raise OSError(5, "Input/output error")

    code, said = refused(Broken())
    assert code == "file-not-readable"
    assert "Input/output error" in said


def test_a_missing_permission_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(csv_bytes())

    def forbid(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", forbid)
    code, said = refused(path)
    assert code == "file-no-permission"
    assert "Tutup berkas itu jika sedang terbuka di Excel" in said


@pytest.mark.parametrize("source", [12, io.StringIO("U1\n4\n"), None])
def test_what_cannot_be_read_at_all_is_a_wrong_call(source: object) -> None:
    with pytest.raises(OptionError):
        read(source)  # type: ignore[arg-type]


def test_the_size_of_a_file_is_limited_and_the_limit_named() -> None:
    with pytest.raises(SourceError, match=r"limit workbook_bytes") as caught:
        read(workbook(), limits=Limits(workbook_bytes=100))
    assert "simpan sebagai CSV" in caught.value.findings[0].action
    with pytest.raises(SourceError, match=r"limit text_bytes"):
        read(csv_bytes(), limits=Limits(text_bytes=10))
