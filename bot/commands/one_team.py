"""What is stored about the one team that a command was given; whatever is in the way ends the program in words."""

from collections.abc import Iterator
from contextlib import contextmanager

from bot.commands.configured import given_settings, given_store, require_tables, trouble
from bot.commands.terminal import MISUSED, end
from rubric.team import Team
from storage import teams
from storage.schema import schema_state
from storage.store import DatabaseError, Transaction


@contextmanager
def reading_team(named: str) -> Iterator[tuple[Transaction, Team]]:
    """The team of that name or channel, and what is stored, unchanged until the block ends."""
    with given_store(given_settings()) as store:
        try:
            require_tables(schema_state(store))
            with store.read() as transaction:
                yield transaction, _team_named(transaction, named)
        except DatabaseError as error:
            end(trouble(error))


def _team_named(transaction: Transaction, named: str) -> Team:
    everyone = teams.everyone(transaction)
    wanted = named.strip().removeprefix("#").casefold()
    found = [team for team in everyone if wanted in (team.name.casefold(), team.channel_id.casefold())]
    known = "\n".join(f"  {team.name} (channel {team.channel_id})" for team in found or everyone)
    if len(found) > 1:
        end(f'More than one team is called "{named}". Name one by its channel:\n{known}', MISUSED)
    if not found:
        there_are = f"There are:\n{known}" if known else "No team is set up yet."
        end(f'No team has the name or the channel "{named}". {there_are}', MISUSED)
    return found[0]
