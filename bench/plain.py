"""The same content as ready Markdown for plain Material for MkDocs, written as an ordinary author writes it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bench.content import PILLAR, RESULT, SOURCE, Action, Chapter, Piece, Series, Words, outline, page, words
from bench.words import KPIS, LANGUAGES, LEVELS, ROLES, TERMS
from playbook.loading import load_words

CONFIG = """\
site_name: Playbook
use_directory_urls: false
strict: true
plugins: []
theme:
  name: material
  font: false
"""
_JOINERS = {"en": " ", "ja": "", "zh": ""}
_TERM = re.compile(r"\(term:[a-z-]+\)")


def write_plain(folder: Path, all_series: tuple[Series, ...], pages: tuple[str, ...]) -> None:
    """Write mkdocs.yml and one folder of Markdown for each language."""
    (folder / "docs").mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    start = [f"- [{language}]({language}/index.md)" for language in LANGUAGES]
    (folder / "docs/index.md").write_text("\n".join(["# Playbook", "", *start, ""]), encoding="utf-8")
    for language in LANGUAGES:
        author = _Author(language, load_words(language).words)
        for path, blocks in author.files(all_series, pages):
            place = folder / "docs" / language / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text("\n\n".join(blocks) + "\n", encoding="utf-8")


@dataclass(frozen=True)
class _Author:
    """Writes Markdown in one language; blocks have an empty line between them."""

    language: str
    own_words: Mapping[str, str]

    def files(self, all_series: tuple[Series, ...], pages: tuple[str, ...]) -> Iterator[tuple[str, Iterable[str]]]:
        """Return the path and the blocks of each file."""
        more = {
            "home": self.contents(all_series),
            "model": self.model(),
            "kpis": self.kpis(),
            "glossary": self.glossary(),
            "sources": self.piece(outline(SOURCE), "##"),
        }
        for id in pages:
            yield f"{'index' if id == 'home' else id}.md", [*self.piece(page(id)), *more.get(id, ())]
        yield f"pillars/{PILLAR}.md", self.piece(outline(PILLAR))
        yield f"results/{RESULT}.md", self.piece(outline(RESULT))
        for series in all_series:
            links = self.links(series, "")
            yield f"series/{series.id}/index.md", [self.heading(series.title), self.prose(series.summary), links]
            for id, chapter in series.chapters.items():
                yield f"series/{series.id}/{id}.md", self.chapter(chapter)

    def chapter(self, chapter: Chapter) -> Iterator[str]:
        """Write a chapter, with the parts and the headings that the playbook gives it."""
        yield from (self.heading(chapter.title), f"*{self.line(chapter.promise)}*", self.prose(chapter.summary))
        yield self.part("themes")
        for theme in chapter.themes:
            yield from (self.heading(theme.title, "###"), self.prose(theme.text))
            yield f"> **{self.word('example')}** {self.line(theme.example)}"
        yield self.part("questions")
        yield from self.questions(chapter)
        yield from (self.part("actions"), self.actions(chapter.actions), self.part("kpis"), self.measures(chapter))
        yield from (self.part("gaps"), _list(self.line(gap.text) for gap in chapter.gaps))
        yield from (self.part("maturity"), *self.levels(chapter))
        yield from (self.part("terms"), _list(self.term(id) for id in chapter.terms))
        yield from (
            self.part("sources"),
            _list(f"[{self.line(outline(id).title)}](../../sources.md)" for id in chapter.sources),
        )

    def questions(self, chapter: Chapter) -> Iterator[str]:
        """Write the questions by group."""
        for group in chapter.groups:
            yield self.heading(group.title, "###")
            for at, question in enumerate(group.questions, 1):
                yield f"{at}. {self.line(question.text)}"
                yield f"    **{self.word('listen_for')}** {self.line(question.listen_for)}"
                yield f"    {self.word('minutes').format(minutes=question.minutes)}"

    def actions(self, actions: tuple[Action, ...]) -> str:
        """Write the actions as a table with empty columns for pen and paper."""
        rows = (
            [
                f"{self.line(action.text)}<br>**{self.word('deliverable')}** {self.line(action.deliverable)}"
                f"<br>**{self.word('role')}** {self.line(words(ROLES[action.role]))}",
                *[""] * 3,
            ]
            for action in actions
        )
        return _table([self.word(key) for key in ("action", "assigned_to", "due", "completed")], rows)

    def measures(self, chapter: Chapter) -> str:
        """Write the measures of a chapter as a table."""
        rows = (self.measure(*KPIS[id]) for id in chapter.kpis)
        return _table([self.word(key) for key in ("kpi", "formula", "unit", "direction")], rows)

    def measure(self, *row: tuple[str, str, str]) -> list[str]:
        """Write a row of the table of measures."""
        title, numerator, denominator, unit = (self.line(words(one)) for one in row)
        return [f"[{title}](../../kpis.md)", f"{numerator} / {denominator}", unit, self.word("higher")]

    def levels(self, chapter: Chapter) -> Iterator[str]:
        """Write the levels of maturity as nested lists."""
        for at, level in enumerate(chapter.maturity, 1):
            yield f"{at}. [{self.line(words(LEVELS[level.level]))}](../../model.md)"
            yield _list((self.line(statement.text) for statement in level.statements), "    ")

    def term(self, id: str) -> str:
        """Write a term with its meaning."""
        title, meaning = (self.line(words(row)) for row in TERMS[id])
        return f"[{title}](../../glossary.md): {meaning}"

    def source(self, id: str) -> str:
        """Write a link to a source."""
        return f"[{self.line(outline(id).title)}](../../sources.md)"

    def contents(self, all_series: tuple[Series, ...]) -> Iterator[str]:
        """Write the list of everything that can be read."""
        for kind, id in (("pillars", PILLAR), ("results", RESULT)):
            yield from (self.part(kind), f"1. [{self.line(outline(id).title)}]({kind}/{id}.md)")
        for series in all_series:
            yield self.heading(series.title, "##")
            yield self.links(series, f"series/{series.id}/")

    def links(self, series: Series, folder: str) -> str:
        """Write links to the chapters of a series, with their promises."""
        return _list(
            f"[{self.line(chapter.title)}]({folder}{id}.md) {self.line(chapter.promise)}"
            for id, chapter in series.chapters.items()
        )

    def model(self) -> Iterator[str]:
        """Write the relation of the model and the levels of maturity."""
        yield from (self.part("relations"), self.prose(page("model").text))
        yield from (self.part("maturity"), _list(self.line(words(row)) for row in LEVELS.values()))

    def kpis(self) -> Iterator[str]:
        """Write all measures."""
        for row in KPIS.values():
            title, numerator, denominator, unit = (self.line(words(one)) for one in row)
            yield from (f"## {title}", f"{numerator} / {denominator}", unit)

    def glossary(self) -> Iterator[str]:
        """Write all terms."""
        for rows in TERMS.values():
            title, meaning = (self.line(words(row)) for row in rows)
            yield from (f"## {title}", meaning)

    def piece(self, piece: Piece, level: str = "#") -> Iterator[str]:
        """Write a title with its text."""
        yield from (self.heading(piece.title, level), self.prose(piece.text))

    def part(self, key: str) -> str:
        """Write the heading of a part."""
        return f"## {self.word(key)}"

    def heading(self, title: Words, level: str = "#") -> str:
        """Write a heading."""
        return f"{level} {title[self.language]}"

    def word(self, key: str) -> str:
        """Return the generator's own word, as both sides are to have the same headings."""
        return self.own_words[key]

    def line(self, text: Words) -> str:
        """Write a text as one run."""
        return _TERM.sub("(../../glossary.md)", text[self.language].replace("\n", _JOINERS[self.language]))

    def prose(self, text: Words) -> str:
        """Write a text as paragraphs."""
        return "\n\n".join(self.line({self.language: paragraph}) for paragraph in text[self.language].split("\n\n"))


def _list(entries: Iterable[str], indent: str = "") -> str:
    return "\n".join(f"{indent}- {entry}" for entry in entries)


def _table(head: list[str], rows: Iterable[list[str]]) -> str:
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (head, ["---"] * len(head), *rows))
