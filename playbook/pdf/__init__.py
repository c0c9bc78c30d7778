"""Printed sheets: the model as PDF files, set with Typst."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from playbook import files
from playbook.model.playbook import Playbook
from playbook.model.sheets import Sheet, is_printed
from playbook.pdf.cache import Cache
from playbook.pdf.document import Documents
from playbook.pdf.typesetting import NO_GLYPH, NotTypeset, Typesetter
from playbook.problems import Problem, Severity

__all__ = ["PAPERS", "Cache", "SheetFailed", "make", "without_font", "without_glyph"]
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
) -> OSError | None:
    """Make sheets into a folder; those that were made of the same before come from the cache.

    `made` is called for each with the number of all. Returns why some could not be kept in the cache, if so. Raises
    SheetFailed, or OSError where nothing can be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    typesetter, documents = Typesetter(), Documents(playbook)
    lost = None
    for sheet in sheets:
        source = typesetter.source(documents.document(sheet, paper))
        key = typesetter.key(source)
        kept = cache.get(key)
        pdf = kept or _pdf(sheet, source, typesetter)
        files.write_all({folder / sheet.name: pdf}, is_durable=False)
        if kept is None:
            lost = cache.put(key, pdf) or lost
        made(len(sheets))
    cache.prune()
    return lost


def _pdf(sheet: Sheet, source: str, typesetter: Typesetter) -> bytes:
    try:
        return typesetter.pdf(source)
    except NotTypeset as refused:
        raise SheetFailed(Problem("sheet-not-set", sheet.name, facts={"found": str(refused)})) from None


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
