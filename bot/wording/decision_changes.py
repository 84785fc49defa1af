"""What the team decided, each kind in a sentence for the audit log; changes.py has how it works."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from bot.wording.times import day_and_month
from rubric.audit import Entry, What

Facts = Mapping[str, Any]


def seen_otherwise(dissent: str) -> str:
    """What stands beside a team rating for those who saw it otherwise."""
    return f"Seen otherwise: {dissent}"


def _team_rating(entry: Entry) -> str:
    level, before = entry.after.get("level"), entry.before.get("level")
    if before:
        return f"changed the team rating of {_indicator(entry)} from {before} to {level}"
    return f"recorded the team rating of {_indicator(entry)}: {level}"


def _step_added(entry: Entry) -> str:
    return f"gave {entry.after.get('owner')} a next step on {_step(entry)}, due {_day(entry.after)}"


def _step_moved(entry: Entry) -> str:
    was, now = entry.before.get("owner"), entry.after.get("owner")
    to = f"to {_day(entry.after)}" if entry.before.get("due_on") != entry.after.get("due_on") else ""
    over = f"from {was} to {now}" if was != now else ""
    return f"moved the next step on {_step(entry)} {' and '.join(filter(None, (to, over)))}".strip()


def _step_done(entry: Entry) -> str:
    return f"closed the next step on {_step(entry)} as done"


def _step_dropped(entry: Entry) -> str:
    return f"dropped the next step on {_step(entry)}"


def _evidence_added(entry: Entry) -> str:
    return f"added evidence on {_indicator(entry)}"


def _digest_again(entry: Entry) -> str:
    del entry
    return "posted the digest again"


def _digest_corrected(entry: Entry) -> str:
    del entry
    return "posted a corrected digest"


def _indicator(entry: Entry) -> str:
    return str(entry.after.get("indicator") or "an indicator")


def _step(entry: Entry) -> str:
    sentence = str(entry.after.get("sentence") or "").rstrip(".")
    return f"{_indicator(entry)} ({sentence})" if sentence else _indicator(entry)


def _day(facts: Facts) -> str:
    try:
        return day_and_month(date.fromisoformat(str(facts.get("due_on"))))
    except ValueError:
        return "an unknown day"


DECISIONS_SAID: Mapping[What, Callable[[Entry], str]] = {
    What.TEAM_RATING: _team_rating,
    What.STEP_ADDED: _step_added,
    What.STEP_MOVED: _step_moved,
    What.STEP_DONE: _step_done,
    What.STEP_DROPPED: _step_dropped,
    What.EVIDENCE_ADDED: _evidence_added,
    What.DIGEST_AGAIN: _digest_again,
    What.DIGEST_CORRECTED: _digest_corrected,
}
