"""The evidence ledger: entries by name, notes without, page by page; and what coordinators see is missing or old."""

from datetime import date, timedelta

import pytest

from bot.sections.evidence import ADD_FORM, INDICATOR, LINK, TEXT, EvidenceAct
from bot.sections.forms import ChooseOne, Form, Value
from bot.sections.parts import Bullet, Paragraph, WebLink, plain_text
from bot.use_cases.evidence.ledger import CHARACTERS_ON_A_PAGE, ITEMS_ON_A_PAGE
from bot.use_cases.home.paging import Place
from rubric.audit import What
from rubric.check_in import AskedIndicator
from rubric.library import load, shipped
from rubric.model import LevelId
from rubric.refusals import FormDoesNotMatch, NotOnTheTeam, ObserversOnlyRead
from storage import evidence, history, team_ratings
from storage.store import Store
from tests.bot.facts import HOSTILE
from tests.bot.use_cases.evidence.ground import (
    CLOSED,
    button,
    buttons,
    entry,
    opened,
    presses,
    submits,
    types,
)
from tests.bot.use_cases.steering.ground import errors, field, log, menu, refusal, said, text_of, the_form
from tests.cabinet import NAMES, Cabinet

RUBRIC = load(shipped()[0])
ONE, TWO = RUBRIC.domains[0].indicators[:2]
OTHER = RUBRIC.domains[1].indicators[0]


@pytest.fixture
def cabinet(any_store: Store) -> Cabinet:
    return Cabinet(any_store, names=(*NAMES, "Olga"))


def ledger(cabinet: Cabinet, name: str = "Dana", *, page: int = 0, within: str = "") -> Form:
    return the_form(presses(cabinet, name, EvidenceAct.LEDGER, str(Place(cabinet.team().id, page, within))))


def add_form(cabinet: Cabinet, name: str = "Dana", *, within: str = "") -> Form:
    return the_form(presses(cabinet, name, EvidenceAct.ADD, str(Place(cabinet.team().id, 0, within))))


def adds(
    cabinet: Cabinet,
    text: str = "Minutes",
    *,
    name: str = "Dana",
    indicator: str = ONE.id,
    link: str = "",
    on: str = "2026-11-02",
) -> str:
    values: dict[str, Value] = {INDICATOR: indicator, **entry(text, link=link, on=on)}
    return said(submits(cabinet, name, add_form(cabinet, name), values))


def bullets(form: Form) -> list[str]:
    return [plain_text([part]) for part in form.parts if isinstance(part, Bullet)]


def rated(cabinet: Cabinet, letters: str, *, notes: bool = False) -> None:
    """Ana, Dev and Dana alike; closed."""
    opened(cabinet)
    for name in ("Ana", "Dev", "Dana"):
        cabinet.rate(name, letters, evidence=f"Seen by {name.lower()} there" if notes else None)
    cabinet.travel(CLOSED)


def test_an_entry_stands_there_with_its_name_its_day_and_its_link(cabinet: Cabinet) -> None:
    opened(cabinet)
    assert RUBRIC.label(ONE.id) in adds(cabinet, "Minutes of the board", link="https://example.org/m")
    form = ledger(cabinet, "Olga")
    assert f"{RUBRIC.label(ONE.id)}. {ONE.text}" in text_of(form)
    (bullet,) = [part for part in form.parts if isinstance(part, Bullet)]
    assert plain_text([bullet]) == "Nov 2, 2026, Dana: Minutes of the board\nhttps://example.org/m"
    assert bullet.lines[1] == (WebLink("https://example.org/m"),)
    assert [one.what for one in log(cabinet)][-1] is What.EVIDENCE_ADDED


def test_entries_come_indicator_by_indicator_and_the_newest_first(cabinet: Cabinet) -> None:
    opened(cabinet)
    for text, indicator, on in (
        ("c", OTHER, "2026-10-01"),
        ("a", ONE, "2026-10-01"),
        ("b", ONE, "2026-09-01"),
        ("d", ONE, "2026-11-01"),
    ):
        adds(cabinet, text, indicator=indicator.id, on=on)
    form = ledger(cabinet)
    assert [line[-1] for line in bullets(form)] == ["d", "a", "b", "c"]
    titles = [plain_text([part]).partition(". ")[0] for part in form.parts if isinstance(part, Paragraph)]
    assert titles == [RUBRIC.label(ONE.id), RUBRIC.label(OTHER.id)]


def test_a_domain_can_be_chosen(cabinet: Cabinet) -> None:
    opened(cabinet)
    adds(cabinet, "here")
    adds(cabinet, "there", indicator=OTHER.id)
    form = ledger(cabinet, within=RUBRIC.domains[1].id)
    assert [line[-5:] for line in bullets(form)] == ["there"]
    assert menu(form, EvidenceAct.LEDGER).chosen == str(Place(cabinet.team().id, within=RUBRIC.domains[1].id))
    assert "no evidence in this domain" in text_of(ledger(cabinet, within=RUBRIC.domains[2].id))


def test_notes_of_a_closed_check_in_are_shown_without_names_and_levels(cabinet: Cabinet) -> None:
    rated(cabinet, "S U ?", notes=True)
    form = ledger(cabinet)
    assert len(bullets(form)) == 9
    assert all(line.startswith("Nov 9, 2026, beside a rating in Check-in 1: “Seen by ") for line in bullets(form))
    everything = text_of(form)
    assert not any(word in everything for word in ("Ana", "Dev", "Dana", "Strength", "Urgent gap", "Don't know"))


def test_notes_are_sealed_until_the_close_and_withheld_where_too_few_answered(cabinet: Cabinet) -> None:
    check_in = opened(cabinet)
    for name in ("Ana", "Dev", "Dana"):
        cabinet.rate(name, "S . ." if name == "Ana" else "S S .", evidence="Seen there")
    assert bullets(ledger(cabinet)) == []
    cabinet.travel(CLOSED)
    form = ledger(cabinet)
    assert len(bullets(form)) == 3
    assert check_in.asked[1].text not in text_of(form)


def test_any_number_of_the_longest_texts_is_turned_page_by_page_and_nothing_is_cut(cabinet: Cabinet) -> None:
    opened(cabinet)
    markup = (HOSTILE * 60)[:2990]
    texts = [f"{markup}#{number}" for number in range(7)]
    for text in texts:
        adds(cabinet, text)
    pages = [ledger(cabinet, page=number) for number in range(5)]
    assert [len(bullets(page)) for page in pages] == [2, 2, 2, 1, 0]
    shown = "\n".join(line for page in pages for line in bullets(page))
    assert all(text in shown for text in texts)
    assert max(sum(map(len, bullets(page))) for page in pages) <= CHARACTERS_ON_A_PAGE
    assert [buttons(page) for page in pages] == [
        ["Add evidence", "More"],
        ["Add evidence", "Back", "More"],
        ["Add evidence", "Back", "More"],
        ["Add evidence", "Back"],
        ["Add evidence", "Back"],
    ]
    with cabinet.store.read() as transaction:
        kept = [one.text for one in evidence.of_team(transaction, cabinet.team().id)]
    assert sorted(kept) == sorted(texts)


def test_many_short_ones_are_turned_page_by_page_too(cabinet: Cabinet) -> None:
    opened(cabinet)
    for number in range(ITEMS_ON_A_PAGE + 1):
        adds(cabinet, f"Minutes of week {number}")
    assert [len(bullets(ledger(cabinet, page=number))) for number in range(2)] == [ITEMS_ON_A_PAGE, 1]


def test_coordinators_see_what_is_best_without_evidence(cabinet: Cabinet) -> None:
    rated(cabinet, "S S O")
    first, second, third = (asked.label for asked in _asked(cabinet))
    top = text_of(ledger(cabinet, "Ana"))
    assert "Strength without evidence: " in top
    assert _said_missing(top) == [first, second]
    adds(cabinet, indicator=_asked(cabinet)[0].id)
    assert _said_missing(text_of(ledger(cabinet, "Ana"))) == [second]
    for form in (ledger(cabinet), ledger(cabinet, "Ana", page=1), ledger(cabinet, "Ana", within="actionable-data")):
        assert "without evidence" not in text_of(form)
    assert third not in top


def test_a_team_rating_counts_before_the_median(cabinet: Cabinet) -> None:
    rated(cabinet, "S O U")
    asked = _asked(cabinet)
    _agree(cabinet, asked[0].id, "could-be-better")
    _agree(cabinet, asked[1].id, "strength")
    assert _said_missing(text_of(ledger(cabinet, "Ana"))) == [asked[1].label]


def test_coordinators_see_what_has_grown_old(cabinet: Cabinet) -> None:
    rated(cabinet, "S O U")
    best, middle, worst = _asked(cabinet)
    for one in (best, middle, worst):
        adds(cabinet, indicator=one.id, on="2026-04-02")
    top = text_of(ledger(cabinet, "Ana"))
    assert "Stale evidence: nothing newer than 180 days" in top
    assert f"{best.label}: the newest is from Apr 2, 2026." in top
    assert f"{worst.label}: the newest is from Apr 2, 2026." in top
    assert f"{middle.label}: the newest" not in top
    adds(cabinet, indicator=best.id, on="2026-11-09")
    assert f"{best.label}: the newest" not in text_of(ledger(cabinet, "Ana"))


def test_a_note_in_that_check_in_is_evidence_too(cabinet: Cabinet) -> None:
    rated(cabinet, "S O U", notes=True)
    assert "without evidence" not in text_of(ledger(cabinet, "Ana"))


def test_the_form_offers_the_indicators_of_the_domain_that_was_looked_at(cabinet: Cabinet) -> None:
    opened(cabinet)
    every, some = add_form(cabinet), add_form(cabinet, within=RUBRIC.domains[1].id)
    assert every.id == ADD_FORM
    counts = []
    for form in (every, some):
        options = field(form, INDICATOR)
        assert isinstance(options, ChooseOne)
        counts.append(len(options.options))
    assert counts == [len(RUBRIC.indicators), len(RUBRIC.domains[1].indicators)]


def test_whatever_is_wrong_is_said_beside_its_field(cabinet: Cabinet) -> None:
    opened(cabinet)
    values: dict[str, Value] = {INDICATOR: None, **entry("", link="no link", on="2026-11-02")}
    form = add_form(cabinet)
    assert set(errors(submits(cabinet, "Dana", form, values))) == {INDICATOR, TEXT, LINK}
    tampered: dict[str, Value] = {INDICATOR: "made-up.1", **entry("Minutes", on="2026-11-02")}
    assert list(errors(submits(cabinet, "Dana", form, tampered))) == [INDICATOR]
    assert bullets(ledger(cabinet)) == []


def test_a_record_about_a_student_is_questioned_once_in_the_text_and_in_the_link(cabinet: Cabinet) -> None:
    opened(cabinet)
    link = "https://sis.example.org/profile?student_id=104882"
    values: dict[str, Value] = {INDICATOR: ONE.id, **entry("Maria Lopez missed 12 days.", link=link, on="2026-11-02")}
    form = add_form(cabinet)
    assert set(errors(submits(cabinet, "Dana", form, values))) == {TEXT, LINK}
    said(submits(cabinet, "Dana", form, values))
    assert len(bullets(ledger(cabinet))) == 1


def test_a_form_that_is_sent_twice_adds_one_entry_and_another_day_or_person_makes_another(cabinet: Cabinet) -> None:
    opened(cabinet)
    for _ in range(2):
        adds(cabinet)
    assert len(bullets(ledger(cabinet))) == len(log(cabinet)) == 1
    adds(cabinet, on="2026-11-01")
    adds(cabinet, name="Lee")
    assert len(bullets(ledger(cabinet))) == len(log(cabinet)) == 3


def test_observers_read_and_add_nothing(cabinet: Cabinet) -> None:
    opened(cabinet)
    form = add_form(cabinet)
    assert isinstance(refusal(lambda: add_form(cabinet, "Olga")), ObserversOnlyRead)
    values: dict[str, Value] = {INDICATOR: ONE.id, **entry("Minutes", on="2026-11-02")}
    assert isinstance(refusal(lambda: submits(cabinet, "Olga", form, values)), ObserversOnlyRead)
    assert buttons(ledger(cabinet, "Olga")) == []


def test_the_ledger_is_for_the_people_of_the_team(cabinet: Cabinet) -> None:
    opened(cabinet)
    form = add_form(cabinet)
    assert "There is no evidence yet." in text_of(the_form(types(cabinet, "Olga", "evidence")))
    with pytest.raises(NotOnTheTeam):
        ledger(cabinet, "Mallory")
    with pytest.raises(NotOnTheTeam):
        submits(cabinet, "Mallory", form, {INDICATOR: ONE.id, **entry()})
    with pytest.raises(FormDoesNotMatch):
        presses(cabinet, "Dana", EvidenceAct.LEDGER, "no@place")


def test_adding_begins_from_the_ledger(cabinet: Cabinet) -> None:
    opened(cabinet)
    pressed = button(ledger(cabinet, within=RUBRIC.domains[1].id), "Add evidence")
    assert the_form(presses(cabinet, "Dana", pressed.act, pressed.value)).about == pressed.value


def _asked(cabinet: Cabinet) -> list[AskedIndicator]:
    with cabinet.store.read() as transaction:
        (check_in,) = history.asked_when(transaction, cabinet.team().id, most=1)
    return list(check_in.asked)


def _said_missing(top: str) -> list[str]:
    line = next(line for line in top.splitlines() if line.startswith("Strength without evidence: "))
    return line.removeprefix("Strength without evidence: ").rstrip(".").split("; ")


def _agree(cabinet: Cabinet, indicator_id: str, level: str) -> None:
    team, now = cabinet.team(), cabinet.clock.now()
    with cabinet.store.begin() as transaction:
        (check_in,) = history.asked_when(transaction, team.id, most=1)
        team_ratings.record(
            transaction,
            team.id,
            check_in.id,
            next(one.id for one in check_in.asked if one.id == indicator_id),
            level_id=LevelId(level),
            rationale="We talked.",
            dissent="",
            agreed_on=date(2026, 11, 9),
            recorded_by="Ana",
            now=now + timedelta(seconds=1),
        )
