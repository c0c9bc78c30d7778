"""What a page says of itself, from its rendered HTML: MkDocs sees nothing of that."""

from typing import Any

import lxml.etree
from markupsafe import Markup
from mkdocs.structure.toc import AnchorLink, TableOfContents

from playbook.html import plain

# The text of a heading without the link to itself and without marks of state.
_NOT_TITLE = " or ".join(f"contains(@class, '{name}')" for name in ("headerlink", "pb-state", "pb-original"))
# What tells best what a page is about: the promise of a chapter, else the first words of some length, else the title.
# Without parentheses around all but the number, the first one is the last that is looked at.
_OPENINGS = tuple(
    map(
        lxml.etree.XPath,
        (
            "descendant::*[contains(@class, 'pb-promise')][1]",
            "descendant::p[string-length(normalize-space()) > 20 and not(contains(@class, 'pb-status'))][1]",
            "descendant::h1[1]",
        ),
    )
)
_LONGEST_DESCRIPTION = 160
# Plain strings: those of lxml's own kind know their elements, and take longer to make.
_IDS = lxml.etree.XPath("//@id", smart_strings=False)
_TITLE = lxml.etree.XPath(f".//text()[not(ancestor::*[{_NOT_TITLE}])]", smart_strings=False)


def in_language(title: Markup, tag: str) -> Markup:
    """Return a title that says in which language it is, where it is not that of its page."""
    return Markup('<span lang="{}">{}</span>').format(tag, title) if tag else title


def anchors_and_contents(root: Any) -> tuple[set[str], TableOfContents]:
    """Return the ids of rendered HTML, and its headings that have one as nested links."""
    top: list[AnchorLink] = []
    open_: list[AnchorLink] = []
    for heading in root.iter("h1", "h2", "h3"):
        if "id" not in heading.attrib:
            continue
        words = heading.find("span[@data-text]")
        tag = (heading if words is None else words).get("lang", "")
        title = in_language(plain("".join(_TITLE(heading)).strip()), tag)
        link = AnchorLink(title, heading.attrib["id"], int(heading.tag[1]))
        while open_ and open_[-1].level >= link.level:
            open_.pop()
        (open_[-1].children if open_ else top).append(link)
        open_.append(link)
    if top:
        top[0].active = True  # type: ignore[attr-defined]
    return set(_IDS(root)), TableOfContents(top)


def description(root: Any) -> Markup:
    """Return the opening words of rendered HTML for search engines and previews of links, at most 160 characters."""
    opening = next((found[0] for find in _OPENINGS if (found := find(root))), root)
    words = " ".join("".join(_TITLE(opening)).split())
    is_long = len(words) > _LONGEST_DESCRIPTION
    return plain(f"{words[: _LONGEST_DESCRIPTION - 1]}…" if is_long else words)
