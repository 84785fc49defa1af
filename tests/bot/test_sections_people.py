"""What is asked of coordinators and said to those who come and go; and the forms about people, within every limit."""

import pytest

from bot.sections import announce
from bot.sections.away import OwnTeam, away_form
from bot.sections.forms import Form
from bot.sections.parts import Act, Button
from bot.sections.people import PeopleAct
from bot.sections.roster import RosterFacts, add_form, hand_over_form, leave_form, member_form, people_form
from bot.slack.blocks.form import form_view
from jobs.announcements import RosterQuestion, WhyWritten
from rubric.people import Member, MemberId, Role, TeamId
from rubric.team import MOST_PEOPLE
from sandbox.block_kit import view_faults
from storage.proposals import Proposal, ProposalKind, Settled
from tests.bot.facts import HOSTILE, a_roster_question, a_roster_settled, an_invitation, of_kind
from tests.builders import OPENING, ZONE, a_check_in

CROWD = tuple(
    Member(
        MemberId(f"{number:032}"),
        f"{number} {HOSTILE}",
        role=list(Role)[number % 2],
        coordinates=number % 3 == 0,
        zone=ZONE,
        departments=tuple("d" * 75 for _ in range(10)),
        away_until=OPENING,
    )
    for number in range(MOST_PEOPLE)
)
PROPOSALS = tuple(
    Proposal(f"{number:032}", TeamId("t"), list(ProposalKind)[number % 3], "U1", HOSTILE, ZONE, OPENING, settled=False)
    for number in range(20)
)
FULL = RosterFacts(HOSTILE, "C1", CROWD, frozenset(one.id for one in CROWD), PROPOSALS)


@pytest.mark.parametrize(
    ("question", "asked", "answers"),
    [
        (
            a_roster_question(),
            "Attendance team. Ruth Goldberg joined the team's channel. Should they be on the team?",
            [PeopleAct.ADD_AS_MEMBER, PeopleAct.ADD_AS_OBSERVER, PeopleAct.LEAVE_OUT],
        ),
        (
            a_roster_question(joined=False),
            "Attendance team. Ruth Goldberg left the team's channel. Should they stay on the team?",
            [PeopleAct.TAKE_OFF_PROPOSED, PeopleAct.KEEP],
        ),
        (
            a_roster_question(joined=False, closed=True),
            "Attendance team. The account of Ruth Goldberg was closed, so Homeroom can't write to them. Should they "
            "stay on the team?",
            [PeopleAct.TAKE_OFF_PROPOSED, PeopleAct.KEEP],
        ),
    ],
    ids=["joined", "left", "closed"],
)
def test_a_question_about_the_roster_says_what_happened_and_that_nothing_changes_yet(
    question: RosterQuestion, asked: str, answers: list[PeopleAct]
) -> None:
    made = announce(question)
    first, second = made.fallback.splitlines()
    assert first == asked
    assert second.endswith("Nothing changes until a coordinator answers, and the first answer counts.")
    assert [(one.act, one.value) for one in of_kind(made, Button)] == [(act, "f" * 32) for act in answers]


@pytest.mark.parametrize(
    ("how", "kind", "by", "said"),
    [
        (Settled.MEMBER, ProposalKind.JOIN, "Ana", "Ana added Ruth Goldberg to the team as a member."),
        (Settled.OBSERVER, ProposalKind.JOIN, "Ana", "Ana added Ruth Goldberg to the team as an observer."),
        (Settled.LEFT_OUT, ProposalKind.JOIN, "Ana", "Ana left Ruth Goldberg off the team."),
        (Settled.TAKEN_OFF, ProposalKind.LEAVE, "Ana", "Ana took Ruth Goldberg off the team."),
        (Settled.TAKEN_OFF, ProposalKind.LEAVE, "Ruth Goldberg", "Ruth Goldberg left the team."),
        (Settled.KEPT, ProposalKind.CLOSED, "Ana", "Ana kept Ruth Goldberg on the team."),
        (Settled.OVERTAKEN, ProposalKind.JOIN, "", "Ruth Goldberg has left the channel again"),
        (Settled.OVERTAKEN, ProposalKind.LEAVE, "", "Ruth Goldberg is back"),
    ],
)
def test_what_is_settled_says_by_whom_and_how_and_has_no_buttons(
    how: Settled, kind: ProposalKind, by: str, said: str
) -> None:
    made = announce(a_roster_settled(how, kind=kind, by=by))
    assert said in made.fallback
    assert of_kind(made, Button) == []


@pytest.mark.parametrize(
    ("why", "said"),
    [
        (WhyWritten.BACK, "You are back from being away. 2 indicators of Check-in 6"),
        (WhyWritten.NEW, "You are on Attendance team now. 2 indicators of Check-in 6"),
        (WhyWritten.NUDGE, "A coordinator sent this once, to everyone who has not finished. 2 indicators"),
    ],
)
def test_an_invitation_gives_its_reason_first_and_offers_to_rate_or_be_away(why: WhyWritten, said: str) -> None:
    made = announce(an_invitation(why))
    assert made.fallback.startswith(said)
    check_in = a_check_in(number=6)
    assert of_kind(made, Button) == [
        Button("Rate now", Act.RATE_FROM_REMINDER, check_in.id, primary=True),
        Button("I'm away until...", PeopleAct.AWAY_FROM_REMINDER, check_in.id),
    ]


def test_only_newcomers_are_told_who_sees_what() -> None:
    assert "never names" in announce(an_invitation(WhyWritten.NEW)).fallback
    assert "never names" not in announce(an_invitation(WhyWritten.BACK)).fallback


FORMS: dict[str, Form] = {
    "people, to change": people_form(FULL, about="t@1@", changes=True, said=HOSTILE),
    "people, to look at": people_form(FULL, about="t@1@", changes=False),
    "nobody": people_form(RosterFacts("Team", "C1", ()), about="t@1@", changes=False),
    "member": member_form(CROWD[0], about="t@1@m", functions=("data", "health")),
    "member of a rubric without a cabinet": member_form(CROWD[1], about="t@1@m", functions=()),
    "add one": add_form([("U1", HOSTILE)], about="t@1@d", room=1),
    "add of many": add_form([(f"U{number}", HOSTILE) for number in range(150)], about="t@1@d", room=25),
    "hand over": hand_over_form(CROWD[1:], about="t@1@"),
    "hand over to one": hand_over_form(CROWD[1:2], about="t@1@"),
    "leave": leave_form(HOSTILE, about="t@1@"),
    "away": away_form((OwnTeam(TeamId("t"), "Team"),), zone=ZONE, until=None, rates=True),
    "away from many teams": away_form(
        tuple(OwnTeam(TeamId(f"{number:032}"), HOSTILE) for number in range(120)),
        zone=ZONE,
        until=OPENING,
        rates=False,
    ),
}


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS.keys())
def test_slack_takes_every_form_about_people(form: Form) -> None:
    assert view_faults(form_view(form)) == []


def test_the_first_hundred_of_a_big_channel_are_offered_and_it_is_said() -> None:
    assert "Only the first 100 are shown" in str(FORMS["add of many"].parts)


def test_what_is_to_be_decided_stands_first_and_is_not_endless() -> None:
    shown = FORMS["people, to change"]
    assert str(shown.parts).count("the team?") == 5
    assert str(shown.parts).index("To be decided") < str(shown.parts).index("Member")
