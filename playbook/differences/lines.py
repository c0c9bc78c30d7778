"""An outline as plain text for a terminal, and as Markdown for a pull request."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain

import click

from playbook.differences import Stretch
from playbook.differences.outline import Line, Outline, Part, Quoted, Said
from playbook.report.wording import one_line

# A comment in a forge takes 65,536 characters; what follows is counted.
MOST_MARKDOWN = 60_000
# Characters that stay around a change in a long text.
AROUND = 40


def as_text(outline: Outline) -> str:
    """Return an outline as lines; marks of changes are coloured on a terminal."""
    lines = (_text_line(line) for line in chain(outline.first, *outline.sections))
    return "\n".join(lines).strip("\n")


def _text_line(line: Line) -> str:
    words = "".join(map(_text, line.parts))
    return f"\n{click.style(words, bold=True)}" if line.depth == 0 else "  " * line.depth + words


def _text(part: Part) -> str:
    if isinstance(part, Said):
        return part.text
    if isinstance(part, Quoted):
        return one_line(part.text) + (f" <{part.address}>" if part.address else "")
    return "".join(_text_stretch(*stretch) for stretch in _near(part.stretches))


def _text_stretch(old: str, new: str) -> str:
    if old == new:
        return _row(old)
    gone = click.style(f"[-{_row(old)}-]", fg="red") if old else ""
    return gone + (click.style(f"{{+{_row(new)}+}}", fg="green") if new else "")


def _row(text: str) -> str:
    return one_line(text.replace("\n", " ⏎ "))


def as_markdown(outline: Outline) -> str:
    """Return an outline as Markdown that GitHub and GitLab show alike, cut where a comment would be too long."""
    written = [_markdown_section(outline.first, heading="##")]
    rest = [_markdown_section(section, heading="###") for section in outline.sections]
    room = MOST_MARKDOWN - len(written[0])
    while rest and len(rest[0]) < room:
        room -= len(rest[0]) + 1
        written.append(rest.pop(0))
    if rest:
        written.append(f"_{_literal(outline.more.replace('{count}', str(len(rest))))}_")
    return "\n\n".join(written)


def _markdown_section(lines: Sequence[Line], heading: str) -> str:
    first, *others = lines
    return "\n".join([f"{heading} {_markdown_parts(first)}", "", *map(_markdown_line, others)])


def _markdown_line(line: Line) -> str:
    return f"{'  ' * (line.depth - 1)}- {_markdown_parts(line)}"


def _markdown_parts(line: Line) -> str:
    return "".join(map(_markdown, line.parts))


def _markdown(part: Part) -> str:
    if isinstance(part, Said):
        return _literal(part.text)
    if isinstance(part, Quoted):
        words = _code(one_line(part.text))
        return f"[{words}]({part.address})" if part.address else words
    return "<code>" + "".join(_markdown_stretch(*stretch) for stretch in _near(part.stretches)) + "</code>"


def _markdown_stretch(old: str, new: str) -> str:
    if old == new:
        return _literal(_row(old))
    gone = f"<del>{_literal(_row(old))}</del>" if old else ""
    return gone + (f"<ins>{_literal(_row(new))}</ins>" if new else "")


def _code(text: str) -> str:
    """Return words of the content in an element in which a forge looks for no names, numbers or addresses."""
    return f"<code>{_literal(text)}</code>"


def _literal(text: str) -> str:
    """Write every sign of ASCII as a character reference: it is no Markdown and no HTML then."""
    return re.sub(r"[!-/:-@\[-`{-~]", lambda sign: f"&#{ord(sign[0])};", text)


def _near(stretches: Sequence[Stretch]) -> Iterator[Stretch]:
    """Leave of long stretches that stayed what stands beside a change."""
    last = len(stretches) - 1
    for at, (old, new) in enumerate(stretches):
        shown = _cut(old, before=at > 0, behind=at < last) if old == new else old
        yield Stretch(shown, shown if old == new else new)


def _cut(text: str, *, before: bool, behind: bool) -> str:
    if len(text) <= 2 * AROUND:
        return text
    head, tail = text[:AROUND] if before else "", text[-AROUND:] if behind else ""
    return f"{head}…{tail}"
