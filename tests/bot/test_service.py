"""Health as a hosting platform asks for it, and a Socket Mode connection that Slack drops."""

from pathlib import Path

from bot.service import wrong_with
from bot.slack import ids
from storage.store import Store
from tests.stories.in_slack import in_slack


def test_nothing_is_wrong_while_the_database_answers(any_store: Store) -> None:
    assert wrong_with(any_store) == {}


def test_a_database_that_does_not_answer_is_named_by_kind_of_error_only(tmp_path: Path) -> None:
    store = Store.connect(f"sqlite:///{tmp_path}/missing/secret-folder.sqlite3")
    assert wrong_with(store) == {"database": "OperationalError"}


def test_a_connection_that_slack_renews_is_taken_up_again() -> None:
    with in_slack("socket") as slack:
        sockets = slack.running.workspace.courier.sockets
        sockets.disconnect()
        assert sockets.wait_for_one()
        dana = slack.opens_form("dana")
        assert (dana.view or {})["callback_id"] == ids.RATING_FORM
