"""What a build may read besides the files of a project, so that two builds of the same files may differ."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jinja2
from jinja2.meta import find_referenced_templates, find_undeclared_variables
from mkdocs.config.defaults import MkDocsConfig

from playbook.cache import CODE
from playbook.plugin.adapter import PlaybookPlugin

# Of these it is known what they read; any other may ask git, a clock or a server.
_PLUGINS = frozenset({"playbook", "macros"})
_EXTENSIONS = frozenset({"abbr", "admonition", "attr_list", "def_list", "fenced_code", "footnotes", "tables", "toc"})
# What mkdocs.yml may lean on besides itself: variables of the environment, and another file.
_OUTSIDE = ("!ENV", "INHERIT", "!relative", "!!python")
_OF_MACROS = ("modules", "include_dir", "include_yaml", "j2_extensions", "j2_variable_start_string")


def moving(config: MkDocsConfig, plugin: PlaybookPlugin) -> tuple[str, ...]:
    """Return the names of what in mkdocs.yml and in pages may be another thing tomorrow; none, if all is known."""
    return tuple(dict.fromkeys([*_of_configuration(config), *_of_pages(config, plugin)]))


def _of_configuration(config: MkDocsConfig) -> Iterator[str]:
    file = Path(config.config_file_path)
    written = file.read_text(encoding="utf-8")
    yield from (f"{file.name}: {name}" for name in _OUTSIDE if name in written)
    extra = [*({*config.plugins} - _PLUGINS), *({*config.markdown_extensions} - _EXTENSIONS), *config.hooks]
    yield from (f"{file.name}: {name}" for name in sorted(extra))
    options = config.plugins["macros"].config
    yield from (f"{file.name}: {name}" for name in _OF_MACROS if options[name])
    places = {"docs_dir": (Path(config.docs_dir), file.parent / "docs")}
    custom = config.theme.custom_dir
    places |= {"custom_dir": (Path(custom), CODE)} if custom else {}
    yield from (f"{file.name}: {name}" for name, (found, known) in places.items() if not _is_in(found, known))
    if options["module_name"] != "macros":
        yield f"{file.name}: module_name"


def _is_in(found: Path, known: Path) -> bool:
    return found.resolve().is_relative_to(known.resolve())


def _of_pages(config: MkDocsConfig, plugin: PlaybookPlugin) -> Iterator[str]:
    """Return what pages call or include that is no macro of the project: mkdocs-macros offers a clock, git and more."""
    macros: Any = config.plugins["macros"]
    own = {name for name, macro in macros.macros.items() if getattr(macro, "__module__", "") == "macros"}
    nothing = jinja2.Environment(autoescape=True)  # what is known to an environment does not count as called
    for name, text in plugin.written.items():
        try:
            page = nothing.parse(text)
        except jinja2.TemplateSyntaxError:  # whoever makes the page says what is wrong with it
            yield f"docs/{name}.md"
            continue
        called = {*find_undeclared_variables(page), *map(str, find_referenced_templates(page))} - own
        yield from (f"docs/{name}.md: {found}" for found in sorted(called))
