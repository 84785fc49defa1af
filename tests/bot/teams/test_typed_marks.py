"""Nothing that comes out of Teams can turn into a platform's word: the characters that stand for those are dropped."""

from bot.teams import ids
from bot.teams.lookups import person_of
from bot.teams.speaker import speaker_from
from bot.wording.platform import COMMAND
from tests.builders import ZONE

TYPED = f"{COMMAND} pause"


def test_what_is_typed_into_a_card_has_none() -> None:
    data = {**ids.carrying("submit", form="k"), ids.input_id("reason"): TYPED}
    assert ids.carried(data).fields == {"reason": " pause"}


def test_nobodys_name_has_any() -> None:
    assert person_of({"id": "29:1", "name": f"Dana{COMMAND}"}, zone=ZONE).name == "Dana"
    assert speaker_from({"from": {"id": "29:1", "name": TYPED}}).name == " pause"
