"""A digest is kept as it was compiled, and one kept by an earlier version still loads."""

import json
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import select, update

from rubric.digest.compile import Digest
from rubric.people import DigestId
from storage import digests
from storage.records import digest_from
from storage.store import Store
from storage.tables import digests as table
from tests.cabinet import MONDAY, Cabinet, local

# What digests did not tell before breaks, exclusions and absence were known.
ADDED_SINCE = {"coming_next": ("after_break", "then_opens_at", "then_after_break")}


def a_kept_digest(store: Store) -> tuple[DigestId, Digest]:
    cabinet = Cabinet(store)
    cabinet.set_up()
    cabinet.travel(local(MONDAY + timedelta(weeks=2)) + timedelta(minutes=1))
    with store.read() as transaction:
        kept = DigestId(transaction.execute(select(table.c.id)).scalar_one())
        found = digests.get(transaction, kept)
    assert found is not None
    return kept, found


def test_a_digest_kept_by_an_earlier_version_still_loads(any_store: Store) -> None:
    kept, as_compiled = a_kept_digest(any_store)
    with any_store.begin() as transaction:
        facts = transaction.execute(select(table.c.facts).where(table.c.id == kept)).scalar_one()
        for part, names in ADDED_SINCE.items():
            for name in names:
                del facts[part][name]
        del facts["where_we_are"]["coverage"]["left_out"]
        transaction.execute(update(table).where(table.c.id == kept).values(facts=facts))
    with any_store.read() as transaction:
        assert digests.get(transaction, kept) == as_compiled
    assert isinstance(as_compiled.coming_next.opens_at, datetime)
    assert as_compiled.where_we_are.coverage.left_out == 0


# As it was kept before digests told of team ratings and next steps.
KEPT = json.loads(Path(__file__).with_name("kept_digest.json").read_text(encoding="utf-8"))


def test_a_digest_from_before_there_were_decisions_still_loads() -> None:
    digest = digest_from(KEPT)
    assert [(one.label, one.counts, one.check_in_id) for one in digest.talk_about] == [("A 1", (3, 0, 0, 1), None)]
    assert [(one.label, one.finder) for one in digest.unknown] == [("B 2", "")]
    assert [(one.number, one.finished, one.answers) for one in digest.participation] == [(2, 3, None)]
    assert (digest.team_ratings, digest.due, digest.second_looks, digest.quiet) == ((), (), (), None)
    assert (digest.blind_spots.open, digest.in_hand.domains) == ((), ())
