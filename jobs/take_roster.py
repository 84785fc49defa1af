"""Puts the people of a channel on its new team. Those already on it keep their roles."""

from collections.abc import Iterable
from datetime import datetime

from jobs.ports import Person
from rubric.people import Member, MemberId, TeamId
from storage import teams
from storage.store import Transaction, new_id


def take_roster(transaction: Transaction, team_id: TeamId, people: Iterable[Person], *, now: datetime) -> None:
    for person in people:
        member = Member(id=MemberId(new_id()), name=person.name, zone=person.zone, department=person.title)
        teams.add_member(transaction, team_id, member, address=person.address, now=now)
