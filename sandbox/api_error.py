"""The one exception by which any part of the sandbox answers `{"ok": false}`."""

from sandbox.json_types import Json


class ApiError(Exception):
    """Slack says no: an error code, further keys for the answer, and the HTTP status and headers."""

    def __init__(
        self,
        error: str,
        *,
        status: int = 200,
        headers: dict[str, str] | None = None,
        **details: object,
    ) -> None:
        super().__init__(error)
        self.error = error
        self.status = status
        self.headers = headers or {}
        self.details = details

    def answer(self) -> Json:
        """The body Slack would send."""
        return {"ok": False, "error": self.error, **self.details}
