"""The demo, to look at in a browser or played at full speed."""

import json
import tempfile
from pathlib import Path

import typer

from bot.commands.terminal import FAILED, MISUSED, end, say, stopped, typed_line
from bot.demo.live import serve_demo
from bot.demo.play import play
from bot.platforms import NotInstalled, require_teams_library

# Where the demo is looked for when nobody says otherwise.
PORT = 3400


def play_demo(transport: str, *, as_json: bool) -> None:
    result = play(transport=transport)
    say(json.dumps(result.as_data(), indent=2) if as_json else result.as_text())
    raise typer.Exit(0 if result.complete else FAILED)


def show_demo(transport: str, *, port: int) -> None:
    try:
        serve_demo(port=port, transport=transport, stop=stopped(), say=say)
    except OSError as error:
        _not_started(error, port)


def show_teams_demo(*, port: int | None, alone: bool) -> None:
    """`alone`: no other option was given beside it but the port."""
    if not alone:
        end("--teams goes with --port alone: what is played, and how Slack is reached, is Slack's.", MISUSED)
    try:
        require_teams_library()
    except NotInstalled as error:
        end(str(error), MISUSED)
    from bot.demo import teams_live

    at, stop = teams_live.PORT if port is None else port, stopped()
    with tempfile.TemporaryDirectory(prefix="homeroom-playground-") as folder:
        try:
            teams_live.serve_teams_demo(folder=Path(folder), stop=stop, say=say, ask=lambda: typed_line(stop), port=at)
        except OSError as error:
            _not_started(error, at)


def _not_started(error: OSError, port: int) -> None:
    end(f"The demo could not start: {error}. Another program may use port {port}; try another: --port 0")
