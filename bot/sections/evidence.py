"""The evidence ledger as a page, and the forms that add to it."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import assert_never

from bot.sections.forms import ChooseOne, Form, FormPart, Option, PickDay, Write
from bot.sections.parts import (
    Bullet,
    Button,
    Divider,
    Menu,
    MenuItem,
    Section,
    Small,
    WebLink,
    Words,
    bold,
    line,
    paragraph,
)
from bot.use_cases.evidence.facts import LedgerItem, LedgerPage
from bot.use_cases.home.paging import Place
from bot.wording import evidence as words
from bot.wording.preferring import indicator_option
from rubric.evidence import LONGEST_LINK, LONGEST_TEXT, Evidence, Notes
from rubric.model import IndicatorId, Rubric
from rubric.next_step import NextStep


class EvidenceAct(StrEnum):
    """`BLIND_SPOTS` is about a team, or a Place in its list; `LEDGER` and `ADD` about a Place in the ledger, within a
    domain or none; `FOUND` about a next step that somebody finds out about."""

    BLIND_SPOTS = "blind_spots"
    LEDGER = "evidence"
    ADD = "add_evidence"
    FOUND = "found"


LEDGER_FORM, ADD_FORM, FOUND_FORM = "evidence", "add_evidence", "found"
INDICATOR, TEXT, LINK, DATED_ON = "indicator", "text", "link", "dated_on"
# What a menu holds.
MOST_ITEMS = 100


def ledger_form(page: LedgerPage) -> Form:
    parts: list[Section] = [
        *_for_coordinators(page),
        Small(words.ledger_intro(page.team_name)),
        *([Button(words.ADD, EvidenceAct.ADD, str(Place(page.team_id, 0, page.domain_id)))] if page.may_add else []),
        _menu(page),
    ]
    if not page.groups:
        parts.append(paragraph(words.nothing_there(page=page.page, in_domain=bool(page.domain_id))))
    for group in page.groups:
        parts.append(paragraph(bold(f"{group.label}. "), group.text))
        parts += [_item(item) for item in group.items]
    return Form(LEDGER_FORM, words.LEDGER_TITLE, (*parts, *_pages(page)))


def add_form(about: str, rubric: Rubric, indicator_ids: Sequence[IndicatorId], *, today: date) -> Form:
    options = tuple(Option(one, indicator_option(rubric, one)) for one in indicator_ids)
    return Form(
        id=ADD_FORM,
        title=words.ADD_TITLE,
        parts=(
            paragraph(words.add_intro()),
            ChooseOne(INDICATOR, words.WHICH, options[:MOST_ITEMS]),
            *_entry_fields(words.TEXT, today),
        ),
        submit=words.SAVE,
        about=about,
    )


def found_form(step: NextStep, text: str, *, today: date) -> Form:
    """`text` is the statement; empty where the rubric no longer has it."""
    return Form(
        id=FOUND_FORM,
        title=words.FOUND_TITLE,
        parts=(
            paragraph(bold(f"{step.label}. "), text),
            paragraph(words.found_intro(step.sentence)),
            *_entry_fields(words.FOUND_TEXT, today),
            Small(words.found_small()),
        ),
        submit=words.SAVE,
        about=step.id,
    )


def _entry_fields(label: str, today: date) -> tuple[FormPart, ...]:
    return (
        Write(TEXT, label, hint=words.TEXT_HINT, several_lines=True, longest=LONGEST_TEXT),
        Write(LINK, words.LINK, hint=words.LINK_HINT, optional=True, longest=LONGEST_LINK),
        PickDay(DATED_ON, words.DATED_ON, chosen=today),
    )


def _for_coordinators(page: LedgerPage) -> list[Section]:
    parts: list[Section] = []
    if page.without:
        parts.append(paragraph(bold(words.without_title(page.best_level)), words.without(page.without)))
    if page.stale:
        parts.append(paragraph(bold(words.stale_title()), words.stale_intro()))
        parts += [Bullet((line(words.stale(one)),)) for one in page.stale[: words.MOST_STALE]]
        hidden = len(page.stale) - words.MOST_STALE
        if hidden > 0:
            parts.append(paragraph(words.more_stale(hidden)))
    return [*parts, Divider()] if parts else []


def _menu(page: LedgerPage) -> Menu:
    domains = (("", words.ALL_DOMAINS), *page.domains)[:MOST_ITEMS]
    items = tuple(MenuItem(str(Place(page.team_id, within=domain)), title) for domain, title in domains)
    return Menu(words.CHOOSE_DOMAIN, EvidenceAct.LEDGER, items, chosen=str(Place(page.team_id, within=page.domain_id)))


def _item(item: LedgerItem) -> Bullet:
    match item:
        case Evidence():
            link: tuple[tuple[Words, ...], ...] = (line(WebLink(item.link)),) if item.link else ()
            return Bullet((line(words.entry(item.dated_on, item.added_by), item.text), *link))
        case Notes():
            said = " ".join(f"“{text}”" for text in item.texts)
            return Bullet((line(words.note(item.number, item.closed_on), said),))
        case _:
            assert_never(item)


def _pages(page: LedgerPage) -> list[Section]:
    parts: list[Section] = []
    for wanted, label, number in (
        (page.page > 0, words.NEWER, page.page - 1),
        (page.has_more, words.OLDER, page.page + 1),
    ):
        if wanted:
            parts.append(Button(label, EvidenceAct.LEDGER, str(Place(page.team_id, number, page.domain_id))))
    return parts
