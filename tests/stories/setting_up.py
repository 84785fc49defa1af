"""What somebody does in Slack who sets a team up from its channel, step by step."""

from sqlalchemy import select

from bot.slack import ids
from bot.slack.routed_ids import form_callback
from sandbox.people import Person
from storage.tables import drafts
from tests.stories.in_slack import InSlack, words
from tests.stories.test_commands import GENERAL

HOMEROOM = "U0HOMEROOM"


def types_setup(person: Person, channel: str = GENERAL) -> None:
    reply = person.command(ids.COMMAND, "setup", channel)
    assert reply.error is None


def is_at(person: Person, form: str) -> bool:
    return (person.view or {}).get("callback_id") == form_callback(form)


def next_step(person: Person, to: str) -> None:
    reply = person.submit()
    assert (reply.error, reply.errors) == (None, {})
    assert is_at(person, to), words(person.view)


def drafts_kept(slack: InSlack) -> int:
    with slack.running.story.deps.store.read() as transaction:
        return len(transaction.execute(select(drafts.c.id)).all())
