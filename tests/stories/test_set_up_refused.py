"""Setting a team up where it can't be, or not as it stands, or a moment too late: a plain sentence, nothing kept."""

from collections.abc import Callable
from functools import partial

import pytest

from bot.demo.cast import CHANNEL_ID
from bot.sections.set_up import PEOPLE_FORM, RHYTHM_FORM
from bot.sections.set_up_preview import PREVIEW_FORM
from bot.slack import ids
from bot.slack.routed_ids import field_block
from tests.stories.in_slack import A_MINUTE, InSlack, Json, slack, words
from tests.stories.setting_up import chooses, drafts_kept, held, is_at, next_step, team_in, types_setup
from tests.stories.test_commands import GENERAL, said
from tests.stories.test_never_happens import settings_of_all_teams, submits, together

__all__ = ["slack"]


def test_what_is_wrong_stands_beside_its_field_and_the_form_stays(slack: InSlack) -> None:
    ruth = slack.person("ruth")
    types_setup(ruth)
    chooses(ruth, "team", ["U0RUTH", "U0MIA"])
    chooses(ruth, "coordinators", ["U0SAM"])
    chooses(ruth, "observers", ["U0OMAR", "U0LEE"])
    errors = ruth.submit().errors
    assert list(errors) == [field_block("coordinators"), field_block("observers")]
    assert errors[field_block("observers")].startswith("Omar Haddad and Lee Nakamura are not on the team.")
    chooses(ruth, "coordinators", ["U0RUTH"])
    chooses(ruth, "observers", [])
    next_step(ruth, RHYTHM_FORM)
    chooses(ruth, "start_on", "2020-01-06")
    chooses(ruth, "every_weeks", "1")
    chooses(ruth, "days_open", "10")
    chooses(ruth, "reminder_days", ["3", "12"])
    errors = ruth.submit().errors
    assert sorted(errors) == [field_block(name) for name in ("days_open", "reminder_days", "start_on")]
    assert is_at(ruth, RHYTHM_FORM)
    assert held(ruth, "start_on") == "2020-01-06"


@pytest.mark.parametrize("name", ["dana", "mallory"])
def test_nobody_sets_up_a_channel_that_has_a_team_and_all_are_told_by_whom_it_was(slack: InSlack, name: str) -> None:
    before = settings_of_all_teams(slack)
    person = slack.person(name)
    slack.running.workspace.join("U0MALLORY", CHANNEL_ID)
    answer = said(person, "setup")
    assert "This channel has a team already, Cabinet attendance. Ana Morales set it up on Thu, Aug 27" in answer
    assert "Ana Morales coordinates this team." in answer
    assert person.view is None
    assert settings_of_all_teams(slack) == before


@pytest.mark.parametrize("at", [PEOPLE_FORM, RHYTHM_FORM, PREVIEW_FORM])
def test_whoever_is_slower_is_told_who_set_it_up_wherever_they_are(slack: InSlack, at: str) -> None:
    omar, ruth = slack.person("omar"), slack.person("ruth")
    types_setup(omar)
    for step in [RHYTHM_FORM, PREVIEW_FORM][: [PEOPLE_FORM, RHYTHM_FORM, PREVIEW_FORM].index(at)]:
        next_step(omar, step)
    types_setup(ruth)
    for _ in range(3):
        assert ruth.submit().ok
    before = settings_of_all_teams(slack)
    assert omar.submit().error is None
    assert "Ruth Goldberg set it up" in words(omar.view)
    assert settings_of_all_teams(slack) == before


def test_two_people_who_set_one_channel_up_at_once_make_one_team_and_both_are_answered(slack: InSlack) -> None:
    ruth, omar = slack.person("ruth"), slack.person("omar")
    opened = together(*(partial(person.command, ids.COMMAND, "setup", GENERAL) for person in (ruth, omar)))
    assert [reply.error for reply in opened] == [None, None]
    for person in (ruth, omar):
        next_step(person, RHYTHM_FORM)
        next_step(person, PREVIEW_FORM)
    done = together(ruth.submit, omar.submit)
    assert [(reply.error, reply.errors) for reply in done] == [(None, {})] * 2
    _, roster = team_in(slack)
    first, second = (ruth, omar) if roster["Ruth Goldberg"].member.coordinates else (omar, ruth)
    name = "Ruth Goldberg" if first is ruth else "Omar Haddad"
    assert "Your team is set up" in words(first.view)
    assert f"{name} set it up" in words(second.view)
    assert len(settings_of_all_teams(slack)) == 2
    assert len(roster) == 8


def test_the_last_press_twice_is_done_once_and_answered_the_same(slack: InSlack) -> None:
    ruth = slack.person("ruth")
    types_setup(ruth)
    next_step(ruth, RHYTHM_FORM)
    next_step(ruth, PREVIEW_FORM)
    payload = ruth.submit_payload()
    for _ in range(2):
        assert ruth.send_submission(payload).error is None
        assert "Your team is set up" in words(ruth.view)
    assert len(settings_of_all_teams(slack)) == 2


def test_a_date_that_passes_while_the_preview_is_looked_at_is_shown_to_be_changed(slack: InSlack) -> None:
    ruth = slack.person("ruth")
    types_setup(ruth)
    next_step(ruth, RHYTHM_FORM)
    next_step(ruth, PREVIEW_FORM)
    before = settings_of_all_teams(slack)
    slack.until(slack.check_in.closes_at + 7 * 24 * 60 * A_MINUTE)
    assert ruth.submit().error is None
    assert is_at(ruth, RHYTHM_FORM)
    assert "This day has passed." in words(ruth.view)
    assert [row[0] for row in settings_of_all_teams(slack)] == [row[0] for row in before]


def of_the_cabinets_channel(payload: Json) -> None:
    payload["view"]["private_metadata"] = CHANNEL_ID


def of_a_channel_nobody_looked_into(payload: Json) -> None:
    payload["view"]["private_metadata"] = "C0NOWHERE"


def without_its_fields(payload: Json) -> None:
    payload["view"]["state"]["values"] = {}


@pytest.mark.parametrize(
    ("tamper", "answer"),
    [
        (of_the_cabinets_channel, "has a team already"),
        (of_a_channel_nobody_looked_into, "Please start again"),
        (without_its_fields, "doesn't match"),
    ],
)
def test_a_form_that_was_tampered_with_sets_nothing_up_and_says_so(
    slack: InSlack, tamper: Callable[[Json], None], answer: str
) -> None:
    before = settings_of_all_teams(slack)
    lee = slack.person("lee")
    types_setup(lee)
    reply = submits(slack, lee, tamper)
    assert (reply.error, reply.status) == (None, 200)
    assert answer in words(lee.view)
    assert settings_of_all_teams(slack) == before


def test_in_a_direct_message_no_team_is_set_up_and_it_says_where(slack: InSlack) -> None:
    ruth = slack.person("ruth")
    assert ruth.command(ids.COMMAND, "setup").error is None
    assert "A team needs a channel" in words(ruth.view)
    assert drafts_kept(slack) == 0


@pytest.mark.parametrize(
    ("about", "answer"),
    [
        ({"is_ext_shared": True}, "People from another organization are in this channel"),
        ({"is_private": True}, "Type /invite @Homeroom in the channel"),
    ],
    ids=["shared", "hidden"],
)
def test_a_channel_where_nothing_may_be_set_up_says_why_and_what_to_do(
    slack: InSlack, about: dict[str, bool], answer: str
) -> None:
    conversation = slack.running.workspace.conversations.find(GENERAL)
    conversation.is_ext_shared = about.get("is_ext_shared", False)
    conversation.kind = "private_channel" if "is_private" in about else "public_channel"
    ruth = slack.person("ruth")
    types_setup(ruth)
    assert answer in words(ruth.view)
    assert drafts_kept(slack) == 0


def test_a_limit_of_slacks_is_told_with_how_long_to_wait(slack: InSlack) -> None:
    slack.running.workspace.faults.plan(rate_limit_next=1, retry_after=23, methods=["users.info"])
    ruth = slack.person("ruth")
    types_setup(ruth)
    assert "wait 23 seconds" in words(ruth.view)
    types_setup(ruth)
    assert is_at(ruth, PEOPLE_FORM)
