"""What every step of a school calendar begins with: the team, its coordinator, and their draft; and the forms."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime

from bot.sections import calendar as sections
from bot.use_cases.calendar.drafting import Drafted, draft_of, keep_draft, shows
from bot.use_cases.calendar.effects import Effect, breaks_ahead, effect_of
from bot.use_cases.results import OpenForm
from bot.use_cases.steer import About
from bot.use_cases.who import Deps, Speaker, require_coordinator, team_with_id
from rubric.people import TeamId
from rubric.school_calendar import Break
from rubric.team import Team
from storage import audit
from storage.store import Transaction

# Leads the fingerprint of what is shown when the calendar is cleared, which is in nobody's draft.
CLEARS = "clears:"


@dataclass(slots=True)
class Desk:
    """One coordinator at work on one team's calendar, as it was after entry `seen` of the audit log, or newer."""

    transaction: Transaction
    who: Speaker
    team: Team
    drafted: Drafted
    now: datetime
    seen: int

    @property
    def today(self) -> date:
        return self.team.day_of(self.now)

    def keep(self, drafted: Drafted) -> None:
        self.drafted = drafted
        keep_draft(self.transaction, self.team, self.who, drafted, now=self.now)

    def entry(self, problems: Sequence[str] = ()) -> OpenForm:
        breaks = breaks_ahead(self.team, now=self.now)
        form = sections.entry_form(self.drafted, breaks, today=self.today, about=self._about(), problems=problems)
        return OpenForm(form)

    def ready(self, what: str, more: str) -> OpenForm:
        """`more` says what is to be read, in what comes back with the form."""
        return OpenForm(sections.ready_form(what, about=self._about(more)))

    def choice(self, problem: str = "") -> OpenForm:
        """Where nothing was read, the first form."""
        if self.drafted.findings is None:
            return self.entry()
        has_breaks = bool(breaks_ahead(self.team, now=self.now))
        about = self._about()
        form = sections.choice_form(self.drafted, has_breaks=has_breaks, today=self.today, about=about, problem=problem)
        return OpenForm(form)

    def effect(self, breaks: Sequence[Break], *, clears: bool = False) -> OpenForm:
        """Raises NoSchoolDay."""
        effect = self.work_out(breaks)
        more = f"{CLEARS if clears else ''}{shows(effect.breaks)}"
        return OpenForm(sections.effect_form(effect, clears=clears, about=self._about(more)))

    def work_out(self, breaks: Sequence[Break]) -> Effect:
        """Raises NoSchoolDay."""
        return effect_of(self.transaction, self.team, breaks, now=self.now)

    def _about(self, more: str = "") -> str:
        return str(About(self.team.id, self.seen, more))


@contextmanager
def desk(deps: Deps, who: Speaker, team_id: TeamId) -> Iterator[Desk]:
    """Raises CoordinatorsOnly, NotOnTheTeam, FormDoesNotMatch."""
    with deps.store.begin() as transaction:
        # Before the team is read, so that what changes between the two is noticed.
        seen = audit.last_id(transaction, team_id)
        team, member = team_with_id(transaction, who, team_id)
        require_coordinator(transaction, team, member)
        yield Desk(transaction, who, team, draft_of(transaction, team, who), deps.clock.now(), seen)
