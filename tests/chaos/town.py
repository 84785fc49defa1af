"""A district with many small teams, as the sandbox wants it described and as the database holds it."""

from dataclasses import replace
from datetime import time, timedelta

from bot.demo.cast import ZONE
from bot.demo.town import BOT_USER
from bot.demo.town import seed as demo_seed
from rubric.library import shipped
from rubric.people import Member, MemberId, TeamId
from rubric.team import Rhythm, Team, TeamState
from sandbox.seed import Seed, SeedChannel, SeedUser
from storage import teams, workspaces
from storage.store import Store, new_id
from tests.chaos.setting import STORY_BEGINS

MEMBERS_OF_A_TEAM = 4
# Everybody is on two teams, so that two teams meet in one lane.
NEW_MEMBERS_OF_A_TEAM = 2
INDICATORS = 3
DAYS_TO_THE_REMINDER = 3
A_YEAR = timedelta(days=364)


def channel_of(number: int) -> str:
    return f"C0TEAM{number:04}"


def people_of(number: int, *, of: int) -> list[str]:
    everybody = of * NEW_MEMBERS_OF_A_TEAM
    first = number * NEW_MEMBERS_OF_A_TEAM
    return [f"U0P{(first + offset) % everybody:05}" for offset in range(MEMBERS_OF_A_TEAM)]


def seed(team_count: int) -> Seed:
    addresses = sorted({one for number in range(team_count) for one in people_of(number, of=team_count)})
    channels = tuple(
        SeedChannel(channel_of(number), f"cabinet-{number}", (*people_of(number, of=team_count), BOT_USER))
        for number in range(team_count)
    )
    users = tuple(SeedUser(address, address.lower(), f"Person {address[3:]}", tz=ZONE) for address in addresses)
    return replace(demo_seed(), users=users, channels=channels)


def settle(store: Store, town: Seed) -> list[Team]:
    """Every channel's team, with nothing due by itself for a year."""
    settled = []
    first = (STORY_BEGINS + A_YEAR).date()
    rhythm = Rhythm.starting(
        first, 2, time(10, 0), ZONE, indicators_per_check_in=INDICATORS, reminder_days=(DAYS_TO_THE_REMINDER,)
    )
    with store.begin() as transaction:
        workspace = workspaces.remember(transaction, platform="slack", external_id=town.team_id, name=town.team_name)
        for number, channel in enumerate(town.channels):
            team = Team(
                id=TeamId(new_id()),
                workspace_id=workspace,
                channel_id=channel.id,
                name=f"Team {number}",
                rubric_id=shipped()[0],
                rhythm=rhythm,
                state=TeamState.ACTIVE,
                next_check_in_at=rhythm.cadence.next_after(STORY_BEGINS),
                next_digest_at=rhythm.digest.next_after(STORY_BEGINS),
                digested_until=STORY_BEGINS,
            )
            teams.add(transaction, team, now=STORY_BEGINS)
            teams.wake_at(transaction, team.id, team.next_check_in_at)
            for place, address in enumerate(channel.members[:MEMBERS_OF_A_TEAM]):
                member = Member(id=MemberId(new_id()), name=address, zone=ZONE, coordinates=place == 0)
                teams.add_member(transaction, team.id, member, address=address, now=STORY_BEGINS)
            settled.append(team)
    return settled
