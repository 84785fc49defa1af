"""The reveal of a closed check-in: per indicator the verdict, the bars, the numbers, and what people typed."""

from collections.abc import Sequence

from bot.sections.evidence import EvidenceAct
from bot.sections.notes import clip_notes
from bot.sections.parts import (
    Button,
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
from bot.sections.talking import DecideAct
from bot.sections.tallies import bars
from bot.wording import blind_spots, reveals, talking
from jobs.announcements import RevealPost
from rubric.model import Scale
from rubric.reveal import IndicatorResult, is_worth_a_second_look, to_talk_about
from rubric.statistics.flags import Flag

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
    prompts = len(to_talk_about(found))
    intro = (reveals.reveal_intro(found), *([reveals.prompts_follow(prompts)] if prompts else ()))
    sections: list[Section] = [Heading(reveals.reveal_title(found.number)), paragraph(" ".join(intro))]
    for result, quotes in zip(shown, notes, strict=True):
        sections += _result(result, scale, quotes)
    if withheld:
        said = bold(f"{reveals.few_answers_title()}: ")
        sections += [Divider(), paragraph(said, reveals.few_answers(withheld))]
    if shown:
        sections += [Divider(), Button(talking.RECORD_SEVERAL, DecideAct.RECORD, found.check_in_id)]
        if any(Flag.DONT_KNOW in result.flags for result in shown):
            # Where somebody is named who finds out.
            sections.append(Button(blind_spots.TITLE, EvidenceAct.BLIND_SPOTS, post.team_id))
        if sum(map(is_worth_a_second_look, shown)) > prompts:
            # What the thread doesn't ask about can be rated again all the same.
            sections.append(Button(talking.RATE_AGAIN, DecideAct.AGAIN, found.check_in_id))
        sections += map(Small, reveals.how_to_read(scale))
    if any(set(quotes.texts) - set(result.evidence) for result, quotes in zip(shown, notes, strict=True)):
        sections.append(Small(reveals.shortened_notes()))
    return sections


def _result(result: IndicatorResult, scale: Scale, quotes: Quotes) -> list[Section]:
    assert result.tally is not None, "only what may be shown comes here"
    title, rule = reveals.result_title(result, scale)
    sections: list[Section] = [
        Divider(),
        paragraph(bold(title), rule),
        paragraph(result.indicator.text),
        bars(scale, result.tally, brief=not result.flags),
        paragraph(" ".join(filter(None, (reveals.findings(result, scale), reveals.numbers(result, scale))))),
    ]
    if quotes.texts or quotes.hidden:
        sections.append(quotes)
    if result.flags == {Flag.DONT_KNOW}:
        sections.append(paragraph(italic(reveals.find_out())))
    return sections
