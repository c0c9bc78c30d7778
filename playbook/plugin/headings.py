"""The table of contents, from the headings of rendered HTML: MkDocs sees none of them itself."""

import html.parser

from mkdocs.structure.toc import AnchorLink, TableOfContents


class _Headings(html.parser.HTMLParser):
    """Gathers headings with an id; character references stay as they are, as they are part of a safe title."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.found: list[tuple[int, str, str]] = []
        self.level, self.id, self.title, self.skip = 0, "", "", False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = dict(attrs)
        if tag in ("h1", "h2", "h3") and facts.get("id"):
            self.level, self.id, self.title = int(tag[1]), facts["id"] or "", ""
        elif facts.get("class") in ("headerlink", "pb-state pb-state--addition"):
            self.skip = True

    def handle_endtag(self, tag: str) -> None:
        if tag == f"h{self.level}":
            self.found.append((self.level, self.id, self.title.strip()))
            self.level = 0
        elif tag in ("a", "span"):
            self.skip = False

    def handle_data(self, data: str) -> None:
        if self.level and not self.skip:
            self.title += data

    def handle_entityref(self, name: str) -> None:
        self.handle_data(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.handle_data(f"&#{name};")


def table_of_contents(page: str) -> TableOfContents:
    """Give the headings of rendered HTML as nested links."""
    parser = _Headings()
    parser.feed(page)
    parser.close()
    top: list[AnchorLink] = []
    open_: list[AnchorLink] = []
    for level, id, title in parser.found:
        link = AnchorLink(title, id, level)
        while open_ and open_[-1].level >= level:
            open_.pop()
        (open_[-1].children if open_ else top).append(link)
        open_.append(link)
    if top:
        top[0].active = True  # type: ignore[attr-defined]
    return TableOfContents(top)
