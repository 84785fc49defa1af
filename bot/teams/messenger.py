"""Carries deliveries to Teams: one attempt a call, no waiting, and every answer of Teams' turned into an outcome.

What doesn't fit one card comes as several messages: a first one and replies to it. They count as one.
"""

import logging
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bot.files import made_file
from bot.teams.addresses import channel_of, in_thread, is_person
from bot.teams.blocks.message import Said, message, no_file
from bot.teams.connector import Json, TeamsSaysNo
from bot.teams.envelopes import attached, card_attachment
from bot.teams.files import consent_card, file_name
from bot.teams.outcomes import NOT_THERE, TROUBLE, code_of, no_answer_of_trouble, outcome_of_trouble
from bot.teams.places import NowhereKnown, Place, Places
from jobs.announcements import Announcement, Card, SentAsFile, WhyClosed
from jobs.ports import (
    CannotTell,
    Destination,
    Finding,
    MessageReference,
    NoAnswer,
    Outcome,
    PlaceClosed,
    Posted,
    Rejected,
    Still,
    TooLate,
    TryLater,
    Uncertain,
)
from storage import teams

log = logging.getLogger(__name__)

# Between the ids of several messages that count as one; no id of Teams' holds it.
_AND = "+"
# What the outbox keeps of a message's id.
_LONGEST_IDS = 255
# Teams shows a bot no history, so a message of which no answer came can't be looked for.
UNREADABLE = CannotTell("Teams doesn't show bots what stands there")
# It landed, and Teams didn't say as what.
NAMELESS = Rejected("no_message_id")
# A chat that was closed to us may be open again when it is opened anew; whoever blocked us is not tried twice.
_OPENED_ANEW = frozenset({"ConversationNotFound", "BotNotInConversationRoster"})


class TeamsMessenger:
    """The Messenger of one organization."""

    def __init__(self, places: Places) -> None:
        self._places = places
        self._connector = places.connector

    def post(self, announcement: Announcement, *, to: Destination, key: str, still: Still) -> Outcome:
        if not still():
            return TooLate()
        if isinstance(announcement, SentAsFile):
            return self._offer_file(announcement, to=to, key=key, still=still)
        said = message(announcement, viewers=self._viewers(announcement, to.address))
        return self._say(_activities(said), to=to, still=still)

    def _say(self, parts: Sequence[Json], *, to: Destination, still: Still) -> Outcome:
        try:
            place = self._places.find(to.address)
        except NowhereKnown:
            return _nowhere(to.address)
        except TROUBLE as error:
            # Opening a chat twice is the same chat, and nothing was said in it.
            return no_answer_of_trouble(error, to=to.address)
        outcome = self._post_all(parts, place=place, thread=root_of(to.thread or ""), still=still)
        return self._judged(outcome, place)

    def _post_all(self, parts: Sequence[Json], *, place: Place, thread: str, still: Still) -> Outcome:
        """All of them or none, as far as Teams lets it: what stands already when one fails is taken back."""
        posted: list[str] = []
        for part in parts:
            conversation = place.thread(thread or (posted[0] if posted else ""))
            outcome = self._post_one(part, place, conversation, still=still)
            if not isinstance(outcome, Posted):
                left = self._undo(posted, place=place, thread=thread)
                return outcome if left is None else Uncertain(f"part of it stands: {left}")
            posted.append(outcome.reference.message_id)
        address = in_thread(place.address, thread) if place.is_channel and thread else place.address
        return Posted(MessageReference(address, _joined(posted)))

    def _post_one(self, part: Json, place: Place, conversation: str, *, still: Still) -> Outcome:
        if not still():
            return TooLate()
        try:
            message_id = self._connector.post(place.service, conversation, part)
        except TROUBLE as error:
            return outcome_of_trouble(error, to=place.address)
        return Posted(MessageReference(place.address, message_id))

    def _undo(self, posted: Sequence[str], *, place: Place, thread: str) -> str | None:
        """Take them back; what stood in the way of that, if anything did."""
        if not posted:
            return None
        address = in_thread(place.address, thread) if place.is_channel and thread else place.address
        outcome = self._take_back(place, MessageReference(address, _AND.join(posted)))
        return None if isinstance(outcome, Posted) else str(getattr(outcome, "reason", type(outcome).__name__))

    def _judged(self, outcome: Outcome, place: Place) -> Outcome:
        """A chat that we were let into once is opened anew the next time, before its person counts as lost."""
        if place.is_channel or not isinstance(outcome, PlaceClosed):
            return outcome
        self._places.forget(place.address)
        return TryLater(outcome.reason) if outcome.reason in _OPENED_ANEW and not place.is_new else outcome

    def _offer_file(self, facts: SentAsFile, *, to: Destination, key: str, still: Still) -> Outcome:
        """Teams takes a file only from who was asked first; where it takes none, they are told so in its place."""
        made = made_file(facts)
        summary = message(facts).summary
        consent = consent_card(file_name(made), size=len(made.data), words=summary, key=key)
        offer = {**attached(consent), "summary": summary}
        outcome = self._say([offer], to=to, still=still)
        if isinstance(outcome, Rejected):
            log.warning("Teams took no file (%s); whoever asked for it is told", outcome.reason)
            return self._say(_activities(no_file(facts, outcome.reason)), to=to, still=still)
        return outcome

    def replace(self, reference: MessageReference, announcement: Announcement, *, still: Still) -> Outcome:
        if not still():
            return TooLate()
        if not reference.message_id:
            return NAMELESS
        address, _ = channel_of(reference.address)
        said = message(announcement, viewers=self._viewers(announcement, address))
        try:
            place = self._places.find(address)
            return self._change_all(place, reference, said, still=still)
        except NowhereKnown:
            return _nowhere(address)
        except TROUBLE as error:
            return outcome_of_trouble(error, to=address)

    def _change_all(self, place: Place, reference: MessageReference, said: Said, *, still: Still) -> Outcome:
        """The last first. What has no message of its own any more, or never had, goes to the one before."""
        standing = reference.message_id.split(_AND)
        carried: list[Json] = list(said.cards[len(standing) :])
        for at in range(len(standing) - 1, -1, -1):
            if not still():
                return TooLate()
            cards = [*said.cards[at : at + 1], *carried]
            conversation = _conversation(place, reference, at)
            try:
                if at > 0 and not cards:
                    self._connector.delete(place.service, conversation, standing[at])
                else:
                    self._connector.change(place.service, conversation, standing[at], _activity(said, cards, at=at))
            except TeamsSaysNo as error:
                if not _is_not_there(error):
                    raise
                if at == 0:
                    return Rejected(code_of(error))
                carried = cards
            else:
                carried = []
        return Posted(reference)

    def take_back(self, reference: MessageReference) -> Outcome:
        if not reference.message_id:
            return NAMELESS
        address, _ = channel_of(reference.address)
        try:
            return self._take_back(self._places.find(address), reference)
        except NowhereKnown:
            return _nowhere(address)
        except TROUBLE as error:
            return no_answer_of_trouble(error, to=address)

    def _take_back(self, place: Place, reference: MessageReference) -> Outcome:
        """The first one last, for as long as it stands the others are in its thread."""
        standing = reference.message_id.split(_AND)
        for at in range(len(standing) - 1, -1, -1):
            try:
                self._connector.delete(place.service, _conversation(place, reference, at), standing[at])
            except TeamsSaysNo as error:
                if not _is_not_there(error):
                    return no_answer_of_trouble(error, to=place.address)
            except TROUBLE as error:
                return no_answer_of_trouble(error, to=place.address)
        return Posted(reference)

    def find(self, key: str, *, to: Destination, since: datetime, besides: str | None = None) -> Finding:
        del key, to, since, besides
        return UNREADABLE

    def can_post_to(self, address: str) -> NoAnswer | None:
        try:
            place = self._places.find(address)
            if not place.is_channel:
                return None
            known = self._places.reference(address)
            team = "" if known is None else known.grouped_under
            listed = self._connector.channels(place.service, team) if team else []
            if not any(channel.get("id") == address for channel in listed):
                # Not every kind of channel is listed; of one that is gone nobody is told who is in it.
                next(self._connector.members(place.service, address), None)
        except NowhereKnown:
            return _nowhere(address)
        except TROUBLE as error:
            return no_answer_of_trouble(error, to=address)
        return None

    def _viewers(self, announcement: Announcement, address: str) -> tuple[str, ...]:
        """Whose own view a check-in's card has: the team's, by address."""
        if not isinstance(announcement, Card):
            return ()
        with self._places.deps.store.read() as transaction:
            workspace_id = self._places.workspace(transaction)
            team = None if workspace_id is None else teams.in_channel(transaction, workspace_id, address)
            return () if team is None else tuple(one.address for one in teams.roster(transaction, team.id))


def root_of(message_id: str) -> str:
    """The first of the messages that count as one: the one whose thread it is."""
    return message_id.partition(_AND)[0]


def _activities(said: Said) -> list[Json]:
    return [_activity(said, [card], at=at) for at, card in enumerate(said.cards)] or [_activity(said, [], at=0)]


def _activity(said: Said, cards: Sequence[Any], *, at: int) -> Json:
    """One message; only the first bears what is shown where no card is."""
    shown: Json = {"attachments": [card_attachment(card) for card in cards]}
    if not cards:
        shown = {"text": said.text, "textFormat": "plain"}
    return {"type": "message", **({"summary": said.summary} if at == 0 else {}), **shown}


def _conversation(place: Place, reference: MessageReference, at: int) -> str:
    """Where that one of the reference's messages stands."""
    _, thread = channel_of(reference.address)
    return place.thread(thread or (root_of(reference.message_id) if at > 0 else ""))


def _joined(message_ids: Sequence[str]) -> str:
    """As many as can be kept; without the others they could only be taken back by hand."""
    joined = _AND.join(message_ids)
    if len(joined) <= _LONGEST_IDS:
        return joined
    log.warning("an announcement took %s messages, more than can be kept in mind", len(message_ids))
    return joined[: joined.rindex(_AND, 0, _LONGEST_IDS + 1)]


def _is_not_there(error: TeamsSaysNo) -> bool:
    return code_of(error) in NOT_THERE


def _nowhere(address: str) -> PlaceClosed:
    why = WhyClosed.NO_DIRECT_MESSAGES if is_person(address) else WhyClosed.REMOVED
    return PlaceClosed(why, "no_service_known")
