"""What the tests of deciding share: a cabinet whose first check-in has closed, split on one thing, blind on another."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.routes import ROUTES, Pressed
from bot.sections.forms import Form
from bot.sections.talking import DecideAct
from bot.sections.team_ratings import LEVEL, TEAM_RATING_FORM
from bot.use_cases.results import Result
from rubric.check_in import AskedIndicator, CheckIn
from rubric.people import CheckInId
from rubric.team_rating import TeamRating
from storage import check_ins, ratings, team_ratings
from storage.store import Store
from tests.bot.use_cases.steering.ground import filled_in, the_form
from tests.cabinet import MONDAY, NAMES, Cabinet, local, speaker

A_MINUTE = timedelta(minutes=1)
A_DAY = timedelta(days=1)
OPENS = local(MONDAY)
CLOSES = OPENS + 7 * A_DAY
CLOSED_ON = MONDAY + timedelta(days=7)
# When everything is told after the close.
TODAY = CLOSED_ON + timedelta(days=1)
# Split on the first, not knowing the second, of one mind about the third.
LETTERS = ("S ? S", "S ? S", "U ? S", "U S S")


def before_the_close(store: Store) -> Cabinet:
    cabinet = Cabinet(store, names=(*NAMES, "Olga"))
    cabinet.set_up()
    cabinet.travel(OPENS + A_MINUTE)
    for name, letters in zip(NAMES, LETTERS, strict=True):
        cabinet.rate(name, letters)
    return cabinet


def after_the_close(store: Store) -> Cabinet:
    cabinet = before_the_close(store)
    cabinet.travel(CLOSES + A_DAY)
    return cabinet


def check_in(cabinet: Cabinet, number: int = 1) -> CheckIn:
    team = cabinet.team()
    with cabinet.store.read() as transaction:
        open_one = check_ins.open_one(transaction, team.id)
        closed = check_ins.latest_closed(transaction, team.id, before=cabinet.clock.now() + A_DAY, most=9)
    found = [*(one.check_in for one in closed), *([open_one] if open_one else [])]
    return next(one for one in found if one.number == number)


def asked(cabinet: Cabinet) -> tuple[AskedIndicator, ...]:
    return check_in(cabinet).asked


def recorded(cabinet: Cabinet) -> list[TeamRating]:
    """All team ratings, in the order they were recorded."""
    team = cabinet.team()
    with cabinet.store.read() as transaction:
        return list(team_ratings.of_team(transaction, team.id))


def ask_again(cabinet: Cabinet, *, is_closed: bool = False) -> CheckIn:
    """The same once more in a second check-in, open until tomorrow or closed just now, rated as the first was."""
    first, now = check_in(cabinet), cabinet.clock.now()
    again = replace(
        first,
        id=CheckInId("again"),
        number=2,
        due_at=now,
        opened_at=now,
        closes_at=now + A_DAY,
        closed_at=now if is_closed else None,
    )
    with cabinet.store.begin() as transaction:
        check_ins.add(transaction, again, pass_number=2)
        rated = ratings.of_check_in(transaction, first.id)
        ratings.save(transaction, again.id, rated, current={}, now=now)
    return again


def press(cabinet: Cabinet, act: DecideAct, value: str, name: str = "Ana", **more: object) -> Result:
    return ROUTES.presses[act](cabinet.deps, speaker(name), Pressed(value, **more))  # type: ignore[arg-type]


def opens(cabinet: Cabinet, at: str = "", name: str = "Ana") -> Form:
    """From the reveal, or with `at` ("/0") from what there is to talk about."""
    return the_form(press(cabinet, DecideAct.RECORD, f"{check_in(cabinet).id}{at}", name))


def submit(cabinet: Cabinet, form: Form, name: str = "Ana", **changed: Any) -> Result:
    sent = filled_in(form, **changed)
    return ROUTES.submissions[TEAM_RATING_FORM](cabinet.deps, speaker(name), form.about, sent)


def record(cabinet: Cabinet, level: str = "ok-for-now", name: str = "Ana", **changed: str | None) -> Form:
    return the_form(submit(cabinet, opens(cabinet, "/0", name), name, **{LEVEL: level, **changed}))
