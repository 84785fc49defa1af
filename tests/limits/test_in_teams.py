"""Teams takes every message, form and home page at its longest, and nothing of a message is left out."""

from collections.abc import Iterable

import pytest

from bot.sections import announce
from bot.sections.forms import Attach, Form
from bot.sections.parts import Bars, Button, Menu, plain_text
from bot.teams import ids
from bot.teams.blocks.fitting import MOST_BYTES, weight
from bot.teams.blocks.form import form_card
from bot.teams.blocks.home import home_card
from bot.teams.blocks.message import LONGEST_SUMMARY, LONGEST_TEXT, message, own_view
from bot.teams.blocks.rating_form import pages, rating_card
from bot.teams.blocks.text import said
from bot.teams.ids import Own, Surface
from bot.teams.short_names import coded
from bot.use_cases.home.facts import Home
from bot.use_cases.results import RatingForm
from jobs.announcements import Announcement, Card
from rubric.rating import EVIDENCE_LIMIT
from rubric.team import MOST_INDICATORS, MOST_PEOPLE
from sandbox.teams.cards import faults
from storage.store import Store
from tests.bot.teams.cards import acts, input_names, texts
from tests.builders import ZONE
from tests.limits import elsewhere
from tests.limits.forms import ELSEWHERE, FORMS, HOMES
from tests.limits.longest import MEMBERS, PEOPLE, a_check_in, rated
from tests.limits.messages import MESSAGES

TOKEN = "t" * 24
# As long as Teams' own.
VIEWERS = tuple(f"29:1{at:0>100}" for at in range(60))
SURFACES = pytest.mark.parametrize("surface", Surface)


def fits(card: dict[str, object], *, in_dialog: bool = False) -> bool:
    assert faults(card, in_dialog=in_dialog) == []
    return weight(card) < MOST_BYTES


@pytest.mark.parametrize("announcement", MESSAGES.values(), ids=MESSAGES)
def test_teams_takes_it_at_its_longest(announcement: Announcement) -> None:
    made = message(announcement, viewers=VIEWERS)
    assert all(map(fits, made.cards))
    assert 0 < len(made.summary) <= LONGEST_SUMMARY
    assert "\n" not in made.summary
    assert 0 < len(made.text) <= LONGEST_TEXT


@pytest.mark.parametrize("announcement", MESSAGES.values(), ids=MESSAGES)
def test_nothing_of_a_message_is_left_out_however_many_cards_it_takes(announcement: Announcement) -> None:
    made = announce(announcement)
    cards = list(message(announcement).cards)
    shown = squeezed(texts(cards))
    assert "did not fit" not in shown
    for section in made.sections:
        # Bars are drawn, and read aloud in other words.
        if not isinstance(section, Bars):
            assert squeezed([said(plain_text([section]))]) in shown
    wanted = [one.act for one in made.sections if isinstance(one, Button | Menu)]
    assert [act for act in acts(cards) if act != Own.RATE_IN_CHAT] == wanted


def squeezed(parts: Iterable[str]) -> str:
    """Letters and digits alone: lines are divided at white space, and marks look a little different in headings."""
    return "".join(letter for part in parts for letter in part if letter.isalnum() and letter != "ˋ")


@pytest.mark.parametrize("name", ["reveal", "test"])
def test_no_card_begins_with_buttons_that_belong_to_the_one_before(name: str) -> None:
    made = message(MESSAGES[name])
    assert len(made.cards) > 1
    assert {card["body"][0]["type"] for card in made.cards} <= {"TextBlock", "RichTextBlock"}


def test_a_members_own_view_of_the_longest_card_is_the_same_card() -> None:
    card = MESSAGES["open card"]
    assert isinstance(card, Card)
    seen = own_view(card, rated=3, of=45, viewers=VIEWERS)
    assert fits(seen)
    assert seen["body"][:-1] == message(card, viewers=VIEWERS).cards[0]["body"]


@SURFACES
@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_teams_takes_a_form_at_its_longest_with_every_field_in_error(form: Form, surface: Surface) -> None:
    errors = {field.name: "Something about this one has to be put right first." for field in form.fields()}
    card = form_card(form, kept=TOKEN, surface=surface, errors=errors)
    assert fits(card, in_dialog=surface is Surface.DIALOG)
    names = [[field.name for field in one.fields() if not isinstance(field, Attach)] for one in (form, coded(form))]
    assert [name for name in input_names(card) if not name.startswith("menu")] in [
        [ids.input_id(name) for name in some] for some in names
    ]


@SURFACES
@pytest.mark.parametrize("form", elsewhere.ALL.values(), ids=elsewhere.ALL)
def test_teams_takes_the_forms_that_are_tried_elsewhere(form: Form, surface: Surface) -> None:
    card = form_card(form, kept=TOKEN, surface=surface)
    assert fits(card, in_dialog=surface is Surface.DIALOG)


def test_none_of_those_that_are_tried_elsewhere_is_forgotten() -> None:
    assert set(ELSEWHERE.values()) == elsewhere.TRIED_IN


@pytest.mark.parametrize("name", elsewhere.NAMES)
@pytest.mark.parametrize("size", [MEMBERS, MOST_PEOPLE])
def test_teams_takes_every_step_of_setting_up(store: Store, size: int, name: str) -> None:
    for form in elsewhere.set_up_steps(store, size, name):
        card = form_card(form, kept=TOKEN, surface=Surface.CHAT)
        assert fits(card)
        assert len(input_names(card)) == len(list(form.fields()))


@pytest.mark.parametrize("home", HOMES.values(), ids=HOMES)
def test_teams_takes_a_home_page_at_its_longest(home: Home) -> None:
    assert fits(home_card(home))


@SURFACES
def test_teams_takes_every_page_of_the_longest_check_in_full_of_notes(surface: Surface) -> None:
    check_in = a_check_in(1000, indicators=MOST_INDICATORS, is_closed=False)
    mine = {one.indicator_id: one for one in rated(check_in, turn=0) if one.member_id == PEOPLE[MEMBERS - 1].id}
    assert all(len(one.evidence) == EVIDENCE_LIMIT for one in mine.values())
    for page in range(len(pages(check_in))):
        card = rating_card(RatingForm(ZONE, check_in, mine), page=page, kept=TOKEN, surface=surface)
        assert fits(card, in_dialog=surface is Surface.DIALOG)
