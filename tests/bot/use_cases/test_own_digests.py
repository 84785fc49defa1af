"""A member's own digest from beginning to end: who gets one, what it says, and how it is turned off."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.routes import ROUTES, Pressed
from bot.sections import announce
from bot.sections.own_digests import OwnDigestAct
from bot.sections.parts import Button
from bot.use_cases.results import Notice
from jobs.announcements import OwnDigest
from rubric.digest.period import Period
from rubric.refusals import NotOnTheTeam, OnNoTeam
from storage import check_ins, deliveries, digests, next_steps, teams
from storage.store import Store
from tests.bot.use_cases.steering.ground import A_MINUTE, A_WEEK, OPENS, cannot_be_reached, is_away, leaves, the_member
from tests.cabinet import CHANNEL, Cabinet, address, speaker
from tests.deciding import agrees
from tests.dialects import in_slack
from tests.rubric.digest.test_personal import a_step

NAMES = ("Ana", "Dev", "Dana", "Lee", "Olga")
DIGEST = OPENS + 2 * A_WEEK


@pytest.fixture
def cabinet(any_store: Store) -> Cabinet:
    """On the day before the digest, with one check-in behind it that Dana and Lee have rated."""
    cabinet = Cabinet(any_store, names=NAMES)
    cabinet.set_up()
    cabinet.travel(OPENS + A_MINUTE)
    cabinet.rate("Dana", "S U ?")
    cabinet.rate("Lee", "S S S")
    cabinet.travel(DIGEST - timedelta(days=1))
    return cabinet


def told(cabinet: Cabinet) -> set[str]:
    return {sent.address.removeprefix("U-") for sent in cabinet.messenger.said(OwnDigest)}


def own_digest(cabinet: Cabinet, name: str) -> OwnDigest:
    (sent,) = cabinet.messenger.said(OwnDigest, to=address(name))
    assert isinstance(sent.announcement, OwnDigest)
    return sent.announcement


def change(cabinet: Cabinet, name: str, **changed: Any) -> None:
    member = replace(the_member(cabinet, name), **changed)
    with cabinet.store.begin() as transaction:
        teams.change_member(transaction, member)


def command(cabinet: Cabinet, name: str, words: str, channel: str = CHANNEL) -> Notice:
    answer = ROUTES.commands[words](cabinet.deps, speaker(name), channel, "")
    assert isinstance(answer, Notice)
    return answer


def test_everybody_for_whom_something_waits_gets_one_after_the_digest(cabinet: Cabinet) -> None:
    cabinet.travel(DIGEST + A_MINUTE)
    # The next check-in has just opened; Olga observes, and nothing has changed.
    assert told(cabinet) == {"Ana", "Dev", "Dana", "Lee"}
    message = announce(own_digest(cabinet, "Dana"))
    assert message.fallback.splitlines() == [
        "For you, from Cabinet: Oct 30 to Nov 16",
        "3 indicators of Check-in 2 are waiting for you. It closes Mon, Nov 23, 9:00 AM.",
        "The team's whole digest is in the team's channel.",
    ]
    assert [one.act for one in message.sections if isinstance(one, Button)] == ["rate_from_reminder", "own_digest_off"]


def test_nobody_is_written_to_who_is_away_gone_out_of_reach_or_does_not_want_it(cabinet: Cabinet) -> None:
    is_away(cabinet, "Ana")
    leaves(cabinet, "Dev")
    cannot_be_reached(cabinet, "Dana")
    command(cabinet, "Lee", "digest off")
    cabinet.travel(DIGEST + A_MINUTE)
    assert told(cabinet) == set()
    with cabinet.store.read() as transaction:
        last = digests.latest(transaction, cabinet.team().id)
        assert last is not None
        # Nor does anything wait for Olga's sake but hers, which had nothing to say.
        assert len(deliveries.about(transaction, deliveries.Kind.OWN_DIGEST, last.id)) == 1


MEANWHILE: dict[str, Callable[[Cabinet], object]] = {
    "she turned it off": lambda cabinet: command(cabinet, "Dana", "digest off"),
    "she is away": lambda cabinet: is_away(cabinet, "Dana"),
    "she left": lambda cabinet: leaves(cabinet, "Dana"),
    "she has rated everything": lambda cabinet: cabinet.rate("Dana", "S S S"),
}


@pytest.mark.parametrize("meanwhile", MEANWHILE.values(), ids=MEANWHILE.keys())
def test_it_waits_for_somebodys_morning_and_is_looked_at_again_then(
    cabinet: Cabinet, meanwhile: Callable[[Cabinet], object]
) -> None:
    change(cabinet, "Dana", zone="Pacific/Honolulu")
    cabinet.travel(DIGEST + A_MINUTE)
    assert told(cabinet) == {"Ana", "Dev", "Lee"}
    meanwhile(cabinet)
    cabinet.travel(DIGEST + timedelta(hours=5))
    assert "Dana" not in told(cabinet)


def test_in_their_morning_it_comes(cabinet: Cabinet) -> None:
    change(cabinet, "Dana", zone="Pacific/Honolulu")
    cabinet.travel(DIGEST + timedelta(hours=3))
    assert "Dana" not in told(cabinet)
    cabinet.travel(DIGEST + timedelta(hours=5))
    assert "Dana" in told(cabinet)


def test_what_was_turned_off_stays_off_and_comes_back_when_asked_for(cabinet: Cabinet) -> None:
    said = command(cabinet, "Dana", "digest off")
    assert "/homeroom digest on" in in_slack(" ".join(said.paragraphs))
    cabinet.travel(DIGEST + A_MINUTE)
    assert "Dana" not in told(cabinet)
    command(cabinet, "Dana", "digest on")
    cabinet.travel(DIGEST + 2 * A_WEEK + A_MINUTE)
    assert "Dana" in told(cabinet)


def test_the_button_in_the_message_turns_it_off_for_whoever_pressed_it_alone(cabinet: Cabinet) -> None:
    cabinet.travel(DIGEST + A_MINUTE)
    buttons = [one for one in announce(own_digest(cabinet, "Dana")).sections if isinstance(one, Button)]
    stop = next(one for one in buttons if one.act == OwnDigestAct.STOP)
    ROUTES.presses[stop.act](cabinet.deps, speaker("Dana"), Pressed(stop.value))
    assert not the_member(cabinet, "Dana").wants_digest
    assert the_member(cabinet, "Lee").wants_digest


def test_in_a_direct_message_it_is_meant_for_all_of_their_teams(cabinet: Cabinet) -> None:
    said = command(cabinet, "Dana", "digest off", channel="D123")
    assert "Cabinet" in said.paragraphs[0]
    assert not the_member(cabinet, "Dana").wants_digest


def test_only_people_on_the_team_can_turn_anything(cabinet: Cabinet) -> None:
    with pytest.raises(NotOnTheTeam):
        command(cabinet, "Mallory", "digest off")
    with pytest.raises(OnNoTeam):
        command(cabinet, "Mallory", "digest off", channel="D123")
    with pytest.raises(NotOnTheTeam):
        ROUTES.presses[OwnDigestAct.STOP](cabinet.deps, speaker("Mallory"), Pressed(cabinet.team().id))


def test_everybody_is_told_what_the_team_agreed_and_observers_too(cabinet: Cabinet) -> None:
    team = cabinet.team()
    with cabinet.store.read() as transaction:
        (closed,) = check_ins.latest_closed(transaction, team.id, before=cabinet.clock.now(), most=1)
    agrees(cabinet, closed.check_in, 0, "O")
    cabinet.travel(DIGEST + A_MINUTE)
    assert announce(own_digest(cabinet, "Olga")).fallback.splitlines() == [
        "For you, from Cabinet: Oct 30 to Nov 16",
        "What changed",
        f"{closed.check_in.asked[0].label}. The team agreed on OK for now.",
        "The team's whole digest is in the team's channel.",
    ]


def test_own_steps_come_with_what_can_be_done_about_them(cabinet: Cabinet) -> None:
    dana = the_member(cabinet, "Dana")
    step = replace(a_step("Dana", DIGEST.date() - timedelta(days=1)), team_id=cabinet.team().id, owner_id=dana.id)
    with cabinet.store.begin() as transaction:
        next_steps.add(transaction, step)
    cabinet.travel(DIGEST + A_MINUTE)
    message = announce(own_digest(cabinet, "Dana"))
    assert "A 1. Ask the schools\nOverdue since Nov 15." in message.fallback
    pressed = [(one.act, one.value) for one in message.sections if isinstance(one, Button)]
    assert pressed[1:4] == [("step_done", step.id), ("step_move", step.id), ("step_drop", step.id)]
    assert "Ask the schools" not in announce(own_digest(cabinet, "Lee")).fallback


def test_a_digest_that_a_later_one_has_overtaken_is_not_told(cabinet: Cabinet) -> None:
    change(cabinet, "Dana", zone="Pacific/Honolulu")
    cabinet.travel(DIGEST + A_MINUTE)
    with cabinet.store.begin() as transaction:
        last = digests.latest(transaction, cabinet.team().id)
        assert last is not None
        period = Period(last.digest.period.end, DIGEST + A_MINUTE)
        digests.add(transaction, cabinet.team().id, replace(last.digest, period=period))
    cabinet.travel(DIGEST + timedelta(hours=5))
    assert "Dana" not in told(cabinet)
