"""A coordinator at work on a school calendar, without a platform: fills in forms, presses buttons, reads answers."""

from dataclasses import dataclass, replace

from bot.lookups import Contents, Found
from bot.routes import ROUTES, Pressed
from bot.sections.calendar import (
    CHOSEN,
    FILE,
    KEEPS,
    TYPED,
    CalendarAct,
)
from bot.sections.forms import ChooseOne, ChooseSeveral, Form, Value, Write
from bot.sections.parts import Bullet, Button, Paragraph, Small
from bot.use_cases.results import Fetch, FormErrors, Notice, OpenForm, Result
from rubric.audit import Entry, What
from rubric.school_calendar import Break
from storage import audit, teams
from tests.cabinet import CHANNEL, Cabinet, speaker
from tests.dialects import in_slack


@dataclass(slots=True)
class AtWork:
    """`name` acts; `form` is what they see."""

    cabinet: Cabinet
    name: str = "Ana"
    form: Form | None = None

    def opens(self) -> Form:
        return self._shown(ROUTES.commands["calendar"](self.cabinet.deps, speaker(self.name), CHANNEL, ""))

    def submits(self, **values: Value) -> Result:
        assert self.form is not None
        submission = ROUTES.submissions[self.form.id]
        return self._seen(submission(self.cabinet.deps, speaker(self.name), self.form.about, self._filled(values)))

    def presses(self, act: CalendarAct, **values: Value) -> Result:
        assert self.form is not None
        assert any(isinstance(part, Button) and part.act == act for part in self.form.parts), act
        pressed = Pressed("", about=self.form.about, values=self._filled(values))
        return self._seen(ROUTES.presses[act](self.cabinet.deps, speaker(self.name), pressed))

    def reads(self, found: Found | bytes, **values: Value) -> Form:
        """Press Read it, and let what was looked up be `found`."""
        result = self.presses(CalendarAct.READ, **(values or {FILE: ("F1",)}))
        assert isinstance(result, Fetch)
        return self._shown(result.then(Contents("maple.ics", found) if isinstance(found, bytes) else found))

    def types(self, text: str) -> Form:
        self.opens()
        return self._shown(self.submits(**{TYPED: text}))

    def chooses(self, *names: str, keeps: str | None = None) -> Form:
        values: dict[str, Value] = {CHOSEN: tuple(self.option(name) for name in names)}
        return self._shown(self.submits(**values, **({} if keeps is None else {KEEPS: keeps})))

    def option(self, name: str) -> str:
        return next(option.value for option in self.choices().options if option.text == name)

    def choices(self) -> ChooseSeveral:
        assert self.form is not None
        return next(part for part in self.form.parts if isinstance(part, ChooseSeveral))

    def chosen(self) -> list[str]:
        field = self.choices()
        return [option.text for option in field.options if option.value in field.chosen]

    def _filled(self, values: dict[str, Value]) -> dict[str, Value]:
        """What stands in every field of the form, as a platform brings it back."""
        assert self.form is not None
        found: dict[str, Value] = {}
        for field in self.form.fields():
            if isinstance(field, Write):
                found[field.name] = field.text or None
            elif isinstance(field, ChooseOne | ChooseSeveral):
                found[field.name] = field.chosen
            else:
                found[field.name] = ()
        assert values.keys() <= found.keys()
        return found | values

    def _seen(self, result: Result) -> Result:
        if isinstance(result, OpenForm):
            self._shown(result)
        return result

    def _shown(self, result: Result) -> Form:
        assert isinstance(result, OpenForm), result
        assert isinstance(result.form, Form)
        self.form = result.form
        return result.form


def said(form: Form | None) -> str:
    """The words of a form that are no field's, a line each."""
    assert form is not None
    lines: list[str] = []
    for part in form.parts:
        if isinstance(part, Paragraph):
            lines.append("".join(span.text for span in part.spans))
        elif isinstance(part, Bullet):
            lines += ["".join(span.text for span in line) for line in part.lines]
        elif isinstance(part, Small):
            lines.append(part.text)
    return in_slack("\n".join(lines))


def error(result: Result, field: str) -> str:
    assert isinstance(result, FormErrors), result
    assert list(result.errors) == [field]
    return result.errors[field]


def breaks(cabinet: Cabinet) -> list[tuple[str, str, str]]:
    return [(str(one.first), str(one.last), one.name) for one in cabinet.team().rhythm.calendar.breaks]


def entries(cabinet: Cabinet) -> tuple[Entry, ...]:
    with cabinet.store.read() as transaction:
        found = audit.latest(transaction, cabinet.team().id, most=10)
    return tuple(entry for entry in found if entry.what is What.CALENDAR)


def coordinates(cabinet: Cabinet, name: str) -> None:
    """Make somebody a coordinator too."""
    with cabinet.store.begin() as transaction:
        member = teams.member_at(transaction, cabinet.team().id, speaker(name).address)
        assert member is not None
        teams.change_member(transaction, replace(member, coordinates=True))


def has_breaks(cabinet: Cabinet, *some: Break) -> None:
    """Give the team this calendar, as if it had been entered before."""
    work = AtWork(cabinet)
    work.types("\n".join(f"{one.first} - {one.last} {one.name}" for one in some))
    work.submits()
    assert isinstance(work.submits(), Notice)
