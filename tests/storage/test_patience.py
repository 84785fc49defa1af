import threading
import time

from storage.patience import PATIENCE_SECONDS, patience, patient_again, patient_until


def test_who_promised_nothing_waits_as_long_as_a_click_may() -> None:
    assert patience() == PATIENCE_SECONDS


def test_a_promise_shortens_the_waiting_down_to_nothing_and_never_lengthens_it() -> None:
    now = time.monotonic()
    for until, least, most in (
        (now + 60, PATIENCE_SECONDS, PATIENCE_SECONDS),
        (now - 1, 0.0, 0.0),
        (now + 1, 0.0, 1.0),
    ):
        with patient_until(until):
            assert least <= patience() <= most
    assert patience() == PATIENCE_SECONDS


def test_a_promise_binds_only_the_thread_that_made_it() -> None:
    seen: list[float] = []
    with patient_until(time.monotonic() - 1):
        thread = threading.Thread(target=lambda: seen.append(patience()))
        thread.start()
        thread.join()
    assert seen == [PATIENCE_SECONDS]


def test_what_took_long_and_is_done_leaves_all_patience_until_the_promise_ends() -> None:
    with patient_until(time.monotonic() - 1):
        patient_again()
        assert PATIENCE_SECONDS - 1 < patience() <= PATIENCE_SECONDS
        with patient_until(time.monotonic() - 1):
            assert patience() == 0
    patient_again()
    assert patience() == PATIENCE_SECONDS
