"""What changed since an edition was recorded: from one to the next, and on a sheet that somebody holds."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import pairwise
from typing import Any

from playbook.editions.codes import SHOWN, Register
from playbook.languages import language as row_of
from playbook.model.editions import Became, Edition, Prints, Step
from playbook.model.playbook import ROLES, Entry
from playbook.model.settings import Role
from playbook.model.sheets import KIND_WORDS, PAGE, WHOLE, Sheet, page_sheets
from playbook.model.templates import PAGE as TEMPLATES
from playbook.model.templates import Template

_NOTHING: frozenset[tuple[str, str]] = frozenset()


class Changes:
    """What became of the items of a playbook, and of its sheets, since the editions that are recorded of it."""

    def __init__(self, register: Register) -> None:
        self.register = register
        self.playbook = register.playbook
        self._reworded: dict[str, Mapping[str, frozenset[tuple[str, str]] | None]] = {}
        self._since: dict[str, Mapping[str, Mapping[str, Mapping[str, str]]]] = {}
        self._gone_since: dict[str, tuple[tuple[str, str, str | None], ...]] = {}

    def steps(self) -> tuple[Step, ...]:
        """Tell what changed from each edition to the next and from the last one to the present, the newest first."""
        return self._steps

    @cached_property
    def _steps(self) -> tuple[Step, ...]:
        return tuple(self._each_step())

    def _each_step(self) -> Iterator[Step]:
        for to, since in pairwise((None, *reversed(self.playbook.editions))):
            assert since is not None
            yield Step(since, to, tuple(self._became(since, to.items if to else self.register.prints)))

    def _became(self, since: Edition, now: Prints) -> Iterator[Became]:
        then, kinds = since.prints, {id: kind for kind, items in since.items.items() for id in items}
        claimed: set[str] = set()
        for kind, items in now.items():
            for whole_id, fields in items.items():
                is_known = whole_id in then
                old = whole_id if is_known else next((name for name in self._all_names(whole_id) if name in then), None)
                claimed.add(old or "")
                languages = _reworded(then[old], fields) if old else frozenset(self.playbook.settings.languages)
                if languages:
                    yield Became(whole_id, kind, "reworded" if old else "new", languages)
        for whole_id in sorted(then.keys() - claimed):
            name = since.names.get(whole_id, {})
            yield Became(whole_id, kinds[whole_id], "gone", frozenset(self.playbook.settings.languages), name)

    def changes(self, sheet: Sheet, then: Edition) -> dict[str, str]:
        """Tell by whole id what became of the items of a sheet since an edition: `changed`, `new` or `gone`."""
        found: dict[str, str] = {}
        reworded = self._reworded_since(then)
        for entry in self.register.entries(sheet):
            fields = reworded.get(entry.whole_id, _NOTHING)
            if fields is None:
                found[entry.whole_id] = "new"
            elif fields and not fields.isdisjoint(self.register.shown(sheet, entry)):
                found[entry.whole_id] = "changed"
        return found | dict.fromkeys(self._gone(sheet, then), "gone")

    def _reworded_since(self, then: Edition) -> Mapping[str, frozenset[tuple[str, str]] | None]:
        """Return by whole id the fields, each with a language, that say something else now; nothing for a new item."""
        if then.name not in self._reworded:
            changed = {entry.whole_id: self._fields_reworded(entry, then) for entry in self.playbook.entries.values()}
            self._reworded[then.name] = {id: fields for id, fields in changed.items() if fields is None or fields}
        return self._reworded[then.name]

    def _fields_reworded(self, entry: Entry, then: Edition) -> frozenset[tuple[str, str]] | None:
        old = then.prints.get(entry.whole_id)
        if old is None:
            old = next((then.prints[id] for id in self._names(entry.whole_id) if id in then.prints), None)
        now = self.register.prints[entry.record.kind][entry.whole_id]
        if old is None or old == now:
            return None if old is None else _NOTHING
        return frozenset(
            (field, id)
            for field in {*now, *old}
            for id in {*now.get(field, {}), *old.get(field, {})}
            if now.get(field, {}).get(id) != old.get(field, {}).get(id)
        )

    def for_checking(self, language: str) -> dict[str, Any]:
        """Return what `check-paper.html` needs to know in a language: all codes, present and recorded, and changes."""
        playbook = self.playbook
        words = playbook.words[language].words
        titles = {
            **{sheet.id: self._page_of(sheet.id, language) for sheet in page_sheets(playbook)},
            **{chapter.id: [chapter.title.plain(language), chapter.address] for chapter in playbook.chapters},
            **{one.id: [one.title.plain(language), f"{page}#{one.id}"] for one, page in self._alone},
        }
        past, entries = self._past, playbook.entries
        named = {id for _, _, changes in past.values() for id in changes or () if id in entries}
        return {
            "languages": {id: row_of(id).name for id in playbook.settings.languages},
            "kinds": {kind: words[word] for kind, word in {**KIND_WORDS, PAGE: "sheet_page"}.items()},
            "titles": titles | {WHOLE: [playbook.settings.title.plain(language), "index.html"]},
            "present": {
                code: [name, self.register.stamp(self.register.sheets[name]).edition]
                for name, code in self.register.all_codes.items()
            },
            "past": past,
            "items": {
                id: [playbook.first_words(id, language) or id, playbook.entries[id].address] for id in sorted(named)
            },
        }

    def _page_of(self, id: str, language: str) -> list[str]:
        page = self.playbook.series_by_id.get(id) or self.playbook.page_by_id[id]
        return [page.title.plain(language), page.address]

    @cached_property
    def _past(self) -> Mapping[str, tuple[str, str, Mapping[str, str] | None]]:
        """What became of each code of an edition that is no longer true: its sheet, the edition, and what changed."""
        past: dict[str, tuple[str, str, Mapping[str, str] | None]] = {}
        present = set(self.register.all_codes.values())
        for edition in reversed(self.playbook.editions):
            for name, code in edition.codes.items():
                if code not in present and code not in past:
                    sheet = self._sheets_then[edition.name][name]
                    changes = self._changes_of(sheet.id)[edition.name][sheet.name] if sheet else None
                    past[code] = (sheet.name if sheet else name, edition.name, changes)
        return past

    @cached_property
    def _sheets_then(self) -> Mapping[str, Mapping[str, Sheet | None]]:
        """The sheets of each edition, as they are now, by the name of the edition and the name that they had."""
        return {then.name: {name: self.sheet_once(name) for name in then.codes} for then in self.playbook.editions}

    def _changes_of(self, id: str) -> Mapping[str, Mapping[str, Mapping[str, str]]]:
        """Return what became of the sheets of an id, by edition and name, where they are not as they were then."""
        if id not in self._since:
            self._since[id] = self.register.recall_of(id, "changes", lambda: self._changes_since(id))
        return self._since[id]

    def _changes_since(self, id: str) -> Mapping[str, Mapping[str, Mapping[str, str]]]:
        codes = self.register.all_codes
        return {
            then.name: {
                sheet.name: self.changes(sheet, then)
                for name, sheet in self._sheets_then[then.name].items()
                if sheet and sheet.id == id and then.codes[name] != codes[sheet.name]
            }
            for then in self.playbook.editions
        }

    def sheet_once(self, name: str) -> Sheet | None:
        """Return the sheet that had this name in an edition, if there still is one.

        Its chapter, role or template may have another id.
        """
        id, _, rest = name.partition(".")
        return self.register.sheets.get(f"{self._owners.get(id, id)}.{rest}")

    def _gone(self, sheet: Sheet, then: Edition) -> Iterator[str]:
        if then.name not in self._gone_since:
            self._gone_since[then.name] = tuple(
                (whole_id, kind, self._owners.get(whole_id.partition(".")[0]))
                for kind, items in then.items.items()
                for whole_id in items
                if whole_id not in self._known
            )
        for whole_id, kind, owner in self._gone_since[then.name]:
            of_page = sheet.kind == PAGE and whole_id.startswith(f"{sheet.id}.")
            if kind in SHOWN[sheet.kind] and (of_page or sheet.id in (owner, WHOLE)):
                yield whole_id

    def _all_names(self, whole_id: str) -> Iterator[str]:
        return self._names(whole_id) if whole_id in self.playbook.entries else iter((whole_id,))

    @cached_property
    def _known(self) -> frozenset[str]:
        """All whole ids that items have or had."""
        return frozenset(name for id in self.playbook.entries for name in self._names(id))

    @cached_property
    def _owners(self) -> Mapping[str, str]:
        """The ids of chapters, roles and templates by those that they have or had."""
        names = ((one.id, one.formerly) for one in self.playbook.chapters)
        alone = ((one.id, one.formerly) for one, _ in self._alone)
        return {name: id for id, former in (*alone, *names) for name in (id, *former)}

    @property
    def _alone(self) -> tuple[tuple[Role | Template, str], ...]:
        """What has sheets without being a chapter, with its page: roles and templates."""
        roles = self.playbook.settings.roles if self.playbook.has_roles else ()
        pages = ((roles, ROLES), (self.playbook.templates.templates, f"{TEMPLATES}.html"))
        return tuple((one, page) for found, page in pages for one in found)

    def _names(self, whole_id: str) -> Iterator[str]:
        """Return a whole id and those that the item had before."""
        owner, _, id = whole_id.partition(".")
        owners = (owner, *self.playbook.chapter_by_id[owner].formerly) if owner in self.playbook.chapter_by_id else ()
        ids = (id, *getattr(self.playbook.entries[whole_id].record, "formerly", ())) if id else ("",)
        for one in owners or (owner,):
            yield from (f"{one}.{old}" if old else one for old in ids)


def _reworded(then: Mapping[str, Mapping[str, str]], now: Mapping[str, Mapping[str, str]]) -> frozenset[str]:
    """Return the languages in which an item says something else."""
    if then == now:
        return frozenset()
    shown = ((then.get(field, {}), now.get(field, {})) for field in {*then, *now})
    return frozenset(id for old, new in shown for id in {*old, *new} if old.get(id) != new.get(id))
