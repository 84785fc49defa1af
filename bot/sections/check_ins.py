"""The messages around one check-in: the welcome before the first, the card, the reminder."""

from bot.sections.parts import (
    Act,
    Button,
    Heading,
    Message,
    Paragraph,
    Section,
    Small,
    bold,
    italic,
    message,
    paragraph,
)
from bot.sections.people import PeopleAct
from bot.wording import away, check_ins, next_steps
from jobs.announcements import Card, Reminder, Welcome

# A card is for rating; the list of next steps is elsewhere.
MOST_STEPS_NAMED = 3


def welcome(facts: Welcome) -> Message:
    sentences = check_ins.welcome(
        zone=facts.zone,
        first_check_in_at=facts.first_check_in_at,
        every_weeks=facts.every_weeks,
        indicators_per_check_in=facts.indicators_per_check_in,
    )
    return message(
        [
            Heading(check_ins.welcome_title(facts.team_name)),
            *map(paragraph, sentences),
            paragraph(check_ins.roster(facts.member_names)),
            Small(check_ins.who_sees_what()),
        ]
    )


def card(facts: Card) -> Message:
    return _open_card(facts) if facts.check_in.closed_at is None else _closed_card(facts)


def _open_card(facts: Card) -> Message:
    check_in = facts.check_in
    return message(
        [
            Heading(check_ins.open_card_title(check_in, facts.zone)),
            paragraph(bold(check_ins.asked_labels(check_in))),
            _invitation(facts),
            paragraph(check_ins.who_sees_what()),
            *_still_open(facts),
            Button(check_ins.RATE_PRIVATELY, Act.RATE_FROM_CARD, check_in.id, primary=True),
            Button(away.AWAY, PeopleAct.AWAY_FROM_CARD, check_in.id),
            Small(check_ins.have_rated(facts.finished, facts.of)),
        ]
    )


def _closed_card(facts: Card) -> Message:
    return message(
        [
            Heading(check_ins.closed_card_title(facts.check_in, facts.zone)),
            paragraph(bold(check_ins.asked_labels(facts.check_in))),
            paragraph(check_ins.closed_card(facts.finished, facts.of, facts.away)),
        ]
    )


def _still_open(facts: Card) -> list[Section]:
    if not facts.open_steps:
        return []
    before, number, after = next_steps.still_open(facts.open_steps, most=MOST_STEPS_NAMED)
    return [paragraph(before, bold(number), after)]


def _invitation(facts: Card) -> Paragraph:
    before, answer, after = check_ins.invitation(facts.check_in.scale)
    return paragraph(before, italic(answer), after)


def reminder(facts: Reminder) -> Message:
    said = check_ins.reminder(facts.check_in, team_name=facts.team_name, waiting=facts.waiting, zone=facts.zone)
    return message(
        [
            paragraph(said),
            Button(check_ins.RATE_NOW, Act.RATE_FROM_REMINDER, facts.check_in.id, primary=True),
            Button(away.AWAY_UNTIL, PeopleAct.AWAY_FROM_REMINDER, facts.check_in.id),
        ]
    )
