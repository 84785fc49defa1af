"""Pins, exclusions and the focus: each with its reason, one at a time, and never so that nothing is left to ask."""

from collections.abc import Mapping

import pytest

from bot.sections.forms import Form, Value
from bot.sections.preferring import DOMAIN, INDICATOR, NO_DOMAIN
from bot.sections.steering import REASON, FormAct
from bot.use_cases.steering.exclude_indicator import exclude_indicator, include_indicator, open_exclude
from bot.use_cases.steering.pin_indicator import open_pin, pin_indicator, unpin_indicator
from bot.use_cases.steering.set_focus import open_focus, set_focus
from jobs.announcements import ChangeNote
from rubric.audit import What
from rubric.library import load, shipped
from rubric.refusals import ChangedMeanwhile, FormDoesNotMatch
from storage.store import Store
from tests.bot.use_cases.steering.ground import (
    A_MINUTE,
    coordinates_too,
    errors,
    field,
    filled_in,
    log,
    menu,
    refusal,
    said,
    text_of,
    the_form,
)
from tests.cabinet import Cabinet, speaker

RUBRIC = load(shipped()[0])
ONE, TWO, *_ = (indicator.id for indicator in RUBRIC.indicators)
BECAUSE = "The board asks about it."


@pytest.fixture
def cabinet(any_store: Store) -> Cabinet:
    cabinet = Cabinet(any_store)
    cabinet.set_up()
    return cabinet


def pin_form(cabinet: Cabinet, name: str = "Ana") -> Form:
    return the_form(open_pin(cabinet.deps, speaker(name), cabinet.team().id))


def exclude_form(cabinet: Cabinet, name: str = "Ana") -> Form:
    return the_form(open_exclude(cabinet.deps, speaker(name), cabinet.team().id))


def focus_form(cabinet: Cabinet, name: str = "Ana") -> Form:
    return the_form(open_focus(cabinet.deps, speaker(name), cabinet.team().id))


def choice(indicator: str, reason: str = BECAUSE) -> Mapping[str, Value]:
    return {INDICATOR: indicator, REASON: reason}


def pin(cabinet: Cabinet, indicator: str, name: str = "Ana") -> object:
    return pin_indicator(cabinet.deps, speaker(name), pin_form(cabinet).about, choice(indicator))


def exclude(cabinet: Cabinet, indicator: str, name: str = "Ana") -> object:
    return exclude_indicator(cabinet.deps, speaker(name), exclude_form(cabinet).about, choice(indicator))


def options(form: Form) -> list[str]:
    return [option.value for option in field(form, INDICATOR).options]  # type: ignore[union-attr]


def test_all_forty_five_are_on_offer_in_lines_that_fit(cabinet: Cabinet) -> None:
    found = field(pin_form(cabinet), INDICATOR).options  # type: ignore[union-attr]
    assert [option.value for option in found] == [indicator.id for indicator in RUBRIC.indicators]
    assert max(len(option.text) for option in found) <= 75
    assert len({option.text for option in found}) == len(found) == 45


def test_a_pin_is_kept_with_its_reason_and_said_with_its_whole_text(cabinet: Cabinet) -> None:
    answer = said(pin(cabinet, TWO))  # type: ignore[arg-type]
    assert RUBRIC.indicator(TWO).text in answer
    pin(cabinet, ONE)
    assert cabinet.team().preferences.pinned_ids == (TWO, ONE)
    assert [entry.reason for entry in log(cabinet)] == [BECAUSE, BECAUSE]
    form = pin_form(cabinet)
    assert BECAUSE in text_of(form)
    assert not {ONE, TWO} & set(options(form))


def test_unpinning_shows_the_form_as_it_is_now_and_twice_does_no_harm(cabinet: Cabinet) -> None:
    pin(cabinet, ONE)
    form = pin_form(cabinet)
    assert [item.value for item in menu(form, FormAct.UNPIN).items] == [ONE]
    for _ in range(2):
        form = the_form(unpin_indicator(cabinet.deps, speaker("Ana"), form.about, ONE))
    assert ONE in options(form)
    assert cabinet.team().preferences.pinned == ()
    assert [entry.what for entry in log(cabinet)] == [What.PINNED, What.UNPINNED]


def test_an_excluded_one_is_included_again(cabinet: Cabinet) -> None:
    assert RUBRIC.indicator(ONE).text in said(exclude(cabinet, ONE))  # type: ignore[arg-type]
    assert cabinet.team().preferences.excluded_ids == {ONE}
    form = exclude_form(cabinet)
    assert [item.value for item in menu(form, FormAct.INCLUDE).items] == [ONE]
    form = the_form(include_indicator(cabinet.deps, speaker("Ana"), form.about, ONE))
    assert ONE in options(form)
    assert cabinet.team().preferences.excluded == ()
    assert [entry.what for entry in log(cabinet)] == [What.EXCLUDED, What.INCLUDED]


def test_what_another_did_to_the_same_indicator_meanwhile_is_said_beside_it(cabinet: Cabinet) -> None:
    coordinates_too(cabinet, "Dev")
    stale, stale_too = pin_form(cabinet, "Dev"), exclude_form(cabinet, "Dev")
    pin(cabinet, ONE)
    exclude(cabinet, TWO)
    dev = speaker("Dev")
    found = [
        errors(pin_indicator(cabinet.deps, dev, stale.about, choice(ONE))),
        errors(pin_indicator(cabinet.deps, dev, stale.about, choice(TWO))),
        errors(exclude_indicator(cabinet.deps, dev, stale_too.about, choice(ONE))),
        errors(exclude_indicator(cabinet.deps, dev, stale_too.about, choice(TWO))),
    ]
    assert [list(one) for one in found] == [[INDICATOR]] * 4
    assert len({one[INDICATOR] for one in found}) == 4
    assert len(log(cabinet)) == 2


def test_two_who_pin_different_ones_are_not_in_each_others_way(cabinet: Cabinet) -> None:
    coordinates_too(cabinet, "Dev")
    stale = pin_form(cabinet, "Dev")
    pin(cabinet, ONE)
    said(pin_indicator(cabinet.deps, speaker("Dev"), stale.about, choice(TWO)))
    assert cabinet.team().preferences.pinned_ids == (ONE, TWO)


@pytest.mark.parametrize(
    ("values", "fields"),
    [
        pytest.param({INDICATOR: None, REASON: None}, [INDICATOR, REASON], id="nothing"),
        pytest.param(choice("made-up.1"), [INDICATOR], id="not in the rubric"),
        pytest.param(choice(ONE, "  \n "), [REASON], id="a blank reason"),
    ],
)
def test_what_is_missing_keeps_the_form(cabinet: Cabinet, values: Mapping[str, Value], fields: list[str]) -> None:
    for form, use in ((pin_form(cabinet), pin_indicator), (exclude_form(cabinet), exclude_indicator)):
        assert list(errors(use(cabinet.deps, speaker("Ana"), form.about, values))) == fields
    assert log(cabinet) == ()


def test_the_last_one_can_not_be_excluded(cabinet: Cabinet) -> None:
    *others, last = (indicator.id for indicator in RUBRIC.indicators)
    for indicator in others:
        said(exclude(cabinet, indicator))  # type: ignore[arg-type]
    assert "last" in errors(exclude(cabinet, last))[INDICATOR]  # type: ignore[arg-type]
    assert len(cabinet.team().preferences.excluded) == len(others)


def test_a_domain_comes_into_focus_and_out_of_it(cabinet: Cabinet) -> None:
    domain = RUBRIC.domains[1]
    form = focus_form(cabinet)
    assert filled_in(form) == {DOMAIN: NO_DOMAIN}
    assert domain.title in said(set_focus(cabinet.deps, speaker("Ana"), form.about, {DOMAIN: domain.id}))
    assert cabinet.team().preferences.focus == domain.id
    form = focus_form(cabinet)
    assert list(errors(set_focus(cabinet.deps, speaker("Ana"), form.about, filled_in(form)))) == [DOMAIN]
    said(set_focus(cabinet.deps, speaker("Ana"), form.about, {DOMAIN: NO_DOMAIN}))
    assert cabinet.team().preferences.focus is None
    assert [(entry.before, entry.after) for entry in log(cabinet)] == [
        ({"focus": None}, {"focus": domain.title}),
        ({"focus": domain.title}, {"focus": None}),
    ]


def test_a_domain_that_is_not_there_does_not_match(cabinet: Cabinet) -> None:
    with pytest.raises(FormDoesNotMatch):
        set_focus(cabinet.deps, speaker("Ana"), focus_form(cabinet).about, {DOMAIN: "made-up"})


def test_two_who_choose_a_focus_at_once_do_not_overwrite_each_other(cabinet: Cabinet) -> None:
    coordinates_too(cabinet, "Dev")
    stale = focus_form(cabinet, "Dev")
    set_focus(cabinet.deps, speaker("Ana"), focus_form(cabinet).about, {DOMAIN: RUBRIC.domains[0].id})
    values = {DOMAIN: RUBRIC.domains[1].id}
    found = refusal(lambda: set_focus(cabinet.deps, speaker("Dev"), stale.about, values))
    assert isinstance(found, ChangedMeanwhile)
    assert cabinet.team().preferences.focus == RUBRIC.domains[0].id


def test_the_channel_hears_nothing_of_any_of_it(cabinet: Cabinet) -> None:
    pin(cabinet, ONE)
    exclude(cabinet, TWO)
    set_focus(cabinet.deps, speaker("Ana"), focus_form(cabinet).about, {DOMAIN: RUBRIC.domains[0].id})
    cabinet.travel(cabinet.clock.now() + A_MINUTE)
    assert cabinet.messenger.said(ChangeNote) == []
