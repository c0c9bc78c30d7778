"""One build by MkDocs; whatever it complains about becomes a problem."""

import logging
import os
import re
from collections.abc import Callable
from pathlib import Path

from mkdocs.commands.build import build as build_site
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, ConfigurationError

from playbook.model.playbook import Playbook
from playbook.plugin.adapter import BuildFailed, PlaybookPlugin
from playbook.problems import Mark, Problem


class _Warnings(logging.Handler):
    """Keeps what MkDocs and its plugins warn of."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(record.getMessage())


def build(
    config_file: Path, data: Path, site: Path, on_page: Callable[[int], None], *, prints: bool = False
) -> Playbook:
    """Build the whole site into an empty folder; `on_page` is called for each page with the number of all pages.

    With `prints`, pages lead to printed sheets, which somebody else puts into the site.

    Raises BuildFailed for anything that MkDocs, a macro or the content has to complain about.
    """
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    logger = logging.getLogger("mkdocs")
    heard = _Warnings()
    logger.addHandler(heard)
    logger.propagate = False
    plugin = PlaybookPlugin()
    try:
        config = load_config(str(config_file), site_dir=str(site), strict=True)
        plugin = next(one for one in config.plugins.values() if isinstance(one, PlaybookPlugin))
        plugin.config.data_dir = str(data)
        plugin.page_rendered = on_page
        plugin.prints = prints
        config.plugins.on_startup(command="build", dirty=False)
        build_site(config)
    except (Abort, SystemExit, ConfigurationError) as stop:
        # mkdocs-macros ends the process where a macro fails; MkDocs does where something warned.
        raise BuildFailed(tuple(plugin.problems or _problems(heard.said or [str(stop)], plugin))) from None
    finally:
        logger.removeHandler(heard)
    return plugin.playbook


# What MkDocs and mkdocs-macros say about a page; `page` is its address, `found` the fault, `line` its line if known.
_SAYINGS = (
    re.compile(r"_File_: `(?P<page>[^`]+)`\s+_Line (?P<line>\d+) in Markdown file:_ \*\*(?P<found>.+?)\*\*"),
    re.compile(r"_File_: `(?P<page>[^`]+)`\s+_(?P<found>\w+_: [^\n]+)"),
    re.compile(r"Doc file '(?P<page>[^']+)' contains (?P<found>.+)"),
)


def _problems(said: list[str], plugin: PlaybookPlugin) -> list[Problem]:
    """Give each fault once, though its page is built in every language."""
    found: list[Problem] = []
    for message in said:
        problem = _problem(message, plugin)
        if problem not in found:
            found.append(problem)
    return found


def _problem(said: str, plugin: PlaybookPlugin) -> Problem:
    match = next((match for saying in _SAYINGS if (match := saying.search(said))), None)
    if match is None:
        return Problem("build-failed", "mkdocs.yml", facts={"found": " ".join(said.split())})
    groups = match.groupdict()
    info = plugin.pages.get(groups["page"])
    prefix = f"{info.language}/" if info else ""
    found = groups["found"].replace("_: ", ": ").replace(f"'{prefix}", "'docs/")
    path = f"docs/{groups['page'].removeprefix(prefix)}"
    return Problem("build-failed", path, Mark(int(groups.get("line") or 1)), "page", {"found": found})
