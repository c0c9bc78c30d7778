"""The only door to Jinja: parts of the playbook as HTML, in one language, for one page.

What comes out is one block of escaped HTML with braces as character references, so that neither Markdown nor
a template engine finds anything of its own in the content.
"""

import contextlib
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from importlib import metadata
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

import jinja2
import jinja2.bccache
import jinja2.compiler
import jinja2.nodes
import jinja2.runtime
from markupsafe import Markup

from playbook.html.figure import Figure, figure
from playbook.html.items import Items
from playbook.html.overview import Overview
from playbook.html.tall_figure import tall_figure
from playbook.html.texts import plain, without_braces
from playbook.languages import language
from playbook.model.chapters import PARTS, USUAL_MINUTES, Chapter
from playbook.model.colours import declarations
from playbook.model.editions import Step
from playbook.model.ledger import KINDS
from playbook.model.playbook import Entry
from playbook.model.sheets import PAGE, Sheet, has_code, languages_of_sheets
from playbook.model.working_sheets import ANSWERS
from playbook.problems import Problem, nearest

__all__ = ["Compiled", "Renderer", "UnknownIdError", "plain", "templates"]

T = TypeVar("T")


class UnknownIdError(LookupError):
    """A macro or a template asked for an id that the playbook does not have."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.facts["found"])
        self.problem = problem


class Compiled(jinja2.FileSystemBytecodeCache):
    """Keeps compiled templates where Python keeps compiled modules; where it cannot write, a build does without.

    What was compiled by other code than `code` is not used: Jinja itself asks for the text of a template and Python's
    version alone.
    """

    def __init__(self, directory: Path, code: str) -> None:
        super().__init__(str(directory))
        self.code = code

    def get_source_checksum(self, source: str) -> str:
        """Return what tells apart both templates and the code that compiles them."""
        return super().get_source_checksum(f"{self.code}\n{source}")

    def dump_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        """Keep a template that was compiled, where a folder can be written."""
        with contextlib.suppress(OSError):
            Path(self.directory).mkdir(exist_ok=True)
            super().dump_bytecode(bucket)


class _Context(jinja2.runtime.Context):
    """Calls what a template calls: Jinja asks of each function, each time, whether it wants the context as well.

    None of ours does; macros escape as their environment does unless they are told otherwise.
    """

    def call(
        self,
        function: Callable[..., object],
        /,
        *args: object,
        _loop_vars: object = None,
        _block_vars: object = None,
        **more: object,
    ) -> object:
        """Call a function or a macro; what a loop or a block has set is for those that want the context."""
        return function(*args, **more)


class _Generator(jinja2.compiler.CodeGenerator):
    """Writes templates that pass on what is HTML already: to escape it again takes long, and changes nothing."""

    def _output_child_pre(self, *_: object) -> None:
        self.write("(shown if (shown := ")

    def _output_child_post(self, *_: object) -> None:
        self.write(").__class__ is Markup else escape(shown))")


class _Environment(jinja2.Environment):
    """Makes templates whose calls are short."""

    code_generator_class = _Generator
    context_class = _Context


def templates() -> jinja2.Environment:
    """Make the environment that renders our own templates; content reaches it as values only."""
    own = Path(__file__)
    code = f"Jinja {metadata.version('jinja2')}\n{own.read_text(encoding='utf-8')}"
    return _Environment(
        loader=jinja2.PackageLoader("playbook.html"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        auto_reload=False,
        bytecode_cache=Compiled(own.parent / "__pycache__", code),
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _is_reviewed(entry: Entry) -> bool:
    return getattr(entry.record, "reviewed", None) is not None


@dataclass(frozen=True)
class Renderer(Items):
    """Renders parts of a playbook for readers of one language on one page.

    `has_sheets` tells whether the site has PDFs of all sheets; `steps` gives the editions that changed something, the
    newest first; `stamp` gives the code of a sheet, and the newest edition in which it stood as it is now, if any;
    `overview` gives where the translations stand, where that is known already.
    """

    environment: jinja2.Environment = field(kw_only=True)
    has_sheets: bool = False
    steps: Callable[[], tuple[Step, ...]] = tuple
    stamp: Callable[[Sheet], tuple[str, str | None]] | None = None
    overview: Callable[[], Overview] | None = None

    def at(self, language_id: str, address: str) -> "Renderer":
        """Return a renderer for another page."""
        return replace(self, language_id=language_id, address=address)

    def chapter(self, id: str) -> Markup:
        """Render a whole chapter with its title."""
        chapter = self._find("chapter", id, self.playbook.chapter_by_id)
        return self._render("chapter.html.j2", chapter=chapter, parts=self._parts(chapter))

    def part(self, name: str, id: str) -> Markup:
        """Render one part of a chapter, such as its `questions`."""
        chapter = self._find("chapter", id, self.playbook.chapter_by_id)
        return self._render("part.html.j2", chapter=chapter, part=name)

    def series(self, id: str) -> Markup:
        """Render the overview of a series: its phases, chapters and gates."""
        return self._render("series.html.j2", series=self._find("series", id, self.playbook.series_by_id))

    def model(self) -> Markup:
        """Render the operating model: figure, relations, levels of maturity."""
        return self._render("model.html.j2", figures=self._figures())

    def _figures(self) -> Mapping[str, Figure]:
        """Draw the operating model for wide and for narrow windows."""
        return {"wide": figure(self.playbook, self.language), "tall": tall_figure(self.playbook, self.language)}

    def map_table(self) -> Markup:
        """Render the map: which pillar's actions move which result, as a table and in detail."""
        return self._render("map.html.j2")

    def page_words(self, id: str) -> Markup:
        """Render the words of a page under `docs/`."""
        return self._render("page.html.j2", page=self._find("page", id, self.playbook.page_by_id))

    def search(self) -> Markup:
        """Render the place of the search, which a script fills, and what stands there without one."""
        return self._render("search.html.j2")

    def print_centre(self) -> Markup:
        """Render the table of all printed sheets, to choose from."""
        return self._render("print-centre.html.j2")

    def session_builder(self) -> Markup:
        """Render the form that makes an agenda and a sheet of chosen questions."""
        return self._render("session-builder.html.j2", usual=USUAL_MINUTES._asdict())

    def session_screen(self) -> Markup:
        """Render the place of the facilitator's screen, which a script fills, and the sessions that it can run."""
        return self._render("session-screen.html.j2")

    def workbooks(self) -> Markup:
        """Render what offers the workbooks, and leads to where a filled one is opened."""
        return self._render("workbooks.html.j2")

    def working_sheets(self) -> Markup:
        """Render the place of the working sheets, which a script fills, and what stands there without one."""
        return self._render("work.html.j2")

    def assessment(self) -> Markup:
        """Render the form of the self-assessment: all statements of maturity, and the place of its result."""
        return self._render("assessment.html.j2", answers=ANSWERS)

    def gap_report(self) -> Markup:
        """Render the place of the gap report, which a script makes of a working sheet."""
        return self._render("gap-report.html.j2")

    def check_paper(self) -> Markup:
        """Render the form that tells whether a print is still true."""
        return self._render("check-paper.html.j2")

    def home(self) -> Markup:
        """Render the first page: its words, and ways in by the model, by symptoms and by series."""
        return self._render("home.html.j2", figures=self._figures())

    def pillar_list(self) -> Markup:
        """Render the list of all pillars."""
        return self._render("chapter-list.html.j2", chapters=self.playbook.pillars)

    def result_list(self) -> Markup:
        """Render the list of all results."""
        return self._render("chapter-list.html.j2", chapters=self.playbook.results)

    def contents(self) -> Markup:
        """Render the list of everything that can be read."""
        return self._render("contents.html.j2")

    def kpi_catalogue(self) -> Markup:
        """Render all measures."""
        return self._render("kpi-catalogue.html.j2")

    def kpi(self, id: str) -> Markup:
        """Render one measure."""
        return self._render("kpi.html.j2", kpi=self._find("kpi", id, self.playbook.kpi_by_id))

    def symptoms(self) -> Markup:
        """Render what people notice at work, each with the ways to its causes and to what helps."""
        return self._render("symptoms.html.j2")

    def calculators(self) -> Markup:
        """Render the calculators: forms that a script computes, each with the result of what stands in it at first."""
        return self._render("calculators.html.j2")

    def templates(self) -> Markup:
        """Render the templates for the evidence of actions: what is filled in, and where they are printed."""
        return self._render("templates.html.j2")

    def case(self) -> Markup:
        """Render the worked case: its figures, what they follow from, and where they are used."""
        return self._render("case.html.j2")

    def roles(self) -> Markup:
        """Render all roles: what each is for, its measures, and what it owns in all chapters."""
        return self._render("roles.html.j2")

    def glossary(self) -> Markup:
        """Render all terms."""
        return self._render("glossary.html.j2")

    def term(self, id: str) -> Markup:
        """Render one term."""
        return self._render("term.html.j2", term=self._find("term", id, self.playbook.term_by_id))

    def source_list(self) -> Markup:
        """Render the documents that the playbook leans on."""
        return self._render("sources.html.j2")

    def translations(self) -> Markup:
        """Render where the translations stand."""
        languages = [language(id) for id in self.playbook.settings.languages]
        overview = self.overview() if self.overview else Overview(self.playbook)
        files, kinds = overview.by_file, overview.by_kind
        total = {row.id: sum((one.counts[row.id] for one in kinds), Counter()) for row in languages}
        return self._render(
            "translations.html.j2",
            languages=languages,
            total=total,
            files=files,
            kinds=kinds,
            states=[kind for kind in KINDS if any(counter[kind] for counter in total.values())],
            deviating=overview.deviating,
        )

    def changes(self) -> Markup:
        """Render what has changed since the last edition, and in that one since the one before."""
        feed = "changes.xml" if self.playbook.has_feed else ""
        reviewable = [entry for entry in self.playbook.entries.values() if hasattr(entry.record, "reviewed")]
        due = sorted(filter(_is_reviewed, reviewable), key=lambda entry: entry.record.reviewed.next or date.max)  # type: ignore[attr-defined]
        never = len(reviewable) - len(due)
        return self._render("changes.html.j2", steps=self.steps()[:2], feed=feed, due=due, never=never)

    def start(self) -> Markup:
        """Render the page in front of all languages, which leads to the reader's own."""
        return self._render("start.html.j2", languages=[language(id) for id in self.playbook.settings.languages])

    def not_found(self) -> str:
        """Render the page for wrong addresses; it is shown at any of them, so it needs no other file."""
        settings = self.playbook.settings
        # Its script and styles are code of ours in braces, so it does not go the way of content; its words are escaped.
        return self.environment.get_template("not-found.html.j2").render(
            renderers=[self.at(id, "404.html") for id in settings.languages],
            title=settings.title,
            has_search="search" in self.playbook.page_by_id,
            knows_base=bool(settings.address),
            base=urlsplit(settings.address or "/").path,
            light=declarations("light"),
            dark=declarations("dark"),
        )

    def moved(self, address: str) -> Markup:
        """Render the page at an old address, which leads to the new one; it stands in the same folder."""
        return self._render("moved.html.j2", target=address.rpartition("/")[2])

    def _parts(self, chapter: Chapter) -> tuple[str, ...]:
        shown = {name: getattr(chapter, field, None) for name, field in PARTS.items()}
        shown["relations"] = self.relations_of(chapter.id)
        return tuple(name for name, value in shown.items() if value)

    def stamped(self, chapter: Chapter) -> Markup:
        """Return what tells the edition of a chapter on paper, as its sheet in the page's language does; empty if none.

        A second language adds that of its own sheet.
        """
        ids = (self.language_id,)
        is_printed = ids in languages_of_sheets(self.playbook.settings)
        return self._stamped(Sheet(chapter.id, "chapter", ids)) if is_printed else Markup()

    def page_stamped(self, id: str) -> Markup:
        """Return the same of a page that is no chapter, by its whole id; empty where it has no code."""
        own = id.removeprefix("pages.")
        return self._stamped(Sheet(own, PAGE, (self.language_id,))) if has_code(own, self.playbook) else Markup()

    def _stamped(self, sheet: Sheet) -> Markup:
        if self.stamp is None:
            return Markup()
        code, edition = self.stamp(sheet)
        known = self.word("edition", name=edition) if edition else self.word("draft")
        said = Markup('<span data-text="ui:stamp">{} · {}</span>').format(self.word("paper_code", code=code), known)
        return Markup('<p class="pb-stamp">{}</p>').format(said)

    def _find(self, kind: str, id: str, known: Mapping[str, T]) -> T:
        if id in known:
            return known[id]
        facts = {"found": id, "kind": f"kind-{kind}"}
        raise UnknownIdError(Problem("no-such-id", "", facts=facts, suggestion=nearest(id, known)))

    def _render(self, template: str, **values: object) -> Markup:
        html = self.environment.get_template(template).render(r=self, playbook=self.playbook, **values)
        return without_braces(Markup(html.strip()))  # noqa: S704 - the templates escape
