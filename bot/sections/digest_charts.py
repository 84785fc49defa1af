"""A digest's chart: what the team agreed on by domain, or until then how far it has come. Words say the same."""

from collections.abc import Iterator

from bot.sections.parts import Chart, Series
from bot.wording import digests
from rubric.digest.compile import Digest
from rubric.digest.in_hand import DomainInHand

# Platforms draw no more of them: with more levels than this leaves, they are folded into two.
MOST_SERIES = 6


def chart(found: Digest) -> Iterator[Chart]:
    """One, or none where there is nothing to show: two would be several screens of a phone."""
    coverage = found.where_we_are.coverage
    if found.in_hand.agreed:
        yield _agreed(found)
    elif 0 < coverage.asked < coverage.total:
        yield Chart(
            title=digests.CHART_TITLE,
            categories=tuple(domain.title for domain in coverage.domains),
            series=(
                Series(digests.CHART_ASKED, tuple(domain.asked for domain in coverage.domains)),
                Series(digests.CHART_TOTAL, tuple(domain.total for domain in coverage.domains)),
            ),
        )


def _agreed(found: Digest) -> Chart:
    domains = found.in_hand.domains
    names = [level.name for level in found.scale.levels]
    levels = [Series(name, tuple(one.levels[at] for one in domains)) for at, name in enumerate(names)]
    rest = [
        Series(digests.CHART_UNKNOWN, tuple(one.unknown for one in domains)),
        Series(digests.CHART_NOT_AGREED, tuple(one.not_agreed for one in domains)),
    ]
    if len(levels) + len(rest) > MOST_SERIES:
        levels = _folded(domains)
    titles = tuple(one.title for one in domains)
    return Chart(digests.AGREED_CHART_TITLE, titles, (*levels, *rest), levels=len(levels))


def _folded(domains: tuple[DomainInHand, ...]) -> list[Series]:
    return [
        Series(digests.CHART_IN_HAND, tuple(one.in_hand for one in domains)),
        Series(digests.CHART_NOT_IN_HAND, tuple(one.agreed - one.in_hand for one in domains)),
    ]
