"""A coordinator gives the team a school calendar, from a file, a page or typed, and the fortnights move."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from bot.demo.cast import CHANNEL_ID, ZONE
from bot.sections.calendar import ADDRESS, CHOSEN, FILE, TYPED, CalendarAct
from bot.slack import ids
from bot.slack.routed_ids import field_block
from sandbox.people import Person
from sandbox.reply import Reply
from tests.bot.calendars.pages import Page, site
from tests.bot.calendars.writing import calendar, event, file
from tests.stories.in_slack import A_MINUTE, EACH, InSlack, in_slack, words


class Threads:
    """Does what no click can wait for on threads of its own, as in earnest: reading takes longer than a click may."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(2)
        self._begun: list[Future[None]] = []

    def begin(self, work: Callable[[], None]) -> None:
        self._begun.append(self._pool.submit(work))

    def wait(self) -> None:
        """Until everything that was begun is done."""
        wait(list(self._begun))


@dataclass(frozen=True)
class AtTheCalendar(InSlack):
    """A story in which there is something to wait for."""

    threads: Threads = field(default_factory=Threads)

    def reads(self, person: Person) -> Reply:
        """Press Read it, and wait until it was read."""
        reply = person.click_in_view(act(CalendarAct.READ))
        self.threads.wait()
        return reply

    def attaches(self, person: Person, data: bytes, *, name: str = "maple.ics") -> Reply:
        """And presses Read it."""
        attached = person.attach(field_block(FILE), name=name, data=data)
        return self.reads(person) if attached.error is None else attached


@pytest.fixture(params=EACH)
def slack(request: pytest.FixtureRequest) -> Iterator[AtTheCalendar]:
    transport, database = request.param
    url = request.getfixturevalue("postgresql_url") if database == "postgresql" else ""
    threads = Threads()
    with in_slack(transport, url, later=threads.begin) as started:
        yield AtTheCalendar(started.running, threads)
        threads.wait()


def act(which: CalendarAct) -> str:
    return ids.action_id(which)


def at_nine(day: date) -> datetime:
    return datetime.combine(day, time(9), tzinfo=ZoneInfo(ZONE))


def opens(slack: AtTheCalendar, name: str = "ana") -> Person:
    person = slack.person(name)
    assert person.command(ids.COMMAND, "calendar", CHANNEL_ID).error is None
    return person


def chosen(person: Person) -> list[str]:
    for block in (person.view or {})["blocks"]:
        if block.get("block_id") == field_block(CHOSEN):
            return [option["text"]["text"] for option in block["element"].get("initial_options", [])]
    return []


def said(person: Person) -> str:
    return words(person.view)


def breaks(slack: AtTheCalendar) -> list[str]:
    with slack.running.story.deps.store.read() as transaction:
        return [one.name for one in slack.running.story.team(transaction).rhythm.calendar.breaks]


def opened_on(slack: AtTheCalendar, number: int) -> bool:
    return any(message["text"].startswith(f"Check-in {number}:") for message in slack.channel())


def test_a_districts_file_is_read_chosen_from_weighed_and_used(slack: AtTheCalendar) -> None:
    ana = opens(slack)
    assert "no breaks yet" in said(ana)
    assert slack.attaches(ana, file("maple_valley")).error is None
    assert "Maple Valley Schools 2026-27" in said(ana)
    assert chosen(ana)[:3] == [
        "Labor Day - No School",
        "Indigenous Peoples’ Day (schools closed)",
        "Thanksgiving Break",
    ]
    assert "Early Release" not in chosen(ana)
    assert ana.submit().ok
    assert "Mon, Oct 12 becomes Mon, Oct 19, after Indigenous Peoples’ Day (schools closed)" in said(ana)
    assert "Everything will have been asked by" in said(ana)
    slack.pass_by(A_MINUTE)
    assert breaks(slack) == []
    assert "school calendar" not in slack.channel()[-1]["text"]
    assert ana.submit().ok
    assert "The school calendar is saved." in said(ana)
    assert "Thanksgiving Break" in breaks(slack)
    slack.pass_by(A_MINUTE)
    note = slack.channel()[-1]["text"]
    assert "Ana Morales changed the school calendar: added Labor Day - No School (Sep 7)" in note
    slack.until(at_nine(date(2026, 10, 12)) + A_MINUTE)
    assert (opened_on(slack, 3), opened_on(slack, 4)) == (True, False)
    slack.until(at_nine(date(2026, 10, 19)) + A_MINUTE)
    assert opened_on(slack, 4)


def test_submitting_with_a_file_attached_leads_to_the_button_that_reads_it(slack: AtTheCalendar) -> None:
    ana = opens(slack)
    ana.attach(field_block(FILE), name="maple.ics", data=file("maple_valley"))
    assert ana.submit().ok
    assert "Press Read it" in said(ana)
    assert slack.reads(ana).error is None
    assert "Winter Break" in chosen(ana)


def test_typed_breaks_move_the_next_check_in_and_its_digest(slack: AtTheCalendar) -> None:
    ana = opens(slack)
    ana.type(field_block(TYPED), "Sep 10-14 Smoke days\nSomething without a day")
    assert ana.submit().ok
    assert chosen(ana) == ["Smoke days"]
    assert "Line 2, “Something without a day”: there is no date in it" in said(ana)
    assert ana.submit().ok
    assert "Mon, Sep 14 becomes Mon, Sep 21, after Smoke days" in said(ana)
    assert ana.submit().ok
    slack.until(at_nine(date(2026, 9, 14)) + A_MINUTE)
    assert not opened_on(slack, 2)
    assert not any(message["text"].startswith("Digest of") for message in slack.channel())
    slack.until(at_nine(date(2026, 9, 21)) + A_MINUTE)
    assert opened_on(slack, 2)
    assert any(message["text"].startswith("Digest of") for message in slack.channel())
    ana = opens(slack)
    assert "no breaks yet" in said(ana)


def test_a_page_is_read_from_its_address(slack: AtTheCalendar) -> None:
    with site({"/cal.ics": Page(file("maple_valley"))}) as there:
        ana = opens(slack)
        ana.type(field_block(ADDRESS), there.address("/cal.ics"))
        assert slack.reads(ana).error is None
        assert there.asked == ["/cal.ics"]
    assert "Spring Break" in chosen(ana)
    assert ana.click_in_view(act(CalendarAct.BACK_TO_ENTRY)).error is None
    assert there.address("/cal.ics") in said(ana)


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("http://localhost:1/cal.ics", "inside a private network"),
        ("http://169.254.169.254/latest/meta-data", "inside a private network"),
        ("http://127.0.0.1:1/cal.ics", "no server answers there"),
        ("ftp://maple.example/cal.ics", "not a web address"),
    ],
    ids=["this machine", "cloud", "nobody", "ftp"],
)
def test_an_address_that_can_not_be_read_leaves_the_form_with_the_reason(
    slack: AtTheCalendar, address: str, sentence: str
) -> None:
    ana = opens(slack)
    ana.type(field_block(ADDRESS), address)
    slack.reads(ana)
    assert sentence in said(ana)
    if len(ana.views) > 1:
        ana.close_view()
    assert address in said(opens(slack))
    assert breaks(slack) == []


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"x" * 10_000_000, "larger than 2 MB"),
        (b"%PDF-1.7 lunch", "is not a calendar"),
        (b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:soon\r\n", "it is cut off before its end"),
        (calendar(event("DTSTART;VALUE=DATE:20200101")), "no event in the coming 18 months"),
    ],
    ids=["10 MB", "no calendar", "cut off", "all past"],
)
def test_a_file_that_can_not_be_read_leaves_the_form_with_the_reason(
    slack: AtTheCalendar, data: bytes, sentence: str
) -> None:
    ana = opens(slack)
    assert slack.attaches(ana, data).error is None
    assert sentence in said(ana)
    assert (ana.view or {})["callback_id"] == "form/calendar_entry"
    assert breaks(slack) == []


def test_a_calendar_that_blocks_every_week_is_refused_beside_the_choice(slack: AtTheCalendar) -> None:
    ana = opens(slack)
    slack.attaches(ana, calendar(event("DTSTART;VALUE=DATE:20260831", "RRULE:FREQ=WEEKLY", name="Closed Mondays")))
    reply = ana.submit()
    assert "no Monday is free for half a year" in reply.errors[field_block(CHOSEN)]
    assert breaks(slack) == []


def test_the_whole_calendar_can_be_cleared_and_the_dates_come_back(slack: AtTheCalendar) -> None:
    ana = opens(slack)
    ana.type(field_block(TYPED), "Sep 10-14 Smoke days")
    for _ in range(3):
        assert ana.submit().ok
    assert breaks(slack) == ["Smoke days"]
    ana = opens(slack)
    assert ana.click_in_view(act(CalendarAct.CLEAR)).error is None
    assert "Mon, Sep 21 becomes Mon, Sep 14, no longer after Smoke days" in said(ana)
    assert ana.submit().ok
    assert breaks(slack) == []
    slack.until(at_nine(date(2026, 9, 14)) + A_MINUTE)
    assert opened_on(slack, 2)


def test_members_and_outsiders_get_a_sentence_and_no_form(slack: AtTheCalendar) -> None:
    for name, sentence in (("dana", "Ana Morales coordinates this team"), ("mallory", "not on its list")):
        slack.running.workspace.join(f"U0{name.upper()}", CHANNEL_ID)
        person = opens(slack, name)
        assert person.view is None
        whispers = [message["text"] for message in person.messages(CHANNEL_ID) if message.get("ephemeral")]
        assert sentence in whispers[-1]


def test_where_files_may_not_be_read_breaks_are_typed(slack: AtTheCalendar) -> None:
    workspace = slack.running.workspace
    allowed = tuple(scope for scope in workspace.seed.app.scopes if scope != "files:read")
    workspace.seed = replace(workspace.seed, app=replace(workspace.seed.app, scopes=allowed))
    ana = opens(slack)
    fields = [block["block_id"] for block in (ana.view or {})["blocks"] if block["type"] == "input"]
    assert fields == [field_block(ADDRESS), field_block(TYPED)]
    ana.type(field_block(TYPED), "Winter break: Dec 21 - Jan 1")
    assert ana.submit().ok
    assert "Winter break" in said(ana)
