"""`homeroom demo --teams`: the demo in Microsoft's Agents Playground, which somebody starts beside it.

Time is moved at the terminal: each Enter goes on to what falls due next.
"""

import json
import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bot import wording
from bot.demo import playground
from bot.demo.cast import ZONE
from bot.demo.host import OPENS_AFTER, live_through
from bot.demo.playground_host import PlaygroundDemo, playground_demo
from jobs.scheduler import Scheduler

PORT = 3978
PLAYGROUND_PORT = 56150
SETTLE_EVERY_SECONDS = 0.5
LOOK_EVERY_SECONDS = 0.5
# Enough for a digest that compares with the one before.
CHECK_INS_BEHIND = 2
A_MOMENT = timedelta(seconds=1)

Say = Callable[[str], None]
Ask = Callable[[], str]


def serve_teams_demo(*, folder: Path, stop: threading.Event, say: Say, ask: Ask, port: int = PORT) -> None:
    """Raises OSError when the port is taken. `ask` waits for Enter at the terminal, and raises EOFError without one."""
    with playground_demo(port=port) as running:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / playground.CONFIG_FILE).write_text(json.dumps(playground.config(), indent=2))
        say("In another terminal, with Node.js installed, start Microsoft's Agents Playground:")
        say(f"    cd {folder} && {playground.command(port=PLAYGROUND_PORT, bot_url=running.url)}")
        say("Open the page that it names. This goes on once you have.")
        if not _is_there(running, stop):
            return
        say("A cabinet of six is living through a month of check-ins…")
        running.story.travel(live_through(running.story, check_ins=CHECK_INS_BEHIND) + OPENS_AFTER)
        running.clock.run()
        say("You are Ana, who coordinates. The check-in is in the team's channel, cabinet-attendance.")
        say("In your chat with Homeroom type: rate, home, help. In the channel: @Homeroom status.")
        with Scheduler([(running.story.settle, SETTLE_EVERY_SECONDS)]), suppress(KeyboardInterrupt, EOFError):
            _move_time(running, stop, say, ask)
            stop.wait()


def _is_there(running: PlaygroundDemo, stop: threading.Event) -> bool:
    """Whether the Playground was opened before `stop` came."""
    while not running.was_looked_at:
        if stop.wait(LOOK_EVERY_SECONDS):
            return False
    running.meets(PLAYGROUND_PORT)
    return True


def _move_time(running: PlaygroundDemo, stop: threading.Event, say: Say, ask: Ask) -> None:
    story = running.story
    while not stop.is_set():
        now = story.clock.now()
        coming = next((moment for moment in story.coming() if moment.at > now), None)
        if coming is None:
            return
        at = coming.at.astimezone(ZoneInfo(ZONE))
        say(f"Press Enter to go on to {at:%a, %b %-d, %-I:%M %p}: {wording.moment(coming.kind)}.")
        ask()
        story.travel(coming.at + A_MOMENT)
