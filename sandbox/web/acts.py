"""Turns what the page posts into what a `Person` does; the page can do nothing that a person can't."""

from collections.abc import Callable
from dataclasses import dataclass

from sandbox import membership
from sandbox.api_error import ApiError
from sandbox.json_types import Json
from sandbox.people import Person
from sandbox.reply import NothingThere, Reply
from sandbox.workspace import Workspace


@dataclass(frozen=True, slots=True)
class _Here:
    """What a person needs of a server."""

    workspace: Workspace


def act(workspace: Workspace, wish: Json) -> Json:
    """Do it, and say what the person is shown: `ok`, a sentence, and sentences under inputs. Blocks."""
    what = str(wish.get("do"))
    if what in MEMBERSHIP:
        member, channel = str(wish.get("member")), str(wish.get("channel"))

        def moved(person: Person) -> Reply:
            MEMBERSHIP[what](workspace, person.id, member, channel)
            return Reply()

        return _attempted(workspace, wish, moved)
    if what not in ACTS:
        return _shown(Reply(error=f"Nobody can do {wish.get('do')!r}."))
    return _attempted(workspace, wish, lambda person: ACTS[what](person, wish))


def attach(workspace: Workspace, wish: Json, data: bytes) -> Json:
    """The same for a file, whose bytes come beside the words. Blocks."""

    def attached(person: Person) -> Reply:
        given = {name: wish.get(name) for name in ("mimetype", "action_id", "view_id")}
        return person.attach(wish.get("block_id"), name=str(wish.get("name")), data=data, **given)

    return _attempted(workspace, wish, attached)


def _attempted(workspace: Workspace, wish: Json, done: Callable[[Person], Reply]) -> Json:
    try:
        return _shown(done(Person(_Here(workspace), str(wish.get("user")))))
    except (NothingThere, ApiError, ValueError) as error:
        return _shown(Reply(error=str(error)))


def _shown(reply: Reply) -> Json:
    return {"ok": reply.ok, "error": reply.error, "errors": reply.errors}


def _click(person: Person, wish: Json) -> Reply:
    action_id, value, block_id = str(wish.get("action_id")), wish.get("value"), wish.get("block_id")
    if wish.get("channel") and wish.get("ts"):
        return person.click(wish["channel"], wish["ts"], action_id, value, block_id=block_id)
    return person.click_in_view(action_id, block_id, value=value, view_id=wish.get("view_id"))


def _choose(person: Person, wish: Json) -> Reply:
    return person.choose(
        wish.get("block_id"),
        wish.get("value"),
        action_id=wish.get("action_id"),
        view_id=wish.get("view_id"),
        channel=wish.get("channel"),
        ts=wish.get("ts"),
    )


def _type(person: Person, wish: Json) -> Reply:
    text = wish.get("text") if wish.get("text") is not None else wish.get("value")
    return person.type(
        wish.get("block_id"),
        str(text or ""),
        action_id=wish.get("action_id"),
        view_id=wish.get("view_id"),
        channel=wish.get("channel"),
        ts=wish.get("ts"),
        enter=bool(wish.get("enter")),
    )


def _detach(person: Person, wish: Json) -> Reply:
    file = str(wish.get("file"))
    return person.detach(wish.get("block_id"), file, action_id=wish.get("action_id"), view_id=wish.get("view_id"))


def _command(person: Person, wish: Json) -> Reply:
    """The command's name may be in `command`, or be the first word of `text`."""
    name, text = str(wish.get("command") or ""), str(wish.get("text") or "")
    if not name:
        name, _, text = text.strip().partition(" ")
    return person.command(name, text.strip(), wish.get("channel"))


def _say(person: Person, wish: Json) -> Reply:
    return person.say(wish.get("channel"), str(wish.get("text") or ""), wish.get("thread_ts"))


ACTS: dict[str, Callable[[Person, Json], Reply]] = {
    "click": _click,
    "choose": _choose,
    "type": _type,
    "command": _command,
    "say": _say,
    "submit": lambda person, wish: person.submit(wish.get("view_id")),
    "detach": _detach,
    "close_all": lambda person, wish: person.close_all(),
    "close": lambda person, wish: person.close_view(wish.get("view_id")),
    "open_home": lambda person, wish: person.open_home(wish.get("tab") or "home"),
    "read": lambda person, wish: person.read(str(wish.get("channel"))),
}

# Who is in a channel is the workspace's affair, and no app's: (workspace, who, somebody else, channel).
MEMBERSHIP: dict[str, Callable[[Workspace, str, str, str], None]] = {
    "join": lambda workspace, who, _, channel: membership.join(workspace, who, channel),
    "leave": lambda workspace, who, _, channel: membership.leave(workspace, who, channel),
    "add": lambda workspace, who, member, channel: membership.add(workspace, who, member, channel),
    "remove": lambda workspace, who, member, channel: membership.remove(workspace, who, member, channel),
}
