"""How a command speaks to the person at the terminal, and hears that it should stop."""

import select
import signal
import sys
import threading
from types import FrameType
from typing import NoReturn

import typer

FAILED = 1
MISUSED = 2
LOOK_EVERY_SECONDS = 0.2


def say(text: str) -> None:
    # Written as it is: a table or a transcript that is piped somewhere must not be wrapped to a terminal's width.
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def end(text: str, code: int = FAILED) -> NoReturn:
    """Say on stderr why it goes no further, and end the program."""
    sys.stderr.write(text + "\n")
    raise typer.Exit(code)


def stopped() -> threading.Event:
    """Set by Ctrl+C or by whoever ends the process politely."""
    stop = threading.Event()

    def on_signal(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGINT, on_signal)
    signal.signal(signal.SIGTERM, on_signal)
    return stop


def typed_line(stop: threading.Event) -> str:
    """What somebody types until they press Enter. Raises EOFError when nobody can, or `stop` came first: a signal alone
    doesn't end a read."""
    while not stop.is_set():
        if select.select([sys.stdin], [], [], LOOK_EVERY_SECONDS)[0]:
            line = sys.stdin.readline()
            if not line:
                break
            return line.removesuffix("\n")
    raise EOFError
