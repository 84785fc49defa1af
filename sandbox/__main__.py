"""`python -m sandbox`: an example workspace on this machine, for trying an app by hand."""

import argparse
import signal
import sys
import threading
from collections.abc import Sequence

from sandbox.example import example_workspace
from sandbox.server import SandboxServer
from sandbox.workspace import Workspace


def main(arguments: Sequence[str] | None = None, stop: threading.Event | None = None) -> int:
    """Serve until interrupted, or until `stop` is set; prints the address and the tokens."""
    parser = argparse.ArgumentParser(prog="python -m sandbox", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="0 takes any free port")
    parser.add_argument("--command", default="/example", help="the app's slash command")
    parser.add_argument("--request-url", help="deliver by signed HTTP to this address, not by Socket Mode")
    options = parser.parse_args(arguments)
    workspace = Workspace(example_workspace(options.command, options.request_url))
    done = stop or threading.Event()
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, lambda *_: done.set())
    with SandboxServer(workspace, options.port) as server:
        app = workspace.seed.app
        lines = (
            f"The page:        {server.url}/",
            f"SLACK_API_URL    {server.api_url}",
            f"Bot token        {app.bot_token}",
            f"App-level token  {app.app_token}",
            f"Signing secret   {app.signing_secret}",
        )
        sys.stdout.write("\n".join(lines) + "\n")
        sys.stdout.flush()
        try:
            done.wait()
        except KeyboardInterrupt:
            return 0
    return 0


if __name__ == "__main__":
    sys.exit(main())
