"""The tables, as the code sees them; `migrations/` makes them, and a test holds the two together."""

from storage.tables.check_ins import asked_indicators, check_ins, earlier_ratings, ratings
from storage.tables.columns import Moment, metadata
from storage.tables.decisions import (
    digest_corrections,
    dont_know_reasons,
    evidence,
    next_steps,
    second_ratings,
    team_ratings,
)
from storage.tables.outbox import deliveries, digests, lanes
from storage.tables.steering import audit, drafts, proposals
from storage.tables.teams import conversation_references, members, teams, workspaces

__all__ = [
    "Moment",
    "asked_indicators",
    "audit",
    "check_ins",
    "conversation_references",
    "deliveries",
    "digest_corrections",
    "digests",
    "dont_know_reasons",
    "drafts",
    "earlier_ratings",
    "evidence",
    "lanes",
    "members",
    "metadata",
    "next_steps",
    "proposals",
    "ratings",
    "second_ratings",
    "team_ratings",
    "teams",
    "workspaces",
]
