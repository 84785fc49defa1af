"""What the tests about people look at: who is on the team, what was asked of whom, what was written down."""

from datetime import timedelta

from bot.lookups import ChannelPeople, LeftOut, WantedPeople, WhyLeftOut
from bot.sections.forms import ChooseOne, ChooseSeveral, Field, Form
from bot.sections.parts import Bullet
from bot.use_cases.people.add_members import open_add
from bot.use_cases.people.show_people import show_people
from bot.use_cases.results import Fetch, OpenForm, Result
from jobs.announcements import Card, RosterQuestion
from rubric.audit import Entry
from rubric.people import Member
from storage import audit, teams
from tests.cabinet import CHANNEL, Cabinet, people, speaker

A_MINUTE = timedelta(minutes=1)


def roster(cabinet: Cabinet) -> dict[str, Member]:
    with cabinet.store.read() as transaction:
        return {one.member.name: one.member for one in teams.roster(transaction, cabinet.team().id)}


def coordinators(cabinet: Cabinet) -> list[str]:
    return sorted(name for name, member in roster(cabinet).items() if member.coordinates)


def log(cabinet: Cabinet) -> list[Entry]:
    """The audit log, the newest first."""
    with cabinet.store.read() as transaction:
        return list(audit.latest(transaction, cabinet.team().id, most=50))


def make_unreachable(cabinet: Cabinet, *names: str) -> None:
    known = roster(cabinet)
    with cabinet.store.begin() as transaction:
        for name in names:
            teams.lose_member(transaction, known[name].id, now=cabinet.clock.now())


def asked(cabinet: Cabinet, *, of: str | None = None) -> list[str]:
    """The names that coordinators have a question about, oldest first."""
    to = None if of is None else f"U-{of}"
    said = (sent.announcement for sent in cabinet.messenger.said(RosterQuestion, to=to))
    return [one.name for one in said if isinstance(one, RosterQuestion)]


def form(result: Result) -> Form:
    assert isinstance(result, OpenForm)
    assert isinstance(result.form, Form)
    return result.form


def field(shown: Form, name: str) -> Field:
    return next(one for one in shown.fields() if one.name == name)


def several(shown: Form, name: str) -> ChooseSeveral:
    found = field(shown, name)
    assert isinstance(found, ChooseSeveral)
    return found


def offered(shown: Form, name: str) -> list[str]:
    """The options of a field, by value."""
    found = field(shown, name)
    assert isinstance(found, ChooseOne | ChooseSeveral)
    return [option.value for option in found.options]


def lines(shown: Form) -> list[str]:
    """What the list says of each."""
    return [
        " / ".join("".join(span.text for span in line) for line in part.lines)
        for part in shown.parts
        if isinstance(part, Bullet)
    ]


def listed(cabinet: Cabinet, name: str) -> Form:
    return form(show_people(cabinet.deps, speaker(name), CHANNEL))


def to_add(cabinet: Cabinet, *names: str, by: str = "Ana") -> Form:
    """The form for adding, with these in the channel."""
    fetch = open_add(cabinet.deps, speaker(by), listed(cabinet, by).about)
    assert isinstance(fetch, Fetch)
    assert fetch.wanted == WantedPeople(CHANNEL)
    found = ChannelPeople("cabinet", False, people(*names), (LeftOut("Homeroom", WhyLeftOut.BOT),))
    return form(fetch.then(found))


def counted(cabinet: Cabinet) -> tuple[int, int]:
    cabinet.travel(cabinet.clock.now() + A_MINUTE)
    card = cabinet.messenger.said(Card)[0].announcement
    assert isinstance(card, Card)
    return card.finished, card.of
