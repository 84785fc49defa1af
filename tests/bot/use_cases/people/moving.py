"""People who come into the channel and leave it, as a platform tells of them, and coordinators who answer."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.lookups import Found, Profile, WantedPerson, WhyLeftOut
from bot.use_cases.people.notice_move import notice_join, notice_leave
from bot.use_cases.people.settle_proposal import settle_proposal
from bot.use_cases.results import Notice
from storage import proposals, teams
from storage.proposals import Settled
from storage.store import Store
from tests.bot.use_cases.people.roster import A_MINUTE, roster
from tests.cabinet import CHANNEL, MONDAY, Cabinet, address, local, people, speaker

A_SECOND = timedelta(seconds=1)


def two_coordinators(store: Store) -> Cabinet:
    """At the first check-in; Ana and Dev coordinate."""
    cabinet = Cabinet(store)
    cabinet.set_up()
    dev = roster(cabinet)["Dev"]
    with store.begin() as transaction:
        teams.change_member(transaction, replace(dev, coordinates=True))
    cabinet.travel(local(MONDAY) + A_MINUTE)
    return cabinet


def joins(
    cabinet: Cabinet,
    name: str,
    at: datetime | None = None,
    *,
    left_out: WhyLeftOut | None = None,
    found: Found | None = None,
    channel: str = CHANNEL,
) -> None:
    """Somebody comes into the channel, and is looked up if that is asked for."""
    wish = notice_join(cabinet.deps, speaker(name), channel, happened_at=at or cabinet.clock.now())
    if wish is not None:
        assert wish.wanted == WantedPerson(address(name))
        wish.then(found or Profile(people(name)[0], is_admin=False, left_out=left_out))


def leaves(cabinet: Cabinet, name: str, at: datetime | None = None) -> None:
    notice_leave(cabinet.deps, speaker(name), CHANNEL, happened_at=at or cabinet.clock.now())


def later(cabinet: Cabinet, span: timedelta = 2 * A_MINUTE) -> None:
    cabinet.travel(cabinet.clock.now() + span)


def open_ones(cabinet: Cabinet) -> list[str]:
    with cabinet.store.read() as transaction:
        return [one.id for one in proposals.still_open(transaction, cabinet.team().id)]


def answer(cabinet: Cabinet, name: str, how: Settled, proposal_id: str | None = None) -> Notice:
    return settle_proposal(cabinet.deps, speaker(name), proposal_id or open_ones(cabinet)[0], how=how)


def at(cabinet: Cabinet, seconds: int) -> datetime:
    return cabinet.clock.now() + seconds * A_SECOND
