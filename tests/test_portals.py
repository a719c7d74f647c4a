"""The route of docs/portals.md, called as a server calls it; the other blocks of that page are doctests."""

from __future__ import annotations

import asyncio
import doctest
import importlib.util
import json
import os
import re
from typing import Any

import pytest
from command import ROOT

PAGE = (ROOT / "docs" / "portals.md").read_text(encoding="utf-8")
(ROUTE,) = re.findall(r"```python\n((?!>>>).*?)```", PAGE, re.DOTALL)


def portal() -> Any:
    """Give the app, made of the functions of the page's first block and of the block of FastAPI."""
    if importlib.util.find_spec("fastapi") is None:
        if os.environ.get("CI") == "true":
            pytest.fail("fastapi is missing")
        pytest.skip('needs fastapi (pip install "ikm-panrb[ci]")')
    made: dict[str, Any] = {"__name__": "portal"}
    first = PAGE.partition("## An upload")[2].partition("```\n\n")[0]
    for example in doctest.DocTestParser().get_examples(first):
        exec(example.source, made)  # noqa: S102 - the page itself
    exec(ROUTE, made)  # noqa: S102 - the same
    return made["app"]


def send(app: Any, upload: bytes, query: str = "") -> tuple[int, bytes]:
    """Send an upload in parts, as a server hands them on, and give the status and what came back."""
    parts = [upload[at : at + 65536] for at in range(0, len(upload), 65536)] or [b""]
    asked = [{"type": "http.request", "body": part, "more_body": True} for part in parts]
    asked[-1]["more_body"] = False
    told: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return asked.pop(0)

    async def answer(message: dict[str, Any]) -> None:
        told.append(message)

    scope = {
        "type": "http", "method": "POST", "path": "/surveys", "raw_path": b"/surveys", "root_path": "",
        "query_string": query.encode(), "headers": [], "http_version": "1.1", "scheme": "http",
        "server": ("portal", 80), "client": ("someone", 1), "asgi": {"version": "3.0"}, "extensions": {},
    }  # fmt: skip
    asyncio.run(app(scope, receive, answer))
    return told[0]["status"], b"".join(part.get("body", b"") for part in told[1:])


def test_the_route_is_python() -> None:
    compile(ROUTE, "portals.md", "exec")
    assert "@app.post" in ROUTE


def test_the_route_scores_refuses_and_stops_what_is_too_large() -> None:
    app = portal()
    status, body = send(app, (ROOT / "examples" / "ppid-2023.xlsx").read_bytes(), "population=205&lang=en")
    scored = json.loads(body)
    assert (status, scored["ikm"], scored["kinerja"], scored["sample"]["required"]) == (200, 83.86, "Good", 134)
    status, body = send(app, (ROOT / "examples" / "with-mistakes.csv").read_bytes())
    assert (status, json.loads(body)["format"]) == (422, "ikm-refusal")
    assert send(app, b"U1\n" * 3_000_000) == (413, b"")
