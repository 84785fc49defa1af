"""What Teams brings a second time because its answer came late or was lost: it is done once, and answered alike.

Doing it again would take a repetition for the person's own second word, as when a note is questioned, and a message
would be answered by a second one.
"""

from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from hashlib import sha256
from threading import Lock

from bot.web.application import Answer

# Teams brings a thing again within seconds, and most answers are nothing; some are a whole card of 25 KB.
MOST_ANSWERS = 1_000


@dataclass(slots=True)
class Repeated:
    """The answers to what came lately, in this process; to what is still being done, the same answer is awaited."""

    _answers: OrderedDict[bytes, Future[Answer]] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def answer(self, body: str, do: Callable[[], Answer]) -> Answer:
        """`body` is all that came: two presses differ in their ids at least. Raises what `do` raises."""
        name = sha256(body.encode("utf-8", "surrogatepass")).digest()
        with self._lock:
            known = self._answers.get(name)
            mine = self._answers.setdefault(name, Future())
            if len(self._answers) > MOST_ANSWERS:
                self._answers.popitem(last=False)
        if known is not None:
            return known.result()
        try:
            mine.set_result(do())
        except BaseException as error:
            mine.set_exception(error)
            raise
        return mine.result()
