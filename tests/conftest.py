"""What every test may ask for, and what none may lean on: the machine's own settings."""

import os

import pytest

from bot.settings import UNAUTHENTICATED, Settings
from tests.postgresql import postgresql_server
from tests.stores import (
    any_store,
    file_store,
    migrated_file,
    migrated_template,
    own_store,
    postgresql_url,
    shared_url,
    store,
)

__all__ = [
    "any_store",
    "file_store",
    "migrated_file",
    "migrated_template",
    "own_store",
    "postgresql_server",
    "postgresql_url",
    "shared_url",
    "store",
]

# Bolt reads these by itself, and turns on whatever they hint at.
BOLT_READS = ("SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET", "SLACK_VERIFICATION_TOKEN", "SLACK_SCOPES")


@pytest.fixture(autouse=True)
def no_settings_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (*Settings.model_fields, *BOLT_READS, UNAUTHENTICATED):
        monkeypatch.delenv(name, raising=False)
    os.environ.setdefault("SKIP_SLACK_SDK_WARNING", "true")
