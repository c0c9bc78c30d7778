"""Printed sheets: the model as PDF files, set with Typst."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from playbook import files
from playbook.cache import Cache
from playbook.model.playbook import Playbook
from playbook.model.sheets import Sheet, is_printed
from playbook.pdf.document import Documents
from playbook.pdf.typesetting import NO_GLYPH, NotTypeset, Texts, Typeset, Typesetter
from playbook.problems import Problem, Severity

__all__ = ["PAPERS", "Cache", "SheetFailed", "Texts", "make", "without_font", "without_glyph"]
PAPERS = ("a4", "us-letter")


class SheetFailed(Exception):
    """A sheet could not be made; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


def make(
    playbook: Playbook,
    sheets: Sequence[Sheet],
    folder: Path,
    cache: Cache,
    paper: str = PAPERS[0],
    made: Callable[[int], None] = lambda _: None,
) -> Mapping[Sheet, Texts]:
    """Make sheets into a folder, and return the texts that stand on each: their keys, with the languages of readers.

    Those that were made of the same before come from the cache. `made` is called for each with the number of all.
    Raises SheetFailed, or OSError where nothing can be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    typesetter, documents = Typesetter(), Documents(playbook)
    texts: dict[Sheet, Texts] = {}
    for sheet in sheets:
        source = typesetter.source(documents.document(sheet, paper))
        pdf, texts[sheet] = _typeset(sheet, source, typesetter, cache)
        files.write_all({folder / sheet.name: pdf}, is_durable=False)
        made(len(sheets))
    return texts


def _typeset(sheet: Sheet, source: str, typesetter: Typesetter, cache: Cache) -> Typeset:
    key = typesetter.key(source)
    kept = cache.get(key)
    if kept is not None:
        return Typeset.unpacked(kept)
    try:
        typeset = typesetter.typeset(source)
    except NotTypeset as refused:
        raise SheetFailed(Problem("sheet-not-set", sheet.name, facts={"found": str(refused)})) from None
    cache.put(key, typeset.packed())
    return typeset


def without_font(playbook: Playbook) -> Iterator[Problem]:
    """Name each language that has no sheets, as none of our fonts has its letters."""
    for id in playbook.settings.languages:
        if not is_printed(id):
            yield Problem("not-printed", "playbook.yml", facts={"language": id}, severity=Severity.WARNING)


def without_glyph(playbook: Playbook) -> Iterator[Problem]:
    """Name each text with a character that none of our fonts has; on paper another sign stands for it."""
    known = Typesetter().characters | {"\n"}
    for key, located in playbook.texts.items():
        for id in filter(is_printed, located.text.versions):
            place = located.places[id]
            for sign in sorted(set(located.text.plain(id)) - known):
                facts = {"found": sign, "code": f"U+{ord(sign):04X}", "sign": NO_GLYPH}
                field = f"{key.partition(':')[2]}.{id}"
                yield Problem("no-glyph", place.path, place.mark, field, facts, severity=Severity.WARNING)
