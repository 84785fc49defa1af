"""Runs deliveries step by step, so that a test decides what happens between any two of a worker's steps.

Each delivery runs in a thread of its own that stops before every call to the platform, after it has landed, and
before every transaction that writes; never more than one runs.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from jobs.ports import Clock, Messenger
from jobs.worker import Worker
from storage.lanes import Lease
from storage.store import Store, Transaction

LONGEST_STEP_SECONDS = 20
# There are seven lanes, and each time it has overtaken itself a worker may have begun on all of them once more.
MOST_UNDER_WAY = 5 * 7


class Crashed(BaseException):
    """The process is gone. Not an Exception, because nothing may catch it."""


class Task:
    """One delivery under way; `at` names the step that comes next."""

    running: "Task | None" = None

    def __init__(self, work: Callable[[], object], lease: Lease, worker: Worker) -> None:
        self.lease, self.worker = lease, worker
        self.at = "begin"
        self.is_done = False
        self.has_crashed = False
        self.error: BaseException | None = None
        self._work = work
        self._go, self._stopped = threading.Semaphore(0), threading.Semaphore(0)
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def step(self) -> None:
        """Go on to the next stop."""
        Task.running = self
        self._go.release()
        assert self._stopped.acquire(timeout=LONGEST_STEP_SECONDS), f"stuck after {self.at}"
        Task.running = None
        if self.is_done:
            self._thread.join(LONGEST_STEP_SECONDS)

    def crash(self) -> None:
        if not self.is_done:
            self.has_crashed = True
            self.step()

    @classmethod
    def current(cls) -> "Task":
        """The one that this very code runs in."""
        assert cls.running is not None
        return cls.running

    @classmethod
    def stop(cls, at: str) -> None:
        """Called by what runs in a task: wait here until somebody lets it go on."""
        if (task := cls.running) is not None and task._thread is threading.current_thread():
            task.at = at
            task._stopped.release()
            task._wait()

    def _wait(self) -> None:
        self._go.acquire()
        if self.has_crashed:
            raise Crashed

    def _run(self) -> None:
        try:
            self._wait()
            self._work()
        except Crashed:
            pass
        except BaseException as error:  # noqa: BLE001 - whoever steps it is told
            self.error = error
        finally:
            self.is_done = True
            self._stopped.release()


class SteppingStore(Store):
    """A store that stops before it writes for a task."""

    @contextmanager
    def begin(self, *, waits: float | None = None) -> Iterator[Transaction]:
        Task.stop("write")
        with super().begin(waits=waits) as transaction:
            yield transaction


class SteppedPool:
    """Stands in for a worker's threads, and runs nothing by itself."""

    def __init__(self, worker: Worker, tasks: list[Task]) -> None:
        self._worker, self._tasks = worker, tasks

    def submit(self, work: Callable[[Lease], object], lease: Lease) -> None:
        under_way = [task for task in self._tasks if task.worker is self._worker and not task.is_done]
        assert len(under_way) < MOST_UNDER_WAY, "it takes on more and more"
        self._tasks.append(Task(lambda: work(lease), lease, self._worker))

    def shutdown(self, *, wait: bool) -> None:
        del wait


def stepped_worker(store: Store, messenger: Messenger, clock: Clock, tasks: list[Task]) -> Worker:
    """A worker whose deliveries wait in `tasks` to be stepped. It takes up nothing new by itself afterwards."""
    worker = Worker(store, messenger, clock, senders=4)
    worker._pool.shutdown()
    worker._pool = SteppedPool(worker, tasks)  # type: ignore[assignment]
    worker._follow_up = lambda: None  # type: ignore[method-assign]
    return worker
