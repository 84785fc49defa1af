"""What nobody could pick: more than a menu takes, and days and times that are not on any calendar or clock."""

import pytest

from sandbox.choosing import chosen
from sandbox.json_types import Json
from sandbox.reply import NothingThere
from tests.sandbox.samples import options

SEVERAL: Json = {"type": "multi_static_select", "action_id": "a", "options": options(5), "max_selected_items": 2}


def test_a_menu_takes_as_many_as_it_says_and_no_more() -> None:
    assert [one["value"] for one in chosen(SEVERAL, ["0", "4"])["selected_options"]] == ["0", "4"]
    with pytest.raises(NothingThere, match="2 choices at most"):
        chosen(SEVERAL, ["0", "1", "4"])


@pytest.mark.parametrize(
    ("kind", "picked", "key", "held"),
    [
        ("datepicker", "2028-02-29", "selected_date", "2028-02-29"),
        ("timepicker", "09:05", "selected_time", "09:05"),
        ("datetimepicker", "1796306400", "selected_date_time", 1796306400),
    ],
)
def test_pickers_hold_what_was_picked(kind: str, picked: str, key: str, held: object) -> None:
    assert chosen({"type": kind}, picked) == {"type": kind, key: held}
    assert chosen({"type": kind}, None) == {"type": kind, key: None}


@pytest.mark.parametrize(
    ("kind", "picked"), [("datepicker", "2027-02-29"), ("timepicker", "24:00"), ("datetimepicker", "soon")]
)
def test_pickers_do_not_offer_what_does_not_exist(kind: str, picked: str) -> None:
    with pytest.raises(NothingThere, match="not on offer"):
        chosen({"type": kind}, picked)
