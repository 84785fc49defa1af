"""The forms in which coordinators pin an indicator, exclude one, or put a domain in focus."""

from collections.abc import Sequence

from bot.sections.forms import ChooseOne, Form, FormPart, Option
from bot.sections.notes import clip
from bot.sections.parts import Bullet, Menu, MenuItem, Section, bold, line, paragraph
from bot.sections.steering import MOST_ITEMS, FormAct, reason_field
from bot.wording import preferring as words
from rubric.model import IndicatorId, Rubric
from rubric.preferences import Preferences, Reasoned

PIN_FORM = "pin"
EXCLUDE_FORM = "exclude"
FOCUS_FORM = "focus"

INDICATOR = "indicator"
DOMAIN = "domain"
# Stands for no domain; no id of a domain looks like it.
NO_DOMAIN = "-"
# What one line of a menu holds.
LONGEST_LINE = 75
# A list of many stays readable.
LONGEST_REASON_LISTED = 120


def pin_form(about: str, rubric: Rubric, preferences: Preferences) -> Form:
    listed = _listed(words.PINNED, rubric, preferences.pinned, words.UNPIN, FormAct.UNPIN)
    choice = _choice(words.PIN_WHICH, rubric, preferences)
    parts: tuple[FormPart, ...] = (paragraph(words.pin_intro()), *listed, *choice)
    return Form(PIN_FORM, words.PIN_TITLE, parts, submit=words.PIN_SUBMIT if choice else None, about=about)


def exclude_form(about: str, rubric: Rubric, preferences: Preferences) -> Form:
    listed = _listed(words.EXCLUDED, rubric, preferences.excluded, words.INCLUDE, FormAct.INCLUDE)
    choice = _choice(words.EXCLUDE_WHICH, rubric, preferences)
    parts: tuple[FormPart, ...] = (paragraph(words.exclude_intro()), *listed, *choice)
    return Form(EXCLUDE_FORM, words.EXCLUDE_TITLE, parts, submit=words.EXCLUDE_SUBMIT if choice else None, about=about)


def focus_form(about: str, rubric: Rubric, preferences: Preferences) -> Form:
    options = tuple(Option(domain.id, domain.title) for domain in rubric.domains)
    known = {domain.id for domain in rubric.domains}
    choice = ChooseOne(
        DOMAIN,
        words.FOCUS_WHICH,
        (Option(NO_DOMAIN, words.NO_FOCUS), *options[: MOST_ITEMS - 1]),
        chosen=preferences.focus if preferences.focus in known else NO_DOMAIN,
    )
    parts: tuple[FormPart, ...] = (paragraph(words.focus_intro()), choice)
    return Form(FOCUS_FORM, words.FOCUS_TITLE, parts, submit=words.FOCUS_SUBMIT, about=about)


def _choice(label: str, rubric: Rubric, preferences: Preferences) -> tuple[FormPart, ...]:
    """Of those that are neither pinned nor excluded."""
    taken = {*preferences.pinned_ids, *preferences.excluded_ids}
    free = [indicator.id for indicator in rubric.indicators if indicator.id not in taken]
    if not free:
        return ()
    options = tuple(Option(each, _option(rubric, each)) for each in free[:MOST_ITEMS])
    return ChooseOne(INDICATOR, label, options), reason_field(optional=False)


def _listed(title: str, rubric: Rubric, singled_out: Sequence[Reasoned], label: str, act: str) -> list[Section]:
    known: set[IndicatorId] = {indicator.id for indicator in rubric.indicators}
    shown = [one for one in singled_out if one.indicator_id in known]
    if not shown:
        return []
    lines = [
        Bullet((line(bold(f"{rubric.label(one.indicator_id)}. "), clip(one.reason, LONGEST_REASON_LISTED)),))
        for one in shown
    ]
    items = tuple(MenuItem(one.indicator_id, _option(rubric, one.indicator_id)) for one in shown)
    return [paragraph(bold(title)), *lines, Menu(label, act, items[:MOST_ITEMS])]


def _option(rubric: Rubric, indicator_id: IndicatorId) -> str:
    return clip(words.indicator_option(rubric, indicator_id), LONGEST_LINE)
