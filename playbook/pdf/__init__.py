"""Printed sheets: the model as PDF files, set with Typst."""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from functools import partial
from pathlib import Path

from playbook import files
from playbook.cache import Cache
from playbook.model.playbook import Playbook
from playbook.model.sheets import Sheet, is_printed
from playbook.model.sheets import sheets as all_sheets
from playbook.pdf.typesetting import NO_GLYPH, NotTypeset, Texts, Typeset, Typesetter
from playbook.problems import Problem, Severity

__all__ = ["PAPERS", "Cache", "Press", "SheetFailed", "Texts", "make", "without_font", "without_glyph"]
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
    from playbook.pdf.document import Documents  # noqa: PLC0415 - who asks for characters alone prints nothing

    folder.mkdir(parents=True, exist_ok=True)
    typesetter, documents = Typesetter(), Documents(playbook)
    sources = ((sheet, typesetter.source(documents.document(sheet, paper))) for sheet in sheets)
    texts: dict[Sheet, Texts] = {}
    for sheet, (pdf, set_on_it) in _typeset(sources, typesetter, cache):
        texts[sheet] = set_on_it
        files.write_all({folder / sheet.name: pdf}, is_durable=False)
        made(len(sheets))
    return texts


class Press:
    """Sets all sheets of a site while other things are done, and knows what was set on those that it has finished.

    Those that were made of the same before come from the cache. `made` is called for each with the number of all sheets
    of the site. Within `with` there are threads that set sheets.
    """

    def __init__(self, cache: Cache, made: Callable[[int], None] = lambda _: None) -> None:
        self.printed: dict[Sheet, Texts] = {}
        self._cache, self._made = cache, made
        self._typesetter = Typesetter()

    def __enter__(self) -> "Press":
        self._pool = ThreadPoolExecutor(_cores())
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(cancel_futures=True)

    def parts(self, playbook: Playbook) -> Mapping[str, Callable[[], Mapping[str, Callable[[], bytes]]]]:
        """Return what begins the sheets of each chapter or role, with what waits for each by its path in the site."""
        owned: dict[str, list[Sheet]] = {}
        for sheet in all_sheets(playbook):
            owned.setdefault(sheet.id, []).append(sheet)
        count = sum(map(len, owned.values()))
        return {f"print/{id}": partial(self._begin, playbook, of_one, count) for id, of_one in owned.items()}

    def _begin(self, playbook: Playbook, owned: Sequence[Sheet], count: int) -> Mapping[str, Callable[[], bytes]]:
        from playbook.pdf.document import Documents  # noqa: PLC0415 - as above

        documents = Documents(playbook)  # for these sheets alone: what they ask of the content is theirs
        sources = ((sheet, self._typesetter.source(documents.document(sheet, PAPERS[0]))) for sheet in owned)
        begun = ((one, _begun(one, source, self._typesetter, self._cache, self._pool)) for one, source in sources)
        return {f"print/{sheet.name}": partial(self._finish, finished, count) for sheet, finished in begun}

    def _finish(self, finished: Callable[[], tuple[Sheet, Typeset]], count: int) -> bytes:
        sheet, typeset = finished()
        self.printed[sheet] = typeset.texts
        self._made(count)
        return typeset.pdf


def _typeset(
    sources: Iterable[tuple[Sheet, str]], typesetter: Typesetter, cache: Cache
) -> Iterator[tuple[Sheet, Typeset]]:
    """Return sheets in their order; those that no cache has are set by all cores, and kept.

    Typst lets other threads run while it sets a sheet. They are a few sheets ahead, so that nobody waits, and no more,
    as a sheet that waits takes room.
    """
    cores = _cores()
    ahead: deque[Callable[[], tuple[Sheet, Typeset]]] = deque()
    with ThreadPoolExecutor(cores) as pool:
        for sheet, source in sources:
            ahead.append(_begun(sheet, source, typesetter, cache, pool))
            if len(ahead) > 2 * cores:
                yield ahead.popleft()()
        while ahead:
            yield ahead.popleft()()


def _begun(
    sheet: Sheet, source: str, typesetter: Typesetter, cache: Cache, pool: Executor
) -> Callable[[], tuple[Sheet, Typeset]]:
    """Begin to set a sheet that the cache lacks, and return what waits for it; only this thread reads and writes."""
    key = typesetter.key(source)
    if (kept := cache.get(key)) is not None:
        return lambda: (sheet, Typeset.unpacked(kept))
    setting = pool.submit(typesetter.typeset, source)

    def finished() -> tuple[Sheet, Typeset]:
        try:
            typeset = setting.result()
        except NotTypeset as refused:
            raise SheetFailed(Problem("sheet-not-set", sheet.name, facts={"found": str(refused)})) from None
        cache.put(key, typeset.packed())
        return sheet, typeset

    return finished


def _cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


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
