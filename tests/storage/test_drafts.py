"""A draft is one person's own, one for each thing it is about, and forgotten when nobody goes on with it."""

from datetime import timedelta

from rubric.people import WorkspaceId
from storage import drafts
from storage.store import Store
from tests.cabinet import Cabinet


def keep(store: Store, workspace: WorkspaceId, values: dict[str, object], *, cabinet: Cabinet) -> str:
    with store.begin() as transaction:
        return drafts.keep(
            transaction, workspace, "U-Ana", kind="set_up", about="C1", values=values, now=cabinet.clock.now()
        )


def test_a_draft_is_kept_changed_and_dropped(any_store: Store) -> None:
    cabinet = Cabinet(any_store)
    workspace = cabinet.set_up().workspace_id
    draft_id = keep(any_store, workspace, {"step": 1}, cabinet=cabinet)
    assert keep(any_store, workspace, {"step": 2}, cabinet=cabinet) == draft_id
    with any_store.begin() as transaction:
        drafts.change(transaction, draft_id, {"step": 3}, now=cabinet.clock.now())
        found = drafts.find(transaction, workspace, "U-Ana", kind="set_up", about="C1")
        assert found is not None
        assert found == drafts.get(transaction, draft_id, address="U-Ana")
        assert found.values == {"step": 3}
        drafts.drop(transaction, draft_id)
        assert drafts.get(transaction, draft_id, address="U-Ana") is None


def test_nobody_else_gets_at_a_draft(any_store: Store) -> None:
    cabinet = Cabinet(any_store)
    workspace = cabinet.set_up().workspace_id
    draft_id = keep(any_store, workspace, {}, cabinet=cabinet)
    with any_store.read() as transaction:
        assert drafts.get(transaction, draft_id, address="U-Dev") is None
        assert drafts.find(transaction, workspace, "U-Dev", kind="set_up", about="C1") is None


def test_what_nobody_goes_on_with_is_forgotten(any_store: Store) -> None:
    cabinet = Cabinet(any_store)
    draft_id = keep(any_store, cabinet.set_up().workspace_id, {}, cabinet=cabinet)
    with any_store.begin() as transaction:
        later = cabinet.clock.now() + timedelta(seconds=1)
        assert drafts.drop_older(transaction, cabinet.clock.now(), kinds=("set_up",)) == 0
        assert drafts.drop_older(transaction, later, kinds=("calendar",)) == 0
        assert drafts.drop_older(transaction, later, kinds=("set_up", "calendar")) == 1
        assert drafts.get(transaction, draft_id, address="U-Ana") is None
