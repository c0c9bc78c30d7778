"""What templates ask of items: where they stand, what can be done there, what became of them, their sheets."""

import posixpath
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cached_property
from itertools import chain

from markupsafe import Markup, escape

from playbook.calculation import CALCULATIONS
from playbook.html.changes import BECAME, Owner, by_owner
from playbook.html.inline import as_html
from playbook.html.texts import Texts
from playbook.languages import language
from playbook.model import told
from playbook.model.calculators import Calculator, Input
from playbook.model.case import CaseFigure
from playbook.model.catalogues import Kpi, Relation, Symptom, Term, abbreviation_of
from playbook.model.chapters import Chapter, Series, Session
from playbook.model.editions import Became, Step
from playbook.model.playbook import LocatedText
from playbook.model.records import Record
from playbook.model.sheets import (
    BOOK,
    CHAPTER_KINDS,
    KIND_WORDS,
    Sheet,
    languages_of_sheets,
    sheets,
    sheets_of,
    sheets_of_role,
    sheets_of_template,
)
from playbook.model.templates import Template, book_name
from playbook.model.working_sheets import workbook_name
from playbook.problems import fill
from playbook.text import Text

# So many symptoms stand on the first page.
MOST_SYMPTOMS = 10


class Items(Texts):
    """Shows items to readers of one language on one page; links are relative to it."""

    def anchor(self, owner: str, id: str, home: str) -> str:
        """Return the anchor of an item: bare on its own page, with its owner in front on any other."""
        return id if home == self.address else f"{owner}.{id}"

    def item(self, owner: str, home: str, id: str) -> Markup:
        """Return the attributes of an item: where links land, what it is, in which language it is shown."""
        html = f'id="{self.anchor(owner, id, home)}" data-item="{owner}.{id}" lang="{self.language.tag}"'
        return as_html(html)  # ids and tags hold nothing to escape

    def landing(self, owner: str, home: str, record: Record) -> Markup:
        """Return where links to the old ids of an item land; where people link to it, links to the other languages."""
        old: tuple[str, ...] = getattr(record, "formerly", ())
        anchors = (self.anchor(owner, id, home) for id in old)
        places = as_html("".join([f'<span id="{anchor}"></span>' for anchor in anchors]))
        is_linked = record.kind in self.playbook.kinds.linked and home == self.address
        return places + self.elsewhere(str(getattr(record, "id", ""))) if is_linked else places

    def elsewhere(self, anchor: str) -> Markup:
        """Return links to the same place in the other languages, for readers without scripts."""
        links = [f"{before}{anchor}{behind}" for before, behind in self._elsewhere]
        return as_html(f'<span class="pb-elsewhere">{" ".join(links)}</span>')

    @cached_property
    def _elsewhere(self) -> tuple[tuple[str, str], ...]:
        """What stands before an anchor and behind it in a link to each other language: ids and names of our own."""
        up = "../" * (self.address.count("/") + 1)
        others = (language(id) for id in self.playbook.settings.languages if id != self.language_id)
        return tuple((f'<a href="{up}{row.id}/{self.address}#', f'" lang="{row.tag}">{row.name}</a>') for row in others)

    def kicker(self, chapter: Chapter) -> told.Kicker | None:
        """Return what stands above the title of a chapter."""
        return told.kicker(self.playbook, chapter, self.language_id)

    def named(self, whole_id: str) -> Markup:
        """Return the title of an item, or its text where it has none."""
        record = self.playbook.entries[whole_id].record
        said: Text = getattr(record, "title", None) or record.text  # type: ignore[attr-defined]
        return self.label(said)

    def abbreviation(self, entry: Kpi | Term) -> Markup:
        """Return what stands behind the name of a measure or a term: its abbreviation in the page's language."""
        short = self.short(entry)
        return Markup(' <span class="pb-abbreviation">{}</span>').format(short) if short else Markup()

    def short(self, entry: Kpi | Term) -> str:
        """Return the abbreviation of a measure or a term in the page's language; empty where it has none."""
        return abbreviation_of(entry, self.language_id)

    def on_way(self, address: str, series: Series) -> str:
        """Return an address that says that its reader comes along a series; unchanged where the series has the page."""
        is_own = posixpath.dirname(address) == posixpath.dirname(series.address)
        return address if is_own else f"{address}?way={series.id}"

    def chapter_of(self, whole_id: str) -> Chapter:
        """Return the chapter that an item stands in."""
        return self.playbook.chapter_by_id[whole_id.partition(".")[0]]

    def by_chapter(self, ids: Iterable[str]) -> tuple[tuple[Chapter, tuple[str, ...]], ...]:
        """Return the whole ids of items by the chapter that they stand in, in the order of what comes first."""
        chapters: dict[str, list[str]] = {}
        for id in ids:
            chapters.setdefault(id.partition(".")[0], []).append(id)
        return tuple((self.playbook.chapter_by_id[chapter], tuple(own)) for chapter, own in chapters.items())

    def chapters_in(self, series: Series) -> tuple[Chapter, ...]:
        """Return the chapters of a series in their order."""
        return tuple(self.playbook.chapter_by_id[id] for id in series.chapters)

    def home_series(self, chapter: Chapter) -> Series | None:
        """Return the series that an article stands in."""
        return self.playbook.series_of(chapter)

    def file_of(self, id: str) -> tuple[Text | None, str, str]:
        """Return the title of what a file holds, the page that it makes, and its path."""
        path = next(iter(self.playbook.first_texts[id].places.values())).path
        title = getattr(self.playbook.entries[id].record, "title", None) if id in self.playbook.entries else None
        address = self.playbook.entries[id].address if id in self.playbook.entries else f"{id}.html"
        page = self.playbook.page_by_address.get(address)
        return title or (page.title if page else None), address if title or page else "", path

    def place_of(self, located: LocatedText, language_id: str) -> tuple[str, str]:
        """Return the place of a text in its file, and the address at which it is edited there, if one is known."""
        place = located.places.get(language_id) or next(iter(located.places.values()))
        forge = self.playbook.settings.forge
        address = forge.edit_address(place.path, place.mark.line) if forge else ""
        return f"data/{place.path}:{place.mark.line}", address

    def tools(self, whole_id: str) -> Markup:
        """Return the place for what editors do with an item; a script adds to it what readers do."""
        settings, place = self.playbook.settings, self.playbook.places[whole_id]
        edit = Markup()
        if settings.forge:
            address = settings.forge.edit_address(place.path, place.mark.line)
            said = escape(self.word("edit_item", id=whole_id))
            edit = as_html(f'<a class="pb-edit" href="{escape(address)}" rel="noreferrer" aria-label="{said}"></a>')
        has_any = settings.forge or settings.report
        return as_html(f'<span class="pb-tools" data-for="{escape(whole_id)}">{edit}</span>') if has_any else edit

    def report(self, whole_id: str) -> str:
        """Return the address at which a reader reports a problem with an item, which it names in brackets."""
        playbook, id = self.playbook, self.language_id
        title = f"{playbook.settings.title.plain(id)}: {playbook.first_words(whole_id, id)} [{whole_id}]"
        edition = playbook.edition_name or "-"
        return playbook.settings.report_address(title, f"[{whole_id}] {self.language.tag}, {edition}\n\n")

    def address_of(self, located: LocatedText) -> str:
        """Return the address of the item that holds a text, relative to the page; nothing where it has none."""
        return self.link(located.item) if located.item in self.playbook.entries else ""

    def step_title(self, step: Step) -> Markup:
        """Return between which two editions a step lies, as a line that may not break within the date."""
        newest = step.to or step.since
        key = "changes_step" if step.to else "changes_since"
        date = Markup("<time>{}</time>").format(newest.date)
        facts = {"name": escape(newest.name), "date": date, "since": escape(step.since.name)}
        return Markup(fill(escape(self.word(key)), facts))  # noqa: S704 - each part is escaped

    def step_counts(self, step: Step) -> str:
        """Count what a step changed for a reader of the page's language."""
        counts = Counter[str](change.sort for change in step.changes if self.language_id in change.languages)
        if not counts:
            return self.word("changes_nothing")
        return self.word("changes_counts", **{sort: counts[sort] for sort in BECAME})

    def changed_in(self, step: Step) -> tuple[Owner, ...]:
        """Return the changes of a step by chapter and kind."""
        return by_owner(step, self.playbook)

    def became(self, change: Became) -> str:
        """Say what became of an item for a reader of the page's language."""
        return self.word(BECAME[change.sort] if self.language_id in change.languages else "changes_elsewhere")

    def changed_name(self, change: Became) -> Markup:
        """Name an item that changed, with the way to it; by its last known words or its id where it is gone."""
        words = self.playbook.first_words(change.whole_id, self.language_id)
        if change.sort == "gone" or not words:
            known = change.name.get(self.language_id)
            return escape(known) if known else Markup("<code>{}</code>").format(change.whole_id)
        return Markup('<a href="{}">{}</a>').format(
            self.link(change.whole_id), self._words(words, self._lang_of(change))
        )

    def _lang_of(self, change: Became) -> str:
        record = self.playbook.entries[change.whole_id].record
        said: Text = getattr(record, "title", None) or record.text  # type: ignore[attr-defined]
        return said.language_for(self.language_id)

    def sheets(self, chapter: Chapter) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]:
        """Return the sheets of a chapter that begin with the page's language, each with its name and address.

        First those in this language alone, then those with a second one.
        """
        mine = [sheet for sheet in sheets_of(chapter, self.playbook) if sheet.languages[0] == self.language_id]
        alone, facing = ([sheet for sheet in mine if (len(sheet.languages) > 1) is two] for two in (False, True))
        return tuple(map(self._printed, alone)), tuple(map(self._printed, facing))

    def _printed(self, sheet: Sheet) -> tuple[str, str]:
        return self._name_of(sheet), self.relative(f"../print/{sheet.name}")

    def _name_of(self, sheet: Sheet) -> str:
        """Return the name of a sheet: its kind, and its second language where it has one."""
        kind = self.word(KIND_WORDS[sheet.kind])
        others = self.language.separator.join(language(id).name for id in sheet.languages[1:])
        return self.word("with_language", kind=kind, language=others) if others else kind

    def ready_sessions(self, chapter: Chapter) -> tuple[tuple[str, int], ...]:
        """Return of each session of a chapter that is ready to run what stands behind `?`, with it, and its minutes."""
        return tuple((_search(chapter, session), session.minutes) for session in chapter.sessions)

    def whole_session(self, chapter: Chapter) -> str:
        """Return the same of a session of all questions, with the usual minutes."""
        return f"?q={','.join(f'{chapter.id}.{question.id}' for question in chapter.questions)}"

    def sheet_kinds(self) -> Mapping[str, str]:
        """Return the key of the word for each kind of sheet."""
        return KIND_WORDS

    def sheet_languages(self) -> tuple[tuple[str, ...], ...]:
        """Return the languages and pairs of languages that sheets come in."""
        return languages_of_sheets(self.playbook.settings)

    def sheets_by_kind(self, chapter: Chapter) -> Mapping[str, tuple[Sheet, ...]]:
        """Return the sheets of a chapter by kind, empty where it has none of a kind."""
        own = sheets_of(chapter, self.playbook)
        return {kind: tuple(sheet for sheet in own if sheet.kind == kind) for kind in CHAPTER_KINDS}

    def chapter_kinds(self) -> tuple[str, ...]:
        """Return the kinds of sheets that chapters have."""
        return tuple(CHAPTER_KINDS)

    def role_sheets(self) -> Mapping[str, tuple[Sheet, ...]]:
        """Return the sheets of each role that has any by its id, one in each language."""
        of_each = ((role.id, sheets_of_role(role, self.playbook)) for role in self.playbook.settings.roles)
        return {id: own for id, own in of_each if own}

    def template_sheets(self, template: Template) -> tuple[Sheet, ...]:
        """Return the sheets of a template."""
        return sheets_of_template(template, self.playbook)

    def workbook(self, language_id: str) -> str:
        """Return the address of the workbook of a language, relative to the page."""
        return self.relative(f"../print/{workbook_name(language_id)}")

    def templates_book(self, language_id: str) -> str:
        """Return the address of the workbook of templates of a language, relative to the page."""
        return self.relative(f"../print/{book_name(language_id)}")

    def books(self) -> tuple[Sheet, ...]:
        """Return the books, one in each language."""
        return tuple(sheet for sheet in sheets(self.playbook) if sheet.kind == BOOK)

    def some_symptoms(self) -> tuple[Symptom, ...]:
        """Return some symptoms from the whole of their list, in its order."""
        symptoms = self.playbook.symptoms.symptoms
        return symptoms[:: max(1, -(-len(symptoms) // MOST_SYMPTOMS))]

    def takes_many(self, calculator: Calculator, input: Input) -> bool:
        """Tell whether a field of a calculator takes several figures."""
        return CALCULATIONS[calculator.function].parameters[input.name]

    def shown_uses(self, figure: CaseFigure) -> tuple[str, ...]:
        """Return the whole ids of the items of chapters whose texts have a figure."""
        chapters = self.playbook.chapter_by_id
        return tuple(id for id in self.playbook.figure_uses[figure.id] if id.partition(".")[0] in chapters)

    def sorted_terms(self) -> tuple[Term, ...]:
        """Return the terms in the order of the page's language."""
        return tuple(chain.from_iterable(self.playbook.terms_by_letter(self.language_id).values()))

    def pillars_moving(self, result: str) -> tuple[str, ...]:
        """Return the ids of the pillars that move a result."""
        return tuple(pillar.id for pillar in self.playbook.pillars if result in pillar.moves)

    def told_relations(self, chapter: Chapter) -> tuple[str, ...]:
        """Say how a chapter bears on others and they on it: a line for each sort of relation, as the list has them."""
        there: dict[str, list[str]] = {}
        back: dict[str, list[str]] = {}
        for relation in self.relations_of(chapter.id):
            if chapter.id in relation.origins:
                there.setdefault(relation.how, []).extend(relation.targets)
            if chapter.id in relation.targets:
                back.setdefault(relation.how, []).extend(relation.origins)
        own = chapter.title.plain(self.language_id)
        return (
            *(f"{own} {self.word(how)} → {self._titles(ids)}" for how, ids in there.items()),
            *(f"{self._titles(ids)} {self.word(how)} → {own}" for how, ids in back.items()),
        )

    def _titles(self, ids: Iterable[str]) -> str:
        titles = (self.playbook.chapter_by_id[id].title.plain(self.language_id) for id in dict.fromkeys(ids))
        return self.language.separator.join(titles)

    def relations_of(self, id: str) -> tuple[Relation, ...]:
        """Return the relations that a pillar or a result takes part in."""
        return self.playbook.relations_of(id)


def _search(chapter: Chapter, session: Session) -> str:
    """Return a session as `plans.js` reads it from an address."""
    ids = ",".join(f"{chapter.id}.{one.question}" for one in session.questions)
    minutes = ",".join(str(one.minutes) for one in session.questions)
    return f"?q={ids}&m={minutes}&f={session.opening},{session.agreeing},{session.closing}"
