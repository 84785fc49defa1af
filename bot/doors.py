"""A platform's door, from Homeroom's side: whether we were let in, and the line that is kept open behind it."""

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager

from bot.platforms import Line, Platform
from bot.ways_in import NotLetIn, NotReached


class NoWayIn(Exception):
    """No platform is left to work in; says so in a sentence, for the person at the terminal."""


class Door:
    """One platform's. It is knocked at again, by whoever watches the time, until we are let in."""

    def __init__(self, platform: Platform) -> None:
        self.platform = platform
        self.workspace_name = ""
        # Why we have never been let in, or the line could not be opened.
        self.trouble: NotLetIn | NotReached | None = None
        self._knocking = threading.Lock()
        self._was_let_in = False
        self._lines: ExitStack | None = None
        self._line: Line | None = None

    @property
    def is_open(self) -> bool:
        return self._was_let_in and self.trouble is None

    def knock(self) -> bool:
        """Whether we were let in at this moment; if not, `trouble` says why. Raises DatabaseError."""
        with self._knocking:
            try:
                self.workspace_name = self.platform.connection.introduce().workspace_name
                self._open_the_line()
            except (NotLetIn, NotReached) as error:
                # Somebody who was let in once has an app that is removed for a while; what came of that is stored.
                if not self.is_open:
                    self.trouble = error
                return False
            self._was_let_in, self.trouble = True, None
            return True

    @contextmanager
    def listening(self) -> Iterator[None]:
        """The line is kept open while the block lasts; where we aren't let in yet, as soon as we are."""
        with ExitStack() as lines:
            with self._knocking:
                self._lines = lines
                try:
                    if self.is_open:
                        self._open_the_line()
                except (NotLetIn, NotReached) as error:
                    self.trouble = error
            try:
                yield
            finally:
                with self._knocking:
                    self._lines = None

    def in_words(self) -> str:
        """Why it is closed."""
        if isinstance(self.trouble, NotLetIn):
            said = f"{self.platform.name} refused {self.trouble.setting} ({self.trouble.code})."
            return f"{said} Run homeroom doctor to see what to do."
        return f"No answer from {self.platform.address} ({self.trouble}); trying again until there is one."

    def what_is_wrong(self) -> str:
        """In words, for whoever asks after our health; empty when all is well."""
        if isinstance(self.trouble, NotLetIn):
            return f"{self.in_words()} It is tried again every few minutes."
        if self.trouble is not None or (self._line is not None and not self._line.is_connected):
            name, status = self.platform.name, self.platform.status
            return f"There is no connection to {name}; Homeroom goes on trying. Look at {status}."
        return ""

    def _open_the_line(self) -> None:
        if self._lines is not None and self._line is None and self.platform.line is not None:
            self._line = self._lines.enter_context(self.platform.line())


def wrong_with(doors: Sequence[Door]) -> Mapping[str, str]:
    """What is wrong with each platform that something is wrong with."""
    return {door.platform.id: wrong for door in doors if (wrong := door.what_is_wrong())}
