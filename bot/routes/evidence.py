"""What isn't known, who finds out, and the evidence ledger."""

from bot.routes.tables import Pressed, Routes, alone
from bot.sections.evidence import ADD_FORM, FOUND_FORM, EvidenceAct
from bot.sections.follow_up import FOLLOW_UP_FORM
from bot.use_cases.evidence.add_evidence import add_evidence, open_add
from bot.use_cases.evidence.blind_spots import blind_spots_here, show_blind_spots
from bot.use_cases.evidence.found import open_found, save_found
from bot.use_cases.evidence.ledger import ledger_here, show_ledger
from bot.use_cases.follow_up import save_follow_up
from bot.use_cases.home.paging import Place
from bot.use_cases.results import Result
from bot.use_cases.who import Deps, Speaker
from rubric.people import NextStepId, TeamId


def _blind_spots(deps: Deps, who: Speaker, pressed: Pressed) -> Result:
    return show_blind_spots(deps, who, _place(pressed.value))


def _ledger(deps: Deps, who: Speaker, pressed: Pressed) -> Result:
    return show_ledger(deps, who, _place(pressed.value))


def _add(deps: Deps, who: Speaker, pressed: Pressed) -> Result:
    return open_add(deps, who, _place(pressed.value))


def _found(deps: Deps, who: Speaker, pressed: Pressed) -> Result:
    return open_found(deps, who, NextStepId(pressed.value))


def _place(value: str) -> Place:
    """A place, or a team alone, which is its first page. Raises FormDoesNotMatch."""
    return Place.read(value) if "@" in value else Place(TeamId(value))


EVIDENCE = Routes(
    commands={"unknown": alone(blind_spots_here), "evidence": alone(ledger_here)},
    presses={
        EvidenceAct.BLIND_SPOTS: _blind_spots,
        EvidenceAct.LEDGER: _ledger,
        EvidenceAct.ADD: _add,
        EvidenceAct.FOUND: _found,
    },
    submissions={FOLLOW_UP_FORM: save_follow_up, ADD_FORM: add_evidence, FOUND_FORM: save_found},
)
