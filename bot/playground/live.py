"""The live view: a whole state at once, and again after every change."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Mapping

from starlette.concurrency import run_in_threadpool
from starlette.websockets import WebSocket, WebSocketDisconnect

from bot.playground.blocks import Json
from bot.playground.errors import NoSuchThing
from bot.playground.world import World

# At most twenty states a second; and one now and then, since time passes without a change.
_PAUSE, _REFRESH = 0.05, 15.0


class LiveView:
    """Sends what `state` returns for the query of a WebSocket."""

    def __init__(self, world: World, state: Callable[[Mapping[str, str]], Json]) -> None:
        self._world = world
        self._state = state

    async def watch(self, socket: WebSocket) -> None:
        """Keep one page current until it goes away."""
        await socket.accept()
        changed, loop = asyncio.Event(), asyncio.get_running_loop()

        def tell() -> None:
            loop.call_soon_threadsafe(changed.set)

        gone = asyncio.create_task(_until_gone(socket))
        with self._world.lock:
            self._world.on_change.append(tell)
        try:
            while not gone.done():
                changed.clear()
                await socket.send_json(await run_in_threadpool(self._state, socket.query_params))
                await asyncio.sleep(_PAUSE)
                waiting = asyncio.create_task(changed.wait())
                await asyncio.wait({gone, waiting}, timeout=_REFRESH, return_when="FIRST_COMPLETED")
                waiting.cancel()
        except (KeyError, NoSuchThing):
            # Nobody of that name is here; the page has to be opened anew.
            await socket.close(1008)
        except (WebSocketDisconnect, RuntimeError):
            # The page went away between two states; there is nobody to tell.
            return
        finally:
            gone.cancel()
            with self._world.lock:
                self._world.on_change.remove(tell)


async def _until_gone(socket: WebSocket) -> None:
    with contextlib.suppress(WebSocketDisconnect, RuntimeError):
        while (await socket.receive())["type"] != "websocket.disconnect":
            pass
