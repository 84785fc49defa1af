"""A team that somebody is setting up: the people found in the channel, and what stands in each step of the form.

It is one person's own, and about one channel. What stands in it is as it came from the form, right or wrong.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from pydantic import TypeAdapter, ValidationError

from bot.lookups import ChannelPeople
from bot.sections.forms import Value, Values
from bot.use_cases.shown import fingerprint
from bot.use_cases.who import Speaker, workspace_of
from jobs.ports import Person
from storage import drafts
from storage.store import Transaction

KIND = "set_up"
# Nobody goes on with it after that; by then the people in the channel are others.
FORGOTTEN_AFTER = timedelta(days=60)
# No platform's id of a channel holds it.
_SHOWS = "|"


class Step(StrEnum):
    """The three steps of the form."""

    PEOPLE = "people"
    RHYTHM = "rhythm"
    PREVIEW = "preview"


@dataclass(frozen=True, slots=True)
class SetUpDraft:
    """`people` and `rhythm` hold what was filled in by field; nothing of a step that was not left yet."""

    channel: ChannelPeople
    people: Mapping[str, Value] = field(default_factory=dict)
    rhythm: Mapping[str, Value] = field(default_factory=dict)
    step: Step = Step.PEOPLE

    def person(self, address: str) -> Person | None:
        """Somebody who can be on the team."""
        return next((one for one in self.channel.people if one.address == address), None)


_shape = TypeAdapter(SetUpDraft)


def find(transaction: Transaction, who: Speaker, channel_id: str) -> SetUpDraft | None:
    """The speaker's own draft about a channel. Raises NoTeamHere."""
    kept = drafts.find(transaction, workspace_of(transaction, who), who.address, kind=KIND, about=channel_id)
    try:
        return None if kept is None else _shape.validate_python(kept.values)
    except ValidationError:
        # Of an older version of the code: then it begins anew.
        return None


def keep(transaction: Transaction, who: Speaker, channel_id: str, draft: SetUpDraft, *, now: datetime) -> None:
    drafts.keep(
        transaction,
        workspace_of(transaction, who),
        who.address,
        kind=KIND,
        about=channel_id,
        values=_shape.dump_python(draft, mode="json"),
        now=now,
    )


def drop(transaction: Transaction, who: Speaker, channel_id: str) -> None:
    kept = drafts.find(transaction, workspace_of(transaction, who), who.address, kind=KIND, about=channel_id)
    if kept is not None:
        drafts.drop(transaction, kept.id)


def about_preview(channel_id: str, draft: SetUpDraft) -> str:
    """What the preview carries: the channel, and the fingerprint of what the preview was made of."""
    made_of = _shape.dump_python(replace(draft, step=Step.PREVIEW), mode="json")
    return f"{channel_id}{_SHOWS}{fingerprint(json.dumps(made_of, sort_keys=True))}"


def channel_of(about: str) -> str:
    """The channel that a step of the form is about."""
    return about.partition(_SHOWS)[0]


def several(values: Values, name: str) -> tuple[str, ...]:
    """What was chosen in a field that takes several."""
    value = values.get(name)
    return value if isinstance(value, tuple) else ()


def text(values: Values, name: str) -> str:
    """What was typed or chosen in a field that takes one; empty when nothing was."""
    value = values.get(name)
    return value.strip() if isinstance(value, str) else ""
