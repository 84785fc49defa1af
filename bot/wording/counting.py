"""Numbers, lists and labels in a sentence."""

from collections.abc import Iterable, Sequence

from rubric.model import Level, LevelId, Scale

_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
# A dot between groups is quick to see; read aloud, the fallback text says it with a semicolon.
BETWEEN_GROUPS = " · "


def count(number: int, one: str, many: str = "") -> str:
    """`1 indicator`, `7 indicators`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def count_in_words(number: int, one: str, many: str = "") -> str:
    """`three levels`; figures from ten on."""
    return f"{in_words(number)} {one if number == 1 else many or one + 's'}"


def in_words(number: int) -> str:
    """`three`; figures from ten on."""
    return _SMALL[number] if number < len(_SMALL) else str(number)


def listed(items: Sequence[str]) -> str:
    """`Ana, Dev, and Lee`."""
    if len(items) <= 2:
        return " and ".join(items)
    return f"{', '.join(items[:-1])}, and {items[-1]}"


def in_groups(labels: Iterable[str]) -> str:
    """Labels with what they share said once: `Actionable data 2, 5 · Resources 3`."""
    groups: dict[str, list[str]] = {}
    for label in labels:
        title, _, number = label.rpartition(" ")
        groups.setdefault(title, []).append(number)
    return BETWEEN_GROUPS.join(f"{title} {', '.join(numbers)}".strip() for title, numbers in groups.items())


def middle(scale: Scale, median: Sequence[LevelId]) -> str:
    """`OK for now`, or `between OK for now and Could be better`; nothing without a median."""
    names = [scale.level(level).name for level in median]
    return f"between {names[0]} and {names[1]}" if len(names) == 2 else "".join(names)


def counts(scale: Scale, numbers: Sequence[int], dont_know: int) -> str:
    """What was chosen, best first: `3 Strength, 1 OK for now, 3 Urgent gap, 1 Don't know`. Noughts are left out."""
    given: list[tuple[int, Level]] = [*zip(numbers, scale.levels, strict=True), (dont_know, scale.dont_know)]
    return ", ".join(f"{number} {level.name}" for number, level in given if number)
