"""Errors as ``application/problem+json`` (RFC 9457), in two languages.

A problem has a ``type`` for programs and words for people.  Where a file is refused it is ikm's own refusal as well:
``ikm.Refusal.model_validate_json(body)`` reads it, and ``findings`` name every fault with its cell and what to do.
"""

import json
from pathlib import Path
from typing import Literal

from fastapi import Response
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException

import ikm

Language = Literal["id", "en"]

MEDIA = "application/problem+json"
WORDS = json.loads(Path(__file__).with_name("words.json").read_text(encoding="utf-8"))
STATUS = {
    "wrong-form": 400, "wrong-option": 400, "no-file": 400, "unreadable": 400, "not-found": 404, "wrong-method": 405,
    "too-slow": 408, "too-large": 413, "no-form": 415, "wrong-kind": 415, "refused": 422, "broken": 500, "busy": 503,
    "time-out": 504,
}  # fmt: skip
OF_FRAMEWORK = {400: "wrong-form", 404: "not-found", 405: "wrong-method"}
"""What the framework means by a status."""
OF_FINDING = {"file-over-limit": "too-large", "file-wrong-kind": "wrong-kind", "file-is-web-page": "wrong-kind"}
"""Findings about a file that have a status of their own; with any other it cannot be read."""

OF_TROUBLE = {"busy": {"Retry-After": "5"}, "too-slow": {"Connection": "close"}, "too-large": {"Connection": "close"}}
"""Headers besides: when to come again, and that nothing more is read of what is still being sent."""


class Problem(BaseModel):
    """An error."""

    type: str = Field(description="which problem it is, for programs", examples=["urn:ikm-service:too-large"])
    title: str = Field(description="the same for people")
    status: int = Field(description="the HTTP status")
    detail: str = Field(description="what happened this time, and what to do")


class Refused(Problem, ikm.Refusal):
    """A file that cannot be scored: a problem, and at once the refusal that `ikm score --json` prints."""


class Trouble(HTTPException):
    """A problem met on the way; who answers the request makes a response of it."""

    def __init__(self, kind: str) -> None:
        super().__init__(STATUS[kind], headers=OF_TROUBLE.get(kind))
        self.kind = kind


def problem(kind: str, lang: Language, detail: str = "") -> Problem:
    """Make a problem in the words of its kind, or with a detail of its own."""
    words = WORDS[lang]["problems"][kind]
    name = f"urn:ikm-service:{kind}"
    return Problem(type=name, title=words["title"], status=STATUS[kind], detail=detail or words["detail"])


def refused(error: ikm.SourceError | ikm.ResponseError, lang: Language) -> Refused:
    """Make a problem of a refusal: of the file, where it cannot be read, or of what it holds."""
    kind = "refused"
    if isinstance(error, ikm.SourceError):
        kind = next((OF_FINDING[one.code] for one in error.findings if one.code in OF_FINDING), "unreadable")
    return Refused(**dict(error.report(lang)), **dict(problem(kind, lang, error.words(lang))))


def met(error: Exception, content: str, lang: Language) -> Response:
    """Answer what was raised on the way, in a request of some kind of content."""
    headers = None
    if isinstance(error, RequestValidationError):
        fields = sorted({str(one["loc"][1]) for one in error.errors()})  # names alone: what stood in them is theirs
        no_file = "no-file" if content.startswith("multipart/form-data") else "no-form"
        kind = no_file if "file" in fields else "wrong-option"
        said = problem(kind, lang, WORDS[lang]["problems"][kind]["detail"].format(fields=", ".join(fields)))
    elif isinstance(error, HTTPException):
        kind = error.kind if isinstance(error, Trouble) else OF_FRAMEWORK.get(error.status_code, "broken")
        said, headers = problem(kind, lang), error.headers
    else:
        said = problem("broken", lang)
    return Response(said.model_dump_json(), said.status, headers, MEDIA)
