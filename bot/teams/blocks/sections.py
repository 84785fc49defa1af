"""Sections become the body of a card: a block for each line of text, buttons in rows, menus with a button beside.

Cards can't ask once more before a button acts. A button that is asked about first shows a question that lies hidden
under it, with the button that really acts, and one that hides the question again; nothing is sent before.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from bot.sections.parts import Button, Chart, Divider, Heading, Menu, Section, Small, Span
from bot.teams import ids
from bot.teams.blocks.charts import chart
from bot.teams.blocks.rich_text import Element, Rich, blocks, lines, rich_text
from bot.teams.blocks.text import LONGEST_BUTTON, LONGEST_CHOICE, LONGEST_HEADING, inert, said
from bot.teams.ids import Own, Surface
from bot.wording.dialogs import CHOOSE
from bot.wording.set_up import CANCEL

# Teams cuts labels off where they don't fit next to each other on a phone, and shows no more than six in any row: so
# many are always wider. In pixels, as far as letters can be guessed.
_WIDEST_ROW, _A_LETTER, _AROUND_A_LABEL = 330.0, 7.9, 42.0
SMALL = {"size": "Small", "isSubtle": True}


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: in a posted message, or in what only one person sees, as part of the kept `form`."""

    surface: Surface | None = None
    form: str = ""


POSTED = Place()


@dataclass(frozen=True, slots=True)
class Made:
    """Elements of a card between sections, such as a form's inputs."""

    elements: tuple[Element, ...]


Part = Section | Made
Pressable = Button | Menu


def body(parts: Sequence[Part], place: Place = POSTED) -> list[Element]:
    """A card's elements in the order of `parts`; whether they all fit is fitting.py's part."""
    return _Body(place).of(parts)


@dataclass(frozen=True, slots=True)
class _Body:
    """One card on the way: what counts through the whole of it."""

    place: Place
    asked: Counter[str] = field(default_factory=Counter)
    menus: Counter[str] = field(default_factory=Counter)

    def of(self, parts: Sequence[Part]) -> list[Element]:
        made: list[Element] = []
        across = False
        for is_row, neighbors in groupby(parts, key=lambda part: isinstance(part, Pressable)):
            together = list(neighbors)
            row = [part for part in together if isinstance(part, Pressable)]
            for part in [Made(tuple(self._row(row)))] if is_row else together:
                drawn = [] if isinstance(part, Pressable) else _apart(part)
                made += _below_line(drawn) if across and made else drawn
                across = isinstance(part, Divider) or (across and not drawn)
        return made

    def _row(self, pressed: Sequence[Pressable]) -> list[Element]:
        """Buttons next to each other; a question stays with its button wherever the card is divided."""
        made: list[Element] = []
        questions: list[Element] = []
        for is_menu, neighbors in groupby(pressed, key=lambda one: isinstance(one, Menu)):
            if is_menu:
                made += [self._menu(menu) for menu in neighbors if isinstance(menu, Menu)]
                continue
            buttons = [self._button(button, questions) for button in neighbors if isinstance(button, Button)]
            made += action_sets(buttons)
        return [{"type": "Container", "items": [*made, *questions]}] if questions else made

    def _button(self, button: Button, questions: list[Element]) -> Element:
        if not button.confirm:
            return action(button, self.place)
        self.asked["question"] += 1
        name = f"sure/{self.asked['question']}"
        questions.append(self._question(button, name))
        return {**_labelled("Action.ToggleVisibility", button.label), "targetElements": _showing(name, shown=True)}

    def _question(self, button: Button, name: str) -> Element:
        back = {**_labelled("Action.ToggleVisibility", CANCEL), "targetElements": _showing(name, shown=False)}
        really = {**action(button, self.place), "style": "positive"}
        return {
            "type": "Container",
            "id": name,
            "isVisible": False,
            "style": "emphasis",
            "items": [*blocks(lines([Span(button.confirm)])), {"type": "ActionSet", "actions": [really, back]}],
        }

    def _menu(self, menu: Menu) -> Element:
        number = self.menus[menu.act]
        self.menus[menu.act] += 1
        return {
            "type": "ColumnSet",
            "columns": [
                {"type": "Column", "width": "stretch", "items": [_choices(menu, number)]},
                {
                    "type": "Column",
                    "width": "auto",
                    "verticalContentAlignment": "Bottom",
                    "items": [
                        {
                            "type": "ActionSet",
                            "actions": [action(Button(CHOOSE, menu.act), self.place, number=number)],
                        }
                    ],
                },
            ],
        }


def action_sets(actions: Sequence[Element]) -> list[Element]:
    """One row of buttons, or as many as they need."""
    rows: list[list[Element]] = []
    room = 0.0
    for one in actions:
        width = len(one["title"]) * _A_LETTER + _AROUND_A_LABEL
        if not rows or width > room:
            rows.append([])
            room = _WIDEST_ROW
        rows[-1].append(one)
        room -= width
    return [
        {"type": "ActionSet", "actions": row, **({"spacing": "Small"} if at else {})} for at, row in enumerate(rows)
    ]


def action(button: Button, place: Place, *, number: int = 0) -> Element:
    """What a press of it sends, as its place needs it; `number` is that of the menu it belongs to."""
    style = {"style": "positive"} if button.primary else {}
    if place.surface is None and button.act != Own.RATE_IN_CHAT:
        data = ids.opening(button.act, value=button.value, number=number)
        return {**_labelled("Action.Submit", button.label), **style, "data": data}
    data = ids.carrying(button.act, value=button.value, form=place.form, number=number)
    if place.surface is Surface.DIALOG:
        return {**_labelled("Action.Submit", button.label), **style, "data": data}
    # Old clients send it as a message.
    fallback = {**_labelled("Action.Submit", button.label), "data": data}
    return {**_labelled("Action.Execute", button.label), **style, "verb": ids.VERB, "data": data, "fallback": fallback}


def _labelled(kind: str, label: str) -> Element:
    return {"type": kind, "title": said(label)[:LONGEST_BUTTON]}


def _showing(name: str, *, shown: bool) -> list[Element]:
    return [{"elementId": name, "isVisible": shown}]


def _choices(menu: Menu, number: int) -> Element:
    values = {item.value: inert(item.text, LONGEST_CHOICE) for item in menu.items}
    return {
        "type": "Input.ChoiceSet",
        "id": ids.menu_id(menu.act, number),
        "label": inert(menu.label, LONGEST_CHOICE),
        "placeholder": said(menu.label),
        "choices": [{"title": title, "value": value} for value, title in values.items()],
        **({"value": menu.chosen} if menu.chosen in values else {}),
    }


def _apart(part: Rich | Heading | Small | Divider | Chart | Made) -> list[Element]:
    match part:
        case Heading(text=text):
            return [heading(text)]
        case Small(text=text):
            return small(text)
        case Chart():
            return chart(part)
        case Made(elements=elements):
            return list(elements)
        case Divider():
            return []
        case _:
            return rich_text(part)


def heading(text: str) -> Element:
    return {
        "type": "TextBlock",
        "style": "heading",
        "size": "Large",
        "weight": "Bolder",
        "wrap": True,
        "text": inert(text, LONGEST_HEADING),
    }


def small(text: str) -> list[Element]:
    return blocks(lines([Span(text)]), spacing="Small", look=SMALL)


def _below_line(drawn: list[Element]) -> list[Element]:
    return [{**first, "separator": True, "spacing": "Medium"} for first in drawn[:1]] + drawn[1:]
