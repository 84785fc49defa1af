"""Waiting at the terminal for somebody to press Enter, until they do or the program is told to stop."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from bot.commands.terminal import typed_line


@contextmanager
def a_terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """Where somebody types: what is written to it."""
    reading, writing = os.pipe()
    with os.fdopen(reading) as typed, os.fdopen(writing, "w"):
        monkeypatch.setattr("sys.stdin", typed)
        yield writing


def test_it_goes_on_once_somebody_pressed_it(monkeypatch: pytest.MonkeyPatch) -> None:
    with a_terminal(monkeypatch) as keys:
        os.write(keys, b"on\n")
        assert typed_line(threading.Event()) == "on"


def test_it_ends_when_the_program_is_told_to_stop_though_nobody_pressed_it(monkeypatch: pytest.MonkeyPatch) -> None:
    stop = threading.Event()
    threading.Timer(0.3, stop.set).start()
    with a_terminal(monkeypatch), pytest.raises(EOFError):
        typed_line(stop)
    assert stop.is_set()


def test_it_ends_where_nobody_can_press_it(monkeypatch: pytest.MonkeyPatch) -> None:
    with open(os.devnull) as nobody:
        monkeypatch.setattr("sys.stdin", nobody)
        with pytest.raises(EOFError):
            typed_line(threading.Event())
