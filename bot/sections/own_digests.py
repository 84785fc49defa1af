"""A member's own digest: their open ratings, their next steps, what changed, and how to stop it."""

from collections.abc import Iterator
from enum import StrEnum

from bot.sections.next_steps import StepAct
from bot.sections.parts import Act, Bullet, Button, Heading, Message, Section, bold, line, message, paragraph
from bot.sections.troubles import linked
from bot.wording import own_digests as words
from bot.wording.check_ins import RATE_NOW
from jobs.announcements import OwnDigest
from rubric.digest.personal import OwnStep, PersonalDigest

# With their buttons they take a screen of a phone; the home page has them all.
MOST_STEPS = 5


class OwnDigestAct(StrEnum):
    """A button's value is the team's id."""

    STOP = "own_digest_off"
    START = "own_digest_on"


def own_digest(announcement: OwnDigest) -> Message:
    facts = announcement.facts
    return message(
        [
            Heading(words.title(facts)),
            *_open_ratings(facts),
            *_steps(facts),
            *_changed(facts),
            paragraph(*linked(words.the_rest(), announcement.channel_id)),
            Button(words.STOP, OwnDigestAct.STOP, announcement.team_id),
        ]
    )


def switch(team_id: str, *, wants_digest: bool) -> list[Section]:
    """The button of the home page that changes it."""
    if wants_digest:
        return [Button(words.STOP_OWN, OwnDigestAct.STOP, team_id)]
    return [Button(words.SEND_OWN, OwnDigestAct.START, team_id)]


def _open_ratings(facts: PersonalDigest) -> Iterator[Section]:
    if facts.open_ratings is not None:
        yield paragraph(words.open_ratings(facts.open_ratings, facts.zone))
        yield Button(RATE_NOW, Act.RATE_FROM_REMINDER, facts.open_ratings.check_in_id, primary=True)


def _steps(facts: PersonalDigest) -> Iterator[Section]:
    if facts.steps:
        yield paragraph(bold(words.YOUR_STEPS))
    for step in facts.steps[:MOST_STEPS]:
        yield from _step(step)
    hidden = len(facts.steps) - MOST_STEPS
    if hidden > 0:
        yield paragraph(words.more_steps(hidden))


def _step(step: OwnStep) -> Iterator[Section]:
    yield Bullet((line(bold(f"{step.label}. "), step.sentence), line(words.due(step))))
    yield Button(words.STEP_DONE, StepAct.DONE, step.step_id)
    yield Button(words.STEP_MOVE, StepAct.MOVE, step.step_id)
    yield Button(words.STEP_DROP, StepAct.DROP, step.step_id)


def _changed(facts: PersonalDigest) -> Iterator[Section]:
    if facts.agreed or facts.moved:
        yield paragraph(bold(words.CHANGED))
    for item in facts.agreed:
        label, said = words.agreed(item)
        yield Bullet((line(bold(label), said),))
    if facts.moved:
        yield Bullet((line(words.moved(facts.moved)),))
