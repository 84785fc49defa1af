"""One member's private form, page by page: a choice and a note for each indicator, prefilled with what they have saved.

Each page is saved by its buttons, for Teams tells nothing of what is only chosen.
"""

from collections.abc import Collection, Mapping

from bot.sections.parts import Button, Divider, Heading, Small, paragraph
from bot.teams import ids
from bot.teams.blocks.fitting import MOST_BYTES, Card, card, weight
from bot.teams.blocks.form import OPTIONAL, problem
from bot.teams.blocks.rich_text import Element
from bot.teams.blocks.sections import Made, Part, Place, body
from bot.teams.blocks.text import LONGEST_CHOICE, LONGEST_LABEL, inert, picture, said
from bot.teams.ids import Own, Surface
from bot.use_cases.results import RatingForm
from bot.wording import check_ins, dialogs
from rubric.check_in import AskedIndicator, CheckIn
from rubric.model import IndicatorId, Level
from rubric.rating import EVIDENCE_LIMIT, Rating

# As many as somebody answers without a rest; all of a usual check-in.
MOST_ON_A_PAGE = 7
# What notes weigh, one with another, in bytes.
_A_NOTE = 1_500
# What stands around the indicators: the introduction, the meanings of levels, the buttons.
_AROUND = 3_500
_LEVEL, _NOTE = "level/", "note/"
Page = tuple[AskedIndicator, ...]


def level_field(indicator_id: IndicatorId) -> str:
    """The name of the field in which a level is chosen."""
    return f"{_LEVEL}{indicator_id}"


def note_field(indicator_id: IndicatorId) -> str:
    """The name of the field in which a note is written."""
    return f"{_NOTE}{indicator_id}"


def pages(check_in: CheckIn) -> tuple[Page, ...]:
    """The same for everybody and at any time, so that a page's number says what stands on it."""
    found: list[list[AskedIndicator]] = [[]]
    room = MOST_BYTES - _AROUND
    for asked in check_in.asked:
        size = weight([_choice(check_in, asked, None), _note(check_in, asked, "")]) + _A_NOTE
        if found[-1] and (len(found[-1]) == MOST_ON_A_PAGE or size > room):
            found.append([])
            room = MOST_BYTES - _AROUND
        found[-1].append(asked)
        room -= size
    return tuple(map(tuple, found))


def rating_title(form: RatingForm) -> str:
    """A dialog's."""
    return said(check_ins.check_in_title(form.check_in))


def rating_card(
    form: RatingForm,
    *,
    page: int,
    kept: str,
    surface: Surface,
    errors: Mapping[IndicatorId, str] | None = None,
    typed: Mapping[IndicatorId, tuple[str | None, str]] | None = None,
) -> Card:
    """`page` counts from 0; `kept` is the token under which the page is kept.

    `typed` is (level, note) where something else stood in the page than what is saved; `errors` go below notes. Where
    a page is too heavy, the longest saved notes have no field: they stay as they are, as nothing comes back of them.
    """
    wrong, shown = errors or {}, typed or {}
    hidden: list[IndicatorId] = []
    saved = [(len(one.evidence), one.indicator_id) for one in _notes(form, page) if one.indicator_id not in shown]
    place = Place(surface, kept)
    for _, indicator_id in [*sorted(saved, reverse=True), (0, None)]:
        parts = [*_start(form, page, surface, wrong), *_asked(form, page, wrong, shown, hidden), *_end(form, page)]
        made = card(body(parts, place), fallbackText=rating_title(form))
        if weight(made) < MOST_BYTES or indicator_id is None:
            break
        hidden.append(indicator_id)
    return made


def _notes(form: RatingForm, page: int) -> list[Rating]:
    """The saved ones of the page."""
    ratings = (form.current.get(asked.id) for asked in pages(form.check_in)[page])
    return [one for one in ratings if one is not None and one.evidence]


def _start(form: RatingForm, page: int, surface: Surface, errors: Mapping[IndicatorId, str]) -> list[Part]:
    check_in = form.check_in
    rated = sum(one.level_id is not None for one in form.current.values())
    return [
        *([Heading(check_ins.check_in_title(check_in))] if surface is Surface.CHAT else []),
        *([problem(dialogs.look_again(len(errors)))] if errors else []),
        *(map(paragraph, dialogs.page_intro(check_in, form.zone)) if page == 0 else ()),
        Small(check_ins.level_meanings(check_in.scale)),
        Small(dialogs.progress(page, len(pages(check_in)), rated=rated, of=len(check_in.asked))),
    ]


def _asked(
    form: RatingForm,
    page: int,
    errors: Mapping[IndicatorId, str],
    typed: Mapping[IndicatorId, tuple[str | None, str]],
    hidden: Collection[IndicatorId],
) -> list[Part]:
    parts: list[Part] = []
    for asked in pages(form.check_in)[page]:
        level, note = typed.get(asked.id) or _saved(form.current.get(asked.id))
        is_hidden = asked.id in hidden
        parts += [
            Divider(),
            Made((_choice(form.check_in, asked, level),)),
            Small(dialogs.note_not_shown(len(note))) if is_hidden else Made((_note(form.check_in, asked, note),)),
            *([problem(errors[asked.id])] if asked.id in errors else []),
        ]
    return parts


def _end(form: RatingForm, page: int) -> list[Part]:
    is_last = page == len(pages(form.check_in)) - 1
    return [
        Divider(),
        *([] if is_last else [Button(dialogs.SAVE_AND_GO_ON, Own.SAVE_PAGE, str(page + 1), primary=True)]),
        Button(dialogs.SAVE, Own.SAVE, primary=is_last),
        *([Button(dialogs.GO_BACK, Own.SAVE_PAGE, str(page - 1))] if page else []),
    ]


def _saved(rated: Rating | None) -> tuple[str | None, str]:
    return (None, "") if rated is None else (rated.level_id, rated.evidence)


def _choice(check_in: CheckIn, asked: AskedIndicator, level_id: str | None) -> Element:
    levels = (*check_in.scale.levels, check_in.scale.dont_know)
    return {
        "type": "Input.ChoiceSet",
        "id": ids.input_id(level_field(asked.id)),
        "label": inert(check_ins.indicator_label(asked.label, asked.text), LONGEST_LABEL),
        "style": "expanded",
        "wrap": True,
        "choices": [{"title": _title(level), "value": level.id} for level in levels],
        **({} if level_id is None else {"value": level_id}),
    }


def _title(level: Level) -> str:
    return inert(f"{picture(level.emoji)} {level.name}", LONGEST_CHOICE)


def _note(check_in: CheckIn, asked: AskedIndicator, note: str) -> Element:
    return {
        "type": "Input.Text",
        "id": ids.input_id(note_field(asked.id)),
        "label": f"{inert(check_in.evidence_prompt, LONGEST_LABEL)}{OPTIONAL}",
        "isMultiline": True,
        "maxLength": EVIDENCE_LIMIT,
        "placeholder": check_ins.EVIDENCE_HINT,
        **({"value": note} if note else {}),
    }
