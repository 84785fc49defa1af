"""What may be shown of people's ratings without showing who rated what. Sealing until the close is reveal.py's part.

**The claim.** A *cell* is one indicator in one closed check-in, or one batch of second ratings of it. A(c) are those
who answered in cell c, Don't know included, also those who have left the team since; n is how many they are. Let
somebody know A(c) of every cell, when each of them rated, who joined, left and was away, and everything that was ever
published. Of every member of A(c) they then know just what the published tally of c says by itself: level l has the
share T(l) / n, for each of them alike. Where no tally of c was published they can't tell the members of A(c) apart.

**What is published** is a function of nothing but

1. who took part when: A(c), who finished, who joined, left or was away;
2. the tally of each cell, where at least `MINIMUM_ANSWERS` answered: counts, median, agreement, flags, the order of a
   reveal, what comes sooner;
3. of two cells that `may_compare` allows, that is with the same people in A(c): how many moved from which level to
   which. Cells compared with each other, directly or through others, are *linked*; all of those have the same A(c),
   because being the same people carries over from each comparison to the next;
4. the notes of a cell, as a heap without names and apart from the levels.

**Proof.** Take two members i and j of A(c), and let them exchange their ratings in c and in every cell linked to it;
their notes stay. Then nothing published changes: (1) says nothing of levels; (2) a tally counts the same, because it
knows no names, and i and j are in A of every linked cell too; (3) their two pairs change places as wholes; (4) the
notes are the same heap. So the exchange turns every story that fits what was published into another one that fits it.
Whoever treated those in A(c) alike beforehand, so that both stories were as likely, still finds them as likely. Hence
"i rated l in c" is as likely as "j rated l in c", for any i and j in A(c); there are T(l) who did; so the chance is
T(l) / n for each. Where T is not known the chances are equal all the same.

A member who knows their own ratings leaves themself out of the exchanges: for each other one the chance is
(T(l) - 1) / (n - 1) for the level they chose, T(l) / (n - 1) for any other. That is the tally with their own rating
removed, and no other number adds to it.

**What would break it**, so that nobody loosens it: comparing where only some of the people are the same (who answered
once can't be exchanged with who answered twice); a tally of two; second ratings added to those shown before (the
difference is one person's); showing, in a preview too, what is not locked yet; naming who rated again, for these are
mostly those who didn't know; tallies that lose those who left; a note beside a level, or counts that join them; rows
with the moment they were saved; any figure that links a person's ratings of one indicator with those of another.
Krippendorff's alpha is a function of the tallies if it is worked out from published ones and resampled by indicator,
not by person.

**What is not protected.** Where all answered alike, everybody's answer is known. Of a team of three, two who compare
notes know the third's. A note can tell by its words who wrote it. Who took part is no secret. Somebody who is sure
that the others rate today as they did last time can subtract where different people answered: the proof speaks of
those who treat people alike in each set of linked cells. And whoever runs the database can read it.

tests/adversary tries all of this on made-up teams.
"""

from collections.abc import Iterable
from hashlib import sha256

from rubric.model import IndicatorId
from rubric.people import CheckInId, MemberId
from rubric.second_rating import SecondRating
from rubric.statistics.tally import Tally

# With two answers each person knows the other's.
MINIMUM_ANSWERS = 3


def release(tally: Tally) -> Tally | None:
    """The tally when enough people answered; None when it has to be withheld, and all that follows from it."""
    return tally if tally.answers >= MINIMUM_ANSWERS else None


def may_compare(before: Iterable[MemberId], after: Iterable[MemberId]) -> bool:
    """Whether it may be told how many of the same people moved between two cells, given all who answered in each,
    Don't know included."""
    earlier, later = frozenset(before), frozenset(after)
    return earlier == later and len(earlier) >= MINIMUM_ANSWERS


def batches(waiting: Iterable[SecondRating]) -> tuple[tuple[SecondRating, ...], ...]:
    """Of second ratings that nobody has seen, those that may be counted now: by check-in and indicator, enough of each.

    The others wait until there are enough of them. Each batch is a cell of its own: it is never added to what was shown
    before, and whoever shows it locks it in the same transaction.
    """
    found: dict[tuple[CheckInId, IndicatorId], list[SecondRating]] = {}
    for one in waiting:
        # What a digest has counted is never counted again, whatever is handed in.
        if one.released_in is None:
            found.setdefault((one.check_in_id, one.indicator_id), []).append(one)
    return tuple(tuple(batch) for batch in found.values() if len(batch) >= MINIMUM_ANSWERS)


def shuffled(evidence: Iterable[str], *, seed: str) -> tuple[str, ...]:
    """The texts in an order that says nothing of who wrote them or when; the same for the same texts and seed.

    The order is worked out from the texts alone, so it can't follow the levels beside which they were written.
    """
    return tuple(sorted(evidence, key=lambda text: (sha256(f"{seed}\n{text}".encode()).digest(), text)))
