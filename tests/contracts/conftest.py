"""A scene on each of the stages."""

import shutil
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from tests.contracts.in_slack import in_slack
from tests.contracts.in_teams import in_teams
from tests.contracts.on_fake import on_fake
from tests.contracts.stage import Scene, Stage
from tests.contracts.stages import STAGES


@pytest.fixture
def file_url(tmp_path: Path, migrated_file: Path) -> str:
    """The address of a migrated database of SQLite's in a file."""
    file = tmp_path / "homeroom.sqlite3"
    shutil.copyfile(migrated_file, file)
    return f"sqlite:///{file}"


@pytest.fixture(params=STAGES)
def scene(request: pytest.FixtureRequest) -> Iterator[Scene]:
    platform, *more = request.param.split(", ")
    url = request.getfixturevalue("postgresql_url" if "PostgreSQL" in more else "file_url")
    with _stage(platform, more, url) as running:
        yield Scene(running)


def _stage(platform: str, more: list[str], database_url: str) -> AbstractContextManager[Stage]:
    match platform:
        case "slack":
            return in_slack(more[0], database_url)
        case "teams":
            return in_teams(database_url)
        case "fake":
            return on_fake(database_url)
        case _:
            raise LookupError(platform)
