"""The service keeps to its own OpenAPI, which has ikm's own schema: Schemathesis makes requests of it and judges."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from command import ROOT
from jsonschema import Draft202012Validator

import ikm
from ikm.cli.schemas import schema_of

if TYPE_CHECKING:
    from served import Served

FULL = os.environ.get("CI") == "true"
PHASES, EXAMPLES = ("coverage,fuzzing", 20) if FULL else ("fuzzing", 4)


def test_what_is_described_is_what_is_answered(service: Served, tmp_path: Path) -> None:
    before = service.log.read_text(encoding="utf-8").count("\n")
    done = subprocess.run(
        [
            sys.executable, "-c", "import drawn; drawn.main()", "run", f"{service.url}/openapi.json",
            "--phases", PHASES, "--max-examples", str(EXAMPLES), "--generation-deterministic", "--checks", "all",
            "--exclude-checks", "positive_data_acceptance",  # what a file must hold is not said in OpenAPI
            "--continue-on-failure", "--suppress-health-check", "all", "--no-color",
        ],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": os.fspath(ROOT / "tests" / "helpers"), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Tested: 4" in done.stdout
    asked = service.log.read_text(encoding="utf-8").splitlines()[before:]
    for path in ("score", "view", "workbook"):
        met = {int(status) for line in asked for status in re.findall(rf'"POST /{path}\b.*" (\d+) ', line)}
        assert {200, 400} <= met, f"{path}: {met}"
        assert met <= {200, 400, 413, 415, 422, 503}


@pytest.fixture(scope="module")
def described(service: Served) -> dict[str, Any]:
    told: dict[str, Any] = service.client.get("/openapi.json").json()
    return told


def as_openapi(parts: dict[str, Any]) -> dict[str, Any]:
    """Give the parts of a JSON Schema as OpenAPI holds them: elsewhere, and without a default that is nothing."""
    text = json.dumps(parts).replace("#/$defs/", "#/components/schemas/")
    held: dict[str, Any] = json.loads(text, object_hook=lambda one: {k: v for k, v in one.items() if v is not None})
    return held


def test_the_schema_of_a_result_is_that_of_ikm(described: dict[str, Any]) -> None:
    assert described["openapi"].startswith("3.1")
    assert described["info"]["version"] == ikm.__version__
    scored = described["paths"]["/score"]["post"]["responses"]
    assert scored["200"]["content"]["application/json"]["schema"] == {"$ref": "#/components/schemas/IKMResult"}
    ours = as_openapi(schema_of("result")["$defs"])
    theirs = described["components"]["schemas"]
    refusal = ours.pop("Refusal")
    ours["IKMResult"]["required"] = [one for one in ours["IKMResult"]["required"] if one not in {"format", "version"}]
    assert {name: theirs[name] for name in ours} == ours
    assert theirs["Refused"]["properties"].items() >= refusal["properties"].items()


def test_what_is_answered_fits_the_schema(service: Served, described: dict[str, Any]) -> None:
    for name, status, part in (("ppid-2023.xlsx", 200, "IKMResult"), ("with-mistakes.csv", 422, "Refused")):
        answer = service.send((ROOT / "examples" / name).read_bytes(), name, target="81", population="205")
        assert answer.status_code == status
        schema = {"$ref": f"#/components/schemas/{part}", "components": described["components"]}
        assert not list(Draft202012Validator(schema).iter_errors(answer.json()))


def test_every_error_is_described_as_a_problem(described: dict[str, Any]) -> None:
    for path in ("/score", "/view", "/workbook"):
        answers = described["paths"][path]["post"]["responses"]
        assert set(answers) == {"200", "400", "408", "413", "415", "422", "500", "503", "504"}
        assert all([*told["content"]] == ["application/problem+json"] for code, told in answers.items() if code > "399")
