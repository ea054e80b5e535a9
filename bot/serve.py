"""Serving HTTP in this process: the Slack edge, and whether we live."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from socket import create_server as create_socket
from threading import Thread
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from waitress.server import create_server

THREADS = 32
"""Requests at once. Each holds at most one connection, of which PostgreSQL gets 32."""

MOST_BODY = 1_000_000
"""Bytes of a request body. Slack's largest, a form with a whole view in it, is under 300 kB."""


def with_health(slack: WSGIApplication, is_well: Callable[[], bool]) -> WSGIApplication:
    """Return the application that also answers `/healthz`: 200 when all is well, else 503."""

    def serve(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        if environ["PATH_INFO"] != "/healthz":
            return slack(environ, start)
        well = is_well()
        start("200 OK" if well else "503 Service Unavailable", [("Content-Type", "text/plain")])
        return [b"ok\n" if well else b"unwell\n"]

    return serve


class Server:
    """A web server with threads, in this process."""

    def __init__(self, application: WSGIApplication, host: str, port: int) -> None:
        """Listen at once; port 0 takes any free one. Raises OSError when the port is taken."""
        listening = create_socket((host, port), reuse_port=False)
        self.port = int(listening.getsockname()[1])
        self._server = create_server(
            application,
            sockets=[listening],
            threads=THREADS,
            max_request_body_size=MOST_BODY,
            ident=None,
        )

    def serve(self) -> None:
        """Answer requests until `stop`."""
        self._server.run()

    def start(self) -> None:
        """Answer requests on another thread."""
        Thread(target=self.serve, name="web", daemon=True).start()

    def stop(self) -> None:
        """Take no more requests, and let those that run finish."""
        self._server.close()
        self._server.task_dispatcher.shutdown()
