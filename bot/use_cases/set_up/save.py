"""Makes the team that was previewed: all of it in one transaction, or nothing."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.use_cases.results import Answer, OpenForm
from bot.use_cases.set_up import draft as drafts
from bot.use_cases.set_up.draft import Step
from bot.use_cases.set_up.preview import NotYet, Plan, plan_of
from bot.use_cases.set_up.steps import form_of
from bot.use_cases.set_up.taken import own_draft, taken, team_there
from bot.use_cases.who import Deps, Speaker, workspace_of
from bot.wording import set_up as words
from jobs.tick import set_alarm
from rubric.audit import What
from rubric.cadence import find_zone
from rubric.people import Member, MemberId, TeamId
from rubric.team import Team, TeamState
from storage import audit, deliveries, teams
from storage.store import Transaction, new_id


def set_up_team(deps: Deps, who: Speaker, about: str) -> Answer:
    """Keep the team, its roster and who set it up, and queue its welcome; what no longer holds is shown to be changed.

    `about` is what the preview carries. Where its speaker has chosen something else since, that is shown instead.
    Raises Refused when somebody else was quicker, DraftIsGone. Pressed twice, it is done once.
    """
    now, channel_id = deps.clock.now(), drafts.channel_of(about)
    with deps.store.begin() as transaction:
        before = team_there(transaction, who, channel_id)
        if before is not None and _made_by(transaction, before, who):
            return words.set_up_done(before.next_check_in_at, before.rhythm.cadence.zone)
        draft = own_draft(transaction, who, channel_id)
        plan = plan_of(draft, who, now)
        if isinstance(plan, NotYet):
            again = replace(draft, step=plan.step)
            drafts.keep(transaction, who, channel_id, again, now=now)
            problems = tuple(plan.faults.values())
            return OpenForm(form_of(again, who, channel_id, now=now, problems=problems))
        if about != drafts.about_preview(channel_id, draft):
            return OpenForm(form_of(replace(draft, step=Step.PREVIEW), who, channel_id, now=now))
        own = draft.person(who.address)
        team = _keep(transaction, replace(who, name=own.name if own else who.name), channel_id, plan, now=now)
        drafts.drop(transaction, who, channel_id)
    return words.set_up_done(team.next_check_in_at, team.rhythm.cadence.zone)


def _keep(transaction: Transaction, who: Speaker, channel_id: str, plan: Plan, *, now: datetime) -> Team:
    rhythm = plan.settings.rhythm
    team = Team(
        id=TeamId(new_id()),
        workspace_id=workspace_of(transaction, who),
        channel_id=channel_id,
        name=plan.settings.name,
        rubric_id=plan.settings.rubric_id,
        rhythm=rhythm,
        state=TeamState.ACTIVE,
        next_check_in_at=rhythm.check_ins.next_after(now),
        next_digest_at=rhythm.digests.next_after(now),
        digested_until=now,
    )
    if not teams.add(transaction, team, now=now):
        # At this very moment; the database made one of the two wait.
        there = team_there(transaction, who, channel_id)
        raise LookupError("a channel's team is gone") if there is None else taken(transaction, there)
    members = _seat(transaction, team, plan, now=now)
    _write_down(transaction, team, plan, members, who, now=now)
    welcome = deliveries.Order.to_channel(team, deliveries.Kind.WELCOME, about=team.id, run_at=now)
    deliveries.enqueue(transaction, welcome)
    set_alarm(transaction, team, now=now)
    return team


def _seat(transaction: Transaction, team: Team, plan: Plan, *, now: datetime) -> dict[str, Member]:
    """Everybody on the team, by address."""
    members: dict[str, Member] = {}
    for seat in plan.members:
        member = Member(
            id=MemberId(new_id()),
            name=seat.person.name,
            role=seat.role,
            coordinates=seat.coordinates,
            # A profile may name a zone that is unknown here.
            zone=seat.person.zone if find_zone(seat.person.zone) else team.rhythm.cadence.zone,
            departments=seat.departments,
        )
        teams.add_member(transaction, team.id, member, address=seat.person.address, now=now)
        members[seat.person.address] = member
    return members


def _write_down(
    transaction: Transaction, team: Team, plan: Plan, members: dict[str, Member], who: Speaker, *, now: datetime
) -> None:
    own = members.get(who.address)
    audit.write(
        transaction,
        team.id,
        What.SET_UP,
        actor=who.name,
        actor_id=None if own is None else own.id,
        now=now,
        after=_as_set_up(team, plan),
    )


def _as_set_up(team: Team, plan: Plan) -> dict[str, Any]:
    rhythm = team.rhythm
    return {
        "name": team.name,
        "rubric": team.rubric_id,
        "members": [seat.person.name for seat in plan.members],
        "coordinators": list(plan.coordinators),
        "every_weeks": rhythm.cadence.every_weeks,
        "first_date": rhythm.cadence.anchor.isoformat(),
        "at": rhythm.cadence.at.isoformat(timespec="minutes"),
        "zone": rhythm.cadence.zone,
        "indicators_per_check_in": rhythm.indicators_per_check_in,
        "days_open": rhythm.days_open,
        "reminder_days": list(rhythm.reminder_days),
    }


def _made_by(transaction: Transaction, team: Team, who: Speaker) -> bool:
    """Whether it was this person who set it up."""
    member = teams.member_at(transaction, team.id, who.address)
    if member is None:
        return False
    made = (entry for entry in audit.since(transaction, team.id, 0) if entry.what is What.SET_UP)
    return any(entry.actor_id == member.id for entry in made)
