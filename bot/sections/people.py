"""What is said to one person because somebody came, went or came back; and what buttons about people do."""

from enum import StrEnum

from bot.sections.parts import Act, Button, ChannelLink, Message, Section, Small, bold, message, paragraph
from bot.wording import away, people
from bot.wording.check_ins import RATE_NOW
from bot.wording.troubles import THE_CHANNEL
from jobs.announcements import Invitation, RosterQuestion, RosterSettled


class PeopleAct(StrEnum):
    """What a button does. `value` is a check-in's id in the first two, a team's in OPEN, a proposal's in the last five;
    AWAY_FROM_HOME and BACK need none."""

    AWAY_FROM_CARD = "away_from_card"
    AWAY_FROM_REMINDER = "away_from_reminder"
    AWAY_FROM_HOME = "away_from_home"
    BACK = "back_from_away"
    OPEN = "open_people"
    CHOOSE = "choose_member"
    ADD = "add_people"
    TAKE_OFF = "take_off_member"
    ADD_AS_MEMBER = "propose_member"
    ADD_AS_OBSERVER = "propose_observer"
    LEAVE_OUT = "propose_left_out"
    TAKE_OFF_PROPOSED = "propose_taken_off"
    KEEP = "propose_kept"


def roster_question(facts: RosterQuestion) -> Message:
    return message(
        [
            *_asked(facts),
            paragraph(people.until_decided(joined=facts.joined)),
            *answers(facts.proposal_id, joined=facts.joined),
        ]
    )


def _asked(facts: RosterQuestion) -> list[Section]:
    team = bold(f"{facts.team_name}. ")
    if facts.closed:
        return [paragraph(team, people.account_closed(facts.name))]
    before, after = people.came(facts.name) if facts.joined else people.went(facts.name)
    return [paragraph(team, before, ChannelLink(facts.channel_id, THE_CHANNEL), after)]


def answers(proposal_id: str, *, joined: bool) -> list[Section]:
    """The buttons under a question about the roster."""
    if joined:
        return [
            Button(people.ADD_AS_MEMBER, PeopleAct.ADD_AS_MEMBER, proposal_id),
            Button(people.ADD_AS_OBSERVER, PeopleAct.ADD_AS_OBSERVER, proposal_id),
            Button(people.LEAVE_OUT, PeopleAct.LEAVE_OUT, proposal_id),
        ]
    return [
        Button(people.TAKE_OFF, PeopleAct.TAKE_OFF_PROPOSED, proposal_id),
        Button(people.KEEP, PeopleAct.KEEP, proposal_id),
    ]


def roster_settled(facts: RosterSettled) -> Message:
    return message([paragraph(bold(f"{facts.team_name}. "), people.settled(facts.proposal))])


def invitation(facts: Invitation) -> Message:
    said, *more = people.invitation(facts)
    return message(
        [
            paragraph(said),
            *map(Small, more),
            Button(RATE_NOW, Act.RATE_FROM_REMINDER, facts.check_in.id, primary=True),
            Button(away.AWAY_UNTIL, PeopleAct.AWAY_FROM_REMINDER, facts.check_in.id),
        ]
    )
