"""A member's own digest, by direct message: what waits for them and what changed; and turning it off and on again."""

from bot.use_cases.results import Notice
from bot.wording.counting import count, in_groups, listed
from bot.wording.platform import AT_HOME, COMMAND, DIRECT_MESSAGE
from bot.wording.times import day_and_month, period, when
from bot.wording.troubles import CHANNEL
from rubric.digest.personal import Agreement, OpenRatings, OwnStep, PersonalDigest

YOUR_STEPS = "Your next steps"
CHANGED = "What changed"
STEP_DONE = "Done"
STEP_MOVE = "Move"
STEP_DROP = "Drop"
STOP = "Stop these messages"
# On the home page, where "these" would be nothing in sight.
STOP_OWN = "Stop my own digest"
SEND_OWN = "Send me my own digest"


def title(facts: PersonalDigest) -> str:
    return f"For you, from {facts.team_name}: {period(facts.period.start, facts.period.end, facts.zone)}"


def open_ratings(facts: OpenRatings, zone: str) -> str:
    verb = "is" if facts.waiting == 1 else "are"
    return (
        f"{count(facts.waiting, 'indicator')} of Check-in {facts.number} {verb} waiting for you. It closes "
        f"{when(facts.closes_at, zone)}."
    )


def due(step: OwnStep) -> str:
    return f"{'Overdue since' if step.is_overdue else 'Due'} {day_and_month(step.due_on)}."


def more_steps(hidden: int) -> str:
    return f"{count(hidden, 'more next step')} of yours {'is' if hidden == 1 else 'are'} {AT_HOME}."


def agreed(item: Agreement) -> tuple[str, str]:
    """The indicator, and what the team agreed on it."""
    if item.before is None or item.before == item.after:
        return f"{item.label}. ", f"The team agreed on {item.after}."
    return f"{item.label}. ", f"The team rating went from {item.before} to {item.after}."


def moved(labels: tuple[str, ...]) -> str:
    return f"Ratings moved on {in_groups(labels)}."


def the_rest() -> str:
    return f"The team's whole digest is in {CHANNEL}."


def at_home(*, wants_digest: bool) -> str:
    if wants_digest:
        return f"After each of the team's digests, one of your own comes to you as a {DIRECT_MESSAGE}."
    return "No digest of your own comes to you; the team's is in its channel."


def stopped(team_names: tuple[str, ...]) -> Notice:
    return Notice(
        "No digest of your own",
        (
            f"Homeroom sends you no more digests of your own from {listed(team_names)}. The team's digest still comes "
            "in its channel, and reminders still come to you.",
            f"To get yours again, type {COMMAND} digest on in the team's channel, or press {SEND_OWN} {AT_HOME}.",
        ),
    )


def started(team_names: tuple[str, ...]) -> Notice:
    return Notice(
        "Your own digest is on",
        (
            f"After each digest of {listed(team_names)}, Homeroom tells you what waits for you and what changed, in a "
            f"{DIRECT_MESSAGE}; when there is nothing, it writes nothing.",
            f"To stop that, type {COMMAND} digest off in the team's channel, or press {STOP} in such a message.",
        ),
    )
