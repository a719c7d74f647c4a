"""The gallery: its pages are those its script writes, and show every picture there is."""

from __future__ import annotations

import re
import runpy

from command import ROOT

DOCS = ROOT / "docs"


def test_the_gallery_shows_every_picture_and_every_picture_is_there_and_small() -> None:
    script = runpy.run_path(str(DOCS / "make_gallery.py"))
    for lang, file in script["PAGES"].items():
        page = file.read_text(encoding="utf-8")
        assert page == script["text"](lang)
        shown = re.findall(r"\]\((?:\.\./)?gallery/([\w-]+)\.png\)", page)
        assert shown == [*script["SHOTS"]]
    assert sorted(f"{name}.png" for name in script["SHOTS"]) == sorted(
        path.name for path in (DOCS / "gallery").iterdir()
    )
    for path in (DOCS / "gallery").iterdir():
        picture = path.read_bytes()
        assert picture.startswith(b"\x89PNG")
        assert len(picture) <= script["MOST"]
