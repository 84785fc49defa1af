"""The command line, and the only place that knows the real clock, the real environment and the real database."""

import json
import logging
import os
import signal
import sys
import threading
from pathlib import Path
from types import FrameType
from typing import Annotated

import typer
from dotenv import dotenv_values
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from bot import service
from bot.clock import SystemClock
from bot.demo.live import serve_demo
from bot.demo.play import play
from bot.doctor import examine
from bot.settings import Settings, SettingsFaults
from bot.slack.identity import SlackSaysNo
from bot.slack.manifest import manifest
from rubric.parse import faults
from storage.schema import migrate, schema_state
from storage.store import BadDatabaseUrl, DatabaseError, Store

app = typer.Typer(
    name="homeroom",
    help="Homeroom helps a district's cabinet look honestly at its own attendance practice, together, in chat.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
rubric_commands = typer.Typer(help="Work with rubric files.", no_args_is_help=True)
app.add_typer(rubric_commands, name="rubric")

FAILED = 1
MISUSED = 2


@app.command()
def demo(
    port: Annotated[int, typer.Option(help="Where the demo answers; 0 takes any free port.")] = 3400,
    play_it: Annotated[
        bool, typer.Option("--play", help="Play a fortnight at full speed and print what was seen.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="With --play: the same as data.")] = False,
    http: Annotated[bool, typer.Option("--http", help="Reach the bot by signed HTTP, not Socket Mode.")] = False,
) -> None:
    """Watch an invented district's cabinet live through a fortnight; nothing leaves this machine."""
    transport = "http" if http else "socket"
    if play_it:
        result = play(transport=transport)
        _print(json.dumps(result.as_data(), indent=2) if as_json else result.as_text())
        raise typer.Exit(0 if result.complete else FAILED)
    try:
        serve_demo(port=port, transport=transport, stop=_stopped(), say=_print)
    except OSError as error:
        _complain(
            f"The demo could not start: {error}. Another program may use port {port}; try: homeroom demo --port 0"
        )
        raise typer.Exit(FAILED) from None


@app.command()
def run() -> None:
    """Run Homeroom in your workspace: Slack, the schedule and the deliveries, all in one process."""
    settings = _settings()
    logging.basicConfig(level=settings.LOG_LEVEL, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    store = _store(settings)
    try:
        migrate(store)
        service.run(settings, store=store, clock=SystemClock(), stop=_stopped(), say=_print)
    except SlackSaysNo as error:
        _complain(f"Slack refused the token ({error.code}). Run homeroom doctor to see what to do.")
        raise typer.Exit(FAILED) from None
    except DatabaseError as error:
        _complain(f"The database does not answer ({type(error.orig).__name__}). Run homeroom doctor to see what to do.")
        raise typer.Exit(FAILED) from None
    finally:
        store.close()


@app.command()
def doctor() -> None:
    """Look at tokens, scopes, channels, clock and database, and say what to do about each that is not right."""
    settings = _settings()
    store = _store(settings)
    right = True
    for finding in examine(settings, store, SystemClock()):
        right = right and finding.ok
        _print(f"{'ok  ' if finding.ok else 'FIX '} {finding.what}: {finding.detail}")
        if finding.advice:
            _print(f"     {finding.advice}")
    store.close()
    raise typer.Exit(0 if right else FAILED)


@app.command(name="migrate")
def migrate_database() -> None:
    """Bring the database that DATABASE_URL names to the tables this version needs."""
    store = _store(_settings())
    try:
        before = schema_state(store)
        if before.is_newer_than_the_code:
            _complain(f"The database is at {before.current}, newer than this copy of Homeroom. Update Homeroom.")
            raise typer.Exit(FAILED)
        migrate(store)
    except DatabaseError as error:
        _complain(f"The database does not answer ({type(error.orig).__name__}). Check DATABASE_URL.")
        raise typer.Exit(FAILED) from None
    _print(f"The database is at {schema_state(store).current}.")
    store.close()


@app.command(name="manifest")
def print_manifest(
    request_url: Annotated[
        str,
        typer.Option(help="Your public address ending in /slack/events; without it, a Socket Mode manifest."),
    ] = "",
) -> None:
    """Print the Slack app manifest to paste when you create the app."""
    made = manifest("http", request_url=request_url) if request_url else manifest("socket")
    _print(json.dumps(made, indent=2))


@rubric_commands.command()
def lint(file: Annotated[Path, typer.Argument(help="The rubric's TOML file.")]) -> None:
    """List every fault of a rubric file, each with its line."""
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        _complain(f"{file} can't be read: {error}")
        raise typer.Exit(MISUSED) from None
    found = faults(text)
    for fault in found:
        _print(f"{file}:{fault.line}: {fault.message}")
    if found:
        raise typer.Exit(FAILED)
    _print(f"{file}: no faults.")


def _settings() -> Settings:
    """From .env and the environment, which wins. Ends the program with all that is missing or wrong."""
    environ = {name: value for name, value in dotenv_values(".env").items() if value is not None} | dict(os.environ)
    try:
        return Settings.from_environ(environ)
    except SettingsFaults as error:
        table = Table("Setting", "What is wrong", "What it is", "Where to get it", title=None, show_lines=True)
        for fault in error.faults:
            table.add_row(*(escape(cell) for cell in (fault.name, fault.problem, fault.what, fault.where)))
        console = Console(stderr=True, highlight=False)
        console.print("Homeroom can't start yet: these settings are missing or wrong.")
        console.print(table)
        console.print("Put them in the environment or in a file named .env here (copy .env.example).")
        console.print("To look around without a workspace: homeroom demo")
        raise typer.Exit(MISUSED) from None


def _store(settings: Settings) -> Store:
    try:
        return Store.connect(settings.DATABASE_URL)
    except BadDatabaseUrl as error:
        _complain(str(error))
        raise typer.Exit(MISUSED) from None


def _stopped() -> threading.Event:
    """Set by Ctrl+C or by whoever ends the process politely."""
    stop = threading.Event()

    def on_signal(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGINT, on_signal)
    signal.signal(signal.SIGTERM, on_signal)
    return stop


def _print(text: str) -> None:
    # Written as it is: a table or a transcript that is piped somewhere must not be wrapped to a terminal's width.
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def _complain(text: str) -> None:
    sys.stderr.write(text + "\n")


def main() -> None:
    app()


if __name__ == "__main__":
    main()
