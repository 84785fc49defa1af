"""The pictures of a full pass, as SVG to stand inside a page: what is in hand by domain, and what moved.

They bear their own title and description, need no color to be read, and are the same bytes for the same facts.
"""

import io
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from threading import Lock
from typing import TYPE_CHECKING

from rubric.full_pass import Outcome, PassIndicator, Standings

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# Settings of matplotlib's are the whole process's, and files may be made in several threads.
_ONE_AT_A_TIME = Lock()
# In inches: narrow, so that its letters can still be read on a phone.
_WIDTH = 4.2
_ROW = 0.5
# As many letters fit side by side.
_LONGEST_LABEL = 50
_INK = "#1a1a1a"
# From dark to light, so that they differ in gray too; each has a pattern of its own, and its number is written on it.
_LOOKS = {
    Outcome.IN_HAND: ("#0b4f6c", ""),
    Outcome.TO_WORK_ON: ("#e59a3c", ""),
    Outcome.UNKNOWN: ("#cfd4da", "xxx"),
    Outcome.NOT_AGREED: ("#ffffff", "////"),
    Outcome.NOT_ASKED: ("#ffffff", ""),
}
_XML_BEFORE_SVG = re.compile(r"^.*?(?=<svg )", re.DOTALL)
_SVG_TAG = re.compile(r"<svg [^>]*>")
_VIEW_BOX = re.compile(r'viewBox="[^"]*"')
_ID = re.compile(r'\bid="([^"]+)"')
_USE = re.compile(r'xlink:href="#([^"]+)"')
_URL = re.compile(r"url\(#([^)]+)\)")


@dataclass(frozen=True, slots=True)
class Described:
    """What a picture is called, and what it shows in words, with every value."""

    id: str
    title: str
    description: str


def in_hand_picture(rows: Sequence[tuple[str, Standings]], names: dict[Outcome, str], described: Described) -> str:
    """One bar for each of `rows`, cut by outcome, with its numbers on it; widths are shares of the row's own."""

    def draw(axes: "Axes") -> None:
        for at, (label, standings) in enumerate(rows):
            _stacked_bar(axes, at, label, standings)
        axes.set_ylim(len(rows) - 0.35, -0.6)
        axes.set_xlim(0, 1)
        _legend(axes, names)

    return _svg(draw, height=_ROW * len(rows) + 0.85, described=described)


def movement_picture(
    moved: Sequence[PassIndicator],
    level_names: Sequence[str],
    said: Callable[[PassIndicator], str],
    described: Described,
) -> str:
    """An arrow for each, from the level before to the level now; the best level is on the right."""
    columns = len(level_names)

    def draw(axes: "Axes") -> None:
        for at, one in enumerate(moved):
            _arrow(axes, at, one, columns, said(one))
        for at, name in enumerate(level_names):
            axes.text(columns - 1 - at, -0.95, _wrapped(name), ha="center", va="center", size=10, color=_INK)
            axes.plot([columns - 1 - at] * 2, [-0.6, len(moved) - 0.5], color="#b5bac0", linewidth=0.8, zorder=0)
        axes.set_ylim(len(moved) - 0.4, -1.3)
        axes.set_xlim(-0.5, columns - 0.5)

    return _svg(draw, height=_ROW * (len(moved) + 1.2), described=described)


def _stacked_bar(axes: "Axes", at: int, label: str, standings: Standings) -> None:
    axes.text(0, at - 0.32, _fitting(label), ha="left", va="center", size=11, color=_INK)
    left, total = 0.0, standings.total
    for outcome, (color, hatch) in _LOOKS.items():
        number = standings[outcome]
        if not number:
            continue
        share = number / total
        axes.barh(at + 0.12, share, left=left, height=0.46, color=color, hatch=hatch, edgecolor=_INK, linewidth=0.8)
        is_dark = outcome is Outcome.IN_HAND
        axes.text(
            left + share / 2,
            at + 0.12,
            str(number),
            ha="center",
            va="center",
            size=11,
            weight="bold",
            color="#ffffff" if is_dark else _INK,
            bbox=None if is_dark else {"boxstyle": "round,pad=0.15", "facecolor": color, "edgecolor": "none"},
        )
        left += share


def _legend(axes: "Axes", names: dict[Outcome, str]) -> None:
    from matplotlib.patches import Patch

    patches = [
        Patch(facecolor=color, hatch=hatch, edgecolor=_INK, linewidth=0.8, label=names[outcome])
        for outcome, (color, hatch) in _LOOKS.items()
    ]
    axes.legend(
        handles=patches,
        loc="upper left",
        bbox_to_anchor=(0, 0),
        ncols=2,
        frameon=False,
        fontsize=10,
        borderaxespad=0.2,
        handlelength=1.6,
        columnspacing=1.2,
    )


def _arrow(axes: "Axes", at: int, one: PassIndicator, columns: int, said: str) -> None:
    movement = one.movement
    if movement is None or movement.agreed_before is None or movement.agreed_after is None:
        return
    before, after = movement.agreed_before.position or 0, movement.agreed_after.position or 0
    start, stop = columns - 1 - before, columns - 1 - after
    color = _LOOKS[Outcome.IN_HAND][0] if movement.steps > 0 else "#a0410d"
    axes.text(
        -0.45,
        at - 0.28,
        _fitting(said),
        ha="left",
        va="center",
        size=10,
        color=_INK,
        bbox={"boxstyle": "square,pad=0.1", "facecolor": "#ffffff", "edgecolor": "none"},
    )
    axes.plot([start], [at + 0.12], marker="o", markersize=8, markerfacecolor="#ffffff", markeredgecolor=color)
    axes.annotate(
        "",
        xy=(stop, at + 0.12),
        xytext=(start, at + 0.12),
        arrowprops={
            "arrowstyle": "-|>",
            "color": color,
            "linewidth": 2.2,
            "shrinkA": 5,
            "shrinkB": 0,
            "mutation_scale": 16,
        },
    )


def _fitting(text: str) -> str:
    """Cut where it would make the picture wider, and so all of it smaller; the description has the whole."""
    return text if len(text) <= _LONGEST_LABEL else f"{text[: _LONGEST_LABEL - 1].rstrip()}…"


def _wrapped(name: str) -> str:
    """In two lines where it is long."""
    head, _, tail = name.rpartition(" ")
    return f"{head}\n{tail}" if len(name) > 10 and head else name


def _svg(draw: Callable[["Axes"], None], *, height: float, described: Described) -> str:
    # It takes most of a second to import, and most of what Homeroom does has no picture.
    import matplotlib as mpl
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    settings = mpl.rc_context(
        {
            # The same ids for the same picture.
            "svg.hashsalt": "homeroom",
            # Text stays text: smaller, sharp at any size, and found when the page is searched.
            "svg.fonttype": "none",
            "font.family": ["sans-serif"],
            "font.sans-serif": ["DejaVu Sans"],
            # A dollar sign in somebody's rubric begins no formula.
            "text.parse_math": False,
            "hatch.linewidth": 0.7,
        }
    )
    with _ONE_AT_A_TIME, settings:
        figure = Figure(figsize=(_WIDTH, height))
        FigureCanvasSVG(figure)
        axes = figure.add_axes((0, 0, 1, 1))
        axes.set_axis_off()
        draw(axes)
        text = io.StringIO()
        # Without a date, or the same facts would make other bytes every time.
        nothing = {"Date": None, "Creator": None, "Format": None, "Type": None}
        figure.savefig(text, format="svg", bbox_inches="tight", pad_inches=0.05, metadata=nothing)
    return _inline(text.getvalue(), described)


def _inline(svg: str, described: Described) -> str:
    """To stand inside a page: with words for those who don't see it, ids of its own, and no address in it."""
    svg = _XML_BEFORE_SVG.sub("", svg)
    svg = _ID.sub(lambda found: f'id="{described.id}-{found[1]}"', svg)
    svg = _USE.sub(lambda found: f'href="#{described.id}-{found[1]}"', svg)
    svg = _URL.sub(lambda found: f"url(#{described.id}-{found[1]})", svg)
    box = _VIEW_BOX.search(svg)
    opening = (
        f'<svg role="img" {box[0] if box else ""} aria-labelledby="{described.id}-title {described.id}-desc">'
        f'<title id="{described.id}-title">{escape(described.title)}</title>'
        f'<desc id="{described.id}-desc">{escape(described.description)}</desc>'
    )
    return _SVG_TAG.sub(lambda _: opening, svg, count=1).strip()
