"""How the pages of a build are made: as MkDocs makes them, without what it does for others where there are none.

It reads each page as Markdown and writes each to the disk; ours is a block of HTML, and is hashed before it is written.
`mkdocs build` takes the whole way, and makes the same pages.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from mkdocs.commands import build as mkdocs
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents

from playbook.plugin.adapter import PlaybookPlugin
from playbook.plugin.preparing import Prepared, page_of


class PageMaker(NamedTuple):
    """Makes pages; `is_alone` tells that only plugins and extensions of the project have a say in them."""

    plugin: PlaybookPlugin
    prepared: Prepared
    documents: Sequence[File]
    is_alone: bool

    def make(self, several: Sequence[File]) -> Mapping[str, bytes]:
        """Return the pages of an address in all languages, by their paths in the site."""
        fill, finish = (self._fill, self._finish) if self.is_alone else (self._populate, self._build)
        pages = {file: page_of(file) for file in several}
        for page in pages.values():
            fill(page)
        made = {file.dest_uri: finish(page) for file, page in pages.items()}
        for page in pages.values():  # a large site is not held in memory
            page.content = page.markdown = None
            page.toc = TableOfContents([])
        return made

    def _populate(self, page: Page) -> None:
        mkdocs._populate_page(page, self.prepared.config, self.prepared.files)

    def _build(self, page: Page) -> bytes:
        config, _, navigation, env = self.prepared
        mkdocs._build_page(page, config, self.documents, navigation, env)
        return Path(page.file.abs_dest_path).read_bytes()

    def _fill(self, page: Page) -> None:
        html = self.plugin.whole_page(page)
        if html is None:
            self._populate(page)
            return
        config, files, *_ = self.prepared
        page.content = self.plugin.on_page_content(html, page=page, config=config, files=files)

    def _finish(self, page: Page) -> bytes:
        config, _, navigation, env = self.prepared
        page.active = True
        context = mkdocs.get_context(navigation, self.documents, config, page)
        context = self.plugin.on_page_context(context, page=page, config=config, nav=navigation)
        output = env.get_template(page.meta.get("template", "main.html")).render(context)
        page.active = False
        return self.plugin.on_post_page(output, page=page, config=config).encode(errors="xmlcharrefreplace")
