"""Every kind of change has a sentence of its own, says what it was about, and survives facts that it doesn't know."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.wording.changes import sentence
from bot.wording.steering import note
from jobs.announcements import ChangeNote
from rubric.audit import Entry, What
from rubric.people import TeamId
from tests.builders import ZONE

AT = datetime(2026, 11, 13, 21, 0, tzinfo=UTC)
OPENS, MOVED = "2026-11-16T14:00:00+00:00", "2026-11-18T20:30:00+00:00"
NEXT = datetime(2026, 11, 30, 14, 0, tzinfo=UTC)
Facts = Mapping[str, Any]


def an_entry(what: What, before: Facts | None = None, after: Facts | None = None, reason: str = "") -> Entry:
    return Entry(7, TeamId("team"), AT, what, "Dev", None, before or {}, after or {}, reason)


STEP = {"indicator": "Resources 3", "sentence": "Map what we have.", "owner": "Dana", "due_on": "2026-11-20"}
EXAMPLES = {
    What.TEAM_RATING: (
        an_entry(
            What.TEAM_RATING,
            {"level": "Could be better"},
            {"indicator": "Resources 3", "level": "OK for now"},
        ),
        "Dev changed the team rating of Resources 3 from Could be better to OK for now.",
    ),
    What.STEP_ADDED: (
        an_entry(What.STEP_ADDED, after=STEP),
        "Dev gave Dana a next step on Resources 3 (Map what we have), due Nov 20.",
    ),
    What.STEP_MOVED: (
        an_entry(What.STEP_MOVED, STEP, {**STEP, "owner": "Lee", "due_on": "2026-12-01"}),
        "Dev moved the next step on Resources 3 (Map what we have) to Dec 1 and from Dana to Lee.",
    ),
    What.STEP_DONE: (
        an_entry(What.STEP_DONE, after=STEP),
        "Dev closed the next step on Resources 3 (Map what we have) as done.",
    ),
    What.STEP_DROPPED: (
        an_entry(What.STEP_DROPPED, after=STEP, reason="No money"),
        "Dev dropped the next step on Resources 3 (Map what we have). Reason: No money.",
    ),
    What.EVIDENCE_ADDED: (
        an_entry(What.EVIDENCE_ADDED, after={"indicator": "Resources 3"}),
        "Dev added evidence on Resources 3.",
    ),
    What.DIGEST_AGAIN: (an_entry(What.DIGEST_AGAIN), "Dev posted the digest again."),
    What.DIGEST_CORRECTED: (an_entry(What.DIGEST_CORRECTED), "Dev posted a corrected digest."),
    What.SET_UP: (an_entry(What.SET_UP), "Dev set up the team."),
    What.PAUSED: (an_entry(What.PAUSED), "Dev paused the team."),
    What.RESUMED: (an_entry(What.RESUMED), "Dev resumed the team."),
    What.SKIPPED: (
        an_entry(What.SKIPPED, {"opens_at": OPENS}, {"next_at": MOVED}, "Fair week"),
        "Dev skipped the check-in of Mon, Nov 16, 9:00 AM. Reason: Fair week.",
    ),
    What.SHIFTED: (
        an_entry(What.SHIFTED, {"opens_at": OPENS}, {"opens_at": MOVED}),
        "Dev moved the check-in of Mon, Nov 16, 9:00 AM to Wed, Nov 18, 3:30 PM.",
    ),
    What.ASKED_NOW: (
        an_entry(What.ASKED_NOW, after={"number": 6, "closes_at": OPENS}),
        "Dev opened Check-in 6 at once, open until Mon, Nov 16, 9:00 AM.",
    ),
    What.EXTENDED: (
        an_entry(What.EXTENDED, {"number": 6, "closes_at": OPENS}, {"number": 6, "closes_at": MOVED}),
        "Dev extended Check-in 6 from Mon, Nov 16, 9:00 AM to Wed, Nov 18, 3:30 PM.",
    ),
    What.DIGEST_NOW: (an_entry(What.DIGEST_NOW), "Dev posted the digest early."),
    What.NUDGED: (an_entry(What.NUDGED, after={"number": 6}), "Dev sent a nudge for Check-in 6."),
    What.SETTINGS: (
        an_entry(
            What.SETTINGS,
            {"weekday": 0, "at": "09:00:00", "indicators_per_check_in": 7},
            {"weekday": 4, "at": "15:30:00", "indicators_per_check_in": 5},
        ),
        "Dev changed the indicators per check-in from 7 to 5, the day from Monday to Friday, and the time from 9:00 AM "
        "to 3:30 PM.",
    ),
    What.PINNED: (
        an_entry(What.PINNED, after={"indicator": "Actionable data 2"}, reason="The board asks."),
        "Dev pinned Actionable data 2, so that it comes next. Reason: The board asks.",
    ),
    What.UNPINNED: (an_entry(What.UNPINNED, {"indicator": "Resources 3"}), "Dev unpinned Resources 3."),
    What.EXCLUDED: (
        an_entry(What.EXCLUDED, after={"indicator": "Resources 3"}, reason="Not ours!"),
        "Dev excluded Resources 3 from coming check-ins. Reason: Not ours!",
    ),
    What.INCLUDED: (an_entry(What.INCLUDED, {"indicator": "Resources 3"}), "Dev included Resources 3 again."),
    What.FOCUS: (
        an_entry(What.FOCUS, {"focus": "Resources"}, {"focus": "Actionable data"}),
        "Dev put Actionable data in focus in place of Resources.",
    ),
    What.CALENDAR: (
        an_entry(What.CALENDAR, {"breaks": []}, {"breaks": []}),
        "Dev changed the school calendar.",
    ),
    What.JOINED: (an_entry(What.JOINED, after={"name": "Lee"}), "Dev put Lee on the team."),
    What.LEFT: (an_entry(What.LEFT, {"name": "Lee"}), "Dev took Lee off the team."),
    What.LEFT_OUT: (an_entry(What.LEFT_OUT, after={"name": "Lee"}), "Dev left Lee off the team."),
    What.MEMBER: (
        an_entry(
            What.MEMBER, {"name": "Lee", "role": "member"}, {"name": "Lee", "role": "observer", "coordinates": True}
        ),
        "Dev changed Lee: role from member to observer and coordinates now.",
    ),
    What.TAKEN_OVER: (an_entry(What.TAKEN_OVER), "Dev took over coordinating the team."),
}


@pytest.mark.parametrize("what", What)
def test_every_kind_of_change_has_a_sentence(what: What) -> None:
    entry, said = EXAMPLES[what]
    assert sentence(entry, ZONE) == said


@pytest.mark.parametrize("what", What)
@pytest.mark.parametrize(
    "facts",
    [
        pytest.param({}, id="none"),
        pytest.param({"opens_at": None, "closes_at": 3, "focus": [], "breaks": "x", "name": ""}, id="odd ones"),
        pytest.param({"weekday": 9, "at": "late", "reminder_days": 3, "something_new": [1, 2]}, id="unknown ones"),
    ],
)
def test_facts_that_are_missing_or_odd_leave_a_sentence_all_the_same(what: What, facts: Facts) -> None:
    said = sentence(an_entry(what, facts, facts), ZONE)
    assert said.startswith("Dev ")
    assert said.endswith(".")
    assert "{" not in said


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        pytest.param(
            an_entry(What.SKIPPED, after={"opens_at": OPENS}),
            "Dev put the skipped check-in of Mon, Nov 16, 9:00 AM back.",
            id="put back",
        ),
        pytest.param(
            an_entry(What.MEMBER, {"coordinators": ["Dev"]}, {"coordinators": ["Ana", "Lee"]}),
            "Dev changed who coordinates from Dev to Ana and Lee.",
            id="handed over",
        ),
        pytest.param(
            an_entry(What.MEMBER, {"coordinators": ["Dev"]}, {"coordinators": ["Dev", "Ana"]}),
            "Dev made Ana a coordinator.",
            id="one more coordinates",
        ),
        pytest.param(
            an_entry(What.MEMBER, {"coordinators": ["Dev", "Ana"]}, {"coordinators": ["Dev"]}),
            "Dev changed who coordinates from Dev and Ana to Dev.",
            id="one fewer coordinates",
        ),
        pytest.param(an_entry(What.LEFT, {"name": "Dev"}), "Dev left the team.", id="left by oneself"),
        pytest.param(
            an_entry(What.JOINED, after={"name": "Lee", "role": "observer"}),
            "Dev put Lee on the team as an observer.",
            id="joined to observe",
        ),
        pytest.param(
            an_entry(What.MEMBER, {"coordinates": True}, {"name": "Lee", "coordinates": False}),
            "Dev changed Lee: no longer coordinates.",
            id="no longer coordinates",
        ),
        pytest.param(
            an_entry(What.FOCUS, {"focus": "Resources"}, {"focus": None}),
            "Dev took Resources out of focus.",
            id="no focus",
        ),
        pytest.param(
            an_entry(
                What.SETTINGS,
                {"reminder_days": [3, 5], "every_weeks": 2, "days_open": 7, "zone": "America/New_York"},
                {"reminder_days": [], "every_weeks": 1, "days_open": 1, "zone": "America/Chicago"},
            ),
            "Dev changed how long a check-in is open from 7 days to 1 day, the reminders from days 3 and 5 to none, "
            "the rhythm from every 2 weeks to every week, and the time zone from Eastern time to Central time.",
            id="settings",
        ),
    ],
)
def test_a_change_says(entry: Entry, said: str) -> None:
    assert sentence(entry, ZONE) == said


@pytest.mark.parametrize(
    ("what", "paused", "adds"),
    [
        pytest.param(What.PAUSED, True, "Nothing opens and nobody is reminded until it goes on.", id="paused"),
        pytest.param(What.RESUMED, False, "The next check-in opens Mon, Nov 30, 9:00 AM.", id="resumed"),
        pytest.param(What.SKIPPED, False, "The next check-in opens Mon, Nov 30, 9:00 AM.", id="skipped"),
        pytest.param(What.SHIFTED, False, "The others stay where they are.", id="moved"),
        pytest.param(What.EXTENDED, False, "you can still change it.", id="extended"),
        pytest.param(What.SETTINGS, False, "The next check-in opens Mon, Nov 30, 9:00 AM.", id="settings"),
        pytest.param(What.SETTINGS, True, "3:30 PM.", id="settings while paused"),
    ],
)
def test_the_channel_hears_the_sentence_and_what_follows(what: What, paused: bool, adds: str) -> None:
    entry, said = EXAMPLES[what]
    heard = note(ChangeNote(ZONE, entry, NEXT, paused))
    assert heard.startswith(said)
    assert heard.endswith(adds)
