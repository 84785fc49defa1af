"""Of several changes of one message the latest stands in the end, in whatever order threads come to them."""

import threading

from bot.teams.latest import Latest


def test_what_was_overtaken_before_its_turn_is_left_out() -> None:
    made: list[str] = []
    latest = Latest()
    first, second, other = (
        latest.of(message, lambda text=text: made.append(text))  # type: ignore[misc]
        for message, text in (("a", "first page"), ("a", "second page"), ("b", "another message"))
    )
    second()
    first()
    other()
    assert made == ["second page", "another message"]


def test_a_change_that_is_under_way_ends_before_the_later_one_begins() -> None:
    made: list[str] = []
    latest, is_at_it, goes_on = Latest(), threading.Event(), threading.Event()

    def slowly() -> None:
        is_at_it.set()
        goes_on.wait(10)
        made.append("first page")

    older = threading.Thread(target=latest.of("a", slowly))
    older.start()
    assert is_at_it.wait(10)
    newer = threading.Thread(target=latest.of("a", lambda: made.append("second page")))
    newer.start()
    goes_on.set()
    older.join(10)
    newer.join(10)
    assert made == ["first page", "second page"]


def test_what_was_changed_can_be_changed_again() -> None:
    made: list[str] = []
    latest = Latest()
    for page in ("one", "two"):
        latest.of("a", lambda page=page: made.append(page))()  # type: ignore[misc]
    assert made == ["one", "two"]
