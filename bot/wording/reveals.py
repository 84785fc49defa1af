"""What is said when a check-in closes: how the ratings spread, what to talk about, and how to read it."""

from collections.abc import Sequence

from bot.wording.counting import count, count_in_words, in_words, middle
from rubric.model import Scale
from rubric.privacy import MINIMUM_ANSWERS
from rubric.reveal import IndicatorResult, Reveal
from rubric.statistics.flags import (
    AGREEMENT_TO_TALK_ABOUT,
    DONT_KNOWS_IN_A_SMALL_TEAM,
    FEWEST_RATED_TO_SPLIT,
    ONE_IN_DONT_KNOW,
    SMALL_TEAM,
    STEPS_TO_TALK_ABOUT,
    Flag,
)
from rubric.statistics.tally import Tally


def reveal_title(number: int) -> str:
    return f"Check-in {number}: how we see it"


def reveal_intro(reveal: Reveal) -> str:
    if not any(result.answers for result in reveal.results):
        return f"Nobody rated in this check-in, out of {count(reveal.of, 'member')}."
    return f"{reveal.finished} of {reveal.of} rated everything. The most split come first."


def prompts_follow(prompts: int) -> str:
    """What to talk about has messages of its own after this one."""
    if prompts == 1:
        return "A question to talk about follows in the thread."
    return f"Questions on the first {in_words(prompts)} follow in the thread."


def result_title(result: IndicatorResult, scale: Scale) -> tuple[str, str]:
    """What it comes to and which indicator, and by which rule where one raised a flag."""
    found = "; ".join(rules(result, scale))
    return f"{_verdict(result)}: {result.indicator.label}", f" ({found})" if found else ""


def rules(result: IndicatorResult, scale: Scale) -> tuple[str, ...]:
    """What raised each flag, in a few words: `three levels apart`."""
    said = []
    if Flag.TALK_ABOUT in result.flags:
        far = result.steps is not None and result.steps >= STEPS_TO_TALK_ABOUT
        said.append(
            f"{count_in_words(result.steps or 0, 'level')} apart"
            if far
            else f"agreement under {AGREEMENT_TO_TALK_ABOUT}"
        )
    if Flag.DONT_KNOW in result.flags and result.tally is not None:
        said.append(f"{result.tally.dont_know} of {result.answers} answered {scale.dont_know.name}")
    return tuple(said)


def _verdict(result: IndicatorResult) -> str:
    if Flag.TALK_ABOUT in result.flags:
        return "Talk about this"
    if Flag.DONT_KNOW in result.flags:
        return "We don't know"
    if result.tally is None or result.tally.rated < FEWEST_RATED_TO_SPLIT:
        return "Few ratings"
    return "Agreed" if result.steps == 0 else "Close together"


def findings(result: IndicatorResult, scale: Scale) -> str:
    """Between which levels the ratings lie, where they are split."""
    if Flag.TALK_ABOUT not in result.flags or result.tally is None:
        return ""
    best, worst = ends(result.tally, scale)
    return f"Ratings run from {best} to {worst}."


def ends(tally: Tally, scale: Scale) -> tuple[str, str]:
    """The best and the worst level that anybody chose."""
    chosen = [level.name for level, number in zip(scale.levels, tally.counts, strict=True) if number]
    return chosen[0], chosen[-1]


def numbers(result: IndicatorResult, scale: Scale) -> str:
    """How many answered, the middle, and the agreement."""
    said = [count(result.answers, "answer")]
    if result.median:
        said.append(f"middle rating {middle(scale, result.median)}")
    if result.agreement is not None:
        said.append(f"agreement {result.agreement:.2f}")
    return f"{', '.join(said)}."


def find_out() -> str:
    """About what nobody knows; what splits the team has a question of its own in the thread."""
    return "Who could find out?"


def few_answers_title() -> str:
    return "Too few answers to show"


def few_answers(results: Sequence[IndicatorResult]) -> str:
    """All of them in one line."""
    return ", ".join(f"{result.indicator.label} ({result.answers})" for result in results)


def more_notes(hidden: int) -> str:
    return f"{count(hidden, 'more note')}, left out to fit in one message."


def shortened_notes() -> str:
    return "Notes that end in … are shortened to fit in one message."


def left_out(hidden: int) -> str:
    """Of a message that doesn't fit, the end is missing."""
    return f"{count(hidden, 'more part')} of this message did not fit."


def how_to_read(scale: Scale) -> tuple[str, ...]:
    """The rules behind the words, once."""
    dont_know = scale.dont_know.name
    return (
        f"Talk about this: ratings {STEPS_TO_TALK_ABOUT} or more levels apart, or agreement under "
        f"{AGREEMENT_TO_TALK_ABOUT}. We don't know: at least 1 in {ONE_IN_DONT_KNOW} answered {dont_know} (at least "
        f"{DONT_KNOWS_IN_A_SMALL_TEAM} when no more than {SMALL_TEAM} answered). Counts are shown from "
        f"{MINIMUM_ANSWERS} answers on.",
        "Agreement runs from -1 (two opposite camps) through 0 (spread evenly) to 1 (all the same); it is van der "
        f"Eijk's A, and leaves {dont_know} out.",
        "Notes are in no particular order.",
    )
