"""What a command comes to that somebody types in their own chat, where no channel says which team it is about."""

from bot.routes import command_named, do_command
from bot.use_cases.home.choose_team import chosen_team
from bot.use_cases.results import Result
from bot.use_cases.who import Deps, Speaker
from bot.wording.in_forms import on_no_team, set_up_in_the_channel, which_team
from storage import teams, workspaces

# Only here: in a channel nobody has a page of their own.
HOME = "home"
# Whoever meets a bot greets it first; to be shown around is what they came for.
_GREETINGS = frozenset({HOME, "hello", "hey", "hi", "start"})
_SET_UP = "setup"
# About the person or about nothing, so that it doesn't matter which team is meant.
_ABOUT_NO_TEAM = frozenset({"help", "away", "back"})


def asks_for_home(words: str) -> bool:
    return words.lower().strip(" !.") in _GREETINGS


def typed_alone(deps: Deps, who: Speaker, words: str) -> Result:
    """Raises what the use cases raise."""
    command = command_named(words)
    if command == _SET_UP:
        return set_up_in_the_channel()
    channels = _channels(deps, who)
    if len(channels) != 1 and command is not None and command not in _ABOUT_NO_TEAM:
        return which_team(words) if channels else on_no_team()
    return do_command(deps, who, next(iter(channels), ""), words)


def _channels(deps: Deps, who: Speaker) -> tuple[str, ...]:
    """Of the only team they are on, or of the one they look at at home; of all of them where they never chose."""
    with deps.store.read() as transaction:
        workspace = workspaces.find(transaction, platform=who.platform, external_id=who.workspace)
        if workspace is None:
            return ()
        own = teams.of_person(transaction, workspace, who.address)
        chosen = chosen_team(transaction, workspace, who) if len(own) > 1 else None
    return tuple(team.channel_id for team in own if team.id == chosen) or tuple(team.channel_id for team in own)
