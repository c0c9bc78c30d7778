"""One build by MkDocs; whatever it complains about becomes a problem."""

import contextlib
import os
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import jinja2
from mkdocs.commands import build as mkdocs
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, BuildError, ConfigurationError
from mkdocs.structure.files import File, Files, InclusionLevel

from playbook.cache import Cache, digest_of
from playbook.html.fragments import items_path
from playbook.model.playbook import Playbook
from playbook.model.watched import Answers, structure_of, watched
from playbook.plugin.adapter import BuildFailed, PlaybookPlugin
from playbook.plugin.configuring import configured
from playbook.plugin.diagnostics import listening, problems_of
from playbook.plugin.kept_pages import KeptPages
from playbook.plugin.moving import moving
from playbook.plugin.preparing import Prepared, page_of, prepared


class Built(NamedTuple):
    """A site without its sheets: its content, what it may have read besides (see `moving`), and the pages made anew.

    `new` is what the cache is to keep of them, by key.
    """

    playbook: Playbook
    moving: tuple[str, ...]
    new: Mapping[str, bytes]
    made: Sequence[str]


def build(
    config_file: Path,
    data: Path,
    site: Path,
    on_page: Callable[[int], None],
    *,
    prints: bool = False,
    cache: Cache,
    made_by: str,
) -> Built:
    """Build the whole site into an empty folder.

    `on_page` is called for each page with the number of all pages. With `prints`, pages lead to printed sheets, which
    somebody else puts into the site. `made_by` is a digest of all but the content: code, templates, pages, options.

    Raises BuildFailed for anything that MkDocs, a macro or the content has to complain about.
    """
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    plugin = PlaybookPlugin()
    with listening() as said, contextlib.ExitStack() as stack:
        try:
            config, plugin = configured(config_file, site_dir=str(site))
            plugin.config.data_dir = str(data)
            plugin.prints = prints
            plugin.is_lazy = True
            load, content = plugin.load, list[Answers]()

            def and_watch(data: Path) -> Playbook:
                content.append(Answers(load(data)))
                return stack.enter_context(watched(content[0].playbook, plugin.notes))

            plugin.load = and_watch
            config.plugins.on_startup(command="build", dirty=False)
            with plugin.notes.taking() as asked_by_all:
                parts = prepared(config, partial(_add_theme, config))
                plugin.prepare()
            answers = content[0]
            common = digest_of(asked_by_all, answers.answer)
            made_of = sha256(f"{made_by}\n{structure_of(answers.playbook)}\n{common}".encode()).hexdigest()
            kept = KeptPages(cache, made_of, answers, plugin.notes)
            _write(plugin, parts, kept, Path(site), on_page)
        except (Abort, SystemExit, ConfigurationError, BuildError) as stop:
            # mkdocs-macros ends the process where a macro fails.
            raise BuildFailed(tuple(plugin.problems or problems_of(said or [str(stop)], plugin.pages))) from None
        if said:
            raise BuildFailed(tuple(problems_of(said, plugin.pages)))
    return Built(answers.playbook, moving(config, plugin), kept.new, kept.made)


def _add_theme(config: MkDocsConfig, files: Files, env: jinja2.Environment) -> None:
    files.add_files_from_theme(env, config)


def _write(
    plugin: PlaybookPlugin, parts: Prepared, kept: KeptPages, site: Path, on_page: Callable[[int], None]
) -> None:
    """Write all files of the site, in the order of MkDocs: later ones take the place of earlier ones."""
    config, files, navigation, env = parts
    files.copy_static_files(inclusion=InclusionLevel.is_included)
    for name, make in plugin.data_parts().items():
        _write_all(site, kept.recall(name, make))
    for template in sorted(config.theme.static_templates):
        mkdocs._build_theme_template(template, env, files, config, navigation)
    for template in config.extra_templates:
        mkdocs._build_extra_template(str(template), files, config, navigation)
    pages: dict[str, list[File]] = {}
    for uri, info in plugin.pages.items():
        pages.setdefault(info.address, []).append(_file(files, uri))
    for address, several in pages.items():
        _write_all(site, kept.recall(address, partial(_made, plugin, parts, address, several)))
        for _ in several:
            on_page(len(plugin.pages))
    for file in files.documentation_pages(inclusion=InclusionLevel.is_included):
        page_of(file).validate_anchor_links(files=files, log_level=config.validation.links.anchors)
    config.plugins.on_post_build(config=config)


def _made(plugin: PlaybookPlugin, parts: Prepared, address: str, several: Sequence[File]) -> Mapping[str, str]:
    """Make the pages of an address in all languages."""
    config, files, navigation, env = parts
    documents = files.documentation_pages(inclusion=InclusionLevel.is_included)
    for file in several:
        mkdocs._populate_page(page_of(file), config, files)
    for file in several:
        mkdocs._build_page(page_of(file), config, documents, navigation, env)
    written = {file.dest_uri: Path(file.abs_dest_path).read_bytes().decode() for file in several}
    return written | {items_path(id, address): script for id, script in plugin.items.pop(address).items()}


def _write_all(site: Path, contents: Mapping[str, str]) -> None:
    for path, content in contents.items():
        place = site / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content.encode())


def _file(files: Files, uri: str) -> File:
    file = files.get_file_from_path(uri)
    assert file is not None
    return file
