"""What coordinators steer with, by command, button and form; the plan and the audit log are for anybody on a team."""

from collections.abc import Callable

from bot import wording
from bot.routes.tables import Command, Press, Pressed, Routes
from bot.sections import preferring, settings
from bot.sections import steering as forms
from bot.sections.forms import Values
from bot.sections.steering import FormAct, SteerAct
from bot.use_cases.ask_now import ask_now
from bot.use_cases.digest_now import digest_now
from bot.use_cases.results import Result
from bot.use_cases.steer import team_here
from bot.use_cases.steering.change_settings import back_to_settings, open_settings, preview_settings, save_settings
from bot.use_cases.steering.exclude_indicator import exclude_indicator, include_indicator, open_exclude
from bot.use_cases.steering.extend_check_in import extend_check_in, open_extend
from bot.use_cases.steering.nudge_members import nudge_members
from bot.use_cases.steering.pause_team import pause_team, resume_team
from bot.use_cases.steering.pin_indicator import open_pin, pin_indicator, unpin_indicator
from bot.use_cases.steering.send_test import send_test
from bot.use_cases.steering.set_focus import open_focus, set_focus
from bot.use_cases.steering.shift_check_in import open_shift, shift_check_in
from bot.use_cases.steering.show_audit import page_audit, send_audit_file, show_audit
from bot.use_cases.steering.show_plan import show_plan, try_plan, use_plan
from bot.use_cases.steering.skip_check_in import open_skip, put_back, skip_check_in
from bot.use_cases.who import Deps, Speaker
from rubric.people import TeamId

UseCase = Callable[[Deps, Speaker, TeamId], Result]

# By command and by button; a command is the act's name with its words apart.
_OF_A_TEAM: dict[SteerAct, UseCase] = {
    SteerAct.PAUSE: pause_team,
    SteerAct.RESUME: resume_team,
    SteerAct.SKIP: open_skip,
    SteerAct.SHIFT: open_shift,
    SteerAct.ASK_NOW: ask_now,
    SteerAct.EXTEND: open_extend,
    SteerAct.SETTINGS: open_settings,
    SteerAct.PIN: open_pin,
    SteerAct.EXCLUDE: open_exclude,
    SteerAct.FOCUS: open_focus,
    SteerAct.NUDGE: nudge_members,
    SteerAct.TEST: send_test,
    SteerAct.DIGEST_NOW: digest_now,
    SteerAct.PLAN: show_plan,
    SteerAct.AUDIT: show_audit,
}


def _command(use_case: UseCase) -> Command:
    """A command that takes no more words; with more, it is not that command."""

    def command(deps: Deps, who: Speaker, channel_id: str, rest: str) -> Result:
        return wording.unknown_command(rest) if rest else use_case(deps, who, team_here(deps, who, channel_id))

    return command


def _press(use_case: UseCase) -> Press:
    def press(deps: Deps, who: Speaker, pressed: Pressed) -> Result:
        return use_case(deps, who, TeamId(pressed.value))

    return press


def _about(use_case: Callable[[Deps, Speaker, str], Result]) -> Press:
    def press(deps: Deps, who: Speaker, pressed: Pressed) -> Result:
        return use_case(deps, who, pressed.about)

    return press


def _about_one(use_case: Callable[[Deps, Speaker, str, str], Result]) -> Press:
    def press(deps: Deps, who: Speaker, pressed: Pressed) -> Result:
        return use_case(deps, who, pressed.about, pressed.value)

    return press


def _try_indicators(deps: Deps, who: Speaker, pressed: Pressed) -> Result:
    return try_plan(deps, who, pressed.about, indicators=pressed.value)


def _try_weeks(deps: Deps, who: Speaker, pressed: Pressed) -> Result:
    return try_plan(deps, who, pressed.about, weeks=pressed.value)


def _save(deps: Deps, who: Speaker, about: str, values: Values) -> Result:
    del values
    return save_settings(deps, who, about)


STEERING = Routes(
    commands={act.value.replace("_", " "): _command(use_case) for act, use_case in _OF_A_TEAM.items()},
    presses={act.value: _press(use_case) for act, use_case in _OF_A_TEAM.items()}
    | {
        FormAct.PUT_BACK: _about_one(put_back),
        FormAct.UNPIN: _about_one(unpin_indicator),
        FormAct.INCLUDE: _about_one(include_indicator),
        FormAct.BACK_TO_SETTINGS: _about(back_to_settings),
        FormAct.PLAN_INDICATORS: _try_indicators,
        FormAct.PLAN_WEEKS: _try_weeks,
        FormAct.USE_PLAN: _about(use_plan),
        FormAct.AUDIT_OLDER: _about_one(page_audit),
        FormAct.AUDIT_NEWEST: _about_one(page_audit),
        FormAct.AUDIT_FILE: _about(send_audit_file),
    },
    submissions={
        forms.SKIP_FORM: skip_check_in,
        forms.SHIFT_FORM: shift_check_in,
        forms.EXTEND_FORM: extend_check_in,
        settings.SETTINGS_FORM: preview_settings,
        settings.PREVIEW_FORM: _save,
        preferring.PIN_FORM: pin_indicator,
        preferring.EXCLUDE_FORM: exclude_indicator,
        preferring.FOCUS_FORM: set_focus,
    },
)
