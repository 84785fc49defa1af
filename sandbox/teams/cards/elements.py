"""What may stand in a card's body, short of inputs and charts, as Adaptive Cards 1.5 describe it."""

from sandbox.teams.cards.rules import Kind, Rule, flag, letters, number, one_of, picture, text, width, words

SPACING = one_of("None", "Small", "Default", "Medium", "Large", "ExtraLarge", "Padding")
HORIZONTAL = one_of("Left", "Center", "Right")
VERTICAL = one_of("Top", "Center", "Bottom")
STYLE = one_of("default", "emphasis", "good", "attention", "warning", "accent")

# Any element may have these.
COMMON: dict[str, Rule] = {
    "id": words,
    "isVisible": flag,
    "separator": flag,
    "spacing": SPACING,
    "height": one_of("auto", "stretch"),
}
LETTERS: dict[str, Rule] = {
    "size": one_of("Small", "Default", "Medium", "Large", "ExtraLarge"),
    "weight": one_of("Lighter", "Default", "Bolder"),
    "color": one_of("Default", "Dark", "Light", "Accent", "Good", "Warning", "Attention"),
    "isSubtle": flag,
    "fontType": one_of("Default", "Monospace"),
}
_HOLDING: dict[str, Rule] = {"style": STYLE, "bleed": flag, "minHeight": text, "verticalContentAlignment": VERTICAL}

ELEMENTS: dict[str, Kind] = {
    "TextBlock": Kind(
        needs={"text": words},
        may_have={
            **LETTERS,
            "wrap": flag,
            "maxLines": number,
            "style": one_of("default", "heading", "columnHeader"),
            "horizontalAlignment": HORIZONTAL,
        },
    ),
    "RichTextBlock": Kind(may_have={"horizontalAlignment": HORIZONTAL}, nested=frozenset({"inlines"})),
    "Container": Kind(may_have=_HOLDING, nested=frozenset({"items", "selectAction"})),
    "ColumnSet": Kind(
        may_have={"style": STYLE, "bleed": flag, "horizontalAlignment": HORIZONTAL},
        nested=frozenset({"columns", "selectAction"}),
    ),
    "ActionSet": Kind(may_have={"horizontalAlignment": HORIZONTAL}, nested=frozenset({"actions"})),
    "Image": Kind(
        needs={"url": picture, "altText": words},
        may_have={
            "size": one_of("Auto", "Stretch", "Small", "Medium", "Large"),
            "style": one_of("Default", "Person"),
            "width": text,
            "horizontalAlignment": HORIZONTAL,
        },
        nested=frozenset({"selectAction"}),
    ),
    "FactSet": Kind(nested=frozenset({"facts"})),
}
TEXT_RUN = Kind(
    # Clients drop a run without text, and some the whole block with it.
    needs={"text": letters},
    may_have={**LETTERS, "italic": flag, "strikethrough": flag, "highlight": flag, "underline": flag},
    nested=frozenset({"selectAction"}),
)
COLUMN = Kind(may_have={**_HOLDING, "width": width}, nested=frozenset({"items", "selectAction"}))
FACT = Kind(needs={"title": words, "value": words})
