"""What the process of an upload does: score it, and draw what was asked for.

Only this module calls ikm with somebody's data, and only in a process that ends with it.
"""

import io
from dataclasses import dataclass
from typing import Any, Literal

import ikm
from service.problems import MEDIA, Language, problem, refused
from service.settings import LIMITS

Product = Literal["json", "page", "workbook"]

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Job:
    """An upload and what is asked of it; its name stands in the result's provenance."""

    product: Product
    upload: bytes
    name: str
    lang: Language
    by: tuple[str, ...] = ()
    population: int | None = None
    options: tuple[tuple[str, Any], ...] = ()


@dataclass(frozen=True)
class Answer:
    """What is sent back."""

    status: int
    media: str
    body: bytes


def answer(job: Job) -> Answer:
    """Score an upload and draw the result, or say why it cannot be scored."""
    try:
        kept = [name for one in job.by for name in one.split("*")]
        responses = ikm.load(job.upload, name=job.name, keep=kept, population=job.population, limits=LIMITS)
        result = ikm.score(responses, by=job.by, population=job.population, lang=job.lang, **dict(job.options))
    except (ikm.SourceError, ikm.ResponseError) as error:
        told = refused(error, job.lang)
        return Answer(told.status, MEDIA, told.model_dump_json().encode())
    except ikm.IkmError as error:
        wrong = problem("wrong-option", job.lang, error.words(job.lang))
        return Answer(wrong.status, MEDIA, wrong.model_dump_json().encode())
    match job.product:
        case "json":
            return Answer(200, "application/json", result.model_dump_json().encode())
        case "page":
            return Answer(200, "text/html; charset=utf-8", result.to_html(responses=responses).encode())
        case "workbook":
            book = io.BytesIO()
            result.to_excel(book, responses=responses)
            return Answer(200, WORKBOOK, book.getvalue())
