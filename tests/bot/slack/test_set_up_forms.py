"""The three steps of setting up as Slack shows them: within its limits, however many people with however long names."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.demo.filling_in import filled_in, shown
from bot.lookups import MOST_PEOPLE, ChannelPeople, LeftOut, WhyLeftOut
from bot.sections.forms import ChooseSeveral, Form, Value, Write
from bot.sections.set_up import names_of, people_form, rhythm_form
from bot.slack.blocks.fitting import MOST_BLOCKS_IN_A_VIEW
from bot.slack.blocks.form import form_view
from bot.use_cases.set_up.draft import SetUpDraft
from bot.use_cases.set_up.people import MOST_MEMBERS, departments_field, people_values
from bot.use_cases.set_up.rhythm import ProfileZone, rhythm_values
from bot.use_cases.set_up.steps import choose_people, choose_rhythm, open_set_up
from jobs.ports import Person
from rubric.library import load, shipped
from sandbox.block_kit import view_faults
from storage.store import Store
from tests.bot.facts import HOSTILE
from tests.bot.slack.test_blocks_forms import HEAVIEST_VIEW
from tests.builders import ZONE, a_rubric
from tests.cabinet import Cabinet, found, people, speaker

NEW = "C9"
NOW = datetime(2026, 10, 30, 13, tzinfo=UTC)
LONG = {
    "latin": "Maria Guadalupe Hernandez-Rodriguez de la Cruz y Fernandez-Villanueva the Third",
    "chinese": "歐陽" * 40,
    "emoji": "😀" * 80,
    "hostile": HOSTILE,
}
TITLE = "Assistant superintendent of special education, health, family engagement, and data " * 2


def a_crowd(size: int, name: str, *, left_out: int = 0) -> ChannelPeople:
    """A channel of so many people, the last of whom are left out, and all of whom are called nearly the same."""
    everybody = tuple(
        Person(f"U{number:010}", f"{name[: 80 - len(str(number))]} {number}", ZONE, TITLE) for number in range(size)
    )
    there, outside = everybody[: size - left_out], everybody[size - left_out :]
    reasons = list(WhyLeftOut)
    return ChannelPeople(
        "c" * 80,
        is_shared=False,
        people=there,
        left_out=tuple(LeftOut(person.name, reasons[at % len(reasons)]) for at, person in enumerate(outside)),
    )


def steps(cabinet: Cabinet, there: ChannelPeople) -> list[Form]:
    """Every form on the way to the preview, with as many people on the team as there may be, all of them everything."""
    functions = load(shipped()[0]).cabinet
    assert functions is not None
    who = replace(speaker("Ruth"), address=there.people[0].address)
    team = tuple(person.address for person in there.people[:MOST_MEMBERS])
    changes: dict[str, Value] = {"team": team, "coordinators": team, "observers": team[1:]}
    changes |= {departments_field(one): functions.functions for one in team}
    changes |= {"name": "N" * 60, "indicators_per_check_in": "30"}
    forms = [shown(open_set_up(cabinet.deps, who, NEW), there)]
    while forms[-1].id == forms[0].id:
        forms.append(shown(choose_people(cabinet.deps, who, NEW, filled_in(forms[-1], changes))))
    forms.append(shown(choose_rhythm(cabinet.deps, who, NEW, filled_in(forms[-1], changes))))
    # As it comes back to whoever goes back.
    forms.append(shown(open_set_up(cabinet.deps, who, NEW), there))
    return forms


@pytest.mark.parametrize("name", LONG.values(), ids=LONG.keys())
@pytest.mark.parametrize(("size", "left_out"), [(30, 0), (31, 0), (60, 10), (MOST_PEOPLE, 0), (MOST_PEOPLE, 69)])
def test_every_step_fits_into_slack_with_many_people_of_long_names(
    store: Store, size: int, left_out: int, name: str
) -> None:
    cabinet = Cabinet(store)
    cabinet.set_up()
    for form in steps(cabinet, a_crowd(size, name, left_out=left_out)):
        view = form_view(form)
        assert view_faults(view) == []
        assert len(view["blocks"]) <= MOST_BLOCKS_IN_A_VIEW
        assert len(json.dumps(view)) < HEAVIEST_VIEW, form.id
        # Nothing was left out to make it fit.
        assert [field.name for field in form.fields()] == [
            block["block_id"].removeprefix("field/") for block in view["blocks"] if block["type"] == "input"
        ]


def test_everybody_who_is_left_out_is_named_with_the_reason() -> None:
    there = found("Ruth", left_out=tuple(LeftOut(f"The {why}", why) for why in WhyLeftOut))
    there = replace(there, left_out=(*there.left_out, LeftOut("Zoom", WhyLeftOut.BOT), LeftOut("", WhyLeftOut.HIDDEN)))
    said = json.dumps(form_view(a_people_form(there)))
    assert "The bot and Zoom: apps, which have nothing to rate." in said
    assert "The guest: a guest of this workspace; only its own people rate." in said
    assert "The stranger: from another organization." in said
    assert "The closed: the account is closed." in said
    hidden = replace(there, left_out=(LeftOut("", WhyLeftOut.HIDDEN),) * 2)
    assert "2 people: Homeroom isn't shown who they are." in json.dumps(form_view(a_people_form(hidden)))


def a_people_form(there: ChannelPeople, *, named: bool = True) -> Form:
    rubric = load(shipped()[0]) if named else a_rubric()
    values = people_values(SetUpDraft(there), there.people[0].address, rubric)
    return people_form(NEW, there, values, people=there.people, rubric=rubric)


def test_where_the_rubric_names_no_functions_a_department_is_written_and_the_title_stands_there() -> None:
    form = a_people_form(found("Ruth", "Omar"), named=False)
    (ruth, omar) = (field for field in form.fields() if isinstance(field, Write))
    assert (ruth.text, omar.text) == ("Ruth's department", "Omar's department")
    assert view_faults(form_view(form)) == []
    assert not any(isinstance(field, Write) for field in a_people_form(found("Ruth")).fields())


def test_those_of_the_same_name_are_told_apart_by_their_titles_or_else_by_their_addresses() -> None:
    ruth = people("Ruth")[0]
    nurse = replace(ruth, address="U-nurse", title="Nurse")
    assert list(names_of((ruth, nurse)).values()) == ["Ruth (Ruth's department)", "Ruth (Nurse)"]
    twins = (ruth, replace(ruth, address="U-other"), replace(ruth, address="U-third", title=""), *people("Omar"))
    assert list(names_of(twins).values()) == ["Ruth (U-Ruth)", "Ruth (U-other)", "Ruth (U-third)", "Omar"]


@pytest.mark.parametrize(
    ("profile", "said"),
    [
        (ProfileZone("Ruth", "America/New_York", known=True), "From the profile of Ruth."),
        (ProfileZone("Ruth", "America/Denver", known=True), "The profile of Ruth says Mountain time."),
        (ProfileZone("Ruth", "Mars/Olympus", known=False), "The profile of Ruth says “Mars/Olympus”, which is no"),
    ],
    ids=["the same", "another", "unknown"],
)
def test_the_form_says_where_the_zone_comes_from(profile: ProfileZone, said: str) -> None:
    values = rhythm_values(SetUpDraft(found("Ruth")), "U-Ruth", NOW)
    form = rhythm_form(NEW, values, zones=("America/New_York",), profile=profile)
    assert said in json.dumps(form_view(form), ensure_ascii=False)


def test_what_was_chosen_and_is_no_longer_on_offer_is_not_chosen() -> None:
    draft = SetUpDraft(found("Ruth"), people={"team": ("U-gone", "U-Ruth")}, rhythm={"zone": "Mars/Olympus", "at": "?"})
    rubric = load(shipped()[0])
    values = people_values(draft, "U-Ruth", rubric)
    team = next(people_form(NEW, draft.channel, values, people=(), rubric=rubric).fields())
    assert isinstance(team, ChooseSeveral)
    assert team.chosen == ("U-Ruth",)
    form = rhythm_form(NEW, rhythm_values(draft, "U-Ruth", NOW), zones=("America/New_York",), profile=None)
    assert (filled_in(form)["zone"], filled_in(form)["at"]) == (None, None)
