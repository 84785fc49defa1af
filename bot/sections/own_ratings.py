"""What somebody rated over time, as a page that only they open: by indicator, with a menu of domains."""

from itertools import groupby

from bot.sections.forms import Form
from bot.sections.home_acts import HomeAct
from bot.sections.notes import clip, longest_that_fit
from bot.sections.parts import Bullet, Button, Menu, MenuItem, Section, Small, bold, italic, line, paragraph
from bot.use_cases.home.facts import OwnRatingsPage
from bot.use_cases.home.paging import Place
from bot.wording import own_pages
from storage.history import OwnRating

OWN_RATINGS_FORM = "own_ratings"
# What a page may hold of statements, which are seldom long, and of notes, beside everything else on it.
ROOM_FOR_STATEMENTS = 3_000
ROOM_FOR_NOTES = 8_000


def own_ratings_form(page: OwnRatingsPage) -> Form:
    return Form(
        OWN_RATINGS_FORM,
        own_pages.OWN_RATINGS_TITLE,
        (Small(own_pages.own_ratings_intro(page)), _menu(page), *_ratings(page), *_pages(page)),
    )


def _menu(page: OwnRatingsPage) -> Menu:
    domains = (("", own_pages.ALL_DOMAINS), *page.domains)
    items = tuple(MenuItem(str(Place(page.team_id, within=domain)), title) for domain, title in domains)
    return Menu(
        own_pages.CHOOSE_DOMAIN,
        HomeAct.OWN_RATINGS,
        items,
        chosen=str(Place(page.team_id, within=page.domain_id)),
    )


def _ratings(page: OwnRatingsPage) -> list[Section]:
    if not page.ratings:
        return [paragraph(own_pages.nothing_rated(page))]
    notes = [rating.evidence for rating in page.ratings if rating.evidence]
    longest = longest_that_fit([len(note) for note in notes], ROOM_FOR_NOTES)
    statements = {rating.indicator_id: len(rating.text) for rating in page.ratings}
    longest_statement = longest_that_fit(list(statements.values()), ROOM_FOR_STATEMENTS)
    sections: list[Section] = []
    for _, same in groupby(page.ratings, key=lambda rating: rating.indicator_id):
        ratings = list(same)
        sections.append(paragraph(bold(f"{ratings[0].label}. "), clip(ratings[0].text, longest_statement)))
        sections += [_rating(rating, page.zone, longest) for rating in ratings]
    if any(len(note) > longest for note in notes):
        sections.append(Small(own_pages.shortened()))
    return sections


def _rating(rating: OwnRating, zone: str, longest: int) -> Bullet:
    on, level = own_pages.own_rating(rating, zone)
    note = (line(italic(own_pages.own_note(clip(rating.evidence, longest)))),) if rating.evidence else ()
    return Bullet((line(on, bold(level)), *note))


def _pages(page: OwnRatingsPage) -> list[Section]:
    sections: list[Section] = []
    for wanted, label, number in (
        (page.page > 0, own_pages.NEWER, page.page - 1),
        (page.has_more, own_pages.OLDER, page.page + 1),
    ):
        if wanted:
            place = Place(page.team_id, number, page.domain_id)
            sections.append(Button(label, HomeAct.OWN_RATINGS, str(place)))
    return sections
