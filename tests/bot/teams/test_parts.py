"""What doesn't fit one message: several that count as one, all or none of them, changed and taken back together."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import pytest

from bot.demo.cast import ZONE
from bot.teams import messenger as module
from bot.teams.blocks.message import Said
from bot.teams.messenger import TeamsMessenger, root_of
from jobs.announcements import Announcement, Welcome
from jobs.ports import Destination, HoldOff, MessageReference, Posted, Rejected, TooLate, TryLater, Uncertain
from sandbox.teams.messages import CARD
from storage.store import Store
from tests.bot.teams.town import ANA, CHANNEL, NOW, Town, a_connected_town
from tests.fakes import always

# Each letter of the name is a card of its own.
ABC = Welcome("ABC", ZONE, ("Ana",), NOW, 2, 7)
THERE, HER = Destination(CHANNEL), Destination(ANA)
PLACES = pytest.mark.parametrize("to", [THERE, HER], ids=["in a channel", "in a chat"])


def a_card(letter: str) -> dict[str, object]:
    return {
        "type": "AdaptiveCard",
        "version": "1.5",
        "body": [{"type": "TextBlock", "text": letter, "wrap": True}],
    }


@pytest.fixture(autouse=True)
def a_card_a_letter(monkeypatch: pytest.MonkeyPatch) -> None:
    def message(announcement: Announcement, *, viewers: Sequence[str] = ()) -> Said:
        del viewers
        assert isinstance(announcement, Welcome)
        letters = announcement.team_name
        return Said(letters, letters, tuple(map(a_card, letters)))

    monkeypatch.setattr(module, "message", message)


@pytest.fixture
def town(store: Store) -> Iterator[Town]:
    with a_connected_town(store) as connected:
        yield connected


@pytest.fixture
def messenger(town: Town) -> TeamsMessenger:
    return town.messenger


def of(letters: str) -> Welcome:
    return replace(ABC, team_name=letters)


def posted(messenger: TeamsMessenger, to: Destination = THERE) -> MessageReference:
    outcome = messenger.post(ABC, to=to, key="a", still=always)
    assert isinstance(outcome, Posted), outcome
    return outcome.reference


def standing(town: Town) -> list[tuple[str, str]]:
    """What stands anywhere, oldest first: the letters of its cards, and "" or those of what it replies to."""

    def letters(activity: dict[str, object]) -> str:
        attachments = activity.get("attachments")
        assert isinstance(attachments, list)
        assert all(one["contentType"] == CARD for one in attachments)
        return "".join(one["content"]["body"][0]["text"] for one in attachments)

    there = [one for one in town.tenant.messages.all.values() if not one.deleted]
    by_id = {one.id: letters(one.activity) for one in there}
    return [(by_id[one.id], by_id.get(one.root, one.root)) for one in there]


def times(count: int) -> Callable[[], bool]:
    """A right to send that runs out after so many looks."""
    left = iter([True] * count)
    return lambda: next(left, False)


def test_in_a_channel_what_follows_replies_to_the_first(messenger: TeamsMessenger, town: Town) -> None:
    reference = posted(messenger)
    assert standing(town) == [("A", ""), ("B", "A"), ("C", "A")]
    assert reference.message_id.split("+") == [one.id for one in town.tenant.messages.all.values()]
    assert town.tenant.messages.find(CHANNEL, root_of(reference.message_id)) is not None


def test_in_a_chat_one_follows_the_other(messenger: TeamsMessenger, town: Town) -> None:
    reference = posted(messenger, HER)
    assert standing(town) == [("A", ""), ("B", ""), ("C", "")]
    assert reference.address == ANA


def test_in_a_thread_all_of_it_stays_there(messenger: TeamsMessenger, town: Town) -> None:
    card = posted(messenger)
    outcome = messenger.post(of("DE"), to=Destination(CHANNEL, thread=card.message_id), key="b", still=always)
    assert isinstance(outcome, Posted)
    assert standing(town)[3:] == [("D", "A"), ("E", "A")]
    assert messenger.replace(outcome.reference, of("FG"), still=always) == outcome
    assert standing(town)[3:] == [("F", "A"), ("G", "A")]
    assert messenger.take_back(outcome.reference) == outcome
    assert standing(town) == [("A", ""), ("B", "A"), ("C", "A")]


def test_only_the_first_says_in_a_line_what_it_is_about(messenger: TeamsMessenger, town: Town) -> None:
    posted(messenger)
    assert [one.activity.get("summary") for one in town.tenant.messages.all.values()] == ["ABC", None, None]


@PLACES
@pytest.mark.parametrize("at", [0, 1, 2])
@pytest.mark.parametrize(
    ("code", "outcome"),
    [
        ("Throttled", HoldOff(30)),
        ("BadGateway", TryLater("BadGateway")),
        ("MessageSizeTooBig", Rejected("MessageSizeTooBig")),
    ],
)
def test_when_one_fails_those_before_it_are_taken_back(
    messenger: TeamsMessenger, town: Town, to: Destination, at: int, code: str, outcome: object
) -> None:
    town.tenant.faults.on_landed = _refusing_after(town, "post", count=at, code=code)
    if at == 0:
        town.tenant.faults.answer_next(code, methods=["post"])
    assert messenger.post(ABC, to=to, key="a", still=always) == outcome
    assert standing(town) == []
    town.tenant.faults.on_landed = None
    posted(messenger, to)
    assert [letters for letters, _ in standing(town)] == ["A", "B", "C"]


def test_when_those_before_it_cannot_be_taken_back_it_is_in_doubt(messenger: TeamsMessenger, town: Town) -> None:
    town.tenant.faults.on_landed = _refusing_after(town, "post", count=1, code="BadGateway")
    town.tenant.faults.answer_next("ServiceUnavailable", methods=["delete"])
    assert messenger.post(ABC, to=THERE, key="a", still=always) == Uncertain("part of it stands: ServiceUnavailable")


def test_when_one_may_have_landed_the_others_are_taken_back_and_it_is_in_doubt(
    messenger: TeamsMessenger, town: Town
) -> None:
    def drop(method: str, *_: object) -> None:
        if method == "post":
            town.tenant.faults.on_landed = None
            town.tenant.faults.plan(drop_after_next=1, methods=["post"])

    town.tenant.faults.on_landed = drop
    assert isinstance(messenger.post(ABC, to=THERE, key="a", still=always), Uncertain)
    assert [letters for letters, _ in standing(town)] == ["B"]


@pytest.mark.parametrize("looks", [0, 1, 2, 3])
def test_nothing_stands_when_the_right_to_send_runs_out_between_two(
    messenger: TeamsMessenger, town: Town, looks: int
) -> None:
    assert messenger.post(ABC, to=THERE, key="a", still=times(looks)) == TooLate()
    assert standing(town) == []


@PLACES
def test_all_of_it_is_changed_and_keeps_its_reference(messenger: TeamsMessenger, town: Town, to: Destination) -> None:
    reference = posted(messenger, to)
    for _ in range(2):
        assert messenger.replace(reference, of("DEF"), still=always) == Posted(reference)
        assert [letters for letters, _ in standing(town)] == ["D", "E", "F"]


@PLACES
def test_what_becomes_shorter_leaves_nothing_old_behind(messenger: TeamsMessenger, town: Town, to: Destination) -> None:
    reference = posted(messenger, to)
    for _ in range(2):
        assert messenger.replace(reference, of("D"), still=always) == Posted(reference)
        assert standing(town) == [("D", "")]


@PLACES
def test_what_becomes_longer_than_it_was_posted_is_whole_all_the_same(
    messenger: TeamsMessenger, town: Town, to: Destination
) -> None:
    reference = posted(messenger, to)
    for _ in range(2):
        assert messenger.replace(reference, of("DEFGH"), still=always) == Posted(reference)
        assert [letters for letters, _ in standing(town)] == ["D", "E", "FGH"]
    messenger.replace(reference, of("I"), still=always)
    assert messenger.replace(reference, of("JKL"), still=always) == Posted(reference)
    assert standing(town) == [("JKL", "")]


def test_of_what_is_gone_nothing_can_be_changed(messenger: TeamsMessenger, town: Town) -> None:
    reference = posted(messenger)
    messenger.take_back(reference)
    assert messenger.replace(reference, of("DEF"), still=always) == Rejected("ActivityNotFoundInConversation")
    assert standing(town) == []


def test_a_change_that_runs_out_of_time_is_done_again_whole(messenger: TeamsMessenger, town: Town) -> None:
    reference = posted(messenger)
    assert messenger.replace(reference, of("DEF"), still=times(2)) == TooLate()
    assert messenger.replace(reference, of("DEF"), still=always) == Posted(reference)
    assert standing(town) == [("D", ""), ("E", "D"), ("F", "D")]


def test_a_change_that_teams_puts_off_is_put_off(messenger: TeamsMessenger, town: Town) -> None:
    reference = posted(messenger)
    town.tenant.faults.answer_next("PreconditionFailed", methods=["change"])
    assert messenger.replace(reference, of("DEF"), still=always) == TryLater("PreconditionFailed")


@PLACES
def test_all_of_it_is_taken_back_also_when_some_of_it_was_before(
    messenger: TeamsMessenger, town: Town, to: Destination
) -> None:
    reference = posted(messenger, to)
    one = list(town.tenant.messages.all.values())[1]
    one.deleted = True
    assert messenger.take_back(reference) == Posted(reference)
    assert standing(town) == []
    assert messenger.take_back(reference) == Posted(reference)


def test_a_taking_back_that_fails_goes_on_where_it_stopped(messenger: TeamsMessenger, town: Town) -> None:
    reference = posted(messenger)
    town.tenant.faults.on_landed = _refusing_after(town, "delete", count=1, code="BadGateway")
    assert messenger.take_back(reference) == TryLater("BadGateway")
    assert [letters for letters, _ in standing(town)] == ["A", "B"]
    town.tenant.faults.on_landed = None
    assert messenger.take_back(reference) == Posted(reference)
    assert standing(town) == []


def test_of_very_many_as_many_are_kept_in_mind_as_fit_and_the_first_is_among_them(
    messenger: TeamsMessenger, town: Town
) -> None:
    outcome = messenger.post(of("X" * 30), to=THERE, key="a", still=always)
    assert isinstance(outcome, Posted)
    kept = outcome.reference.message_id
    assert len(kept) <= 255
    there = [one.id for one in town.tenant.messages.all.values()]
    assert kept.split("+") == there[: len(kept.split("+"))]
    assert len(kept.split("+")) == 18


def _refusing_after(town: Town, calls: str, *, count: int, code: str) -> Callable[..., None]:
    """Refuse the next of these calls once so many have taken effect."""
    done = []

    def landed(method: str, *_: object) -> None:
        if method == calls:
            done.append(method)
            if len(done) == count:
                town.tenant.faults.answer_next(code, methods=[calls])

    return landed
