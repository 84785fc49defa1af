"""What Homeroom says: dates and lists as people say them, notices that fit a form."""

from datetime import UTC, datetime

import pytest

from bot import wording
from bot.use_cases.results import Notice
from bot.wording import check_ins, counting, reveals, set_up, times
from rubric.agenda import MomentKind
from rubric.refusals import BadSetting
from tests.builders import ZONE, a_check_in, a_scale

FRIDAY = datetime(2026, 11, 13, 21, 0, tzinfo=UTC)
# What a Slack modal's title holds.
LONGEST_TITLE = 24


@pytest.mark.parametrize(
    ("at", "zone", "said"),
    [
        pytest.param(FRIDAY, ZONE, "Fri, Nov 13, 4:00 PM", id="afternoon"),
        pytest.param(FRIDAY, "Pacific/Honolulu", "Fri, Nov 13, 11:00 AM", id="another zone"),
        pytest.param(datetime(2026, 11, 14, 5, 5, tzinfo=UTC), ZONE, "Sat, Nov 14, 12:05 AM", id="after midnight"),
        pytest.param(datetime(2026, 7, 4, 16, 0, tzinfo=UTC), ZONE, "Sat, Jul 4, 12:00 PM", id="noon in summer"),
    ],
)
def test_a_moment_is_said_in_the_teams_zone(at: datetime, zone: str, said: str) -> None:
    assert times.when(at, zone) == said


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        pytest.param((2026, 11, 2, 14), (2026, 11, 16, 14), "Nov 2 to Nov 16", id="within a year"),
        pytest.param((2026, 11, 2, 5), (2026, 11, 16, 5), "Nov 2 to Nov 15", id="its end is outside"),
        pytest.param((2026, 11, 2, 14), (2026, 11, 2, 20), "Nov 2", id="within a day"),
        pytest.param((2026, 12, 28, 14), (2027, 1, 11, 14), "Dec 28, 2026 to Jan 11, 2027", id="over the new year"),
    ],
)
def test_a_period_is_said_by_its_first_and_last_day(
    start: tuple[int, int, int, int], end: tuple[int, int, int, int], said: str
) -> None:
    assert times.period(datetime(*start, tzinfo=UTC), datetime(*end, tzinfo=UTC), ZONE) == said


@pytest.mark.parametrize(
    ("zone", "said"),
    [
        ("America/New_York", "Eastern time"),
        ("Pacific/Honolulu", "Hawaii time"),
        ("America/Mexico_City", "Mexico City time"),
        ("UTC", "UTC"),
        ("Etc/GMT+5", "Etc/GMT+5"),
    ],
)
def test_a_zone_is_called_what_people_call_it(zone: str, said: str) -> None:
    assert times.zone_name(zone) == said


@pytest.mark.parametrize(
    ("items", "said"),
    [
        pytest.param([], "", id="nobody"),
        pytest.param(["Ana"], "Ana", id="one"),
        pytest.param(["Ana", "Dev"], "Ana and Dev", id="two"),
        pytest.param(["Ana", "Dev", "Lee"], "Ana, Dev, and Lee", id="three"),
    ],
)
def test_a_list_is_said_as_in_a_sentence(items: list[str], said: str) -> None:
    assert counting.listed(items) == said


def test_labels_of_one_domain_are_said_together() -> None:
    labels = ["Actionable data 2", "Actionable data 5", "Resources 3", "Alone"]
    assert counting.in_groups(labels) == "Actionable data 2, 5 · Resources 3 · Alone"


def test_counts_agree_with_their_noun() -> None:
    assert [counting.count(number, "indicator") for number in (0, 1, 7, 1200)] == [
        "0 indicators",
        "1 indicator",
        "7 indicators",
        "1,200 indicators",
    ]
    assert [counting.count_in_words(number, "level") for number in (1, 3, 12)] == [
        "one level",
        "three levels",
        "12 levels",
    ]


def all_notices() -> list[Notice]:
    return [
        a_status(paused=False),
        wording.help_text(),
        wording.unknown_command("dance"),
        wording.no_team_status(),
        wording.asked_now(6, FRIDAY, ZONE),
        wording.asked_now(0, FRIDAY, ZONE),
        wording.digest_on_its_way(),
        set_up.set_up_done(FRIDAY, ZONE),
        wording.not_saved(),
        wording.unexpected("1a2b3c4d"),
    ]


def a_status(*, paused: bool, is_open: bool = True) -> Notice:
    return wording.status(
        team_name="Attendance team",
        zone=ZONE,
        open_check_in=a_check_in(number=6, closes_at=FRIDAY) if is_open else None,
        finished=5,
        of=8,
        next_check_in_at=FRIDAY,
        next_digest_at=FRIDAY,
        paused=paused,
    )


@pytest.mark.parametrize("notice", all_notices(), ids=lambda notice: notice.title)
def test_every_notice_fits_a_form_and_ends_its_sentences(notice: Notice) -> None:
    assert 0 < len(notice.title) <= LONGEST_TITLE
    assert notice.paragraphs[-1].endswith((".", "1a2b3c4d", "this list"))


def test_the_status_says_what_is_open_and_what_comes() -> None:
    assert a_status(paused=False).paragraphs == (
        "Check-in 6 is open until Fri, Nov 13, 4:00 PM. 5 of 8 have rated.",
        "The next check-in opens Fri, Nov 13, 4:00 PM; the next digest comes Fri, Nov 13, 4:00 PM (Eastern time).",
    )
    now, coming = a_status(paused=True, is_open=False).paragraphs
    assert now == "No check-in is open."
    assert "paused" in coming
    assert "Nov" not in coming


def test_a_bug_is_told_with_its_reference() -> None:
    assert "1a2b3c4d" in wording.unexpected("1a2b3c4d").paragraphs[-1]


def test_every_moment_has_a_name_of_its_own() -> None:
    assert len({wording.moment(kind) for kind in MomentKind}) == len(MomentKind)


def test_the_sentences_beside_form_fields_say_what_to_do() -> None:
    said = [
        set_up.field_missing(),
        set_up.already_past(),
        wording.note_without_level(),
        set_up.setting_problem(BadSetting("at", "Choose another time.")),
    ]
    assert all("hoose" in sentence or "fill" in sentence for sentence in said)
    assert len(set(said)) == len(said)


@pytest.mark.parametrize(
    ("indicators", "said"), [pytest.param(3, "a minute", id="one"), pytest.param(7, "3 minutes", id="more")]
)
def test_a_reminder_says_how_long_it_takes(indicators: int, said: str) -> None:
    text = check_ins.reminder(a_check_in(number=6), team_name="Cabinet", waiting=indicators, zone=ZONE)
    assert text.endswith(f"About {said}.")


def test_one_waiting_indicator_is_one() -> None:
    text = check_ins.reminder(a_check_in(number=6), team_name="Cabinet", waiting=1, zone=ZONE)
    assert text.startswith("1 indicator of Check-in 6 (Cabinet) is waiting for you.")


def test_the_form_explains_every_level_once_as_sentences() -> None:
    said = check_ins.level_meanings(a_scale("Good", "Bad"))
    assert said == "Good: What Good means. Bad: What Bad means. Don't know: What Don't know means."


def test_the_rules_behind_the_flags_are_shown_with_their_numbers() -> None:
    said = " ".join(reveals.how_to_read(a_scale()))
    assert "2 or more levels apart, or agreement under 0.5" in said
    assert "at least 1 in 3 answered Don't know (at least 2 when no more than 6 answered)" in said
    assert "from 3 answers on" in said
