"""The demo, to look at in a browser or played at full speed."""

import json

import typer

from bot.commands.terminal import FAILED, end, say, stopped
from bot.demo.live import serve_demo
from bot.demo.play import play


def play_demo(transport: str, *, as_json: bool) -> None:
    result = play(transport=transport)
    say(json.dumps(result.as_data(), indent=2) if as_json else result.as_text())
    raise typer.Exit(0 if result.complete else FAILED)


def show_demo(transport: str, *, port: int) -> None:
    try:
        serve_demo(port=port, transport=transport, stop=stopped(), say=say)
    except OSError as error:
        end(f"The demo could not start: {error}. Another program may use port {port}; try: homeroom demo --port 0")
