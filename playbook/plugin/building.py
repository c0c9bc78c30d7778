"""One build by MkDocs; whatever it complains about becomes a problem."""

import os
from collections.abc import Callable
from pathlib import Path

from mkdocs.commands.build import build as build_site
from mkdocs.exceptions import Abort, ConfigurationError

from playbook.model.playbook import Playbook
from playbook.plugin.adapter import BuildFailed, PlaybookPlugin
from playbook.plugin.configuring import configured
from playbook.plugin.diagnostics import listening, problems_of
from playbook.plugin.moving import moving


def build(
    config_file: Path, data: Path, site: Path, on_page: Callable[[int], None], *, prints: bool = False
) -> tuple[Playbook, tuple[str, ...]]:
    """Build the whole site into an empty folder; return its content, and what it may have read besides (see `moving`).

    `on_page` is called for each page with the number of all pages. With `prints`, pages lead to printed sheets, which
    somebody else puts into the site.

    Raises BuildFailed for anything that MkDocs, a macro or the content has to complain about.
    """
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    plugin = PlaybookPlugin()
    with listening() as said:
        try:
            config, plugin = configured(config_file, site_dir=str(site))
            plugin.config.data_dir = str(data)
            plugin.page_rendered = on_page
            plugin.prints = prints
            config.plugins.on_startup(command="build", dirty=False)
            build_site(config)
        except (Abort, SystemExit, ConfigurationError) as stop:
            # mkdocs-macros ends the process where a macro fails; MkDocs does where something warned.
            raise BuildFailed(tuple(plugin.problems or problems_of(said or [str(stop)], plugin.pages))) from None
    return plugin.playbook, moving(config, plugin)
