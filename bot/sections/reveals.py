"""The reveal of a closed check-in: per indicator the verdict, the bars, the numbers, what people typed, a question."""

from collections.abc import Sequence

from bot.sections.notes import clip_notes
from bot.sections.parts import (
    Bar,
    Bars,
    Divider,
    Heading,
    Message,
    Quotes,
    Section,
    Small,
    bold,
    italic,
    message,
    paragraph,
    plain_text,
)
from bot.wording import reveals
from jobs.announcements import RevealPost
from rubric.model import Scale
from rubric.reveal import IndicatorResult
from rubric.statistics.flags import Flag
from rubric.statistics.tally import Tally

# About what one message holds in any chat; what the numbers leave of it is for notes, and there is always some.
CHARACTERS_IN_A_MESSAGE = 11_500
FEWEST_CHARACTERS_FOR_NOTES = 1_500
# Bars are longer drawn than said.
CHARACTERS_OF_BARS = 100


def reveal(post: RevealPost) -> Message:
    shown = [result for result in post.reveal.results if result.tally is not None]
    without_notes = _sections(post, shown, [Quotes(())] * len(shown))
    taken = len(plain_text(without_notes)) + CHARACTERS_OF_BARS * len(shown)
    room = max(CHARACTERS_IN_A_MESSAGE - taken, FEWEST_CHARACTERS_FOR_NOTES)
    return message(_sections(post, shown, clip_notes([result.evidence for result in shown], room)))


def _sections(post: RevealPost, shown: Sequence[IndicatorResult], notes: Sequence[Quotes]) -> list[Section]:
    found, scale = post.reveal, post.reveal.scale
    withheld = [result for result in found.results if result.tally is None and result.answers]
    sections: list[Section] = [Heading(reveals.reveal_title(found.number)), paragraph(reveals.reveal_intro(found))]
    questions = _questions(shown)
    for result, quotes in zip(shown, notes, strict=True):
        sections += _result(result, scale, quotes, asks=result in questions)
    if withheld:
        said = bold(f"{reveals.few_answers_title()}: ")
        sections += [Divider(), paragraph(said, reveals.few_answers(withheld))]
    if shown:
        sections += [Divider(), *map(Small, reveals.how_to_read(scale))]
    if any(set(quotes.texts) - set(result.evidence) for result, quotes in zip(shown, notes, strict=True)):
        sections.append(Small(reveals.shortened_notes()))
    return sections


def _result(result: IndicatorResult, scale: Scale, quotes: Quotes, *, asks: bool) -> list[Section]:
    assert result.tally is not None, "only what may be shown comes here"
    verdict, label = reveals.result_title(result)
    sections: list[Section] = [
        Divider(),
        paragraph(bold(verdict + label)),
        paragraph(result.indicator.text),
        _bars(scale, result.tally, brief=not result.flags),
        paragraph(" ".join(filter(None, (reveals.findings(result, scale), reveals.numbers(result, scale))))),
    ]
    if quotes.texts or quotes.hidden:
        sections.append(quotes)
    if asks:
        sections.append(paragraph(italic(reveals.question(result))))
    return sections


def _bars(scale: Scale, tally: Tally, *, brief: bool) -> Bars:
    rows = zip(scale.levels, tally.counts, strict=True)
    return Bars(
        rows=tuple(Bar(level.name, level.emoji, number) for level, number in rows),
        apart=Bar(scale.dont_know.name, scale.dont_know.emoji, tally.dont_know),
        out_of=tally.answers,
        brief=brief,
    )


def _questions(shown: Sequence[IndicatorResult]) -> list[IndicatorResult]:
    """Those to talk about, a few at most, and all that nobody knows."""
    split = [result for result in shown if Flag.TALK_ABOUT in result.flags]
    unknown = [result for result in shown if Flag.DONT_KNOW in result.flags and result not in split]
    return [*split[: reveals.MOST_QUESTIONS], *unknown]
