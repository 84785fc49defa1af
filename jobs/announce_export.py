"""Gathers a team's history as tables for whoever asked for it; what they chose waits in a draft until it is sent."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from jobs.announcements import ExportFile
from rubric.export import ExportFormat, Scope
from rubric.model import DomainId, IndicatorId
from rubric.team import Team
from storage import drafts, teams
from storage.deliveries import Delivery
from storage.exporting import held, history_of
from storage.store import Transaction

DRAFT_KIND = "export"


@dataclass(frozen=True, slots=True)
class Chosen:
    """What somebody wants exported, and as what."""

    scope: Scope
    format: ExportFormat

    def as_values(self) -> dict[str, Any]:
        scope = self.scope
        return {
            "format": self.format.value,
            "indicator": scope.indicator_id,
            "domain": scope.domain_id,
            "since": None if scope.since is None else scope.since.isoformat(),
            "until": None if scope.until is None else scope.until.isoformat(),
        }

    @classmethod
    def read(cls, values: Mapping[str, Any]) -> "Chosen":
        indicator, domain, since, until = (values[name] for name in ("indicator", "domain", "since", "until"))
        scope = Scope(
            indicator_id=None if indicator is None else IndicatorId(indicator),
            domain_id=None if domain is None else DomainId(domain),
            since=None if since is None else date.fromisoformat(since),
            until=None if until is None else date.fromisoformat(until),
        )
        return cls(scope, ExportFormat(values["format"]))


def export_wanted(transaction: Transaction, delivery: Delivery, team: Team, *, now: datetime) -> ExportFile | None:
    """None when whoever asked has left the team, or it is no longer kept what they wanted."""
    roster = teams.roster(transaction, team.id)
    asker = next((one for one in roster if one.member.id == delivery.member_id), None)
    draft = None if asker is None else drafts.get(transaction, delivery.about, address=asker.address)
    if draft is None or draft.kind != DRAFT_KIND:
        return None
    chosen = Chosen.read(draft.values)
    return ExportFile(held(history_of(transaction, team, chosen.scope, now=now)), chosen.format)
