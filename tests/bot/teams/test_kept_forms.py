"""Forms that were shown come back as they were, to their owner alone, and not for ever."""

import json
from datetime import date, time, timedelta

import pytest

from bot.sections.form_json import from_json, to_json
from bot.sections.forms import Attach, ChooseOne, ChooseSeveral, Form, Option, PickDay, PickTime, Write
from bot.sections.parts import (
    Act,
    Bar,
    Bars,
    Bullet,
    Button,
    ChannelLink,
    Chart,
    Divider,
    Heading,
    Menu,
    MenuItem,
    Quotes,
    Section,
    Series,
    Small,
    Span,
    WebLink,
    line,
    paragraph,
)
from bot.teams.kept_forms import FORGOTTEN_AFTER, keep_form, keep_page, keep_typed, kept_form, kept_page
from rubric.model import IndicatorId, LevelId
from rubric.people import CheckInId, MemberId
from rubric.rating import Rating
from rubric.refusals import FormDoesNotMatch
from storage.store import Store
from tests.cabinet import Cabinet, speaker
from tests.limits.forms import FORMS

SECTIONS: tuple[Section, ...] = (
    Heading("Heading"),
    paragraph("plain", Span("bold", bold=True), ChannelLink("C1", "cabinet"), WebLink("https://maple.example")),
    Bullet((line("one"), line("two"))),
    Bars((Bar("Strength", ":star:", 3),), Bar("Don't know", ":x:", 1), out_of=4, brief=True),
    Quotes(("“quoted”", "line\nbreak"), hidden=2),
    Button("Press", Act.RATE_FROM_CARD, "value", primary=True, confirm="Sure?"),
    Menu("Menu", "act", (MenuItem("a", "A"), MenuItem("b", "B")), chosen="b"),
    Small("small"),
    Divider(),
    Chart("chart", ("x", "y"), (Series("s", (1, 2)),)),
)
EVERYTHING = Form(
    "form",
    "Title",
    (
        ChooseOne("one", "One", (Option("a", "A", "about"),), "a", hint="hint", optional=True, as_list=True),
        ChooseSeveral("several", "Several", (Option("a", "A"), Option("b", "B")), ("b",), most=2),
        PickDay("day", "Day", date(2026, 11, 2)),
        PickTime("time", "Time", time(9, 30)),
        Write("text", "Text", "typed\n😀", several_lines=True, longest=300),
        Attach("file", "File", ("ics", "ical")),
        *SECTIONS,
    ),
    submit="Save",
    about="about",
)
WITHOUT_ANYTHING = Form("form", "Title", ())


@pytest.mark.parametrize("form", [EVERYTHING, WITHOUT_ANYTHING, *FORMS.values()], ids=["all", "none", *FORMS])
def test_every_form_is_the_same_after_it_was_kept(form: Form) -> None:
    assert from_json(json.loads(json.dumps(to_json(form)))) == form


@pytest.mark.parametrize(
    "kept",
    [
        None,
        [],
        "form",
        {},
        {"is": "Form"},
        {"is": "Form", "id": "a", "title": "b", "parts": [], "later": 1},
        {"is": "Span", "text": "no form"},
        {"is": "Form", "id": "a", "title": "b", "parts": [{"is": "Popen"}]},
        {"is": "Form", "id": "a", "title": "b", "parts": [{"is": "date", "at": "tomorrow"}]},
        {"is": ["unhashable"], "id": "a"},
    ],
)
def test_what_another_version_kept_is_a_form_that_does_not_match(kept: object) -> None:
    with pytest.raises(FormDoesNotMatch):
        from_json(kept)


def test_nothing_but_what_forms_are_made_of_is_kept() -> None:
    with pytest.raises(TypeError):
        to_json(Form("form", "Title", (object(),)))  # type: ignore[arg-type]


def a_cabinet(store: Store) -> Cabinet:
    cabinet = Cabinet(store, platform="teams")
    cabinet.set_up()
    return cabinet


def test_a_kept_form_comes_back_with_what_was_typed_to_its_owner_alone(any_store: Store) -> None:
    deps = a_cabinet(any_store).deps
    ana, dev = speaker("Ana", platform="teams"), speaker("Dev", platform="teams")
    token = keep_form(deps, ana, EVERYTHING)
    kept = kept_form(deps, ana, token)
    assert (kept.form, kept.typed) == (EVERYTHING, {})
    typed = {"several": ("a",), "text": "other", "one": None}
    keep_typed(deps, ana, kept, typed)
    assert kept_form(deps, ana, token).typed == typed
    for who, wanted in ((dev, token), (ana, "guessed"), (ana, "")):
        with pytest.raises(FormDoesNotMatch):
            kept_form(deps, who, wanted)


def test_each_form_that_is_shown_has_a_token_of_its_own(store: Store) -> None:
    deps, ana = a_cabinet(store).deps, speaker("Ana", platform="teams")
    assert keep_form(deps, ana, EVERYTHING) != keep_form(deps, ana, EVERYTHING)


def test_a_form_that_brings_nothing_back_is_not_kept(store: Store) -> None:
    deps, ana = a_cabinet(store).deps, speaker("Ana", platform="teams")
    assert keep_form(deps, ana, WITHOUT_ANYTHING) == ""


def test_a_form_is_forgotten_after_a_while_whether_or_not_others_are_shown(any_store: Store) -> None:
    cabinet = a_cabinet(any_store)
    deps, ana = cabinet.deps, speaker("Ana", platform="teams")
    token = keep_form(deps, ana, EVERYTHING)
    cabinet.clock.pass_by(FORGOTTEN_AFTER)
    assert kept_form(deps, ana, token).form == EVERYTHING
    cabinet.clock.pass_by(timedelta(seconds=1))
    with pytest.raises(FormDoesNotMatch):
        kept_form(deps, ana, token)
    other = keep_form(deps, ana, EVERYTHING)
    cabinet.clock.at -= timedelta(days=1)
    with pytest.raises(FormDoesNotMatch):
        kept_form(deps, ana, token)
    assert kept_form(deps, ana, other).form == EVERYTHING


def test_a_rating_page_remembers_what_stood_there(any_store: Store) -> None:
    cabinet = a_cabinet(any_store)
    deps, ana = cabinet.deps, speaker("Ana", platform="teams")
    first, second = IndicatorId("i1"), IndicatorId("i2")
    rated = Rating(first, MemberId("m"), LevelId("strength"), "seen", cabinet.clock.now())
    statements = {first: "One", second: "Two"}
    token = keep_page(deps, ana, CheckInId("c"), {first: rated}, page=1, opened="first page", statements=statements)
    kept = kept_page(deps, ana, token)
    assert (kept.check_in_id, kept.page, kept.opened, kept.statements) == ("c", 1, "first page", statements)
    assert [(one, stood.level_id, stood.evidence) for one, stood in kept.before.items()] == [
        (first, "strength", "seen")
    ]
    with pytest.raises(FormDoesNotMatch):
        kept_form(deps, ana, token)


def test_the_first_page_gives_its_opening_its_name(store: Store) -> None:
    deps, ana = a_cabinet(store).deps, speaker("Ana", platform="teams")
    token = keep_page(deps, ana, CheckInId("c"), {}, page=0, statements={})
    assert kept_page(deps, ana, token).opened == token
