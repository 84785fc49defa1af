"""A file that somebody is asked about in their own chat: what stands in the question's place, whatever they answer."""

import pytest
from sqlalchemy import select

from bot.sections.steering import FormAct
from bot.teams import ids
from bot.teams.connector import Json
from bot.teams.files import ANSWERED, INFO, NotTaken
from storage.deliveries import Kind
from storage.store import Store
from storage.tables import deliveries
from tests.bot.teams.desk import Desk, a_desk, card_of, data_of, words

PLACE = {
    "uploadUrl": "https://maple.sharepoint.com/up?secret",
    "contentUrl": "https://maple.sharepoint.com/changes.csv",
    "name": "changes.csv",
    "uniqueId": "u",
    "fileType": "csv",
}


@pytest.fixture
def desk(any_store: Store) -> Desk:
    """Ana has paused the team and asked for the list of changes."""
    made = a_desk(any_store)
    made.writes("Ana", "pause")
    page = card_of(made.opens("Ana", ids.opening("audit", value=made.team.id)))
    made.submits("Ana", data_of(page, FormAct.AUDIT_FILE))
    made.sent.sent.clear()
    return made


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """What was put where Teams said."""
    found: list[bytes] = []
    monkeypatch.setattr("bot.teams.given_files.upload", lambda made, *_, **__: found.append(made.data))
    return found


def key(desk: Desk) -> str:
    with desk.cabinet.store.read() as transaction:
        return str(
            transaction.execute(select(deliveries.c.key).where(deliveries.c.kind == Kind.AUDIT_FILE)).scalar_one()
        )


def answers(desk: Desk, name: str, action: str, **more: object) -> Json:
    """The message that stands in the question's place then."""
    value: Json = {"type": "fileUpload", "action": action, "context": {"delivery": key(desk)}, "uploadInfo": PLACE}
    told: Json = {"type": "invoke", "name": ANSWERED, "value": {**value, **more}, "replyToId": "question"}
    activity = desk.activity(name, alone=True, **told)
    for _ in range(2):
        answer = desk.receive(activity)
        assert answer.status == 200
    (last,) = desk.sent.sent
    assert last.message_id == "question" or last.what == "post"
    return last.message


def test_the_file_stands_where_the_question_stood_and_is_made_once(desk: Desk, taken: list[bytes]) -> None:
    shown = answers(desk, "Ana", "accept")["attachments"][0]
    assert (shown["contentType"], shown["name"], shown["contentUrl"]) == (INFO, PLACE["name"], PLACE["contentUrl"])
    (data,) = taken
    assert b"aused" in data
    assert "secret" not in words(shown)


def test_who_wants_no_file_is_taken_at_their_word(desk: Desk, taken: list[bytes]) -> None:
    assert "Nothing was sent" in words(answers(desk, "Ana", "decline"))
    assert taken == []


def test_a_file_for_one_is_not_given_to_another(desk: Desk, taken: list[bytes]) -> None:
    assert "doesn't match" in words(answers(desk, "Dev", "accept"))
    assert taken == []


@pytest.mark.parametrize("place", [{}, None, "x", {"uploadUrl": "http://169.254.169.254/"}, {"uploadUrl": 5}])
def test_a_file_goes_nowhere_but_where_microsoft_keeps_files(desk: Desk, place: object) -> None:
    assert "The file didn't arrive" in words(answers(desk, "Ana", "accept", uploadInfo=place))


def test_when_teams_does_not_take_it_that_is_said(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise NotTaken("http_507")

    monkeypatch.setattr("bot.teams.given_files.upload", refuse)
    assert "The file didn't arrive" in words(answers(desk, "Ana", "accept"))


def test_a_file_that_is_not_offered_any_more_is_said_to_be_gone(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.teams.given_files.consented", lambda *_: None)
    assert "isn't offered any more" in words(answers(desk, "Ana", "accept"))


@pytest.mark.parametrize("action", ["accept", "decline"])
def test_nothing_that_everybody_sees_is_changed_by_an_answer_from_a_channel(
    desk: Desk, taken: list[bytes], action: str
) -> None:
    value: Json = {"type": "fileUpload", "action": action, "context": {"delivery": key(desk)}, "uploadInfo": PLACE}
    told: Json = {"type": "invoke", "name": ANSWERED, "value": value, "replyToId": "card"}
    assert desk.receive(desk.activity("Ana", **told)).status == 200
    assert not any(one.what == "change" for one in desk.sent.sent)
    assert desk.thread() == []
    assert taken == []
    assert "doesn't match" in words(desk.told("Ana"))
