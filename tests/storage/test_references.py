"""How channels and people are reached: what is told last counts, and what isn't told stays."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from rubric.people import WorkspaceId
from storage import references, workspaces
from storage.references import Reference
from storage.store import Store

NOW = datetime(2026, 11, 2, 14, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
CHANNEL = Reference("19:c", "https://smba.example/emea/", "19:c", "19:team", "attendance")
PERSON = Reference("29:ana", "https://smba.example/emea/", "a:1ana", name="Ana", zone="America/New_York")


def a_workspace(store: Store, external_id: str = "tenant") -> WorkspaceId:
    with store.begin() as transaction:
        return workspaces.remember(transaction, platform="teams", external_id=external_id, name="Maple")


def keep(store: Store, workspace: WorkspaceId, *told: Reference, now: datetime = NOW) -> None:
    with store.begin() as transaction:
        for one in told:
            references.remember(transaction, workspace, one, now=now)


def found(store: Store, workspace: WorkspaceId, address: str) -> Reference | None:
    with store.read() as transaction:
        return references.find(transaction, workspace, address)


def test_what_was_told_is_found_again_in_its_workspace_alone(any_store: Store) -> None:
    workspace, other = a_workspace(any_store), a_workspace(any_store, "other")
    keep(any_store, workspace, CHANNEL, PERSON)
    assert found(any_store, workspace, "19:c") == CHANNEL
    assert found(any_store, workspace, "29:ana") == PERSON
    assert found(any_store, workspace, "29:dev") is None
    assert found(any_store, other, "19:c") is None


def test_what_is_told_last_counts_and_what_is_not_told_stays(any_store: Store) -> None:
    workspace = a_workspace(any_store)
    keep(any_store, workspace, PERSON)
    keep(any_store, workspace, Reference("29:ana", "https://smba.example/amer/", name="Ana Morales"), now=LATER)
    now_known = Reference("29:ana", "https://smba.example/amer/", "a:1ana", name="Ana Morales", zone="America/New_York")
    assert found(any_store, workspace, "29:ana") == now_known


def test_of_somebody_of_whom_nothing_is_known_nothing_is_kept_but_that(any_store: Store) -> None:
    workspace = a_workspace(any_store)
    keep(any_store, workspace, Reference("29:new", "https://smba.example/"), Reference("29:new", ""))
    assert found(any_store, workspace, "29:new") == Reference("29:new", "https://smba.example/")


def test_the_channels_of_a_group_are_found_together(any_store: Store) -> None:
    workspace = a_workspace(any_store)
    second = Reference("19:b", "https://smba.example/", "19:b", "19:team")
    elsewhere = Reference("19:x", "https://smba.example/", "19:x", "19:another")
    keep(any_store, workspace, CHANNEL, second, elsewhere, PERSON)
    with any_store.read() as transaction:
        assert references.grouped_under(transaction, workspace, "19:team") == (second, CHANNEL)
        assert references.grouped_under(transaction, workspace, "19:nothing") == ()


def test_the_groups_are_told_with_the_service_that_was_told_last_and_the_latest_first(any_store: Store) -> None:
    workspace, other = a_workspace(any_store), a_workspace(any_store, "other")
    keep(any_store, workspace, CHANNEL, Reference("19:x", "https://smba.example/x/", "19:x", "19:another"), PERSON)
    keep(any_store, workspace, Reference("19:b", "https://smba.example/amer/", "19:b", "19:team"), now=LATER)
    with any_store.read() as transaction:
        groups = references.groups(transaction, workspace)
        assert list(groups.items()) == [
            ("19:team", "https://smba.example/amer/"),
            ("19:another", "https://smba.example/x/"),
        ]
        assert references.groups(transaction, other) == {}


def test_the_service_that_was_told_last_is_the_one_for_whatever_has_none_of_its_own(any_store: Store) -> None:
    workspace, other = a_workspace(any_store), a_workspace(any_store, "other")
    with any_store.read() as transaction:
        assert references.latest_service(transaction, workspace) is None
    keep(any_store, workspace, Reference("29:new", ""), now=LATER + timedelta(hours=1))
    keep(any_store, workspace, CHANNEL)
    keep(any_store, workspace, Reference("29:dev", "https://smba.example/amer/"), now=LATER)
    with any_store.read() as transaction:
        assert references.latest_service(transaction, workspace) == "https://smba.example/amer/"
        assert references.latest_service(transaction, other) is None


def test_the_time_zones_are_those_of_whom_one_is_known(any_store: Store) -> None:
    workspace = a_workspace(any_store)
    keep(any_store, workspace, CHANNEL, PERSON, Reference("29:dev", "https://smba.example/"))
    with any_store.read() as transaction:
        assert references.zones_of(transaction, workspace) == {"29:ana": "America/New_York"}


def test_a_conversation_that_is_forgotten_leaves_the_rest_as_it_was(any_store: Store) -> None:
    workspace = a_workspace(any_store)
    keep(any_store, workspace, PERSON, CHANNEL)
    with any_store.begin() as transaction:
        references.forget_conversation(transaction, workspace, "29:ana", now=LATER)
    forgotten = found(any_store, workspace, "29:ana")
    assert forgotten == Reference("29:ana", PERSON.service_url, "", "", PERSON.name, PERSON.zone)
    assert found(any_store, workspace, "19:c") == CHANNEL


def test_what_is_forgotten_is_gone_and_the_others_are_not(any_store: Store) -> None:
    workspace = a_workspace(any_store)
    keep(any_store, workspace, PERSON, CHANNEL)
    with any_store.begin() as transaction:
        references.forget(transaction, workspace, "19:c")
    assert found(any_store, workspace, "19:c") is None
    assert found(any_store, workspace, "29:ana") == PERSON


def test_what_was_reached_at_one_address_moves_to_another_in_its_workspace_alone(any_store: Store) -> None:
    workspace, other = a_workspace(any_store), a_workspace(any_store, "other")
    elsewhere = Reference("19:x", "https://smba.example/apac/", "19:x", "19:another")
    keep(any_store, workspace, CHANNEL, PERSON, elsewhere)
    keep(any_store, other, CHANNEL)
    with any_store.begin() as transaction:
        references.move(transaction, workspace, service=CHANNEL.service_url, to="https://smba.example/amer/")
    assert found(any_store, workspace, "19:c") == replace(CHANNEL, service_url="https://smba.example/amer/")
    assert found(any_store, workspace, "29:ana") == replace(PERSON, service_url="https://smba.example/amer/")
    assert found(any_store, workspace, "19:x") == elsewhere
    assert found(any_store, other, "19:c") == CHANNEL
