"""Start the service: ``python -m service``, in the folder that this one is in.

It serves this machine alone; what the world sees is a proxy in front of it, which has the certificate.
"""

import argparse
import signal
import sys
from dataclasses import fields

import uvicorn

from service.app import make_app
from service.settings import Settings


def main() -> None:
    """Serve until interrupted."""
    parser = argparse.ArgumentParser(
        prog="python -m service", description="Score uploaded surveys over HTTP.",
        formatter_class=argparse.ArgumentDefaultsHelpFormatter,
    )  # fmt: skip
    parser.add_argument("--host", default="127.0.0.1", help="the address it listens at")
    parser.add_argument("--port", type=int, default=8000, help="the port it listens at")
    for field in fields(Settings):
        kind, words = type(field.default), field.metadata["help"]
        parser.add_argument(f"--{field.name.replace('_', '-')}", type=kind, default=field.default, help=words)
    asked = vars(parser.parse_args())
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())  # or nothing would be tidied up after a stop by the system
    host, port = asked.pop("host"), asked.pop("port")
    uvicorn.run(make_app(Settings(**asked)), host=host, port=port, server_header=False, timeout_graceful_shutdown=10)


if __name__ == "__main__":
    main()
