"""Describes people the way a roster does."""

from sandbox.json_types import Json
from sandbox.teams.seed import SeedPerson


def in_roster(person: SeedPerson, tenant_id: str) -> Json:
    """One member of a conversation."""
    given, _, family = person.name.partition(" ")
    return {
        "id": person.id,
        "name": person.name,
        "objectId": person.object_id,
        "aadObjectId": person.object_id,
        "givenName": given,
        "surname": family,
        "email": person.upn,
        "userPrincipalName": person.upn,
        "tenantId": person.tenant or tenant_id,
        "userRole": person.role,
    }
