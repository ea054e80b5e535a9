"""Keeps strangers away from the page's server: other hosts' names, other sites' scripts."""

from __future__ import annotations

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocket

_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline';"
        " img-src 'self' data:; connect-src 'self'; object-src 'none'; base-uri 'none';"
        " form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


class Guard:
    """ASGI middleware.

    A name that merely resolves to this machine (DNS rebinding) is refused by its Host; a page of
    another site by its Origin, on every POST and WebSocket. Every answer carries the policy that
    lets the page load nothing but itself.
    """

    def __init__(self, app: ASGIApp, port: int) -> None:
        self._app = app
        self._hosts = {f"127.0.0.1:{port}", f"localhost:{port}"}
        self._origins = {f"http://{host}" for host in self._hosts}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request of this page through and refuse any other."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        elif self._is_ours(scope):
            await self._app(scope, receive, _with_headers(send))
        elif scope["type"] == "websocket":
            await WebSocket(scope, receive, send).close(1008)
        else:
            refusal = JSONResponse({"error": "This page may not use the playground."}, 403)
            await refusal(scope, receive, send)

    def _is_ours(self, scope: Scope) -> bool:
        headers = Headers(scope=scope)
        if headers.get("host") not in self._hosts:
            return False
        if scope["type"] == "http" and scope["method"] in {"GET", "HEAD"}:
            return headers.get("sec-fetch-site", "none") in {"none", "same-origin"}
        return headers.get("origin") in self._origins


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers[name] = value
        await send(message)

    return sending
