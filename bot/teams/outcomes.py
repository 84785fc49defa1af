"""What each of Teams' refusals comes to when nobody is waiting for an answer: every code that Microsoft documents for
bots has its line in one table, with the reason. What is not in it is judged by its status.
"""

import logging
import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from enum import Enum

import httpx

from bot.judgements import DEFAULT_RETRY_AFTER_SECONDS, Judgement, by_code, seconds_to_wait
from bot.teams.addresses import is_person
from bot.teams.connector import TeamsSaysNo
from bot.teams.identity import CredentialsRefused, TeamsUnreachable
from jobs.announcements import WhyClosed
from jobs.ports import HoldOff, NoAnswer, PlaceClosed, Rejected, TryLater, Uncertain, Uninstalled

log = logging.getLogger(__name__)

# A message that was deleted.
NOT_THERE = frozenset({"ActivityNotFoundInConversation", "MessageNotFound"})
# Somebody whom Teams doesn't show there.
NOT_KNOWN_HERE = frozenset({"MemberNotFoundInConversation", "UserNotFound"})


class Means(Enum):
    """What a code means, other than that a place is closed."""

    LIMIT = "hold off for as long as Teams says"
    NOT_NOW = "nothing happened, and it is worth another try"
    PERHAPS = "it may have happened all the same"
    LOCKED_OUT = "no call in this organization is answered until somebody sets it up or allows it again"
    GIVE_UP = "it will never work as it stands"


# What a call can end with, beside an answer; the same again for `except`.
Trouble = TeamsSaysNo | CredentialsRefused | TeamsUnreachable | httpx.TransportError
TROUBLE = (TeamsSaysNo, CredentialsRefused, TeamsUnreachable, httpx.TransportError)
Meaning = Means | WhyClosed


def _judged(meaning: Meaning, codes: str, because: str, *, to_person: Meaning | None = None) -> Judgement[Meaning]:
    return Judgement(meaning, because, frozenset(codes.split()), to_person)


JUDGEMENTS: tuple[Judgement[Meaning], ...] = (
    _judged(
        Means.LIMIT,
        "Throttled TooManyRequests",
        "a limit of this conversation; the one for everything a bot does is far beyond what Homeroom sends",
    ),
    _judged(Means.NOT_NOW, "PreconditionFailed", "two calls met in one conversation; Microsoft says to repeat it"),
    _judged(
        Means.LOCKED_OUT,
        "BotNotRegistered Unauthorized InvalidAuthenticationToken",
        "the credentials are no longer those of a bot that Teams knows",
    ),
    _judged(
        Means.LOCKED_OUT,
        "BotDisabledByAdmin",
        "an administrator doesn't allow the app; but the policies that say so are made for some people as well, and "
        "for one of those nobody must stop a whole organization",
        to_person=WhyClosed.NO_DIRECT_MESSAGES,
    ),
    _judged(
        WhyClosed.REMOVED,
        "BotNotInConversationRoster",
        "the app isn't installed in this team; in a chat, not for this person",
        to_person=WhyClosed.NO_DIRECT_MESSAGES,
    ),
    _judged(
        WhyClosed.GONE,
        "ConversationNotFound",
        "deleted, or its team is; a chat goes with its person's account",
        to_person=WhyClosed.PERSON_GONE,
    ),
    _judged(
        WhyClosed.FORBIDDEN,
        "MessageWritesBlocked ConversationBlockedByUser NotEnoughPermissions Forbidden",
        "moderation or a rule keeps Homeroom from writing; in a chat, that person has blocked or removed it",
        to_person=WhyClosed.NO_DIRECT_MESSAGES,
    ),
    _judged(
        WhyClosed.REMOVED,
        "ForbiddenOperationException",
        "the app isn't installed where this is said; of a chat, not for this person",
        to_person=WhyClosed.NO_DIRECT_MESSAGES,
    ),
    _judged(
        Means.GIVE_UP,
        " ".join(sorted(NOT_KNOWN_HERE)),
        "only asked about people; there is nobody to write to",
        to_person=WhyClosed.PERSON_GONE,
    ),
    _judged(
        Means.GIVE_UP,
        " ".join(sorted(NOT_THERE)),
        "this message was deleted, and can't be changed or answered any more",
    ),
    _judged(Means.GIVE_UP, "MessageSizeTooBig", "the message is made too large, which is a fault of ours"),
    _judged(
        Means.GIVE_UP,
        "BadArgument BadSyntax BadRequest InvalidRequest NotSupported MethodNotAllowed",
        "the call is made wrongly, which is a fault of ours",
    ),
    _judged(
        Means.NOT_NOW,
        "InvalidBotApiHost",
        "an organization of the government's is reached elsewhere; the address comes with whatever Teams sends next",
    ),
)

TABLE = by_code(JUDGEMENTS)
# By status, where the code is none of these: what Microsoft says to repeat, and what speaks for itself.
STATUSES: dict[int, Meaning] = {
    401: Means.LOCKED_OUT,
    408: Means.NOT_NOW,
    412: Means.NOT_NOW,
    413: Means.GIVE_UP,
    429: Means.LIMIT,
    502: Means.NOT_NOW,
    503: Means.NOT_NOW,
    504: Means.NOT_NOW,
}


def outcome_of(error: TeamsSaysNo, *, to: str, now: datetime | None = None) -> NoAnswer | Uncertain:
    """What `error` comes to for a call about the channel or person `to`; `now` only tells how long a date is off."""
    code = code_of(error)
    meaning = _meaning(error, is_person=is_person(to))
    match meaning:
        case Means.LIMIT:
            # Counted by conversation, so other places go on meanwhile.
            return HoldOff(retry_after(error.retry_after, now=now or datetime.now(UTC)))
        case Means.NOT_NOW:
            return TryLater(code)
        case Means.PERHAPS:
            return Uncertain(code)
        case Means.LOCKED_OUT:
            return Uninstalled(code)
        case Means.GIVE_UP:
            return Rejected(code)
        case WhyClosed():
            return PlaceClosed(meaning, code)


def outcome_of_trouble(error: Trouble, *, to: str) -> NoAnswer | Uncertain:
    """What any of the errors comes to that a call can end with."""
    match error:
        case TeamsSaysNo():
            return outcome_of(error, to=to)
        case CredentialsRefused(code=code):
            return Uninstalled(code)
        case TeamsUnreachable():
            # Without a token nothing has left yet.
            return TryLater(str(error))
        case httpx.ConnectError() | httpx.ConnectTimeout() | httpx.PoolTimeout() | httpx.UnsupportedProtocol():
            # Never connected, so never sent; any other break may have come after the message landed.
            return TryLater(type(error).__name__)
        case _:
            return Uncertain(type(error).__name__)


def no_answer_of_trouble(error: Trouble, *, to: str) -> NoAnswer:
    """The same for a question, and for what does no harm when it is done twice."""
    outcome = outcome_of_trouble(error, to=to)
    return TryLater(outcome.reason) if isinstance(outcome, Uncertain) else outcome


def code_of(error: TeamsSaysNo) -> str:
    """Teams' code; whatever answered in its place, a proxy with a page perhaps, is only named by its status."""
    code = error.code.replace(" ", "")
    return code if re.fullmatch(r"[A-Za-z0-9_.]{1,80}", code) else f"http_{error.status}"


def retry_after(given: str | None, *, now: datetime) -> float:
    """How many seconds to wait, out of a header that says seconds or a date."""
    if given is None or not given.strip():
        return DEFAULT_RETRY_AFTER_SECONDS
    try:
        seconds = float(given)
    except ValueError:
        try:
            seconds = (parsedate_to_datetime(given).astimezone(UTC) - now).total_seconds()
        except (ValueError, TypeError, OverflowError):
            return DEFAULT_RETRY_AFTER_SECONDS
    return seconds_to_wait(seconds)


def _meaning(error: TeamsSaysNo, *, is_person: bool) -> Meaning:
    # A gateway bears the code of a fault of its own; what counts is whether it may be repeated.
    if error.status in (429, 502, 503, 504):
        return STATUSES[error.status]
    code = code_of(error)
    if code in TABLE:
        return TABLE[code].of(is_person=is_person)
    if error.status in STATUSES:
        return STATUSES[error.status]
    if error.status >= 500 or error.status < 400:
        return Means.PERHAPS
    # Turned away by something in between, which has a page to say and no code of Teams'.
    if code.startswith("http_"):
        return Means.NOT_NOW
    return _closed(error.status, is_person=is_person)


def _closed(status: int, *, is_person: bool) -> Meaning:
    """A refusal that nobody documents, of a place, as far as its status says so."""
    match status:
        case 403:
            return WhyClosed.NO_DIRECT_MESSAGES if is_person else WhyClosed.FORBIDDEN
        case 404:
            return WhyClosed.PERSON_GONE if is_person else WhyClosed.GONE
        case _:
            return Means.GIVE_UP
