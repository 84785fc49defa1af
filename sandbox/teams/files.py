"""Keeps what people upload and what the bot puts where somebody let it; knows no transport."""

from dataclasses import dataclass, field
from uuid import uuid4


@dataclass(slots=True)
class Stored:
    """`data` None while an upload is allowed but hasn't come."""

    id: str
    name: str
    data: bytes | None = None

    @property
    def kind(self) -> str:
        """The name's ending."""
        return self.name.rpartition(".")[2].lower() if "." in self.name else ""


@dataclass(slots=True)
class Files:
    """`origin` is where the server listens. Callers hold the tenant's lock."""

    origin: str = ""
    all: dict[str, Stored] = field(default_factory=dict)

    def keep(self, name: str, data: bytes | None = None) -> Stored:
        stored = Stored(uuid4().hex, name, data)
        self.all[stored.id] = stored
        return stored

    def address(self, stored: Stored) -> str:
        """For a GET of what is there, and for the PUT of what is awaited."""
        return f"{self.origin}/files/{stored.id}"

    def at(self, address: str) -> Stored | None:
        return self.all.get(address.rpartition("/")[2])
