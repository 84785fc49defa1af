"""Whatever a platform is sent or somebody reads in a file, each word of a platform's own is where it belongs."""

import inspect
import json
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from importlib import import_module
from io import BytesIO
from pkgutil import iter_modules
from zipfile import ZipFile, is_zipfile

import pytest

import bot.wording
from bot import wording
from bot.files import made_file
from bot.lookups import NotFound, Problem
from bot.sections import files
from bot.sections.forms import Form
from bot.sections.parts import Chart, Series
from bot.sections.steering import REASON
from bot.slack.blocks import form as slack_form
from bot.slack.blocks import message as slack_message
from bot.slack.blocks.home import home_view
from bot.slack.blocks.notice import notice_text, notice_view
from bot.slack.blocks.rating_form import rating_errors
from bot.teams.blocks import form as teams_form
from bot.teams.blocks import message as teams_message
from bot.teams.blocks.home import home_card
from bot.teams.blocks.notice import notice_card, notice_title
from bot.teams.blocks.opener import sentences_card
from bot.teams.ids import Surface
from bot.use_cases.home.facts import Home
from bot.use_cases.results import Notice
from bot.wording.no_files import MISSING_SCOPE
from bot.wording.platform import COMMAND
from bot.wording.roster import not_looked_up
from bot.wording.set_up_refused import cannot_look
from jobs.announcements import Announcement, AuditFile, ExportFile, ReportFile, SentAsFile
from rubric.export import ExportFormat
from rubric.model import IndicatorId
from tests.bot.files.exports import an_export
from tests.bot.test_sections_reports import REPORT
from tests.bot.test_wording import all_notices
from tests.bot.test_wording_refusals import REFUSALS
from tests.builders import ZONE
from tests.dialects import marks
from tests.limits.forms import FORMS, HOMES
from tests.limits.messages import MESSAGES

AUDIT = MESSAGES["audit file"]
assert isinstance(AUDIT, AuditFile)
SENT_AS_FILES: tuple[SentAsFile, ...] = (
    AUDIT,
    *(ReportFile(REPORT, for_coordinators=coordinates) for coordinates in (True, False)),
    *(ExportFile(an_export(), format) for format in ExportFormat),
)


def left_over(node: object) -> list[str]:
    return marks(json.dumps(node, ensure_ascii=False))


def of_no_facts(kind: type) -> Iterator[object]:
    """What every function of wording's says that needs to be told nothing."""
    for module in iter_modules(bot.wording.__path__):
        for name, function in inspect.getmembers(import_module(f"bot.wording.{module.name}"), inspect.isfunction):
            needs_nothing = not name.startswith("_") and not inspect.signature(function).parameters
            if needs_nothing and function.__annotations__["return"] is kind:
                yield function()


def notices() -> list[Notice]:
    missing = [NotFound(problem, "120") for problem in Problem]
    found = [one for one in of_no_facts(Notice) if isinstance(one, Notice)]
    found += [wording.refusal(refusal, zone=ZONE) for refusal in REFUSALS.values()]
    return [*found, *all_notices(), *map(cannot_look, missing), *map(not_looked_up, missing)]


@dataclass(frozen=True, slots=True)
class Shown:
    """What one platform is sent."""

    message: Callable[[Announcement], object]
    no_file: Callable[[SentAsFile, str], object]
    form: Callable[[Form], object]
    home: Callable[[Home], object]
    notice: Callable[[Notice], object]
    beside_fields: Callable[[str], object]


def _beside_fields_in_slack(sentence: str) -> object:
    view = slack_form.form_view(A_FORM)
    return (
        slack_form.form_errors(view, {REASON: sentence, "nowhere": sentence}),
        rating_errors("c", {IndicatorId("a.1"): sentence}),
    )


def _beside_fields_in_teams(sentence: str) -> object:
    return (
        teams_form.form_card(A_FORM, kept="k", surface=Surface.CHAT, errors={REASON: sentence, "nowhere": sentence}),
        sentences_card(sentence),
    )


A_FORM = FORMS["preferring.pin_form"]
PLATFORMS = {
    "Slack": Shown(
        message=slack_message.message,
        no_file=slack_message.no_file,
        form=slack_form.form_view,
        home=home_view,
        notice=lambda notice: (notice_view(notice), notice_text(notice)),
        beside_fields=_beside_fields_in_slack,
    ),
    "Teams": Shown(
        message=lambda announcement: asdict(teams_message.message(announcement)),
        no_file=lambda facts, code: asdict(teams_message.no_file(facts, code)),
        form=lambda form: (teams_form.form_card(form, kept="k", surface=Surface.CHAT), teams_form.form_title(form)),
        home=home_card,
        notice=lambda notice: (notice_card(notice, surface=Surface.CHAT), notice_title(notice)),
        beside_fields=_beside_fields_in_teams,
    ),
}
on_each = pytest.mark.parametrize("shown", PLATFORMS.values(), ids=PLATFORMS)


@on_each
@pytest.mark.parametrize("announcement", MESSAGES.values(), ids=MESSAGES)
def test_a_message_is_sent_in_the_platforms_words(shown: Shown, announcement: Announcement) -> None:
    assert left_over(shown.message(announcement)) == []


@on_each
@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_a_form_is_sent_in_the_platforms_words(shown: Shown, form: Form) -> None:
    assert left_over(shown.form(form)) == []


@on_each
@pytest.mark.parametrize("home", HOMES.values(), ids=HOMES)
def test_a_home_page_is_sent_in_the_platforms_words(shown: Shown, home: Home) -> None:
    assert left_over(shown.home(home)) == []


@on_each
def test_a_notice_is_sent_in_the_platforms_words(shown: Shown) -> None:
    said = notices()
    assert sum(bool(marks(" ".join(one.paragraphs))) for one in said) > 20
    for one in said:
        assert left_over(shown.notice(one)) == [], one


@on_each
def test_a_sentence_beside_a_field_is_sent_in_the_platforms_words(shown: Shown) -> None:
    said = [one for one in of_no_facts(str) if isinstance(one, str)]
    assert sum(bool(marks(one)) for one in said) > 3
    for one in said:
        assert left_over(shown.beside_fields(one)) == [], one


@on_each
def test_a_chart_is_drawn_with_the_platforms_words(shown: Shown) -> None:
    series = (Series(f"of {COMMAND}", (1,)), Series(f"by {COMMAND}", (2,)))
    chart = Chart(f"Typed {COMMAND}", (f"with {COMMAND}",), series)
    drawn = shown.form(replace(A_FORM, parts=(*A_FORM.parts, chart)))
    assert left_over(drawn) == []
    assert "Typed " in json.dumps(drawn)


@on_each
@pytest.mark.parametrize("code", [MISSING_SCOPE, "storage_limit_reached"])
@pytest.mark.parametrize("facts", SENT_AS_FILES, ids=lambda facts: type(facts).__name__)
def test_where_no_file_goes_that_is_said_in_the_platforms_words(shown: Shown, facts: SentAsFile, code: str) -> None:
    assert marks(files.no_file(facts, code).fallback) != []
    assert left_over(shown.no_file(facts, code)) == []


@pytest.mark.parametrize("facts", SENT_AS_FILES, ids=lambda facts: type(facts).__name__)
def test_a_file_has_no_words_of_any_platform(facts: SentAsFile) -> None:
    """Files are read anywhere, years later, and the command line makes them too."""
    for text in inside(made_file(facts).data):
        assert text
        assert marks(text) == []


def inside(data: bytes) -> Iterator[str]:
    if not is_zipfile(BytesIO(data)):
        yield data.decode("utf-8-sig")
        return
    with ZipFile(BytesIO(data)) as archive:
        yield from (archive.read(name).decode("utf-8-sig") for name in archive.namelist())
