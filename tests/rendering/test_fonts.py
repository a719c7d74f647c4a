"""The font is shipped whole, with its licence, and is the one its name says."""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path

import ikm
from ikm.rendering.fonts import FAMILY, font_files

ROOT = Path(__file__).parents[2]


def test_each_file_is_the_font_unchanged() -> None:
    found = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in font_files()}
    assert found == {
        "LiberationSans-Regular.ttf": "8d91388f1d3604b3b8ae0e3ee2d140e50cd6122f9214514f4aca772540a4076d",
        "LiberationSans-Bold.ttf": "ba0e0dc3f7aca5b0afbc31e800531ee43be3aa79ae35b2ef1f6470a9547765c4",
    }


def test_a_file_has_the_name_of_the_family() -> None:
    for path in font_files():
        assert FAMILY.encode("utf-16-be") in path.read_bytes()


def test_the_licence_is_beside_the_font_and_in_the_metadata() -> None:
    licence = Path(font_files()[0].parent / "OFL.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    assert 'THE FONT SOFTWARE IS PROVIDED "AS IS"' in licence
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["license"] == "MIT AND OFL-1.1"
    assert all((ROOT / name).is_file() for name in project["license-files"])
    assert any(name.endswith("OFL.txt") for name in project["license-files"])


def test_nothing_more_is_shipped_than_needed() -> None:
    files = [path for path in (Path(ikm.__file__).parent / "rendering" / "fonts").iterdir() if path.is_file()]
    assert sum(path.stat().st_size for path in files) < 1_000_000
