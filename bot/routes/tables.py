"""The shape of the routing tables, and how the features' parts become one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from bot.sections.forms import Values
from bot.use_cases.results import Result
from bot.use_cases.who import Deps, Speaker
from bot.wording import unknown_command


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button, or a menu in which `value` was chosen. In a form, `about` is the form's and `values` stand in it."""

    value: str
    about: str = ""
    values: Values = field(default_factory=dict)


# The channel's id, and what was typed after the command's own words.
Command = Callable[[Deps, Speaker, str, str], Result]
Press = Callable[[Deps, Speaker, Pressed], Result]
# The form's `about`, and what was filled in.
Submission = Callable[[Deps, Speaker, str, Values], Result]


@dataclass(frozen=True, slots=True)
class Routes:
    """`commands` by their words, such as "ask now" (none: ""); `presses` by act; `submissions` by form id."""

    commands: Mapping[str, Command] = field(default_factory=dict)
    presses: Mapping[str, Press] = field(default_factory=dict)
    submissions: Mapping[str, Submission] = field(default_factory=dict)


def alone(use_case: Callable[[Deps, Speaker, str], Result]) -> Command:
    """A command that takes no more words; with more, it is not that command."""

    def command(deps: Deps, who: Speaker, channel_id: str, rest: str) -> Result:
        return unknown_command(rest) if rest else use_case(deps, who, channel_id)

    return command


def joined(*parts: Routes) -> Routes:
    """All of them together. Raises ValueError where two claim the same name."""
    commands: dict[str, Command] = {}
    presses: dict[str, Press] = {}
    submissions: dict[str, Submission] = {}
    for part in parts:
        twice = (commands.keys() & part.commands) | (presses.keys() & part.presses)
        twice |= submissions.keys() & part.submissions
        if twice:
            raise ValueError(f"claimed twice: {', '.join(sorted(twice))}")
        commands |= part.commands
        presses |= part.presses
        submissions |= part.submissions
    return Routes(commands, presses, submissions)
