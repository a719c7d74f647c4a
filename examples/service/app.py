"""The form, the routes, and what OpenAPI says of them.

A file comes with its options as ``multipart/form-data``; the address says what is to come of it, and in which language.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache
from html import escape
from pathlib import Path
from string import Template
from typing import Annotated, Any, Literal

from fastapi import APIRouter, FastAPI, Form, Query, Request, Response, UploadFile
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse
from fastapi.staticfiles import StaticFiles
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartParser

import ikm
from service.door import Door, language
from service.problems import MEDIA, WORDS, Language, Problem, Refused, met
from service.scoring import WORKBOOK, Job, Product, answer
from service.settings import Settings
from service.workers import Work, Workers

HERE = Path(__file__).parent
POLICY = "Content-Security-Policy"
OF_PAGE = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'"
)
OF_VIEW = "sandbox; default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'"
"""A result shown as a page does nothing; it has one style, which it admits itself by its hash."""
PROBLEMS: dict[int | str, dict[str, Any]] = {
    400: {"model": Problem | Refused, "description": "An option that cannot be used, or a file that cannot be read"},
    408: {"model": Problem, "description": "The file came too slowly"},
    413: {"model": Problem | Refused, "description": "The file is too large"},
    415: {"model": Problem | Refused, "description": "No form was sent, or the file is no table of answers"},
    422: {"model": Refused, "description": "The answers cannot be scored: `findings` say what must be mended, and how"},
    500: {"model": Problem, "description": "The service failed"},
    503: {"model": Problem, "description": "Too many files at once: send it again after `Retry-After` seconds"},
    504: {"model": Problem, "description": "Scoring took too long and was ended"},
}


class Asked(BaseModel):
    """A survey, and options of `ikm.score`: none that names a file, for a service reads no path somebody sends."""

    model_config = ConfigDict(extra="forbid")

    file: UploadFile = Field(description="the export of the survey: .xlsx, .xls, .ods or .csv")
    population: int | None = Field(None, ge=1, le=2_000_000_000, description="the number of people served")
    target: float | None = Field(None, ge=0.01, le=100, description="the index aimed at")
    weight: Literal["0.111", "exact", "0.11"] = Field("0.111", description="the weight of an element")
    missing: Literal["available", "complete"] = Field("available", description="blanks: count what is there, or drop")
    invalid: Literal["refuse", "blank"] = Field("refuse", description="answers that cannot be used: refused, or blank")
    by: list[str] = Field([], max_length=5, description="columns to break the index down by, a table for each")


class Health(BaseModel):
    """That the service is there, and what it computes with."""

    status: str = "ok"
    version: str = ikm.__version__


class Workbook(Response):
    """What Excel opens."""

    media_type = WORKBOOK


class Service(FastAPI):
    """FastAPI, whose description gives every error the kind of content it has."""

    def openapi(self) -> dict[str, Any]:
        """Describe the service."""
        made = super().openapi()
        for operation in (one for path in made["paths"].values() for one in path.values()):
            for status, told in operation["responses"].items():
                if int(status) >= 400:
                    told["content"] = {MEDIA: next(iter(told["content"].values()))}
        return made


Upload = Annotated[Asked, Form(media_type="multipart/form-data")]
Lang = Annotated[Language, Query(description="the language of names, findings and problems")]
routes = APIRouter()


@routes.head("/health", include_in_schema=False)  # many that watch over services ask so
@routes.get("/health", summary="Whether the service is there")
async def health() -> Health:
    """Answer, as long as anything is answered."""
    return Health()


@routes.get("/", include_in_schema=False)
async def start(request: Request, lang: Lang = "id") -> HTMLResponse:
    """Give the page with the form."""
    return HTMLResponse(page(lang, request.app.state.settings.upload), headers={POLICY: OF_PAGE})


@routes.post("/score", summary="The index, as JSON", response_model=ikm.IKMResult, responses=PROBLEMS)
async def score(request: Request, asked: Upload, lang: Lang = "id") -> Response:
    """Score a survey; the answer is what `ikm score --json` prints."""
    return await scored(request, "json", asked, lang)


@routes.post("/view", summary="The result as a web page", response_class=HTMLResponse, responses=PROBLEMS)
async def view(request: Request, asked: Upload, lang: Lang = "id") -> Response:
    """Score a survey, and show the result as a page that loads nothing."""
    return await scored(request, "page", asked, lang, {POLICY: OF_VIEW})


@routes.post("/workbook", summary="The result as a workbook", response_class=Workbook, responses=PROBLEMS)
async def workbook(request: Request, asked: Upload, lang: Lang = "id") -> Response:
    """Score a survey; the workbook has the regulation's processing sheet in live formulas."""
    return await scored(request, "workbook", asked, lang, {"Content-Disposition": 'attachment; filename="ikm.xlsx"'})


async def scored(
    request: Request, product: Product, asked: Asked, lang: Language, headers: dict[str, str] | None = None
) -> Response:
    """Have a process score what was sent."""
    options = asked.model_dump(include={"target", "weight", "missing", "invalid"})
    name = (asked.file.filename or "")[:200]
    upload = await asked.file.read()
    await asked.file.close()  # while it waits for its turn it is in memory once
    by = tuple(filter(None, asked.by))  # a field of a form that was left empty names no column
    job = Job(product, upload, name, lang, by, asked.population, tuple(options.items()))
    workers: Workers = request.app.state.workers
    made = await workers.do(job)
    return Response(made.body, made.status, headers if made.status == 200 else None, made.media)


@cache
def page(lang: Language, most: int) -> str:
    """Give the page in a language: its words stand in words.json, and are escaped."""
    words = {name: escape(said) for name, said in WORDS[lang]["page"].items()}
    return Template((HERE / "page.html").read_text(encoding="utf-8")).substitute(words, most=most)


async def problem_met(request: Request, error: Exception) -> Response:
    """Answer what the framework or a route raised."""
    return met(error, request.headers.get("content-type", ""), language(request.scope))


def make_app(settings: Settings | None = None, work: Work = answer) -> FastAPI:
    """Make the service; ``work`` is what the process of an upload does, a function of a module."""
    settings = settings or Settings()
    workers = Workers(work, settings)
    MultiPartParser.spool_max_size = settings.upload  # what comes through the door stays in memory, off the disk

    @asynccontextmanager
    async def life(_: FastAPI) -> AsyncIterator[None]:
        workers.start()
        yield

    app = Service(
        title="ikm", summary="Scores satisfaction surveys (SKM) under PermenPANRB 14/2017.", version=ikm.__version__,
        docs_url=None, redoc_url=None, redirect_slashes=False, lifespan=life,
    )  # fmt: skip
    app.state.settings, app.state.workers = settings, workers
    app.add_middleware(Door, settings=settings)
    for kind in (HTTPException, RequestValidationError):
        app.add_exception_handler(kind, problem_met)
    app.include_router(routes)
    app.mount("/static", StaticFiles(directory=HERE / "static"))
    return app
