"""One build by MkDocs; whatever it complains about becomes a problem."""

import contextlib
import gc
import json
import os
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import jinja2
from mkdocs.commands import build as mkdocs
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, BuildError, ConfigurationError
from mkdocs.structure.files import File, Files, InclusionLevel

from playbook.cache import Results
from playbook.editions import Changes
from playbook.html.fragments import items_path
from playbook.model.playbook import Playbook
from playbook.model.watched import Answers, structure_of, watched
from playbook.plugin.adapter import BuildFailed, PlaybookPlugin, read
from playbook.plugin.configuring import configured
from playbook.plugin.diagnostics import crash, listening, problems_of
from playbook.plugin.kept_pages import KeptPages, Parts
from playbook.plugin.moving import moving
from playbook.plugin.pages import PageMaker
from playbook.plugin.preparing import page_of, prepared

# So many parts with sheets are begun before the first of them is waited for.
_AHEAD = 4


class Built(NamedTuple):
    """A site without its sheets: its content, what changed since its editions, and what was made anew.

    `moving` is what it may have read besides; `structure` a digest of all of the content but its words; `files` has the
    digests of those files that nobody else may have written.
    """

    playbook: Playbook
    changes: Changes
    moving: tuple[str, ...]
    made: Sequence[str]
    structure: str
    files: Mapping[str, str]


def build(
    config_file: Path,
    data: Path,
    site: Path,
    old: Path,
    on_page: Callable[[int], None],
    *,
    results: Results,
    more: Callable[[Playbook], Parts],
    sheets: Callable[[Playbook], Parts] | None = None,
) -> Built:
    """Build the whole site into an empty folder; files that are the same in the old one are taken from there.

    `on_page` is called for each page with the number of all pages. `more` returns parts of the site that are made of
    the content besides pages; so do `sheets`, where the site has any, some of which are begun before the pages. The
    `results` are made by all but the content: code, templates, pages, options.

    Raises BuildFailed for anything that MkDocs, a macro or the content has to complain about.
    """
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    plugin = PlaybookPlugin()
    with listening() as said, contextlib.ExitStack() as stack:
        try:
            config, plugin = configured(config_file, site_dir=str(site))
            plugin.config.data_dir = str(data)
            plugin.prints = sheets is not None
            plugin.is_lazy, plugin.results = True, results
            content = list[Answers]()

            def and_watch(data: Path) -> Playbook:
                playbook, digests = read(data, results)
                content.append(Answers(playbook, digests, plugin.made))
                # Where nothing is kept, nobody wants to know what was asked.
                plugin.is_watched = results.keeps
                return stack.enter_context(watched(playbook, plugin.notes)) if plugin.is_watched else playbook

            plugin.load = and_watch
            config.plugins.on_startup(command="build", dirty=False)
            with plugin.notes.taking() as asked_by_all:
                parts = prepared(config, partial(_add_theme, config, results))
                plugin.prepare()
            answers = content[0]
            common = answers.digest(answers.written(asked_by_all))
            structure = structure_of(answers.playbook)
            made_of = sha256(f"{structure}\n{common}".encode()).hexdigest()
            outside = moving(config, plugin)
            # What another plugin writes into a file that stands in the old site, too, would change that.
            kept = KeptPages(results, made_of, answers, plugin.notes, site, None if outside else old)
            plugin.recall = kept.recall if results.keeps else None
            putting = _putting(kept, sheets(plugin.playbook) if sheets else {})
            next(putting, None)
            documents = parts.files.documentation_pages(inclusion=InclusionLevel.is_included)
            maker = PageMaker(plugin, parts, documents, is_alone=not outside)
            # What the pages are made of stays: no look for garbage behind one of them has to go through it.
            gc.freeze()
            stack.callback(gc.unfreeze)
            _write(maker, {**plugin.data_parts(), **more(plugin.playbook)}, kept, on_page)
            deque(putting, maxlen=0)
        except (Abort, SystemExit, ConfigurationError, BuildError) as stop:
            # mkdocs-macros ends the process where a macro fails.
            raise BuildFailed(tuple(plugin.problems or problems_of(said or [str(stop)], plugin.pages))) from None
        except jinja2.TemplateError as error:
            # One of our own templates is broken, or one of the theme's; mkdocs-macros tells of those in pages.
            place = crash(error, config_file.parent)
            told = problems_of([f"{type(error).__name__}: {error}"], plugin.pages)
            raise BuildFailed((place,) if place else tuple(told)) from None
        if said:
            raise BuildFailed(tuple(problems_of(said, plugin.pages)))
    digests = {} if outside or config.extra_templates else kept.digests
    return Built(answers.playbook, plugin.changes(), outside, kept.made, structure, digests)


def _add_theme(config: MkDocsConfig, results: Results, files: Files, env: jinja2.Environment) -> None:
    """Add the files of the theme: MkDocs looks through thousands for them, and finds the same in the same packages."""
    own = [file.src_uri for file in files]

    def found() -> list[tuple[str, str | None]]:
        files.add_files_from_theme(env, config)
        return [(file.src_uri, file.src_dir) for file in files if file.src_uri not in own]

    given = json.dumps([own, *config.theme.dirs, *sorted(config.theme.static_templates)])
    for uri, folder in results.recall("theme", given, found):
        if files.get_file_from_path(uri) is None:
            files.append(File(uri, folder, config.site_dir, config.use_directory_urls))


def _putting(kept: KeptPages, parts: Parts) -> Iterator[None]:
    """Put parts into the site in their order; yield once, when as many are begun as may be before one is finished."""
    waiting: deque[Callable[[], None]] = deque()
    has_returned = False
    for name, make in parts.items():
        if begun := kept.begin(name, make):
            waiting.append(begun)
        if len(waiting) > _AHEAD:
            if not has_returned:
                yield
            has_returned = True
            waiting.popleft()()
    if not has_returned:
        yield
    for finish in waiting:
        finish()


def _write(maker: PageMaker, parts: Parts, kept: KeptPages, on_page: Callable[[int], None]) -> None:
    """Write all files of the site, in the order of MkDocs: later ones take the place of earlier ones."""
    plugin, (config, files, navigation, env) = maker.plugin, maker.prepared
    files.copy_static_files(inclusion=InclusionLevel.is_included)
    for name, make in parts.items():
        kept.put(name, make)
    for template in sorted(config.theme.static_templates):
        mkdocs._build_theme_template(template, env, files, config, navigation)
    for template in config.extra_templates:
        mkdocs._build_extra_template(str(template), files, config, navigation)
    pages: dict[str, list[File]] = {}
    for uri, info in plugin.pages.items():
        pages.setdefault(info.address, []).append(_file(files, uri))
    for address, several in pages.items():
        kept.put(address, partial(_made, plugin, maker, address, several))
        for _ in several:
            on_page(len(plugin.pages))
    for file in maker.documents:
        page_of(file).validate_anchor_links(files=files, log_level=config.validation.links.anchors)
    config.plugins.on_post_build(config=config)


def _made(plugin: PlaybookPlugin, maker: PageMaker, address: str, several: Sequence[File]) -> Mapping[str, str | bytes]:
    """Make the pages of an address in all languages, with the texts beside them."""
    pages = maker.make(several)
    return {**pages, **{items_path(id, address): script for id, script in plugin.items.pop(address).items()}}


def _file(files: Files, uri: str) -> File:
    file = files.get_file_from_path(uri)
    assert file is not None
    return file
