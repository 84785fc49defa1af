"""One thing that the doctor looked at."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """`advice` says what to do when it is not right."""

    what: str
    ok: bool
    detail: str
    advice: str = ""
