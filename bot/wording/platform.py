"""The few words that each platform has its own of: what people type, where they click, what the place is called.

In a sentence they stand as private-use characters, which are dropped from whatever comes in (rubric.typed_text); each
platform puts its own words there on the way out, with `in_dialect`. Files and the command line belong to no platform,
so what is said there has none of them.
"""

import re
from dataclasses import dataclass, fields

# What stands before the words of a command.
COMMAND = "\ue000"
# What comes to one person and nobody else: a noun without its article.
DIRECT_MESSAGE = "\ue001"
# How Homeroom gets into a channel: what to do, within a sentence.
LET_IN = "\ue002"
# What holds the channels and the people: a noun without its article.
WORKSPACE = "\ue003"
# Who may take over a team that nobody coordinates: a noun without its article.
ADMINISTRATOR = "\ue004"
# Where a person finds their home page: goes on with a sentence.
AT_HOME = "\ue005"
# What to do when Homeroom can't write to people directly: a sentence or two.
OPEN_CHATS = "\ue006"
# What sending files needs: a noun with its article.
FILES_PERMISSION = "\ue007"
# What whoever runs Homeroom does so that it may send files, and so that it may read them: both go on with "to".
ALLOW_SENDING_FILES = "\ue008"
ALLOW_READING_FILES = "\ue009"
# What a person's time zone is known from: a noun without its article.
ZONE_SOURCE = "\ue00a"


@dataclass(frozen=True, slots=True)
class Dialect:
    """One platform's words, each where the character of its name stands."""

    command: str
    direct_message: str
    let_in: str
    workspace: str
    administrator: str
    at_home: str
    open_chats: str
    files_permission: str
    allow_sending_files: str
    allow_reading_files: str
    zone_source: str


SLACK = Dialect(
    command="/homeroom",
    direct_message="direct message",
    let_in="type /invite @Homeroom in the channel",
    workspace="workspace",
    administrator="administrator of the workspace",
    at_home="on Homeroom's Home tab",
    open_chats="If it is so for everybody, turn on the Messages Tab under App Home in the app's settings.",
    files_permission="the permission files:write",
    allow_sending_files="add files:write under OAuth & Permissions and install it again",
    allow_reading_files="add files:read under OAuth & Permissions and install it again",
    zone_source="profile",
)
TEAMS = Dialect(
    command="@Homeroom",
    direct_message="chat message",
    let_in="add the Homeroom app to the team that the channel is in",
    workspace="organization",
    administrator="administrator named in Homeroom's settings",
    at_home="on your home card (type home in your chat with Homeroom)",
    open_chats=(
        "They change that by adding the Homeroom app for themselves; an administrator can do it for everybody in the "
        "Teams admin center."
    ),
    files_permission="an app package that allows files",
    allow_sending_files="install the app package that homeroom teams package makes",
    allow_reading_files="install the app package that homeroom teams package makes",
    zone_source="device",
)

_MARKS = {
    COMMAND: "command",
    DIRECT_MESSAGE: "direct_message",
    LET_IN: "let_in",
    WORKSPACE: "workspace",
    ADMINISTRATOR: "administrator",
    AT_HOME: "at_home",
    OPEN_CHATS: "open_chats",
    FILES_PERMISSION: "files_permission",
    ALLOW_SENDING_FILES: "allow_sending_files",
    ALLOW_READING_FILES: "allow_reading_files",
    ZONE_SOURCE: "zone_source",
}
assert set(_MARKS.values()) == {field.name for field in fields(Dialect)}
_ANY_MARK = re.compile(f"[{''.join(_MARKS)}]")


def in_dialect(text: str, dialect: Dialect) -> str:
    """`text` as one platform says it."""
    return _ANY_MARK.sub(lambda mark: str(getattr(dialect, _MARKS[mark[0]])), text)
