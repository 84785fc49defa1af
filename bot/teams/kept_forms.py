"""Keeps what somebody was shown until they hand it in: Teams brings back what stands in the inputs, and nothing else.

Each is its owner's alone, and found by a token that says nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from secrets import token_urlsafe
from typing import Any

from bot.sections.form_json import from_json, to_json
from bot.sections.forms import Form, Value, Values
from bot.use_cases.who import Deps, Speaker, workspace_of
from rubric.model import IndicatorId, LevelId
from rubric.people import CheckInId
from rubric.rating import Rating
from rubric.refusals import FormDoesNotMatch
from storage import drafts
from storage.store import Transaction

# Of a form, and of one page of a rating form.
KIND = "shown_form"
RATING_KIND = "shown_rating"
# Longer than a check-in stays open, so that whoever left a form open is told what has changed and not only that
# something has.
FORGOTTEN_AFTER = timedelta(days=21)
_TOKEN_BYTES = 18


@dataclass(frozen=True, slots=True)
class KeptForm:
    """`typed` is what stood in it when something else took its place; empty before."""

    token: str
    form: Form
    typed: Values


@dataclass(frozen=True, slots=True)
class Stood:
    """What stood beside one indicator when its page was shown."""

    level_id: LevelId | None = None
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class KeptPage:
    """One page of a rating form; `opened` is the same for all pages of one opening."""

    token: str
    check_in_id: CheckInId
    page: int
    opened: str
    before: Mapping[IndicatorId, Stood]
    statements: Mapping[IndicatorId, str]


def keep_form(deps: Deps, who: Speaker, form: Form) -> str:
    """The token it is found by; "" for a form that has nothing to bring back."""
    if not form.about and not any(form.fields()):
        return ""
    return _keep(deps, who, KIND, {"form": to_json(form), "typed": {}})


def keep_typed(deps: Deps, who: Speaker, kept: KeptForm, typed: Values) -> None:
    """What stands in it now, for whoever comes back to it."""
    values = {"form": to_json(kept.form), "typed": {name: _plain(value) for name, value in typed.items()}}
    with deps.store.begin() as transaction:
        _put(transaction, deps, who, kind=KIND, token=kept.token, values=values)


def kept_form(deps: Deps, who: Speaker, token: str) -> KeptForm:
    """Raises FormDoesNotMatch where it is not kept any more, or was never theirs."""
    values = _kept(deps, who, KIND, token)
    typed: Any = values.get("typed") or {}
    return KeptForm(token, from_json(values.get("form")), {name: _value(value) for name, value in typed.items()})


def keep_page(
    deps: Deps,
    who: Speaker,
    check_in_id: CheckInId,
    current: Mapping[IndicatorId, Rating],
    *,
    page: int,
    opened: str = "",
    statements: Mapping[IndicatorId, str],
) -> str:
    """One page of a rating form, with what is saved of the person's as it is shown: the token it is found by."""
    before = {one: [rating.level_id, rating.evidence] for one, rating in current.items()}
    token = token_urlsafe(_TOKEN_BYTES)
    values = {
        "check_in": check_in_id,
        "page": page,
        "opened": opened or token,
        "before": before,
        "statements": dict(statements),
    }
    return _keep(deps, who, RATING_KIND, values, token=token)


def kept_page(deps: Deps, who: Speaker, token: str) -> KeptPage:
    """Raises FormDoesNotMatch where it is not kept any more, or was never theirs."""
    values = _kept(deps, who, RATING_KIND, token)
    return KeptPage(
        token,
        CheckInId(values["check_in"]),
        page=values["page"],
        opened=values["opened"],
        before={one: Stood(level_id, evidence) for one, (level_id, evidence) in values["before"].items()},
        statements=values["statements"],
    )


def _keep(deps: Deps, who: Speaker, kind: str, values: Mapping[str, Any], *, token: str = "") -> str:
    token = token or token_urlsafe(_TOKEN_BYTES)
    with deps.store.begin() as transaction:
        drafts.drop_older(transaction, deps.clock.now() - FORGOTTEN_AFTER, kinds=(KIND, RATING_KIND))
        _put(transaction, deps, who, kind=kind, token=token, values=values)
    return token


def _put(
    transaction: Transaction, deps: Deps, who: Speaker, *, kind: str, token: str, values: Mapping[str, Any]
) -> None:
    drafts.keep(
        transaction,
        workspace_of(transaction, who),
        who.address,
        kind=kind,
        about=token,
        values=values,
        now=deps.clock.now(),
    )


def _kept(deps: Deps, who: Speaker, kind: str, token: str) -> Mapping[str, Any]:
    with deps.store.read() as transaction:
        found = drafts.find(transaction, workspace_of(transaction, who), who.address, kind=kind, about=token)
    # Nothing is dropped while nobody is shown a form, and late is late all the same.
    if found is None or found.updated_at < deps.clock.now() - FORGOTTEN_AFTER:
        raise FormDoesNotMatch
    return found.values


def _plain(value: Value) -> object:
    return list(value) if isinstance(value, tuple) else value


def _value(value: Any) -> Value:
    return tuple(value) if isinstance(value, list) else value
