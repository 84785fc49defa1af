"""The digest: what to decide first, then what moved, where the team is, and what comes next."""

from collections.abc import Iterator

from bot.sections.parts import (
    Bullet,
    Chart,
    Divider,
    Heading,
    Message,
    Paragraph,
    Section,
    Series,
    bold,
    line,
    message,
    paragraph,
)
from bot.wording import digests
from jobs.announcements import DigestPost
from rubric.digest.compile import Digest
from rubric.statistics.coverage import DomainCoverage


def digest(post: DigestPost) -> Message:
    found = post.digest
    return message(
        [
            Heading(digests.digest_title(found)),
            *_decide(found),
            *_moved(found),
            *_where_we_are(found),
            *_next(found),
        ]
    )


def _decide(found: Digest) -> Iterator[Section]:
    if not found.talk_about and not found.unknown:
        yield paragraph(digests.nothing_to_decide(found))
        return
    if found.talk_about:
        yield _title(digests.TALK_ABOUT)
    for split in found.talk_about:
        yield _item(split.label, split.text, digests.split(split, found.scale))
    if found.talk_about and found.unknown:
        yield Divider()
    if found.unknown:
        yield _title(digests.UNKNOWN)
    for unknown in found.unknown:
        yield _item(unknown.label, unknown.text, digests.unknown(unknown, found.scale))


def _moved(found: Digest) -> Iterator[Section]:
    if not found.moved:
        return
    yield Divider()
    yield _title(digests.MOVED)
    for moved in found.moved:
        yield Bullet((line(bold(f"{moved.label}. "), digests.moved(moved, found.scale)),))


def _where_we_are(found: Digest) -> Iterator[Section]:
    coverage = found.where_we_are.coverage
    yield Divider()
    yield _title(digests.WHERE_WE_ARE)
    yield paragraph(digests.coverage(found.where_we_are, found.zone))
    if coverage.asked < coverage.total:
        yield paragraph(digests.coverage_by_domain(coverage.domains))
    if found.agreed:
        yield paragraph(digests.agreed(found.agreed, found.scale))
    for participation in found.participation:
        yield paragraph(digests.participation(participation))
    if coverage.asked < coverage.total:
        yield _chart(coverage.domains)


def _next(found: Digest) -> Iterator[Section]:
    yield Divider()
    yield _title(digests.NEXT)
    yield from map(paragraph, digests.coming_next(found.coming_next, found.zone))


def _title(text: str) -> Paragraph:
    return paragraph(bold(text))


def _item(label: str, text: str, said: str) -> Bullet:
    return Bullet((line(bold(f"{label}. "), text), line(said)))


def _chart(domains: tuple[DomainCoverage, ...]) -> Chart:
    return Chart(
        title=digests.CHART_TITLE,
        categories=tuple(domain.title for domain in domains),
        series=(
            Series(digests.CHART_ASKED, tuple(domain.asked for domain in domains)),
            Series(digests.CHART_TOTAL, tuple(domain.total for domain in domains)),
        ),
    )
