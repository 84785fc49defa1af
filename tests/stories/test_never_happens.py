"""Tampered forms and a database that is held for longer than Slack waits: words in time, and nothing is saved."""

import threading
import time
from collections.abc import Callable

import pytest
from sqlalchemy import select

from sandbox import modal_acts
from sandbox.delivery.envelope import Envelope
from sandbox.people import Person
from sandbox.reply import Reply
from sandbox.view_responses import carry_out
from storage.tables import teams
from tests.stores import held
from tests.stories.in_slack import A_MINUTE, InSlack, Json, slack, words
from tests.stories.test_commands import said
from tests.stories.test_refusals import SLACKS_PATIENCE_SECONDS, Forger, Tamper, kept_levels

__all__ = ["slack"]


def together(*acts: Callable[[], Reply]) -> list[Reply]:
    """All at the same moment; what each person saw come of it, in their order."""
    start = threading.Barrier(len(acts), timeout=10)
    replies: dict[int, Reply] = {}

    def run(position: int) -> None:
        start.wait()
        replies[position] = acts[position]()

    threads = [threading.Thread(target=run, args=(position,)) for position in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [replies[position] for position in range(len(acts))]


def submits(slack: InSlack, person: Person, tamper: Tamper) -> Reply:
    """Submit the modal on top, tampered with on its way."""
    workspace = slack.running.workspace
    view = workspace.views.stack(person.id, person.device)[-1]
    with workspace.lock:
        payload = modal_acts.submission(workspace, view)
    tamper(payload)
    got = workspace.courier.deliver(Envelope("interactive", payload))
    with workspace.lock:
        return carry_out(workspace, view, got)


def settings_of_all_teams(slack: InSlack) -> list[tuple[object, ...]]:
    with slack.running.story.deps.store.read() as transaction:
        return [tuple(row) for row in transaction.execute(select(teams).order_by(teams.c.id))]


def of_another_rubric(payload: Json) -> None:
    """As if its indicators were of another rubric: every block asks for what the check-in doesn't."""
    state = payload["view"]["state"]
    state["values"] = {name.replace("/", "/gone-", 1): fields for name, fields in state["values"].items()}


def of_nothing_at_all(payload: Json) -> None:
    state = payload["view"]["state"]
    state["values"] = {f"b{position}": fields for position, fields in enumerate(state["values"].values())}


def of_another_check_in_inside(payload: Json) -> None:
    state = payload["view"]["state"]
    state["values"] = {f"{'e' * 32}/{name.split('/', 1)[1]}": fields for name, fields in state["values"].items()}


@pytest.mark.parametrize("tamper", [of_another_rubric, of_nothing_at_all, of_another_check_in_inside])
@pytest.mark.parametrize("by", ["a tap", "Done"])
def test_a_form_with_ids_that_the_check_in_does_not_have_is_acknowledged_and_answered_in_words(
    slack: InSlack, tamper: Tamper, by: str
) -> None:
    block = slack.level_block(slack.check_in.asked[0].id)
    dana = slack.opens_form("dana")
    dana.choose(block, "strength")
    if by == "a tap":
        forger = Forger(slack.running.server, "U0DANA")
        forger.forge = tamper
        reply = forger.choose(block, "urgent-gap")
    else:
        reply = submits(slack, dana, tamper)
    assert (reply.error, reply.status) == (None, 200)
    assert "doesn't match" in words(dana.view)
    assert kept_levels(slack) == 1


@pytest.mark.parametrize("by", ["a tap", "Done"])
def test_a_database_held_for_longer_than_slack_waits_is_not_saved_in_time_and_nothing_is(
    slack: InSlack, by: str
) -> None:
    block = slack.level_block(slack.check_in.asked[0].id)
    dana = slack.opens_form("dana")
    dana.type(slack.evidence_block(slack.check_in.asked[0].id), "Three schools asked me for this")
    if by == "Done":
        dana.choose(block, "strength")
    before = kept_levels(slack)
    # Held by this thread until it has the answer, which Homeroom's own threads have to give meanwhile.
    with held(slack.running.story.deps.store):
        began = time.monotonic()
        reply = dana.choose(block, "urgent-gap") if by == "a tap" else dana.submit()
        took = time.monotonic() - began
    assert reply.error is None
    assert took < SLACKS_PATIENCE_SECONDS
    assert "Not saved yet" in words(dana.view)
    assert "Three schools asked me for this" in words(dana.view)
    assert kept_levels(slack) == before
    slack.opens_form("dana")
    assert dana.choose(block, "ok-for-now").ok
    assert kept_levels(slack) == 1


@pytest.mark.parametrize("command", ["ask now", "digest now"])
def test_a_command_while_the_database_is_held_is_answered_in_time_and_does_nothing(
    slack: InSlack, command: str
) -> None:
    slack.until(slack.check_in.closes_at + A_MINUTE)
    shown = len(slack.channel())
    ana = slack.person("ana")
    with held(slack.running.story.deps.store):
        began = time.monotonic()
        answer = said(ana, command)
        took = time.monotonic() - began
    assert "Not saved yet" in answer
    assert took < SLACKS_PATIENCE_SECONDS
    slack.pass_by(A_MINUTE)
    assert [message for message in slack.channel()[shown:] if not message.get("ephemeral")] == []
