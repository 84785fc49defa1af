"""Whatever shape comes through Teams' door, at any depth of anything: an answer, and nothing saved."""

import copy
import json
import logging
from collections.abc import Iterator
from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.teams import ids
from bot.teams.blocks.rating_form import level_field
from bot.teams.connector import Json
from bot.teams.files import ANSWERED
from storage.store import Store
from tests.bot.teams.desk import Desk, a_desk, filled_in
from tests.bot.teams.hostile import EXECUTE, GOOD, KINDS, Faults, form_of, harmless, invoke, page_of
from tests.cabinet import MONDAY, local

SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=30)
JSON = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=10), inner, max_size=3),
    max_leaves=8,
)
# Where something else stands in the place of what Teams sends: at any depth of any of these.
SPOILED = st.tuples(st.integers(0, 10**6), st.integers(0, 10**6), JSON)
FEW = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def honest(desk: Desk) -> list[Json]:
    """One of each kind of thing that Teams brings, as it would be."""
    submitted = filled_in(form_of(desk), GOOD)
    saved = filled_in(page_of(desk), {level_field(desk.cabinet.open_check_in().asked[0].id): "strength"})
    file = {"contentType": "application/vnd.microsoft.teams.file.download.info", "name": "a.ics", "content": {}}
    mention = {"type": "mention", "text": "<at>H</at>", "mentioned": {"id": "28:homeroom"}}
    consent = {"action": "accept", "context": {"delivery": "x"}, "uploadInfo": {"uploadUrl": "https://x"}}
    return [
        desk.invoked("Ana", "task/submit", submitted),
        desk.invoked("Ana", EXECUTE, submitted, alone=True),
        desk.invoked("Dana", "task/submit", saved),
        desk.invoked("Ana", "task/fetch", ids.opening("settings", value=desk.team.id)),
        desk.activity("Ana", alone=True, type="message", value=submitted),
        desk.activity("Ana", alone=True, type="message", text="", attachments=[file]),
        desk.activity("Ana", type="message", text="<at>H</at> status", entities=[mention]),
        desk.activity("Ana", alone=True, **invoke(ANSWERED, consent)),
        desk.activity("Ana", type="conversationUpdate", membersAdded=[{"id": "U-New"}]),
        desk.activity("Ana", type="installationUpdate", action="add"),
    ]


def places(node: object) -> Iterator[tuple[Json | list[object], str | int]]:
    """Every place in it, as what holds it and where."""
    if isinstance(node, dict):
        for key in node:
            yield node, key
            yield from places(node[key])
    elif isinstance(node, list):
        for at in range(len(node)):
            yield node, at
            yield from places(node[at])


def test_no_shape_of_anything_breaks_it(store: Store) -> None:
    desk = a_desk(store)
    desk.cabinet.travel(local(MONDAY) + timedelta(minutes=5))
    kinds = honest(desk)

    @FEW
    @given(SPOILED)
    def spoiled(drawn: tuple[int, int, object]) -> None:
        kind, where, instead = drawn
        activity = copy.deepcopy(kinds[kind % len(kinds)])
        activity["id"] = f"spoiled {where}"
        found = list(places(activity))
        holder, key = found[where % len(found)]
        holder[key] = instead  # type: ignore[index]
        faults = Faults()
        logging.getLogger().addHandler(faults)
        try:
            answer = desk.receive(activity)
        finally:
            logging.getLogger().removeHandler(faults)
        assert answer.status in (200, 401, 403)
        assert faults.said == []
        assert answer.body == "" or isinstance(json.loads(answer.body), dict)

    spoiled()


def test_nothing_that_anybody_sends_at_random_is_saved(store: Store) -> None:
    desk = a_desk(store)
    desk.cabinet.travel(local(MONDAY) + timedelta(minutes=5))

    @FEW
    @given(st.sampled_from((*KINDS, "task/unknown", ANSWERED)), JSON, st.sampled_from(["Ana", "Mallory"]))
    def at_random(kind: str, value: object, name: str) -> None:
        with harmless(desk):
            answer = desk.receive(desk.activity(name, **invoke(kind, value)))
        assert answer.status == 200

    at_random()
