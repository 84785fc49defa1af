"""Of several changes of one message that are to be made soon, only the latest may stand in the end.

They are made on several threads, which come to them in any order.
"""

import threading
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field


@dataclass(slots=True)
class _Wish:
    number: int = 0
    turn: threading.Lock = field(default_factory=threading.Lock)


class Latest:
    """`what` tells messages apart."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._wishes: dict[Hashable, _Wish] = {}

    def of(self, what: Hashable, change: Callable[[], None]) -> Callable[[], None]:
        """The same change, to be made when its turn comes; overtaken by then, it is left out."""
        with self._lock:
            wish = self._wishes.setdefault(what, _Wish())
            wish.number += 1
            number = wish.number

        def make() -> None:
            # Whoever is at it already ends first, or the older change would stand.
            with wish.turn:
                if number == wish.number:
                    change()
            with self._lock:
                if number == wish.number:
                    self._wishes.pop(what, None)

        return make
