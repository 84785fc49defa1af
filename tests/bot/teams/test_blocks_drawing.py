"""How sections are drawn on Teams' cards, and that what people typed stays words."""

from typing import Any

import pytest

from bot.sections.parts import (
    Bar,
    Bars,
    Bullet,
    Button,
    ChannelLink,
    Divider,
    Heading,
    Menu,
    MenuItem,
    Quotes,
    Section,
    Small,
    WebLink,
    bold,
    italic,
    line,
    paragraph,
)
from bot.teams.blocks.fitting import MOST_IN_BODY, card, divided, fit, weight
from bot.teams.blocks.rich_text import MOST_IN_A_BLOCK
from bot.teams.blocks.sections import POSTED, Place, body
from bot.teams.blocks.text import inert, picture
from bot.teams.ids import Surface, carried
from bot.wording.platform import COMMAND
from sandbox.teams.cards import faults
from tests.bot.facts import HOSTILE
from tests.bot.teams.cards import actions, input_names, labels, lines, texts

DIALOG, CHAT = Place(Surface.DIALOG, "token"), Place(Surface.CHAT, "token")
PLACES = pytest.mark.parametrize("place", [POSTED, DIALOG, CHAT], ids=["posted", "dialog", "chat"])


def taken(elements: list[dict[str, Any]], *, place: Place = POSTED) -> list[str]:
    return faults(card(elements), in_dialog=place.surface is Surface.DIALOG)


def test_text_is_drawn_line_by_line() -> None:
    made = body([Heading("Title"), paragraph("One ", bold("two"), italic(" three")), Small("Small"), Quotes(("Four",))])
    assert lines(made) == ["Title", "One two three", "Small", "“Four”"]
    runs = made[1]["inlines"]
    assert [(run.get("weight"), run.get("italic")) for run in runs] == [(None, None), ("Bolder", None), (None, True)]
    assert made[0]["style"] == "heading"
    assert made[2]["inlines"][0]["isSubtle"]
    assert made[3]["style"] == "emphasis"
    assert taken(made) == []


def test_what_somebody_typed_in_lines_stays_in_lines() -> None:
    assert lines(body([Quotes(("One\n\nTwo\nThree",), hidden=2)])) == [
        "“One",
        "Two",
        "Three”",
        "2 more notes, left out to fit in one message.",
    ]
    assert lines(body([Bullet((line("One"), line("more"))), Bullet((line("Two"),))])) == ["• One", "   more", "• Two"]


def test_what_somebody_typed_is_never_taken_for_markup() -> None:
    made = body([paragraph(HOSTILE), Quotes((HOSTILE,)), Bullet((line(HOSTILE),))])
    assert "".join(texts(made)).count(HOSTILE) == 3
    assert {element["type"] for element in made} == {"RichTextBlock", "Container"}


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("*a* _b_ ~c~ `d`", "∗a∗ ＿b＿ ∼c∼ ˋdˋ"),
        ("[a](https://b.example)", "［a］(https://b.example)"),
        ("1. One", "\u20601. One"),
        ("- One", "\u2060- One"),
        ("# One", "\u2060# One"),
        ("{{DATE(2026-11-26T00:00:00Z)}}", "{\u2060{DATE(2026-11-26T00:00:00Z)}}"),
        ("&lt;b&gt;", "&\u2060lt;b&\u2060gt;"),
        ("R & D, 2.5 + 3", "R & D, 2.5 + 3"),
        ("One\ntwo\x00", "One two"),
        ("", "…"),
    ],
)
def test_where_a_client_might_read_markdown_it_finds_none(typed: str, shown: str) -> None:
    assert inert(typed, 100) == shown


def test_the_platforms_own_words_stand_in_every_text() -> None:
    said = f"Type {COMMAND} help"
    made = body([Heading(said), paragraph(said), Small(said), Button(said, "act"), Menu(said, "menu", (MENU_ITEM,))])
    assert lines(made) == ["Type @Homeroom help"] * 3
    assert labels(made)[0] == "Type @Homeroom help"
    assert COMMAND not in str(made)


MENU_ITEM = MenuItem("1", "One")


def some_bars(*counts: int, out_of: int, brief: bool = False) -> Bars:
    rows = tuple(Bar(f"L{at}", ":large_green_circle:", number) for at, number in enumerate(counts))
    return Bars(rows, Bar("Z", ":grey_question:", 1), out_of, brief)


def test_bars_are_as_wide_as_there_were_answers() -> None:
    assert lines(body([some_bars(3, 0, out_of=4)])) == ["🟢 ■■■□ 3 L0", "🟢 □□□□ 0 L1", "❔ ■□□□ 1 Z"]


def test_bars_of_many_answers_are_drawn_to_scale_and_nobody_is_rounded_away() -> None:
    drawn = lines(body([some_bars(30, 1, out_of=32)]))
    assert drawn[:2] == [f"🟢 {'■' * 11}□ 30 L0", f"🟢 ■{'□' * 11} 1 L1"]


def test_brief_bars_take_one_line() -> None:
    assert lines(body([some_bars(3, 0, out_of=4, brief=True)])) == ["🟢 3 L0 · 🟢 0 L1 · ❔ 1 Z"]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (":large_green_circle:", "🟢"),
        (":triangular_flag_on_post:", "🚩"),
        (":large_yellow_square:", "🟨"),
        (":no_such_thing:", ""),
        (":digit_one:", ""),
    ],
)
def test_a_short_name_becomes_the_picture_that_unicode_has_of_it(name: str, shown: str) -> None:
    assert picture(name) == shown


@pytest.mark.parametrize(
    ("address", "leads"), [("https://example.org/a", True), ("javascript:alert(1)", False), ("https://[", False)]
)
def test_a_link_leads_to_the_web_or_nowhere(address: str, leads: bool) -> None:
    made = body([paragraph("See ", WebLink(address))])
    run = made[0]["inlines"][1]
    assert run["text"] == address
    assert ("selectAction" in run) is leads
    assert taken(made) == []


def test_a_channel_is_called_by_what_it_is_called_where_nothing_can_be_linked() -> None:
    assert lines(body([paragraph("In ", ChannelLink("19:x", "the channel"))])) == ["In the channel"]


def test_a_line_across_stands_above_what_comes_after_it_and_never_by_itself() -> None:
    made = body([Divider(), paragraph("One"), Divider(), Divider(), paragraph("Two"), Divider()])
    assert [element.get("separator", False) for element in made] == [False, True]


def test_a_long_text_is_divided_between_words_so_that_a_card_can_be() -> None:
    long = "word " * 1000
    made = body([paragraph(bold(long))])
    assert "".join(texts(made)) == long
    assert all(len("".join(texts(element))) <= MOST_IN_A_BLOCK for element in made)
    assert all(text.endswith(" ") for text in texts(made))
    assert all(run["weight"] == "Bolder" for element in made for run in element["inlines"])


@PLACES
def test_a_button_sends_what_its_place_needs(place: Place) -> None:
    made = body([Button("Go", "act", "value", primary=True)], place)
    (action,) = actions(made)
    found = carried(action["data"])
    assert (found.act, found.value, found.form) == ("act", "value", place.form)
    assert action["style"] == "positive"
    assert action["type"] == ("Action.Execute" if place is CHAT else "Action.Submit")
    assert ("msteams" in action["data"]) is (place is POSTED)
    assert taken(made, place=place) == []


@PLACES
def test_what_can_not_be_taken_back_is_asked_about_before_anything_is_sent(place: Place) -> None:
    made = body([Button("Go", "act"), Button("Drop", "drop", "1", confirm="Sure?")], place)
    (whole,) = made
    row, question = whole["items"]
    assert [action["type"] for action in row["actions"]][1] == "Action.ToggleVisibility"
    assert "drop" not in str(row)
    assert question["isVisible"] is False
    assert lines(question) == ["Sure?"]
    assert labels(question) == ["Drop", "Cancel"]
    assert [carried(action["data"]).act for action in actions(question)] == ["drop"]
    assert taken(made, place=place) == []


def test_every_question_is_shown_by_its_own_button() -> None:
    made = body([*[Button("Drop", "drop", "1", confirm="Sure?")] * 2, paragraph("And"), Button("D", "d", confirm="S?")])
    assert taken(made) == []
    assert len({item["id"] for element in made for item in element.get("items", []) if "id" in item}) == 3


def test_rows_of_buttons_are_as_narrow_as_a_phone() -> None:
    made = body([Button("A rather long label", "act", str(at)) for at in range(3)] + [Button("A", "a")] * 8)
    assert [len(element["actions"]) for element in made] == [1, 1, 3, 6]
    assert taken(made) == []


@PLACES
def test_a_menu_has_a_button_beside_it_and_says_what_is_chosen(place: Place) -> None:
    items = (MenuItem("1", "One *"), MenuItem("2", "Two"))
    made = body([Menu("Choose one", "menu", items, chosen="2"), Menu("Or", "menu", items, chosen="9")], place)
    assert input_names(made) == ["menu/menu", "menu-1/menu"]
    first, second = (element["columns"][0]["items"][0] for element in made)
    assert first["choices"] == [{"title": "One ∗", "value": "1"}, {"title": "Two", "value": "2"}]
    assert first["value"] == "2"
    assert "value" not in second
    assert taken(made, place=place) == []
    typed = {"menu/menu": "1", "menu-1/menu": "2"}
    assert [carried({**action["data"], **typed}).menus["menu"] for action in actions(made)] == ["1", "2"]


TOPICS: list[Section] = [
    part
    for at in range(8)
    for part in (Divider(), paragraph(bold(f"Topic {at}")), paragraph("x" * 3000), Button("Go", "act", str(at)))
]


def test_what_is_too_much_for_one_card_is_divided_before_a_new_topic() -> None:
    elements = body(TOPICS)
    parts = divided(elements, 11_000)
    assert [element for part in parts for element in part] == elements
    assert [lines(part)[0] for part in parts] == ["Topic 0", "Topic 3", "Topic 6"]
    assert all(weight(part) <= 11_000 for part in parts)


def test_a_topic_that_would_be_torn_apart_goes_on_whole_in_the_next_card() -> None:
    topics: list[Section] = []
    for at in range(3):
        topics += [Divider(), paragraph(f"Topic {at}"), *[paragraph("x" * 1000)] * 3]
    elements = body(topics)
    parts = divided(elements, 7 * weight(elements) // 10)
    assert [lines(part)[0] for part in parts] == ["Topic 0", "Topic 2"]


def test_buttons_are_not_cut_off_from_the_text_they_belong_to() -> None:
    elements = body([*[paragraph("x" * 1900)] * 4, paragraph(bold("Title")), paragraph("Why"), Button("Go", "act")])
    parts = divided(elements, weight(elements) - 10)
    assert [lines(part)[0][:5] for part in parts] == ["xxxxx", "Title"]
    assert lines(parts[1]) == ["Title", "Why"]
    assert parts[1][-1]["type"] == "ActionSet"


def test_what_must_fit_one_card_is_shortened_before_anything_is_left_out() -> None:
    fitted = fit(body([part for at in range(10) for part in (Small(f"short {at}"), paragraph("x" * 5000))]))
    assert [text for text in texts(fitted) if text.startswith("short")] == [f"short {at}" for at in range(10)]
    assert weight(fitted) <= MOST_IN_BODY


def test_what_still_does_not_fit_is_left_out_at_the_end_and_said() -> None:
    fitted = fit(body([Small("Text")] * 400))
    assert weight(fitted) <= MOST_IN_BODY
    assert lines(fitted)[-1] == f"{400 - len(fitted) + 1} more parts of this message did not fit."


def test_what_fits_is_left_as_it_is() -> None:
    made = body([Small("Text"), Divider(), paragraph("More")])
    assert fit(made) == made
    assert divided(made) == [made]
