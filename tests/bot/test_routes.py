"""Every command, button and form has one use case, whatever the platform."""

import pytest

from bot.routes import ROUTES, Routes
from bot.routes.tables import joined
from bot.use_cases.results import Done


def test_two_features_can_not_claim_the_same_name() -> None:
    one = Routes(presses={"open": lambda *_: Done()})
    with pytest.raises(ValueError, match="claimed twice: open"):
        joined(one, one)


def test_names_can_be_carried_by_every_platform() -> None:
    names = [*ROUTES.presses, *ROUTES.submissions]
    assert [name for name in names if "/" in name or len(name) > 40 or name != name.lower()] == []


def test_commands_are_words_in_small_letters() -> None:
    assert [words for words in ROUTES.commands if words != " ".join(words.lower().split())] == []
