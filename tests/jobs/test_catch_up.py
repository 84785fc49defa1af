"""Homeroom was down for an hour, a day or weeks: what the team sees once it is back, on each database."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest

from storage.store import Store
from tests.jobs.diary import a_team, assert_a_life_without_gaps, at

A_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Outage:
    """When it was down, and what the team `sees` from the return until then, a line for each."""

    every_weeks: int
    down: datetime
    back: datetime
    until: datetime
    sees: str


OUTAGES = {
    "an hour, over an opening": Outage(
        every_weeks=2,
        down=at("11-02", "08:30"),
        back=at("11-02", "09:30"),
        until=at("11-06", "12:00"),
        sees="""
            Mon Nov 2 09:30 card 1, until Mon Nov 9 09:00
            Thu Nov 5 09:00 reminder of 1, to 4
            Fri Nov 6 09:00 reminder of 1, to 4
        """,
    ),
    "an hour, and some time to start, over an opening": Outage(
        every_weeks=2,
        down=at("11-02", "08:59"),
        back=at("11-02", "10:05"),
        until=at("11-05", "12:00"),
        sees="""
            Mon Nov 2 10:05 card 1, until Mon Nov 9 09:00
            Thu Nov 5 09:00 reminder of 1, to 4
        """,
    ),
    "an hour, over a reminder": Outage(
        every_weeks=2,
        down=at("11-05", "08:30"),
        back=at("11-05", "09:30"),
        until=at("11-06", "12:00"),
        sees="""
            Thu Nov 5 09:30 reminder of 1, to 4
            Fri Nov 6 09:00 reminder of 1, to 4
        """,
    ),
    "an hour, over a close": Outage(
        every_weeks=2,
        down=at("11-09", "08:30"),
        back=at("11-09", "09:30"),
        until=at("11-12"),
        sees="""
            Mon Nov 9 09:30 reveal 1, closed Mon Nov 9 09:00
        """,
    ),
    "an hour, over a close, a digest and an opening": Outage(
        every_weeks=1,
        down=at("11-16", "08:30"),
        back=at("11-16", "09:30"),
        until=at("11-17"),
        sees="""
            Mon Nov 16 09:30 reveal 2, closed Mon Nov 16 09:00
            Mon Nov 16 09:30 digest of 1, Fri Oct 30 09:00 to Mon Nov 16 09:00
            Mon Nov 16 09:30 card 3, until Mon Nov 23 09:00
            Mon Nov 16 09:31 own digests, to 4
        """,
    ),
    "a day, over a digest and an opening": Outage(
        every_weeks=2,
        down=at("11-15", "22:10"),
        back=at("11-16", "22:10"),
        until=at("11-23", "12:00"),
        sees="""
            Mon Nov 16 22:10 digest of 1, Fri Oct 30 09:00 to Mon Nov 16 09:00
            Mon Nov 16 22:10 card 2, until Tue Nov 24 09:00
            Tue Nov 17 08:00 own digests, to 4
            Fri Nov 20 08:00 reminder of 2, to 4
            Mon Nov 23 08:00 reminder of 2, to 4
        """,
    ),
    "a day, over a reminder": Outage(
        every_weeks=2,
        down=at("11-04", "12:00"),
        back=at("11-05", "20:00"),
        until=at("11-06", "12:00"),
        # Missed on Thursday; on Friday only the second one comes.
        sees="""
            Fri Nov 6 09:00 reminder of 1, to 4
        """,
    ),
    "a day, over the last reminder": Outage(
        every_weeks=2,
        down=at("11-05", "12:00"),
        back=at("11-06", "20:00"),
        until=at("11-09", "09:00"),
        sees="""
            Mon Nov 9 09:00 reveal 1, closed Mon Nov 9 09:00
        """,
    ),
    "a day, up to an hour before the close": Outage(
        every_weeks=2,
        down=at("11-06", "08:00"),
        back=at("11-09", "08:15"),
        until=at("11-09", "12:00"),
        sees="""
            Mon Nov 9 09:00 reveal 1, closed Mon Nov 9 09:00
        """,
    ),
    "three weeks of a weekly rhythm": Outage(
        every_weeks=1,
        down=at("11-03"),
        back=at("11-24"),
        until=at("11-28"),
        sees="""
            Tue Nov 24 09:00 reveal 1, closed Mon Nov 9 09:00
            Tue Nov 24 09:00 digest of 1, Fri Oct 30 09:00 to Mon Nov 16 09:00
            Tue Nov 24 09:00 card 2, until Mon Nov 30 09:00
            Tue Nov 24 09:01 own digests, to 4
            Fri Nov 27 09:00 reminder of 2, to 4
        """,
    ),
    "three weeks of a two-weekly rhythm": Outage(
        every_weeks=2,
        down=at("11-13"),
        back=at("12-03", "13:40"),
        until=at("12-15"),
        sees="""
            Thu Dec 3 13:40 digest of 1, Fri Oct 30 09:00 to Mon Nov 30 09:00
            Thu Dec 3 13:40 card 2, until Fri Dec 11 09:00
            Thu Dec 3 13:41 own digests, to 4
            Fri Dec 4 13:40 reminder of 2, to 4
            Tue Dec 8 13:40 reminder of 2, to 4
            Fri Dec 11 09:00 reveal 2, closed Fri Dec 11 09:00
            Mon Dec 14 09:00 digest of 2, Mon Nov 30 09:00 to Mon Dec 14 09:00
            Mon Dec 14 09:00 card 3, until Mon Dec 21 09:00
            Mon Dec 14 09:01 own digests, to 4
        """,
    ),
    "three weeks of a four-weekly rhythm": Outage(
        every_weeks=4,
        down=at("11-07"),
        back=at("11-28"),
        until=at("12-01"),
        sees="""
            Sat Nov 28 09:00 reveal 1, closed Mon Nov 9 09:00
            Sat Nov 28 09:00 digest of 1, Fri Oct 30 09:00 to Mon Nov 16 09:00
            Mon Nov 30 09:00 digest of nothing, Mon Nov 16 09:00 to Mon Nov 30 09:00
            Mon Nov 30 09:00 card 2, until Mon Dec 7 09:00
            Mon Nov 30 09:01 own digests, to 4
        """,
    ),
    "three weeks, back for the weekend before the next is due": Outage(
        every_weeks=2,
        down=at("11-07"),
        back=at("11-28"),
        until=at("12-01"),
        # Nobody would be at work between Saturday and Monday at nine, so nothing is asked.
        sees="""
            Sat Nov 28 09:00 reveal 1, closed Mon Nov 9 09:00
            Sat Nov 28 09:00 digest of 1, Fri Oct 30 09:00 to Mon Nov 16 09:00
            Mon Nov 30 09:00 digest of nothing, Mon Nov 16 09:00 to Mon Nov 30 09:00
            Mon Nov 30 09:00 card 2, until Mon Dec 7 09:00
            Mon Nov 30 09:01 own digests, to 4
        """,
    ),
    "ten weeks of a two-weekly rhythm": Outage(
        every_weeks=2,
        down=at("11-04"),
        back=at("01-13"),
        until=at("01-19"),
        sees="""
            Wed Jan 13 09:00 reveal 1, closed Mon Nov 9 09:00
            Wed Jan 13 09:00 digest of 1, Fri Oct 30 09:00 to Mon Jan 11 09:00
            Wed Jan 13 09:00 card 2, until Wed Jan 20 09:00
            Wed Jan 13 09:01 own digests, to 4
            Fri Jan 15 09:00 reminder of 2, to 4
            Mon Jan 18 09:00 reminder of 2, to 4
        """,
    ),
    "from before the first check-in until after the third": Outage(
        every_weeks=2,
        down=at("10-31"),
        back=at("12-01"),
        until=at("12-02"),
        sees="""
            Tue Dec 1 09:00 digest of nothing, Fri Oct 30 09:00 to Mon Nov 30 09:00
            Tue Dec 1 09:00 card 1, until Tue Dec 8 09:00
            Tue Dec 1 09:01 own digests, to 4
        """,
    ),
    "three weeks, from the very second of a close, with nothing of it said": Outage(
        every_weeks=1,
        down=at("11-09"),
        back=at("11-30", "12:00"),
        until=at("12-01"),
        # Both reveals were still owed; a card for what has closed was not.
        sees="""
            Mon Nov 30 12:00 reveal 1, closed Mon Nov 9 09:00
            Mon Nov 30 12:00 reveal 2, closed Mon Nov 16 09:00
            Mon Nov 30 12:00 digest of 1, 2, Fri Oct 30 09:00 to Mon Nov 30 09:00
            Mon Nov 30 12:00 card 3, until Mon Dec 7 09:00
            Mon Nov 30 12:01 own digests, to 4
        """,
    ),
    "three weeks, over the clocks going forward": Outage(
        every_weeks=2,
        down=at("03-05"),
        back=at("03-26", "14:00"),
        until=at("04-06"),
        sees="""
            Fri Mar 26 14:00 digest of 9, Mon Feb 22 09:00 to Mon Mar 22 09:00
            Fri Mar 26 14:00 card 10, until Mon Apr 5 09:00
            Fri Mar 26 14:01 own digests, to 4
            Mon Mar 29 14:00 reminder of 10, to 4
            Wed Mar 31 14:00 reminder of 10, to 4
            Mon Apr 5 09:00 reveal 10, closed Mon Apr 5 09:00
            Mon Apr 5 09:00 digest of nothing, Mon Mar 22 09:00 to Mon Apr 5 09:00
            Mon Apr 5 09:00 card 11, until Mon Apr 12 09:00
            Mon Apr 5 09:01 own digests, to 4
        """,
    ),
}


@pytest.mark.parametrize("outage", OUTAGES.values(), ids=OUTAGES.keys())
def test_after_an_outage_the_team_sees_what_is_due_once_and_with_true_times(any_store: Store, outage: Outage) -> None:
    cabinet, messenger = a_team(any_store, every_weeks=outage.every_weeks)
    began_at = cabinet.clock.now()
    cabinet.travel(outage.down)
    cabinet.clock.at = outage.back
    cabinet.travel(outage.until + A_MINUTE)
    assert messenger.lines(since=outage.back) == [line.strip() for line in outage.sees.strip().splitlines()]
    assert_a_life_without_gaps(any_store, cadence=cabinet.team().rhythm.cadence, began_at=began_at)
