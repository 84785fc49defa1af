"""Where a command writes what is not for the eye: a file that is there whole or not at all, or the standard output."""

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4

from bot.commands.terminal import MISUSED, end


@contextmanager
def written(out: Path | None) -> Iterator[BinaryIO]:
    """Something to write bytes to. What goes wrong with it ends the program in words, and leaves nothing half done."""
    try:
        with _standard_output() if out is None else _file(out.resolve()) as opened:
            yield opened
    except BrokenPipeError:
        # Or Python itself tries once more at the end, and complains.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        end("Whoever was reading stopped before everything was written.")
    except OSError as error:
        where = "The standard output" if out is None else str(out)
        end(f"{where} can't be written: {error.strerror or error}. Nothing was left there.", MISUSED)


@contextmanager
def _standard_output() -> Iterator[BinaryIO]:
    yield sys.stdout.buffer
    sys.stdout.buffer.flush()


@contextmanager
def _file(target: Path) -> Iterator[BinaryIO]:
    if target.exists() and not target.is_file() and not target.is_dir():
        # A device or a pipe is written into, and stays what it is.
        with target.open("wb") as opened:
            yield opened
        return
    if target.is_dir():
        raise IsADirectoryError(0, "it is a folder")
    part = target.with_name(f".homeroom-{uuid4().hex}.part")
    try:
        with part.open("xb") as opened:
            yield opened
            opened.flush()
            os.fsync(opened.fileno())
        if target.exists():
            shutil.copymode(target, part)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
