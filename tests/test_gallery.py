"""The gallery: its page is the one its script writes, and shows every picture there is."""

from __future__ import annotations

import re
import runpy

from command import ROOT

DOCS = ROOT / "docs"


def test_the_gallery_shows_every_picture_and_every_picture_is_there_and_small() -> None:
    script = runpy.run_path(str(DOCS / "make_gallery.py"))
    page = (DOCS / "gallery.md").read_text(encoding="utf-8")
    assert page == script["text"](script["SHOTS"])
    shown = re.findall(r"\]\((gallery/[\w-]+\.png)\)", page)
    assert sorted(shown) == sorted(f"gallery/{path.name}" for path in (DOCS / "gallery").iterdir())
    for name in shown:
        picture = (DOCS / name).read_bytes()
        assert picture.startswith(b"\x89PNG")
        assert len(picture) <= script["MOST"]
