"""Anybody on a team, observers too, takes its history along: chosen in a form, sent to them alone as a file."""

from dataclasses import replace
from datetime import date, timedelta

from bot.sections import exporting as sections
from bot.sections.forms import Value, Values
from bot.use_cases.results import FormErrors, Notice, OpenForm
from bot.use_cases.steer import looking
from bot.use_cases.who import Deps, Speaker
from bot.wording import exporting as words
from jobs.announce_export import DRAFT_KIND, Chosen
from rubric.export import ExportFormat, Scope, WhyEmpty
from rubric.library import load
from rubric.model import Rubric
from rubric.people import TeamId
from storage import deliveries, drafts, teams
from storage.exporting import history_of
from storage.store import new_id
from storage.teams import Addressed

# Until then a file that could not be sent may still be; after that nobody waits for it.
KEPT = timedelta(days=30)


def open_export(deps: Deps, who: Speaker, team_id: TeamId) -> OpenForm:
    """Raises NotOnTheTeam, FormDoesNotMatch."""
    with looking(deps, who, team_id, coordinates=False) as ground:
        team = ground.team
    return OpenForm(sections.export_form(team.id, load(team.rubric_id), team_name=team.name, zone=ground.zone))


def export_history(deps: Deps, who: Speaker, about: str, values: Values) -> Notice | FormErrors:
    """FormErrors for what is missing or doesn't fit, and where there is nothing to export. Raises the same."""
    with looking(deps, who, TeamId(about), coordinates=False) as ground:
        chosen = _chosen(load(ground.team.rubric_id), values)
        if isinstance(chosen, FormErrors):
            return chosen
        why = history_of(ground.transaction, ground.team, chosen.scope, now=ground.now).why_empty()
    if why is not None:
        said = words.why_empty(why, team_name=ground.team.name, scope=chosen.scope)
        return FormErrors({_field(why, chosen.scope): said})
    with deps.store.begin() as transaction:
        # First, or whoever holds the team might wait for their lane, and this for the team.
        teams.wait_for(transaction, ground.team.id)
        # Here they are, so a message may reach them again.
        teams.regain_member(transaction, ground.member.id)
        drafts.drop_older(transaction, ground.now - KEPT, kinds=(DRAFT_KIND,))
        draft_id = drafts.keep(
            transaction,
            ground.team.workspace_id,
            who.address,
            kind=DRAFT_KIND,
            # Each wish is one of its own, or a second one would change what is on its way.
            about=f"{ground.team.id}:{new_id()}",
            values=chosen.as_values(),
            now=ground.now,
        )
        to = Addressed(ground.member, who.address)
        order = deliveries.Order.to_member(
            ground.team, to, deliveries.Kind.EXPORT, about=draft_id, once="", run_at=ground.now
        )
        deliveries.enqueue(transaction, order)
    return words.file_on_its_way()


def _chosen(rubric: Rubric, values: Values) -> Chosen | FormErrors:
    errors: dict[str, str] = {}
    part = sections.chosen_part(str(values.get(sections.WHAT)), rubric)
    if part is None:
        errors[sections.WHAT] = words.choose_part()
    days: dict[str, date | None] = {}
    for name in (sections.SINCE, sections.UNTIL):
        try:
            days[name] = _day(values.get(name))
        except ValueError:
            errors[name] = words.not_a_day()
    since, until = days.get(sections.SINCE), days.get(sections.UNTIL)
    if since is not None and until is not None and until < since:
        errors[sections.UNTIL] = words.until_before_since()
    format = str(values.get(sections.FORMAT))
    if format not in list(ExportFormat):
        errors[sections.FORMAT] = words.choose_format()
    if part is None or errors:
        return FormErrors(errors)
    return Chosen(replace(part, since=since, until=until), ExportFormat(format))


def _day(given: Value) -> date | None:
    """Raises ValueError."""
    return date.fromisoformat(str(given)) if given else None


def _field(why: WhyEmpty, scope: Scope) -> str:
    """Where it is said that there is nothing."""
    if why is not WhyEmpty.NOT_IN_THOSE_DAYS:
        return sections.WHAT
    return sections.SINCE if scope.until is None else sections.UNTIL
