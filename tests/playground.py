"""Microsoft's own local Teams, the Agents Playground, for tests that look at real screens; loudly absent without it.

It is for evaluation and testing only (its licence), comes from npm at install time, and is never part of Homeroom.
"""

import json
import os
import shutil
import socket
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from bot.demo.playground import CONFIG_FILE, config, service_url
from tests.postgresql import missing

PROGRAM = Path(__file__).parents[1] / ".venv/playground/node_modules/@microsoft/m365agentsplayground/cli.js"
LONGEST_START_SECONDS = 60
# By itself it listens to the whole network, without asking anybody who they are.
LOOPBACK = """
const { Server } = require("net");
const listen = Server.prototype.listen;
Server.prototype.listen = function (port, ...more) {
  const named = typeof port === "object" || typeof more[0] === "string";
  return listen.apply(this, named ? [port, ...more] : [port, "127.0.0.1", ...more]);
};
"""


@contextmanager
def playground(*, bot_url: str, folder: Path) -> Iterator[str]:
    """The demo's tenant as Ana sees it, while the block lasts; what she does goes to `bot_url`. Yields its address."""
    (folder / CONFIG_FILE).write_text(json.dumps(config()))
    (folder / "loopback.js").write_text(LOOPBACK)
    port = _free_port()
    page = f"http://127.0.0.1:{port}"
    command = [_node(), "--require", str(folder / "loopback.js"), str(PROGRAM), "start", "-e", bot_url]
    command += ["-c", "msteams", "-p", str(port), "--service-url", service_url(port), "--disable-telemetry"]
    environ = {**os.environ, "TEAMSAPPTESTER_BROWSER": "none", "M365_AGENTS_PLAYGROUND_LOGFILE": str(folder / "log")}
    process = subprocess.Popen(
        command, cwd=folder, env=environ, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _wait_for(page, process)
        yield page
    finally:
        process.terminate()
        process.wait(timeout=10)


def _node() -> str:
    """Skips the test without Node.js or the Playground, or fails where nothing may be skipped."""
    node = shutil.which("node")
    if node is None or not PROGRAM.exists():
        missing("Microsoft's Agents Playground", "Install Node.js and npm, then run: make playground")
        raise FileNotFoundError("the Agents Playground")
    return node


def _free_port() -> int:
    # Given a port that is taken, it takes another without saying which.
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


def _wait_for(page: str, process: subprocess.Popen[bytes]) -> None:
    stop = threading.Event()
    for _ in range(LONGEST_START_SECONDS * 10):
        if process.poll() is not None:
            raise RuntimeError("the Playground ended at once; the file log in its folder says why")
        try:
            httpx.get(page, timeout=1, trust_env=False)
        except httpx.TransportError:
            stop.wait(0.1)
        else:
            return
    raise RuntimeError("the Playground did not start")
