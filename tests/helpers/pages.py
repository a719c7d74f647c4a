"""A web page, parsed: its tags, attributes and texts, as a browser would have them."""

from __future__ import annotations

from html.parser import HTMLParser

__all__ = ["Element", "parsed"]

_VOID = {"meta", "link", "br", "hr", "img", "input"}


class Element:
    """A tag, its attributes, and what stands in it."""

    def __init__(self, tag: str, attributes: dict[str, str]) -> None:
        self.tag, self.attributes = tag, attributes
        self.children: list[Element | str] = []

    @property
    def text(self) -> str:
        return "".join(child if isinstance(child, str) else child.text for child in self.children)

    def all(self, *tags: str) -> list[Element]:
        """Give every element in it, of some tags or of any, in the order of the page."""
        met = []
        for child in self.children:
            if isinstance(child, Element):
                met += [child] if not tags or child.tag in tags else []
                met += child.all(*tags)
        return met

    def one(self, tag: str) -> Element:
        """Give the only element of a tag."""
        (only,) = self.all(tag)
        return only


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.way = [Element("", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(dict(attrs)) == len(attrs), f"an attribute twice: {attrs}"
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.way[-1].children.append(element)
        if tag not in _VOID:
            self.way.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.way.pop().tag == tag, f"{tag} ends where it did not begin"

    def handle_data(self, data: str) -> None:
        self.way[-1].children.append(data)


def parsed(page: str) -> Element:
    """Read a page; every element must be closed, and no attribute stand twice."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    (root,) = reader.way
    return root
