"""Draws troubles at random but the same ones for the same seed, for runs with something always going wrong."""

import random
from collections.abc import Mapping

from sandbox.json_types import Json
from sandbox.troubles import Aim, Trouble


class Noise:
    """The nth call of a method meets the same fate whatever else is called in between."""

    def __init__(self, seed: int, chances: Mapping[Trouble, float], aim: Aim) -> None:
        if min(chances.values()) < 0 or sum(chances.values()) > 1:
            raise ValueError(f"chances are at least 0 and together at most 1, not {list(chances.values())}")
        self._seed = seed
        self._chances = dict(chances)
        self._aim = aim
        self._draws: dict[str, random.Random] = {}

    def draw(self, method: str) -> Trouble | None:
        """What goes wrong with the next call of this method, if anything."""
        if not self._aim.meets(method, {}):
            return None
        draws = self._draws.setdefault(method, random.Random(f"{self._seed} {method}"))
        drawn = draws.random()
        for trouble, chance in self._chances.items():
            if drawn < chance:
                return trouble
            drawn -= chance
        return None

    def shown(self) -> Json:
        """As JSON has it."""
        chances = {trouble.value.removesuffix("_next"): chance for trouble, chance in self._chances.items()}
        return {"seed": self._seed, **chances, "methods": self._aim.shown()["methods"]}
