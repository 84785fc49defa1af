"""A throw-away PostgreSQL from the server programs on the machine; loudly absent where there are none."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
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


@contextmanager
def running(folder: Path) -> Iterator[str]:
    """The address of a server that lives as long as the block."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    # PostgreSQL refuses to run as root, so there it runs as the account that came with it.
    as_account = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    if as_account:
        account = pwd.getpwnam("postgres")
        os.chown(folder, account.pw_uid, account.pw_gid)
    bin_folder, data = programs(), folder / "data"
    if bin_folder is None:
        raise FileNotFoundError("initdb")
    subprocess.run(
        [*as_account, str(bin_folder / "initdb"), "-D", str(data), "-U", "homeroom", "-A", "trust", "-N"],
        check=True,
        capture_output=True,
        cwd=folder,
    )
    server = f"-F -h 127.0.0.1 -p {port} -k {folder} -c max_connections=200 -c full_page_writes=off"
    control = [*as_account, str(bin_folder / "pg_ctl"), "-D", str(data), "-w"]
    subprocess.run(
        [*control, "-o", server, "-l", str(folder / "log"), "start"],
        check=True,
        capture_output=True,
        cwd=folder,
    )
    try:
        yield f"postgresql://homeroom@127.0.0.1:{port}/postgres"
    finally:
        subprocess.run([*control, "-m", "immediate", "stop"], check=True, capture_output=True, cwd=folder)


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """One server for the whole run; each test makes its own database in it."""
    if programs() is None:
        missing("PostgreSQL's server", "Install it (Debian: apt-get install postgresql) and run again.")
    # Not in pytest's own folder: its parents are closed to other accounts.
    with tempfile.TemporaryDirectory(prefix="homeroom-postgresql-") as folder, running(Path(folder)) as url:
        yield url
