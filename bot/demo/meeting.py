"""What the demo's cabinet does about a closed check-in: some look again, the coordinator records what was agreed, and
somebody takes a next step. Everything goes through the forms' own use cases.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.demo.cast import CAST, CastMember, chance
from bot.demo.filling_in import filled_in, shown
from bot.demo.speaking import Setting
from bot.sections import evidence, step_forms, team_ratings
from bot.use_cases.deciding.rate_again import rate_again
from bot.use_cases.deciding.record_team_rating import open_team_rating, record_team_rating
from bot.use_cases.evidence.found import open_found, save_found
from bot.use_cases.next_steps.close_step import close_step
from bot.use_cases.next_steps.make_step import add_step, open_add
from bot.use_cases.next_steps.target import StepTarget
from bot.use_cases.who import Deps
from rubric.model import IndicatorId, LevelId, Scale
from rubric.next_step import NextStep, StepKind
from rubric.people import TeamId
from rubric.results import Closed
from rubric.reveal import IndicatorResult, Reveal, reveal, to_talk_about
from rubric.statistics.flags import Flag
from storage import check_ins, next_steps, teams

# Two days after the close everybody has seen what came of it.
MEETS_AFTER = timedelta(days=2)
# A meeting has time for what splits the room and for two things that don't.
MOST_AGREED_WITHOUT_TALK = 2
STEPS = {
    "capacity-building": "Put who is on this team, and what it does, on one page for all principals.",
    "actionable-data": "Bring the two missing schools into the biweekly data report.",
    "positive-engagement": "Rewrite the first absence letter with three families.",
    "strategic-partnerships": "List every partner agreement with its school and contact.",
    "adequate-resources": "Show how the grant is split among schools.",
    "shared-accountability": "Put the attendance goal on the district's website.",
}
FOUND = {
    "capacity-building": "The training list is with Academics: seven of twelve schools are done.",
    "actionable-data": "The report goes to principals every second Friday; the last three are in the shared folder.",
    "positive-engagement": "Nine of twelve schools made outreach calls this month; the log is with Student support.",
    "strategic-partnerships": "There are four signed agreements; two of them name attendance.",
    "adequate-resources": "The grant covers two counselors until June; there is no line for interpreters.",
    "shared-accountability": "Eleven of twelve school plans have an attendance goal.",
}
# Of what is due, one in four.
TAKES_LONGER = 0.25
RATIONALE = "We looked at what each of us has seen, and this is where most schools are."
DISSENT = "In the high schools it looks different."


@dataclass(frozen=True, slots=True)
class Meeting:
    """After check-in `closed`, of one team; those in `by_hand` do nothing by themselves."""

    deps: Deps
    team_id: TeamId
    closed: Closed
    by_hand: frozenset[str]
    setting: Setting

    def hold(self) -> None:
        found = reveal(self.closed.check_in, ratings=self.closed.ratings, of=self.closed.of)
        self._close_what_is_done()
        for result in to_talk_about(found)[:1]:
            self._look_again(result)
        for result in self._agreed_on(found):
            self._agree(result)
        for result in to_talk_about(found)[:1]:
            self._undertake(result, StepKind.STEP)
        for result in [one for one in found.results if Flag.DONT_KNOW in one.flags][:1]:
            self._undertake(result, StepKind.FIND_OUT)

    def _agreed_on(self, found: Reveal) -> list[IndicatorResult]:
        split = to_talk_about(found)
        plain = [one for one in found.results if one.tally is not None and not one.flags]
        return [*split, *plain[:MOST_AGREED_WITHOUT_TALK]]

    def _look_again(self, result: IndicatorResult) -> None:
        check_in = self.closed.check_in
        for person in self._acting():
            if chance(person.name, result.indicator.id, "again") < 0.6:
                rate_again(self.deps, self.setting.speaker(person), check_in.id, result.indicator.id, result.median[-1])

    def _agree(self, result: IndicatorResult) -> None:
        level_id = _agreed_level(result, self.closed.check_in.scale)
        opened = open_team_rating(
            self.deps, self.setting.speaker(_coordinator()), self.team_id, self._place(result.indicator.id)
        )
        form = shown(opened)
        split = Flag.TALK_ABOUT in result.flags
        changes = {
            team_ratings.LEVEL: level_id,
            team_ratings.RATIONALE: RATIONALE if split else "",
            team_ratings.DISSENT: DISSENT if split else "",
        }
        shown(record_team_rating(self.deps, self.setting.speaker(_coordinator()), form.about, filled_in(form, changes)))

    def _place(self, indicator_id: IndicatorId) -> str:
        check_in = self.closed.check_in
        position = [asked.id for asked in check_in.asked].index(indicator_id)
        return f"{check_in.id}/{position}"

    def _undertake(self, result: IndicatorResult, kind: StepKind) -> None:
        who, indicator = self.setting.speaker(_coordinator()), result.indicator
        form = shown(
            open_add(self.deps, who, StepTarget(self.team_id, indicator.id, self.closed.check_in.id), kind=kind)
        )
        cast = self.setting.cast
        owner = cast[int(chance(indicator.id, "owner") * len(cast))]
        changes: dict[str, str] = {step_forms.OWNER: self._member_id(owner)}
        if kind is StepKind.STEP:
            changes[step_forms.SENTENCE] = STEPS.get(indicator.domain_id, "Bring an example to the next meeting.")
        add_step(self.deps, who, form.about, filled_in(form, changes))

    def _close_what_is_done(self) -> None:
        """What was due by now, but for what takes longer."""
        today = self.deps.clock.now().date()
        with self.deps.store.read() as transaction:
            due = [step for step in next_steps.open_of_team(transaction, self.team_id) if step.due_on <= today]
        for step in due:
            owner = self._owner(step)
            if owner is None or chance(step.sentence, step.label, str(self.closed.check_in.number)) < TAKES_LONGER:
                continue
            if step.kind is StepKind.FIND_OUT:
                self._tell_what_was_found(step, owner)
            else:
                close_step(self.deps, self.setting.speaker(owner), step.id)

    def _tell_what_was_found(self, step: NextStep, owner: CastMember) -> None:
        form = shown(open_found(self.deps, self.setting.speaker(owner), step.id))
        found = {evidence.TEXT: FOUND.get(step.domain_id, "The office keeps a list; I have seen it.")}
        save_found(self.deps, self.setting.speaker(owner), form.about, filled_in(form, found))

    def _owner(self, step: NextStep) -> CastMember | None:
        return next((person for person in self._acting() if person.name == step.owner), None)

    def _acting(self) -> list[CastMember]:
        return [person for person in self.setting.cast if person.address not in self.by_hand]

    def _member_id(self, person: CastMember) -> str:
        with self.deps.store.read() as transaction:
            member = teams.member_at(transaction, self.team_id, self.setting.address(person))
        if member is None:
            raise LookupError(f"{person.name} is not on the team")
        return member.id


def next_meeting(
    deps: Deps, team_id: TeamId, by_hand: frozenset[str], setting: Setting
) -> tuple[datetime, Meeting] | None:
    """After the latest closed check-in, and when; none where the coordinator is played by hand."""
    if _coordinator().address in by_hand:
        return None
    with deps.store.read() as transaction:
        closed = check_ins.latest_closed(transaction, team_id, before=deps.clock.now(), most=1)
    if not closed or closed[-1].check_in.closed_at is None:
        return None
    return closed[-1].check_in.closed_at + MEETS_AFTER, Meeting(deps, team_id, closed[-1], by_hand, setting)


def _coordinator() -> CastMember:
    return next(person for person in CAST if person.coordinates)


def _agreed_level(result: IndicatorResult, scale: Scale) -> LevelId:
    return result.median[-1] if result.median else scale.dont_know.id
