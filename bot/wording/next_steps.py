"""What is said about next steps: to their owners, in lists, and in the forms by which they are made and settled."""

from collections.abc import Sequence
from datetime import date
from typing import assert_never

from bot.use_cases.next_steps.facts import StepCounts, StepLine, StepsPage
from bot.use_cases.results import Notice
from bot.wording.counting import count, listed
from bot.wording.platform import COMMAND, DIRECT_MESSAGE
from bot.wording.times import MONTHS, WEEKDAYS, day, day_and_month
from jobs.announcements import StepReminder
from rubric.next_step import NextStep, StepKind, StepState, WhyTold
from rubric.refusals import NotYourStep, StepIsSettled

TITLE = "Next steps"
YOURS = "Your next steps"
ADD = "Add a next step"
DONE = "Done"
MOVE = "Move"
DROP = "Drop"
SEE_ALL = "See next steps"
ALL_OF_THE_TEAM = "All of the team's"
MORE = "More"
FROM_THE_START = "From the start"

ADD_TITLE = "A next step"
FIND_OUT_TITLE = "Who finds out?"
MOVE_TITLE = "Move a next step"
DROP_TITLE = "Drop a next step"
SAVE = "Save"
GO_ON = "Go on"
DOMAIN = "Which domain is it about?"
INDICATOR = "Which indicator is it about?"
SENTENCE = "What will be done"
SENTENCE_HINT = "One sentence, so that everybody can tell when it is done."
OWNER = "Who has it"
DUE = "Due on"


# What settling a step can meet.
AboutSteps = NotYourStep | StepIsSettled


def due_day(on: date, today: date) -> str:
    """`Fri, Nov 20`, with the year where it is another than today's."""
    said = f"{WEEKDAYS[on.weekday()]}, {MONTHS[on.month - 1]} {on.day}"
    return said if on.year == today.year else f"{said}, {on.year}"


def owner_of(line: StepLine) -> str:
    return f"{line.step.owner} (left the team)" if line.owner_has_left else line.step.owner


def sentence(step: NextStep) -> str:
    return step.sentence if step.sentence.endswith((".", "!", "?", "…")) else f"{step.sentence}."


def what_about(step: NextStep) -> str:
    """Says that it is about finding out, where the sentence doesn't."""
    return step.label if step.kind is StepKind.STEP or says_so_itself(step) else f"To find out: {step.label}"


def says_so_itself(step: NextStep) -> bool:
    """Whether the sentence is still the proposed one, or begins like it."""
    return step.sentence.casefold().startswith("find out")


def in_team_list(line: StepLine) -> str:
    if line.is_overdue:
        return f"{what_about(line.step)}. {owner_of(line)} has it. Overdue: it was due {_due(line)}."
    return f"{what_about(line.step)}. {owner_of(line)} has it, due {_due(line)}."


def in_own_list(line: StepLine) -> str:
    where = f"{what_about(line.step)}, {line.team_name}."
    return f"{where} Overdue: it was due {_due(line)}." if line.is_overdue else f"{where} Due {_due(line)}."


def more_of_yours(hidden: int) -> str:
    return f"{count(hidden, 'more next step')} of yours. Type {COMMAND} steps in the team's channel to see all."


def how_many(page: StepsPage) -> str:
    steps = f"{page.of:,} open next {'step' if page.of == 1 else 'steps'}"
    return f"You have {steps} in {page.team_name}." if page.is_own else f"{page.team_name} has {steps}."


def none_open(page: StepsPage) -> str:
    whose = "You have" if page.is_own else f"{page.team_name} has"
    return f"{whose} no open next step."


def counts(facts: StepCounts) -> str:
    if facts.open == 0:
        return "No next step is open."
    verb = "is" if facts.open == 1 else "are"
    overdue = "none of them overdue" if facts.open > 1 else "not overdue"
    if facts.overdue:
        overdue = f"{facts.overdue} of them overdue" if facts.open > 1 else "overdue"
    return f"{count(facts.open, 'next step')} {verb} open, {overdue}."


def still_open(steps: Sequence[NextStep], *, most: int) -> tuple[str, str, str]:
    """For the card, in three parts; the middle one is how many."""
    named = [f"{step.label} (due {MONTHS[step.due_on.month - 1]} {step.due_on.day})" for step in steps[:most]]
    hidden = len(steps) - len(named)
    if hidden:
        named.append(f"{hidden} more")
    return "Still open from before: ", count(len(steps), "next step"), f" on {listed(named)}."


def told(facts: StepReminder) -> tuple[str, ...]:
    """What the owner is told, or the coordinators once the owner has left: the team, the step, and when."""
    on = due_day(facts.step.due_on, facts.today)
    return _why_told(facts, on), *(() if not facts.owner_has_left else (_name_another(facts.step),))


def _why_told(facts: StepReminder, on: str) -> str:
    whose = f"A next step of {facts.step.owner}'s" if facts.owner_has_left else "Your next step"
    match facts.why:
        case WhyTold.NEW:
            return f"You have a next step now, due {on}."
        case WhyTold.MOVED:
            return f"{whose} was moved. It is due {on}."
        case WhyTold.BEFORE:
            return f"{whose} is due {'today' if facts.step.due_on == facts.today else on}."
        case WhyTold.AFTER:
            return f"{whose} was due {on}, and is still open."
        case _:
            assert_never(facts.why)


def _name_another(step: NextStep) -> str:
    return f"{step.owner} has left the team. Press {MOVE} to give it to somebody else, or {DROP} if it is not needed."


def sure_done(step: NextStep) -> str:
    return f"This closes the next step: {sentence(step)}"


def find_out(label: str) -> str:
    """What is proposed to whoever names somebody."""
    return f"Find out where we stand on {label}."


def find_out_intro() -> str:
    return (
        "They look into it until that day. When they close it, they say what they found, and whoever didn't know is "
        "asked again."
    )


def about_indicator(label: str, text: str) -> tuple[str, str]:
    return f"{label}. ", text


def sentence_missing() -> str:
    return "Write in a sentence what will be done."


def sentence_too_long(length: int, most: int) -> str:
    return f"It has {count(length, 'character')}, and {most} fit. Shorten it."


def found_out_already(step: NextStep) -> str:
    return (
        f"{step.owner} looks into {step.label} already, due {day_and_month(step.due_on)}. Move that next step to "
        "somebody else, or drop it first."
    )


def owner_missing() -> str:
    return "Choose who has it."


def owner_left(name: str) -> str:
    return f"{name} has left the team. Choose somebody else."


def owner_observes(name: str) -> str:
    return f"{name} is an observer now. Choose somebody who rates or coordinates."


def day_missing() -> str:
    return "Choose a day."


def day_is_past(on: date, today: date) -> str:
    return f"{due_day(on, today)} is over. Choose today or a later day."


def indicator_missing() -> str:
    return "Choose one from the list."


def added(step: NextStep, *, is_own: bool, today: date) -> Notice:
    who = "You have" if is_own else f"{step.owner} has"
    told = "You are reminded" if is_own else f"They are told in a {DIRECT_MESSAGE}, and reminded"
    return Notice(
        "Saved",
        (
            f"{step.label}: {sentence(step)}",
            f"{who} it, due {due_day(step.due_on, today)}. {told} once before that day, and once after it if it is "
            "still open.",
        ),
    )


def moved(step: NextStep, *, is_own: bool, today: date) -> Notice:
    who = "You have" if is_own else f"{step.owner} has"
    return Notice("Saved", (f"{step.label}: {sentence(step)}", f"{who} it, due {due_day(step.due_on, today)}."))


def move_intro(step: NextStep, today: date) -> str:
    return f"{sentence(step)} {step.owner} has it, due {due_day(step.due_on, today)}."


def moved_meanwhile(step: NextStep, today: date) -> str:
    return (
        f"Somebody changed it after you opened this: {step.owner} has it now, due {due_day(step.due_on, today)}. "
        "Nothing of yours was saved. Save again if you still want to change it."
    )


def drop_intro(step: NextStep) -> str:
    return f"{sentence(step)} It is closed without being done, and nobody is reminded of it any more."


def closed(step: NextStep) -> str:
    return f"Done: {sentence(step)}"


def closed_notice(step: NextStep) -> Notice:
    return Notice(
        "Done", (f"{step.label}: {sentence(step)}", "It is closed. Its indicator comes sooner in the rotation.")
    )


def dropped(step: NextStep) -> Notice:
    return Notice("Dropped", (f"{step.label}: {sentence(step)}", "It is closed, and nobody is reminded of it."))


def step_refusal(refusal: AboutSteps, zone: str) -> Notice:
    match refusal:
        case NotYourStep(owner=owner, coordinators=coordinators):
            also = f" So can {listed(coordinators)}, who coordinate." if coordinators else ""
            return Notice(
                "Not your next step",
                (f"{owner} has this next step, so nothing was changed.", f"{owner} can close, move or drop it.{also}"),
            )
        case StepIsSettled(step=step, at=at):
            how = "closed as done" if step.state is StepState.DONE else "dropped"
            return Notice(
                "Settled already",
                (
                    f"{step.label}: {sentence(step)}",
                    f"It was {how} on {day(at, zone)}, so nothing was changed. There is nothing left to do here.",
                ),
            )
        case _:
            assert_never(refusal)


def left_behind(name: str, number: int) -> str:
    """Nothing where nothing is left."""
    if number == 0:
        return ""
    stays = "stays open" if number == 1 else "stay open"
    to = "it" if number == 1 else "them"
    return f"{count(number, 'next step')} of {name}'s {stays}. Type {COMMAND} steps to give {to} to somebody else."


def you_leave_behind(number: int) -> str:
    """Nothing where nothing is left."""
    if number == 0:
        return ""
    stays, gives = ("stays open", "gives it") if number == 1 else ("stay open", "gives them")
    return f"{count(number, 'next step')} of yours {stays}; a coordinator {gives} to somebody else."


def _due(line: StepLine) -> str:
    return due_day(line.step.due_on, line.today)
