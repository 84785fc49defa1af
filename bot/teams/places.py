"""Where a channel or a person is written to: which service, which conversation; a chat is opened when none is known.

What Teams told last about a place is kept with the references; what it no longer lets us into is forgotten there.
"""

from dataclasses import dataclass

from bot.teams.addresses import in_thread, is_person
from bot.teams.connector import Connector
from bot.teams.speaker import PLATFORM
from bot.use_cases.who import Deps
from rubric.people import WorkspaceId
from storage import references, workspaces
from storage.references import Reference
from storage.store import Transaction


class NowhereKnown(Exception):
    """Nothing ever came from this organization, so no service is known that could be called."""


@dataclass(frozen=True, slots=True)
class Place:
    """`conversation` is a channel's whole, or a chat; `is_new` when it was opened just now."""

    address: str
    service: str
    conversation: str
    is_channel: bool
    is_new: bool = False

    def thread(self, root: str) -> str:
        """Where replies to a message go: in a chat they simply follow."""
        return in_thread(self.conversation, root) if self.is_channel and root else self.conversation


@dataclass(frozen=True, slots=True)
class Places:
    """`bot` is our own address in Teams."""

    connector: Connector
    deps: Deps
    tenant: str
    bot: str

    def find(self, address: str) -> Place:
        """Raises NowhereKnown, and what the connector raises when a chat has to be opened."""
        workspace_id, known, service = self._known(address)
        if not is_person(address) or (known is not None and known.grouped_under):
            return Place(address, service, address, is_channel=True)
        if known is not None and known.conversation:
            return Place(address, service, known.conversation, is_channel=False)
        conversation = self.connector.open_chat(service, bot=self.bot, person=address, tenant=self.tenant)
        with self.deps.store.begin() as transaction:
            reference = Reference(address, service, conversation)
            references.remember(transaction, workspace_id, reference, now=self.deps.clock.now())
        return Place(address, service, conversation, is_channel=False, is_new=True)

    def reference(self, address: str) -> Reference | None:
        """What is known of it."""
        with self.deps.store.read() as transaction:
            workspace_id = self.workspace(transaction)
            return None if workspace_id is None else references.find(transaction, workspace_id, address)

    def groups(self) -> dict[str, str]:
        """The teams we know a channel of, each with its service; the latest told of first."""
        with self.deps.store.read() as transaction:
            workspace_id = self.workspace(transaction)
            return {} if workspace_id is None else references.groups(transaction, workspace_id)

    def workspace(self, transaction: Transaction) -> WorkspaceId | None:
        """None before we ever introduced ourselves to the organization."""
        return workspaces.find(transaction, platform=PLATFORM, external_id=self.tenant)

    def forget(self, address: str) -> None:
        """A chat that is closed to us; the next who writes there opens it anew."""
        with self.deps.store.begin() as transaction:
            workspace_id = self.workspace(transaction)
            if workspace_id is not None:
                references.forget_conversation(transaction, workspace_id, address, now=self.deps.clock.now())

    def _known(self, address: str) -> tuple[WorkspaceId, Reference | None, str]:
        with self.deps.store.read() as transaction:
            workspace_id = self.workspace(transaction)
            if workspace_id is None:
                raise NowhereKnown
            known = references.find(transaction, workspace_id, address)
            service = known.service_url if known is not None and known.service_url else None
            # An organization has one service for all; what was told last is nearest to the truth.
            service = service or references.latest_service(transaction, workspace_id)
        if service is None:
            raise NowhereKnown
        return workspace_id, known, service
