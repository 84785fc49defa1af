"""One messenger for several platforms: each delivery goes to the one that its address belongs to.

The form of an address says whose it is, so nothing below has to know which platforms there are.
"""

import logging
from collections.abc import Mapping
from datetime import datetime

from jobs.announcements import Announcement
from jobs.ports import (
    Destination,
    Finding,
    HoldOff,
    MessageReference,
    Messenger,
    NoAnswer,
    Outcome,
    Still,
    Uncertain,
)

log = logging.getLogger(__name__)

SLACK = "slack"
TEAMS = "teams"
# Settings are put right by a person, and are read at a start: what waits for them is looked at again now and then.
NOT_SET_UP_SECONDS = 300.0


def platform_at(address: str) -> str:
    """Teams' addresses say their kind before a colon ("19:...", "29:..."); Slack's are capital letters and digits."""
    return TEAMS if ":" in address else SLACK


class ByAddress:
    """What is for a platform that Homeroom isn't set up for any more waits, and nothing of it is lost."""

    def __init__(self, messengers: Mapping[str, Messenger]) -> None:
        self._messengers = messengers
        self._told = False

    def post(self, announcement: Announcement, *, to: Destination, key: str, still: Still) -> Outcome:
        there = self._at(to.address)
        return self._wait() if there is None else there.post(announcement, to=to, key=key, still=still)

    def replace(self, reference: MessageReference, announcement: Announcement, *, still: Still) -> Outcome:
        there = self._at(reference.address)
        return self._wait() if there is None else there.replace(reference, announcement, still=still)

    def take_back(self, reference: MessageReference) -> Outcome:
        there = self._at(reference.address)
        return self._wait() if there is None else there.take_back(reference)

    def find(self, key: str, *, to: Destination, since: datetime, besides: str | None = None) -> Finding:
        there = self._at(to.address)
        # Not that it can't be told: it can, as soon as the platform is there again.
        return Uncertain("not_set_up") if there is None else there.find(key, to=to, since=since, besides=besides)

    def can_post_to(self, address: str) -> NoAnswer | None:
        there = self._at(address)
        return self._wait() if there is None else there.can_post_to(address)

    def _at(self, address: str) -> Messenger | None:
        found = self._messengers.get(platform_at(address))
        if found is None and not self._told:
            self._told = True
            log.warning(
                "There is something to post on a platform (%s) that Homeroom isn't set up for; it waits. Look at "
                "the settings of this process.",
                platform_at(address),
            )
        return found

    @staticmethod
    def _wait() -> HoldOff:
        return HoldOff(NOT_SET_UP_SECONDS, everywhere=True)
