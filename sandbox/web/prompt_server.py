"""A uvicorn server that stops at once when asked, from any thread; tests start and stop many."""

import asyncio
import contextlib
import socket

import uvicorn


class PromptServer(uvicorn.Server):
    """Uvicorn looks ten times a second whether to stop, and then waits some more; this one is told."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stopping = asyncio.Event()

    def stop(self) -> None:
        """Stop; call it once the server has started."""
        self.should_exit = True
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._stopping.set)

    async def main_loop(self) -> None:
        """Tick until told to stop."""
        self._loop = asyncio.get_running_loop()
        ticks = 0
        while not await self.on_tick(ticks):
            ticks += 1
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._stopping.wait(), 0.1)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Close the doors, let what is running finish, and give up on what doesn't after a second."""
        for server in self.servers:
            server.close()
        for open_socket in sockets or []:
            open_socket.close()
        for connection in list(self.server_state.connections):
            connection.shutdown()
        running = [*self.server_state.tasks]
        if running:
            _, late = await asyncio.wait(running, timeout=1)
            for task in late:
                task.cancel()
        # One turn of the loop, in which the transports that were closed say so.
        await asyncio.sleep(0.001)
