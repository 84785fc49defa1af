"""Several people acting at the same moment, each on a thread of their own."""

import threading
from collections.abc import Callable

# Whoever waits longer waits for something that doesn't come.
PATIENCE_SECONDS = 20


def together(*acts: Callable[[], object]) -> None:
    """All at the same moment; whatever failed in one of them is raised here."""
    start = threading.Barrier(len(acts), timeout=PATIENCE_SECONDS)
    failed: list[BaseException] = []

    def run(act: Callable[[], object]) -> None:
        try:
            start.wait()
            act()
        except BaseException as error:  # noqa: BLE001 - raised again by whoever waits
            failed.append(error)

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failed:
        raise failed[0]
