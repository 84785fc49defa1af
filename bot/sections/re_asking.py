"""What those are asked again who didn't know, once somebody found out: what it was, and a button for each level."""

from bot.sections.parts import Message, Quotes, Section, Small, WebLink, bold, message, paragraph
from bot.sections.talking import again_buttons
from bot.wording import evidence as words
from jobs.announcements import ReAsk


def re_ask(facts: ReAsk) -> Message:
    sections: list[Section] = [
        paragraph(words.re_ask_why(facts.team_name, facts.number)),
        paragraph(bold(f"{facts.indicator.label}. "), facts.indicator.text),
        paragraph(words.re_ask_found(facts.found_by)),
        Quotes((facts.found,)),
    ]
    if facts.link:
        sections.append(paragraph(WebLink(facts.link)))
    sections += [
        paragraph(bold(words.re_ask_question())),
        *again_buttons(facts.check_in_id, facts.position, facts.scale),
        Small(words.re_ask_private()),
    ]
    return message(sections)
