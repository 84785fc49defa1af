"""Every form that coordinators steer with, within Slack's limits, for all that the largest rubric and log can bring."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.sections import steering
from bot.sections.audit import audit_form
from bot.sections.forms import Form
from bot.sections.planning import PlanFacts, plan_form
from bot.sections.preferring import exclude_form, focus_form, pin_form
from bot.sections.settings import Preview, preview_form, settings_form
from bot.slack.blocks.form import form_view
from bot.slack.blocks.message import message, no_file
from bot.use_cases.steer import About
from bot.wording import settings as words
from bot.wording.set_up_preview import many_indicators
from bot.wording.settings import Prospect
from jobs import announcements
from jobs.announcements import Announcement, AuditFile, ChangeNote
from rubric.audit import Entry, What
from rubric.check_in import ask
from rubric.coverage_plan import CoveragePlan, coverage_plan
from rubric.history import History
from rubric.library import load, shipped
from rubric.people import TeamId
from rubric.preferences import Preferences, Reasoned
from rubric.settings import Settings
from rubric.team import MOST_INDICATORS
from sandbox.block_kit import message_faults, view_faults
from tests.bot.facts import HOSTILE
from tests.builders import MONDAY, OPENING, ZONE, a_rhythm

RUBRIC = load(shipped()[0])
ABOUT = str(About(TeamId("t" * 32), 123_456_789, "d" * 32))
# The longest that can be typed as a reason, and all of it strange.
REASON = (HOSTILE * 5)[: steering.LONGEST_REASON]
ALL = tuple(Reasoned(indicator.id, REASON) for indicator in RUBRIC.indicators)
RHYTHM = a_rhythm(every_weeks=1, indicators_per_check_in=1)
COMING = RHYTHM.check_ins.coming(OPENING, 6)


def the_plan() -> CoveragePlan:
    history = History()
    return coverage_plan(RUBRIC, RHYTHM, history=history, after=OPENING)


def a_plan(*, now: Settings) -> Form:
    facts = PlanFacts(RUBRIC, now, Settings.of(RHYTHM), the_plan(), total=45, paused=True, may_use=True)
    return plan_form(ABOUT, facts)


def a_preview() -> Form:
    dates = tuple(OPENING + timedelta(days=at, hours=at) for at in range(6))
    prospect = Prospect(ZONE, dates, the_plan())
    values = {
        "indicators_per_check_in": (7, 30),
        "days_open": (7, 28),
        "reminder_days": ([3, 5], []),
        "every_weeks": (2, 52),
        "weekday": (0, 4),
        "at": ("09:00:00", "15:30:00"),
        "zone": (ZONE, "America/Argentina/ComodRivadavia"),
    }
    changed = tuple((name, before, after) for name, (before, after) in values.items())
    warnings = (
        many_indicators(30),
        words.cut_short(40, OPENING, OPENING, ZONE),
        words.forgotten_changes(6),
        words.while_paused(),
    )
    return preview_form(ABOUT, Preview(changed, prospect, replace(prospect, zone="UTC"), 45, warnings))


def entries(most: int) -> tuple[Entry, ...]:
    facts = {"indicator": HOSTILE, "name": HOSTILE, "opens_at": HOSTILE, "something": [HOSTILE] * 3}
    return tuple(
        Entry(10**8 + at, TeamId("t"), OPENING, list(What)[at % len(What)], HOSTILE, None, facts, facts, REASON)
        for at in range(most)
    )


SETTINGS = Settings(52, 4, time(23, 59), "America/Argentina/ComodRivadavia", 30, 28, (26, 27))
FORMS = {
    "skip": steering.skip_form(
        ABOUT, COMING, left_out=[(MONDAY + timedelta(weeks=at), OPENING) for at in range(120)], zone=ZONE
    ),
    "shift": steering.shift_form(ABOUT, COMING, zone=ZONE, day=date(2026, 11, 16), at=time(9)),
    "extend": steering.extend_form(ABOUT, "Until then.", day=date(2026, 11, 16), at=time(9)),
    "settings": settings_form(ABOUT, SETTINGS, zones=("Europe/Berlin", "UTC"), said=(HOSTILE,) * 5),
    "preview": a_preview(),
    "pin, nothing pinned": pin_form(ABOUT, RUBRIC, Preferences()),
    "pin, half pinned": pin_form(ABOUT, RUBRIC, Preferences(pinned=ALL[:22], excluded=ALL[22:44])),
    "pin, all pinned": pin_form(ABOUT, RUBRIC, Preferences(pinned=ALL)),
    "exclude, nearly all": exclude_form(ABOUT, RUBRIC, Preferences(excluded=ALL[:44])),
    "exclude, all": exclude_form(ABOUT, RUBRIC, Preferences(excluded=ALL)),
    "focus": focus_form(ABOUT, RUBRIC, Preferences(focus=RUBRIC.domains[0].id)),
    "plan": a_plan(now=Settings.of(RHYTHM)),
    "plan, tried": a_plan(now=Settings.of(a_rhythm())),
    "audit": audit_form(ABOUT, entries(20), older=True, newest=True, zone=ZONE),
    "audit, empty": audit_form(ABOUT, (), older=False, newest=False, zone=ZONE),
}


@pytest.mark.parametrize("name", FORMS)
def test_slack_takes_the_form(name: str) -> None:
    form = FORMS[name]
    assert view_faults(form_view(form)) == []
    assert len(form.title) <= 24
    assert len(form.submit or "") <= 24


@pytest.mark.parametrize("name", FORMS)
def test_nothing_of_the_form_is_left_out(name: str) -> None:
    form = FORMS[name]
    assert [block["block_id"] for block in form_view(form)["blocks"] if block["type"] == "input"] == [
        f"field/{field.name}" for field in form.fields()
    ]


MESSAGES: dict[str, Announcement] = {
    "note": ChangeNote(ZONE, entries(4)[3], OPENING, paused=False),
    "test": announcements.TestCard(
        team_name=HOSTILE,
        zone=ZONE,
        opens_at=OPENING,
        closes_at=OPENING,
        asked=ask(RUBRIC, [indicator.id for indicator in RUBRIC.indicators[:MOST_INDICATORS]]),
        expected=15,
        away_names=(HOSTILE,) * 15,
    ),
    "file": AuditFile(HOSTILE, ZONE, entries(3)),
}


@pytest.mark.parametrize("name", MESSAGES)
def test_slack_takes_the_message(name: str) -> None:
    text, blocks = message(MESSAGES[name])
    assert message_faults({"blocks": blocks}) == []
    assert "<!channel>" not in text


def test_the_test_says_what_would_be_asked_of_how_many_and_who_is_away() -> None:
    asked = ask(RUBRIC, [RUBRIC.indicators[0].id])
    closes = datetime(2026, 9, 21, 13, tzinfo=UTC)
    text, _ = message(announcements.TestCard("Cabinet", ZONE, OPENING, closes, asked, expected=7, away_names=("Sam",)))
    assert RUBRIC.indicators[0].text in text
    assert "7 people would be asked. Away then: Sam." in text
    assert "opens Mon, Sep 14, 9:00 AM and closes Mon, Sep 21, 9:00 AM" in text


def test_where_no_file_can_go_there_is_a_message() -> None:
    text, blocks = no_file(AuditFile("Cabinet", ZONE, ()), "missing_scope")
    assert message_faults({"blocks": blocks}) == []
    assert "files:write" in text
