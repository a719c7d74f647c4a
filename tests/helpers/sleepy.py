"""The service with other work than scoring: uploads that say what befalls the process they are given to."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from service.scoring import Answer, Job

__all__ = ["serve", "work"]


def work(job: Job) -> Answer:
    """Do what the upload says."""
    from service.scoring import Answer  # noqa: PLC0415 - it is there where the service runs

    match job.upload:
        case b"sleep":
            time.sleep(3600)
        case b"die":
            os._exit(3)
        case b"fail":
            raise ValueError("Ibu Sari, kamar 12")
        case b"grow":
            return Answer(200, "text/plain", b"%d" % len(bytes(3 << 30)))
    return Answer(200, "text/plain", b"done")


def serve(**settings: float) -> None:
    """Serve on a free port."""
    import uvicorn  # noqa: PLC0415 - an extra
    from service.app import make_app  # noqa: PLC0415
    from service.settings import Settings  # noqa: PLC0415

    uvicorn.run(make_app(Settings(**settings), work), port=0, timeout_graceful_shutdown=1)  # type: ignore[arg-type]
