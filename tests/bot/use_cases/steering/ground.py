"""What the steering tests share: forms as a person meets them, the log, and what became of an attempt."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

import pytest

from bot.sections.forms import Field, Form, Value
from bot.sections.parts import Menu, plain_text
from bot.use_cases.results import FormErrors, Notice, OpenForm, Result
from bot.use_cases.who import Refused
from rubric.audit import Entry
from rubric.people import Member
from rubric.refusals import Refusal
from storage import audit, teams
from tests.cabinet import MONDAY, Cabinet, address, local

A_MINUTE = timedelta(minutes=1)
A_DAY = timedelta(days=1)
A_WEEK = timedelta(weeks=1)
OPENS = local(MONDAY)
CLOSES = OPENS + A_WEEK


def the_form(result: Result) -> Form:
    assert isinstance(result, OpenForm), result
    assert isinstance(result.form, Form)
    return result.form


def field(form: Form, name: str) -> Field:
    return next(one for one in form.fields() if one.name == name)


def menu(form: Form, act: str) -> Menu:
    return next(part for part in form.parts if isinstance(part, Menu) and part.act == act)


def text_of(form: Form) -> str:
    return plain_text([part for part in form.parts if not isinstance(part, Field)])


def filled_in(form: Form, **changed: Value) -> dict[str, Value]:
    """What a form sends when only `changed` was touched."""
    sent: dict[str, Value] = {}
    for one in form.fields():
        chosen = getattr(one, "chosen", None)
        match chosen:
            case date():
                sent[one.name] = chosen.isoformat()
            case time():
                sent[one.name] = chosen.strftime("%H:%M")
            case _:
                sent[one.name] = chosen
    assert changed.keys() <= sent.keys(), sent.keys()
    return {**sent, **changed}


def said(result: Result) -> str:
    assert isinstance(result, Notice), result
    return " ".join((result.title, *result.paragraphs))


def errors(result: Result) -> dict[str, str]:
    assert isinstance(result, FormErrors), result
    return dict(result.errors)


def refusal(act: Callable[[], object]) -> Refusal:
    with pytest.raises(Refused) as caught:
        act()
    return caught.value.refusal


def log(cabinet: Cabinet) -> tuple[Entry, ...]:
    """The audit log, oldest first."""
    team = cabinet.team()
    with cabinet.store.read() as transaction:
        return audit.since(transaction, team.id, 0)


def coordinates_too(cabinet: Cabinet, name: str) -> None:
    _change(cabinet, name, coordinates=True)


def is_away(cabinet: Cabinet, name: str) -> None:
    _change(cabinet, name, away_until=cabinet.clock.now() + 60 * A_DAY)


def leaves(cabinet: Cabinet, name: str) -> None:
    member = the_member(cabinet, name)
    with cabinet.store.begin() as transaction:
        teams.take_off(transaction, member.id, now=cabinet.clock.now())


def cannot_be_reached(cabinet: Cabinet, name: str) -> None:
    member = the_member(cabinet, name)
    with cabinet.store.begin() as transaction:
        teams.lose_member(transaction, member.id, now=cabinet.clock.now())


def the_member(cabinet: Cabinet, name: str) -> Member:
    team = cabinet.team()
    with cabinet.store.read() as transaction:
        member = teams.member_at(transaction, team.id, address(name))
    assert member is not None
    return member


def _change(cabinet: Cabinet, name: str, **changed: Any) -> None:
    member = replace(the_member(cabinet, name), **changed)
    with cabinet.store.begin() as transaction:
        teams.change_member(transaction, member)
