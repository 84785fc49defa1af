"""One team on the home page of anybody who is on it: where it stands, what comes, who coordinates, their own pages."""

from bot.sections.evidence import EvidenceAct
from bot.sections.history import HistoryAct
from bot.sections.home_acts import HomeAct
from bot.sections.next_steps import StepAct
from bot.sections.own_digests import switch
from bot.sections.parts import Act, Button, ChannelLink, Heading, Section, bold, paragraph
from bot.sections.people import PeopleAct
from bot.sections.reports import ReportAct
from bot.sections.steering import SteerAct
from bot.sections.troubles import linked
from bot.use_cases.home.facts import TeamPage
from bot.use_cases.home.paging import Place
from bot.wording import away, blind_spots, check_ins, evidence, homes, next_steps, own_digests
from bot.wording.troubles import THE_CHANNEL


def team_sections(page: TeamPage, *, is_above: bool) -> list[Section]:
    """`is_above`: what is left to rate is said further up, and so are the buttons for it."""
    return [
        Heading(page.team_name),
        *_who_and_where(page),
        *_troubles(page),
        *_now(page, is_above=is_above),
        *_next(page),
        *_buttons(page, is_above=is_above),
    ]


def _who_and_where(page: TeamPage) -> list[Section]:
    if page.lost_because is not None:
        # Nobody can tell whether the channel still has a name.
        return [paragraph(homes.role(page))]
    return [paragraph(homes.role(page), homes.its_channel(), ChannelLink(page.channel_id, THE_CHANNEL), ".")]


def _troubles(page: TeamPage) -> list[Section]:
    """What keeps the team from going on as planned, and what to do about it."""
    sections: list[Section] = []
    if page.lost_because is not None:
        why, meanwhile = homes.lost(page.lost_because)
        sections += [paragraph(*linked(why, page.channel_id)), paragraph(meanwhile)]
    if not page.coordinators:
        sections.append(paragraph(*linked(homes.orphaned(), page.channel_id)))
    if page.paused:
        sections.append(paragraph(bold(homes.paused(page))))
    return sections


def _now(page: TeamPage, *, is_above: bool) -> list[Section]:
    said = (homes.now_open(page), "" if is_above else homes.left(page), homes.away(page))
    return [paragraph(sentence) for sentence in said if sentence]


def _next(page: TeamPage) -> list[Section]:
    sections: list[Section] = []
    if not page.paused and page.lost_because is None:
        sections += [paragraph(homes.next_check_in(page)), paragraph(homes.next_digest(page))]
    sections.append(paragraph(own_digests.at_home(wants_digest=page.wants_digest)))
    if page.coordinators:
        sections.append(paragraph(homes.coordinators(page)))
    return sections


def _buttons(page: TeamPage, *, is_above: bool) -> list[Section]:
    sections: list[Section] = []
    if page.open_check_in is not None and page.left is not None and not is_above:
        # Nothing waits for somebody who is away, and still they may rate.
        sections.append(Button(check_ins.RATE_PRIVATELY, Act.RATE_FROM_HOME, page.open_check_in.id))
    if page.rates:
        sections.append(Button(homes.MY_RATINGS, HomeAct.OWN_RATINGS, str(Place(page.team_id))))
    sections.append(Button(homes.HISTORY, HistoryAct.HISTORY, str(Place(page.team_id))))
    sections.append(Button(homes.ASKED_WHEN, HomeAct.ASKED_WHEN, str(Place(page.team_id))))
    sections.append(Button(next_steps.TITLE, StepAct.LIST, str(Place(page.team_id))))
    sections.append(Button(blind_spots.TITLE, EvidenceAct.BLIND_SPOTS, page.team_id))
    sections.append(Button(evidence.LEDGER_TITLE, EvidenceAct.LEDGER, page.team_id))
    sections.append(Button(homes.REPORT, ReportAct.SEND, page.team_id))
    sections.append(Button(homes.CHANGES, SteerAct.AUDIT, page.team_id))
    sections += switch(page.team_id, wants_digest=page.wants_digest)
    if page.away_until is not None:
        sections.append(Button(away.BACK, PeopleAct.BACK, page.team_id))
    elif page.rates and not is_above:
        sections.append(Button(away.AWAY, PeopleAct.AWAY_FROM_HOME, page.team_id))
    return sections
