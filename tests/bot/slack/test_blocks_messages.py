"""Messages in Slack's blocks: always within its limits, and what people typed never does anything."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.slack import ids
from bot.slack.blocks.fitting import MOST_CHARACTERS
from bot.slack.blocks.message import LONGEST_CHANGED, LONGEST_POSTED, message, without_charts
from bot.slack.blocks.text import escaped_within, inert, plain
from jobs.announcements import Announcement, Card, Reminder, WhyWritten
from rubric.model import IndicatorId
from sandbox.block_kit import faults, message_length
from storage.proposals import Settled
from tests.bot.digest_facts import a_rich_digest
from tests.bot.facts import (
    HOSTILE,
    a_card,
    a_digest,
    a_full_digest,
    a_landed_question,
    a_moved,
    a_place_lost,
    a_reveal,
    a_roster_question,
    a_roster_settled,
    a_talk_about,
    a_talk_prompt,
    a_welcome,
    an_agreed,
    an_invitation,
    an_unknown,
)
from tests.bot.slack.reading import kinds, texts
from tests.builders import ZONE, a_check_in, column

LATER = datetime(2026, 11, 30, 14, 0, tzinfo=UTC)

ANNOUNCEMENTS: dict[str, Announcement] = {
    "welcome": a_welcome(),
    "open card": a_card(),
    "closed card": a_card(is_closed=True),
    "reminder": Reminder("Attendance team", ZONE, a_check_in(number=6), waiting=2),
    "reveal": a_reveal(column("SSSOUUU?"), "a.1", evidence={("A", "a.1"): HOSTILE}),
    "talk prompt": a_talk_prompt("SSSOUUU?"),
    "empty reveal": a_reveal("A: . ."),
    "digest": a_full_digest(),
    "rich digest": a_rich_digest(),
    "quiet digest": a_digest(participation=()),
    "place lost": a_place_lost(),
    "landed question": a_landed_question(),
    "somebody joined": a_roster_question(),
    "somebody left": a_roster_question(joined=False),
    "account closed": a_roster_question(joined=False, closed=True),
    **{f"settled: {how}": a_roster_settled(how) for how in Settled},
    **{f"invitation: {why}": an_invitation(why) for why in WhyWritten},
}


@pytest.mark.parametrize("announcement", ANNOUNCEMENTS.values(), ids=ANNOUNCEMENTS.keys())
def test_slack_takes_every_message(announcement: Announcement) -> None:
    text, made = message(announcement)
    assert faults(made) == []
    assert 0 < len(text) <= LONGEST_POSTED


@settings(max_examples=15, deadline=None)
@given(
    indicators=st.integers(1, 30),
    members=st.integers(1, 15),
    length=st.integers(0, 3000),
    letters=st.text("SOCU?.", min_size=5, max_size=40),
    filling=st.sampled_from(["x", "word ", "😀", "<&>", "line\n", "\u202eא "]),
)
def test_a_reveal_fits_however_much_was_typed(
    indicators: int, members: int, length: int, letters: str, filling: str
) -> None:
    names = [f"M{number}" for number in range(members)]
    asked = [f"a.{number}" for number in range(1, indicators + 1)]
    note = (filling * length)[:length]
    rows = (" ".join(letters[(at + one) % len(letters)] for one in range(indicators)) for at in range(members))
    grid = "\n".join(f"{name}: {row}" for name, row in zip(names, rows, strict=True))
    text, made = message(a_reveal(grid, *asked, evidence={(name, one): note for name in names for one in asked}))
    assert faults(made) == []
    assert message_length(made) <= MOST_CHARACTERS
    assert len(text) <= LONGEST_POSTED


def test_ten_indicators_with_fifteen_notes_of_three_thousand_characters_all_keep_their_counts() -> None:
    names, asked = [f"M{number}" for number in range(15)], [f"a.{number}" for number in range(1, 11)]
    grid = "\n".join(f"{name}: {' '.join('SSUUSSUUSS')}" for name in names)
    evidence = {(name, one): "n" * 3000 for name in names for one in asked}
    _, made = message(a_reveal(grid, *asked, evidence=evidence))
    said = "\n".join(texts(made))
    assert message_length(made) <= MOST_CHARACTERS
    assert all(f"Talk about this: A {number}" in said or f"Agreed: A {number}" in said for number in range(1, 11))
    assert "more note" in said
    assert "did not fit" not in said


def test_a_card_of_thirty_wordy_indicators_fits_an_update() -> None:
    wordy = tuple(
        replace(one, label=f"{'A long <title> of a domain & more ' * 4}{number} {number}")
        for number, one in enumerate(a_check_in(*[f"a.{number}" for number in range(1, 31)]).asked)
    )
    card = a_card()
    text, made = message(Card(card.zone, replace(card.check_in, asked=wordy), 5, 8))
    assert faults(made) == []
    assert len(text) <= LONGEST_CHANGED


def test_a_digest_of_very_much_fits() -> None:
    wordy = "w" * 1900
    digest = a_digest(
        talk_about=(a_talk_about(text=wordy),) * 30,
        unknown=(an_unknown(text=wordy),) * 30,
        moved=(a_moved(),) * 30,
        agreed=(an_agreed(),) * 30,
        titles=tuple(f"Domain {number}" for number in range(40)),
        asked=(3,) * 40,
    )
    _, made = message(digest)
    assert faults(made) == []
    assert message_length(made) <= MOST_CHARACTERS


HOSTILE_MESSAGES: dict[str, Announcement] = {
    "evidence": a_reveal(column("SSSOUUU?"), "a.1", evidence={("A", "a.1"): HOSTILE}),
    "names": a_welcome(team_name=HOSTILE, members=(HOSTILE, "Ana")),
    "wording": a_digest(talk_about=(a_talk_about(label=HOSTILE, text=HOSTILE),)),
}


@pytest.mark.parametrize("announcement", HOSTILE_MESSAGES.values(), ids=HOSTILE_MESSAGES.keys())
def test_what_people_typed_is_shown_and_does_nothing(announcement: Announcement) -> None:
    text, made = message(announcement)
    assert any(HOSTILE in shown for shown in texts(made))
    assert not {"mrkdwn", "link", "user", "broadcast", "channel", "usergroup"} & set(kinds(made))
    assert "<" not in text
    assert "&lt;!channel&gt;" in text


def test_text_of_one_user_never_carries_a_style() -> None:
    _, made = message(HOSTILE_MESSAGES["evidence"])
    quotes = [part for block in made for part in block.get("elements", ()) if part["type"] == "rich_text_quote"]
    assert quotes == [{"type": "rich_text_quote", "elements": [{"type": "text", "text": f"“{HOSTILE}”"}]}]


def test_an_open_card_has_its_button_and_a_closed_one_has_none() -> None:
    check_in = a_card().check_in
    _, opened = message(a_card())
    _, closed = message(a_card(is_closed=True))
    assert [ids.button_names(block, check_in.id) for block in opened].count(True) == 1
    assert not any(block["type"] == "actions" for block in closed)


def test_a_message_carries_nothing_but_opaque_ids_and_words() -> None:
    _, made = message(a_card())
    rate, away = next(block for block in made if block["type"] == "actions")["elements"]
    assert rate["value"] == away["value"] == a_card().check_in.id
    assert (rate["action_id"], away["action_id"]) == (ids.RATE_FROM_CARD, "do/away_from_card")


def test_a_channel_is_linked_and_what_its_team_is_called_is_not_markup() -> None:
    for announcement in (a_place_lost(team_name=HOSTILE), a_landed_question(team_name=HOSTILE)):
        text, made = message(announcement)
        assert faults(made) == []
        elements = [one for part in made[0]["elements"] for one in part["elements"]]
        assert {"type": "channel", "channel_id": "C0CABINET"} in elements
        assert not {"mrkdwn", "link", "user", "broadcast", "usergroup"} & set(kinds(made))
        assert "<" not in text


def test_the_question_whether_it_landed_has_both_answers_in_one_row_and_urges_neither() -> None:
    _, made = message(a_landed_question())
    (row,) = (block["elements"] for block in made if block["type"] == "actions")
    assert [(one["text"]["text"], one["action_id"], one["value"]) for one in row] == [
        ("It's there", ids.IT_LANDED, "17"),
        ("Post it again", ids.POST_AGAIN, "17"),
    ]
    assert not any("style" in one for one in row)


def test_the_buttons_that_open_the_form_stand_out() -> None:
    for announcement in (a_card(), ANNOUNCEMENTS["reminder"]):
        _, made = message(announcement)
        (row,) = (block["elements"] for block in made if block["type"] == "actions")
        assert [one.get("style") for one in row] == ["primary", None]


def test_the_digest_has_a_chart_and_does_without_where_slack_has_none() -> None:
    _, made = message(a_rich_digest())
    assert [block["type"] for block in made].count("data_visualization") == 1
    plainer = without_charts(made)
    assert plainer == [block for block in made if block["type"] != "data_visualization"]
    assert "6 of 16 indicators asked in this pass" in "\n".join(texts(plainer))


def test_escaping_never_makes_the_text_too_long_or_cuts_an_entity() -> None:
    assert escaped_within("a<b", 100) == "a&lt;b"
    assert len(escaped_within("<" * 5000, 4000)) <= 4000
    assert escaped_within("<" * 5000, 4000).replace("&lt;", "") == "…"


def test_text_for_mrkdwn_has_no_marks_left() -> None:
    assert not set("*_~`<>") & set(inert(HOSTILE))
    assert plain("", 24)["text"] == " "


def test_nothing_about_anybodys_rating_is_in_what_is_carried_to_and_fro() -> None:
    _, made = message(a_card("a.1"))
    carried = json.dumps([block for block in made if block["type"] == "actions"])
    assert IndicatorId("a.1") not in carried
