"""A release: one version everywhere, badges that are true, promises that hold."""

from __future__ import annotations

import ast
import re
import runpy
import tomllib
from pathlib import Path

from command import ROOT

import ikm

SOURCE = Path(ikm.__file__).parent


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def cited(field: str) -> str:
    found = re.search(rf"^{field}: (\S+)$", text("CITATION.cff"), re.MULTILINE)
    assert found is not None
    return found[1]


def test_the_citation_and_the_changelog_name_the_version() -> None:
    assert cited("version") == ikm.__version__
    newest, older = re.findall(r"^## (.+)$", text("CHANGELOG.md"), re.MULTILINE)[:2]
    if newest == "Unreleased":
        newest = older
    version, date = newest.split(" — ")
    assert (version, date) == (ikm.__version__, cited("date-released"))


def test_the_citation_has_what_its_format_asks_for() -> None:
    assert text("CITATION.cff").startswith("cff-version: 1.2.0\n")
    for field in ("message", "title", "authors", "type"):
        assert re.search(rf"^{field}:", text("CITATION.cff"), re.MULTILINE), field
    assert tomllib.loads(text("pyproject.toml"))["project"]["license"].split(" ")[0] == cited("license")


def test_every_release_begins_with_the_changes_to_computed_results() -> None:
    releases = re.split(r"^## ", text("CHANGELOG.md"), flags=re.MULTILINE)[1:]
    assert len(releases) >= 2
    for release in releases:
        first = re.search(r"^### (.+)$", release, re.MULTILINE)
        assert first is not None
        assert first[1] == "Changes to computed results"


def test_the_badges_are_those_that_are_true() -> None:
    script = runpy.run_path(str(ROOT / "docs" / "make_badges.py"))
    made = script["files"]()
    assert {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "docs" / "badges").iterdir()} == made
    for name, (about, says) in script["badges"]().items():
        for readme in ("README.md", "README.id.md"):
            assert f"docs/badges/{name}.svg" in text(readme), (name, readme)
        assert f"<title>{about}: {says}</title>" in made[f"{name}.svg"]
    assert set(script["badges"]()) == {"python", "licence", "typed", "coverage"}
    assert (SOURCE / "py.typed").exists()


NETWORK = {"socket", "ssl", "http", "ftplib", "smtplib", "telnetlib", "requests", "httpx", "aiohttp", "urllib3"}


def test_nothing_that_opens_a_connection_is_imported() -> None:
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [one.name for one in node.names] if isinstance(node, ast.Import) else []
            names += [str(node.module)] if isinstance(node, ast.ImportFrom) else []
            assert not {name.partition(".")[0] for name in names} & NETWORK, path
            assert "urllib.request" not in names, path


def test_the_policies_link_to_one_another() -> None:
    for page, names in {
        "README.md": ("SECURITY.md", "CITATION.cff", "docs/versioning.md"),
        "README.id.md": ("SECURITY.md",),
        "docs/versioning.md": ("json.md#what-a-version-promises", "conformance/README.md"),
    }.items():
        for name in names:
            assert f"]({name}" in text(page), (page, name)


def test_the_pin_that_is_advised_is_that_of_this_release() -> None:
    major, minor, _ = ikm.__version__.split(".")
    for page in ("docs/versioning.md", "docs/portals.md"):
        assert f"`ikm-panrb~={major}.{minor}.0`" in text(page), page
