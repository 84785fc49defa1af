"""Says for whoever runs Homeroom which stored rows the numbers of a digest, or of a check-in's results, come from."""

from collections.abc import Sequence

from bot.commands.one_team import reading_team
from bot.commands.terminal import MISUSED, end, say
from bot.wording import explaining as words
from jobs.explain_numbers import explain_check_in, explain_digest
from jobs.ports import Clock
from rubric.digest.origin import Origin
from rubric.team import Team
from storage import check_ins, digests, history
from storage.digests import Kept
from storage.store import Transaction

LATEST = "latest"


def explain(clock: Clock, named: str, *, digest: str, check_in: int | None, indicator: str) -> None:
    """On the standard output, as plain text: a digest, or with `check_in` that one's results; all of it, or what is
    about one indicator."""
    with reading_team(named) as (transaction, team):
        if check_in is None:
            intro, origins = _of_digest(transaction, clock, team, digest)
        else:
            intro, origins = _of_check_in(transaction, team, check_in)
    say("\n".join([intro, *(_paragraph(one, team) for one in _about(origins, indicator))]))


def _of_digest(transaction: Transaction, clock: Clock, team: Team, wanted: str) -> tuple[str, Sequence[Origin]]:
    kept = _digest(transaction, team, wanted)
    said = digests.as_it_stands(transaction, kept.id)
    if said is not None:
        kept = Kept(kept.id, kept.team_id, said)
    return words.digest_intro(kept.digest), explain_digest(transaction, team, kept, now=clock.now())


def _digest(transaction: Transaction, team: Team, wanted: str) -> Kept:
    if wanted == LATEST:
        return digests.latest(transaction, team.id) or end(words.no_digest(team.name))
    number = int(wanted) if wanted.isascii() and wanted.isdecimal() and len(wanted) < 6 else 0
    found = digests.numbered(transaction, team.id, number)
    return found or end(words.no_such_digest(team.name, wanted), MISUSED)


def _of_check_in(transaction: Transaction, team: Team, number: int) -> tuple[str, Sequence[Origin]]:
    check_in_id = history.with_number(transaction, team.id, [number]).get(number)
    found = None if check_in_id is None else check_ins.get(transaction, check_in_id)
    if found is None:
        end(words.no_such_check_in(team.name, number), MISUSED)
    if found.closed_at is None:
        end(words.still_open(number))
    return words.check_in_intro(number), explain_check_in(transaction, found)


def _about(origins: Sequence[Origin], indicator: str) -> Sequence[Origin]:
    """Those about an indicator, by its id or its label; all of them where none is named. Ends the program when there
    is none."""
    wanted = indicator.strip().casefold()
    if not wanted:
        return origins
    found = [one for one in origins if wanted in (str(one.indicator_id).casefold(), one.label.casefold())]
    if not found:
        known = dict.fromkeys(f"{one.label} ({one.indicator_id})" for one in origins if one.indicator_id is not None)
        end(words.no_such_indicator(indicator, tuple(known)), MISUSED)
    return found


def _paragraph(origin: Origin, team: Team) -> str:
    said = words.lines(origin, team.rhythm.cadence.zone)
    return "\n".join(["", words.title(origin), *(f"  {one}" for one in said)])
