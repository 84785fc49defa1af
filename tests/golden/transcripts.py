"""The reveal and the digest of a drawn check-in, as they are read aloud and as they look, and what is behind the
digest's More, in one text."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from bot.sections.digest_pages import more_form
from bot.sections.forms import Field
from bot.sections.parts import plain_text
from bot.slack.blocks.message import message
from jobs.announcements import Announcement, DigestPost, RevealPost
from rubric.digest.compile import Material, compile_digest
from rubric.digest.period import Period
from rubric.people import DigestId
from rubric.results import Closed
from rubric.reveal import reveal
from rubric.sooner import come_sooner
from tests.builders import ZONE, a_history, openings
from tests.golden.drawn import GRIDS, RUBRIC, Drawn, read
from tests.golden.looks import looks

FOLDER = Path(__file__).parent
A_FORTNIGHT = timedelta(weeks=2)


def names() -> list[str]:
    return sorted(path.stem for path in GRIDS.glob("*.txt"))


def kept(name: str) -> Path:
    """Where the transcript of that grid is kept."""
    return FOLDER / f"{name}.txt"


def transcript(name: str) -> str:
    """As it is now."""
    drawn = (GRIDS / f"{name}.txt").read_text(encoding="utf-8")
    return "\n".join(_lines(drawn, read(drawn))) + "\n"


def _lines(text: str, drawn: Drawn) -> Iterator[str]:
    yield from text.strip().splitlines()
    closed = drawn.closed()
    digest = _digest(closed)
    for title, said in (("REVEAL", _reveal(closed[-1])), ("DIGEST", digest)):
        aloud, blocks = message(said)
        yield from ("", f"======== {title}, READ ALOUD", *aloud.splitlines())
        yield from ("", f"======== {title}, AS IT LOOKS", *looks(blocks))
    more = [part for part in more_form(digest.digest).parts if not isinstance(part, Field)]
    yield from ("", "======== DIGEST, BEHIND MORE", *plain_text(more).splitlines())


def _reveal(closed: Closed) -> Announcement:
    return RevealPost(ZONE, reveal(closed.check_in, ratings=closed.ratings, of=closed.of), closed.check_in.team_id)


def _digest(closed: tuple[Closed, ...]) -> DigestPost:
    last = closed[-1].check_in
    end = last.opened_at + A_FORTNIGHT
    material = Material(
        team_name="Attendance cabinet",
        zone=ZONE,
        period=Period(last.opened_at, end),
        rubric=RUBRIC,
        closed=closed[-1:],
        earlier=closed[:-1],
        history=a_history(*([asked.id for asked in one.check_in.asked] for one in closed)),
        sooner=come_sooner(closed),
        indicators_per_check_in=7,
        open_check_in=None,
        upcoming=openings(*(end + A_FORTNIGHT * at for at in range(8))),
    )
    return DigestPost(compile_digest(material), DigestId("digest"))
