"""The calendar's forms in Slack's blocks: within its limits for the largest calendars, and with hostile names."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.calendars.findings import MOST_EVENTS, MOST_PUZZLES, Event, Findings, Puzzle, WhyPuzzling
from bot.sections import calendar as sections
from bot.sections.forms import Form
from bot.slack.blocks.form import form_view
from bot.use_cases.calendar.drafting import Drafted, key_of
from bot.use_cases.calendar.effects import Effect, Moved
from rubric.date_ranges import WhyNotRead
from rubric.school_calendar import LONGEST_NAME, Break
from rubric.timetable import Occurrence
from sandbox.block_kit import view_faults
from tests.bot.facts import HOSTILE
from tests.builders import ZONE

TODAY = date(2026, 9, 14)
# What a view may weigh.
HEAVIEST_VIEW = 250_000
ABOUT = f"{'t' * 32}@1234567@clears:{'f' * 20}"
NAME = (HOSTILE * LONGEST_NAME)[:LONGEST_NAME]
# A school year in which something is on each week, and of each day there are ten events.
BREAKS = tuple(
    Break(TODAY + timedelta(days=at), TODAY + timedelta(days=at + 3), f"{at} {NAME}"[:LONGEST_NAME])
    for at in range(400)
)


def a_moment(week: int) -> datetime:
    return datetime(2026, 9, 14, 13, 0, tzinfo=UTC) + timedelta(weeks=week)


def moved(number: int) -> tuple[Moved, ...]:
    return tuple(
        Moved(
            Occurrence(a_moment(at).date(), a_moment(at), a_moment(at).date()),
            Occurrence(a_moment(at + 1).date(), a_moment(at + 1), a_moment(at).date(), BREAKS[at]),
        )
        for at in range(number)
    )


def the_largest() -> Drafted:
    puzzles = tuple(
        Puzzle("VEVENT", NAME, at, why, HOSTILE[:60])
        for at, why in enumerate(WhyPuzzling)
        if why is not WhyPuzzling.TYPED
    )
    typed = tuple(Puzzle("", NAME, at, WhyPuzzling.TYPED, why) for at, why in enumerate(WhyNotRead))
    events = tuple(Event(one.name, BREAKS[at:], likely=True) for at, one in enumerate(BREAKS[:MOST_EVENTS]))
    findings = Findings(
        NAME,
        events,
        (*typed, *puzzles)[:MOST_PUZZLES],
        more_events=300,
        more_puzzles=900,
        over=1234,
        cancelled=9,
        far=9,
    )
    return Drafted(address="https://maple.example/" + "a" * 2000, typed="Nov 25 Break\n" * 230, findings=findings)


FORMS: dict[str, Form] = {
    "first": sections.entry_form(Drafted(), (), today=TODAY, about=ABOUT),
    "first, full": sections.entry_form(the_largest(), BREAKS, today=TODAY, about=ABOUT, problems=(NAME * 5,) * 60),
    "ready": sections.ready_form("https://maple.example/" + "a" * 2900, about=ABOUT),
    "choice": sections.choice_form(the_largest(), has_breaks=True, today=TODAY, about=ABOUT, problem=NAME),
    "choice of one": sections.choice_form(
        Drafted(findings=Findings("", (Event("", BREAKS[:1]),))), has_breaks=False, today=TODAY, about=ABOUT
    ),
    "choice of ten": sections.choice_form(
        Drafted(findings=Findings("", tuple(Event(one.name, (one,)) for one in BREAKS[:10]))),
        has_breaks=False,
        today=TODAY,
        about=ABOUT,
    ),
    "effect": sections.effect_form(
        Effect(ZONE, TODAY, BREAKS, (), moved(40), moved(40), a_moment(20), a_moment(30)), clears=False, about=ABOUT
    ),
    "effect out of sight": sections.effect_form(
        Effect(ZONE, TODAY, BREAKS[:1], (), (), (), None, None), clears=False, about=ABOUT
    ),
    "clear": sections.effect_form(
        Effect(ZONE, TODAY, (), BREAKS, moved(40), (), None, a_moment(30)), clears=True, about=ABOUT
    ),
    "no change": sections.effect_form(
        Effect(ZONE, TODAY, BREAKS, BREAKS, (), (), None, None), clears=False, about=ABOUT
    ),
}


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_every_form_stays_inside_slacks_limits(form: Form) -> None:
    view = form_view(form)
    assert view_faults(view) == []
    assert len(json.dumps(view)) < HEAVIEST_VIEW
    assert len(view["blocks"]) < 60


def test_a_choice_has_a_hundred_options_that_differ_and_keep_their_names_for_the_same_event() -> None:
    events = the_largest().findings
    assert events is not None
    keys = [key_of(event) for event in events.events]
    assert len(set(keys)) == MOST_EVENTS
    assert key_of(Event(BREAKS[0].name.upper(), BREAKS[5:9])) == keys[0]
    assert key_of(Event("", BREAKS[:1])) != key_of(Event("", BREAKS[1:2]))


def test_ten_names_are_seen_at_once_and_more_come_in_a_menu() -> None:
    kinds = {
        name: next(
            block["element"]["type"] for block in form_view(form)["blocks"] if block.get("block_id") == "field/chosen"
        )
        for name, form in FORMS.items()
        if name.startswith("choice")
    }
    assert kinds == {"choice": "multi_static_select", "choice of one": "checkboxes", "choice of ten": "checkboxes"}
