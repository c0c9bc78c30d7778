"""What MkDocs does before it makes the first page, by its own functions and in its order."""

from collections.abc import Callable
from typing import NamedTuple

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, get_files, set_exclusions
from mkdocs.structure.nav import Navigation, get_navigation
from mkdocs.structure.pages import Page


class Prepared(NamedTuple):
    """A site whose pages can be made."""

    config: MkDocsConfig
    files: Files
    navigation: Navigation
    environment: jinja2.Environment


def prepared(config: MkDocsConfig, add_theme: Callable[[Files, jinja2.Environment], object]) -> Prepared:
    """Return the site that a configuration makes; `add_theme` adds the files of the theme."""
    config = config.plugins.on_config(config)
    config.plugins.on_pre_build(config=config)
    files, env = get_files(config), config.theme.get_env()
    add_theme(files, env)
    files = config.plugins.on_files(files, config=config)
    set_exclusions(files, config)
    navigation = config.plugins.on_nav(get_navigation(files, config), config=config, files=files)
    environment = config.plugins.on_env(env, config=config, files=files)
    return Prepared(config, files, navigation, environment)


def page_of(file: File) -> Page:
    """Return the page that MkDocs made for a file."""
    assert file.page is not None
    return file.page
