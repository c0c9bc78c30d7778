"""Printed sheets: the model as PDF files, set with Typst, and the pictures of links that are shared."""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Protocol, TypeVar

from playbook import files
from playbook.cache import Cache
from playbook.model.pictures import Picture
from playbook.model.playbook import Playbook
from playbook.model.sheets import Sheet, is_printed
from playbook.model.sheets import sheets as all_sheets
from playbook.pdf.typesetting import NO_GLYPH, NotTypeset, Texts, Typeset, Typesetter
from playbook.problems import Problem, Severity

__all__ = ["PAPERS", "Cache", "Press", "SheetFailed", "Texts", "draw", "make", "without_font", "without_glyph"]
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
    for sheet, packed in _set(sources, typesetter, _packed(typesetter), cache):
        pdf, texts[sheet] = Typeset.unpacked(packed)
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
        setting = (self._typesetter, _packed(self._typesetter), self._cache, self._pool)
        begun = ((one, _begun(one, source, *setting)) for one, source in sources)
        return {f"print/{sheet.name}": partial(self._finish, finished, count) for sheet, finished in begun}

    def _finish(self, finished: Callable[[], tuple[Sheet, bytes]], count: int) -> bytes:
        sheet, packed = finished()
        pdf, self.printed[sheet] = Typeset.unpacked(packed)
        self._made(count)
        return pdf


def draw(
    playbook: Playbook,
    pictures: Sequence[Picture],
    folder: Path,
    cache: Cache,
    made: Callable[[int], None] = lambda _: None,
) -> None:
    """Draw pictures for links that are shared into a folder, as `make` makes sheets.

    Raises SheetFailed, or OSError where nothing can be written.
    """
    from playbook.pdf.pictures import document  # noqa: PLC0415 - see above

    folder.mkdir(parents=True, exist_ok=True)
    typesetter = Typesetter("picture.typ")
    sources = ((picture, typesetter.source(document(playbook, picture))) for picture in pictures)
    for picture, png in _set(sources, typesetter, typesetter.drawn, cache):
        files.write_all({folder / picture.name: png}, is_durable=False)
        made(len(pictures))


def _packed(typesetter: Typesetter) -> Callable[[str], bytes]:
    """Return what sets a sheet, with the texts that stand on it in the same bytes."""
    return lambda source: typesetter.typeset(source).packed()


class _Named(Protocol):
    @property
    def name(self) -> str: ...


Made = TypeVar("Made", bound=_Named)


def _set(
    sources: Iterable[tuple[Made, str]], typesetter: Typesetter, set_one: Callable[[str], bytes], cache: Cache
) -> Iterator[tuple[Made, bytes]]:
    """Return what is made of documents in their order; what no cache has is set by all cores, and kept.

    Typst lets other threads run while it sets a sheet. They are a few sheets ahead, so that nobody waits, and no more,
    as a sheet that waits takes room.
    """
    cores = _cores()
    ahead: deque[Callable[[], tuple[Made, bytes]]] = deque()
    with ThreadPoolExecutor(cores) as pool:
        for one, source in sources:
            ahead.append(_begun(one, source, typesetter, set_one, cache, pool))
            if len(ahead) > 2 * cores:
                yield ahead.popleft()()
        while ahead:
            yield ahead.popleft()()


def _begun(
    one: Made, source: str, typesetter: Typesetter, set_one: Callable[[str], bytes], cache: Cache, pool: Executor
) -> Callable[[], tuple[Made, bytes]]:
    """Begin to set what the cache lacks, and return what waits for it; only this thread reads and writes."""
    key = typesetter.key(source)
    if (kept := cache.get(key)) is not None:
        return lambda: (one, kept)
    setting = pool.submit(set_one, source)

    def finished() -> tuple[Made, bytes]:
        try:
            found = setting.result()
        except NotTypeset as refused:
            raise SheetFailed(Problem("sheet-not-set", one.name, facts={"found": str(refused)})) from None
        cache.put(key, found)
        return one, found

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
