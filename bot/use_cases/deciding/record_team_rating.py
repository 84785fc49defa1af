"""Records what the team agreed on about an indicator, beside what it rated; an earlier team rating is kept."""

from bot.sections import team_ratings as sections
from bot.sections.forms import Values
from bot.sections.notes import clip
from bot.sections.steering import LONGEST_REASON
from bot.sections.talking import DecideAct
from bot.sections.team_ratings import Candidate, Deciding, Draft
from bot.use_cases.deciding.candidates import Chosen, Ground, choose
from bot.use_cases.questioned import question
from bot.use_cases.results import FormErrors, OpenForm
from bot.use_cases.steer import About, Steering, looking, steering
from bot.use_cases.steering.moments import picked_day
from bot.use_cases.who import Deps, Speaker, at_check_in
from bot.wording import team_ratings as words
from rubric.audit import Entry, What
from rubric.model import LevelId
from rubric.people import CheckInId, TeamId
from rubric.team_rating import NOTE_LIMIT, wrong_day
from rubric.typed_text import clean
from storage import audit, team_ratings


def open_team_rating(deps: Deps, who: Speaker, team_id: TeamId, place: str = "") -> OpenForm:
    """`place` is a check-in, and after a slash perhaps the position of an indicator in it.

    Raises what `looking` raises, and Refused while the check-in is open, or none has closed yet.
    """
    with looking(deps, who, team_id) as ground:
        return _form(ground, choose(ground, place), Draft(ground.team.day_of(ground.now)))


def open_at(deps: Deps, who: Speaker, place: str) -> OpenForm:
    """The same from a button that names no team."""
    with deps.store.read() as transaction:
        team_id = at_check_in(transaction, who, CheckInId(place.partition("/")[0])).team.id
    return open_team_rating(deps, who, team_id, place)


def show_to_decide(deps: Deps, who: Speaker, about: str, place: str, values: Values) -> OpenForm:
    """The form about another indicator; what was filled in stays. Raises as `open_team_rating` does."""
    with looking(deps, who, About.read(about).team_id) as ground:
        return _form(ground, choose(ground, place), _draft(values))


def record_team_rating(deps: Deps, who: Speaker, about: str, values: Values) -> OpenForm | FormErrors:
    """Where somebody else recorded the same indicator meanwhile, the form again, with what they recorded; and the form
    about another one, where that was chosen in the menu, or closed, before its counts could be seen.

    Saying the same again, as a form does that is sent twice, records nothing more. Raises what `steering` raises, and
    FormDoesNotMatch.
    """
    form = About.read(about)
    with steering(deps, who, form.team_id) as ground:
        chosen = choose(ground, str(values.get(DecideAct.SHOW) or form.more))
        _, shown, _ = chosen
        draft = _draft(values)
        if shown.place != form.more:
            return _form(ground, chosen, draft, words.not_recorded_yet(shown.finding.result.indicator.label))
        if errors := _errors(ground, shown, draft):
            return FormErrors(errors)
        if questioned := _questioned(ground, who, shown, draft):
            return questioned
        if meanwhile := _meanwhile(ground, shown, seen=form.seen):
            return _form(ground, chosen, draft, *words.recorded_meanwhile(meanwhile, ground.zone))
        if not _is_said_already(ground, shown, draft):
            _record(ground, shown, draft)
        return _recorded(ground, shown, draft)


def _form(ground: Ground, chosen: Chosen, draft: Draft, *said: str) -> OpenForm:
    candidates, shown, about_choice = chosen
    facts = Deciding(candidates, shown, draft, said=(*said, *about_choice))
    return OpenForm(sections.team_rating_form(str(ground.about(shown.place)), facts))


def _draft(values: Values) -> Draft:
    return Draft(
        agreed_on=picked_day(values.get(sections.DAY)),
        level_id=str(values.get(sections.LEVEL) or ""),
        rationale=clean(str(values.get(sections.RATIONALE) or "")),
        dissent=clean(str(values.get(sections.DISSENT) or "")),
    )


def _errors(ground: Steering, shown: Candidate, draft: Draft) -> dict[str, str]:
    """By field."""
    errors = {
        name: words.note_too_long(len(text))
        for name, text in ((sections.RATIONALE, draft.rationale), (sections.DISSENT, draft.dissent))
        if len(text) > NOTE_LIMIT
    }
    check_in = shown.finding.closed.check_in
    if draft.level_id not in check_in.scale:
        errors[sections.LEVEL] = words.level_missing()
    today, closed_on = ground.team.day_of(ground.now), ground.team.day_of(check_in.closed_at or check_in.closes_at)
    if draft.agreed_on is None:
        errors[sections.DAY] = words.day_missing()
    elif why := wrong_day(draft.agreed_on, closed_on=closed_on, today=today):
        errors[sections.DAY] = words.wrong_day(why, number=check_in.number, closed_on=closed_on, today=today)
    return errors


def _questioned(ground: Steering, who: Speaker, shown: Candidate, draft: Draft) -> FormErrors | None:
    """What looks like a record about a student, once."""
    fields = {sections.RATIONALE: draft.rationale, sections.DISSENT: draft.dissent}
    about = f"team_rating:{shown.place}"
    return question(ground.transaction, ground.team, who.address, about=about, fields=fields, now=ground.now)


def _meanwhile(ground: Steering, shown: Candidate, *, seen: int) -> tuple[Entry, ...]:
    """What others recorded of the same indicator after that entry of the log."""
    return tuple(
        entry
        for entry in audit.since(ground.transaction, ground.team.id, seen)
        if entry.what is What.TEAM_RATING
        and entry.after.get("indicator_id") == shown.finding.result.indicator.id
        and entry.actor_id != ground.member.id
    )


def _is_said_already(ground: Steering, shown: Candidate, draft: Draft) -> bool:
    was = shown.standing
    if was is None or (was.check_in_id, was.recorded_by) != (shown.finding.closed.check_in.id, ground.member.name):
        return False
    stands = Draft(was.agreed_on, level_id=was.level_id, rationale=was.rationale, dissent=was.dissent)
    return stands == draft


def _record(ground: Steering, shown: Candidate, draft: Draft) -> None:
    assert draft.agreed_on is not None, "it was looked at before"
    check_in, asked = shown.finding.closed.check_in, shown.finding.result.indicator
    level_id = LevelId(str(draft.level_id))
    team_ratings.record(
        ground.transaction,
        ground.team.id,
        check_in.id,
        asked.id,
        level_id=level_id,
        rationale=draft.rationale,
        dissent=draft.dissent,
        agreed_on=draft.agreed_on,
        recorded_by=ground.member.name,
        now=ground.now,
    )
    after = {
        "indicator": asked.label,
        "indicator_id": asked.id,
        "number": check_in.number,
        "level": check_in.scale.level(level_id).name,
        "agreed_on": draft.agreed_on.isoformat(),
        **({"rationale": draft.rationale} if draft.rationale else {}),
        **({"dissent": draft.dissent} if draft.dissent else {}),
    }
    # Agreeing on what was asked anew changes nothing that was agreed on before.
    before = {"level": shown.level_name} if shown.is_decided else {}
    reason = clip(" ".join(draft.rationale.split()), LONGEST_REASON)
    ground.log(What.TEAM_RATING, before=before, after=after, reason=reason, tell_channel=True)


def _recorded(ground: Steering, shown: Candidate, draft: Draft) -> OpenForm:
    check_in, asked = shown.finding.closed.check_in, shown.finding.result.indicator
    level = check_in.scale.level(LevelId(str(draft.level_id))).name
    said = words.recorded(asked.label, level, before=shown.level_name if shown.is_decided else None)
    step = f"{ground.team.id}@{asked.id}@{check_in.id}"
    return OpenForm(sections.recorded_form(said, team_id=ground.team.id, step=step))
