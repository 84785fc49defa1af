"""A digest looked at beforehand, sent as a test, posted again, and corrected: what comes of it, and what is left."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import func, select

from bot.routes import ROUTES, Pressed
from bot.sections import announce
from bot.sections.digest_notes import CORRECT_FORM, DigestAct
from bot.sections.parts import Button
from bot.use_cases.results import Result
from jobs.announcements import DigestPost, DigestTest
from rubric.audit import What
from rubric.refusals import CoordinatorsOnly, DigestNotPostedYet, NoDigestYet
from storage import check_ins, second_ratings, teams
from storage.store import Store
from storage.tables import metadata
from tests import deciding
from tests.bot.use_cases.steering.ground import (
    A_DAY,
    A_MINUTE,
    A_WEEK,
    OPENS,
    coordinates_too,
    log,
    refusal,
    said,
    text_of,
    the_form,
    the_member,
)
from tests.cabinet import CHANNEL, Cabinet, address, speaker
from tests.deciding import agrees
from tests.dialects import in_slack

DIGEST = OPENS + 2 * A_WEEK


@pytest.fixture
def cabinet(any_store: Store) -> Cabinet:
    """On the day before the first digest, with one check-in behind it that three have rated; the first splits them."""
    cabinet = Cabinet(any_store)
    cabinet.set_up()
    cabinet.travel(OPENS + A_MINUTE)
    cabinet.rate("Dana", "S O ?")
    cabinet.rate("Lee", "U O S")
    cabinet.rate("Dev", "U O ?")
    cabinet.travel(DIGEST - A_DAY)
    return cabinet


def type_(cabinet: Cabinet, words: str, name: str = "Ana") -> Result:
    return ROUTES.commands[words](cabinet.deps, speaker(name), CHANNEL, "")


def submit(cabinet: Cabinet, opened: Result, name: str = "Ana") -> Result:
    return ROUTES.submissions[CORRECT_FORM](cabinet.deps, speaker(name), the_form(opened).about, {})


def rows(cabinet: Cabinet) -> dict[str, int]:
    with cabinet.store.read() as transaction:
        return {
            table.name: transaction.execute(select(func.count()).select_from(table)).scalar_one()
            for table in metadata.sorted_tables
        }


def rate_as_a_team(cabinet: Cabinet, letter: str, *, agreed_on: date) -> None:
    """What the first check-in asked first."""
    team, now = cabinet.team(), cabinet.clock.now()
    with cabinet.store.read() as transaction:
        closed = check_ins.latest_closed(transaction, team.id, before=now, most=9)[0]
    agrees(cabinet, closed.check_in, 0, letter, agreed_on=agreed_on)


def look_again(cabinet: Cabinet, *names: str) -> None:
    now = cabinet.clock.now()
    with cabinet.store.read() as transaction:
        closed = check_ins.latest_closed(transaction, cabinet.team().id, before=now, most=9)[0]
    deciding.look_again(cabinet, closed.check_in, 0, dict.fromkeys(names, "O"))


def channel(cabinet: Cabinet, kind: type = DigestPost) -> list[str]:
    return [announce(sent.announcement).fallback for sent in cabinet.messenger.said(kind, to=CHANNEL)]


def test_a_preview_says_what_the_digest_would_say_and_leaves_nothing_behind(cabinet: Cabinet) -> None:
    look_again(cabinet, "Dana", "Lee", "Dev")
    before = rows(cabinet)
    form = the_form(type_(cabinet, "digest preview"))
    assert rows(cabinet) == before
    assert form.submit is None
    assert "1 Strength, 2 Urgent gap." in text_of(form)
    # What waits to be counted is first seen in the channel.
    assert "looked again" not in text_of(form)
    with cabinet.store.read() as transaction:
        assert len(second_ratings.waiting(transaction, cabinet.team().id)) == 3
    cabinet.travel(DIGEST + A_MINUTE)
    (posted,) = channel(cabinet)
    assert "looked again" in posted
    assert "1 Strength, 2 Urgent gap." in posted


def test_a_preview_before_anything_has_closed_reads_sensibly(any_store: Store) -> None:
    cabinet = Cabinet(any_store)
    cabinet.set_up()
    assert "0 of 45 indicators asked" in text_of(the_form(type_(cabinet, "digest preview")))


def test_a_test_goes_to_the_coordinator_alone_and_keeps_no_digest(cabinet: Cabinet) -> None:
    assert "direct message" in in_slack(said(type_(cabinet, "digest test")))
    before = rows(cabinet)
    cabinet.travel(cabinet.clock.now() + A_MINUTE)
    (sent,) = cabinet.messenger.said(DigestTest)
    assert sent.address == address("Ana")
    message = announce(sent.announcement)
    assert message.fallback.startswith("A test, for you alone.")
    assert "1 Strength, 2 Urgent gap." in message.fallback
    assert [section for section in message.sections if isinstance(section, Button)] == []
    assert rows(cabinet) == before
    assert channel(cabinet) == []


def test_a_test_is_not_sent_to_who_coordinates_no_more(cabinet: Cabinet) -> None:
    coordinates_too(cabinet, "Dev")
    type_(cabinet, "digest test", "Dev")
    with cabinet.store.begin() as transaction:
        teams.change_member(transaction, replace(the_member(cabinet, "Dev"), coordinates=False))
    cabinet.travel(cabinet.clock.now() + A_MINUTE)
    assert cabinet.messenger.said(DigestTest) == []


def test_the_button_on_the_preview_sends_the_test(cabinet: Cabinet) -> None:
    form = the_form(type_(cabinet, "digest preview"))
    button = next(part for part in form.parts if isinstance(part, Button))
    assert button.act == DigestAct.TEST
    ROUTES.presses[button.act](cabinet.deps, speaker("Ana"), Pressed(button.value, about=form.about))
    cabinet.travel(cabinet.clock.now() + A_MINUTE)
    assert len(cabinet.messenger.said(DigestTest, to=address("Ana"))) == 1


@pytest.mark.parametrize("words", ["digest preview", "digest test", "digest again", "digest correct"])
def test_only_coordinators_may(cabinet: Cabinet, words: str) -> None:
    with pytest.raises(CoordinatorsOnly):
        type_(cabinet, words, "Dana")


@pytest.mark.parametrize("words", ["digest again", "digest correct"])
def test_before_the_first_digest_there_is_nothing_to_go_back_to(cabinet: Cabinet, words: str) -> None:
    assert isinstance(refusal(lambda: type_(cabinet, words)), NoDigestYet)


@pytest.mark.parametrize("words", ["digest again", "digest correct"])
def test_what_still_waits_to_be_posted_is_not_posted_twice(cabinet: Cabinet, words: str) -> None:
    ROUTES.commands["digest now"](cabinet.deps, speaker("Ana"), CHANNEL, "")
    assert isinstance(refusal(lambda: type_(cabinet, words)), DigestNotPostedYet)


def test_the_last_digest_is_posted_again_and_says_so(cabinet: Cabinet) -> None:
    cabinet.travel(DIGEST + A_DAY)
    (first,) = channel(cabinet)
    assert "again in a moment" in said(type_(cabinet, "digest again"))
    cabinet.travel(cabinet.clock.now() + A_MINUTE)
    _, second = channel(cabinet)
    note = "Posted again. This digest was first posted Mon, Nov 16, 9:00 AM."
    assert second == f"{note}\n{first}"
    assert log(cabinet)[-1].what is What.DIGEST_AGAIN
    # Nobody gets their own a second time, and somebody who asks twice gets it twice.
    type_(cabinet, "digest again")
    cabinet.travel(cabinet.clock.now() + A_MINUTE)
    assert len(channel(cabinet)) == 3
