"""What the team is asked to talk about in the thread after a reveal, with what it can do about it there."""

from collections.abc import Sequence
from enum import StrEnum

from bot.sections.forms import Form, FormPart
from bot.sections.parts import Button, Message, Small, bold, italic, message, paragraph
from bot.sections.tallies import bars
from bot.wording import talking as words
from bot.wording.reveals import result_title
from jobs.announcements import TalkPrompt
from rubric.check_in import CheckIn
from rubric.model import Scale
from rubric.people import CheckInId
from rubric.reveal import IndicatorResult

AGAIN_FORM = "rate_again"


class DecideAct(StrEnum):
    """What a team does about a closed check-in.

    `RATE_AGAIN` saves one level for whoever pressed; its value is a check-in's id, the indicator's position in what it
    asked, and the level's id, between slashes; `AGAIN` shows all of a check-in that can be rated again. `DECIDE` is
    about a team, `RECORD` about a check-in and, after a slash, perhaps a position; `SHOW` is the menu that chooses
    among those in the form.
    """

    RATE_AGAIN = "rate_again"
    AGAIN = "what_to_rate_again"
    DECIDE = "decide"
    RECORD = "record_team_rating"
    SHOW = "show_to_decide"


def again_buttons(check_in_id: CheckInId, position: int, scale: Scale) -> tuple[Button, ...]:
    """One for each level, best first, and Don't know: a tap is saved."""
    return tuple(
        Button(level.name, DecideAct.RATE_AGAIN, f"{check_in_id}/{position}/{level.id}")
        for level in (*scale.levels, scale.dont_know)
    )


def again_form(check_in: CheckIn, results: Sequence[IndicatorResult]) -> Form:
    """All that splits the team or that it doesn't know, each with its levels to tap."""
    positions = {asked.id: position for position, asked in enumerate(check_in.asked)}
    parts: list[FormPart] = [paragraph(words.again_intro()), Small(words.again_is_private())]
    for result in results:
        title, rule = result_title(result, check_in.scale)
        parts += [
            paragraph(bold(title), rule),
            paragraph(result.indicator.text),
            *again_buttons(check_in.id, positions[result.indicator.id], check_in.scale),
        ]
    return Form(AGAIN_FORM, words.RATE_AGAIN, tuple(parts))


def talk_prompt(facts: TalkPrompt) -> Message:
    result, scale = facts.result, facts.scale
    assert result.tally is not None, "what splits a team has a tally"
    title, rule = result_title(result, scale)
    return message(
        [
            paragraph(bold(title), rule),
            paragraph(result.indicator.text),
            bars(scale, result.tally),
            paragraph(words.finding(result.tally, scale), " ", italic(words.question(result.tally))),
            paragraph(words.again_intro()),
            *again_buttons(facts.check_in_id, facts.position, scale),
            Small(words.again_is_private()),
            Button(words.RECORD_ONE, DecideAct.RECORD, f"{facts.check_in_id}/{facts.position}"),
        ]
    )
