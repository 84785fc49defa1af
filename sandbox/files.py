"""Keeps files: those the app uploads in Slack's three steps, and those that people attach to forms."""

import mimetypes
import re
from dataclasses import dataclass, field

from sandbox.api_error import ApiError
from sandbox.clock import Clock
from sandbox.conversations import Conversation
from sandbox.ids import Mint
from sandbox.json_types import Json

_UNKNOWN = "application/octet-stream"


@dataclass(slots=True)
class StoredFile:
    """One file; `content` is None until it is uploaded, `complete` once the app said so, or a person attached it.

    `places` are the conversations it was shared in, with the ts of its message in each.
    """

    id: str
    name: str
    length: int
    owner: str
    created: int
    mimetype: str
    alt_text: str = ""
    title: str = ""
    content: bytes | None = None
    complete: bool = False
    places: list[tuple[Conversation, str]] = field(default_factory=list)

    @property
    def filetype(self) -> str:
        """The name's ending."""
        return ending_of(self.name)

    def is_shared_in(self, *kinds: str) -> list[str]:
        """The ids of the conversations of these kinds that show the file."""
        return list(dict.fromkeys(where.id for where, _ in self.places if where.kind in kinds))

    def shares(self) -> Json:
        """Where its messages stand, as Slack's `shares` has it; direct messages are not in there."""
        shares: Json = {}
        for where, ts in self.places:
            if where.kind != "im":
                group = shares.setdefault("private" if where.kind == "private_channel" else "public", {})
                group.setdefault(where.id, []).append({"ts": ts, "channel_name": where.name, "reply_users": []})
        return shares


def ending_of(name: str) -> str:
    """`ics` of `Calendar.ICS`; empty where there is no dot."""
    return name.rpartition(".")[2].lower() if "." in name else ""


def mimetype_of(name: str) -> str:
    """What the ending stands for."""
    return mimetypes.guess_type(name)[0] or _UNKNOWN


class Files:
    """All files, by id and by upload address. Callers hold the workspace's lock."""

    def __init__(self, *, mint: Mint, clock: Clock, team_id: str) -> None:
        self._mint = mint
        self._clock = clock
        self._team_id = team_id
        self._files: dict[str, StoredFile] = {}
        self._uploads: dict[str, str] = {}
        self.origin = ""

    def begin(self, name: str, *, length: int, owner: str, alt_text: str) -> tuple[StoredFile, str]:
        """Step one: a file id and the address for its bytes."""
        stored = self._new(name, length=length, owner=owner, mimetype=None)
        stored.alt_text = alt_text
        secret = self._mint.secret()
        self._uploads[secret] = stored.id
        return stored, f"{self.origin}/upload/{secret}"

    def upload(self, secret: str, content: bytes) -> StoredFile:
        """Step two: the bytes, which must be as many as announced; the address works once."""
        if secret not in self._uploads:
            raise ApiError("file_not_found", status=404)
        stored = self._files[self._uploads[secret]]
        if len(content) != stored.length:
            raise ApiError("length_mismatch", status=400)
        del self._uploads[secret]
        stored.content = content
        return stored

    def complete(self, file_id: str, title: str | None) -> StoredFile:
        """Step three: the file is there to be seen."""
        stored = self.find(file_id)
        if stored.content is None:
            raise ApiError("file_not_found")
        stored.title = title or stored.name
        stored.complete = True
        return stored

    def keep(self, name: str, content: bytes, *, owner: str, mimetype: str | None = None) -> StoredFile:
        """A person's file, there at once; its mimetype is what its ending stands for, unless said."""
        stored = self._new(name, length=len(content), owner=owner, mimetype=mimetype)
        stored.content = content
        stored.complete = True
        return stored

    def find(self, file_id: str) -> StoredFile:
        """One file; `file_not_found` if there is none."""
        if file_id not in self._files:
            raise ApiError("file_not_found")
        return self._files[file_id]

    def remove(self, file_id: str) -> None:
        """It is no more."""
        del self._files[file_id]

    def usable_in_blocks(self, file_id: str) -> bool:
        """Whether an image block may show the file: Slack wants a finished picture."""
        stored = self._files.get(file_id)
        return stored is not None and stored.complete and stored.mimetype.startswith("image/")

    def as_slack_has_it(self, stored: StoredFile) -> Json:
        """The file object of `files.info`, of messages, and of file inputs."""
        place = f"{self.origin}/files-pri/{self._team_id}-{stored.id}"
        in_address = re.sub(r"[^a-z0-9.]+", "_", stored.name.lower())
        public = stored.is_shared_in("public_channel")
        return {
            "id": stored.id,
            "created": stored.created,
            "timestamp": stored.created,
            "name": stored.name,
            "title": stored.title or stored.name,
            "mimetype": stored.mimetype,
            "filetype": stored.filetype,
            "pretty_type": stored.filetype.upper(),
            "user": stored.owner,
            "user_team": self._team_id,
            "size": stored.length,
            "mode": "hosted",
            "alt_txt": stored.alt_text,
            "editable": False,
            "is_external": False,
            "external_type": "",
            "is_public": bool(public),
            "public_url_shared": False,
            "file_access": "visible",
            "url_private": f"{place}/{in_address}",
            "url_private_download": f"{place}/download/{in_address}",
            "permalink": f"{self.origin}/files/{stored.owner}/{stored.id}/{in_address}",
            "channels": public,
            "groups": stored.is_shared_in("private_channel"),
            "ims": stored.is_shared_in("im"),
            "shares": stored.shares(),
        }

    def _new(self, name: str, *, length: int, owner: str, mimetype: str | None) -> StoredFile:
        created = int(self._clock.now().timestamp())
        stored = StoredFile(self._mint.id("F"), name, length, owner, created, mimetype or mimetype_of(name))
        self._files[stored.id] = stored
        return stored
