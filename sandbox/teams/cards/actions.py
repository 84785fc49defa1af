"""What buttons do: send, open a page, show and hide."""

from collections.abc import Iterator, Mapping
from typing import Any

from sandbox.teams.cards.rules import Kind, Rule, data, flag, kind_of, one_of, property_faults, text, url, words

# More than these Teams doesn't show.
MOST_ACTIONS = 6
# Any action may have these; one that lies on a text or a picture needs no title.
COMMON: dict[str, Rule] = {
    "id": words,
    "title": words,
    "tooltip": words,
    "isEnabled": flag,
    "style": one_of("default", "positive", "destructive"),
    "mode": one_of("primary", "secondary"),
    "iconUrl": text,
}
_INPUTS: dict[str, Rule] = {"associatedInputs": one_of("auto", "none")}
ACTIONS: dict[str, Kind] = {
    "Action.Submit": Kind(may_have={**_INPUTS, "data": data}),
    "Action.Execute": Kind(needs={"verb": words}, may_have={**_INPUTS, "data": data}),
    "Action.OpenUrl": Kind(needs={"url": url}),
    "Action.ToggleVisibility": Kind(nested=frozenset({"targetElements"})),
    "Action.ShowCard": Kind(nested=frozenset({"card"})),
}
_TARGET = Kind(needs={"elementId": words}, may_have={"isVisible": flag})


def action_faults(action: Any, at: str, *, in_dialog: bool, titled: bool) -> Iterator[str]:
    """About one action, and what takes its place in an old client."""
    kind = kind_of(action, ACTIONS)
    if kind is None:
        yield f"{at}: is no known action"
        return
    yield from property_faults(action, kind, at=at, common=COMMON)
    if titled and "title" not in action:
        yield f"{at}: title is missing"
    if in_dialog and action["type"] == "Action.Execute":
        yield f"{at}: a dialog has no Action.Execute"
    if in_dialog and _opens_a_dialog(action):
        yield f"{at}: a dialog opens no other dialog"
    if action["type"] == "Action.ToggleVisibility":
        yield from _target_faults(action, at)
    if isinstance(action.get("fallback"), dict):
        yield from action_faults(action["fallback"], f"{at}.fallback", in_dialog=in_dialog, titled=titled)
    elif action.get("fallback", "drop") != "drop":
        yield f"{at}: fallback is no action"


def targets(action: Mapping[str, Any]) -> Iterator[str]:
    """The ids of what it shows and hides."""
    found = action.get("targetElements")
    for target in found if isinstance(found, list) else ():
        yield str(target.get("elementId") if isinstance(target, dict) else target)


def _target_faults(action: Mapping[str, Any], at: str) -> Iterator[str]:
    found = action.get("targetElements")
    if not isinstance(found, list) or not found:
        yield f"{at}: targetElements are missing"
        return
    for number, target in enumerate(found):
        if isinstance(target, dict):
            yield from property_faults(target, _TARGET, at=f"{at}.targetElements[{number}]")
        elif not isinstance(target, str):
            yield f"{at}.targetElements[{number}]: is no id"


def _opens_a_dialog(action: Mapping[str, Any]) -> bool:
    found = action.get("data")
    teams = found.get("msteams") if isinstance(found, dict) else None
    return isinstance(teams, dict) and teams.get("type") == "task/fetch"
