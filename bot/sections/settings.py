"""The settings form, and the preview that stands between it and saving."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.sections.forms import ChooseOne, ChooseSeveral, Form, FormPart, Option, PickTime
from bot.sections.parts import Bullet, Button, Section, Small, bold, line, paragraph
from bot.sections.steering import FormAct
from bot.wording import set_up
from bot.wording import settings as words
from bot.wording.changes import setting_value
from bot.wording.settings import Prospect
from bot.wording.times import US_ZONES, WEEKDAY_NAMES, zone_name
from rubric.settings import Settings
from rubric.team import MOST_DAYS_OPEN, MOST_INDICATORS, MOST_REMINDERS

SETTINGS_FORM = "settings"
PREVIEW_FORM = "settings_preview"

# As they stand in the form, and as they are said.
IN_ORDER = tuple(words.LABELS)
# What a team can live by; anything longer is a date, not a rhythm.
WEEKS = (1, 2, 3, 4, 5, 6, 8, 10, 12)


def settings_form(about: str, settings: Settings, *, zones: Sequence[str], said: Sequence[str] = ()) -> Form:
    """Filled in with `settings`; `zones` are on offer besides those of the United States, `said` stands on top."""
    own = [zone for zone in dict.fromkeys((settings.zone, *zones)) if zone not in US_ZONES]
    fields: tuple[FormPart, ...] = (
        ChooseOne(
            "indicators_per_check_in",
            words.LABELS["indicators_per_check_in"],
            tuple(Option(str(number), set_up.indicators(number)) for number in range(1, MOST_INDICATORS + 1)),
            chosen=str(settings.indicators_per_check_in),
            hint=words.HINTS["indicators_per_check_in"],
        ),
        _one("days_open", range(1, MOST_DAYS_OPEN + 1), settings.days_open),
        ChooseSeveral(
            "reminder_days",
            words.LABELS["reminder_days"],
            tuple(Option(str(day), set_up.days_after(day)) for day in range(1, MOST_DAYS_OPEN)),
            chosen=tuple(map(str, settings.reminder_days)),
            hint=words.HINTS["reminder_days"],
            optional=True,
            most=MOST_REMINDERS,
        ),
        _one("every_weeks", sorted({*WEEKS, settings.every_weeks}), settings.every_weeks),
        _one("weekday", range(len(WEEKDAY_NAMES)), settings.weekday),
        PickTime("at", words.LABELS["at"], chosen=settings.at),
        ChooseOne(
            "zone",
            words.LABELS["zone"],
            tuple(Option(zone, zone_name(zone)) for zone in (*own, *US_ZONES)),
            chosen=settings.zone,
        ),
    )
    intro = [paragraph(sentence) for sentence in (*said, words.settings_intro())]
    return Form(SETTINGS_FORM, words.SETTINGS_TITLE, (*intro, *fields), submit=words.SETTINGS_SUBMIT, about=about)


@dataclass(frozen=True, slots=True)
class Preview:
    """`changed` are the settings that differ, as (name, before, after); `warnings` are sentences."""

    changed: tuple[tuple[str, object, object], ...]
    before: Prospect
    after: Prospect
    total: int
    warnings: tuple[str, ...]


def preview_form(about: str, preview: Preview) -> Form:
    parts: list[Section] = [paragraph(bold(words.WHAT_CHANGES))]
    for name, before, after in preview.changed:
        called, said = words.changed_setting(name, before, after)
        parts.append(Bullet((line(bold(called), said),)))
    parts += [
        paragraph(bold(words.NEXT_DATES)),
        *_before_and_after(words.dates(preview.before), words.dates(preview.after)),
        paragraph(bold(words.WHEN_COMPLETE)),
        *_before_and_after(words.complete(preview.before, preview.total), words.complete(preview.after, preview.total)),
    ]
    if preview.warnings:
        parts.append(paragraph(bold(words.THINK_ABOUT)))
        parts += [Bullet((line(warning),)) for warning in preview.warnings]
    parts += [Button(words.BACK, FormAct.BACK_TO_SETTINGS), Small(words.nothing_until_saved())]
    return Form(PREVIEW_FORM, words.PREVIEW_TITLE, tuple(parts), submit=words.PREVIEW_SUBMIT, about=about)


def _before_and_after(before: str, after: str) -> list[Section]:
    if before == after:
        return [Bullet((line(bold(words.AS_BEFORE), after),))]
    return [Bullet((line(bold(words.BEFORE), before),)), Bullet((line(bold(words.AFTER), after),))]


def _one(name: str, offered: Sequence[int], chosen: int) -> ChooseOne:
    return ChooseOne(
        name,
        words.LABELS[name],
        tuple(Option(str(value), _capital(setting_value(name, value))) for value in offered),
        chosen=str(chosen),
        hint=words.HINTS.get(name, ""),
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
