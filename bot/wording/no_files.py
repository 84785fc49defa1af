"""What is said in a file's place where the platform takes none from Homeroom, and what to do about it."""

from bot.wording.platform import ALLOW_SENDING_FILES, FILES_PERMISSION, WORKSPACE

# What a messenger calls it when Homeroom was not given the permission to send files.
MISSING_SCOPE = "missing_scope"


def no_file(what: str, code: str) -> str:
    """`what` would have been sent; `code` is what the platform said."""
    why = f"it lacks {FILES_PERMISSION}" if code == MISSING_SCOPE else f"the reason it got: {code}"
    return f"Homeroom can't send you {what}, because this {WORKSPACE} doesn't take files from it ({why})."


def make_it_by(command: str, code: str) -> str:
    """How to get it all the same; `command` ends the sentence, for somebody at a terminal."""
    how = ALLOW_SENDING_FILES if code == MISSING_SCOPE else "look into that"
    return f"Ask the person who runs Homeroom to {how}, or to make the file with this command: {command}"
