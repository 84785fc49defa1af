"""The test that a coordinator sends to themselves: the coming check-in as it would open."""

from datetime import datetime

from bot.wording.counting import count, listed
from bot.wording.times import when


def test_title() -> str:
    return "A test, for you alone"


def as_it_would_open(opens_at: datetime, closes_at: datetime, asked: int, zone: str) -> str:
    return (
        f"The coming check-in opens {when(opens_at, zone)} and closes {when(closes_at, zone)}. As things stand, it "
        f"asks {count(asked, 'indicator')}:"
    )


def who_would_be_asked(expected: int, away_names: tuple[str, ...]) -> str:
    asked = f"{count(expected, 'person', 'people')} would be asked."
    if not away_names:
        return f"{asked} Nobody is away then."
    return f"{asked} Away then: {listed(away_names)}."


def nothing_saved() -> str:
    return "Nobody else got this, nothing was opened, and nothing was saved."
