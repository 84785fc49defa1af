"""A throw-away PostgreSQL from the server programs on the machine; loudly absent where there are none."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

NOTHING_SKIPPED = "HOMEROOM_NOTHING_SKIPPED"


def missing(what: str, how: str) -> None:
    """Skip loudly; where nothing may be skipped, fail."""
    sentence = f"{what} is not on this machine, so this is NOT TESTED here. {how}"
    if os.environ.get(NOTHING_SKIPPED):
        pytest.fail(sentence)
    pytest.skip(sentence)


def programs() -> Path | None:
    """The folder of initdb and postgres, the newest version first."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    elsewhere = shutil.which("initdb")
    return None if elsewhere is None else Path(elsewhere).parent


class Server:
    """A server of a test's own in `folder`, to be started and stopped at will."""

    def __init__(self, folder: Path, *, durable: bool = False) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.url = f"postgresql://homeroom@127.0.0.1:{port}/postgres"
        self._folder, self._data, bin_folder = folder, folder / "data", programs()
        if bin_folder is None:
            raise FileNotFoundError("initdb")
        # PostgreSQL refuses to run as root, so there it runs as the account that came with it.
        as_account = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        if as_account:
            account = pwd.getpwnam("postgres")
            os.chown(folder, account.pw_uid, account.pw_gid)
        self._control = [*as_account, str(bin_folder / "pg_ctl"), "-D", str(self._data), "-w"]
        hasty = "" if durable else "-F -c full_page_writes=off"
        self._options = f"{hasty} -h 127.0.0.1 -p {port} -k {folder} -c max_connections=200"
        self._run(*as_account, str(bin_folder / "initdb"), "-D", str(self._data), "-U", "homeroom", "-A", "trust", "-N")

    def start(self) -> None:
        self._run(*self._control, "-o", self._options, "-l", str(self._folder / "log"), "start")

    def stop(self) -> None:
        self._run(*self._control, "-m", "immediate", "stop")

    def _run(self, *command: str) -> None:
        subprocess.run(command, check=True, capture_output=True, cwd=self._folder)


@contextmanager
def running(folder: Path, *, durable: bool = False) -> Iterator[str]:
    """The address of a server that lives as long as the block; unless `durable`, it never waits for the disk."""
    server = Server(folder, durable=durable)
    server.start()
    try:
        yield server.url
    finally:
        server.stop()


@pytest.fixture
def own_server() -> Iterator[Server]:
    """A running server that a test may stop and start."""
    if programs() is None:
        missing("PostgreSQL's server", "Install it (Debian: apt-get install postgresql) and run again.")
    with tempfile.TemporaryDirectory(prefix="homeroom-postgresql-") as folder:
        server = Server(Path(folder))
        server.start()
        yield server
        with suppress(subprocess.CalledProcessError):
            server.stop()


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """One server for the whole run; each test makes its own database in it."""
    if programs() is None:
        missing("PostgreSQL's server", "Install it (Debian: apt-get install postgresql) and run again.")
    # Not in pytest's own folder: its parents are closed to other accounts.
    with tempfile.TemporaryDirectory(prefix="homeroom-postgresql-") as folder, running(Path(folder)) as url:
        yield url
