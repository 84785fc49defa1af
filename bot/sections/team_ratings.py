"""The form in which a coordinator records what the team agreed on, with the counts beside it, and what comes after."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from bot.sections.forms import ChooseOne, Form, FormPart, Option, PickDay, Write
from bot.sections.next_steps import StepAct
from bot.sections.notes import clip
from bot.sections.parts import Button, Menu, MenuItem, Section, Small, bold, paragraph
from bot.sections.steering import MOST_ITEMS
from bot.sections.talking import DecideAct
from bot.sections.tallies import bars
from bot.wording import reveals
from bot.wording import team_ratings as words
from rubric.people import TeamId
from rubric.results import Finding
from rubric.team_rating import NOTE_LIMIT, TeamRating

TEAM_RATING_FORM = "team_rating"
RECORDED_FORM = "team_rating_recorded"

LEVEL = "level"
RATIONALE = "rationale"
DISSENT = "dissent"
DAY = "day"

# What one line of a menu holds, and one option.
LONGEST_LINE = 75


@dataclass(frozen=True, slots=True)
class Candidate:
    """One indicator that can be decided on; `place` names it as buttons do. `standing` is its team rating so far."""

    place: str
    finding: Finding
    standing: TeamRating | None

    @property
    def level_name(self) -> str | None:
        """The standing level, by its name in the check-in's scale where that has it."""
        if self.standing is None:
            return None
        scale, level_id = self.finding.closed.check_in.scale, self.standing.level_id
        return scale.level(level_id).name if level_id in scale else level_id

    @property
    def is_decided(self) -> bool:
        """Whether the team has agreed since the check-in that this comes from."""
        return self.standing is not None and self.standing.number >= self.finding.closed.check_in.number


@dataclass(frozen=True, slots=True)
class Draft:
    """What stands in the form's fields."""

    agreed_on: date | None
    level_id: str | None = None
    rationale: str = ""
    dissent: str = ""


@dataclass(frozen=True, slots=True)
class Deciding:
    """All that can be decided on, and the one that is `shown`."""

    candidates: tuple[Candidate, ...]
    shown: Candidate
    draft: Draft
    said: tuple[str, ...] = field(default=())


def team_rating_form(about: str, facts: Deciding) -> Form:
    """`said` stands at the top."""
    scale, draft = facts.shown.finding.closed.check_in.scale, facts.draft
    levels = tuple(Option(level.id, level.name) for level in (*scale.levels, scale.dont_know))
    parts: tuple[FormPart, ...] = (
        *map(paragraph, facts.said),
        *_menu(facts),
        *_what_was_found(facts.shown),
        ChooseOne(
            LEVEL,
            words.LEVEL,
            levels,
            chosen=draft.level_id if draft.level_id in scale else None,
            as_list=True,
        ),
        _note(RATIONALE, words.RATIONALE, words.RATIONALE_HINT, draft.rationale),
        _note(DISSENT, words.DISSENT, words.DISSENT_HINT, draft.dissent),
        PickDay(DAY, words.DAY, chosen=draft.agreed_on),
    )
    return Form(TEAM_RATING_FORM, words.TITLE, parts, submit=words.SUBMIT, about=about)


def recorded_form(said: Sequence[str], *, team_id: TeamId, step: str) -> Form:
    """What was saved, and what can be done next; `step` is what a next step would be about."""
    parts: tuple[FormPart, ...] = (
        *map(paragraph, said),
        Button(words.NEXT_STEP, StepAct.ADD, step, primary=True),
        Button(words.ANOTHER, DecideAct.DECIDE, team_id),
    )
    return Form(RECORDED_FORM, words.RECORDED_TITLE, parts)


def _menu(facts: Deciding) -> list[Section]:
    """The one shown is always among them."""
    others = [one for one in facts.candidates if one.place != facts.shown.place]
    if not others:
        return []
    offered = {one.place for one in (facts.shown, *others[: MOST_ITEMS - 1])}
    items = (
        MenuItem(
            one.place, clip(words.option(one.finding.result, one.level_name if one.is_decided else None), LONGEST_LINE)
        )
        for one in facts.candidates
        if one.place in offered
    )
    return [Menu(words.WHICH, DecideAct.SHOW, tuple(items), chosen=facts.shown.place)]


def _what_was_found(one: Candidate) -> list[Section]:
    check_in, result = one.finding.closed.check_in, one.finding.result
    title, rule = reveals.result_title(result, check_in.scale)
    sections: list[Section] = [paragraph(bold(title), rule), paragraph(result.indicator.text)]
    if result.tally is None:
        sections.append(paragraph(words.withheld(result)))
    else:
        sections += [bars(check_in.scale, result.tally), paragraph(reveals.numbers(result, check_in.scale))]
    if one.standing is not None and one.level_name is not None:
        said = (words.stands(one.standing, one.level_name), words.why_it_stands(one.standing))
        sections += map(paragraph, filter(None, (*said, words.seen_otherwise(one.standing))))
    return [*sections, Small(words.intro(check_in.number))]


def _note(name: str, label: str, hint: str, text: str) -> Write:
    return Write(name, label, text, hint=hint, optional=True, several_lines=True, longest=NOTE_LIMIT)
