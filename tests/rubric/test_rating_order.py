"""What was sent first may arrive last: ratings end in the state that the last tap meant, whatever arrived when."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubric.model import IndicatorId, LevelId
from rubric.rating import Act, Choice, Rating, rate
from tests.builders import OPENING, a_check_in, a_member

CHECK_IN = a_check_in("a.1", "a.2", "a.3")
DANA = a_member("Dana")
A1, A2, A3 = (asked.id for asked in CHECK_IN.asked)
STRENGTH, OK, URGENT = LevelId("strength"), LevelId("ok-for-now"), LevelId("urgent-gap")
LEVELS = (STRENGTH, OK, URGENT, CHECK_IN.scale.dont_know.id)
ARRIVAL = OPENING + timedelta(hours=1)


@dataclass(frozen=True)
class Sent:
    """What a device sends: the whole form as it stands, and which level was just tapped."""

    act: Act
    choices: tuple[Choice, ...]


@dataclass
class Device:
    """One opened form; the check-in had no ratings when it was opened."""

    form_id: str
    levels: dict[IndicatorId, LevelId] = field(default_factory=dict)
    notes: dict[IndicatorId, str] = field(default_factory=dict)

    def taps(self, indicator: IndicatorId, level: LevelId, *, second: int) -> Sent:
        self.levels[indicator] = level
        return Sent(Act(at(second), self.form_id, final=False), self._choices(indicator))

    def types(self, indicator: IndicatorId, note: str) -> None:
        self.notes[indicator] = note

    def is_done(self, *, second: int) -> Sent:
        return Sent(Act(at(second), self.form_id, final=True), self._choices(None))

    def _choices(self, tapped: IndicatorId | None) -> tuple[Choice, ...]:
        return tuple(
            Choice(
                asked.id,
                self.levels.get(asked.id),
                self.notes.get(asked.id, ""),
                evidence_before="",
                tapped=asked.id == tapped,
            )
            for asked in CHECK_IN.asked
        )


def at(second: int) -> datetime:
    return OPENING + timedelta(seconds=second)


def received(*arrivals: Sent) -> dict[IndicatorId, Rating]:
    current: dict[IndicatorId, Rating] = {}
    for number, sent in enumerate(arrivals):
        now = ARRIVAL + timedelta(seconds=number)
        changed = rate(CHECK_IN, member=DANA, choices=sent.choices, current=current, now=now, act=sent.act)
        current |= {rating.indicator_id: rating for rating in changed}
    return current


def levels(current: dict[IndicatorId, Rating]) -> dict[IndicatorId, LevelId | None]:
    return {indicator: rating.level_id for indicator, rating in current.items() if rating.level_id is not None}


def test_a_tap_that_was_overtaken_by_a_later_one_changes_nothing() -> None:
    phone = Device("phone")
    first, second = phone.taps(A1, STRENGTH, second=1), phone.taps(A1, URGENT, second=2)
    assert levels(received(second, first)) == {A1: URGENT}


def test_a_tap_that_arrives_after_done_changes_nothing_though_our_clock_is_behind() -> None:
    phone = Device("phone")
    first, second = phone.taps(A1, STRENGTH, second=41), phone.taps(A1, URGENT, second=42)
    done = replace(phone.is_done(second=43), act=Act(at(3), "phone", final=True))
    assert levels(received(done, first)) == {A1: URGENT}
    assert levels(received(second, done, first)) == {A1: URGENT}


def test_done_saves_a_tap_that_was_lost() -> None:
    phone = Device("phone")
    first = phone.taps(A1, STRENGTH, second=1)
    phone.taps(A1, URGENT, second=2)
    assert levels(received(first, phone.is_done(second=3))) == {A1: URGENT}


def test_a_form_that_was_left_open_does_not_take_back_what_another_device_did_since() -> None:
    phone, desk = Device("phone"), Device("desk")
    old, new = phone.taps(A1, STRENGTH, second=1), desk.taps(A1, URGENT, second=5)
    assert levels(received(old, new, phone.is_done(second=9))) == {A1: URGENT}
    assert levels(received(old, new, phone.taps(A2, OK, second=8))) == {A1: URGENT, A2: OK}


def test_the_later_of_two_submissions_counts_though_it_arrives_first() -> None:
    phone, desk = Device("phone"), Device("desk")
    old, new = phone.taps(A1, STRENGTH, second=1), desk.taps(A1, URGENT, second=5)
    phone.types(A1, "Seen in May.")
    early = phone.is_done(second=2)
    desk.types(A1, "Seen in June.")
    late = desk.is_done(second=6)
    for arrivals in ((old, new, late, early), (late, early, new, old), (new, late, old, early)):
        rating = received(*arrivals)[A1]
        assert (rating.level_id, rating.evidence) == (URGENT, "Seen in June.")


def test_a_note_of_another_device_is_not_wiped_by_a_form_that_has_none() -> None:
    phone, desk = Device("phone"), Device("desk")
    desk.types(A1, "Two schools still send spreadsheets.")
    current = received(desk.is_done(second=1), phone.taps(A1, OK, second=5), phone.is_done(second=6))
    assert (current[A1].level_id, current[A1].evidence) == (OK, "Two schools still send spreadsheets.")


def test_a_note_that_is_taken_out_again_before_done_is_not_kept() -> None:
    phone = Device("phone")
    phone.types(A1, "Not sure.")
    tap = phone.taps(A2, OK, second=1)
    phone.types(A1, "")
    assert received(tap, phone.is_done(second=2))[A1].evidence == ""


def test_half_a_note_that_arrives_late_does_not_replace_the_whole() -> None:
    phone = Device("phone")
    phone.types(A1, "Two")
    half = phone.taps(A2, OK, second=1)
    phone.types(A1, "Two schools")
    whole, again = phone.taps(A2, STRENGTH, second=2), phone.taps(A3, OK, second=4)
    assert received(whole, again, half)[A1].evidence == "Two schools"


def test_tapping_the_same_level_again_makes_it_the_later_word() -> None:
    phone, desk = Device("phone"), Device("desk")
    first, between, last = (
        phone.taps(A1, STRENGTH, second=1),
        desk.taps(A1, URGENT, second=3),
        Device("tablet").taps(A1, STRENGTH, second=5),
    )
    assert levels(received(first, last, between)) == {A1: STRENGTH}


def test_saying_the_same_again_does_not_change_when_it_was_rated() -> None:
    phone = Device("phone")
    current = received(phone.taps(A1, STRENGTH, second=1), phone.taps(A1, STRENGTH, second=2))
    assert current[A1].rated_at == ARRIVAL


ACTS = st.lists(
    st.tuples(st.sampled_from(["phone", "desk"]), st.sampled_from([A1, A2, A3]), st.sampled_from(LEVELS)),
    min_size=1,
    max_size=7,
)


@given(ACTS, st.booleans(), st.data())
def test_in_whatever_order_they_arrive_each_indicator_has_the_level_of_its_last_tap(
    acts: list[tuple[str, IndicatorId, LevelId]], with_done: bool, data: st.DataObject
) -> None:
    devices = {name: Device(name) for name in ("phone", "desk")}
    sent = [devices[name].taps(indicator, level, second=at) for at, (name, indicator, level) in enumerate(acts)]
    if with_done:
        sent += [device.is_done(second=len(acts) + at) for at, device in enumerate(devices.values()) if device.levels]
    arrivals = data.draw(st.permutations(sent))
    meant = {indicator: level for _, indicator, level in acts}
    assert levels(received(*arrivals)) == meant


@pytest.mark.parametrize("copies", [2, 3])
def test_what_arrives_several_times_counts_once(copies: int) -> None:
    phone = Device("phone")
    first, second = phone.taps(A1, STRENGTH, second=1), phone.taps(A1, URGENT, second=2)
    assert levels(received(*[first, second] * copies, first)) == {A1: URGENT}
