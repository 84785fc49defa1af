"""How to reach a channel or a person on a platform where an address alone is not enough: conversation and service.

The platform tells with everything it brings; what it tells last is what counts.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import RowMapping, delete, select, update

from rubric.people import WorkspaceId
from storage.store import Transaction, insert_or, new_id
from storage.tables import conversation_references


@dataclass(frozen=True, slots=True)
class Reference:
    """`address` is a channel's or a person's; what is empty is not known.

    `conversation` is where it is written to, `grouped_under` what a channel is part of, `zone` a person's time zone.
    """

    address: str
    service_url: str
    conversation: str = ""
    grouped_under: str = ""
    name: str = ""
    zone: str = ""


def remember(transaction: Transaction, workspace_id: WorkspaceId, reference: Reference, *, now: datetime) -> None:
    """Keep it; what is not known now stays as it was known before."""
    known = {
        name: value
        for name in ("service_url", "conversation", "grouped_under", "name", "zone")
        if (value := getattr(reference, name))
    }
    empty = {"service_url": "", "conversation": "", "grouped_under": "", "name": "", "zone": ""}
    transaction.execute(
        insert_or(transaction, conversation_references)
        .values(id=new_id(), workspace_id=workspace_id, address=reference.address, **(empty | known), updated_at=now)
        .on_conflict_do_update(index_elements=["workspace_id", "address"], set_={**known, "updated_at": now})
    )


def move(transaction: Transaction, workspace_id: WorkspaceId, *, service: str, to: str) -> None:
    """Whatever was reached at the one address of the platform's is reached at the other from now on."""
    transaction.execute(
        update(conversation_references)
        .where(conversation_references.c.workspace_id == workspace_id, conversation_references.c.service_url == service)
        .values(service_url=to)
    )


def find(transaction: Transaction, workspace_id: WorkspaceId, address: str) -> Reference | None:
    found = transaction.execute(
        select(conversation_references).where(
            conversation_references.c.workspace_id == workspace_id, conversation_references.c.address == address
        )
    )
    row = found.mappings().one_or_none()
    return None if row is None else _reference(row)


def grouped_under(transaction: Transaction, workspace_id: WorkspaceId, group: str) -> tuple[Reference, ...]:
    """The channels that are known of one group, by address."""
    found = transaction.execute(
        select(conversation_references)
        .where(conversation_references.c.workspace_id == workspace_id, conversation_references.c.grouped_under == group)
        .order_by(conversation_references.c.address)
    )
    return tuple(_reference(row) for row in found.mappings())


def groups(transaction: Transaction, workspace_id: WorkspaceId) -> dict[str, str]:
    """The groups of which a channel is known, each with the address it is reached at; the latest told of first."""
    found = transaction.execute(
        select(conversation_references.c.grouped_under, conversation_references.c.service_url)
        .where(conversation_references.c.workspace_id == workspace_id, conversation_references.c.grouped_under != "")
        .order_by(conversation_references.c.updated_at.desc(), conversation_references.c.id)
    )
    services: dict[str, str] = {}
    for row in found:
        services.setdefault(row.grouped_under, row.service_url)
    return services


def latest_service(transaction: Transaction, workspace_id: WorkspaceId) -> str | None:
    """The address that the platform was last reached at in this workspace; None before it ever came to us."""
    found = transaction.execute(
        select(conversation_references.c.service_url)
        .where(conversation_references.c.workspace_id == workspace_id, conversation_references.c.service_url != "")
        .order_by(conversation_references.c.updated_at.desc(), conversation_references.c.id)
        .limit(1)
    )
    return found.scalar_one_or_none()


def zones_of(transaction: Transaction, workspace_id: WorkspaceId) -> dict[str, str]:
    """The time zone of everybody of whom it is known, by address."""
    found = transaction.execute(
        select(conversation_references.c.address, conversation_references.c.zone).where(
            conversation_references.c.workspace_id == workspace_id, conversation_references.c.zone != ""
        )
    )
    return {row.address: row.zone for row in found}


def forget_conversation(transaction: Transaction, workspace_id: WorkspaceId, address: str, *, now: datetime) -> None:
    """It is closed to us; whoever is written to next opens another."""
    transaction.execute(
        update(conversation_references)
        .where(conversation_references.c.workspace_id == workspace_id, conversation_references.c.address == address)
        .values(conversation="", updated_at=now)
    )


def forget(transaction: Transaction, workspace_id: WorkspaceId, address: str) -> None:
    transaction.execute(
        delete(conversation_references).where(
            conversation_references.c.workspace_id == workspace_id, conversation_references.c.address == address
        )
    )


def _reference(row: RowMapping) -> Reference:
    return Reference(
        address=row["address"],
        service_url=row["service_url"],
        conversation=row["conversation"],
        grouped_under=row["grouped_under"],
        name=row["name"],
        zone=row["zone"],
    )
