"""The one form of a data file: order, indentation, quotation marks and line ends that say nothing, always the same.

Fields stand in the order of the model, languages in that of the playbook; lists of plain values on one line where they
fit; a text on the line of its language, or as a block with one sentence a line. Comments and the empty lines between
parts stay beside what they stood beside.
"""

import operator
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, dropwhile, zip_longest
from typing import Any, NamedTuple

from playbook.authoring.sentences import sentences
from playbook.languages import language
from playbook.loading import File, reread
from playbook.loading.comments import Comments, comments_of
from playbook.model.nodes import MappingNode, Scalar, SequenceNode
from playbook.model.records import Record
from playbook.parsing.tree import Tree, Unreadable, tree_of
from playbook.problems import Mark, Problem
from playbook.text import Block, MarkupError, parse, runs

WIDTH = 120
STEP = 2


class Unformatted(Exception):
    """A file whose one form would say something else than the file, or lose a comment; `problem` says so."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.problem = Problem("cannot-format", path)


def formatted(file: File, content: bytes) -> bytes:
    """Return the content of a file without problems in its one form; raises Unformatted where its meaning changed."""
    assert file.tree is not None
    new = as_bytes(_Writer(_form_of(file), comments_of(file.tree, content)).file(file.tree))
    if new != content and not _is_same(file, content, reread(file, new), new):
        raise Unformatted(file.path)
    return new


def _is_same(old: File, content: bytes, new: File, changed: bytes) -> bool:
    """Tell whether two files say the same, comments included."""
    if old.tree is None or new.tree is None or old.record != new.record:
        return False
    return comments_of(old.tree, content).all() == comments_of(new.tree, changed).all()


def in_form(file: File, old: bytes, new: bytes) -> bytes:
    """Return the new content of a file in its one form if the old one was; what the loader refuses stays."""
    again = reread(file, new)
    return formatted(again, new) if not again.reading.problems and formatted(file, old) == old else new


def as_bytes(lines: Sequence[str]) -> bytes:
    """Return lines as the content of a file."""
    return "".join(f"{line}\n" for line in lines).encode()


def first_difference(old: bytes, new: bytes) -> Mark:
    """Return the first line of the old content that is another in the new one."""
    pairs = zip_longest(old.split(b"\n"), new.split(b"\n"))
    return Mark(next(number for number, (before, after) in enumerate(pairs, 1) if before != after))


class Form(NamedTuple):
    """What the model says of parts of a tree, by identity: keys in their order, which are languages, words of texts."""

    orders: Mapping[int, Sequence[str]]
    with_languages: frozenset[int]
    words: Mapping[int, str]


def _form_of(file: File) -> Form:
    texts = ((text.marks, name, value) for text in file.written for name, value in text.values.items())
    words = {id(value): laid_out(value, language(name).joiner) if marks else str(value) for marks, name, value in texts}
    languages = file.reading.languages
    orders = dict(_orders(file.tree, file.record, languages))
    return Form(orders, frozenset(map for map, order in orders.items() if order is languages), words)


def laid_out(words: str, joiner: str) -> str:
    """Return a text with marks one sentence a line, without a space that means nothing."""
    lines: list[str] = []
    for is_entry, run in runs(words):
        first, *rest = sentences(run.split("\n"), joiner)
        lines += [""] if lines and not is_entry else []
        lines += (f"- {first}", *(f"  {line}" for line in rest)) if is_entry else (first, *rest)
    laid = "\n".join(lines)
    return laid if _read(laid, joiner) == _read(words, joiner) else words


def _read(words: str, joiner: str) -> tuple[Block, ...]:
    try:
        return parse(words, joiner)
    except MarkupError:
        return ()


def _orders(tree: Any, record: Any, languages: Sequence[str]) -> Iterator[tuple[int, Sequence[str]]]:
    """Return the order of the keys of each map."""
    if isinstance(tree, SequenceNode):
        for one, inner in zip(tree, record, strict=True):
            yield from _orders(one, inner, languages)
    elif isinstance(tree, MappingNode) and isinstance(record, Record):
        yield id(tree), [*type(record).model_fields]
        for key, one in tree.items():
            yield from _orders(one, getattr(record, key), languages)
    elif isinstance(tree, MappingNode) and tree.keys() <= set(languages):
        yield id(tree), languages


class _Writer:
    """Writes a tree as lines; a comment is taken where it is written, so that none is written twice."""

    def __init__(self, form: Form, comments: Comments) -> None:
        self.form = form
        self.comments = comments

    def file(self, tree: Tree) -> list[str]:
        """Return the lines of a whole file."""
        head = dropwhile(operator.not_, self.comments.head)
        return [*_placed([*head], 0), *self._holder(tree, 0)]

    def _holder(self, holder: Tree, indent: int) -> list[str]:
        """Return the lines of a map or a list; no empty line stands above its first part, nor between languages."""
        if isinstance(holder, MappingNode):
            parts = [self._field(key, holder[key], indent) for key in self._keys(holder)]
        else:
            assert isinstance(holder, SequenceNode)
            parts = [self._entry(value, indent) for value in holder]
        if id(holder) in self.form.with_languages:
            parts = [[*dropwhile(operator.not_, part)] for part in parts]
        lines = dropwhile(operator.not_, chain.from_iterable(parts))
        return [*lines, *_placed(_taken(self.comments.below, holder), indent)]

    def _keys(self, map: MappingNode) -> list[Scalar]:
        order = {key: place for place, key in enumerate(self.form.orders.get(id(map), ()))}
        return sorted(map, key=lambda key: order.get(str(key), len(order)))

    def _field(self, key: Scalar, value: Tree, indent: int) -> list[str]:
        head = f"{' ' * indent}{inline(key, is_text=False) or key}:"
        above, behind = _taken(self.comments.above, key), _taken(self.comments.behind, key)
        if lines := self._line(head, value, indent):
            return [*_placed([*above, *behind], indent), *lines]
        *more, first = ("", *behind, *_taken(self.comments.behind, value))
        return [*_placed([*above, *more[1:]], indent), _joined(head, first), *self._holder(value, indent + STEP)]

    def _entry(self, value: Tree, indent: int) -> list[str]:
        """Return an entry of a list: what stands above its first line stands above its dash."""
        above = _placed(_taken(self.comments.above, next(leaves(value), value)), indent)
        if lines := self._line(f"{' ' * indent}-", value, indent):
            return [*above, *lines]
        lines = self._holder(value, indent + STEP)
        number, first = next((at, line) for at, line in enumerate(lines) if line and not line.lstrip().startswith("#"))
        inner = _placed([line.lstrip() for line in lines[:number]], indent)
        return [*above, *inner, f"{' ' * indent}- {first.lstrip()}", *lines[number + 1 :]]

    def _line(self, head: str, value: Tree, indent: int) -> list[str]:
        """Return a plain value or a short list behind its key or dash, or nothing where it does not stand there."""
        written = self._block(value, indent) if isinstance(value, Scalar) else self._brackets(value, len(head))
        if not written:
            return []
        above = [line for leaf in (value, *leaves(value)) for line in _taken(self.comments.above, leaf) if line]
        *more, behind = ("", *_taken(self.comments.behind, value))
        if isinstance(value, Scalar) and not value.plain and behind:
            more, behind = [*more, behind], ""  # a comment behind a text without quotation marks is refused
        first = f"{head} {written[0]}".rstrip()
        return [*_placed([*above, *more[1:]], indent), _joined(first, behind), *written[1:]]

    def _block(self, value: Scalar, indent: int) -> list[str]:
        words = self.form.words.get(id(value), str(value))
        on_line = words if value.flaw == "ambiguous" else inline(words, is_text=id(value) in self.form.words)
        return [on_line] if on_line is not None else block(words, indent + STEP)

    def _brackets(self, value: Tree, room: int) -> list[str]:
        """Return a list of plain values on one line if it is short and has no comments inside."""
        if not isinstance(value, SequenceNode) or any(
            not isinstance(one, Scalar) or self._has_comment(one) for one in value
        ):
            return []
        items = [one if _stands_bare(one) else quoted(one) for one in value]
        line = f"[{', '.join(items)}]"
        fits = room + 1 + len(line) <= WIDTH and not self.comments.below.get(id(value))
        return [line] if fits and all(map(_stands_in_brackets, items, value)) else []

    def _has_comment(self, value: Scalar) -> bool:
        places = (self.comments.above, self.comments.behind)
        return any(line for place in places for line in place.get(id(value), ()))


def _joined(line: str, comment: str) -> str:
    return f"{line}  {comment}" if comment else line


def _taken(place: dict[int, list[str]], of: object) -> list[str]:
    return place.pop(id(of), [])


def _placed(comments: Sequence[str], indent: int) -> list[str]:
    """Return comments as lines, one empty line in the place of several."""
    lines = [line for line, before in zip(comments, ("#", *comments), strict=False) if line or before]
    return [f"{' ' * indent}{line}" if line else "" for line in lines]


def leaves(value: Tree) -> Iterator[Scalar]:
    """Return the keys and values of a tree in the order of the file."""
    if isinstance(value, Scalar):
        yield value
    else:
        for one in value if isinstance(value, SequenceNode) else chain.from_iterable(value.items()):
            yield from leaves(one)


# A word that may not stand without quotation marks gets them in a text too; longer texts become a block.
_WORD = re.compile(r"\S{1,20}")


def inline(value: str, *, is_text: bool) -> str | None:
    """Return a value as it stands on the line of its key, or nothing where it has to be a block."""
    if "\n" in value:
        return None
    if says(value, value):
        return value
    may_be_quoted = not is_text or _WORD.fullmatch(value) or value != value.strip()
    return quoted(value) if may_be_quoted and says(quoted(value), value) else None


def quoted(value: str) -> str:
    """Return a value in quotation marks: single ones, as people leave double ones open by mistake."""
    if "'" not in value:
        return f"'{value}'"
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def block(value: str, indent: int, head: str = "|-") -> list[str]:
    """Return a value as a block: its head, which stands behind the key, and its lines."""
    return [head, *(" " * indent + line if line else "" for line in value.split("\n"))]


# What is plain at sight: more than one word of ASCII letters, and no sign that YAML may look for. Most values are so.
_PLAIN = re.compile(r"(?![A-Za-z]*$)[^\W\d_][\w .()（）「」『』“”、。，；：？！・/+&;-]*(?<=[\w.)）」』”。？！])")


def says(written: str, value: str) -> bool:
    """Tell whether a value on the line of its key reads as it is meant to, in every program."""
    return (written is value and _PLAIN.fullmatch(value) is not None) or _reads(f"key: {written}", value)


def _stands_bare(value: Scalar) -> bool:
    """Tell whether a value of a list needs no quotation marks; a figure has none, as it would be a word with them."""
    return value.flaw == "ambiguous" or _fits_in_brackets(value, value)


def _stands_in_brackets(written: str, value: Scalar) -> bool:
    return value.flaw == "ambiguous" or _fits_in_brackets(written, value)


def _fits_in_brackets(written: str, value: str) -> bool:
    return (written is value and _PLAIN.fullmatch(value) is not None) or _reads(f"key: [{written}]", value)


def _reads(line: str, value: str) -> bool:
    problems: list[Problem] = []
    try:
        tree = tree_of(line.encode(), "", problems)
    except Unreadable:
        return False
    read = tree.get("key") if isinstance(tree, MappingNode) and len(tree) == 1 else None
    read = read[0] if isinstance(read, SequenceNode) and len(read) == 1 else read
    return isinstance(read, Scalar) and read == value and not (problems or read.flaw or read.has_comment)
