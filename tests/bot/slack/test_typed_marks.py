"""Nothing that comes out of Slack can turn into a platform's word: the characters that stand for those are dropped."""

from bot import wording
from bot.sections.forms import Form, Write
from bot.slack import ids
from bot.slack.blocks.form import form_view
from bot.slack.form_state import form_values, typed_texts
from bot.slack.lookups import person_of
from bot.slack.speaker import speaker_from
from bot.wording.platform import COMMAND
from tests.bot.calendars.writing import calendar, days, event, read
from tests.bot.slack.canned import Answer
from tests.bot.slack.test_ids import a_view, type_in
from tests.bot.slack.test_lookups import file_when
from tests.bot.slack.test_routed_forms import returned

TYPED = f"{COMMAND} pause"


def test_what_is_typed_into_a_form_has_none() -> None:
    view = returned(form_view(Form("made_up", "A form", (Write("x", "X"),), submit="Save")))
    view["state"]["values"]["field/x"]["field"]["value"] = TYPED
    assert form_values(view) == {"x": " pause"}
    assert typed_texts(view) == (("X", " pause"),)


def test_what_is_typed_beside_a_rating_has_none() -> None:
    view = a_view()
    type_in(view, "a.1", TYPED)
    assert [choice.evidence for choice in ids.form_choices(view)] == [" pause", ""]
    assert [note for _, note in ids.typed_notes(view)] == [" pause"]


def test_what_is_typed_as_a_command_is_given_back_with_none() -> None:
    (said,) = wording.unknown_command(TYPED).paragraphs
    assert said.startswith("Homeroom doesn't know “ pause”.")


def test_nobodys_name_or_title_has_any() -> None:
    user = {"id": "U1", "real_name": f"Dana{COMMAND}", "profile": {"title": f"{COMMAND}Chief"}}
    assert (person_of(user).name, person_of(user).title) == ("Dana", "Chief")
    assert speaker_from({"user": {"id": "U1", "team_id": "T1", "name": TYPED}}).name == " pause"
    assert speaker_from({"user_id": "U1", "team_id": "T1", "user_name": TYPED}).name == " pause"


def test_neither_a_files_name_nor_what_a_calendar_in_it_says_has_any() -> None:
    found, _ = file_when(Answer("BEGIN:VC"), name=f"{COMMAND}school.ics")
    assert getattr(found, "name", None) == "school.ics"
    snow = event("DTSTART;VALUE=DATE:20261130", name=f"Snow{COMMAND}")
    assert [*days(read(calendar(snow)))] == ["Snow"]
