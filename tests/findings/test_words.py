"""The words an office reads: formal, friendly, plain, and complete in both languages."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import ikm

if TYPE_CHECKING:
    from collections.abc import Iterator

SOURCE = Path(ikm.__file__).parent

DISLIKED = {
    "temuan": "to an official a temuan is an auditor's; a note on the data is a catatan pemeriksaan",
    "pakai dipakai memakai pemakaian": "colloquial; gunakan, digunakan",
    "betulkan dibetulkan": "colloquial; perbaiki",
    "bila bilamana kalau": "jika, everywhere the same",
    "dulu": "colloquial; dahulu",
    "nasib": "a metaphor; the status of a row",
    "mengalahkan": "a metaphor; lebih diutamakan daripada",
    "wadah wadahnya": "a metaphor; berkas",
    "cacah cacahnya": "jargon; rekapitulasi jumlah jawaban",
    "momen momennya": "jargon; data korelasi",
    "keluaran keluarannya": "jargon; berkas hasil",
    "galat": "jargon; kesalahan",
    "tetapan": "jargon; ketentuan aplikasi",
    "tertelan diam-diam begitu begini": "colloquial",
    "apa-apa": "colloquial; tidak ada yang perlu dilakukan",
    "supaya biar cuma enggak gak punya": "colloquial",
}
"""Words an officer stumbled over, or that say something else to one, with what is better."""

WORDS = {word: reason for words, reason in DISLIKED.items() for word in words.split()}

NOTATION = {
    r"[<>]=? ?\{": "a sign of arithmetic where a word belongs",
    r"\bKURANG\b|\bBELUM\b|\bTIDAK\b": "capitals shout; PERHATIAN alone stands so",
    r"\bnull\b|\bNone\b|\bTrue\b|\bFalse\b": "a programmer's word",
}


def data_words() -> Iterator[tuple[str, str]]:
    """Give every Indonesian sentence that stands in data for people to read."""
    files = [
        *(SOURCE / "findings/data").glob("*.toml"),
        *(SOURCE / "findings/pages").glob("*.toml"),
        *(SOURCE / "reports/data").glob("*.toml"),
        SOURCE / "columns/data/reasons.toml",
        SOURCE / "sources/data/kinds.toml",
    ]
    for file in sorted(files):
        yield from told(tomllib.loads(file.read_text(encoding="utf-8")), file.name)
    phrases = tomllib.loads((SOURCE / "answers/data/words.toml").read_text(encoding="utf-8"))["phrases"]
    yield from told(phrases, "answers/words.toml")


def told(part: Any, place: str, *, indonesian: bool = False) -> Iterator[tuple[str, str]]:
    if isinstance(part, dict):
        for name, value in part.items():
            yield from told(value, f"{place} {name}", indonesian=indonesian or name == "id")
    elif isinstance(part, list):
        for value in part:
            yield from told(value, place, indonesian=indonesian)
    elif indonesian and isinstance(part, str):
        yield place, part


def message_words() -> Iterator[tuple[str, str]]:
    """Give every text that stands in a module, docstrings aside; of those that know the words of forms, the errors."""
    for file in sorted(SOURCE.rglob("*.py")):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        errors_only = file.parent.name in {"columns", "answers"}
        for node in ast.walk(tree):
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
                node.value.value = ""
            elif isinstance(node, ast.Call) and "Error" in ast.unparse(node.func):
                yield from ((f"{file.name}:{one.value.lineno}", ast.unparse(one.value)) for one in node.keywords)
            elif isinstance(node, ast.Constant) and isinstance(node.value, str) and not errors_only:
                yield f"{file.name}:{node.lineno}", node.value


def disliked(text: str, *, notation: bool = True) -> list[str]:
    """Say what is not as an office writes, and why."""
    plain = text.casefold().replace("cara pakai", "")  # what the usage of a command is called
    met = [f"{word}: {WORDS[word]}" for word in re.findall(r"[\w-]+", plain) if word in WORDS]
    prose = re.sub(r"`[^`]+`", "", text)  # what is typed is written as its program has it
    return met + [why for sign, why in NOTATION.items() if notation and re.search(sign, prose)]


def test_the_words_disliked_are_found_where_they_stand() -> None:
    assert disliked("Tidak ada temuan; pakai berkas lain.") == [
        f"temuan: {WORDS['temuan']}",
        f"pakai: {WORDS['pakai']}",
    ]
    assert disliked("sampel < {required}") == ["a sign of arithmetic where a word belongs"]
    assert not disliked("Penggunaan catatan pemeriksaan ini sudah tepat.")


def test_what_an_office_reads_is_formal_and_plain() -> None:
    data, messages = list(data_words()), list(message_words())
    assert len(data) > 500
    assert len(messages) > 1_000
    assert {f"{place}: {text[:80]}": why for place, text in data if (why := disliked(text))} == {}
    assert {f"{place}: {text[:80]}": why for place, text in messages if (why := disliked(text, notation=False))} == {}


@pytest.mark.parametrize("file", sorted((SOURCE / "reports/data").glob("*.toml")), ids=lambda file: file.stem)
def test_the_fixed_words_are_the_same_in_both_languages_field_by_field(file: Path) -> None:
    words = tomllib.loads(file.read_text(encoding="utf-8"))
    if set(words) == {"id", "en"}:
        fields = [{name: re.findall(r"\{(\w+)\}", text) for name, text in words[lang].items()} for lang in ("id", "en")]
        assert fields[0].keys() == fields[1].keys()
        assert {name: sorted(set(met)) for name, met in fields[0].items()} == {
            name: sorted(set(met)) for name, met in fields[1].items()
        }
