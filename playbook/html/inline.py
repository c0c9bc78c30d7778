"""Texts as HTML: everything is escaped, and the few marks of a text become elements."""

from collections.abc import Callable

from markupsafe import Markup, escape

from playbook.text import Block, Link, Paragraph, Span, Strong, Words

# Turns a target such as `id:leadership.coaching-time` into the attributes of a link.
LinkTo = Callable[[str], Markup]


def spans(run: tuple[Span, ...], link_to: LinkTo) -> Markup:
    """Give a run of spans as HTML."""
    return Markup("").join(_span(span, link_to) for span in run)


def _span(span: Span, link_to: LinkTo) -> Markup:
    match span:
        case Words():
            return escape(span.text)
        case Strong():
            return Markup("<strong>{}</strong>").format(spans(span.spans, link_to))
        case Link():
            return Markup("<a {}>{}</a>").format(link_to(span.target), spans(span.spans, link_to))


def blocks(parts: tuple[Block, ...], link_to: LinkTo) -> Markup:
    """Give paragraphs and lists as HTML."""
    return Markup("\n").join(_block(part, link_to) for part in parts)


def _block(block: Block, link_to: LinkTo) -> Markup:
    if isinstance(block, Paragraph):
        return Markup("<p>{}</p>").format(spans(block.spans, link_to))
    items = Markup("").join(Markup("<li>{}</li>").format(spans(item, link_to)) for item in block.items)
    return Markup("<ul>{}</ul>").format(items)
