"""What a team must never meet, through the real Bolt app over both transports: wrong check-ins, silence, two teams."""

import threading
import time
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.demo.cast import CHANNEL_ID
from rubric.people import CheckInId
from sandbox import modal_acts
from sandbox.delivery.envelope import Envelope
from sandbox.people import Person
from sandbox.reply import Reply
from sandbox.view_responses import carry_out
from storage.tables import check_ins, earlier_ratings, ratings, teams
from tests.stores import held
from tests.stories.in_slack import A_MINUTE, InSlack, Json, slack, words
from tests.stories.test_commands import GENERAL, said
from tests.stories.test_refusals import SLACKS_PATIENCE_SECONDS, Forger, Tamper, kept_levels

__all__ = ["slack"]

A_FORTNIGHT = timedelta(weeks=2)


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


def asked_so_far(slack: InSlack) -> int:
    with slack.running.story.deps.store.read() as transaction:
        return len(transaction.execute(select(check_ins.c.id)).all())


@pytest.mark.parametrize("by", ["a tap", "Done"])
def test_a_form_opened_for_one_check_in_never_rates_the_next_and_says_so(slack: InSlack, by: str) -> None:
    first = slack.check_in
    dana, lee = slack.opens_form("dana"), slack.opens_form("lee")
    for person in (dana, lee):
        person.type(slack.evidence_block(first.asked[0].id), "Written in the first fortnight")
    block = slack.level_block(first.asked[0].id)
    if by == "Done":
        lee.choose(block, "strength")
    slack.pass_by(A_FORTNIGHT)
    assert slack.check_in.id != first.id
    before = kept_levels(slack)
    reply = dana.choose(block, "strength") if by == "a tap" else lee.submit()
    person = dana if by == "a tap" else lee
    assert reply.error is None
    assert "This check-in is closed" in words(person.view)
    assert "Written in the first fortnight" in words(person.view)
    assert kept_levels(slack) == before
    with slack.running.story.deps.store.read() as transaction:
        rated = transaction.execute(select(ratings.c.check_in_id)).scalars().all()
    assert slack.check_in.id not in {CheckInId(one) for one in rated}


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


@pytest.mark.parametrize("typed", ["ask now", "Digest  NOW"])
@pytest.mark.parametrize("name", ["dana", "lee", "sam"])
def test_a_member_who_does_not_coordinate_starts_nothing_and_hears_who_can(
    slack: InSlack, name: str, typed: str
) -> None:
    slack.until(slack.check_in.closes_at + A_MINUTE)
    before, shown = settings_of_all_teams(slack), len(slack.channel())
    answer = said(slack.person(name), typed)
    assert "Only coordinators" in answer
    assert "Ana Morales coordinates this team" in answer
    slack.pass_by(A_MINUTE)
    assert settings_of_all_teams(slack) == before
    assert (asked_so_far(slack), [one for one in slack.channel()[shown:] if not one.get("ephemeral")]) == (1, [])


@pytest.mark.parametrize("name", ["dana", "mallory"])
def test_nobody_sets_up_a_channel_that_has_a_team_again(slack: InSlack, name: str) -> None:
    before = settings_of_all_teams(slack)
    person = slack.person(name)
    slack.running.workspace.join("U0MALLORY", CHANNEL_ID)
    assert "has a team already" in said(person, "setup")
    assert person.view is None
    assert settings_of_all_teams(slack) == before


@pytest.mark.parametrize("typed", ["status", "ask now", "digest now", "", "help", "dance"])
def test_every_command_in_a_channel_without_a_team_is_answered(slack: InSlack, typed: str) -> None:
    assert said(slack.person("dana"), typed, GENERAL) != ""


def test_a_rating_that_is_changed_is_rated_anew_and_what_it_was_is_kept(slack: InSlack) -> None:
    first = slack.check_in.asked[0]
    dana = slack.opens_form("dana")
    began = slack.running.clock.now()
    dana.choose(slack.level_block(first.id), "strength")
    slack.pass_by(timedelta(hours=5))
    dana.choose(slack.level_block(first.id), "urgent-gap")
    with slack.running.story.deps.store.read() as transaction:
        now = transaction.execute(select(ratings.c.level_id, ratings.c.rated_at)).one()
        was = transaction.execute(
            select(earlier_ratings.c.level_id, earlier_ratings.c.rated_at, earlier_ratings.c.replaced_at)
        ).one()
    assert (was.level_id, now.level_id) == ("strength", "urgent-gap")
    assert began <= was.rated_at < began + A_MINUTE
    assert was.replaced_at == now.rated_at >= began + timedelta(hours=5)


NEARLY = ["unlock", "please ask now", "don't ask now", "ask nowhere", "asknow", "no digest now", "digest nowadays"]
NEARLY += ["setup?", "undo setup", "ask now ask now", "task now", "status ask now", "ask\u200bnow"]


@pytest.mark.parametrize("typed", NEARLY)
def test_words_that_only_begin_or_end_like_a_command_do_nothing(slack: InSlack, typed: str) -> None:
    slack.until(slack.check_in.closes_at + A_MINUTE)
    before, shown = settings_of_all_teams(slack), len(slack.channel())
    ana: Person = slack.person("ana")
    assert "doesn't know" in said(ana, typed)
    assert ana.view is None
    slack.pass_by(A_MINUTE)
    assert settings_of_all_teams(slack) == before
    assert (asked_so_far(slack), [one for one in slack.channel()[shown:] if not one.get("ephemeral")]) == (1, [])
