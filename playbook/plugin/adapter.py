"""The only door to MkDocs: pages for every chapter in every language, one navigation per language, one build."""

import copy
import gzip
import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, partial
from pathlib import Path
from typing import Any, TypeVar

import jinja2
from markupsafe import Markup
from mkdocs.config.base import Config
from mkdocs.config.config_options import Type
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from playbook import checks, editions, export, search
from playbook.cache import Notes, Results
from playbook.html import Renderer, UnknownIdError, plain, templates
from playbook.html.changes import told
from playbook.html.fragments import as_script, fragments, items_path, parsed, without_names
from playbook.html.overview import Overview
from playbook.languages import language
from playbook.loading.memory import Memory
from playbook.model import colours
from playbook.model.chapters import Chapter, Series
from playbook.model.playbook import Entry, Playbook
from playbook.model.sheets import Sheet, languages_of_sheets
from playbook.model.watched import EVERYTHING, FILES
from playbook.plugin.csp import with_policy
from playbook.plugin.headings import anchors_and_contents, description, in_language
from playbook.plugin.navigation import LanguageNavigation, Way, place_of
from playbook.plugin.scripts import hub_page, script_files
from playbook.plugin.sharing import MANIFEST, Shares, manifest
from playbook.plugin.styles import PARTS, basic_styles, icon, site_styles
from playbook.problems import Mark, Problem
from playbook.text import Text

# Files that no page asks for: of the theme only templates are used; the site map is one, not a file to copy;
# our scripts, and what every page needs of our styles, come joined.
_UNUSED = re.compile(
    rf"^assets/(images|javascripts|stylesheets)/|^sitemap\.xml$|^scripts/|^assets/playbook/({'|'.join(PARTS)})\.css$"
)
_KEPT = re.compile(r'<div data-kept="(\d+)"></div>')
# Style sheets of parts of a page belong into its head: what is shown before they are there moves when they come.
_STYLES = re.compile(r'<link rel="stylesheet"[^>]*>\n?')
_ASSETS = "assets/playbook"


T = TypeVar("T")


class BuildFailed(Exception):
    """The site could not be built; `problems` say why."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("; ".join(problem.code for problem in problems))
        self.problems = problems


class PlaybookConfig(Config):  # type: ignore[no-untyped-call]
    """The options of the plugin in mkdocs.yml."""

    data_dir = Type(str, default="data")


@dataclass(frozen=True)
class PageInfo:
    """What stands behind a page: its language, its address inside the folder of the language, its file and its item."""

    language: str
    address: str
    title: Markup
    path: str
    whole_id: str


class PlaybookPlugin(BasePlugin[PlaybookConfig]):  # type: ignore[no-untyped-call]
    """Gives MkDocs the pages of a playbook; the state of one build."""

    playbook: Playbook
    renderer: Renderer
    shares: Shares

    def __init__(self) -> None:
        self.pages: dict[str, PageInfo] = {}
        self.navigations: dict[tuple[str, str], Navigation] = {}
        # By language: the ways through each chapter beside that of its home; the pages for editors.
        self.ways: dict[str, Mapping[str, tuple[Way, ...]]] = {}
        self.editors_pages: dict[str, tuple[Page, ...]] = {}
        self.problems: list[Problem] = []
        self.kept: list[str] = []
        # The texts of each page by its address and by language, for readers of two languages.
        self.items: dict[str, dict[str, str]] = {}
        self.notes = Notes()
        # The files that every page asks for, with their versions, and what each page says of itself to search engines.
        self.frame: dict[str, str] = {}
        self.descriptions: dict[str, str] = {}
        self.styles: dict[str, str] = {}
        self.prints = False
        # The pages under `docs/` as they are written, by their names.
        self.written: Mapping[str, str] = {}
        # What earlier runs made of code alone.
        self.results = Results()
        self.templates = templates
        # How the content comes to be, and whether it notes what is asked of it; and whether what no page shows is made
        # only when somebody asks for it.
        self.load: Callable[[Path], Playbook] = whole
        self.is_watched = False
        self.recall: editions.Recall | None = None
        self.is_lazy = False

    def changes(self) -> editions.Changes:
        """Return what changed since each edition; it is found once for all that ask for it, so that all words count."""
        self.notes.note(EVERYTHING)
        return self._changes

    @cached_property
    def _changes(self) -> editions.Changes:
        return editions.Changes(self._register)

    @cached_property
    def _overview(self) -> Overview:
        return Overview(self.playbook)

    @cached_property
    def _register(self) -> editions.Register:
        return editions.Register(self.playbook, self.recall) if self.recall else editions.Register(self.playbook)

    @property
    def made(self) -> Mapping[str, Callable[[], object]]:
        """By name what is made of all words or states, as whoever shows it is to know it by: see `Answers`."""
        return {"steps": lambda: told(self._changes.steps()), "overview": lambda: self._overview.told}

    def _noted(self, name: str, make: Callable[[], T]) -> T:
        """Return what is made of all words or states; whoever asks is told no more than what it comes to."""
        self.notes.note(("made", name))
        with self.notes.apart():
            return make()

    # ---- what macros ask for

    def renderer_for(self, page: Page) -> Renderer:
        """Return the renderer for the language and the address of a page."""
        info = self.pages[page.file.src_uri]
        return self.renderer.at(info.language, info.address)

    def keep(self, html: Markup) -> Markup:
        """Return what stands for the HTML of a macro while Markdown passes over the page."""
        self.kept.append(str(html))
        return Markup('<div data-kept="{}"></div>').format(len(self.kept) - 1)

    def report(self, error: UnknownIdError, macro: str, page: Page, source: str) -> None:
        """Note that a macro of a page was given an id that does not exist."""
        info = self.pages[page.file.src_uri]
        found = error.problem.facts["found"]
        lines = source.split("\n")
        line = next((number for number, text in enumerate(lines, 1) if macro in text and found in text), 1)
        path = f"docs/{page.file.src_uri.removeprefix(info.language + '/')}"
        self.problems.append(replace(error.problem, path=path, mark=Mark(line), field=macro))

    # ---- events of MkDocs, in their order

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read and check the data; take names and addresses from it."""
        data = Path(self.config.data_dir).resolve()
        self.playbook = self.load(data)
        main = self.playbook.settings.languages[0]

        def stamp(sheet: Sheet) -> tuple[str, str | None]:
            # Where somebody watches, of a register of its own, so that each page notes what its code is made of.
            found = (self._register.anew() if self.is_watched else self._register).stamp(sheet)
            return found.code, found.edition

        has_sheets = self.prints and bool(languages_of_sheets(self.playbook.settings))
        self.renderer = Renderer(
            self.playbook,
            main,
            environment=self.templates(),
            has_sheets=has_sheets,
            steps=lambda: self._noted("steps", self._changes.steps),
            stamp=stamp,
            overview=lambda: self._noted("overview", lambda: self._overview),
        )
        config.watch.append(str(data))
        config.site_name = self._site_name(main)
        address = self.playbook.settings.address
        config.site_url = f"{address.rstrip('/')}/" if address else None
        self.shares = Shares(self.playbook, prints=self.prints)
        config.theme.static_templates = {"sitemap.xml"} if config.site_url else set()
        config.extra["playbook_pages"] = self.pages
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Put one page for each language in place of each neutral page, and add the pages of chapters."""
        for file in [file for file in files if _UNUSED.search(file.src_uri)]:
            files.remove(file)
        neutral = {file.src_uri.removesuffix(".md"): file for file in files.documentation_pages()}
        pages = {name: file.content_bytes for name, file in neutral.items()}
        if faults := tuple(checks.pages.of_folder(self.playbook, pages)):
            raise BuildFailed(faults)
        self.written = {name: file.content_string for name, file in neutral.items()}
        sources = dict(self._chapter_pages())
        for page in self.playbook.pages.pages:
            name = page.address.removesuffix(".html")
            sources[page.address] = (neutral[name].content_string, f"pages.{page.id}", "pages.yml")
        for file in neutral.values():
            files.remove(file)
        for id in self.playbook.settings.languages:
            for address, (content, whole_id, path) in sources.items():
                files.append(self._page(id, address, content, whole_id, path, config))
        for address, content in (*self._moved_pages(), *(() if self.is_lazy else self.data())):
            files.append(File.generated(config, address, content=content))
        files.append(File.generated(config, "index.html", content=str(self.renderer.start())))
        files.append(File.generated(config, "404.html", content=with_policy(self.renderer.not_found())))
        ids = self.playbook.settings.languages
        assets = {
            "languages.css": basic_styles(ids),
            "site.css": site_styles(ids),
            "icon.svg": icon(),
            **self.results.recall("scripts", "", lambda: dict(script_files())),
        }
        for name, content in assets.items():
            files.append(File.generated(config, f"{_ASSETS}/{name}", content=content))
        versioned = {"pb_styles": "site.css", "pb_head": "head.js", "pb_scripts": "site.js"}
        self.frame = {key: f"{_ASSETS}/{name}?{_version(assets[name])}" for key, name in versioned.items()}
        for id in ids:
            files.append(File.generated(config, f"{id}/{MANIFEST}", content=manifest(self.playbook, id)))
        files.append(File.generated(config, f"{_ASSETS}/sheets-hub.html", content=with_policy(hub_page())))
        return files

    def _chapter_pages(self) -> Iterator[tuple[str, tuple[str, str, str]]]:
        """Return for each address what stands in the page, its whole id and its file; `on_page_markdown` fills it."""
        ones: tuple[Chapter | Series, ...] = (*self.playbook.chapters, *self.playbook.series)
        for one in ones:
            yield one.address, ("", one.id, self.playbook.places[one.id].path)

    def _moved_pages(self) -> Iterator[tuple[str, str]]:
        """Return for each old address of a chapter the page that leads on."""
        for chapter in self.playbook.chapters:
            for old in chapter.formerly:
                address = f"{chapter.address.rpartition('/')[0]}/{old}.html"
                for id in self.playbook.settings.languages:
                    yield f"{id}/{address}", str(self.renderer.at(id, address).moved(chapter.address))

    def data(self) -> Iterator[tuple[str, str | bytes]]:
        """Return the files for programs, and the scripts of pages, which may load nothing else from a folder."""
        for make in self.data_parts().values():
            yield from make().items()

    def data_parts(self) -> Mapping[str, Callable[[], Mapping[str, str | bytes]]]:
        """Return by name what makes those files that are made together, such as the search of one language."""
        parts: dict[str, Callable[[], Iterable[tuple[str, str | bytes]]]] = {
            "playbook.json": lambda: [("playbook.json", self._of_all_files(lambda: export.as_json(self.playbook)))],
            "check-paper": lambda: self._of_all_files(lambda: [*self._paper_data()]),
        }
        for id in self.playbook.settings.languages:
            parts[f"work/{id}"] = partial(self._work_data, id)
            parts[f"search/{id}"] = partial(self._search_data, id)
        return {name: partial(_all, make) for name, make in parts.items()}

    def _of_all_files(self, make: Callable[[], T]) -> T:
        """Return what is made of all files as they are, which nobody has to ask for one by one."""
        self.notes.note(FILES)
        with self.notes.apart():
            return make()

    def _paper_data(self) -> Iterator[tuple[str, str]]:
        if "check-paper" in self.playbook.page_by_id:
            changes = self.changes()
            for id in self.playbook.settings.languages:
                data = json.dumps(changes.for_checking(id), ensure_ascii=False, separators=(",", ":"))
                yield f"{id}/check-paper.data.js", f"window.playbookPaper = {data};\n"
        if self.playbook.has_feed:
            for id in self.playbook.settings.languages:
                yield f"{id}/changes.xml", export.as_atom(self.playbook, self.renderer.steps(), id)

    def _work_data(self, id: str) -> Iterator[tuple[str, str]]:
        if "session" in self.playbook.page_by_id:
            yield f"{id}/session.data.js", export.session_script(self.playbook, id)
        if not self.playbook.page_by_id.keys().isdisjoint(("work", "assessment")):
            yield f"{id}/work.data.js", export.data_script(self.playbook, id)
            yield f"{id}/work.words.js", export.words_script(self.playbook, id)
            yield f"{id}/work.texts.js", export.texts_script(self.playbook, id)
            yield f"{id}/work.reading.js", export.reading_script(self.playbook, id)

    def _search_data(self, id: str) -> Iterator[tuple[str, str]]:
        if "search" in self.playbook.page_by_id:
            yield from search.files_of(self.playbook, id)

    def _page(self, id: str, address: str, content: str, whole_id: str, path: str, config: MkDocsConfig) -> File:
        uri = f"{id}/{address.removesuffix('.html')}.md"
        renderer = self.renderer.at(id, address)
        self.pages[uri] = PageInfo(id, address, plain(renderer.page_title(whole_id)), path, whole_id)
        # MkDocs need not make a navigation from the folders: ours takes its place.
        return File.generated(config, uri, content=content, inclusion=InclusionLevel.NOT_IN_NAV)

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:  # noqa: ARG002
        """Make one navigation for each language and place; give MkDocs all of them joined, for its checks."""
        pages = {uri: _page_of(files, uri) for uri in self.pages}
        for uri, page in pages.items():
            page.title = self.pages[uri].title
        joined: list[Any] = []
        for id in self.playbook.settings.languages:
            made = LanguageNavigation(self.renderer.at(id, "index.html"), pages)
            navigations = made.by_place()
            self.navigations.update({(id, place): one for place, one in navigations.items()})
            self.ways[id], self.editors_pages[id] = made.ways(), made.editors_pages()
            joined += navigations[""].items
        return Navigation(joined, list(pages.values()))

    def on_env(self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files) -> jinja2.Environment:  # noqa: ARG002
        """Let the theme's templates be read once a build, and compiled once for all builds, as ours are."""
        env.auto_reload = False
        env.bytecode_cache = self.renderer.environment.bytecode_cache
        env.globals["pb_language_file"] = partial(_language_file, env)
        return env

    def prepare(self) -> None:
        """Find out what all pages have in common, before the first one is made."""
        self.foreign_titles  # noqa: B018 - it is kept

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002
        """Fill the page of a chapter or a series; mkdocs-macros reads no page as a template that calls nothing."""
        html = self.whole_page(page)
        if html is None:
            return markdown
        page.meta["render_macros"] = False
        return self.keep(html)

    def whole_page(self, page: Page) -> Markup | None:
        """Return the HTML of a page that no file under `docs/` holds: that of a chapter or a series."""
        id, renderer = self.pages[page.file.src_uri].whole_id, self.renderer_for(page)
        known = ((self.playbook.chapter_by_id, renderer.chapter), (self.playbook.series_by_id, renderer.series))
        return next((render(id) for of_kind, render in known if id in of_kind), None)

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002
        """Put the HTML of macros in its place; give the page its title, its anchors and its table of contents."""
        html = _KEPT.sub(lambda match: self.kept[int(match[1])], html)
        self.kept.clear()
        self.styles[page.file.src_uri] = "".join(dict.fromkeys(_STYLES.findall(html)))
        html = _STYLES.sub("", html)
        info = self.pages[page.file.src_uri]
        page.title = info.title
        html = _below_title(html, self.renderer.at(info.language, info.address).page_stamped(info.whole_id))
        root = parsed(html)
        anchors, page.toc = anchors_and_contents(root)
        page.present_anchor_ids = anchors | (page.present_anchor_ids or set())
        row = language(info.language)
        self.items.setdefault(info.address, {})[row.id] = as_script(row.id, row.tag, fragments(root))
        self.descriptions[page.file.src_uri] = description(root)
        return without_names(html)

    def on_page_context(
        self,
        context: TemplateContext,
        *,
        page: Page,
        config: MkDocsConfig,
        nav: Navigation,  # noqa: ARG002
    ) -> TemplateContext:
        """Return the templates the navigation, names and links in the language of the page."""
        info = self.pages[page.file.src_uri]
        forge = self.playbook.settings.forge
        page.edit_url = forge.edit_address(info.path) if forge else None
        alternates = [(id, f"{id}/{info.address}") for id in self.playbook.settings.languages]
        navigation = self.navigations[info.language, place_of(info.address)]
        self._localise(context, info.language, navigation, config, alternates)
        renderer = self.renderer.at(info.language, info.address)
        context["pb_report"] = plain(renderer.report(info.whole_id))  # type: ignore[typeddict-unknown-key]
        context["pb_status"] = plain(renderer.usual_words())  # type: ignore[typeddict-unknown-key]
        context["pb_page"] = info.whole_id  # type: ignore[typeddict-unknown-key]
        context["pb_ways"] = self.ways[info.language].get(info.whole_id, ())  # type: ignore[typeddict-unknown-key]
        context["pb_share"] = self.shares.of(info.whole_id, info.language, info.address)  # type: ignore[typeddict-unknown-key]
        context["pb_items"] = _items_address("*", info.address, self.items)  # type: ignore[typeddict-unknown-key]
        context["pb_page_styles"] = self.styles[page.file.src_uri]  # type: ignore[typeddict-unknown-key]
        context["pb_description"] = self.descriptions[page.file.src_uri]  # type: ignore[typeddict-unknown-key]
        return context

    def on_template_context(
        self,
        context: TemplateContext,
        *,
        template_name: str,  # noqa: ARG002
        config: MkDocsConfig,
    ) -> TemplateContext:
        """Return the site map, which has no language, the main language and links to all."""
        ids = self.playbook.settings.languages
        self._localise(context, ids[0], self.navigations[ids[0], ""], config, [(id, f"{id}/index.html") for id in ids])
        return context

    def _localise(
        self,
        context: TemplateContext,
        id: str,
        nav: Navigation,
        config: MkDocsConfig,
        alternates: list[tuple[str, str]],
    ) -> None:
        localised = copy.copy(config)
        localised.site_name = self._site_name(id)
        rows = [(language(other), address) for other, address in alternates]
        links = [{"name": row.name, "link": address, "lang": row.tag, "id": row.id} for row, address in rows]
        localised.extra = {**config.extra, "alternate": links}  # type: ignore[assignment]
        context["nav"] = nav
        context["config"] = localised
        context["pb_editors_pages"] = self.editors_pages[id]  # type: ignore[typeddict-unknown-key]
        said = partial(_said, self.foreign_titles[id])
        grounds = {ground: colours.values(ground)["paper"] for ground in ("light", "dark")}
        context.update(pb=self.renderer.at(id, ""), pb_said=said, pb_grounds=grounds, **self.frame)  # type: ignore[call-arg]

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:  # noqa: ARG002
        """Allow a page its own inline scripts and nothing else."""
        return with_policy(output)

    @cached_property
    def foreign_titles(self) -> dict[str, dict[str, str]]:
        """The titles of pages that are not in the language of their reader, with the tags of their own, by language."""
        titles = [self.playbook.settings.title, *(text for text in map(_title, self.playbook.entries.values()) if text)]
        return {
            id: {
                str(plain(text.plain(id))): language(text.language_for(id)).tag
                for text in titles
                if id not in text.versions
            }
            for id in self.playbook.settings.languages
        }

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write beside each page the texts that other languages show with theirs."""
        for address, scripts in self.items.items():
            for id, script in scripts.items():
                Path(config.site_dir, items_path(id, address)).write_text(script, encoding="utf-8")
        packed = Path(config.site_dir, "sitemap.xml.gz")
        if packed.is_file():  # MkDocs packs the day of the build in, by which two equal sites would differ
            packed.write_bytes(gzip.compress(gzip.decompress(packed.read_bytes()), mtime=0))

    def _site_name(self, id: str) -> Markup:
        return plain(self.playbook.settings.title.plain(id))


def _said(foreign: Mapping[str, str], title: Markup) -> Markup:
    """Return the title of a page, which says so where it is in another language than the page that it stands on."""
    return in_language(title, foreign.get(str(title), ""))


def _below_title(html: str, stamp: Markup) -> str:
    """Put the stamp of a page below its title, which stands in front of the page where it is not in it."""
    before, title, behind = html.rpartition("</h1>") if html.count("</h1>") == 1 else ("", "", html)
    return f"{before}{title}{stamp}{behind}"


def _all(make: Callable[[], Iterable[tuple[str, str | bytes]]]) -> Mapping[str, str | bytes]:
    return dict(make())


def whole(data: Path) -> Playbook:
    """Return the playbook in a folder; raises BuildFailed where it has errors."""
    return read(data)[0]


def read(data: Path, results: Results | None = None) -> tuple[Playbook, Mapping[str, str]]:
    """Return the same with the digests of its files by path, those of what an earlier run has read included."""
    memory = Memory(results)
    loaded = checks.load(data, memory)
    faults = checks.faults(loaded, memory)
    if faults or loaded.playbook is None:
        raise BuildFailed(faults)
    return loaded.playbook, {file.path: file.digest for file in loaded.files}


def _language_file(env: jinja2.Environment, theme: str) -> jinja2.Template:
    """Return the theme's interface strings in a language; in English where it has none."""
    general, _, _ = theme.partition("-")
    return env.select_template([f"partials/languages/{name}.html" for name in (theme, general, "en")])


def _items_address(language: str, address: str, items: Mapping[str, Mapping[str, str]]) -> str:
    """Return the address of the texts of a page, with a version: a browser must not take those of yesterday's page."""
    return f"{items_path(language, address)}?{_version(''.join(items[address].values()))}"


def _version(content: str) -> str:
    return hashlib.sha256(content.encode()).hexdigest()[:8]


def _title(entry: Entry) -> Text | None:
    """Return the title of what has a page of its own."""
    title = getattr(entry.record, "title", None) if "#" not in entry.address else None
    return title if isinstance(title, Text) else None


def _page_of(files: Files, uri: str) -> Page:
    file = files.get_file_from_path(uri)
    assert file is not None
    assert file.page is not None
    return file.page
