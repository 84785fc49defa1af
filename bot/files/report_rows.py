"""The rows of a full pass's page: an indicator, what was agreed on it and why, and a next step, in words."""

from dataclasses import dataclass

from bot.wording import report_page as words
from rubric.full_pass import Agreed, Found, FullPass, PassIndicator
from rubric.model import better_half
from rubric.next_step import NextStep

# The better half of the levels is blue and plain, the other orange and striped: told apart in gray, too.
_BETTER = ("#0b4f6c", "#7fb2c9")
_WORSE = ("#f2c48d", "#c8641b")


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of the small bar beside the counts: a level, or Don't know where `color` is empty."""

    count: int
    color: str
    is_striped: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One indicator. `anchor` is where its note stands, empty where it has none; `kind` is its outcome."""

    anchor: str
    kind: str
    label: str
    text: str
    asked: str
    evidence: str
    agreed: str
    agreed_when: str
    flags: tuple[str, ...]
    bar: tuple[Segment, ...]
    spread: tuple[str, ...]
    moved: tuple[str, ...]
    steps: str


@dataclass(frozen=True, slots=True)
class Reasons:
    """One team rating: what it was, when and by whom it was recorded, and what was written down with it."""

    said: str
    rationale: str
    dissent: str


@dataclass(frozen=True, slots=True)
class Note:
    """Why the team agreed on what it did for one indicator; `earlier` are those that it replaced in this pass."""

    anchor: str
    label: str
    level: str
    stands: Reasons
    earlier: tuple[Reasons, ...]


@dataclass(frozen=True, slots=True)
class StepRow:
    """One next step. Whether it is overdue is said in words, too."""

    due: str
    sentence: str
    owner: str
    label: str
    state: str
    is_open: bool


def row(indicator: PassIndicator, report: FullPass, *, anchor: str) -> Row:
    found, agreed = indicator.found, indicator.agreed
    return Row(
        anchor=anchor if agreed is not None else "",
        kind=indicator.outcome.value.replace("_", "-"),
        label=indicator.label,
        text=indicator.text,
        asked=words.asked_in(indicator, report.zone),
        evidence=words.evidence(indicator.evidence),
        agreed=words.agreed_name(indicator),
        agreed_when="" if agreed is None else f"{words.agreed_when(agreed, report)}.",
        flags=() if found is None else words.flags(found),
        bar=() if found is None else _bar(found),
        spread=() if found is None else _spread(found),
        moved=_moved(indicator),
        steps=words.steps_in_row(indicator.steps),
    )


def note(indicator: PassIndicator, report: FullPass, *, anchor: str) -> Note:
    """Of an indicator that has a team rating."""
    assert indicator.agreed is not None
    return Note(
        anchor=anchor,
        label=indicator.label,
        level=indicator.agreed.level.name,
        stands=_reasons(indicator.agreed, words.agreed_by(indicator.agreed, report)),
        earlier=tuple(_reasons(each, words.earlier_in_pass(each)) for each in reversed(indicator.earlier)),
    )


def step_row(step: NextStep, label: str, report: FullPass) -> StepRow:
    return StepRow(
        due=words.full_date(step.due_on),
        sentence=words.step_sentence(step),
        owner=step.owner,
        label=label,
        state=words.step_state(step, report),
        is_open=step.is_open,
    )


def _reasons(agreed: Agreed, said: str) -> Reasons:
    return Reasons(said, agreed.rating.rationale, agreed.rating.dissent)


def _spread(found: Found) -> tuple[str, ...]:
    return tuple(filter(None, (words.spread(found), words.figures(found), *words.second(found))))


def _moved(indicator: PassIndicator) -> tuple[str, ...]:
    movement = indicator.movement
    if movement is None:
        return ()
    said = (words.moved_words(movement), words.middle_moved(movement), words.people_moved(movement))
    return tuple(filter(None, said))


def _bar(found: Found) -> tuple[Segment, ...]:
    if found.tally is None:
        return ()
    levels = len(found.tally.counts)
    segments = [Segment(count, *_look(at, levels)) for at, count in enumerate(found.tally.counts) if count]
    return (*segments, *([Segment(found.tally.dont_know, "", is_striped=False)] if found.tally.dont_know else []))


def _look(at: int, levels: int) -> tuple[str, bool]:
    """A level's color, and whether it is striped; both halves of the scale run from their one end to the other."""
    better = better_half(levels)
    (first, last), nth, number = (_BETTER, at, better) if at < better else (_WORSE, at - better, levels - better)
    return _between(first, last, nth / (number - 1) if number > 1 else 0.0), at >= better


def _between(first: str, last: str, share: float) -> str:
    pairs = ((int(first[at : at + 2], 16), int(last[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(one + (other - one) * share):02x}" for one, other in pairs)
