"""The sockets of the Web API: one thread per connection, so that a fault can really cut it."""

from __future__ import annotations

import contextlib
import socket
import struct
import sys
import threading
import traceback
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from bot.playground.faults import Cut, Reply
from bot.playground.record import Record
from bot.playground.web_api import WebApi

_LONGEST = 20 * 1024 * 1024


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 128

    def __init__(self, port: int, api: WebApi, record: Record) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.api = api
        self.record = record

    def handle_error(self, _request: Any, _client_address: Any) -> None:
        """Keep what broke inside the playground; a client that went away is no news."""
        if not isinstance(sys.exception(), ConnectionError):
            self.record.troubles.append(f"the playground itself failed: {traceback.format_exc()}")


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1

    def do_POST(self) -> None:
        """Answer a call of the bot."""
        length = int(self.headers.get("Content-Length") or 0)
        if length > _LONGEST:
            self._send(Reply(413, b"too large"))
            return
        headers = {name.lower(): value for name, value in self.headers.items()}
        outcome = self.server.api.answer(self.path, headers, self.rfile.read(length))
        if isinstance(outcome, Cut):
            self._cut(reset=outcome.reset)
        else:
            self._send(outcome)

    def do_GET(self) -> None:
        """Refuse: the bot only ever posts."""
        self._send(Reply(405, b"POST only"))

    def log_message(self, *_args: Any) -> None:
        """Stay silent; the record knows all calls."""

    def _send(self, reply: Reply) -> None:
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(reply.body)))
        self.end_headers()
        self.wfile.write(reply.body)

    def _cut(self, *, reset: bool) -> None:
        self.close_connection = True
        connection: socket.socket = self.connection
        if reset:
            # Lingering for zero seconds makes the kernel send RST in place of FIN.
            linger = struct.pack("ii", 1, 0)
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
            # The handler's file objects hold the socket open; detach them before closing.
            self.rfile.close()
            with contextlib.suppress(OSError):
                self.wfile.close()
            connection.close()
            raise ConnectionResetError
        connection.shutdown(socket.SHUT_RDWR)


class ApiServer:
    """The Web API on 127.0.0.1, in threads of its own."""

    def __init__(self, api: WebApi, record: Record, port: int = 0) -> None:
        self._server = _Server(port, api, record)
        self.port: int = self._server.server_address[1]
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._serve, name="slack-web-api", daemon=True)

    def start(self) -> None:
        """Begin to answer."""
        self._thread.start()

    def stop(self) -> None:
        """Stop answering and let go of the port."""
        self._stopping.set()
        # A connection wakes the loop at once; `serve_forever` would poll, which costs each test.
        socket.create_connection(("127.0.0.1", self.port)).close()
        self._thread.join()
        self._server.server_close()

    def _serve(self) -> None:
        while not self._stopping.is_set():
            self._server.handle_request()
