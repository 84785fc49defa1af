"""A Slack that costs next to nothing, in a process of its own: it answers, posts after a while, and counts.

It is as lenient as the sandbox is strict, because here only time is looked at. Its first line tells where it listens.
"""

import asyncio
import itertools
import json
import sys
import time
import uuid
from collections import Counter
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl

from websockets.asyncio.server import ServerConnection, serve
from websockets.exceptions import ConnectionClosed

Json = dict[str, Any]

PEOPLE = 8
LONGEST_ACK_SECONDS = 30.0


class Slack:
    """What happened so far; all of it in one thread."""

    def __init__(self, post_seconds: float) -> None:
        self.post_seconds = post_seconds
        self.socket_url = ""
        self.calls: Counter[str] = Counter()
        self.keys: Counter[str] = Counter()
        self.in_flight = self.most_in_flight = 0
        self.last_landed_at = 0.0
        self._numbers = itertools.count(1)
        self._sockets: list[ServerConnection] = []
        self._awaited: dict[str, asyncio.Future[bool]] = {}

    def answer(self, method: str, arguments: Json) -> Json:
        made = self._special(method, arguments)
        return {"ok": True, **made}

    def _special(self, method: str, arguments: Json) -> Json:
        user: Json
        match method:
            case "auth.test":
                names = {"team_id": "T0BENCH", "team": "Bench", "user_id": "U0BOT", "user": "bot", "bot_id": "B0BENCH"}
                return {**names, "url": "https://bench.slack.com/"}
            case "apps.connections.open":
                return {"url": self.socket_url}
            case "conversations.open":
                return {"channel": {"id": f"D{arguments.get('users', '')}"}}
            case "conversations.members":
                return {"members": [f"U{number}" for number in range(PEOPLE)]}
            case "conversations.history" | "conversations.replies":
                return {"messages": [], "has_more": False}
            case "conversations.info":
                return {"channel": {"id": arguments.get("channel"), "name": "cabinet", "is_member": True}}
            case "users.info":
                user = {"id": arguments.get("user"), "real_name": "A member", "tz": "America/New_York", "profile": {}}
                return {"user": user}
            case "views.open" | "views.update" | "views.publish":
                return {"view": {"id": "V0BENCH"}}
            case "chat.update":
                return {"channel": arguments.get("channel"), "ts": arguments.get("ts"), "text": ""}
            case _:
                return {}

    async def post(self, arguments: Json) -> Json:
        """The message lands when it is answered."""
        self.in_flight += 1
        self.most_in_flight = max(self.most_in_flight, self.in_flight)
        await asyncio.sleep(self.post_seconds)
        self.in_flight -= 1
        metadata = arguments.get("metadata") or {}
        if isinstance(metadata, str):
            metadata = json.loads(metadata)
        key = metadata.get("event_payload", {}).get("delivery_key", "")
        self.keys[key] += 1
        self.last_landed_at = time.monotonic()
        ts = f"{int(time.time())}.{next(self._numbers):06}"
        return {"ok": True, "channel": arguments.get("channel"), "ts": ts, "message": {"ts": ts}}

    def counts(self) -> Json:
        cards = [key for key in self.keys if key.startswith("card:")]
        return {
            "calls": dict(self.calls),
            "posts": self.keys.total(),
            "different": len(self.keys),
            "cards": len(cards),
            "most_in_flight": self.most_in_flight,
            "last_landed_at": self.last_landed_at,
            "connections": len(self._sockets),
        }

    def forget(self) -> None:
        self.calls.clear()
        self.keys.clear()
        self.most_in_flight = 0

    async def listen(self, socket: ServerConnection) -> None:
        """One Socket Mode connection."""
        self._sockets.append(socket)
        hello = {"type": "hello", "num_connections": len(self._sockets), "connection_info": {"app_id": "A0BENCH"}}
        try:
            await socket.send(json.dumps({**hello, "debug_info": {"host": "bench"}}))
            async for text in socket:
                said = json.loads(text)
                awaited = self._awaited.pop(said.get("envelope_id", ""), None)
                if awaited is not None and not awaited.done():
                    awaited.set_result(not said.get("payload"))
        except ConnectionClosed:
            pass
        finally:
            self._sockets.remove(socket)

    async def drive(self, payloads: list[Json], at_once: int) -> Json:
        """Send every payload over Socket Mode, so many at once, and wait for each acknowledgement."""
        waiting = iter(payloads)
        milliseconds: list[float] = []
        refused = 0

        async def sender(number: int) -> None:
            nonlocal refused
            for payload in waiting:
                started = time.perf_counter()
                if not await self._deliver(payload, number):
                    refused += 1
                milliseconds.append((time.perf_counter() - started) * 1000)

        started = time.perf_counter()
        await asyncio.gather(*(sender(number) for number in range(at_once)))
        return {"seconds": time.perf_counter() - started, "milliseconds": milliseconds, "refused": refused}

    async def _deliver(self, payload: Json, number: int) -> bool:
        """Whether it was acknowledged without an objection."""
        envelope_id = str(uuid.uuid4())
        awaited: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._awaited[envelope_id] = awaited
        envelope = {"envelope_id": envelope_id, "type": "interactive", "accepts_response_payload": True}
        await self._sockets[number % len(self._sockets)].send(json.dumps({**envelope, "payload": payload}))
        try:
            return await asyncio.wait_for(awaited, LONGEST_ACK_SECONDS)
        except TimeoutError:
            return False


class Http(asyncio.Protocol):
    """Just enough HTTP/1.1: a request line, a length, a body; connections may be kept."""

    def __init__(self, slack: Slack) -> None:
        self._slack = slack
        self._received = bytearray()
        self._transport: asyncio.Transport | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._received += data
        end = self._received.find(b"\r\n\r\n")
        if end < 0:
            return
        first, *lines = self._received[:end].decode("latin-1").split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        whole = end + 4 + int(headers.get("content-length", 0))
        if len(self._received) < whole:
            return
        body = bytes(self._received[end + 4 : whole])
        del self._received[:whole]
        task = asyncio.get_running_loop().create_task(self._respond(first.split()[1], headers, body))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _respond(self, path: str, headers: dict[str, str], body: bytes) -> None:
        slack = self._slack
        method = path.partition("?")[0].rpartition("/")[2]
        if path.startswith("/api/"):
            slack.calls[method] += 1
            arguments = _arguments(headers.get("content-type", ""), body)
            answer = await slack.post(arguments) if method == "chat.postMessage" else slack.answer(method, arguments)
        elif method == "drive":
            asked = json.loads(body)
            answer = await slack.drive(asked["payloads"], asked["at_once"])
        else:
            answer = slack.counts()
            if method == "forget":
                slack.forget()
        self._write(json.dumps(answer).encode(), close=headers.get("connection", "").lower() == "close")

    def _write(self, body: bytes, *, close: bool) -> None:
        if self._transport is None or self._transport.is_closing():
            return
        kept = b"close" if close else b"keep-alive"
        head = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nx-oauth-scopes: chat:write\r\n"
        length = b"content-length: %d\r\nconnection: %b\r\n\r\n" % (len(body), kept)
        self._transport.write(head + length + body)
        if close:
            self._transport.close()


def _arguments(content_type: str, body: bytes) -> Json:
    if content_type.startswith("application/json"):
        given = json.loads(body or b"{}")
        return given if isinstance(given, dict) else {}
    return dict(parse_qsl(body.decode()))


async def main(post_seconds: float, say: Callable[[str], object]) -> None:
    slack = Slack(post_seconds)
    server = await asyncio.get_running_loop().create_server(lambda: Http(slack), "127.0.0.1", 0, backlog=1024)
    async with serve(slack.listen, "127.0.0.1", 0, compression=None, max_size=None) as sockets:
        slack.socket_url = f"ws://127.0.0.1:{next(iter(sockets.sockets)).getsockname()[1]}/"
        say(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}\n")
        await server.serve_forever()


def _say(line: str) -> None:
    sys.stdout.write(line)
    sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(main(float(sys.argv[1]), _say))
