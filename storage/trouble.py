"""What is wrong with the database, in words: the kind of trouble, and what to do about it.

Nothing of a statement or of its values is kept: ratings are in those.
"""

import sqlite3
from enum import StrEnum

from sqlalchemy import exc


class Kind(StrEnum):
    """What sort of trouble, as far as it decides what to do."""

    BUSY = "busy"
    UNREACHABLE = "unreachable"
    NO_ENTRY = "no entry"
    READ_ONLY = "read-only"
    FULL = "full"
    BEHIND = "behind"
    FAULT = "fault"
    OTHER = "other"


ADVICE = {
    Kind.BUSY: "Something holds it: look for a long transaction, a backup or a second program in the same database.",
    Kind.UNREACHABLE: "Start the database, or see what lies between it and this machine; Homeroom takes up by itself.",
    Kind.NO_ENTRY: (
        "Check DATABASE_URL: host, name, user and password; for SQLite that the folder exists and that Homeroom's "
        "account may write there."
    ),
    Kind.READ_ONLY: "Let Homeroom write: the file's permissions, or a PostgreSQL that is a stand-by or read-only.",
    Kind.FULL: "Free space on the database's disk; Homeroom takes up by itself.",
    Kind.BEHIND: "Its tables are older than this copy of Homeroom: run homeroom release.",
    Kind.FAULT: "That is a fault in Homeroom: report it with what the log says.",
    Kind.OTHER: "Look into the database's own log.",
}

# Waiting mends these; the rest need a person.
PASSES_BY_ITSELF = frozenset({Kind.BUSY, Kind.UNREACHABLE})

_SQLITE = {
    sqlite3.SQLITE_BUSY: Kind.BUSY,
    sqlite3.SQLITE_LOCKED: Kind.BUSY,
    sqlite3.SQLITE_READONLY: Kind.READ_ONLY,
    sqlite3.SQLITE_FULL: Kind.FULL,
    sqlite3.SQLITE_CANTOPEN: Kind.NO_ENTRY,
    sqlite3.SQLITE_PERM: Kind.NO_ENTRY,
    sqlite3.SQLITE_AUTH: Kind.NO_ENTRY,
    sqlite3.SQLITE_CONSTRAINT: Kind.FAULT,
    sqlite3.SQLITE_MISMATCH: Kind.FAULT,
    sqlite3.SQLITE_MISUSE: Kind.FAULT,
    sqlite3.SQLITE_TOOBIG: Kind.FAULT,
}
_SQLITE_BEHIND = ("no such table", "no such column", "has no column named")
# SQLSTATE, the longest match first.
_POSTGRESQL = {
    "55P03": Kind.BUSY,  # lock_timeout
    "57014": Kind.BUSY,  # statement_timeout
    "40": Kind.BUSY,  # deadlocks and lost races
    "53300": Kind.BUSY,  # too many connections
    "25006": Kind.READ_ONLY,
    "53100": Kind.FULL,
    "42P01": Kind.BEHIND,  # no such table
    "42703": Kind.BEHIND,  # no such column
    "42501": Kind.NO_ENTRY,  # no privilege
    "28": Kind.NO_ENTRY,
    "3D": Kind.NO_ENTRY,
    "08": Kind.UNREACHABLE,
    "57P": Kind.UNREACHABLE,  # shutting down, starting up
    "22": Kind.FAULT,
    "23": Kind.FAULT,
    "42": Kind.FAULT,
}
# What a server that can't be connected to says, for which the driver gives no SQLSTATE.
_NOT_YET = ("starting up", "shutting down", "in recovery", "not yet accepting")
_TOO_MANY = ("too many", "remaining connection slots")
_NOT_LET_IN = ("FATAL", "failed to resolve", "Name or service not known", "No address associated", "fe_sendauth")


class DatabaseError(Exception):
    """The database did not do it, so nothing of the transaction is saved. `name` is the driver's for it."""

    def __init__(self, kind: Kind, name: str) -> None:
        super().__init__(f"{kind} ({name})")
        self.kind = kind
        self.name = name

    @property
    def advice(self) -> str:
        """What to do about it."""
        return ADVICE[self.kind]

    @property
    def passes_by_itself(self) -> bool:
        return self.kind in PASSES_BY_ITSELF


def is_trouble(error: BaseException) -> bool:
    """Whether the database itself is in trouble, and not one statement of ours at fault."""
    return isinstance(error, DatabaseError) and error.kind is not Kind.FAULT


def trouble_of(error: exc.SQLAlchemyError) -> DatabaseError:
    """Whatever SQLAlchemy, its pool or a driver raised, without what it was about."""
    match error:
        case exc.TimeoutError():
            return DatabaseError(Kind.BUSY, "every connection is in use")
        case exc.PendingRollbackError():
            return DatabaseError(Kind.UNREACHABLE, "the connection was lost")
        case exc.DBAPIError():
            return DatabaseError(_kind(error), _name(error.orig))
        case _:
            return DatabaseError(Kind.FAULT, type(error).__name__)


def _kind(error: exc.DBAPIError) -> Kind:
    cause = error.orig
    if isinstance(cause, sqlite3.Error):
        return _sqlite_kind(cause)
    state = getattr(cause, "sqlstate", None)
    if isinstance(state, str):
        found = next((_POSTGRESQL[state[:most]] for most in (5, 3, 2) if state[:most] in _POSTGRESQL), Kind.OTHER)
        return Kind.UNREACHABLE if error.connection_invalidated else found
    if isinstance(error, exc.IntegrityError | exc.DataError | exc.ProgrammingError | exc.NotSupportedError):
        return Kind.FAULT
    said = str(cause)
    if any(part in said for part in _TOO_MANY):
        return Kind.BUSY
    if any(part in said for part in _NOT_LET_IN) and not any(part in said for part in _NOT_YET):
        return Kind.NO_ENTRY
    return Kind.UNREACHABLE


def _sqlite_kind(cause: sqlite3.Error) -> Kind:
    # The sqlite3 module's own objections bear no code.
    code = getattr(cause, "sqlite_errorcode", sqlite3.SQLITE_MISUSE)
    # The low byte is the kind; what is above it says more of the same.
    if code == sqlite3.SQLITE_ERROR:
        return Kind.BEHIND if any(part in str(cause) for part in _SQLITE_BEHIND) else Kind.FAULT
    return _SQLITE.get(code & 0xFF, Kind.OTHER)


def _name(cause: BaseException | None) -> str:
    code = getattr(cause, "sqlstate", None) or getattr(cause, "sqlite_errorname", None)
    return type(cause).__name__ if code is None else f"{type(cause).__name__} {code}"
