"""The last digest compiled again: what is a correction, what is not, and how the channel learns of it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.routes import ROUTES, Pressed
from bot.sections import announce
from bot.sections.parts import Button
from bot.use_cases.results import Notice
from jobs.announcements import DigestCorrection, DigestPost
from rubric.audit import What
from rubric.model import IndicatorId
from rubric.next_step import StepKind
from rubric.preferences import Reasoned
from rubric.refusals import ChangedMeanwhile
from storage import check_ins, digests, next_steps, teams
from tests.bot.use_cases.steering.ground import (
    A_DAY,
    A_MINUTE,
    A_WEEK,
    coordinates_too,
    leaves,
    log,
    refusal,
    said,
    text_of,
    the_form,
    the_member,
)
from tests.bot.use_cases.test_digests_again import DIGEST, cabinet, channel, look_again, rate_as_a_team, submit, type_
from tests.cabinet import Cabinet, speaker
from tests.rubric.digest.test_personal import a_step

__all__ = ["cabinet"]


def test_where_nothing_differs_nothing_is_posted(cabinet: Cabinet) -> None:
    rate_as_a_team(cabinet, "O", agreed_on=(DIGEST - A_DAY).date())
    look_again(cabinet, "Dana", "Lee", "Dev")
    cabinet.travel(DIGEST + A_DAY)
    assert "says the same" in said(type_(cabinet, "digest correct"))


def a_step_is_made(cabinet: Cabinet) -> None:
    team, dana = cabinet.team(), the_member(cabinet, "Dana")
    with cabinet.store.begin() as transaction:
        closed = check_ins.latest_closed(transaction, team.id, before=cabinet.clock.now(), most=9)[0]
        step = replace(
            a_step("Dana", (DIGEST + A_WEEK).date()),
            team_id=team.id,
            owner_id=dana.id,
            kind=StepKind.FIND_OUT,
            indicator_id=closed.check_in.asked[2].id,
            made_at=cabinet.clock.now(),
        )
        next_steps.add(transaction, step)


def another_check_in_closes(cabinet: Cabinet) -> None:
    cabinet.rate("Dana", "U U U")
    cabinet.travel(cabinet.clock.now() + A_WEEK)


def an_indicator_is_left_out(cabinet: Cabinet) -> None:
    team = cabinet.team()
    excluded = (*team.preferences.excluded, Reasoned(IndicatorId("capacity-building.1"), "Not ours"))
    with cabinet.store.begin() as transaction:
        teams.save(transaction, replace(team, preferences=replace(team.preferences, excluded=excluded)))


SINCE: dict[str, Callable[[Cabinet], object]] = {
    "a team rating": lambda cabinet: rate_as_a_team(cabinet, "S", agreed_on=cabinet.clock.now().date()),
    "a next step": a_step_is_made,
    "another check-in": another_check_in_closes,
    "second ratings": lambda cabinet: look_again(cabinet, "Dana", "Lee", "Dev", "Ana"),
    "somebody left": lambda cabinet: leaves(cabinet, "Lee"),
    "an indicator left out": an_indicator_is_left_out,
}


@pytest.mark.parametrize("happened", SINCE.values(), ids=SINCE.keys())
def test_what_has_happened_since_is_no_correction(cabinet: Cabinet, happened: Callable[[Cabinet], object]) -> None:
    rate_as_a_team(cabinet, "O", agreed_on=(DIGEST - A_DAY).date())
    cabinet.travel(DIGEST + A_DAY)
    happened(cabinet)
    assert "says the same" in said(type_(cabinet, "digest correct"))


def test_a_team_rating_that_was_wrong_is_corrected_in_the_channel(cabinet: Cabinet) -> None:
    agreed_on = (DIGEST - A_DAY).date()
    rate_as_a_team(cabinet, "S", agreed_on=agreed_on)
    cabinet.travel(DIGEST + A_DAY)
    rate_as_a_team(cabinet, "O", agreed_on=agreed_on)
    opened = type_(cabinet, "digest correct")
    assert "team rating: OK for now. The digest said: Strength." in text_of(the_form(opened))
    assert channel(cabinet, DigestCorrection) == []
    assert "corrected digest is coming" in said(submit(cabinet, opened))
    cabinet.travel(cabinet.clock.now() + A_MINUTE)
    (corrected,) = channel(cabinet, DigestCorrection)
    intro, first, *_ = corrected.splitlines()
    assert intro == "Corrected: the digest of Oct 30 to Nov 16. This is different from what it said:"
    assert first.endswith("team rating: OK for now. The digest said: Strength.")
    assert "first team rating, OK for now." in corrected
    assert log(cabinet)[-1].what is What.DIGEST_CORRECTED
    with cabinet.store.read() as transaction:
        last = digests.latest(transaction, cabinet.team().id)
        assert last is not None
        (made,) = digests.corrections(transaction, last.id)
        assert (made.made_by, last.digest.team_ratings[0].level) == ("Ana", "strength")
    # What is corrected once is as it should be; and it is this that is posted again.
    assert "says the same" in said(type_(cabinet, "digest correct"))
    type_(cabinet, "digest again")
    cabinet.travel(cabinet.clock.now() + A_MINUTE)
    assert "and corrected Tue, Nov 17, 9:0" in channel(cabinet)[-1]
    assert "first team rating, OK for now." in channel(cabinet)[-1]


def test_more_of_a_corrected_digest_is_of_what_it_says(cabinet: Cabinet) -> None:
    agreed_on = (DIGEST - A_DAY).date()
    rate_as_a_team(cabinet, "S", agreed_on=agreed_on)
    cabinet.travel(DIGEST + A_DAY)
    rate_as_a_team(cabinet, "O", agreed_on=agreed_on)
    submit(cabinet, type_(cabinet, "digest correct"))
    cabinet.travel(cabinet.clock.now() + A_MINUTE)

    def more(kind: type) -> str:
        (sent,) = cabinet.messenger.said(kind)
        buttons = [one for one in announce(sent.announcement).sections if isinstance(one, Button)]
        (button,) = [one for one in buttons if one.act == "digest_more"]
        opened = ROUTES.presses[button.act](cabinet.deps, speaker("Dana"), Pressed(button.value))
        return text_of(the_form(opened))

    assert "first team rating, Strength." in more(DigestPost)
    assert "first team rating, OK for now." in more(DigestCorrection)


def test_a_team_rating_agreed_in_time_and_recorded_late_is_a_correction(cabinet: Cabinet) -> None:
    cabinet.travel(DIGEST + A_DAY)
    rate_as_a_team(cabinet, "O", agreed_on=(DIGEST - A_DAY).date())
    opened = text_of(the_form(type_(cabinet, "digest correct")))
    assert "to talk about: The digest said: 1 Strength, 2 Urgent gap. That no longer holds." in opened
    assert "team rating: OK for now. The digest left it out." in opened


def test_a_correction_that_somebody_else_has_overtaken_is_not_posted(cabinet: Cabinet) -> None:
    coordinates_too(cabinet, "Dev")
    agreed_on = (DIGEST - A_DAY).date()
    cabinet.travel(DIGEST + A_DAY)
    rate_as_a_team(cabinet, "O", agreed_on=agreed_on)
    opened = type_(cabinet, "digest correct")
    submit(cabinet, type_(cabinet, "digest correct", "Dev"), "Dev")
    assert isinstance(refusal(lambda: submit(cabinet, opened)), ChangedMeanwhile)
    assert isinstance(submit(cabinet, opened, "Dev"), Notice)
    cabinet.travel(cabinet.clock.now() + timedelta(hours=1))
    assert len(channel(cabinet, DigestCorrection)) == 1
