"""The settings and the database that a command was given; both end the program in words when they are no good."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from dotenv import dotenv_values

from bot.commands.terminal import MISUSED, end
from bot.settings import Settings, SettingsFaults
from storage.schema import SchemaState
from storage.store import BadDatabaseUrl, DatabaseError, Store


def environment() -> dict[str, str]:
    """What .env and the environment say; the environment wins."""
    return {name: value for name, value in dotenv_values(".env").items() if value is not None} | dict(os.environ)


def given_settings() -> Settings:
    """Ends the program with all that is missing or wrong."""
    try:
        return Settings.from_environ(environment())
    except SettingsFaults as error:
        _list(error)
        end("To look around without a workspace: homeroom demo", MISUSED)


@contextmanager
def given_store(settings: Settings) -> Iterator[Store]:
    """Nothing is connected yet, and trouble is not logged: the command says it."""
    try:
        store = Store.connect(settings.DATABASE_URL)
    except BadDatabaseUrl as error:
        end(str(error), MISUSED)
    store.outage.aloud = False
    try:
        yield store
    finally:
        store.close()


def require_tables(state: SchemaState) -> None:
    """Ends the program where the database has not the tables that this copy needs."""
    if not state.is_current:
        end(f"The database is at {state.current or 'nothing'}, {state.needed} is needed. Run homeroom release.")


def trouble(error: DatabaseError) -> str:
    return f"The database does not answer as it should: {error}. {error.advice}"


def _list(error: SettingsFaults) -> None:
    # Drawing tables takes long to import, and most starts have nothing to draw.
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Column, Table

    # A name that is cut short is of no use.
    table = Table(
        Column("Setting", overflow="fold"),
        "What is wrong",
        "What it is",
        "Where to get it",
        title=None,
        show_lines=True,
    )
    for fault in error.faults:
        table.add_row(*(escape(cell) for cell in (fault.name, fault.problem, fault.what, fault.where)))
    console = Console(stderr=True, highlight=False)
    console.print("Homeroom can't start yet: these settings are missing or wrong.")
    console.print(table)
    console.print("Put them in the environment or in a file named .env here (copy .env.example).")
