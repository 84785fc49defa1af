"""What the steering stories share: commands, whispers, fields and buttons of the form on top."""

from typing import Any

from bot.demo.cast import CHANNEL_ID
from bot.slack import ids, routed_ids
from sandbox.people import Person
from sandbox.reply import Reply

Json = dict[str, Any]


def type_command(person: Person, typed: str, channel: str = CHANNEL_ID) -> str:
    """What only the person sees in answer; empty when a form opened."""
    before = len(whispers(person, channel))
    reply = person.command(ids.COMMAND, typed, channel)
    assert reply.error is None, reply.error
    return "\n".join(whispers(person, channel)[before:])


def whispers(person: Person, channel: str = CHANNEL_ID) -> list[str]:
    return [str(message["text"]) for message in person.messages(channel) if message.get("ephemeral")]


def choose(person: Person, name: str, value: str | list[str]) -> None:
    person.choose(routed_ids.field_block(name), value)


def write(person: Person, name: str, text: str) -> None:
    person.type(routed_ids.field_block(name), text)


def submit(person: Person) -> Reply:
    reply = person.submit()
    assert reply.error is None, reply.error
    return reply


def errors(reply: Reply) -> dict[str, str]:
    """By field."""
    return {routed_ids.field_of_block(block): sentence for block, sentence in reply.errors.items()}


def press(person: Person, act: str) -> None:
    """A button of the form on top."""
    reply = person.click_in_view(action(person, act))
    assert reply.error is None, reply.error


def action(person: Person, act: str) -> str:
    """The action id of a button or menu in the form on top; several of an act are told apart by a number."""
    found = [
        element["action_id"]
        for block in (person.view or {})["blocks"]
        for element in block.get("elements", ())
        if str(element.get("action_id", "")).split("/")[:2] == ["do", act]
    ]
    assert found, f"no {act} in the form"
    return str(found[0])


def shown(person: Person) -> str:
    """Every text of the form on top."""
    return "\n".join(texts((person.view or {}).get("blocks", [])))


def texts(node: Any) -> list[str]:
    if isinstance(node, dict):
        own = [node["text"]] if isinstance(node.get("text"), str) else []
        return own + [found for value in node.values() for found in texts(value)]
    return [found for item in node for found in texts(item)] if isinstance(node, list) else []
