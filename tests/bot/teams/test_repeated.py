"""What comes a second time is done once and answered alike, also while it is still being done."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from bot.teams.repeated import MOST_ANSWERS, Repeated
from bot.web.application import Answer


def test_whoever_asks_again_meanwhile_gets_the_answer_to_the_first() -> None:
    repeated, began, may_end = Repeated(), Event(), Event()

    def slowly() -> Answer:
        began.set()
        assert may_end.wait(10)
        return Answer(200, "first")

    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(repeated.answer, "a", slowly)
        assert began.wait(10)
        second = pool.submit(repeated.answer, "a", lambda: Answer(200, "second"))
        assert repeated.answer("b", lambda: Answer(200, "another")).body == "another"
        may_end.set()
        assert first.result(10).body == second.result(10).body == "first"


def test_what_went_wrong_went_wrong_for_both() -> None:
    repeated = Repeated()

    def fail() -> Answer:
        raise ZeroDivisionError

    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            repeated.answer("a", fail)


def test_only_the_latest_answers_are_held() -> None:
    repeated = Repeated()
    for number in range(MOST_ANSWERS + 1):
        repeated.answer(str(number), lambda: Answer(200))
    assert repeated.answer("0", lambda: Answer(200, "again")).body == "again"
    assert repeated.answer(str(MOST_ANSWERS), lambda: Answer(200, "again")).body == ""
