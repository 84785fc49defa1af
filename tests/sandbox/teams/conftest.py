"""One tenant that is served, and a bot that listens there."""

from collections.abc import Iterator

import pytest

from sandbox.teams.tenant import Tenant
from tests.sandbox.teams.bots import ToyBot, toy_bot
from tests.sandbox.teams.tenants import serving


@pytest.fixture
def tenant() -> Iterator[Tenant]:
    with serving() as running:
        yield running


@pytest.fixture
def bot(tenant: Tenant) -> Iterator[ToyBot]:
    with toy_bot(tenant) as running:
        yield running
