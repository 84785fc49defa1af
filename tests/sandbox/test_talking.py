"""What people write: commands and messages, and what becomes of them."""

import json
from collections.abc import Iterator
from urllib.parse import parse_qs

import pytest

from sandbox.api_error import ApiError
from sandbox.people import Person
from sandbox.reply import NothingThere
from sandbox.workspace import Workspace
from tests.sandbox.apps import Says, ScriptedApp, listening
from tests.sandbox.workspaces import a_workspace, person


@pytest.fixture
def app() -> ScriptedApp:
    return ScriptedApp()


@pytest.fixture
def workspace(app: ScriptedApp) -> Iterator[Workspace]:
    made = a_workspace()
    with listening(app.respond) as url:
        made.deliver_over_http(url)
        yield made


@pytest.fixture
def ann(workspace: Workspace) -> Person:
    return person(workspace)


def test_a_command_that_does_not_exist_is_not_sent(app: ScriptedApp, ann: Person) -> None:
    assert ann.command("/nonsense", "", "C1").error == "/nonsense is not a valid command."
    assert app.delivered == []


@pytest.mark.parametrize(
    ("says", "error"),
    [
        (Says(500), '/hello failed with the error "dispatch_failed"'),
        (
            Says(200, json.dumps({"blocks": [{"type": "header"}]}), "application/json"),
            '/hello failed with the error "invalid_blocks"',
        ),
    ],
    ids=["status", "blocks"],
)
def test_a_command_that_fails_says_so(app: ScriptedApp, ann: Person, says: Says, error: str) -> None:
    app.says = says
    assert ann.command("/hello", "", "C1").error == error
    assert ann.messages("C1") == []


def test_a_command_may_be_answered_with_nothing(app: ScriptedApp, ann: Person) -> None:
    app.says = Says(200, json.dumps({"response_type": "in_channel"}), "application/json")
    assert ann.command("/hello").ok
    assert ann.direct_messages() == []


def test_names_in_a_command_are_escaped_where_the_app_wants_it(app: ScriptedApp, ann: Person) -> None:
    ann.command("/escaped", "ask @bob in #general, not me@bob or @nobody", "C1")
    ann.command("/hello", "@bob", "C1")
    texts = [parse_qs(one.body)["text"][0] for one in app.delivered]
    assert texts == ["ask <@U2|bob> in <#C1|general>, not me@bob or @nobody", "@bob"]


def test_nobody_writes_where_they_are_not(workspace: Workspace, ann: Person) -> None:
    for channel in ("C3", "C4"):
        with pytest.raises(NothingThere, match="can't write"):
            person(workspace, "U2").say(channel, "x")
    with pytest.raises(ApiError, match="channel_not_found"):
        ann.say("C404", "x")


def test_nobody_writes_to_an_app_whose_messages_tab_is_off(workspace: Workspace, ann: Person) -> None:
    workspace.messages_tab_enabled = False
    assert ann.say(None, "x").error == "Sending messages to this app has been turned off."
    assert ann.direct_messages() == []
