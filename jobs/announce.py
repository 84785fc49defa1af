"""Gathers what a delivery has to say at the moment it is sent, so that nothing sent is stale.

A delivery stores only what it is about; this turns that into facts, or finds that there is nothing left to say.
"""

from dataclasses import dataclass
from datetime import datetime

from jobs.announce_digests import about_digest
from jobs.announce_files import file_wanted
from jobs.announce_re_ask import re_ask
from jobs.announce_steering import roster_settled, steering
from jobs.announce_steps import open_from_before, step_due
from jobs.announce_talk import talk_prompt
from jobs.announcements import (
    Announcement,
    Card,
    Doubtful,
    LandedQuestion,
    PlaceLost,
    Reminder,
    RevealPost,
    Welcome,
    WhyClosed,
)
from jobs.ports import Destination, MessageReference
from rubric.agenda import TOO_LATE_TO_REMIND
from rubric.check_in import CheckIn
from rubric.people import CheckInId
from rubric.rating import finished, waiting
from rubric.team import Team
from rubric.turnout import Turnout, turnout
from storage import check_ins, deliveries, ratings, teams
from storage.deliveries import Delivery, Kind, State
from storage.store import Transaction


@dataclass(frozen=True, slots=True)
class Post:
    """Say this there."""

    announcement: Announcement
    to: Destination


@dataclass(frozen=True, slots=True)
class Replace:
    """Change that message into this."""

    announcement: Announcement
    reference: MessageReference


@dataclass(frozen=True, slots=True)
class NothingToSay:
    """Overtaken by events, in a word for the log."""

    why: str


@dataclass(frozen=True, slots=True)
class TakeBack:
    """Remove that message: the same was posted twice."""

    reference: MessageReference


@dataclass(frozen=True, slots=True)
class Sweep:
    """Remove any other message that bears `key` than the one that counts, `besides`, which may stand in a thread."""

    key: str
    besides: str
    since: datetime
    thread: str | None = None


@dataclass(frozen=True, slots=True)
class Ask:
    """See whether that place takes posts."""

    address: str


@dataclass(frozen=True, slots=True)
class NotYet:
    """What there is to do depends on something that is still under way."""

    why: str


Speech = Post | Replace | TakeBack | Sweep | Ask | NotYet | NothingToSay


def announce(transaction: Transaction, delivery: Delivery, *, address: str, now: datetime) -> Speech:
    """What `delivery` comes to now; `address` is its lane's channel or person."""
    team = teams.get(transaction, delivery.team_id)
    match delivery.kind:
        case Kind.PLACE_LOST:
            return _place_lost(transaction, team, address=address)
        case Kind.QUESTION:
            return _question(transaction, delivery, team, address=address)
        case Kind.PROBE:
            return Ask(address)
        case Kind.TAKE_BACK:
            return _take_back(transaction, delivery)
        case Kind.SWEEP:
            return _sweep(transaction, delivery)
        case Kind.PROPOSAL_SETTLED:
            return _settled_message(transaction, delivery, team)
        case Kind.CARD | Kind.CARD_REFRESH | Kind.REMINDER | Kind.REVEAL | Kind.TALK:
            check_in = check_ins.get(transaction, CheckInId(delivery.about.partition("/")[0]))
            if check_in is None:
                return NothingToSay("no such check-in")
            return _about_check_in(transaction, delivery, team, check_in, address=address, now=now)
        case _:
            said = _said(transaction, delivery, team, now=now)
            return NothingToSay("overtaken") if said is None else Post(said, Destination(address))


# What is simply posted, or has been overtaken.
def _said(transaction: Transaction, delivery: Delivery, team: Team, *, now: datetime) -> Announcement | None:
    match delivery.kind:
        case Kind.WELCOME:
            return _welcome(transaction, team)
        case Kind.CHANGE | Kind.PROPOSAL | Kind.CATCH_UP | Kind.NUDGE | Kind.TEST | Kind.AUDIT_FILE:
            return steering(transaction, delivery, team, now=now)
        case Kind.DIGEST | Kind.OWN_DIGEST | Kind.CORRECTION | Kind.DIGEST_TEST:
            return about_digest(transaction, delivery, team, now=now)
        case Kind.STEP_DUE:
            return step_due(transaction, delivery, team, now=now)
        case Kind.RE_ASK:
            return re_ask(transaction, delivery, team)
        case Kind.REPORT | Kind.EXPORT:
            return file_wanted(transaction, delivery, team, now=now)
        case _:
            raise ValueError(f"{delivery.kind} is not simply posted")


def _about_check_in(
    transaction: Transaction,
    delivery: Delivery,
    team: Team,
    check_in: CheckIn,
    *,
    address: str,
    now: datetime,
) -> Speech:
    zone = team.rhythm.cadence.zone
    if delivery.kind is Kind.REMINDER:
        return _reminder(transaction, delivery, team, check_in, address=address, now=now)
    if delivery.kind is Kind.CARD:
        if check_in.closed_at is not None:
            return NothingToSay("closed before its card could be posted")
        return Post(card_of(transaction, team, check_in, now=now), Destination(address))
    posted = _card_message(transaction, check_in)
    if delivery.kind is Kind.CARD_REFRESH:
        # A card that is still to be posted is gathered as late as this, so it needs no refresh.
        if posted is None:
            return NothingToSay("the card is not there yet")
        return Replace(card_of(transaction, team, check_in, now=now), posted)
    thread = None if posted is None else posted.message_id
    if delivery.kind is Kind.TALK:
        said = talk_prompt(transaction, delivery, team, check_in)
        return NothingToSay("overtaken") if said is None else Post(said, Destination(address, thread=thread))
    result = check_ins.with_ratings(transaction, check_in).revealed()
    return Post(RevealPost(zone, result, team.id), Destination(address, thread=thread, broadcast=thread is not None))


def _reminder(
    transaction: Transaction,
    delivery: Delivery,
    team: Team,
    check_in: CheckIn,
    *,
    address: str,
    now: datetime,
) -> Speech:
    if not check_in.is_open(now):
        return NothingToSay("closed meanwhile")
    if delivery.member_id is None or teams.address_of(transaction, delivery.member_id) is None:
        return NothingToSay("left the team, or can't be reached")
    roster = teams.roster(transaction, team.id)
    if any(one.member.id == delivery.member_id and one.member.is_away(now) for one in roster):
        return NothingToSay("away meanwhile")
    rated = ratings.of_member(transaction, check_in.id, delivery.member_id)
    left = waiting(check_in, rated)
    if left == 0:
        return NothingToSay("finished meanwhile")
    if now >= check_in.closes_at - TOO_LATE_TO_REMIND:
        return NothingToSay("too late to act on")
    zone = team.rhythm.cadence.zone
    return Post(Reminder(team.name, zone, check_in, left), Destination(address))


def card_of(transaction: Transaction, team: Team, check_in: CheckIn, *, now: datetime) -> Card:
    """A check-in as its team's channel sees it now."""
    done = finished(check_in, ratings.of_check_in(transaction, check_in.id))
    if check_in.closed_at is None:
        counted = turnout((one.member for one in teams.roster(transaction, team.id)), done, now=now)
        steps = open_from_before(transaction, check_in)
    else:
        steps = ()
        counted = Turnout(
            finished=len(done),
            of=check_ins.raters_at_close(transaction, check_in.id),
            away=check_ins.away_at_close(transaction, check_in.id),
        )
    zone = team.rhythm.cadence.zone
    return Card(zone, check_in, finished=counted.finished, of=counted.of, away=counted.away, open_steps=steps)


def _card_message(transaction: Transaction, check_in: CheckIn) -> MessageReference | None:
    card = deliveries.by_key(transaction, f"card:{check_in.id}")
    if card is None or card.message_address is None or card.message_id is None:
        return None
    return MessageReference(card.message_address, card.message_id)


def _settled_message(transaction: Transaction, delivery: Delivery, team: Team) -> Speech:
    settled = roster_settled(transaction, delivery, team)
    if settled is None or delivery.message_address is None or delivery.message_id is None:
        return NothingToSay("not settled")
    return Replace(settled, MessageReference(delivery.message_address, delivery.message_id))


def _welcome(transaction: Transaction, team: Team) -> Welcome:
    rhythm = team.rhythm
    return Welcome(
        team_name=team.name,
        zone=rhythm.cadence.zone,
        member_names=tuple(one.member.name for one in teams.roster(transaction, team.id)),
        first_check_in_at=team.next_check_in_at,
        every_weeks=rhythm.cadence.every_weeks,
        indicators_per_check_in=rhythm.indicators_per_check_in,
    )


def _place_lost(transaction: Transaction, team: Team, *, address: str) -> Speech:
    why = teams.lost_because(transaction, team.id)
    if why is None or why not in list(WhyClosed):
        return NothingToSay("it takes posts again")
    return Post(PlaceLost(team.name, team.channel_id, WhyClosed(why)), Destination(address))


def _question(transaction: Transaction, delivery: Delivery, team: Team, *, address: str) -> Speech:
    doubtful = deliveries.get(transaction, int(delivery.about))
    if doubtful is None or doubtful.state is not State.UNKNOWN or doubtful.attempted_at is None:
        return NothingToSay("settled meanwhile")
    question = LandedQuestion(
        team_name=team.name,
        zone=team.rhythm.cadence.zone,
        channel_id=team.channel_id,
        what=Doubtful(doubtful.kind.value),
        tried_at=doubtful.attempted_at,
        delivery_id=doubtful.id,
    )
    return Post(question, Destination(address))


def _take_back(transaction: Transaction, delivery: Delivery) -> Speech:
    """Of two messages that say the same, the one that is recorded stays."""
    twice = deliveries.get(transaction, int(delivery.about))
    if twice is None or delivery.message_address is None or delivery.message_id is None:
        return NothingToSay("no such message")
    if twice.state in (State.QUEUED, State.SENDING):
        return NotYet("it is being posted again")
    if twice.state is not State.SENT or twice.message_id in (None, delivery.message_id):
        return NothingToSay("it is the only one")
    return TakeBack(MessageReference(delivery.message_address, delivery.message_id))


def _sweep(transaction: Transaction, delivery: Delivery) -> Speech:
    swept = deliveries.get(transaction, int(delivery.about))
    if swept is not None and swept.state in (State.QUEUED, State.SENDING):
        return NotYet("it is being posted again")
    if swept is None or swept.message_id is None or swept.attempted_at is None:
        return NothingToSay("nothing is known that counts")
    thread = None
    if swept.kind is Kind.TALK:
        # The others in threads stand in the channel as well.
        check_in = check_ins.get(transaction, CheckInId(swept.about.partition("/")[0]))
        card = None if check_in is None else _card_message(transaction, check_in)
        thread = None if card is None else card.message_id
    return Sweep(swept.key, besides=swept.message_id, since=swept.attempted_at, thread=thread)
