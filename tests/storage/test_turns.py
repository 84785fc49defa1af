"""Turns are taken in the order in which they were asked for, and nobody waits longer than they said."""

import threading

from storage.turns import Turns

PATIENCE = 10.0


def test_whoever_asked_first_goes_first() -> None:
    turns, order = Turns(), list[int]()
    assert turns.take(PATIENCE)

    def go(number: int) -> None:
        assert turns.take(PATIENCE)
        order.append(number)
        turns.end()

    threads = []
    for number in range(5):
        thread = threading.Thread(target=go, args=(number,))
        thread.start()
        threads.append(thread)
        # In line before the next one asks.
        while len(turns._waiting) <= number:
            thread.join(0.001)
    turns.end()
    for thread in threads:
        thread.join(PATIENCE)
    assert order == [0, 1, 2, 3, 4]


def test_whoever_waited_in_vain_leaves_the_line() -> None:
    turns = Turns()
    assert turns.take(PATIENCE)
    assert not turns.take(0.01)
    turns.end()
    assert turns.take(0)
    turns.end()


def test_only_one_has_a_turn_at_a_time() -> None:
    turns, inside, most = Turns(), list[int](), list[int]()

    def go() -> None:
        for _ in range(50):
            assert turns.take(PATIENCE)
            inside.append(1)
            most.append(len(inside))
            inside.pop()
            turns.end()

    threads = [threading.Thread(target=go) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    assert (len(most), max(most)) == (400, 1)
