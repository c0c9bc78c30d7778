"""Texts as HTML: everything is escaped, and the few marks of a text become elements."""

from collections.abc import Callable, Iterable, Iterator
from itertools import count

from markupsafe import Markup, escape

from playbook.text import Block, Link, Paragraph, Span, Strong, Words

# Turns a target such as `id:leadership.coaching-time` into the attributes of a link.
LinkTo = Callable[[str], Markup]


def spans(run: tuple[Span, ...], link_to: LinkTo) -> Markup:
    """Give a run of spans as HTML."""
    return _join(_span(span, link_to) for span in run)


def blocks(parts: tuple[Block, ...], link_to: LinkTo, key: str) -> Markup:
    """Give paragraphs and lists as HTML; each paragraph and entry is a fragment: the key of its text, and a number.

    Without a key they are none.
    """
    numbers = count()
    return _join((_block(part, link_to, key, numbers) for part in parts), "\n")


def _span(span: Span, link_to: LinkTo) -> str:
    match span:
        case Words():
            return escape(span.text)
        case Strong():
            return f"<strong>{spans(span.spans, link_to)}</strong>"
        case Link():
            return f"<a {link_to(span.target)}>{spans(span.spans, link_to)}</a>"


def _block(block: Block, link_to: LinkTo, key: str, numbers: Iterator[int]) -> str:
    if isinstance(block, Paragraph):
        return _fragment("p", block.spans, link_to, key, next(numbers))
    items = "".join([_fragment("li", item, link_to, key, next(numbers)) for item in block.items])
    return f"<ul>{items}</ul>"


def _fragment(tag: str, run: tuple[Span, ...], link_to: LinkTo, key: str, number: int) -> str:
    at = f"{key}+{number}" if number else key
    name = f' data-text="{at}"' if key else ""
    return f"<{tag}{name}>{spans(run, link_to)}</{tag}>"


def _join(pieces: Iterable[str], joiner: str = "") -> Markup:
    """Join pieces that are HTML already: Markup's own formatting would escape-check each of them once more."""
    return Markup(joiner.join(pieces))  # noqa: S704
