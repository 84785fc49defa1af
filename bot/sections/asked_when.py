"""What a team was asked and when, as a page that anybody on it may open."""

from bot.sections.forms import Form
from bot.sections.home_acts import HomeAct
from bot.sections.parts import Bullet, Button, Section, Small, bold, line, paragraph
from bot.use_cases.home.facts import AskedWhenPage
from bot.use_cases.home.paging import Place
from bot.wording import own_pages

ASKED_WHEN_FORM = "asked_when"


def asked_when_form(page: AskedWhenPage) -> Form:
    asked: list[Section] = [
        Bullet((line(bold(own_pages.asked_title(one, page.zone))), line(own_pages.asked(one))))
        for one in page.check_ins
    ]
    return Form(
        ASKED_WHEN_FORM,
        own_pages.ASKED_WHEN_TITLE,
        (
            Small(own_pages.asked_when_intro(page)),
            *(asked or [paragraph(own_pages.nothing_asked(page))]),
            *_pages(page),
        ),
    )


def _pages(page: AskedWhenPage) -> list[Section]:
    newer = Button(own_pages.NEWER, HomeAct.ASKED_WHEN, str(Place(page.team_id, page.page - 1)))
    older = Button(own_pages.OLDER, HomeAct.ASKED_WHEN, str(Place(page.team_id, page.page + 1)))
    return [*([newer] if page.page else []), *([older] if page.has_more else [])]
