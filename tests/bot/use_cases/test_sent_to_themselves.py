"""What people have sent to themselves, while somebody else who holds their team has something for them too."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.use_cases.digests.preview_digest import send_digest_test
from bot.use_cases.exporting.export_history import export_history, open_export
from bot.use_cases.reports.send_report import send_report
from bot.use_cases.results import Notice, Result
from bot.use_cases.steering.send_test import send_test
from storage import deliveries, teams
from storage.deliveries import Kind, Order
from storage.store import Store
from tests.bot.use_cases.people.test_renewing import is_waited_for
from tests.bot.use_cases.steering.ground import filled_in, the_form
from tests.cabinet import Cabinet, speaker
from tests.deciding import closed_cabinet
from tests.waiting import eventually


def export(cabinet: Cabinet) -> Result:
    form = the_form(open_export(cabinet.deps, speaker("Ana"), cabinet.team().id))
    return export_history(cabinet.deps, speaker("Ana"), form.about, filled_in(form))


WISHES: dict[str, Callable[[Cabinet], Result]] = {
    "a report": lambda cabinet: send_report(cabinet.deps, speaker("Ana"), cabinet.team().id),
    "an export": export,
    "a digest to try": lambda cabinet: send_digest_test(cabinet.deps, speaker("Ana"), cabinet.team().id),
    "a check-in to try": lambda cabinet: send_test(cabinet.deps, speaker("Ana"), cabinet.team().id),
}


@pytest.mark.parametrize("wish", WISHES.values(), ids=WISHES)
def test_it_is_sent_as_well_as_what_the_teams_holder_has_for_them(
    any_store: Store, wish: Callable[[Cabinet], Result]
) -> None:
    cabinet, _ = closed_cabinet(any_store)
    team = cabinet.team()
    with ThreadPoolExecutor(max_workers=1) as other:
        with any_store.begin() as transaction:
            teams.wait_for(transaction, team.id)
            wishing = other.submit(wish, cabinet)
            assert any_store.is_sqlite or eventually(lambda: is_waited_for(any_store))
            (ana,) = teams.coordinators(transaction, team.id)
            order = Order.to_member(team, ana, Kind.TEST, about=team.id, once="now", run_at=cabinet.clock.now())
            deliveries.enqueue(transaction, order)
        assert isinstance(wishing.result(), Notice)
