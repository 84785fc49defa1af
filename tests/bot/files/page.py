"""A page of HTML as somebody meets it who doesn't see it: its outline, its tables, its pictures, and all it says."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser

Attributes = dict[str, str | None]
# What has no end tag.
VOID = frozenset({"meta", "link", "br", "img", "input", "hr", "base", "source"})
UNSAID = frozenset({"style", "script", "head"})


@dataclass(slots=True)
class Element:
    tag: str
    attributes: Attributes
    inside: list["Element | str"] = field(default_factory=list)

    def all(self, *tags: str) -> list["Element"]:
        """Every element of those tags inside it, in order."""
        found: list[Element] = []
        for one in self.inside:
            if isinstance(one, Element):
                found += [one] if one.tag in tags else []
                found += one.all(*tags)
        return found

    def get(self, name: str) -> str:
        return self.attributes.get(name) or ""

    @property
    def classes(self) -> list[str]:
        return self.get("class").split()

    @property
    def text(self) -> str:
        """What it says, without style sheets and what is hidden from those who listen."""
        if self.tag in UNSAID or self.get("aria-hidden") == "true":
            return ""
        said = "".join(one.text if isinstance(one, Element) else one for one in self.inside)
        return said if self.tag in {"span", "a", "strong", "b"} else f" {said} "

    @property
    def words(self) -> str:
        return " ".join(self.text.split())


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("document", {})
        self.open: list[Element] = [self.root]
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        element = Element(tag, dict(attrs))
        if len(element.attributes) != len(attrs):
            self.faults.append(f"an attribute twice in {tag}")
        self.open[-1].inside.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        self.open[-1].inside.append(Element(tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if self.open[-1].tag != tag:
            self.faults.append(f"{tag} ends inside {self.open[-1].tag}")
            return
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].inside.append(data)


def read(data: bytes) -> Element:
    """The page. Raises AssertionError where its tags don't match."""
    reader = _Reader()
    reader.feed(data.decode())
    reader.close()
    assert reader.faults == []
    assert [one.tag for one in reader.open] == ["document"]
    return reader.root
