"""What a digest says where there is nothing to decide: why that is, as far as it is known."""

from collections.abc import Sequence

from bot.wording.counting import listed
from rubric.digest.compile import Digest
from rubric.digest.participation import Participation
from rubric.digest.quiet import Quiet, WhyQuiet
from rubric.privacy import MINIMUM_ANSWERS


def nothing_to_decide(digest: Digest) -> str:
    """One calm line. That nothing splits us is only said where something could have."""
    if not digest.participation:
        return _nothing_closed(digest.quiet)
    answers = [one.answers for one in digest.participation if one.answers is not None]
    if answers and not any(answers):
        return _nobody_rated(digest.participation)
    if answers and max(answers) < MINIMUM_ANSWERS:
        return (
            f"{_check_ins(digest.participation)} had fewer than {MINIMUM_ANSWERS} answers to each indicator, too few "
            "to show, so there is nothing to decide."
        )
    if digest.settled:
        return "Nothing is left to decide: what split us, or was unknown, is agreed on."
    return "Nothing to decide: no indicator splits us, and none is unknown to too many."


def all_unknown(digest: Digest) -> str:
    """Where everybody answered Don't know to everything; empty otherwise."""
    asked = sum(one.asked for one in digest.participation)
    if len(digest.unknown) < 2 or len(digest.unknown) != asked:
        return ""
    if any(one.dont_know != one.answers for one in digest.unknown):
        return ""
    return (
        f"Everybody who rated answered {digest.scale.dont_know.name} to all {asked} indicators of "
        f"{_check_ins(digest.participation)}."
    )


def _nothing_closed(quiet: Quiet | None) -> str:
    so = "so there is nothing to decide"
    if quiet is None:
        return f"No check-in closed in this period, {so}."
    match quiet.why:
        case WhyQuiet.PAUSED:
            return f"Check-ins were paused for a while and none closed in this period, {so}."
        case WhyQuiet.BREAK:
            return f"{listed(quiet.breaks) or 'A break'} fell into this period and no check-in closed, {so}."
        case WhyQuiet.NOT_YET | WhyQuiet.NOTHING:
            return f"No check-in closed in this period, {so}."


def _nobody_rated(closed: Sequence[Participation]) -> str:
    which = _check_ins(closed)
    if all(one.of == 0 and one.away for one in closed):
        return f"Everybody was away when {which} closed, so nothing was rated and there is nothing to decide."
    return f"Nobody rated in {which}, so there is nothing to decide."


def _check_ins(closed: Sequence[Participation]) -> str:
    """`Check-in 6`, `Check-ins 6 and 7`."""
    return f"Check-in{'' if len(closed) == 1 else 's'} {listed([str(one.number) for one in closed])}"
