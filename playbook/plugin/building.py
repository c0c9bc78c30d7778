"""One build by MkDocs; whatever it complains about becomes a problem."""

import logging
import os
import re
from collections.abc import Callable
from pathlib import Path

from mkdocs.commands.build import build as build_site
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from playbook.model.playbook import Playbook
from playbook.plugin.adapter import BuildFailed, PlaybookPlugin
from playbook.problems import Problem


class _Warnings(logging.Handler):
    """Keeps what MkDocs and its plugins warn of."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(record.getMessage())


def build(config_file: Path, data: Path, site: Path, on_page: Callable[[int], None]) -> Playbook:
    """Build the whole site into an empty folder; `on_page` is called for each page with the number of all pages.

    Raises BuildFailed for anything that MkDocs, a macro or the content has to complain about.
    """
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    logger = logging.getLogger("mkdocs")
    heard = _Warnings()
    logger.addHandler(heard)
    logger.propagate = False
    plugin: PlaybookPlugin | None = None
    try:
        config = load_config(str(config_file), site_dir=str(site), strict=True)
        plugin = next(one for one in config.plugins.values() if isinstance(one, PlaybookPlugin))
        plugin.config.data_dir = str(data)
        plugin.page_rendered = on_page
        config.plugins.on_startup(command="build", dirty=False)
        build_site(config)
        return plugin.playbook
    except (Abort, SystemExit) as stop:
        # mkdocs-macros ends the process where a macro fails; MkDocs does where something warned.
        said = [Problem("build-failed", config_file.name, facts={"found": _short(line)}) for line in heard.said]
        found = plugin.problems if plugin else []
        raise BuildFailed(tuple(found or said or [_silent(stop)])) from None
    finally:
        logger.removeHandler(heard)


def _silent(stop: BaseException) -> Problem:
    return Problem("build-failed", "mkdocs.yml", facts={"found": str(stop)})


def _short(said: str) -> str:
    """Give a message on one line without a traceback."""
    text = re.sub(r"```.*?```", "", re.sub(r"\x1b\[[0-9;]*m", "", said), flags=re.DOTALL)
    return " ".join(re.sub(r"\[macros\] - ERROR|[#_*`]", "", text).split())
