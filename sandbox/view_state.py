"""Remembers what a person has chosen and typed in a view or message, and what of it an update keeps."""

import copy

from sandbox.elements import HOLDS, elements_in, initially, options_of
from sandbox.json_types import Json


class TypedState:
    """What stands in the inputs of one view, or of one message for one person."""

    def __init__(self, blocks: list[Json], *, current_conversation: str | None = None) -> None:
        self._current_conversation = current_conversation
        self._held: dict[tuple[str, str], Json] = {}
        self.carry_over(blocks)

    def carry_over(self, blocks: list[Json]) -> None:
        """New blocks came: same block_id, action_id and type keep what stands there, others start afresh.

        A chosen option that is no longer offered is forgotten.
        """
        held: dict[tuple[str, str], Json] = {}
        for element in elements_in(blocks):
            fresh = initially(element.body, self._current_conversation)
            if fresh is None:
                continue
            kept = self._held.get(element.key)
            held[element.key] = kept if kept is not None and _still_fits(kept, element.body) else fresh
        self._held = held

    def put(self, key: tuple[str, str], held: Json) -> None:
        """Somebody chose or typed."""
        self._held[key] = held

    def get(self, key: tuple[str, str]) -> Json:
        """What stands in one input."""
        return self._held[key]

    def values(self) -> Json:
        """`state.values`: block_id, then action_id."""
        values: Json = {}
        for (block_id, action_id), held in self._held.items():
            values.setdefault(block_id, {})[action_id] = copy.deepcopy(held)
        return values


def _still_fits(held: Json, element: Json) -> bool:
    if held["type"] != element["type"]:
        return False
    key, _, several = HOLDS[element["type"]]
    if key not in ("selected_option", "selected_options") or held[key] is None:
        return True
    chosen = held[key] if several else [held[key]]
    offered = {option.get("value") for option in options_of(element)}
    return not offered or all(option.get("value") in offered for option in chosen)
