"""The configuration of MkDocs that a build begins with: what a playbook cannot do without has to stand in it."""

import contextlib
import importlib
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

from playbook.plugin.adapter import BuildFailed, PlaybookPlugin
from playbook.problems import Problem


def configured(config_file: Path, **options: Any) -> tuple[MkDocsConfig, PlaybookPlugin]:
    """Return the configuration in a file, and the plugin that it loads; options go before what stands in it.

    Raises BuildFailed where it lacks what a playbook needs, and what MkDocs raises where it is none.
    """
    with when_used("requests"):
        config = load_config(str(config_file), strict=True, **options)
    plugin = _plugin(config)
    lacking = [need for need, is_there in _NEEDED.items() if not is_there(config)]
    if lacking or plugin is None:
        raise BuildFailed((Problem("config-lacks", config_file.name, facts={"found": ", ".join(lacking)}),))
    return config, plugin


@contextlib.contextmanager
def when_used(name: str) -> Iterator[None]:
    """Let a package be imported when something of it is asked for: mkdocs-macros imports one that it rarely uses.

    One that is imported already is left alone.
    """
    late = None if name in sys.modules else sys.modules.setdefault(name, _Late(name))
    try:
        yield
    finally:
        if sys.modules.get(name) is late:
            sys.modules.pop(name, None)


class _Late(ModuleType):
    """Stands for a module, which it imports and asks where it is asked for anything."""

    def __getattr__(self, name: str) -> Any:
        """Return what the module has of a name."""
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        return getattr(importlib.import_module(self.__name__), name)


def _has_macros(config: MkDocsConfig) -> bool:
    """Tell whether the module of the macros stands beside the configuration, where mkdocs-macros looks for it."""
    name = config.plugins["macros"].config["module_name"] if "macros" in config.plugins else "macros"
    place = Path(config.config_file_path).parent / name
    return place.is_dir() or place.with_name(f"{place.name}.py").is_file()


def _plugin(config: MkDocsConfig) -> PlaybookPlugin | None:
    return next((one for one in config.plugins.values() if isinstance(one, PlaybookPlugin)), None)


# What stands in mkdocs.yml, as it is written there, and how it is seen that it does.
_NEEDED: Mapping[str, Callable[[MkDocsConfig], object]] = {
    "theme: material": lambda config: config.theme.name == "material",
    "use_directory_urls: false": lambda config: not config.use_directory_urls,
    "plugins: playbook": lambda config: _plugin(config) is not None,
    "plugins: macros": lambda config: "macros" in config.plugins,
    "macros/": _has_macros,
}
