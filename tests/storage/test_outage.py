"""An outage is said once when it begins and once when it is over, and over means that it really is."""

import logging

import pytest

from storage.outage import QUIET_SECONDS, Outage, Proof
from storage.trouble import DatabaseError, Kind


class Passing:
    """Seconds, moved by hand."""

    def __init__(self) -> None:
        self.at = 0.0

    def __call__(self) -> float:
        return self.at


@pytest.fixture
def seconds() -> Passing:
    return Passing()


@pytest.fixture
def outage(seconds: Passing) -> Outage:
    return Outage(seconds)


def in_trouble(outage: Outage) -> bool:
    return outage.trouble is not None


def lines(caplog: pytest.LogCaptureFixture) -> list[tuple[str, str]]:
    return [(record.levelname, record.getMessage()) for record in caplog.records]


def test_ten_failures_are_one_line_with_advice_and_the_end_is_another(
    outage: Outage, seconds: Passing, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(10):
        outage.failed(DatabaseError(Kind.UNREACHABLE, "OperationalError"))
    seconds.at = 42.0
    for _ in range(10):
        outage.worked(Proof.READ)
    (began, began_with), (ended, ended_with) = lines(caplog)
    assert (began, ended) == ("ERROR", "WARNING")
    assert "unreachable (OperationalError)" in began_with
    assert "Start the database" in began_with
    assert "42 s" in ended_with
    assert "10 transactions" in ended_with


def test_another_kind_of_trouble_in_the_same_outage_is_said_once_too(
    outage: Outage, caplog: pytest.LogCaptureFixture
) -> None:
    for kind in (Kind.UNREACHABLE, Kind.FULL, Kind.UNREACHABLE, Kind.FULL):
        outage.failed(DatabaseError(kind, "x"))
    assert len(lines(caplog)) == 2


def test_the_next_outage_is_said_again(outage: Outage, caplog: pytest.LogCaptureFixture) -> None:
    for _ in range(2):
        outage.failed(DatabaseError(Kind.UNREACHABLE, "x"))
        outage.worked(Proof.READ)
    assert [level for level, _ in lines(caplog)] == ["ERROR", "WARNING"] * 2


@pytest.mark.parametrize(
    ("kind", "too_little", "enough"),
    [
        (Kind.BUSY, Proof.READ, Proof.WRITE),
        (Kind.READ_ONLY, Proof.READ, Proof.WRITE),
        (Kind.FULL, Proof.WRITE, Proof.PROBE),
        (Kind.BEHIND, Proof.WRITE, Proof.PROBE),
        (Kind.OTHER, Proof.WRITE, Proof.PROBE),
    ],
)
def test_trouble_is_over_only_when_what_failed_works_and_has_for_a_while(
    outage: Outage, seconds: Passing, kind: Kind, too_little: Proof, enough: Proof
) -> None:
    outage.failed(DatabaseError(kind, "x"))
    outage.worked(enough)
    assert in_trouble(outage)
    seconds.at = QUIET_SECONDS
    outage.worked(too_little)
    assert in_trouble(outage)
    outage.worked(enough)
    assert not in_trouble(outage)


def test_a_fault_of_ours_in_a_statement_is_no_outage(outage: Outage, caplog: pytest.LogCaptureFixture) -> None:
    outage.failed(DatabaseError(Kind.FAULT, "x"))
    assert (in_trouble(outage), lines(caplog)) == (False, [])


def test_a_command_that_speaks_for_itself_can_keep_it_quiet(outage: Outage, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    outage.aloud = False
    outage.failed(DatabaseError(Kind.UNREACHABLE, "x"))
    outage.worked(Proof.READ)
    assert lines(caplog) == []
