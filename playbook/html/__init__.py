"""The only door to Jinja: parts of the playbook as HTML, in one language, for one page.

What comes out is one block of escaped HTML with braces as character references, so that neither Markdown nor
a template engine finds anything of its own in the content.
"""

import contextlib
import posixpath
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, partial
from itertools import chain
from pathlib import Path
from typing import TypeVar

import jinja2
import jinja2.bccache
from markupsafe import Markup, escape

from playbook.html import inline, overview
from playbook.html.changes import BECAME, Owner, by_owner
from playbook.html.figure import figure
from playbook.html.foreign import Foreign
from playbook.languages import Language, language
from playbook.model.agreements import workbook_name
from playbook.model.catalogues import Relation, Term
from playbook.model.chapters import PARTS, Chapter, Series
from playbook.model.editions import Became, Step
from playbook.model.ledger import State
from playbook.model.playbook import Entry, Playbook, Standing
from playbook.model.records import Record
from playbook.model.sheets import BOOK, CHAPTER_KINDS, KIND_WORDS, Sheet, sheets, sheets_of
from playbook.problems import Problem, fill, nearest
from playbook.text import Text

# A text of which a reader is to be told something, and what he is told: with the original, which he can open in place.
_TOLD = Markup('<div lang="{}" class="pb-{}" data-state="{}">{}{}</div>')
_STANDING = Markup(
    '<details class="pb-standing" lang="{}"><summary><span class="pb-state pb-state--{}">{}</span></summary>\n'
    "<p>{}</p>{}</details>"
)
_ORIGINAL = Markup('<p class="pb-original">{}</p><div class="pb-original" lang="{}">{}</div>')


T = TypeVar("T")

# How a text can stand, and the word that explains it.
_HINTS = {
    "stale": "stale_hint",
    "reviewed": "reviewed_hint",
    "written": "written_hint",
    "machine": "machine_hint",
    "unrecorded": "unrecorded_hint",
}
# What people send each other links to, beside what has a heading; at every item they would cost a page too much.
_LINKED = ("theme", "question", "action")
# How many characters of a text tell which it is.
_BEGINNING = 60
# The words for states of which the word for one text does not fit many.
_STATE_WORDS = {"missing": "not_translated", "reviewed": "reviewed_many"}
# What readers are told wherever it is; the others where most of the page stands otherwise.
_TELLING = ("missing", "stale")


class UnknownIdError(LookupError):
    """A macro or a template asked for an id that the playbook does not have."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.facts["found"])
        self.problem = problem


class _Compiled(jinja2.FileSystemBytecodeCache):
    """Keeps compiled templates where Python keeps compiled modules; where it cannot write, a build does without."""

    def dump_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        with contextlib.suppress(OSError):
            Path(self.directory).mkdir(exist_ok=True)
            super().dump_bytecode(bucket)


def templates() -> jinja2.Environment:
    """Make the environment that renders our own templates; content reaches it as values only."""
    return jinja2.Environment(
        loader=jinja2.PackageLoader("playbook"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        auto_reload=False,
        bytecode_cache=_Compiled(str(Path(__file__).parent / "__pycache__")),
        trim_blocks=True,
        lstrip_blocks=True,
    )


def plain(text: str) -> Markup:
    """Escape a text, braces included, so that it is literal in HTML and in any template engine."""
    return _without_braces(escape(text))


def _fragment(key: str, html: Markup, attributes: str = "") -> Markup:
    """Give one fragment of a page: companion languages find its counterpart by the key of its text."""
    return Markup(f'<span data-text="{key}"{attributes}>{html}</span>')  # noqa: S704 - keys are made of ids


def _without_braces(html: Markup) -> Markup:
    return Markup(str(html).replace("{", "&#123;").replace("}", "&#125;"))  # noqa: S704 - made of escaped HTML


def _is_reviewed(entry: Entry) -> bool:
    return getattr(entry.record, "reviewed", None) is not None


@dataclass(frozen=True)
class Renderer:
    """Renders parts of a playbook for readers of one language on one page.

    `address` is the page inside the folder of the language; links are relative to it. `has_sheets` tells whether the
    site has PDFs of all sheets; `steps` gives the editions that changed something, the newest first.
    """

    playbook: Playbook
    environment: jinja2.Environment
    language_id: str
    address: str = "index.html"
    has_sheets: bool = False
    steps: Callable[[], tuple[Step, ...]] = tuple

    @cached_property
    def _foreign(self) -> Foreign:
        rows = tuple(language(id) for id in self.playbook.settings.languages)
        return Foreign(rows, lambda id: self.playbook.said[id])

    def at(self, language_id: str, address: str) -> "Renderer":
        """Give a renderer for another page."""
        return replace(self, language_id=language_id, address=address)

    # ---- what macros and pages ask for

    def chapter(self, id: str) -> Markup:
        """Render a whole chapter with its title."""
        chapter = self._find("chapter", id, self.playbook.chapter_by_id)
        return self._render("chapter.html.j2", chapter=chapter, parts=self._parts(chapter))

    def part(self, name: str, id: str) -> Markup:
        """Render one part of a chapter, such as its `questions`."""
        chapter = self._find("chapter", id, self.playbook.chapter_by_id)
        return self._render("part.html.j2", chapter=chapter, part=name)

    def series(self, id: str) -> Markup:
        """Render the overview of a series: its phases, chapters and gates."""
        return self._render("series.html.j2", series=self._find("series", id, self.playbook.series_by_id))

    def model(self) -> Markup:
        """Render the operating model: figure, relations, levels of maturity."""
        drawing = figure(self.playbook, self.language)
        return self._render("model.html.j2", figure=drawing)

    def map_table(self) -> Markup:
        """Render the map: which pillar's actions move which result, as a table and in detail."""
        return self._render("map.html.j2")

    def page_words(self, id: str) -> Markup:
        """Render the words of a page under `docs/`."""
        return self._render("page.html.j2", page=self._find("page", id, self.playbook.page_by_id))

    def search(self) -> Markup:
        """Render the place of the search, which a script fills, and what stands there without one."""
        return self._render("search.html.j2")

    def print_centre(self) -> Markup:
        """Render the table of all printed sheets, to choose from."""
        return self._render("print-centre.html.j2")

    def session_builder(self) -> Markup:
        """Render the form that makes an agenda and a sheet of chosen questions."""
        return self._render("session-builder.html.j2")

    def state_file(self) -> Markup:
        """Render what offers the workbook, and what opens a filled one."""
        return self._render("state-file.html.j2")

    def check_paper(self) -> Markup:
        """Render the form that tells whether a print is still true."""
        return self._render("check-paper.html.j2")

    def contents(self) -> Markup:
        """Render the list of everything that can be read."""
        return self._render("contents.html.j2")

    def kpi_catalogue(self) -> Markup:
        """Render all measures."""
        return self._render("kpi-catalogue.html.j2")

    def kpi(self, id: str) -> Markup:
        """Render one measure."""
        return self._render("kpi.html.j2", kpi=self._find("kpi", id, self.playbook.kpi_by_id))

    def glossary(self) -> Markup:
        """Render all terms."""
        return self._render("glossary.html.j2")

    def term(self, id: str) -> Markup:
        """Render one term."""
        return self._render("term.html.j2", term=self._find("term", id, self.playbook.term_by_id))

    def source_list(self) -> Markup:
        """Render the documents that the playbook leans on."""
        return self._render("sources.html.j2")

    def translations(self) -> Markup:
        """Render where the translations stand."""
        languages = [language(id) for id in self.playbook.settings.languages]
        files, kinds = overview.by_file(self.playbook), overview.by_kind(self.playbook)
        total = {row.id: sum((one.counts[row.id] for one in kinds), Counter()) for row in languages}
        return self._render(
            "translations.html.j2",
            languages=languages,
            total=total,
            files=files,
            kinds=kinds,
            states=[kind for kind in overview.KINDS if any(counter[kind] for counter in total.values())],
            deviating=tuple(overview.deviating(self.playbook, files)),
        )

    def changes(self) -> Markup:
        """Render what has changed since the last edition, and in that one since the one before."""
        feed = "changes.xml" if self.has_feed else ""
        reviewable = [entry for entry in self.playbook.entries.values() if hasattr(entry.record, "reviewed")]
        due = sorted(filter(_is_reviewed, reviewable), key=lambda entry: entry.record.reviewed.next or date.max)  # type: ignore[attr-defined]
        never = len(reviewable) - len(due)
        return self._render("changes.html.j2", steps=self.steps()[:2], feed=feed, due=due, never=never)

    @property
    def has_feed(self) -> bool:
        """Whether what changed can also be followed as a feed: it needs editions, and addresses that are whole."""
        playbook = self.playbook
        return "changes" in playbook.page_by_id and bool(playbook.editions and playbook.settings.address)

    def start(self) -> Markup:
        """Render the page in front of all languages, which leads to the reader's own."""
        return self._render("start.html.j2", languages=[language(id) for id in self.playbook.settings.languages])

    def not_found(self) -> str:
        """Render the page for wrong addresses of a site that does not know its own; it needs no other file."""
        renderers = [self.at(id, "404.html") for id in self.playbook.settings.languages]
        # Its script is code of ours in braces, so it does not go the way of content; the words in it are escaped.
        return self.environment.get_template("not-found.html.j2").render(renderers=renderers)

    # ---- what templates use

    @property
    def language(self) -> Language:
        """The row of the page's language."""
        return language(self.language_id)

    def page_title(self, whole_id: str) -> str:
        """Give the title of a page, as plain text; the home page is called so, as the site itself has its title."""
        if whole_id == "pages.home":
            return self.word("home")
        title: Text = self.playbook.entries[whole_id].record.title  # type: ignore[attr-defined]
        return title.plain(self.language_id)

    def word(self, key: str, **facts: object) -> str:
        """Give one of the generator's own words in the page's language."""
        word = self.playbook.words[self.language_id].words[key]
        return fill(word, {name: str(fact) for name, fact in facts.items()}) if facts else word

    def plain_word(self, key: str) -> Markup:
        """Give one of the generator's own words for a template of the theme, which escapes nothing."""
        return plain(self.word(key))

    def said(self, key: str, **facts: int | str) -> Markup:
        """Give one of the generator's own words as a fragment; numbers in it belong to its key."""
        numbers = [str(fact) for fact in facts.values() if isinstance(fact, int)]
        return _fragment("-".join([f"ui:{key}", *numbers]), escape(self.word(key, **facts)))

    def label(self, text: Text) -> Markup:
        """Give a text as one run without block elements."""
        shown = text.language_for(self.language_id)
        run = self._words(text.plain(shown), shown)
        if shown == self.language_id:
            return _fragment(text.key, run, self._state_of(text))
        other = Markup(' lang="{}" class="pb-other" data-state="missing"').format(self.tag_of(shown))
        return _fragment(text.key, run, other) + " " + self._missing(shown)

    def line(self, text: Text) -> Markup:
        """Give a label at its own place, where readers are told what sets it apart from the rest of the page."""
        standing = self._standing(text)
        if standing in ("", "missing"):
            return self.label(text)
        mark = Markup('<small class="pb-state pb-state--{}">{}</small>').format(standing, self._told(text, standing))
        original = Markup('<small class="pb-original">{}{}<span lang="{}">{}</span></small>').format(
            self._original(text), self.language.colon, self.tag_of(text.source), text.plain(text.source)
        )
        return Markup(" ").join([self.label(text), mark, *([original] if standing == "stale" else [])])

    def prose(self, text: Text, *, whole: bool = True) -> Markup:
        """Give a text as paragraphs and lists; where it is not a whole, what it is a part of is the fragment."""
        shown = text.language_for(self.language_id)
        parts = self._blocks(text, shown, text.key if whole else "")
        standing = self._standing(text)
        if not standing:
            return parts
        if standing == "missing":
            return _TOLD.format(self.tag_of(shown), "other", standing, parts, " " + self._missing(shown))
        original = Markup()
        if shown != text.source:
            blocks = self._blocks(text, text.source, "")
            original = _ORIGINAL.format(self._original(text), self.tag_of(text.source), blocks)
        hint = self.word(_HINTS[standing])
        told = _STANDING.format(self.language.tag, standing, self._told(text, standing), hint, original)
        return _TOLD.format(self.language.tag, standing, standing, parts, told)

    def _blocks(self, text: Text, language_id: str, key: str) -> Markup:
        show = inline.Show(partial(self._words, language_id=language_id), partial(self._link_to, language_id))
        return inline.blocks(text.blocks(language_id), show, key)

    def _words(self, words: str, language_id: str) -> Markup:
        """Give plain words as HTML: what is in another language says so."""
        own = language(language_id)
        runs = [(escape(run), row) for run, row in self._foreign.runs(words, own)]
        return Markup("".join([run if row is own else f'<span lang="{row.tag}">{run}</span>' for run, row in runs]))  # noqa: S704 - escaped

    @property
    def usual(self) -> State | None:
        """What holds for most texts of the page; nothing where nothing is recorded at all."""
        return self.playbook.usual_states.get((self.language_id, self.address))

    def usual_standing(self) -> Markup:
        """Say once at the head of the page what holds for most of it."""
        assert self.usual is not None
        standing = self.usual.kind
        words = self._reviewed(self.usual) if standing == "reviewed" else self.word(_HINTS[standing])
        return _fragment("ui:standing", escape(words))

    def _standing(self, text: Text) -> str:
        """Name what sets a text apart from the rest of its page; nothing where nothing does."""
        state = replace(self.playbook.state(text, self.language_id), is_source=False)
        kind = state.kind
        return kind if kind in _TELLING or (self.usual and state != self.usual) else ""

    def _state_of(self, text: Text) -> Markup:
        return Markup(' data-state="stale"') if self.playbook.state(text, self.language_id).is_stale else Markup()

    def _told(self, text: Text, standing: str) -> str:
        state = self.playbook.state(text, self.language_id)
        return self._reviewed(state) if standing == "reviewed" else self.word(standing)

    def _reviewed(self, state: State) -> str:
        assert state.review is not None
        role = self.playbook.role_by_id.get(state.review.role)
        name = role.title.plain(self.language_id) if role else state.review.role
        return self.word("reviewed", role=name, date=state.review.date.isoformat())

    def role_name(self, id: str) -> str:
        """Give the name of a role."""
        return self.playbook.role_by_id[id].title.plain(self.language_id)

    def _original(self, text: Text) -> Markup:
        return self._naming("original", text.source)

    def _missing(self, shown: str) -> Markup:
        note = self._naming("missing", shown)
        return Markup('<small class="pb-state" lang="{}">{}</small>').format(self.language.tag, note)

    def _naming(self, key: str, language_id: str) -> Markup:
        """Give one of the generator's own words that names a language, as that language names itself."""
        row = language(language_id)
        name = Markup('<span lang="{}">{}</span>').format(row.tag, row.name)
        return escape(self.word(key)).replace("{language}", name)

    def state_word(self, kind: str) -> str:
        """Give the word for a state that stands for many texts at once."""
        return self.word(_STATE_WORDS.get(kind, kind))

    def file_of(self, id: str) -> tuple[Text | None, str, str]:
        """Give the title of what a file holds, the page that it makes, and its path."""
        standing = next(one for one in self.playbook.texts.values() if one.file_id == id)
        path = next(iter(standing.places.values())).path
        title = getattr(self.playbook.entries[id].record, "title", None) if id in self.playbook.entries else None
        address = self.playbook.entries[id].address if id in self.playbook.entries else f"{id}.html"
        page = next((page for page in self.playbook.pages.pages if page.address == address), None)
        return title or (page.title if page else None), address if title or page else "", path

    def place_of(self, standing: Standing, language_id: str) -> tuple[str, str]:
        """Give the place of a text in its file, and the address at which it is edited there, if one is known."""
        place = standing.places.get(language_id) or next(iter(standing.places.values()))
        forge = self.playbook.settings.forge
        address = forge.edit_address(place.path, place.mark.line) if forge else ""
        return f"data/{place.path}:{place.mark.line}", address

    def tools(self, whole_id: str) -> Markup:
        """Give the place for what editors do with an item; a script adds to it what readers do."""
        settings, place = self.playbook.settings, self.playbook.places[whole_id]
        edit = Markup()
        if settings.forge:
            address = settings.forge.edit_address(place.path, place.mark.line)
            edit = Markup('<a class="pb-edit" href="{}" rel="noreferrer" aria-label="{}"></a>').format(
                address, self.word("edit_item", id=whole_id)
            )
        has_any = settings.forge or settings.report
        return Markup('<span class="pb-tools" data-for="{}">{}</span>').format(whole_id, edit) if has_any else edit

    def report(self, whole_id: str) -> str:
        """Give the address at which a reader reports a problem with an item, which it names in brackets."""
        playbook, id = self.playbook, self.language_id
        title = f"{playbook.settings.title.plain(id)}: {playbook.first_words(whole_id, id)} [{whole_id}]"
        edition = playbook.editions[-1].name if playbook.editions else "-"
        return playbook.settings.report_address(title, f"[{whole_id}] {self.language.tag}, {edition}\n\n")

    def beginning(self, text: Text, language_id: str) -> Markup:
        """Give the first words of a text as its reader in a language gets it."""
        shown = text.language_for(language_id)
        words = text.plain(shown).replace("\n", " ")
        short = words if len(words) <= _BEGINNING else words[:_BEGINNING].rstrip() + "…"
        return Markup('<span lang="{}">{}</span>').format(self.tag_of(shown), self._words(short, shown))

    def address_of(self, standing: Standing) -> str:
        """Give the address of the item that holds a text, relative to the page; nothing where it has none."""
        return self.link(standing.item) if standing.item in self.playbook.entries else ""

    def step_title(self, step: Step) -> str:
        """Say between which two editions a step lies."""
        if step.to is None:
            return self.word("changes_since", name=step.since.name, date=step.since.date)
        return self.word("changes_step", name=step.to.name, date=step.to.date, since=step.since.name)

    def step_counts(self, step: Step) -> str:
        """Count what a step changed for a reader of the page's language."""
        counts = Counter[str](change.sort for change in step.changes if self.language_id in change.languages)
        if not counts:
            return self.word("changes_nothing")
        return self.word("changes_counts", **{sort: counts[sort] for sort in BECAME})

    def changed_in(self, step: Step) -> tuple[Owner, ...]:
        """Give the changes of a step by chapter and kind."""
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

    def link(self, whole_id: str) -> str:
        """Give the address of an item, relative to the page."""
        return self.relative(self.playbook.entries[whole_id].address)

    def relative(self, address: str) -> str:
        """Turn an address inside the folder of the language into one relative to the page."""
        path, _, anchor = address.partition("#")
        here = posixpath.dirname(self.address) or "."
        start = "" if path == self.address and anchor else posixpath.relpath(path, here)
        return start + (f"#{anchor}" if anchor else "")

    def anchor(self, owner: str, id: str, home: str) -> str:
        """Give the anchor of an item: bare on its own page, with its owner in front on any other."""
        return id if home == self.address else f"{owner}.{id}"

    def item(self, owner: str, home: str, id: str) -> Markup:
        """Give the attributes of an item: where links land, what it is, in which language it is shown."""
        html = f'id="{self.anchor(owner, id, home)}" data-item="{owner}.{id}" lang="{self.language.tag}"'
        return Markup(html)  # noqa: S704 - ids and tags hold nothing to escape

    def landing(self, owner: str, home: str, record: Record) -> Markup:
        """Give where links to the old ids of an item land; where people link to it, links to the other languages."""
        old: tuple[str, ...] = getattr(record, "formerly", ())
        anchors = (self.anchor(owner, id, home) for id in old)
        places = Markup("".join(f'<span id="{anchor}"></span>' for anchor in anchors))  # noqa: S704 - ids only
        is_linked = record.kind in _LINKED and home == self.address
        return places + self.elsewhere(str(getattr(record, "id", ""))) if is_linked else places

    def elsewhere(self, anchor: str) -> Markup:
        """Give links to the same place in the other languages, for readers without scripts."""
        up = "../" * (self.address.count("/") + 1)
        others = (language(id) for id in self.playbook.settings.languages if id != self.language_id)
        links = (f'<a href="{up}{row.id}/{self.address}#{anchor}" lang="{row.tag}">{row.name}</a>' for row in others)
        return Markup(f'<span class="pb-elsewhere">{" ".join(links)}</span>')  # noqa: S704 - ids and names of our own

    def moved(self, address: str) -> Markup:
        """Render the page at an old address, which leads to the new one; it stands in the same folder."""
        return self._render("moved.html.j2", target=address.rpartition("/")[2])

    def _link_to(self, language_id: str, target: str) -> Markup:
        scheme, _, id = target.partition(":")
        if scheme == "id":
            return Markup('href="{}"').format(self.link(id))
        if scheme == "term":
            meaning = self.playbook.term_by_id[id].text
            # A meaning in another language than the words around it could not say so.
            title = Markup(' title="{}"').format(meaning.plain(language_id)) if language_id in meaning.versions else ""
            return Markup('class="pb-term" href="{}"{}').format(self.link(f"glossary.{id}"), title)
        return Markup('href="{}" rel="noreferrer"').format(target)

    def number(self, chapter: Chapter) -> tuple[int, int] | None:
        """Give the number of a pillar or result among its kind, and how many there are."""
        return self.playbook.number_of(chapter)

    def home_series(self, chapter: Chapter) -> Series | None:
        """Give the series that an article stands in."""
        return self.playbook.series_by_id.get(getattr(chapter, "series", ""))

    def sheets(self, chapter: Chapter) -> tuple[tuple[Sheet, str, str], ...]:
        """Give the printed sheets of a chapter that begin with the page's language: each with its name and address."""
        mine = (sheet for sheet in sheets_of(chapter, self.playbook) if sheet.languages[0] == self.language_id)
        return tuple((sheet, self._name_of(sheet), self.relative(f"../print/{sheet.name}")) for sheet in mine)

    def _name_of(self, sheet: Sheet) -> str:
        """Give the name of a sheet: its kind, and its second language where it has one."""
        kind = self.word(KIND_WORDS[sheet.kind])
        others = self.language.separator.join(language(id).name for id in sheet.languages[1:])
        return self.word("with_language", kind=kind, language=others) if others else kind

    def others(self, text: Text) -> tuple[Language, ...]:
        """Give the other languages that a text is written in, in the order of the playbook."""
        return tuple(
            language(id) for id in self.playbook.settings.languages if id != self.language_id and id in text.versions
        )

    def tag_of(self, language_id: str) -> str:
        """Give the BCP 47 tag of a language."""
        return language(language_id).tag

    def name_of(self, language_id: str) -> str:
        """Give the name of a language in itself."""
        return language(language_id).name

    def sheet_kinds(self) -> Mapping[str, str]:
        """Give the key of the word for each kind of sheet."""
        return KIND_WORDS

    def sheet_languages(self) -> tuple[tuple[str, ...], ...]:
        """Give the languages and pairs of languages that sheets come in."""
        settings = self.playbook.settings
        return (*((id,) for id in settings.languages), *settings.pairs)

    def sheets_by_kind(self, chapter: Chapter) -> Mapping[str, tuple[Sheet, ...]]:
        """Give the sheets of a chapter by kind, empty where it has none of a kind."""
        own = sheets_of(chapter, self.playbook)
        return {kind: tuple(sheet for sheet in own if sheet.kind == kind) for kind in CHAPTER_KINDS}

    def workbook(self, language_id: str) -> str:
        """Give the address of the workbook of a language, relative to the page."""
        return self.relative(f"../print/{workbook_name(language_id)}")

    def books(self) -> tuple[Sheet, ...]:
        """Give the books, one in each language."""
        return tuple(sheet for sheet in sheets(self.playbook) if sheet.kind == BOOK)

    def sorted_terms(self) -> tuple[Term, ...]:
        """Give the terms in the order of the page's language."""
        return tuple(chain.from_iterable(self.playbook.terms_by_letter(self.language_id).values()))

    def pillars_moving(self, result: str) -> tuple[str, ...]:
        """Give the ids of the pillars that move a result."""
        return tuple(pillar.id for pillar in self.playbook.pillars if result in pillar.moves)

    def relations_of(self, id: str) -> tuple[Relation, ...]:
        """Give the relations that a pillar or a result takes part in."""
        return self.playbook.relations_of(id)

    def _parts(self, chapter: Chapter) -> tuple[str, ...]:
        shown = {name: getattr(chapter, field, None) for name, field in PARTS.items()}
        shown["relations"] = self.relations_of(chapter.id)
        return tuple(name for name, value in shown.items() if value)

    def _find(self, kind: str, id: str, known: Mapping[str, T]) -> T:
        if id in known:
            return known[id]
        facts = {"found": id, "kind": f"kind-{kind}"}
        raise UnknownIdError(Problem("no-such-id", "", facts=facts, suggestion=nearest(id, known)))

    def _render(self, template: str, **values: object) -> Markup:
        html = self.environment.get_template(template).render(r=self, playbook=self.playbook, **values)
        return _without_braces(Markup(html.strip()))  # noqa: S704 - the templates escape
