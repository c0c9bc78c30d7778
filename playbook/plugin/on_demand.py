"""A site whose pages MkDocs makes when somebody asks for them: a preview shows one at a time, and wants it at once."""

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache, cached_property, partial
from pathlib import Path
from typing import TypeVar

import jinja2
from mkdocs.commands import build as mkdocs
from mkdocs.config.base import LegacyConfig
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs_macros import context

from playbook.cache import Results
from playbook.html import templates
from playbook.html.fragments import items_path
from playbook.model.playbook import Playbook
from playbook.plugin.adapter import BuildFailed, PlaybookPlugin
from playbook.plugin.configuring import configured
from playbook.plugin.csp import with_policy
from playbook.plugin.diagnostics import crash, listening, problems_of
from playbook.plugin.preparing import page_of, prepared
from playbook.problems import Problem

T = TypeVar("T")
_ask_git = context.get_git_info


@dataclass
class Tools:
    """What sites are made with: the same until code, templates, pages or options change.

    `theme` has the files of the theme, for which MkDocs looks through thousands; `git` is what pages may show of it,
    for which mkdocs-macros calls it twelve times.
    """

    theme: list[File] = field(default_factory=list)
    results: Results = field(default_factory=lambda: Results(lasts=True))
    templates: Callable[[], jinja2.Environment] = field(default_factory=lambda: cache(templates))
    git: Callable[[], object] = field(default_factory=lambda: cache(_ask_git))


class _Output(BasePlugin[LegacyConfig]):  # type: ignore[no-untyped-call]
    """Takes what MkDocs would write: it writes no file that is empty."""

    def __init__(self) -> None:
        self.taken = ""

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:  # noqa: ARG002
        """Take a page."""
        self.taken = output
        return ""

    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:  # noqa: ARG002
        """Take what is made of a template of the theme, such as 404.html."""
        self.taken = output_content
        return ""


class LazySite:
    """The files of a site as `build` would write them, without printed sheets and workbooks.

    What makes a page impossible (a fault in a macro, a template or the code) is raised as BuildFailed; `problems` are
    what MkDocs warns of besides. `tools` may be those of an earlier site.
    """

    def __init__(self, config_file: Path, data: Path, playbook: Playbook, tools: Tools | None = None) -> None:
        os.environ["NO_MKDOCS_2_WARNING"] = "1"
        self.root = config_file.parent
        self.plugin = PlaybookPlugin()
        self.output = _Output()
        self.problems: list[Problem] = []
        self.tools = tools or Tools()
        self.made: dict[str, bytes] = {}
        self._guarded(lambda: self._prepare(config_file, data, playbook))

    def _prepare(self, config_file: Path, data: Path, playbook: Playbook) -> None:
        """Do what MkDocs does before it makes the first page."""
        config, self.plugin = configured(config_file)
        self.plugin.config.data_dir = str(data)
        self.plugin.load = lambda _: playbook
        self.plugin.is_lazy, self.plugin.results = True, self.tools.results
        self.plugin.templates = self.tools.templates
        config.plugins["output"] = self.output
        config.plugins.on_startup(command="serve", dirty=False)
        context.get_git_info = self.tools.git
        try:
            parts = prepared(config, partial(self._add_theme, config))
        finally:
            context.get_git_info = _ask_git
        self.config, self.files, self.navigation, self.environment = parts
        self.pages = {file.dest_uri: file for file in self.files.documentation_pages()}
        self.others = {file.dest_uri: file for file in self.files if file.dest_uri not in self.pages}

    def _add_theme(self, config: MkDocsConfig, files: Files, env: jinja2.Environment) -> None:
        theme, own = self.tools.theme, set(files.src_uris)
        if not theme:
            files.add_files_from_theme(env, config)
            theme += (file for file in files if file.src_uri not in own)
            return
        for file in theme:
            files.append(file)

    def file(self, address: str) -> bytes | None:
        """Return the content of a file of the site, or nothing where there is none."""
        if address in self.others:
            return self.others[address].content_bytes
        if address not in self.made:
            self._guarded(lambda: self._make(address))
        return self.made.get(address)

    def not_found(self) -> bytes:
        """Return the page for addresses that lead nowhere, which stands in no place of its own."""
        return self._guarded(lambda: with_policy(self.plugin.renderer.not_found()).encode())

    def _make(self, address: str) -> None:
        if address in self.pages:
            self._make_page(address)
        elif address in self.config.theme.static_templates:
            mkdocs._build_theme_template(address, self.environment, self.files, self.config, self.navigation)
            self.made[address] = self.output.taken.encode()
        elif address in self._page_of_items:
            self._populate(self._page_of_items[address])
        elif address in self._data:
            self.made[address] = self._data[address]

    def _make_page(self, address: str) -> None:
        self._populate(self.plugin.pages[self.pages[address].src_uri].address)
        docs = self.files.documentation_pages()
        mkdocs._build_page(page_of(self.pages[address]), self.config, docs, self.navigation, self.environment)
        self.made[address] = self.output.taken.encode(errors="xmlcharrefreplace")

    def _populate(self, address: str) -> None:
        """Make the texts of a page in all languages: a page leads to those in the others, with a hash of all."""
        for id in self.plugin.playbook.settings.languages:
            if id not in self.plugin.items.get(address, {}):
                mkdocs._populate_page(page_of(self.pages[f"{id}/{address}"]), self.config, self.files)
            self.made[items_path(id, address)] = self.plugin.items[address][id].encode()

    @cached_property
    def _page_of_items(self) -> dict[str, str]:
        return {items_path(info.language, info.address): info.address for info in self.plugin.pages.values()}

    @cached_property
    def _data(self) -> dict[str, bytes]:
        contents = self.plugin.data()
        return {path: one.encode() if isinstance(one, str) else one for path, one in contents}

    def _guarded(self, act: Callable[[], T]) -> T:
        with listening() as said:
            try:
                done = act()
            except BuildFailed:
                raise
            except (Exception, SystemExit) as stop:
                raise BuildFailed(tuple(self._problems(stop, said))) from None
            self.problems += problems_of(said, self.plugin.pages)
        return done

    def _problems(self, stop: BaseException, said: list[str]) -> list[Problem]:
        if self.plugin.problems:
            found, self.plugin.problems = self.plugin.problems, []
            return found
        # mkdocs-macros ends the process where a macro fails: what failed is behind that.
        error = stop.__context__ if isinstance(stop, SystemExit) and stop.__context__ else stop
        place = crash(error, self.root)
        pages = problems_of(said or [f"{type(error).__name__}: {error}"], self.plugin.pages)
        if place is None:
            return pages
        # The pages of chapters are in no file: a problem of one is that of what it is made with.
        return [
            *(problem for problem in pages if (self.root / "docs" / problem.path.removeprefix("docs/")).is_file()),
            place,
        ]
