"""A team's history as pages for anybody on it: its domains, the indicators of one, and one check-in by check-in."""

from collections.abc import Sequence
from enum import StrEnum
from typing import assert_never

from bot.sections.exporting import ExportAct
from bot.sections.forms import Form
from bot.sections.notes import clip
from bot.sections.parts import Bullet, Button, Menu, MenuItem, Section, Small, Words, bold, italic, line, paragraph
from bot.use_cases.history.facts import AllDomains, History, LatestWord, Named, OneDomain, OneIndicator, Then
from bot.use_cases.home.paging import Place
from bot.wording import exporting
from bot.wording import history as words

HISTORY_FORM = "history"
MOST_ITEMS = 100
# What one line of a menu or a button holds.
LONGEST_LINE = 75
# Several stand on one page.
LONGEST_STATEMENT = 300
LONGEST_RATIONALE = 160
MOST_STEPS = 3


class HistoryAct(StrEnum):
    """HISTORY is about a Place within a domain, an indicator, or neither."""

    HISTORY = "history"


def history_form(page: History) -> Form:
    match page:
        case AllDomains():
            parts = _all_domains(page)
        case OneDomain():
            parts = _one_domain(page)
        case OneIndicator():
            parts = _one_indicator(page)
        case _:
            assert_never(page)
    return Form(HISTORY_FORM, words.HISTORY_TITLE, tuple(parts))


def _all_domains(page: AllDomains) -> list[Section]:
    lines = [Bullet((line(bold(one.title), f": {words.domain_line(one)}"),)) for one in page.domains[:MOST_ITEMS]]
    items = [(one.domain_id, one.title) for one in page.domains]
    return [
        Small(words.domains_intro(page)),
        *lines,
        _menu(page, words.CHOOSE_DOMAIN, items),
        Button(exporting.EXPORT, ExportAct.EXPORT, page.whose.team_id),
    ]


def _one_domain(page: OneDomain) -> list[Section]:
    sections: list[Section] = [Small(words.domain_intro(page)), _indicators(page, page.all)]
    for word in page.shown:
        sections += _latest(word, page.whose.zone)
    return [
        *sections,
        *_pages(page, page.domain_id, words.BEFORE, words.AFTER),
        _to(page, "", words.ALL_DOMAINS),
        Button(exporting.EXPORT, ExportAct.EXPORT, page.whose.team_id),
    ]


def _one_indicator(page: OneIndicator) -> list[Section]:
    named = page.indicator
    sections: list[Section] = [
        Small(words.indicator_intro(page)),
        paragraph(bold(f"{named.label}. "), named.text),
        *(_then(one, page.whose.zone) for one in page.times),
        *_pages(page, named.id, words.NEWER, words.OLDER),
        _indicators(page, page.beside, chosen=named),
        _to(page, page.domain_id, words.all_of(page.domain)),
        Button(exporting.EXPORT, ExportAct.EXPORT, page.whose.team_id),
    ]
    return sections


def _latest(word: LatestWord, zone: str) -> list[Section]:
    named, latest = word.indicator, word.latest
    statement = paragraph(bold(f"{named.label}. "), clip(named.text, LONGEST_STATEMENT))
    if latest is None:
        return [statement, paragraph(words.not_asked_yet())]
    return [statement, _then(latest, zone)]


def _then(then: Then, zone: str) -> Bullet:
    lines: list[tuple[Words, ...]] = [line(bold(f"{words.then_title(then, zone)}: "), words.seen(then))]
    if figures := words.figures(then):
        lines.append(line(figures))
    rating = then.team_rating
    lines.append(line(words.no_team_rating() if rating is None else words.team_rating(then, rating, zone)))
    if rating is not None and rating.rationale:
        lines.append(line(italic(clip(rating.rationale, LONGEST_RATIONALE))))
    lines += [line(words.step(one, clip(one.sentence, LONGEST_STATEMENT))) for one in then.steps[:MOST_STEPS]]
    hidden = len(then.steps) - MOST_STEPS
    return Bullet((*lines, line(words.more_steps(hidden))) if hidden > 0 else tuple(lines))


def _pages(page: OneDomain | OneIndicator, within: str, before: str, after: str) -> list[Section]:
    team_id = page.whose.team_id
    back = Button(before, HistoryAct.HISTORY, str(Place(team_id, page.page - 1, within)))
    on = Button(after, HistoryAct.HISTORY, str(Place(team_id, page.page + 1, within)))
    return [*([back] if page.page else []), *([on] if page.has_more else [])]


def _to(page: History, within: str, label: str) -> Button:
    return Button(clip(label, LONGEST_LINE), HistoryAct.HISTORY, str(Place(page.whose.team_id, within=within)))


def _indicators(page: History, named: Sequence[Named], chosen: Named | None = None) -> Menu:
    items = [(one.id, f"{one.label}: {one.text}" if one.text else one.label) for one in named]
    return _menu(page, words.CHOOSE_INDICATOR, items, chosen="" if chosen is None else chosen.id)


def _menu(page: History, label: str, choice: Sequence[tuple[str, str]], *, chosen: str = "") -> Menu:
    items = [MenuItem(_value(page, id), clip(text, LONGEST_LINE)) for id, text in choice[:MOST_ITEMS]]
    return Menu(label, HistoryAct.HISTORY, tuple(items), chosen=_value(page, chosen) if chosen else None)


def _value(page: History, within: str) -> str:
    return str(Place(page.whose.team_id, within=within))
