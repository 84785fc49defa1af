"""Changes a team's settings in two steps: the form, and a preview of what would come of it that changes nothing.

What was chosen is kept as a draft between the two, so that going back and being overtaken lose nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import time
from typing import Any

from pydantic import BaseModel, Field, ValidationError

from bot import wording
from bot.sections import settings as sections
from bot.sections.forms import Values
from bot.sections.settings import Preview
from bot.use_cases.results import FormErrors, Notice, OpenForm
from bot.use_cases.shown import fingerprint
from bot.use_cases.steer import About, Looking, Steering, looking, steering
from bot.use_cases.steering.dates import DATES_AHEAD
from bot.use_cases.steering.indicators import asked_of
from bot.use_cases.who import Deps, Refused, Speaker
from bot.wording import settings as words
from bot.wording import steering as steering_words
from bot.wording.changes import sentence
from bot.wording.set_up_preview import COMFORTABLE_INDICATORS, many_indicators
from bot.wording.settings import Prospect
from jobs.plan_ahead import plan_ahead
from rubric.audit import What
from rubric.cadence import MOST_WEEKS, BadCadence
from rubric.people import TeamId
from rubric.refusals import BadSetting, ChangedMeanwhile, FormDoesNotMatch
from rubric.settings import Settings, with_settings
from rubric.team import Rhythm, Team, TeamState
from rubric.timetable import NoSchoolDay
from storage import check_ins, drafts

DRAFT = "settings"
# Stands between the draft's id and the fingerprint of what a preview shows.
_SHOWS = ":"


class Chosen(BaseModel):
    """What the form sends, as text; and, in its JSON form, the draft."""

    every_weeks: int = Field(ge=1, le=MOST_WEEKS)
    weekday: int = Field(ge=0, le=6)
    at: time
    zone: str
    indicators_per_check_in: int
    days_open: int
    reminder_days: tuple[int, ...] = ()

    @classmethod
    def of(cls, settings: Settings) -> "Chosen":
        return cls(**_values(settings))

    def settings(self) -> Settings:
        return Settings(**{**self.model_dump(), "reminder_days": tuple(sorted(self.reminder_days))})


@dataclass(frozen=True, slots=True)
class Wrong:
    """A setting that can't be as asked: a sentence for its field."""

    name: str
    problem: str


def open_settings(deps: Deps, who: Speaker, team_id: TeamId) -> OpenForm:
    """Filled in with the settings as they are. Raises CoordinatorsOnly, NotOnTheTeam, FormDoesNotMatch."""
    with looking(deps, who, team_id) as ground:
        about = ground.about()
        return _form(ground, about, Settings.of(ground.team.rhythm))


def preview_settings(deps: Deps, who: Speaker, about: str, values: Values) -> OpenForm | FormErrors:
    """The preview, or FormErrors for whatever can't be as asked; only the draft is kept.

    Raises CoordinatorsOnly, NotOnTheTeam, FormDoesNotMatch.
    """
    try:
        chosen = Chosen.model_validate({name: value for name, value in values.items() if value is not None})
    except ValidationError as error:
        return FormErrors({str(fault["loc"][0]): wording.field_missing() for fault in error.errors()})
    return preview(deps, who, About.read(about), chosen.settings())


def preview(deps: Deps, who: Speaker, about: About, wanted: Settings) -> OpenForm | FormErrors:
    """The same for settings that come from elsewhere."""
    with looking(deps, who, about.team_id) as ground:
        rhythm = _rhythm(ground, wanted)
        if isinstance(rhythm, Wrong):
            return FormErrors({rhythm.name: rhythm.problem})
        if wanted == Settings.of(ground.team.rhythm):
            return FormErrors({"indicators_per_check_in": steering_words.nothing_different()})
        shown = _preview(ground, rhythm, wanted)
    with deps.store.begin() as transaction:
        draft = drafts.keep(
            transaction,
            ground.team.workspace_id,
            who.address,
            kind=DRAFT,
            about=about.team_id,
            values=Chosen.of(wanted).model_dump(mode="json"),
            now=ground.now,
        )
    more = f"{draft}{_SHOWS}{_shows(wanted)}"
    return OpenForm(sections.preview_form(str(replace(about, more=more)), shown))


def back_to_settings(deps: Deps, who: Speaker, about: str) -> OpenForm:
    """The form again, as it was filled in. Raises CoordinatorsOnly, NotOnTheTeam, FormDoesNotMatch."""
    form = About.read(about)
    with looking(deps, who, form.team_id) as ground:
        return _form(ground, replace(form, more=""), _drafted(ground, who, form))


def save_settings(deps: Deps, who: Speaker, about: str) -> Notice | OpenForm | FormErrors:
    """Saves what the preview showed; the form again, as it was filled in, when that can't be saved any more.

    Where the same person has chosen something else since, in another window, that is shown instead.

    Raises CoordinatorsOnly, NotOnTheTeam, FormDoesNotMatch.
    """
    form = About.read(about)
    try:
        with steering(deps, who, form.team_id, seen=form.seen, watches=frozenset({What.SETTINGS})) as ground:
            wanted = _drafted(ground, who, form)
            rhythm = _rhythm(ground, wanted)
            if isinstance(rhythm, Wrong):
                return _form(ground, replace(form, more=""), wanted, rhythm.problem)
            if form.more.partition(_SHOWS)[2] == _shows(wanted):
                return _save(ground, form, rhythm, wanted)
        return preview(deps, who, replace(form, more=""), wanted)
    except Refused as refused:
        if not isinstance(refused.refusal, ChangedMeanwhile):
            raise
        return _overtaken(deps, who, form, refused.refusal)


def _save(ground: Steering, form: About, rhythm: Rhythm, wanted: Settings) -> Notice:
    before = Settings.of(ground.team.rhythm)
    tell_channel = not wanted.same_cadence(before)
    ground.change_rhythm(rhythm)
    changed = _changed(before, wanted)
    ground.log(
        What.SETTINGS,
        before={name: value for name, value, _ in changed},
        after={name: value for name, _, value in changed},
        tell_channel=tell_channel,
    )
    drafts.drop(ground.transaction, _draft_id(form))
    return words.saved(ground.team.next_check_in_at, ground.zone, told_channel=tell_channel)


def _overtaken(deps: Deps, who: Speaker, form: About, refusal: ChangedMeanwhile) -> OpenForm:
    with looking(deps, who, form.team_id) as ground:
        said = words.changed_meanwhile(tuple(sentence(entry, ground.zone) for entry in refusal.entries))
        about = ground.about()
        return _form(ground, about, _drafted(ground, who, form), *said)


def _form(ground: Looking | Steering, about: About, settings: Settings, *said: str) -> OpenForm:
    return OpenForm(sections.settings_form(str(about), settings, zones=(ground.zone, ground.member.zone), said=said))


def _drafted(ground: Looking | Steering, who: Speaker, form: About) -> Settings:
    draft = drafts.get(ground.transaction, _draft_id(form), address=who.address)
    if draft is None or (draft.kind, draft.about) != (DRAFT, form.team_id):
        raise FormDoesNotMatch
    return Chosen.model_validate(draft.values).settings()


def _draft_id(form: About) -> str:
    return form.more.partition(_SHOWS)[0]


def _shows(settings: Settings) -> str:
    return fingerprint(Chosen.of(settings).model_dump_json())


def _rhythm(ground: Looking | Steering, wanted: Settings) -> Rhythm | Wrong:
    open_one = check_ins.open_one(ground.transaction, ground.team.id)
    busy_until = None if open_one is None else open_one.closes_at
    try:
        return with_settings(ground.team.rhythm, wanted, now=ground.now, busy_until=busy_until)
    except BadCadence as error:
        return Wrong("zone", str(error))
    except BadSetting as error:
        return Wrong(error.field, wording.setting_problem(error))
    except NoSchoolDay:
        return Wrong("weekday", words.no_school_day())


def _preview(ground: Looking, rhythm: Rhythm, wanted: Settings) -> Preview:
    before = Settings.of(ground.team.rhythm)
    return Preview(
        changed=_changed(before, wanted),
        before=_prospect(ground, ground.team),
        after=_prospect(ground, replace(ground.team, rhythm=rhythm)),
        total=asked_of(ground.team),
        warnings=tuple(_warnings(ground, rhythm, wanted)),
    )


def _prospect(ground: Looking, team: Team) -> Prospect:
    dates = team.rhythm.check_ins.coming(ground.now, DATES_AHEAD)
    plan = plan_ahead(ground.transaction, team, now=ground.now)
    return Prospect(team.rhythm.cadence.zone, tuple(one.at for one in dates), plan)


def _warnings(ground: Looking, rhythm: Rhythm, wanted: Settings) -> list[str]:
    found = []
    if wanted.indicators_per_check_in > COMFORTABLE_INDICATORS:
        found.append(many_indicators(wanted.indicators_per_check_in))
    open_one = check_ins.open_one(ground.transaction, ground.team.id)
    next_at = rhythm.check_ins.next_after(ground.now)
    if open_one is not None and open_one.is_open(ground.now) and next_at < open_one.closes_at:
        found.append(words.cut_short(open_one.number, open_one.closes_at, next_at, wanted.zone))
    to_come = ground.team.rhythm.anchored_at_next(after=ground.now).changes
    forgotten = sum(change not in rhythm.changes for change in to_come)
    if forgotten:
        found.append(words.forgotten_changes(forgotten))
    if ground.team.state is TeamState.PAUSED:
        found.append(words.while_paused())
    return found


def _changed(before: Settings, after: Settings) -> tuple[tuple[str, Any, Any], ...]:
    old, new = (Chosen.of(settings).model_dump(mode="json") for settings in (before, after))
    return tuple((name, old[name], new[name]) for name in sections.IN_ORDER if old[name] != new[name])


def _values(settings: Settings) -> Mapping[str, Any]:
    return {name: getattr(settings, name) for name in sections.IN_ORDER}
