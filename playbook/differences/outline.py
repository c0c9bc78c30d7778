"""What a change means as an outline of lines, in one language, for whatever shows it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from playbook import editions
from playbook.differences import Difference, ItemChange, Rewording, Stretch, stretches
from playbook.differences.revisions import Revision
from playbook.languages import language
from playbook.model.playbook import Playbook
from playbook.model.settings import Words
from playbook.problems import fill
from playbook.text import written


class Said(NamedTuple):
    """The program's own words."""

    text: str


class Quoted(NamedTuple):
    """Words of the content and names of files: nothing of them may be taken for markup. They may lead somewhere."""

    text: str
    address: str = ""


class Changed(NamedTuple):
    """A text as it was and as it is."""

    stretches: tuple[Stretch, ...]


Part = Said | Quoted | Changed


class Line(NamedTuple):
    """A line of an outline: 0 is a heading, 1 an entry below it, 2 what belongs to the entry."""

    depth: int
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Outline:
    """What stands first, then the parts that each begin with a heading; `more` is said where some are left out."""

    first: tuple[Line, ...]
    sections: tuple[tuple[Line, ...], ...]
    more: str


# No more than these of one sort are named one by one.
MOST_NAMED = 30
MOST_NAME = 60
# Files that run by themselves in a forge or before a commit.
_AUTOMATIC = (".github/", ".gitlab-ci.yml", ".gitlab/", ".ci/", ".pre-commit", ".vscode/")


def outline(
    found: Difference, old: Playbook, new: Playbook, revision: Revision, words: Words, lang: str, preview: str
) -> Outline:
    """Word a difference; items lead into the site at `preview`, where there is one."""
    own = new.words.get(lang, words)  # a playbook may call things by names of its own
    telling = _Telling(found, old, new, revision, {**own.words, **own.messages}, lang, preview)
    sections = [*telling.items(), *telling.translations(), *telling.pages()]
    return Outline(tuple(telling.first()), tuple(filter(None, sections)), words.messages["diff-more"])


@dataclass(frozen=True)
class _Telling:
    found: Difference
    old: Playbook
    new: Playbook
    revision: Revision
    words: Mapping[str, str]
    lang: str
    preview: str

    def word(self, key: str, **facts: object) -> str:
        return fill(self.words[key], {name: str(fact) for name, fact in facts.items()})

    # ---- what stands first

    def first(self) -> Iterator[Line]:
        yield Line(0, (Said(self.word("diff-title", commit=self.revision.short)),))
        changed = self.revision.changed_files()
        folder = f"{self.revision.folder}/"
        other = [name for name in changed if not name.startswith(folder)]
        if changed:
            yield from self._scope(other)
        if self.found.items:
            counts = {sort: sum(one.sort == sort for one in self.found.items) for sort in _SORTS}
            yield Line(1, (Said(self.word("diff-counts", **counts)),))
        elif not self.found:
            count = len(changed) - len(other)
            yield Line(1, (Said(self.word("diff-only-form", count=count) if count else self.word("diff-nothing")),))

    def _scope(self, other: list[str]) -> Iterator[Line]:
        if not other:
            yield Line(1, (Said(self.word("diff-content-only")),))
            return
        automatic = [name for name in other if name.startswith(_AUTOMATIC)]
        code = [name for name in other if name not in automatic]
        for key, names in (("diff-touches-code", code), ("diff-touches-automatic", automatic)):
            if names:
                yield Line(1, (Said(self.word(key)),))
                yield from (Line(2, (Quoted(name),)) for name in names[:MOST_NAMED])
                yield from self._rest(names, 2)

    def _rest(self, named: list[str], depth: int) -> Iterator[Line]:
        if len(named) > MOST_NAMED:
            yield Line(depth, (Said(self.word("diff-more", count=len(named) - MOST_NAMED)),))

    # ---- items, by the chapter or the file that they stand in

    def items(self) -> Iterator[tuple[Line, ...]]:
        by_owner: defaultdict[str, list[ItemChange]] = defaultdict(list)
        for change in self.found.items:
            by_owner[change.item.owner].append(change)
        for owner, changes in by_owner.items():
            yield (self._heading(owner), *(line for change in changes for line in self._item(change)))

    def _heading(self, owner: str) -> Line:
        playbook = self.new if owner in self.new.chapter_by_id or owner in self.new.series_by_id else self.old
        record = playbook.chapter_by_id.get(owner) or playbook.series_by_id.get(owner)
        place = playbook.places[owner].path if owner in playbook.places else f"{owner}.yml"
        name = Quoted(record.title.plain(self.lang)) if record else Quoted(f"{self.revision.folder}/{place}")
        return Line(0, (name,))

    def _item(self, change: ItemChange) -> Iterator[Line]:
        said = [self.word(key) for key in _what_happened(change)]
        kind = self.word(self.new.kinds.word(change.item.kind) or "diff-entry")
        colon = language(self.lang).colon
        happened = self.word("diff-item", kind=kind, said=language(self.lang).separator.join(said))
        head: list[Part] = [Said(happened), *self._name(change)]
        if change.formerly:
            head += [Said(" "), Said(self.word("diff-formerly")), Said(colon), Quoted(change.formerly)]
        yield Line(1, tuple(head))
        if change.inside:
            yield Line(2, (Said(self._inside(change)),))
        elif change.sort == "added":
            yield from self._texts(change)
        yield from (Line(2, self._rewording(one)) for one in change.rewordings)
        for field in change.fields:
            old, new = (value or self.word("diff-none") for value in (field.old, field.new))
            yield Line(2, (Quoted(field.field), Said(colon), Quoted(old), Said(" → "), Quoted(new)))

    def _name(self, change: ItemChange) -> Iterator[Part]:
        item = change.item
        if item.name:
            words = " ".join(item.name.plain(self.lang).split())
            yield Quoted(words if len(words) <= MOST_NAME else words[:MOST_NAME] + "…")
            yield Said(" ")
        yield Quoted(item.whole_id, self._address(item.whole_id) if change.sort != "removed" else "")

    def _address(self, whole_id: str) -> str:
        entry = self.new.entries.get(whole_id)
        return f"{self.preview}/{self.lang}/{entry.address}" if self.preview and entry else ""

    def _inside(self, change: ItemChange) -> str:
        counts = [
            f"{self.word(word)} {count}"
            for kind, count in change.inside.most_common()
            if (word := self.new.kinds.word(kind))
        ]
        return language(self.lang).separator.join(counts)

    def _texts(self, change: ItemChange) -> Iterator[Line]:
        for name, text in change.item.texts.items():
            for id, blocks in text.versions.items():
                yield Line(2, self._rewording(Rewording(name, id, "", written(blocks))))

    def _rewording(self, one: Rewording) -> tuple[Part, ...]:
        where = f"{language(one.language).name} · {one.field}"
        return Said(where + language(self.lang).colon), Changed(stretches(one.old, one.new))

    # ---- translations

    def translations(self) -> Iterator[tuple[Line, ...]]:
        found = self.found
        named = {"diff-stale": found.stale, "diff-missing": found.missing, "diff-reviewed": found.reviewed}
        for heading, keys in named.items():
            if keys:
                by_language = groupby(sorted(keys, key=lambda one: one.language), key=lambda one: one.language)
                lines = (line for id, group in by_language for line in self._keys(id, [one.text for one in group]))
                yield (Line(0, (Said(self.word(heading)),)), *lines)

    def _keys(self, id: str, texts: list[str]) -> Iterator[Line]:
        yield Line(1, (Said(self.word("diff-with-count", heading=language(id).name, count=len(texts))),))
        yield from (Line(2, (Quoted(text),)) for text in texts[:MOST_NAMED])
        yield from self._rest(texts, 2)

    # ---- pages and sheets

    def pages(self) -> Iterator[tuple[Line, ...]]:
        sheets = self._sheets()
        addresses = dict.fromkeys([*self._changed_pages(), *self._pages_of(sheets)])
        yield self._section("diff-pages", [Quoted(one, self._page(one)) for one in addresses])
        yield self._section("diff-sheets", [Quoted(one) for one in _by_chapter(sheets)])

    def _section(self, heading: str, named: list[Quoted]) -> tuple[Line, ...]:
        lines = [Line(1, (one,)) for one in named[:MOST_NAMED]]
        lines += self._rest([one.text for one in named], 1)
        counted = self.word("diff-with-count", heading=self.word(heading), count=len(named))
        return (Line(0, (Said(counted),)), *lines) if named else ()

    def _page(self, address: str) -> str:
        return f"{self.preview}/{self.lang}/{address}" if self.preview else ""

    def _changed_pages(self) -> Iterator[str]:
        for change in self.found.items:
            entry = self.new.entries.get(change.item.whole_id) or self.new.entries.get(change.item.holder)
            if entry:
                yield entry.address.partition("#")[0]

    def _pages_of(self, sheets: Iterable[str]) -> Iterator[str]:
        """Return the pages of chapters whose sheets change, be it by a measure or a term that stands elsewhere."""
        chapters = self.new.chapter_by_id
        return (chapters[id].address for id in (name.partition(".")[0] for name in sheets) if id in chapters)

    def _sheets(self) -> list[str]:
        then, now = (editions.Register(playbook).codes for playbook in (self.old, self.new))
        return [name for name in dict.fromkeys((*now, *then)) if then.get(name) != now.get(name)]


_SORTS = ("added", "removed", "changed")


def _what_happened(change: ItemChange) -> Iterator[str]:
    happened = {
        "diff-added": change.sort == "added",
        "diff-removed": change.sort == "removed",
        "diff-renamed": bool(change.formerly),
        "diff-moved": change.is_moved,
        "diff-reworded": bool(change.rewordings),
        "diff-field": bool(change.fields),
    }
    return (key for key, holds in happened.items() if holds)


def _by_chapter(names: Iterable[str]) -> Iterator[str]:
    """Return the names of sheets, those of one chapter and kind together: `leadership.card: en, ja, zh`."""
    split = [name.removesuffix(".pdf").rpartition(".") for name in names]
    for sheet, group in groupby(split, key=lambda parts: parts[0]):
        yield f"{sheet}: {', '.join(languages for *_, languages in group)}"
