"""What stands before everything: security headers, and bounds on what comes in, before any of it is looked at.

A request is counted before its body is read, so that what is held in memory is bounded by `places` times `upload`.
"""

import asyncio
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.problems import Language, Trouble, met
from service.settings import Settings
from service.workers import LOG, where

HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
"""On every response; one that has such a header of its own keeps it."""


def language(scope: Scope) -> Language:
    """Give the language asked for in the address; Indonesian unless it is English."""
    return "en" if parse_qs(scope["query_string"].decode("latin-1")).get("lang") == ["en"] else "id"


class Door:
    """The outermost layer of the service."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app, self._settings = app, settings
        self._inside = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request in, or answer it here."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        body, sending, headers = _Body(receive, self._settings), _Sending(send), Headers(scope=scope)
        try:
            await self._enter(scope, body, sending)
        except Exception as error:
            if not isinstance(error, Trouble):
                LOG.error("%s", where(error))
            if sending.begun:
                raise
            if headers.get("expect", "").lower() != "100-continue":
                await body.drain()
            await met(error, headers.get("content-type", ""), language(scope))(scope, receive, sending)

    async def _enter(self, scope: Scope, body: "_Body", send: Send) -> None:
        size = Headers(scope=scope).get("content-length", "0")
        if size.isdecimal() and int(size) > self._settings.upload:
            raise Trouble("too-large")
        held = scope["method"] == "POST"
        if held and self._inside >= self._settings.places:
            raise Trouble("busy")
        self._inside += held
        try:
            await self._app(scope, body, send)
        finally:
            self._inside -= held


class _Sending:
    """The way of a response, which puts the headers on it."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.begun = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.begun = True
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
        await self._send(message)


class _Body:
    """The body of a request as it comes in, no larger and no slower than it may be."""

    def __init__(self, receive: Receive, settings: Settings) -> None:
        self._receive, self._most = receive, settings.upload
        self._ends = asyncio.get_running_loop().time() + settings.receiving
        self._size, self._more = 0, True

    async def __call__(self) -> Message:
        if not self._more:
            return await self._receive()  # nothing comes any more, but that somebody left
        message = await self._next()
        if self._size > self._most:
            await self.drain()
            raise Trouble("too-large")
        return message

    async def drain(self) -> None:
        """Let the sender come to an end, within bounds: who is still sending does not hear an answer."""
        try:
            while self._more and self._size < 5 * self._most:
                await self._next()
        except Trouble:
            return

    async def _next(self) -> Message:
        try:
            async with asyncio.timeout_at(self._ends):
                message = await self._receive()
        except TimeoutError:
            raise Trouble("too-slow") from None
        self._size += len(message.get("body", b""))
        self._more = message.get("more_body", False)
        return message
