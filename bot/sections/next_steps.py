"""What the owner of a next step is told, how a step stands in a list, and the acts by which steps are settled."""

from enum import StrEnum

from bot.sections.parts import Button, Message, Section, bold, message, paragraph
from bot.use_cases.next_steps.facts import StepLine
from bot.wording import next_steps as words
from jobs.announcements import StepReminder
from rubric.next_step import NextStep, StepKind


class StepAct(StrEnum):
    """`ADD` and `NAME_FINDER` are about a StepTarget, which may name no indicator and no check-in; the next three about
    a step; `MINE` about a team, and opens what the person may settle there; `LIST` about a Place in a list."""

    ADD = "add_step"
    NAME_FINDER = "name_finder"
    DONE = "step_done"
    MOVE = "step_move"
    DROP = "step_drop"
    MINE = "my_steps"
    LIST = "list_steps"


def step_reminder(facts: StepReminder) -> Message:
    why, *more = words.told(facts)
    return message(
        [
            paragraph(bold(f"{facts.team_name}. "), why),
            paragraph(bold(f"{words.what_about(facts.step)}. "), words.sentence(facts.step)),
            *map(paragraph, more),
            *step_buttons(facts.step),
        ]
    )


def step_sections(line: StepLine, *, is_own: bool) -> list[Section]:
    """One step of a list, with its buttons for whoever may settle it."""
    said = words.in_own_list(line) if is_own else words.in_team_list(line)
    buttons = step_buttons(line.step) if line.may_settle else []
    return [paragraph(bold(words.sentence(line.step))), paragraph(said), *buttons]


def step_buttons(step: NextStep) -> list[Section]:
    # Whoever closes one of finding out is asked what they found, and can still turn back.
    confirm = "" if step.kind is StepKind.FIND_OUT else words.sure_done(step)
    return [
        Button(words.DONE, StepAct.DONE, step.id, confirm=confirm),
        Button(words.MOVE, StepAct.MOVE, step.id),
        Button(words.DROP, StepAct.DROP, step.id),
    ]
