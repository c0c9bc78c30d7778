"""What an editor can write in any page under `docs/`: `{{ chapter("leadership") }}` and its parts on their own.

A macro takes ids and gives one block of HTML in the language of the page. Write each call alone on its line.
"""

from collections.abc import Callable, Mapping

from markupsafe import Markup
from mkdocs_macros.plugin import MacrosPlugin

from playbook.html import Renderer, UnknownIdError
from playbook.model.chapters import PARTS
from playbook.plugin import PlaybookPlugin

# Macros that show one thing, and what renders it.
WITH_ID: Mapping[str, Callable[[Renderer, str], Markup]] = {
    "chapter": Renderer.chapter,
    "series": Renderer.series,
    "page_words": Renderer.page_words,
    "kpi": Renderer.kpi,
    "term": Renderer.term,
}
# Macros that show all of a kind.
WITHOUT_ID: Mapping[str, Callable[[Renderer], Markup]] = {
    "home": Renderer.home,
    "pillar_list": Renderer.pillar_list,
    "result_list": Renderer.result_list,
    "contents": Renderer.contents,
    "model": Renderer.model,
    "map_table": Renderer.map_table,
    "kpi_catalogue": Renderer.kpi_catalogue,
    "symptoms": Renderer.symptoms,
    "roles": Renderer.roles,
    "calculators": Renderer.calculators,
    "case": Renderer.case,
    "templates": Renderer.templates,
    "glossary": Renderer.glossary,
    "source_list": Renderer.source_list,
    "print_centre": Renderer.print_centre,
    "session_builder": Renderer.session_builder,
    "session_screen": Renderer.session_screen,
    "workbooks": Renderer.workbooks,
    "working_sheets": Renderer.working_sheets,
    "assessment": Renderer.assessment,
    "gap_report": Renderer.gap_report,
    "check_paper": Renderer.check_paper,
    "search": Renderer.search,
    "translations": Renderer.translations,
    "changes": Renderer.changes,
}


def define_env(env: MacrosPlugin) -> None:
    """Declare the macros; the name of a part of a chapter, such as `questions`, is a macro too."""
    plugin = env.conf.plugins["playbook"]
    assert isinstance(plugin, PlaybookPlugin)
    parts = {part.replace("-", "_"): _part(part) for part in PARTS}
    for name, render in {**parts, **WITH_ID}.items():
        env.macro(_with_id(env, plugin, name, render), name)  # type: ignore[no-untyped-call]
    for name, render_all in WITHOUT_ID.items():
        env.macro(_without_id(env, plugin, render_all), name)  # type: ignore[no-untyped-call]


def _part(part: str) -> Callable[[Renderer, str], Markup]:
    return lambda renderer, id: renderer.part(part, id)


def _with_id(
    env: MacrosPlugin, plugin: PlaybookPlugin, name: str, render: Callable[[Renderer, str], Markup]
) -> Callable[[str], Markup]:
    def macro(id: str) -> Markup:
        try:
            return plugin.keep(render(plugin.renderer_for(env.page), id))
        except UnknownIdError as error:
            plugin.report(error, macro=name, page=env.page, source=env.markdown)
            raise

    macro.__qualname__ = name  # so that a call without an id is named in the message
    return macro


def _without_id(
    env: MacrosPlugin, plugin: PlaybookPlugin, render: Callable[[Renderer], Markup]
) -> Callable[[], Markup]:
    return lambda: plugin.keep(render(plugin.renderer_for(env.page)))
