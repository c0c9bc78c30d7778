"""Texts as HTML: everything is escaped, and the few marks of a text become elements."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import count
from typing import NamedTuple

from markupsafe import Markup

from playbook.text import Block, Link, Paragraph, Span, Strong, Words

# Turns plain words into HTML, foreign ones in their language.
ShowWords = Callable[[str], Markup]
# Turns a target such as `id:leadership.coaching-time` into the attributes of a link.
LinkTo = Callable[[str], Markup]

# Makes HTML of what is escaped already: Markup asks each string first whether it can tell how it is shown.
as_html: Callable[[str], Markup] = partial(str.__new__, Markup)


class Show(NamedTuple):
    """What the HTML of a text depends on: the page that it stands on and the language that it is in."""

    words: ShowWords
    link_to: LinkTo


def spans(run: tuple[Span, ...], show: Show) -> Markup:
    """Return a run of spans as HTML."""
    return _join(_span(span, show) for span in run)


def blocks(parts: tuple[Block, ...], show: Show, key: str) -> Markup:
    """Return paragraphs and lists as HTML; each paragraph and entry is a fragment: the key of its text, and a number.

    Without a key they are none.
    """
    numbers = count()
    return _join((_block(part, show, key, numbers) for part in parts), "\n")


def _span(span: Span, show: Show) -> str:
    match span:
        case Words():
            return show.words(span.text)
        case Strong():
            return f"<strong>{spans(span.spans, show)}</strong>"
        case Link():
            return f"<a {show.link_to(span.target)}>{spans(span.spans, show)}</a>"


def _block(block: Block, show: Show, key: str, numbers: Iterator[int]) -> str:
    if isinstance(block, Paragraph):
        return _fragment("p", block.spans, show, key, next(numbers))
    items = "".join([_fragment("li", item, show, key, next(numbers)) for item in block.items])
    return f"<ul>{items}</ul>"


def _fragment(tag: str, run: tuple[Span, ...], show: Show, key: str, number: int) -> str:
    at = f"{key}+{number}" if number else key
    name = f' data-text="{at}"' if key else ""
    return f"<{tag}{name}>{spans(run, show)}</{tag}>"


def _join(pieces: Iterable[str], joiner: str = "") -> Markup:
    """Join pieces that are HTML already: Markup's own formatting would escape-check each of them once more."""
    return as_html(joiner.join(pieces))
