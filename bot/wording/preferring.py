"""Pinning and excluding indicators, and a domain in focus: the forms' words, and what each brings."""

from bot.use_cases.results import Notice
from bot.wording.platform import COMMAND
from rubric.model import DomainId, IndicatorId, Rubric

PIN_TITLE = "Pin an indicator"
PIN_SUBMIT = "Pin it"
PIN_WHICH = "Which indicator comes next?"
PINNED = "Pinned now"
UNPIN = "Unpin one"
EXCLUDE_TITLE = "Exclude an indicator"
EXCLUDE_SUBMIT = "Exclude it"
EXCLUDE_WHICH = "Which indicator isn't asked any more?"
EXCLUDED = "Excluded now"
INCLUDE = "Include one again"
FOCUS_TITLE = "Domain in focus"
FOCUS_SUBMIT = "Save"
FOCUS_WHICH = "Which domain?"
NO_FOCUS = "None"


def pin_intro() -> str:
    return (
        "A pinned indicator comes with the next check-in that has room for it. No other indicator loses its turn in "
        "this pass."
    )


def exclude_intro() -> str:
    return (
        "An excluded indicator is not asked until somebody includes it again. What was rated stays, and coverage is "
        "counted without it."
    )


def focus_intro() -> str:
    return (
        "The domain in focus comes sooner where the rotation leaves room. Every indicator still gets its turn in each "
        "pass."
    )


def indicator_option(rubric: Rubric, indicator_id: IndicatorId) -> str:
    """`Actionable data 2: Our district team reviews ...`, the whole of it."""
    return f"{rubric.label(indicator_id)}: {rubric.indicator(indicator_id).text}"


def pinned(label: str, text: str) -> Notice:
    return Notice(
        "Pinned",
        (
            f"{label} comes next: “{text}”",
            f"The pin comes off by itself once it has been asked. To take it off sooner, type {COMMAND} pin.",
        ),
    )


def excluded(label: str, text: str) -> Notice:
    return Notice(
        "Excluded", (f"{label} is not asked any more: “{text}”", f"To include it again, type {COMMAND} exclude.")
    )


def focused(title: str | None) -> Notice:
    if title is None:
        return Notice("No focus", ("No domain is in focus now. All come in turn.",))
    return Notice("In focus", (f"{title} comes sooner from now on, where the rotation leaves room.",))


def choose_one() -> str:
    return "Choose an indicator from the list."


def reason_missing() -> str:
    return "Give a reason, so that the team can understand it later."


def pinned_already() -> str:
    return "This one is pinned already."


def excluded_already() -> str:
    return "This one is excluded already."


def is_excluded() -> str:
    return f"This one is excluded. Include it again first, with {COMMAND} exclude."


def is_pinned() -> str:
    return f"This one is pinned. Unpin it first, with {COMMAND} pin."


def last_one() -> str:
    return "This is the last indicator that is still asked. Include another one again first."


def domain_title(rubric: Rubric, domain_id: DomainId | None) -> str | None:
    """None for no domain, and for one that the rubric no longer has."""
    return next((domain.title for domain in rubric.domains if domain.id == domain_id), None)
