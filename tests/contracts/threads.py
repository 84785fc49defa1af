"""What no click can wait for, on threads as in earnest; whoever acted waits for it before they look."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor


class Threads:
    """`begin` is what a platform is given to do things later with."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(2)
        self._begun: list[Future[object]] = []

    def begin(self, work: Callable[[], object]) -> None:
        self._begun.append(self._pool.submit(work))

    def wait(self) -> None:
        while self._begun:
            self._begun.pop(0).result(timeout=60)

    def end(self) -> None:
        self.wait()
        self._pool.shutdown()
