"""Commands that look at something and say what they found."""

import json
from pathlib import Path

import typer

from bot.clock import SystemClock, wall_clock
from bot.commands.terminal import FAILED, MISUSED, end, say


def doctor() -> None:
    """Every finding, and what to do about each that is not right."""
    from bot.commands.configured import given_settings, given_store
    from bot.doctor import examine

    settings = given_settings()
    right = True
    with given_store(settings) as store:
        # This machine's own clock, because that is the one to be looked at.
        for finding in examine(settings, store, SystemClock(source=wall_clock)):
            right = right and finding.ok
            say(f"{'ok  ' if finding.ok else 'FIX '} {finding.what}: {finding.detail}")
            if finding.advice:
                say(f"     {finding.advice}")
    raise typer.Exit(0 if right else FAILED)


def print_manifest(request_url: str) -> None:
    from bot.slack.manifest import manifest

    made = manifest("http", request_url=request_url) if request_url else manifest("socket")
    say(json.dumps(made, indent=2))


def lint(file: Path) -> None:
    from rubric.parse import faults

    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        end(f"{file} can't be read: {error}", MISUSED)
    found = faults(text)
    for fault in found:
        say(f"{file}:{fault.line}: {fault.message}")
    if found:
        raise typer.Exit(FAILED)
    say(f"{file}: no faults.")
