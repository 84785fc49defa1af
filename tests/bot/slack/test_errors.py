"""What the database's kinds of trouble come to for somebody who typed a command, and in the log."""

import json

import pytest
from slack_sdk import WebClient

from bot.slack.errors import answer_error
from storage.trouble import DatabaseError, Kind


def said(error: Exception) -> str:
    answer = answer_error(error, {"command": "/homeroom"}, WebClient())
    assert answer.status == 200
    return str(json.loads(answer.body)["text"])


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.FAULT])
def test_trouble_with_the_database_is_not_saved_and_not_logged_for_each(
    kind: Kind, caplog: pytest.LogCaptureFixture
) -> None:
    assert "not saved" in said(DatabaseError(kind, "x"))
    assert caplog.records == []


def test_a_statement_that_is_refused_is_owned_up_to_with_a_reference(caplog: pytest.LogCaptureFixture) -> None:
    assert "reference" in said(DatabaseError(Kind.FAULT, "IntegrityError 23505"))
    assert "IntegrityError 23505" in caplog.text
