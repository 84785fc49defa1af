"""Forms and home pages at their longest. A new form is one more row, named for the function that makes it.

Some are tried at their longest beside what else is said of them: ELSEWHERE says where.
"""

from dataclasses import replace

from bot.sections.asked_when import asked_when_form
from bot.sections.audit import audit_form
from bot.sections.digest_notes import correct_form
from bot.sections.digest_notes import preview_form as digest_preview_form
from bot.sections.digest_pages import more_form
from bot.sections.digests import first_screen
from bot.sections.explaining import why_form
from bot.sections.forms import Form
from bot.sections.own_ratings import own_ratings_form
from bot.sections.planning import PlanFacts, plan_form
from bot.sections.preferring import exclude_form, focus_form, pin_form
from bot.sections.talking import again_form
from bot.sections.team_ratings import Candidate, Deciding, Draft, recorded_form, team_rating_form
from bot.use_cases.home.facts import AskedWhenPage, Coming, Home, OwnRatingsPage, PlannedDate, TakingPart, TeamPage
from bot.use_cases.home.show_asked_when import CHECK_INS_ON_A_PAGE
from bot.use_cases.home.show_own_ratings import RATINGS_ON_A_PAGE
from bot.use_cases.steer import About
from rubric.audit import What
from rubric.coverage_plan import coverage_plan
from rubric.digest.origins import digest_origins
from rubric.digest.participation import Participation
from rubric.history import History
from rubric.people import TeamId
from rubric.preferences import Preferences, Reasoned
from rubric.rating import EVIDENCE_LIMIT
from rubric.results import latest_findings
from rubric.settings import Settings
from rubric.statistics.coverage import coverage
from rubric.team_rating import NOTE_LIMIT
from rubric.turnout import Turnout
from storage.history import OwnRating
from tests.bot.facts import HOSTILE
from tests.bot.home_facts import THANKSGIVING, a_home, a_line, a_page, for_coordinator, waiting
from tests.builders import OPENING, ZONE, a_rhythm
from tests.limits.longest import INDICATORS, MEMBERS, RUBRIC, SCALE, TEAM_NAME, a_check_in, long
from tests.limits.messages import CLOSED, CORRECTIONS, DIGEST, MATERIAL, NAMES, REVEAL, an_entry

ABOUT = str(About(TeamId("t" * 32), 10**8, "d" * 32))
TEAM = TeamId("t" * 32)
DOMAINS = tuple((domain.id, domain.title) for domain in RUBRIC.domains)
LABELS = tuple(RUBRIC.label(one.id) for one in RUBRIC.indicators)
REASONS = tuple(Reasoned(one.id, long(HOSTILE, 300)) for one in RUBRIC.indicators)
RHYTHM = a_rhythm(every_weeks=1, indicators_per_check_in=1)
PLAN = coverage_plan(RUBRIC, RHYTHM, history=History(), after=OPENING)


def _own_ratings() -> OwnRatingsPage:
    rated = tuple(
        OwnRating(999, OPENING, one.id, RUBRIC.label(one.id), one.text, SCALE.levels[0], long(HOSTILE, EVIDENCE_LIMIT))
        for one in RUBRIC.indicators[:RATINGS_ON_A_PAGE]
    )
    return OwnRatingsPage(TEAM, TEAM_NAME, ZONE, DOMAINS, DOMAINS[0][0], page=99, ratings=rated, has_more=True)


def _asked_when() -> AskedWhenPage:
    check_ins = tuple(a_check_in(900 + at) for at in range(CHECK_INS_ON_A_PAGE))
    return AskedWhenPage(TEAM, TEAM_NAME, ZONE, page=99, check_ins=check_ins, has_more=True)


def _plan() -> Form:
    facts = PlanFacts(RUBRIC, Settings.of(a_rhythm()), Settings.of(RHYTHM), PLAN, INDICATORS, paused=True, may_use=True)
    return plan_form(ABOUT, facts)


def _deciding() -> Deciding:
    standing = {one.indicator_id: one for one in MATERIAL.team_ratings}
    candidates = tuple(
        Candidate(f"{'c' * 32}/{at}", one, standing[one.result.indicator.id])
        for at, one in enumerate(latest_findings(MATERIAL.closed))
    )
    typed = long(HOSTILE, NOTE_LIMIT)
    return Deciding(candidates, candidates[0], Draft(OPENING.date(), None, typed, typed), said=(TEAM_NAME,) * 3)


FORMS: dict[str, Form] = {
    "asked_when.asked_when_form": asked_when_form(_asked_when()),
    "audit.audit_form": audit_form(ABOUT, tuple(map(an_entry, What))[:20], older=True, newest=True, zone=ZONE),
    "digest_notes.correct_form": correct_form(ABOUT, CORRECTIONS, DIGEST),
    "digest_notes.preview_form": digest_preview_form(TEAM, first_screen(DIGEST), more_form(DIGEST)),
    "digest_pages.more_form": more_form(DIGEST),
    "explaining.why_form": why_form(ABOUT, DIGEST, digest_origins(DIGEST, MATERIAL, asked=()), page=0),
    "explaining.why_form: later": why_form(ABOUT, DIGEST, digest_origins(DIGEST, MATERIAL, asked=()), page=2),
    "own_ratings.own_ratings_form": own_ratings_form(_own_ratings()),
    "planning.plan_form": _plan(),
    "preferring.exclude_form": exclude_form(ABOUT, RUBRIC, Preferences(excluded=REASONS[:44])),
    "preferring.focus_form": focus_form(ABOUT, RUBRIC, Preferences(focus=RUBRIC.domains[0].id)),
    "preferring.pin_form": pin_form(ABOUT, RUBRIC, Preferences(pinned=REASONS[:22], excluded=REASONS[22:44])),
    "team_ratings.recorded_form": recorded_form((long(HOSTILE, NOTE_LIMIT),) * 3, team_id=TEAM, step="s" * 100),
    "talking.again_form": again_form(CLOSED, REVEAL.results),
    "team_ratings.team_rating_form": team_rating_form(ABOUT, _deciding()),
}
ELSEWHERE = {
    "blind_spots.blind_spots_form": "bot/slack/test_evidence_forms.py",
    "evidence.add_form": "bot/slack/test_evidence_forms.py",
    "evidence.found_form": "bot/slack/test_evidence_forms.py",
    "evidence.ledger_form": "bot/slack/test_evidence_forms.py",
    "exporting.export_form": "bot/slack/test_history_forms.py",
    "follow_up.follow_up_form": "bot/slack/test_evidence_forms.py",
    "history.history_form": "bot/slack/test_history_forms.py",
    "step_forms.domain_form": "bot/slack/test_step_forms.py",
    "step_forms.drop_form": "bot/slack/test_step_forms.py",
    "step_forms.move_form": "bot/slack/test_step_forms.py",
    "step_forms.step_form": "bot/slack/test_step_forms.py",
    "step_forms.steps_form": "bot/slack/test_step_forms.py",
    "away.away_form": "bot/test_sections_people.py",
    "calendar.choice_form": "bot/slack/test_blocks_calendar.py",
    "calendar.effect_form": "bot/slack/test_blocks_calendar.py",
    "calendar.entry_form": "bot/slack/test_blocks_calendar.py",
    "calendar.ready_form": "bot/slack/test_blocks_calendar.py",
    "roster.add_form": "bot/test_sections_people.py",
    "roster.hand_over_form": "bot/test_sections_people.py",
    "roster.leave_form": "bot/test_sections_people.py",
    "roster.member_form": "bot/test_sections_people.py",
    "roster.people_form": "bot/test_sections_people.py",
    "set_up.people_form": "bot/slack/test_set_up_forms.py",
    "set_up.rhythm_form": "bot/slack/test_set_up_forms.py",
    "set_up_preview.preview_form": "bot/slack/test_set_up_forms.py",
    "settings.preview_form": "bot/slack/test_steering_forms.py",
    "settings.settings_form": "bot/slack/test_steering_forms.py",
    "steering.extend_form": "bot/slack/test_steering_forms.py",
    "steering.shift_form": "bot/slack/test_steering_forms.py",
    "steering.skip_form": "bot/slack/test_steering_forms.py",
}


def _coordinators() -> TeamPage:
    planned = PlannedDate(Coming(OPENING, THANKSGIVING, OPENING.date()), LABELS)
    page = a_page(
        team_name=TEAM_NAME, open_check_in=a_check_in(1000, is_closed=False), left=INDICATORS, coordinators=NAMES
    )
    facts = for_coordinator(
        ahead=(THANKSGIVING, planned) * 6,
        covered=coverage(RUBRIC, History()),
        taking_part=TakingPart(Turnout(MEMBERS, MEMBERS, MEMBERS), NAMES, NAMES, NAMES),
        took_part=tuple(Participation(number, MEMBERS, MEMBERS) for number in range(990, 996)),
        pinned=LABELS,
        excluded=LABELS,
        focus=DOMAINS[0][1],
        proposals=30,
        latest=tuple(map(an_entry, What))[:3],
    )
    return replace(page, coordinates=True, coordinating=facts)


_OPEN = a_check_in(1000, is_closed=False)
HOMES: dict[str, Home] = {
    "a member's": a_home(a_page(team_name=TEAM_NAME, open_check_in=_OPEN, left=INDICATORS, coordinators=NAMES)),
    "a coordinator's": a_home(_coordinators()),
    "a coordinator's of a hundred teams": replace(
        a_home(_coordinators(), lines=[a_line(f"{at} {TEAM_NAME}", open_check_in=_OPEN) for at in range(100)]),
        waiting=tuple(waiting(INDICATORS, check_in=_OPEN, team_id=TeamId(f"{at}")) for at in range(100)),
    ),
}
