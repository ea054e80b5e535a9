"""The server of the page: uvicorn in a thread, on the loopback address and nowhere else."""

from __future__ import annotations

import socket
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import uvicorn

from bot.playground.guard import Guard
from bot.playground.page_api import PageApi

if TYPE_CHECKING:
    from bot.playground.local_slack import LocalSlack

_START = 10.0


class PageServer:
    """Serves the built page from a folder, with the page's API and its live view."""

    def __init__(self, slack: LocalSlack, folder: Path, port: int = 0) -> None:
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self._socket.bind(("127.0.0.1", port))
        self.port: int = self._socket.getsockname()[1]
        config = uvicorn.Config(
            Guard(PageApi(slack).application(folder), self.port),
            log_level="warning",
            access_log=False,
            lifespan="off",
            ws="websockets-sansio",
            server_header=False,
            proxy_headers=False,
            timeout_graceful_shutdown=1,
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(
            target=self._server.run, args=([self._socket],), name="playground-page", daemon=True
        )

    def start(self) -> None:
        """Begin to serve; returns when the page can be opened."""
        self._thread.start()
        deadline = time.monotonic() + _START
        while not self._server.started and self._thread.is_alive():
            if time.monotonic() > deadline:
                raise TimeoutError("The playground's page did not start.")
            time.sleep(0.005)

    def stop(self) -> None:
        """Stop serving and let go of the port."""
        if self._thread.ident is not None:
            self._server.should_exit = True
            self._thread.join()
        self._socket.close()
