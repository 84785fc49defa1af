"""What all the processes of one run agree on: where everything is, what time it is, and how each of them ends."""

import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from bot.demo.town import BOT_TOKEN, SIGNING_SECRET
from bot.settings import Settings

# A Wednesday morning in New York, so that reminders may go out at once.
STORY_BEGINS = datetime(2026, 11, 4, 15, 0, tzinfo=UTC)


class Step(StrEnum):
    """Where a process is killed or paused; the first four are the named steps of the outbox."""

    AFTER_PLAN = "after_plan_commit"
    BEFORE_POST = "before_post"
    AFTER_LANDING = "after_landing"
    BEFORE_RESULT = "before_result_commit"
    IN_CALL = "between_check_and_call"
    IN_CLICK = "during_a_submission"
    ANYWHERE = "anywhere"


@dataclass(frozen=True, slots=True)
class Doom:
    """The process meets its fate when it comes to `step` for the nth time."""

    step: Step
    nth: int = 1


@dataclass(frozen=True, slots=True)
class SharedClock:
    """Runs with real time from the story's beginning, the same in every process and whatever the wall clock does."""

    began: float

    def now(self) -> datetime:
        return STORY_BEGINS + timedelta(seconds=time.monotonic() - self.began)

    def monotonic(self) -> float:
        return time.monotonic()


@dataclass(frozen=True, slots=True)
class Setting:
    """One run. A lease lasts three times the longest call, as it does in earnest, only ten times quicker."""

    database_url: str
    api_url: str
    port: int
    log_folder: str
    clock: SharedClock
    lease: timedelta = timedelta(seconds=3)
    longest_call: timedelta = timedelta(seconds=1)
    # Off only to measure what the look at the lease just before a call is worth.
    heeds_lease: bool = True
    # What a doomed process gets.
    signal: int = 9

    def settings(self) -> Settings:
        return Settings.from_environ(
            {
                "SLACK_BOT_TOKEN": BOT_TOKEN,
                "SLACK_MODE": "http",
                "SLACK_SIGNING_SECRET": SIGNING_SECRET,
                "SLACK_API_URL": self.api_url,
                "DATABASE_URL": self.database_url,
                "PORT": str(self.port),
            }
        )
