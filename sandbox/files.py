"""Keeps uploaded files through Slack's three steps: ask for an address, post the bytes, complete."""

from dataclasses import dataclass, field

from sandbox.api_error import ApiError
from sandbox.clock import Clock
from sandbox.ids import Mint
from sandbox.json_types import Json

_MIMETYPES = {"png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif"}


@dataclass(slots=True)
class StoredFile:
    """One file; `content` is None until it is uploaded, `complete` once the app said so."""

    id: str
    name: str
    length: int
    owner: str
    created: int
    alt_text: str = ""
    title: str = ""
    content: bytes | None = None
    complete: bool = False
    channels: list[str] = field(default_factory=list)

    @property
    def filetype(self) -> str:
        """The name's ending."""
        return self.name.rpartition(".")[2].lower()

    @property
    def mimetype(self) -> str:
        """What the ending stands for."""
        return _MIMETYPES.get(self.filetype, "application/octet-stream")


class Files:
    """All files, by id and by upload address. Callers hold the workspace's lock."""

    def __init__(self, *, mint: Mint, clock: Clock) -> None:
        self._mint = mint
        self._clock = clock
        self._files: dict[str, StoredFile] = {}
        self._uploads: dict[str, str] = {}
        self.origin = ""

    def begin(self, name: str, *, length: int, owner: str, alt_text: str) -> tuple[StoredFile, str]:
        """Step one: a file id and the address for its bytes."""
        created = int(self._clock.now().timestamp())
        stored = StoredFile(self._mint.id("F"), name, length, owner, created, alt_text)
        secret = self._mint.secret()
        self._files[stored.id] = stored
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

    def find(self, file_id: str) -> StoredFile:
        """One file; `file_not_found` if there is none."""
        if file_id not in self._files:
            raise ApiError("file_not_found")
        return self._files[file_id]

    def usable_in_blocks(self, file_id: str) -> bool:
        """Whether an image block may show the file: Slack wants a finished picture."""
        stored = self._files.get(file_id)
        return stored is not None and stored.complete and stored.mimetype.startswith("image/")

    def as_slack_has_it(self, stored: StoredFile) -> Json:
        """The file object of `files.info`."""
        return {
            "id": stored.id,
            "created": stored.created,
            "timestamp": stored.created,
            "name": stored.name,
            "title": stored.title or stored.name,
            "mimetype": stored.mimetype,
            "filetype": stored.filetype,
            "user": stored.owner,
            "size": stored.length,
            "mode": "hosted",
            "alt_txt": stored.alt_text,
            "is_external": False,
            "is_public": bool(stored.channels),
            "url_private": f"{self.origin}/files/{stored.id}",
            "url_private_download": f"{self.origin}/files/{stored.id}?download=1",
            "permalink": f"{self.origin}/files/{stored.id}",
            "channels": list(stored.channels),
            "groups": [],
            "ims": [],
        }
