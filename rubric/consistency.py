"""Whether the parts of a rubric fit together: what must be unique is, and every id that is named is there.

Works on plain data that may still be wrong in other ways, so that a file's faults can all be listed at once.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

# A Slack radio group holds 10 options, and one of them is Don't know.
MOST_LEVELS = 9
FEWEST_LEVELS = 2
# A form lists them all beside each of up to thirty people, and weighs no more than Slack takes.
MOST_FUNCTIONS = 20

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Inconsistency:
    """`path` leads to the value that does not fit: keys, and positions counted from 0."""

    path: Path
    message: str


def rubric_inconsistencies(raw: Mapping[str, Any]) -> tuple[Inconsistency, ...]:
    """Everything in a whole rubric that does not fit together, its scale included."""
    domains = _tables(raw, "domains", ())
    indicators = [indicator for path, domain in domains for indicator in _tables(domain, "indicators", path)]
    return (
        *(Inconsistency(("scale", *found.path), found.message) for found in scale_inconsistencies(raw.get("scale"))),
        *_repeated(domains, "id"),
        *_repeated(_titled(domains), "title"),
        *_repeated(indicators, "id"),
        *_repeated(indicators, "text"),
        *_misplaced(domains),
        *_cabinet(raw.get("cabinet"), indicators),
    )


def scale_inconsistencies(raw: object) -> tuple[Inconsistency, ...]:
    """Everything in a scale that does not fit together: number of levels, ids and names."""
    levels = _tables(raw, "levels", ())
    dont_know = raw.get("dont_know") if isinstance(raw, Mapping) else None
    answers = [*levels, *([(("dont_know",), dont_know)] if isinstance(dont_know, Mapping) else [])]
    return (
        *_repeated(answers, "id"),
        *_repeated(answers, "name"),
        *(_wrong_number(len(levels)) if levels else ()),
    )


_Table = tuple[Path, Mapping[str, Any]]


def _tables(raw: object, key: str, path: Path) -> list[_Table]:
    """The tables listed under `key`, each with its path; whatever else stands there is left to other checks."""
    listed = raw.get(key) if isinstance(raw, Mapping) else None
    if not isinstance(listed, Sequence) or isinstance(listed, str):
        return []
    return [((*path, key, at), one) for at, one in enumerate(listed) if isinstance(one, Mapping)]


def _titled(domains: Sequence[_Table]) -> list[_Table]:
    """Domains by what they are called in labels, which is what must not be confused."""
    return [(path, {"title": domain.get("short_title") or domain.get("title")}) for path, domain in domains]


def _repeated(tables: Sequence[_Table], key: str) -> Iterator[Inconsistency]:
    seen: set[str] = set()
    for path, table in tables:
        value = table.get(key)
        if not isinstance(value, str) or not value.strip():
            continue
        alike = " ".join(value.casefold().split())
        if alike in seen:
            yield Inconsistency((*path, key), f'{key} "{_clipped(value)}" is there twice')
        seen.add(alike)


def _misplaced(domains: Sequence[_Table]) -> Iterator[Inconsistency]:
    for path, domain in domains:
        home = domain.get("id")
        for indicator_path, indicator in _tables(domain, "indicators", path):
            found = indicator.get("id")
            if isinstance(home, str) and isinstance(found, str) and found.rpartition(".")[0] not in ("", home):
                yield Inconsistency((*indicator_path, "id"), f'id "{_clipped(found)}" must begin with "{home}."')


def _cabinet(raw: object, indicators: Sequence[_Table]) -> Iterator[Inconsistency]:
    """What is wrong with the functions that a team should represent, and with where they are named."""
    if not isinstance(raw, Mapping):
        return
    named_in, listed = raw.get("named_in"), raw.get("functions")
    if isinstance(named_in, str) and indicators and named_in not in {one.get("id") for _, one in indicators}:
        yield Inconsistency(("cabinet", "named_in"), f'named_in "{_clipped(named_in)}" is no indicator of this rubric')
    if not isinstance(listed, Sequence) or isinstance(listed, str):
        return
    # Each as a table of its own, so that what is there twice is found as anywhere else.
    functions = [(("cabinet", "functions", at), {"function": one}) for at, one in enumerate(listed)]
    yield from (Inconsistency(found.path[:-1], found.message) for found in _repeated(functions, "function"))
    if len(functions) > MOST_FUNCTIONS:
        many = f"there are {len(functions)} functions; at most {MOST_FUNCTIONS} fit"
        yield Inconsistency(("cabinet", "functions"), many)


def _wrong_number(levels: int) -> Iterator[Inconsistency]:
    if levels < FEWEST_LEVELS:
        yield Inconsistency(("levels",), f"there is only {levels} level; a scale needs at least {FEWEST_LEVELS}")
    if levels > MOST_LEVELS:
        yield Inconsistency(("levels",), f"there are {levels} levels; at most {MOST_LEVELS} fit beside Don't know")


def _clipped(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"
