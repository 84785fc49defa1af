"""The forms about next steps: making one, moving it, dropping it, and the list of what is open."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.sections.forms import ChooseOne, Form, FormPart, Option, PickDay, Write
from bot.sections.next_steps import StepAct, step_sections
from bot.sections.notes import clip
from bot.sections.parts import Button, Divider, Section, Small, bold, paragraph
from bot.sections.steering import reason_field
from bot.use_cases.home.paging import Place
from bot.use_cases.next_steps.facts import StepsPage
from bot.use_cases.next_steps.target import StepTarget
from bot.wording import next_steps as words
from bot.wording.preferring import indicator_option
from rubric.check_in import AskedIndicator
from rubric.model import Domain, Rubric
from rubric.next_step import LONGEST_STEP, NextStep, StepKind
from rubric.people import Member

STEP_FORM, DOMAIN_FORM = "next_step", "next_step_domain"
MOVE_FORM, DROP_FORM, LIST_FORM = "next_step_move", "next_step_drop", "next_steps"
DOMAIN, INDICATOR, SENTENCE, OWNER, DUE = "domain", "indicator", "sentence", "owner", "due"
# What a menu holds, and one line of it.
MOST_ITEMS = 100
LONGEST_LINE = 75
# What a page of a list is narrowed down to: one person's own.
OWN = "own"
_LISTED = "listed:"


@dataclass(frozen=True, slots=True)
class StepFormFacts:
    """`indicator` is None where it is to be chosen, from `domains`."""

    kind: StepKind
    indicator: AskedIndicator | None
    owners: tuple[Member, ...]
    due: date


def step_form(about: str, facts: StepFormFacts, rubric: Rubric, domains: Sequence[Domain]) -> Form:
    is_find_out = facts.kind is StepKind.FIND_OUT
    named = facts.indicator
    proposed = words.find_out(named.label) if is_find_out and named is not None else ""
    parts: list[FormPart] = []
    if named is None:
        indicators = [indicator for domain in domains for indicator in domain.indicators]
        options = tuple(Option(one.id, clip(indicator_option(rubric, one.id), LONGEST_LINE)) for one in indicators)
        parts.append(ChooseOne(INDICATOR, words.INDICATOR, options[:MOST_ITEMS]))
    else:
        label, text = words.about_indicator(named.label, named.text)
        parts.append(paragraph(bold(label), text))
    if is_find_out:
        parts.append(paragraph(words.find_out_intro()))
    parts += [
        Write(SENTENCE, words.SENTENCE, text=proposed[:LONGEST_STEP], hint=words.SENTENCE_HINT, longest=LONGEST_STEP),
        _owner(facts.owners),
        PickDay(DUE, words.DUE, chosen=facts.due),
    ]
    title = words.FIND_OUT_TITLE if is_find_out else words.ADD_TITLE
    return Form(STEP_FORM, title, tuple(parts), submit=words.SAVE, about=about)


def domain_form(about: str, kind: StepKind, domains: Sequence[Domain]) -> Form:
    """For a rubric with more indicators than a menu holds."""
    options = tuple(Option(domain.id, clip(domain.title, LONGEST_LINE)) for domain in domains[:MOST_ITEMS])
    title = words.FIND_OUT_TITLE if kind is StepKind.FIND_OUT else words.ADD_TITLE
    return Form(DOMAIN_FORM, title, (ChooseOne(DOMAIN, words.DOMAIN, options),), submit=words.GO_ON, about=about)


def move_form(
    about: str, step: NextStep, owners: Sequence[Member], *, due: date, owner_id: str, today: date, said: str = ""
) -> Form:
    """`due` and `owner_id` are what is chosen at first; `said` is what happened meanwhile."""
    chosen = owner_id if any(owner.id == owner_id for owner in owners) else None
    parts: tuple[FormPart, ...] = (
        *((paragraph(bold(said)),) if said else ()),
        paragraph(bold(f"{step.label}. "), words.move_intro(step, today)),
        PickDay(DUE, words.DUE, chosen=due),
        _owner(owners, chosen=chosen),
    )
    return Form(MOVE_FORM, words.MOVE_TITLE, parts, submit=words.SAVE, about=about)


def drop_form(about: str, step: NextStep) -> Form:
    parts = (paragraph(bold(f"{step.label}. "), words.drop_intro(step)), reason_field(optional=True))
    return Form(DROP_FORM, words.DROP_TITLE, parts, submit=words.DROP, about=about)


def steps_form(page: StepsPage, *, said: str = "") -> Form:
    """`said` is what has just been done."""
    place = Place(page.team_id, page.page, OWN if page.is_own else "")
    parts: list[Section] = [paragraph(said), Divider()] if said else []
    if not page.of:
        parts.append(paragraph(words.none_open(page)))
    for line in page.lines:
        parts += step_sections(line, is_own=page.is_own)
    if page.of:
        parts.append(Small(words.how_many(page)))
    return Form(LIST_FORM, words.TITLE, (*parts, *_more(page)), about=f"{_LISTED}{place}")


def listed_at(about: str) -> Place | None:
    """Which page of the list a form is, by what it is about; None for any other form."""
    return Place.read(about.removeprefix(_LISTED)) if about.startswith(_LISTED) else None


def _more(page: StepsPage) -> list[Section]:
    own = OWN if page.is_own else ""
    found: list[Section] = []
    if page.has_more:
        found.append(Button(words.MORE, StepAct.LIST, str(Place(page.team_id, page.page + 1, own))))
    if page.page:
        found.append(Button(words.FROM_THE_START, StepAct.LIST, str(Place(page.team_id, 0, own))))
    if page.is_own:
        found.append(Button(words.ALL_OF_THE_TEAM, StepAct.LIST, str(Place(page.team_id))))
    if page.coordinates:
        found.append(Button(words.ADD, StepAct.ADD, str(StepTarget(page.team_id))))
    return found


def _owner(owners: Sequence[Member], *, chosen: str | None = None) -> ChooseOne:
    options = tuple(Option(owner.id, clip(owner.name, LONGEST_LINE)) for owner in owners[:MOST_ITEMS])
    return ChooseOne(OWNER, words.OWNER, options, chosen=chosen)
