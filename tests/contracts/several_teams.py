"""Somebody on more teams than one."""

from dataclasses import replace

from jobs.tick import set_alarm
from rubric.people import Member, MemberId, TeamId
from storage import teams
from storage.store import new_id
from tests.contracts.stage import Scene


def joins_another_team(scene: Scene, name: str, *, called: str) -> TeamId:
    """A team like the first, in a channel of its own, with that person alone."""
    story, address = scene.stage.story, scene.address(name)
    with story.deps.store.begin() as transaction:
        team, now = story.team(transaction), story.clock.now()
        other = replace(team, id=TeamId(new_id()), channel_id=f"C0{called.upper()}", name=called)
        known = teams.member_at(transaction, team.id, address)
        assert known is not None
        teams.add(transaction, other, now=now)
        alone = Member(id=MemberId(new_id()), name=known.name, zone=known.zone)
        teams.add_member(transaction, other.id, alone, address=address, now=now)
        set_alarm(transaction, other, now=now)
    return other.id
