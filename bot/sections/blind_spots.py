"""The page of what a team can't judge: each statement, how many didn't know, why, and who finds out."""

from bot.sections.evidence import EvidenceAct
from bot.sections.forms import Form
from bot.sections.next_steps import StepAct
from bot.sections.parts import Button, Divider, Section, bold, italic, paragraph
from bot.use_cases.evidence.facts import BlindSpotsPage, SpotLine
from bot.use_cases.home.paging import Place
from bot.use_cases.next_steps.target import StepTarget
from bot.wording import blind_spots as words
from bot.wording.evidence import LEDGER_TITLE

BLIND_SPOTS_FORM = "blind_spots"


def blind_spots_form(page: BlindSpotsPage) -> Form:
    if not page.spots:
        return Form(BLIND_SPOTS_FORM, words.TITLE, (paragraph(words.nothing(page.team_name)), _to_evidence(page)))
    parts: list[Section] = [paragraph(words.intro(page.team_name))]
    for line in page.spots:
        parts += [Divider(), *_spot(page, line)]
    return Form(BLIND_SPOTS_FORM, words.TITLE, (*parts, Divider(), *_pages(page), _to_evidence(page)))


def _to_evidence(page: BlindSpotsPage) -> Button:
    return Button(LEDGER_TITLE, EvidenceAct.LEDGER, page.team_id)


def _spot(page: BlindSpotsPage, line: SpotLine) -> list[Section]:
    spot = line.spot
    parts: list[Section] = [
        paragraph(bold(f"{spot.label}. "), spot.text),
        paragraph(" ".join(filter(None, (words.how_many(spot, page.zone), words.reasons(line.reasons))))),
        paragraph(italic(words.finding_out(spot, page.today, page.zone))),
    ]
    if spot.finding_out is None and page.coordinates:
        target = StepTarget(page.team_id, spot.indicator_id, spot.check_in_id)
        parts.append(Button(words.NAME_SOMEONE, StepAct.NAME_FINDER, str(target)))
    if spot.finding_out is not None and line.may_settle:
        parts.append(Button(words.SAY_WHAT_WAS_FOUND, EvidenceAct.FOUND, spot.finding_out.id))
    return parts


def _pages(page: BlindSpotsPage) -> list[Section]:
    found: list[Section] = []
    for wanted, label, number in (
        (page.page > 0, words.BACK, page.page - 1),
        (page.has_more, words.MORE, page.page + 1),
    ):
        if wanted:
            found.append(Button(label, EvidenceAct.BLIND_SPOTS, str(Place(page.team_id, number))))
    return found
