"""A team that lives its weeks in a real store, and everything that anybody on it can see of them while it does.

At every stop each looker types every command and presses every button there is, each on a copy of the store, and looks
at what comes back and what is sent. So whatever is added to Homeroom is tried here without being named.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import count, product
from sqlite3 import Connection
from uuid import UUID

import pytest

import storage.store
from bot.routes import ROUTES, Pressed
from bot.sections import announce, home_sections
from bot.sections.forms import Form
from bot.sections.parts import Button, Menu
from bot.use_cases.rate_indicators import rate_indicators
from bot.use_cases.results import Fetch, OpenForm, Result
from bot.use_cases.show_home import show_home
from bot.use_cases.who import Refused, at_check_in
from rubric.dont_know import GivenReason, Reason
from rubric.library import load
from rubric.model import LevelId
from rubric.preferences import Preferences, Reasoned
from rubric.rating import Choice
from rubric.refusals import Refusal
from rubric.second_rating import SecondRating
from storage import dont_know, history, second_ratings, teams
from storage.store import Store
from storage.tables import metadata
from tests.cabinet import CHANNEL, LETTERS, MONDAY, Cabinet, address, local, speaker
from tests.fakes import FakeMessenger, HandClock, Sent

FIRST = local(MONDAY)
FORTNIGHT = timedelta(weeks=2)
# After a check-in opens: nobody has rated yet, it is nearly over, it is closed, second ratings wait, its digest came.
OPEN = timedelta(minutes=1)
NEARLY_OVER = timedelta(days=6, hours=20)
CLOSED = timedelta(weeks=1, minutes=1)
BEFORE_DIGEST = timedelta(days=13)
AFTER_DIGEST = FORTNIGHT + timedelta(minutes=2)
STOPS = (OPEN, NEARLY_OVER, CLOSED, BEFORE_DIGEST, AFTER_DIGEST)
A_MINUTE = timedelta(minutes=1)
# Don't knows that differ by their reasons, beside "?" without one.
REASONS = {"N": Reason.NOT_MY_AREA, "D": Reason.NO_DATA_SEEN}
NOTES = {"Dev": "The agenda says every two weeks.", "Lee": "None of my schools has seen one."}

Grid = Mapping[str, str]
# The number of a check-in, and how long after it opened.
Stop = tuple[int, timedelta]


@dataclass(frozen=True)
class Seen:
    """One thing that somebody could see: who, when, what they did, and what came of it."""

    who: str
    at: datetime
    what: str
    shown: object


@dataclass(frozen=True)
class Weeks:
    """Two indicators, asked every fortnight and rated as drawn: by check-in, members by indicators.

    `again` are second ratings of the first check-in, given in the week after that of each number has closed.
    """

    first: Mapping[int, Grid]
    again: Mapping[int, Grid] = field(default_factory=dict)


@dataclass(frozen=True)
class Watched:
    """A team, and a spare store to try things in."""

    cabinet: Cabinet
    spare: Store

    def copy(self) -> Cabinet:
        """The same team at the same moment: what is done there leaves no trace here, and nothing is posted yet."""
        here, there = self.cabinet.store.engine.raw_connection(), self.spare.engine.raw_connection()
        assert isinstance(here.driver_connection, Connection)
        assert isinstance(there.driver_connection, Connection)
        here.driver_connection.backup(there.driver_connection)
        there.close()
        here.close()
        clock = HandClock(self.cabinet.clock.now())
        return Cabinet(self.spare, clock=clock, messenger=FakeMessenger(), names=self.cabinet.names)


def everything_seen(weeks: Weeks, looks: Mapping[Stop, str]) -> list[Seen]:
    """What those can see, in order, who look at a team that lives these weeks; they may be anybody."""
    names = sorted({name for grid in weeks.first.values() for name in grid} | {"Ana", "Olga"})
    seen: list[Seen] = []
    with _the_same_ids(), _a_store() as store, _a_store() as spare:
        cabinet = Cabinet(store, names=tuple(names))
        watched = Watched(cabinet, spare)
        cabinet.set_up(indicators=2)
        _ask_only_two(cabinet)
        for number, after in product(weeks.first, STOPS):
            cabinet.travel(FIRST + FORTNIGHT * (number - 1) + after)
            if (number, after) in looks:
                seen += _looked(watched, looks[number, after])
            for name, letters in weeks.first[number].items() if after == OPEN else ():
                _rate(cabinet, name, letters)
            for name, letters in weeks.again.get(number, {}).items() if after == CLOSED else ():
                _rate_again(cabinet, name, letters)
    return seen


def _looked(watched: Watched, name: str) -> Iterator[Seen]:
    """Everything one person could see now: what was sent, their page, and what each thing they can do comes to."""
    cabinet, now = watched.cabinet, watched.cabinet.clock.now()
    sent = [one for one in cabinet.messenger.ever_posted if one.address in (CHANNEL, address(name))]
    yield from (Seen(name, now, "sent", one) for one in sent)
    home = show_home(cabinet.deps, speaker(name))
    yield Seen(name, now, "home", home)
    for words in sorted(ROUTES.commands):
        copy = watched.copy()
        yield Seen(name, now, f"/homeroom {words}", _comes_to(copy, name, _command(copy, name, words)))
    shown = [*home_sections(home).sections, *(part for one in sent for part in announce(one.announcement).sections)]
    for act, value in _to_press(shown):
        yield Seen(name, now, f"{act} {value}", list(_pressed(watched, name, act, Pressed(value))))


def _pressed(watched: Watched, name: str, act: str, pressed: Pressed) -> Iterator[object]:
    """What a button comes to, and then what those come to in the form that it opens."""
    copy = watched.copy()
    answer, sent = _comes_to(copy, name, _press(copy, name, act, pressed))
    yield answer, sent
    if isinstance(answer, OpenForm) and isinstance(answer.form, Form):
        for inner, value in _to_press(answer.form.parts):
            copy = watched.copy()
            yield inner, value, _comes_to(copy, name, _press(copy, name, inner, Pressed(value, answer.form.about)))


def _command(copy: Cabinet, name: str, words: str) -> Callable[[], Result]:
    return lambda: ROUTES.commands[words](copy.deps, speaker(name), CHANNEL, "")


def _press(copy: Cabinet, name: str, act: str, pressed: Pressed) -> Callable[[], Result]:
    return lambda: ROUTES.presses[act](copy.deps, speaker(name), pressed)


def _comes_to(copy: Cabinet, name: str, act: Callable[[], Result]) -> tuple[object, list[Sent]]:
    """The answer, and what is sent because of it."""
    try:
        result = act()
        answer: object = result.meanwhile if isinstance(result, Fetch) else result
    except Refused as refused:
        answer = repr(refused.refusal)
    except Refusal as refusal:
        answer = repr(refusal)
    copy.travel(copy.clock.now() + A_MINUTE)
    return answer, [one for one in copy.messenger.ever_posted if one.address in (CHANNEL, address(name))]


def _to_press(parts: Iterable[object]) -> Iterator[tuple[str, str]]:
    """Each button once; what opens the private form of ratings is not among the routes."""
    found: list[tuple[str, str]] = []
    for part in parts:
        if isinstance(part, Button):
            found.append((part.act, part.value))
        elif isinstance(part, Menu):
            found += [(part.act, item.value) for item in part.items]
    return (one for one in dict.fromkeys(found) if one[0] in ROUTES.presses)


def _rate(cabinet: Cabinet, name: str, letters: str) -> None:
    check_in = cabinet.open_check_in()
    rated = [(one.id, letter) for one, letter in zip(check_in.asked, letters.split(), strict=True) if letter != "."]
    choices = [Choice(indicator, _level(letter), NOTES.get(name)) for indicator, letter in rated]
    rate_indicators(cabinet.deps, speaker(name), check_in.id, choices)
    with cabinet.store.begin() as transaction:
        member = at_check_in(transaction, speaker(name), check_in.id).member
        for indicator, letter in rated:
            if letter in REASONS:
                reason = REASONS[letter]
                given = GivenReason(check_in.id, indicator, member.id, reason, cabinet.clock.now())
                dont_know.save(transaction, given)


def _rate_again(cabinet: Cabinet, name: str, letters: str) -> None:
    team, now = cabinet.team(), cabinet.clock.now()
    with cabinet.store.begin() as transaction:
        check_in = next(one for one in history.asked_when(transaction, team.id, most=9) if one.number == 1)
        member = at_check_in(transaction, speaker(name), check_in.id).member
        for indicator, letter in zip(check_in.asked, letters.split(), strict=True):
            if letter != ".":
                again = SecondRating(check_in.id, indicator.id, member.id, _level(letter), now)
                second_ratings.save(transaction, again)


def _level(letter: str) -> LevelId:
    return LevelId(LETTERS.get(letter, LETTERS["?"]))


def _ask_only_two(cabinet: Cabinet) -> None:
    """All others are left out, so that the same two come round each time."""
    team = cabinet.team()
    left_out = tuple(Reasoned(one.id, "later") for one in load(team.rubric_id).indicators[2:])
    with cabinet.store.begin() as transaction:
        teams.save(transaction, replace(team, preferences=Preferences(excluded=left_out)))


@contextmanager
def _a_store() -> Iterator[Store]:
    opened = Store.connect("sqlite://")
    metadata.create_all(opened.engine)
    yield opened
    opened.close()


@contextmanager
def _the_same_ids() -> Iterator[None]:
    """Ids are drawn, and notes are shuffled by them: two lives that are to be compared need the same."""
    numbers = count(1)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(storage.store, "uuid4", lambda: UUID(int=next(numbers)))
        yield
