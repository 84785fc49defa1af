"""Which command somebody typed: its longest words that are known name it, and the rest is for the use case."""

from bot.routes.tables import Command, Routes


def named(routes: Routes, text: str) -> tuple[str, Command, str] | None:
    """The command's own words, what it does, and what was typed after them; None for words that name none."""
    words = text.split()
    # Nothing at all is a command too; of other words the shortest that can be one is the first.
    for length in range(len(words), min(len(words), 1) - 1, -1):
        name = " ".join(words[:length]).lower()
        command = routes.commands.get(name)
        if command is not None:
            return name, command, " ".join(words[length:])
    return None
