"""Answers what Teams brings: lets in what is Teams' and ours, finds who listens, and words whatever goes wrong.

Only what isn't Teams' or isn't ours gets another status than 200.
"""

import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.lookups import Lookups
from bot.soon import Later
from bot.teams.answering import Answering, Json
from bot.teams.arrived import Arrived
from bot.teams.authority import Authorizes, NotTeams, OtherTenant
from bot.teams.errors import answer_error
from bot.teams.identity import TeamsUnreachable
from bot.teams.listeners import channel, commands, doubts, files, home, rating, routed
from bot.teams.listening import Listeners
from bot.teams.places import Places
from bot.teams.remembering import remember
from bot.teams.repeated import Repeated
from bot.teams.saying import Saying
from bot.use_cases.who import Deps
from bot.web.application import Answer

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class App:
    """What `receive` works with."""

    authority: Authorizes
    answering: Answering
    listeners: Listeners
    repeated: Repeated = field(default_factory=Repeated)


def build_app(
    deps: Deps,
    *,
    authority: Authorizes,
    places: Places,
    lookups: Lookups,
    later: Later,
    file_hosts: tuple[str, ...] = (),
) -> App:
    """It commits before it answers. `later` does what no click may wait for; files go nowhere but to Microsoft's hosts
    and `file_hosts`.
    """
    answering = Answering(deps, lookups, Saying(places), later)
    listeners = Listeners()
    rating.register(listeners, deps, answering)
    commands.register(listeners, deps, answering)
    routed.register(listeners, deps, answering)
    doubts.register(listeners, deps, answering)
    home.register(listeners, deps, answering)
    files.register(listeners, answering, file_hosts)
    channel.register(listeners, deps, answering)
    return App(authority, answering, listeners)


def receive(app: App, body: str, headers: Mapping[str, str]) -> Answer:
    """One raw HTTP request: verified, handled and answered."""
    activity = _read(body)
    if activity is None:
        return Answer(400)
    try:
        app.authority.check(headers, activity)
    except NotTeams as error:
        log.warning("something was refused that isn't Teams' (%s)", error)
        return Answer(401)
    except OtherTenant:
        log.warning("something was refused that comes from another organization")
        return Answer(403)
    except TeamsUnreachable as error:
        log.warning("nobody could tell whether something is Teams' (%s)", error)
        return Answer(503)
    arrived = Arrived(activity)
    if not activity.get("id"):
        return _answered(_handled(app, arrived))
    return app.repeated.answer(body, lambda: _answered(_handled(app, arrived)))


def _handled(app: App, arrived: Arrived) -> Json | None:
    try:
        remember(app.answering.deps, arrived)
        return app.listeners.answer(arrived)
    except Exception as error:  # noqa: BLE001 - whatever it was, somebody waits for an answer
        return answer_error(error, arrived, app.answering)


def _answered(body: Json | None) -> Answer:
    if body is None:
        return Answer(200)
    return Answer(200, json.dumps(body, ensure_ascii=False), {"content-type": "application/json; charset=utf-8"})


def _read(body: str) -> dict[str, Any] | None:
    """None for what is no object of JSON. What no database takes is taken out of every text."""
    try:
        read = _well_formed(json.loads(body))
    except (ValueError, RecursionError):
        return None
    return read if isinstance(read, dict) else None


def _well_formed(value: Any) -> Any:
    match value:
        case str():
            return value.replace("\0", "").encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        case list():
            return [_well_formed(each) for each in value]
        case dict():
            return {_well_formed(name): _well_formed(each) for name, each in value.items()}
        case _:
            return value
