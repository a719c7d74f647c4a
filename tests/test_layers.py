"""The house: every module stands in a room, and rooms import downwards only, by the door.

Every import counts, also those inside functions, those for types alone, and the modules a face loads when it is asked.
"""

from __future__ import annotations

import ast
import pkgutil
import re
from functools import cache
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import pytest

import ikm

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SOURCE = Path(ikm.__file__).parent

LAYERS = (
    ("version", "errors", "doors", "journal", "saving"),
    ("frozen", "shown"),
    ("records", "arguments"),
    ("findings",),
    ("regulation", "answers"),
    ("questionnaires", "sources", "columns"),
    ("tallies",),
    ("statistics",),
    ("responses", "scoring"),
    ("surveys",),
    ("engines", "agencies", "comparisons", "audits", "targets", "forms"),
    ("verifications", "priorities"),
    ("reports",),
    ("rendering",),
    ("cli",),
)
"""Rooms from the ground up: each may import what stands in a line above it, and nothing beside it."""

_CELLS = {"sources", "columns", "questionnaires", "answers"}
FIGURES_ONLY = {"statistics": _CELLS, "scoring": _CELLS}
"""What they have no use for, though it stands below: figures come from counts, never from cells."""

UP = {
    ("ikm.errors", "ikm.findings"): "types only: an exception carries the findings that caused it",
    (
        "ikm.shown",
        "ikm.rendering",
    ): "an object is asked for its HTML, its frames and its other language, wherever it is made",
    ("ikm.errors", "ikm.records"): "types only: an exception knows where its data comes from",
    ("ikm.errors", "ikm.surveys"): "an exception gives the object that is printed when data is refused",
}
"""The imports upwards, each with its reason."""

TOP = {"ikm", "ikm.__main__"}
"""The public names and ``python -m ikm``: they stand above everything."""

_LEVEL = {room: level for level, rooms in enumerate(LAYERS) for room in rooms}


def sources() -> dict[str, str]:
    """Read every module of ikm, by its full name."""
    found = {}
    for path in sorted(SOURCE.rglob("*.py")):
        parts = path.relative_to(SOURCE.parent).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        found[name] = path.read_text(encoding="utf-8")
    return found


@cache
def statements(text: str) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(ast.parse(text)))


def packages(modules: Mapping[str, str]) -> set[str]:
    return {name.rpartition(".")[0] for name in modules if "." in name}


def imported(name: str, text: str, modules: Mapping[str, str]) -> Iterator[tuple[int, str]]:
    """Give the line and the module of every import of ikm in a module, wherever in it the import stands."""
    for node in statements(text):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = (name if name in packages(modules) else name.rpartition(".")[0]).split(".")
            above = base[: len(base) - node.level + 1] if node.level else []
            home = ".".join([*above, *(node.module or "").split(".")]).strip(".")
            for alias in node.names:
                inner = f"{home}.{alias.name}"
                yield node.lineno, inner if inner in modules else home
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith(("import_module", "__import__")):
            first = node.args[0] if node.args else None
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield node.lineno, first.value
        elif isinstance(node, ast.Call) and ast.unparse(node.func) == "doors" and len(node.args) == 2:
            homes = node.args[1]
            assert isinstance(homes, ast.Dict)
            yield from ((node.lineno, f"{name}.{ast.literal_eval(key)}") for key in homes.keys if key is not None)


def room(module: str) -> str:
    return module.split(".")[1] if "." in module else module


def faults(modules: Mapping[str, str]) -> list[str]:
    """Say of every module and every import what is wrong with it."""
    found = []
    doors = packages(modules) | {f"ikm.{name}" for name in _LEVEL}
    for name, text in modules.items():
        if name in TOP:
            continue
        if room(name) not in _LEVEL:
            found.append(f"{name} stands in no layer")
            continue
        for line, target in imported(name, text, modules):
            if target.split(".")[0] != "ikm" or (target == "ikm" and name in TOP):
                continue
            place, here, there = f"{name}:{line}", room(name), room(target)
            if target in TOP or there not in _LEVEL:
                found.append(f"{place} imports {target}, which stands in no layer below")
            elif here != there:
                up = _LEVEL[there] >= _LEVEL[here] and (name, f"ikm.{there}") not in UP
                if up or there in FIGURES_ONLY.get(here, ()):
                    found.append(f"{place} imports {target}, which {here} may not")
                if target not in doors:
                    found.append(f"{place} enters {there} by {target} and not by its face")
    return found


def circle(modules: Mapping[str, str]) -> list[str]:
    """Give one circle of imports, if there is any; the declared ones upwards do not count."""
    edges = {
        name: {
            target
            for _, target in imported(name, text, modules)
            if target in modules and target != name and (name, f"ikm.{room(target)}") not in UP
        }
        for name, text in modules.items()
    }
    done: set[str] = set()

    def walk(name: str, way: list[str]) -> list[str]:
        if name in way:
            return way[way.index(name) :]
        if name in done:
            return []
        for target in sorted(edges[name]):
            if met := walk(target, [*way, name]):
                return met
        done.add(name)
        return []

    return next((met for name in sorted(edges) if (met := walk(name, []))), [])


def test_every_import_goes_down_and_by_the_door() -> None:
    assert faults(sources()) == []


def test_every_declared_exception_is_used() -> None:
    modules = sources()
    for importer, target in UP:
        assert any(met.startswith(target) for _, met in imported(importer, modules[importer], modules))


def test_no_import_goes_in_a_circle() -> None:
    assert circle(sources()) == []


@pytest.mark.parametrize(
    ("module", "line", "fault"),
    [
        ("ikm.responses.rows.layout", "from ikm.reports import phrases", "which responses may not"),
        ("ikm.scoring.scores", "def late():\n    from ikm.sources.frames import as_sheet", "which scoring may not"),
        ("ikm.scoring.scores", "def late():\n    import ikm.sources", "which scoring may not"),
        ("ikm.regulation.loading", "from ikm.surveys import load", "which regulation may not"),
        ("ikm.columns.words", "from ikm.sources import read", "which columns may not"),
        ("ikm.responses.validation", "from ikm.scoring import grade", "which responses may not"),
        ("ikm.responses.validation", "from ikm.sources.texts.csv import no_room", "not by its face"),
        (
            "ikm.tallies.counts",
            "from importlib import import_module\nimport_module('ikm.cli')",
            "which tallies may not",
        ),
        ("ikm.findings.finding", "from ..cli import main", "which findings may not"),
        ("ikm.agencies.units", "if TYPE_CHECKING:\n    from ikm.engines import tally", "which agencies may not"),
        ("ikm.sources.reading", "from ikm import score", "stands in no layer below"),
        ("ikm.helpers", "", "stands in no layer"),
    ],
)
def test_a_planted_import_is_noticed(module: str, line: str, fault: str) -> None:
    modules = sources()
    modules[module] = f"{modules.get(module, '')}\n{line}\n"
    assert any(fault in told and told.startswith(module) for told in faults(modules)), faults(modules)


def test_a_planted_circle_is_noticed() -> None:
    modules = sources()
    modules["ikm.columns.words"] += "\ndef late():\n    from ikm.columns.mapping import map_columns\n"
    assert "ikm.columns.words" in circle(modules)


def test_no_name_of_a_face_is_a_module_of_its_package() -> None:
    modules = sources()
    for name in packages(modules):
        for node in ast.parse(modules[name]).body:
            if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
                assert not {f"{name}.{given}" for given in ast.literal_eval(node.value)} & set(modules), name


def test_few_modules_lie_flat() -> None:
    flat = {path.stem for path in SOURCE.glob("*.py")} - {"__init__", "__main__"}
    assert flat == {"arguments", "doors", "errors", "frozen", "journal", "records", "saving", "shown", "version"}


def test_modules_are_short_enough_to_read() -> None:
    lengths = {name: len(text.splitlines()) for name, text in sources().items()}
    assert {name: length for name, length in lengths.items() if length > 400} == {}
    assert median(lengths.values()) <= 150


LONG = {
    "ikm.responses.validation.validate": "half of it names what it takes and what it gives",
    "ikm.surveys.loading.load": "a third of it is its options, written out for editors and type checkers",
}
"""Functions that may have more than 60 lines, each with the reason."""


def length(function: ast.FunctionDef) -> int:
    """Count the lines of a function but for its docstring."""
    said = function.body[0] if ast.get_docstring(function) is not None else None
    spoken = 0 if said is None else (said.end_lineno or said.lineno) - said.lineno + 1
    return (function.end_lineno or function.lineno) - function.lineno + 1 - spoken


def test_functions_are_short_enough_to_read() -> None:
    lengths = {
        f"{name}.{node.name}": length(node)
        for name, text in sources().items()
        for node in statements(text)
        if isinstance(node, ast.FunctionDef)
    }
    assert {name for name, lines in lengths.items() if lines > 60} == set(LONG)


def test_one_class_name_has_one_meaning() -> None:
    met: dict[str, set[str]] = {}
    for name, text in sources().items():
        for node in ast.parse(text).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                met.setdefault(node.name, set()).add(name)
    assert {name: homes for name, homes in met.items() if len(homes) > 1} == {}


def test_every_name_in_the_page_on_architecture_is_there() -> None:
    page = (SOURCE.parent.parent / "docs" / "architecture.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`(ikm(?:\.\w+)+)`", page))
    assert len(named) > 12
    for name in named:
        assert pkgutil.resolve_name(name) is not None
    for path in re.findall(r"`((?:src/ikm|tests|\w+/data|responses/rows)/[\w./-]+)`", page):
        assert (SOURCE / path).exists() or (SOURCE.parent.parent / path).exists(), path
    layers = re.search(r"```\n(version.*?)```", page, re.DOTALL)
    assert layers is not None
    assert [tuple(line.split(", ")) for line in layers[1].splitlines()] == list(LAYERS)


def test_a_room_that_lists_its_modules_lists_all_of_them() -> None:
    listing = 0
    for face in SOURCE.rglob("__init__.py"):
        here = face.parent
        modules = {path.stem for path in here.glob("*.py") if not path.stem.startswith("_")}
        modules |= {path.parent.name for path in here.glob("*/__init__.py")}
        named = set(
            re.findall(r"(?m)^`{1,2}(\w+)/?`{1,2}", ast.get_docstring(ast.parse(face.read_text("utf-8"))) or "")
        )
        if named & modules:
            listing += 1
            assert named == modules, here
    assert listing > 10
