"""Adds the internet to what a platform can look up."""

from dataclasses import dataclass

from bot.calendars.apart import page_apart
from bot.lookups import Found, Lookups, Wanted, WantedPage


@dataclass(frozen=True, slots=True)
class WithPages:
    """A platform's Lookups, and pages; hosts in `allowed` may be in private networks."""

    platform: Lookups
    allowed: frozenset[str] = frozenset()

    def look_up(self, wanted: Wanted) -> Found:
        if isinstance(wanted, WantedPage):
            return page_apart(wanted.url, allowed=self.allowed)
        return self.platform.look_up(wanted)
