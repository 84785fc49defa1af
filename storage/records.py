"""Rows to rubric objects and back, both ways side by side."""

import json
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import RowMapping

from rubric.cadence import Cadence
from rubric.check_in import AskedIndicator, CheckIn
from rubric.digest.compile import Digest
from rubric.model import DomainId, IndicatorId, LevelId, RubricId, Scale
from rubric.people import CheckInId, Member, MemberId, Role, TeamId, WorkspaceId
from rubric.preferences import Preferences
from rubric.rating import Act, Rating
from rubric.school_calendar import Break, SchoolCalendar
from rubric.team import Rhythm, Team, TeamState
from rubric.timetable import DateChange

Values = dict[str, Any]
# As the database gives it, or as a part of a wider one.
Row = RowMapping | Mapping[str, Any]

_digest = TypeAdapter(Digest)
_breaks = TypeAdapter(tuple[Break, ...])
_changes = TypeAdapter(tuple[DateChange, ...])
_preferences = TypeAdapter(Preferences)


def team_values(team: Team) -> Values:
    rhythm = team.rhythm
    return {
        "id": team.id,
        "workspace_id": team.workspace_id,
        "channel_id": team.channel_id,
        "name": team.name,
        "rubric_id": team.rubric_id,
        "state": team.state.value,
        "zone": rhythm.cadence.zone,
        "at": rhythm.cadence.at,
        "anchor": rhythm.cadence.anchor,
        "every_weeks": rhythm.cadence.every_weeks,
        "digest_anchor": rhythm.digest.anchor,
        "digest_every_weeks": rhythm.digest.every_weeks,
        "indicators_per_check_in": rhythm.indicators_per_check_in,
        "days_open": rhythm.days_open,
        "reminder_days": list(rhythm.reminder_days),
        "next_check_in_at": team.next_check_in_at,
        "next_digest_at": team.next_digest_at,
        "digested_until": team.digested_until,
        "calendar": _breaks.dump_json(rhythm.calendar.breaks).decode(),
        "changes": _changes.dump_json(rhythm.changes).decode(),
        "preferences": _preferences.dump_json(team.preferences).decode(),
    }


def team_from(row: Row) -> Team:
    cadence = Cadence(anchor=row["anchor"], every_weeks=row["every_weeks"], at=row["at"], zone=row["zone"])
    digest = Cadence(anchor=row["digest_anchor"], every_weeks=row["digest_every_weeks"], at=row["at"], zone=row["zone"])
    return Team(
        id=TeamId(row["id"]),
        workspace_id=WorkspaceId(row["workspace_id"]),
        channel_id=row["channel_id"],
        name=row["name"],
        rubric_id=RubricId(row["rubric_id"]),
        rhythm=Rhythm(
            cadence=cadence,
            digest=digest,
            indicators_per_check_in=row["indicators_per_check_in"],
            days_open=row["days_open"],
            reminder_days=tuple(row["reminder_days"]),
            calendar=_calendar_from(row["calendar"]),
            changes=_changes_from(row["changes"]),
        ),
        state=TeamState(row["state"]),
        next_check_in_at=row["next_check_in_at"],
        next_digest_at=row["next_digest_at"],
        digested_until=row["digested_until"],
        reachable=row["unreachable_since"] is None,
        preferences=_preferences_from(row["preferences"]),
    )


# Every click loads a team, and these change a few times a year.
@lru_cache(maxsize=256)
def _calendar_from(text: str) -> SchoolCalendar:
    return SchoolCalendar(_breaks.validate_json(text))


@lru_cache(maxsize=256)
def _changes_from(text: str) -> tuple[DateChange, ...]:
    return _changes.validate_json(text)


@lru_cache(maxsize=256)
def _preferences_from(text: str) -> Preferences:
    return _preferences.validate_json(text)


def member_values(member: Member) -> Values:
    return {
        "id": member.id,
        "name": member.name,
        "department": "\n".join(member.departments),
        "role": member.role.value,
        "coordinates": member.coordinates,
        "zone": member.zone,
        "away_until": member.away_until,
        "wants_digest": member.wants_digest,
    }


def member_from(row: Row) -> Member:
    return Member(
        id=MemberId(row["id"]),
        name=row["name"],
        role=Role(row["role"]),
        coordinates=row["coordinates"],
        zone=row["zone"],
        departments=tuple(row["department"].splitlines()),
        away_until=row["away_until"],
        wants_digest=row["wants_digest"],
    )


def check_in_values(check_in: CheckIn) -> Values:
    return {
        "id": check_in.id,
        "team_id": check_in.team_id,
        "number": check_in.number,
        "due_at": check_in.due_at,
        "opened_at": check_in.opened_at,
        "closes_at": check_in.closes_at,
        "closed_at": check_in.closed_at,
        "scale": check_in.scale.model_dump(mode="json"),
        "evidence_prompt": check_in.evidence_prompt,
    }


def asked_values(check_in: CheckIn) -> list[Values]:
    return [
        {
            "check_in_id": check_in.id,
            "position": position,
            "indicator_id": asked.id,
            "domain_id": asked.domain_id,
            "label": asked.label,
            "text": asked.text,
        }
        for position, asked in enumerate(check_in.asked)
    ]


def check_in_from(row: Row, asked_rows: Iterable[Row]) -> CheckIn:
    """`asked_rows` are the check-in's indicators in the order they were asked."""
    return CheckIn(
        id=CheckInId(row["id"]),
        team_id=TeamId(row["team_id"]),
        number=row["number"],
        due_at=row["due_at"],
        opened_at=row["opened_at"],
        closes_at=row["closes_at"],
        closed_at=row["closed_at"],
        scale=scale_from(row["scale"]),
        evidence_prompt=row["evidence_prompt"],
        asked=tuple(
            AskedIndicator(
                id=IndicatorId(asked["indicator_id"]),
                domain_id=DomainId(asked["domain_id"]),
                label=asked["label"],
                text=asked["text"],
            )
            for asked in asked_rows
        ),
    )


def scale_from(values: Mapping[str, Any]) -> Scale:
    return _scale(json.dumps(values))


@lru_cache(maxsize=256)
def _scale(text: str) -> Scale:
    """Nearly every check-in has the same few scales, and each click on one would check it anew."""
    return Scale.model_validate_json(text)


def rating_values(rating: Rating, *, check_in_id: CheckInId) -> Values:
    return {
        "check_in_id": check_in_id,
        "indicator_id": rating.indicator_id,
        "member_id": rating.member_id,
        "level_id": rating.level_id,
        "evidence": rating.evidence,
        "rated_at": rating.rated_at,
        **_act_values("level", rating.level_act),
        **_act_values("evidence", rating.evidence_act),
    }


def rating_from(row: Row) -> Rating:
    return Rating(
        indicator_id=IndicatorId(row["indicator_id"]),
        member_id=MemberId(row["member_id"]),
        level_id=None if row["level_id"] is None else LevelId(row["level_id"]),
        evidence=row["evidence"],
        rated_at=row["rated_at"],
        level_act=_act_from(row, "level"),
        evidence_act=_act_from(row, "evidence"),
    )


def _act_values(part: str, act: Act | None) -> Values:
    return {
        f"{part}_acted_at": None if act is None else act.at,
        f"{part}_form_id": None if act is None else act.form_id,
        f"{part}_final": None if act is None else act.final,
    }


def _act_from(row: Row, part: str) -> Act | None:
    at = row[f"{part}_acted_at"]
    return None if at is None else Act(at, row[f"{part}_form_id"], final=row[f"{part}_final"])


def digest_values(digest: Digest, *, id: str, team_id: TeamId) -> Values:
    return {
        "id": id,
        "team_id": team_id,
        "period_start": digest.period.start,
        "period_end": digest.period.end,
        "facts": digest_facts(digest),
    }


def digest_facts(digest: Digest) -> Any:
    return _digest.dump_python(digest, mode="json")


def digest_from(facts: Mapping[str, Any]) -> Digest:
    return _digest.validate_python(facts)
