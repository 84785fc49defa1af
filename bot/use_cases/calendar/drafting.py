"""What a coordinator has entered, read, and chosen so far, kept so that going back or closing a form loses nothing."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter

from bot.calendars.findings import Event, Findings
from bot.use_cases.shown import fingerprint
from bot.use_cases.who import Speaker
from rubric.school_calendar import Break
from rubric.team import Team
from storage import drafts
from storage.store import Transaction

KIND = "calendar"


@dataclass(frozen=True, slots=True)
class Drafted:
    """What stands in the fields, what came of reading, which of its events were chosen, by key.

    `chosen` is None until somebody chose. With `keeps` the breaks of now stay beside the chosen ones.
    """

    address: str = ""
    typed: str = ""
    findings: Findings | None = None
    chosen: tuple[str, ...] | None = None
    keeps: bool = False


_drafted = TypeAdapter(Drafted)


def draft_of(transaction: Transaction, team: Team, who: Speaker) -> Drafted:
    """Somebody's own; an empty one when there is none."""
    found = drafts.find(transaction, team.workspace_id, who.address, kind=KIND, about=team.id)
    return Drafted() if found is None else _drafted.validate_json(json.dumps(dict(found.values)))


def keep_draft(transaction: Transaction, team: Team, who: Speaker, drafted: Drafted, *, now: datetime) -> None:
    values: dict[str, Any] = _drafted.dump_python(drafted, mode="json")
    drafts.keep(transaction, team.workspace_id, who.address, kind=KIND, about=team.id, values=values, now=now)


def drop_draft(transaction: Transaction, team: Team, who: Speaker) -> None:
    found = drafts.find(transaction, team.workspace_id, who.address, kind=KIND, about=team.id)
    if found is not None:
        drafts.drop(transaction, found.id)


def key_of(event: Event) -> str:
    """What a form calls an event: the same as long as it is the same event, whatever was read since."""
    first = event.breaks[0]
    return fingerprint(event.name.casefold() or f"{first.first} {first.last}")


def chosen_keys(drafted: Drafted) -> tuple[str, ...]:
    """What was chosen, or what is likely until somebody chose; only what is there."""
    events = () if drafted.findings is None else drafted.findings.events
    if drafted.chosen is None:
        return tuple(key_of(event) for event in events if event.likely)
    return tuple(key_of(event) for event in events if key_of(event) in drafted.chosen)


def proposed(drafted: Drafted, team: Team) -> tuple[Break, ...]:
    """The breaks that the team would have: each once, in order."""
    keys = set(chosen_keys(drafted))
    events = () if drafted.findings is None else drafted.findings.events
    found = {one for event in events if key_of(event) in keys for one in event.breaks}
    return tuple(sorted(found | set(team.rhythm.calendar.breaks if drafted.keeps else ())))


def shows(breaks: Iterable[Break]) -> str:
    """The fingerprint of these breaks."""
    return fingerprint(" ".join(f"{one.first} {one.last} {one.name}" for one in breaks))
