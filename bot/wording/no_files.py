"""What is said in a file's place where the workspace takes none from Homeroom, and what to do about it."""

# What Slack calls it when a permission was not given.
MISSING_SCOPE = "missing_scope"


def no_file(what: str, code: str) -> str:
    """`what` would have been sent; `code` is what the platform said."""
    why = "it lacks the permission files:write" if code == MISSING_SCOPE else f"Slack says {code}"
    return f"Homeroom can't send you {what}, because this workspace doesn't take files from it ({why})."


def make_it_by(command: str, code: str) -> str:
    """How to get it all the same; `command` ends the sentence, for somebody at a terminal."""
    how = (
        "add files:write under OAuth & Permissions and install it again" if code == MISSING_SCOPE else "look into that"
    )
    return f"Ask the person who runs Homeroom to {how}, or to make the file with this command: {command}"
