"""The only door to Typst: a document goes in as JSON, a PDF comes out, and what was set on it; or a picture."""

import hashlib
import json
import threading
from collections.abc import Iterator, Mapping
from functools import cached_property
from importlib import metadata
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import typst

HERE = Path(__file__).parent
FONTS, TEMPLATES = HERE / "fonts", HERE / "sheets"
# What the fonts have, as `make fonts` writes it down, a run of codes a line: to ask them takes a quarter of a second.
CHARACTERS = FONTS / "characters.txt"
# Printers set this sign where they have no type for a character.
NO_GLYPH = "〓"
# What each text leaves where it is set; see `words-in` in shared.typ.
_MARK = "<set>"

Texts = frozenset[tuple[str, str]]


class Typeset(NamedTuple):
    """A PDF and the texts that were set on it: the key of each, and the language of the reader that it was set for."""

    pdf: bytes
    texts: Texts

    def packed(self) -> bytes:
        """Return both as one row of bytes."""
        return json.dumps(sorted(self.texts)).encode() + b"\n" + self.pdf

    @classmethod
    def unpacked(cls, packed: bytes) -> "Typeset":
        """Return what was packed."""
        texts, _, pdf = packed.partition(b"\n")
        return cls(pdf, _texts(texts))


class NotTypeset(Exception):
    """Typst refused a document, or warned of something; the message says what."""


class Typesetter:
    """Sets documents with a template; fonts and templates are read once in each thread that sets any."""

    def __init__(self, template: str = "main.typ") -> None:
        self._template = TEMPLATES / template
        self._of_thread = threading.local()

    @property
    def _compiler(self) -> "typst.Compiler":
        """The compiler of this thread: it knows the pages of the document that it set last."""
        import typst  # noqa: PLC0415 - who checks characters, or has all sheets, sets none

        compiler: typst.Compiler | None = getattr(self._of_thread, "compiler", None)
        if compiler is None:
            compiler = self._of_thread.compiler = typst.Compiler(
                str(self._template), root=str(TEMPLATES), font_paths=[str(FONTS)], ignore_system_fonts=True
            )
        return compiler

    @cached_property
    def characters(self) -> frozenset[str]:
        """All characters that the fonts of the project have."""
        return frozenset(chain.from_iterable(map(_signs, CHARACTERS.read_text(encoding="ascii").split())))

    @cached_property
    def _made_with(self) -> bytes:
        digest = hashlib.sha256(f"{metadata.version('typst')} {self._template.name}".encode())
        for path in _parts():
            digest.update(path.read_bytes())
        return digest.digest()

    def key(self, source: str) -> str:
        """Return what a sheet is known by: another source, template, font or Typst gives another key."""
        return hashlib.sha256(self._made_with + source.encode()).hexdigest()

    def source(self, document: Mapping[str, Any]) -> str:
        """Return a document as JSON; a character that no font has becomes the printers' sign for that."""
        written = json.dumps(document, ensure_ascii=False)
        lacking = set(written) - self.characters
        return written.translate({ord(sign): NO_GLYPH for sign in lacking}) if lacking else written

    def typeset(self, source: str) -> Typeset:
        """Set one document as PDF; two runs give the same bytes. Raises NotTypeset."""
        pdf = self._compiled(source, pdf_standards="ua-1", timestamp=0)
        # The pages of the document that was set last are still known, so to ask them costs next to nothing.
        return Typeset(pdf, _texts(self._compiler.query(_MARK, field="value")))

    def drawn(self, source: str) -> bytes:
        """Set one page as PNG, a pixel to the point; two runs give the same bytes. Raises NotTypeset."""
        return self._compiled(source, format="png", ppi=72)

    def _compiled(self, source: str, **options: Any) -> bytes:
        import typst  # noqa: PLC0415 - see above

        try:
            made, warnings = self._compiler.compile_with_warnings(sys_inputs={"document": source}, **options)
        except typst.TypstError as error:
            raise NotTypeset(str(error)) from None
        if warnings:
            raise NotTypeset("; ".join(warning.message for warning in warnings))
        assert isinstance(made, bytes)
        return made


def _texts(written: str | bytes) -> Texts:
    return frozenset((key, language) for key, language in json.loads(written))


def _signs(run: str) -> Iterator[str]:
    first, _, last = run.partition("-")
    return map(chr, range(int(first, 16), int(last or first, 16) + 1))


def _parts() -> Iterator[Path]:
    yield from sorted(FONTS.glob("*.ttf"))
    yield from sorted(TEMPLATES.glob("*.typ"))
