"""`playbook new`: adds a chapter or an item, by options or by asking on a terminal."""

import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import click

from playbook import checks, report
from playbook.authoring import schema_files
from playbook.authoring.json_schema import words_key
from playbook.authoring.new_items import (
    KINDS,
    PARENTS,
    Need,
    NewItem,
    NotAdded,
    added,
    missing,
    needs,
    new_item,
    place_of,
    source_of,
)
from playbook.authoring.transaction import save, tried
from playbook.cli import options
from playbook.cli.outcome import refuse, without_errors, writing
from playbook.loading import Loaded, load_words
from playbook.loading.memory import Memory
from playbook.model.chapters import Chapter
from playbook.model.records import Record
from playbook.problems import Mark, Problem, fill, in_order, nearest

Check = Callable[[str], Problem | None]
# The id has an option of its own.
_SETTING = re.compile(r"(?!id=)([a-z_]+(?:\.[a-z0-9_-]+)*)=(.*)", re.DOTALL)


@click.command()
@options.data
@options.lang
@click.argument("kind", type=click.Choice(list(KINDS)), metavar="KIND")
@click.option("--id", "id", default="", metavar="ID")
@click.option("--in", "parent", default="", metavar="ID")
@click.option("--set", "settings", multiple=True, metavar="FIELD=VALUE")
def new(data: Path, lang: str, kind: str, id: str, parent: str, settings: Sequence[str]) -> None:
    """Add a chapter or an item of a chapter or list, such as a measure; on a terminal, ask for what is not given."""
    memory = Memory()
    loaded, _ = without_errors(data, lang, memory)
    values = _values(settings, lang)
    if parent and kind not in PARENTS:
        refuse([Problem("no-place-to-choose", ".", facts={"kind": f"kind-{kind}"})], lang, usage=True)
    if sys.stdin.isatty() and sys.stdout.isatty():
        id, parent = _Questions(loaded, kind, lang).ask(id, parent, values)
    elif absent := [*missing(loaded, kind, id, parent, values)]:
        refuse([Problem("option-missing", ".", facts={"found": option}) for option in absent], lang, usage=True)
    try:
        asked = new_item(loaded, kind, id, parent)
    except NotAdded as reason:
        refuse([reason.problem], lang)
    contents = {file.path: (data / file.path).read_bytes() for file in loaded.files}
    made = schema_files.led(data, added(loaded, contents, asked, values))
    with writing(lang, data):
        after = tried(data, made, memory)
    found = checks.check(after, memory)
    if faults := checks.errors(found):
        # The lines of what is not written lead nowhere.
        refuse([replace(fault, path=".", mark=Mark()) for fault in faults], lang)
    with writing(lang, data):
        save(data, {**made, **schema_files.following(data, after)})
    known = {_said(problem) for problem in checks.check(loaded, memory)}
    _tell(data, lang, asked, after, [problem for problem in found if _said(problem) not in known])


def _values(settings: Sequence[str], lang: str) -> dict[str, str]:
    """Read the fields that are given; one that is given twice, or as a whole and in parts, is refused."""
    values: dict[str, str] = {}
    for one in settings:
        match = _SETTING.fullmatch(one)
        if match is None or any(_overlap(match[1], known) for known in values):
            refuse([Problem("not-a-setting", ".", facts={"found": one})], lang, usage=True)
        # What is no character in the encoding of the terminal becomes one that the loader refuses.
        values[match[1]] = match[2].encode(errors="surrogateescape").decode(errors="replace")
    return values


def _overlap(field: str, other: str) -> bool:
    return f"{field}.".startswith(f"{other}.") or f"{other}.".startswith(f"{field}.")


def _tell(data: Path, lang: str, asked: NewItem, after: Loaded, left: Sequence[Problem]) -> None:
    """Say where the new thing stands, and what is to be done about it."""
    assert after.playbook is not None
    words = load_words(lang)
    line = str(after.playbook.places[asked.whole_id].mark.line)
    facts = {"found": asked.whole_id, "file": str(data / asked.path), "line": line}
    click.echo(fill(words.messages["added"], facts))
    if left:
        click.echo(words.messages["left-to-do"])
        click.echo(report.as_text(in_order(left), words))


def _said(problem: Problem) -> tuple[str, ...]:
    """Return what a problem says without the lines, which move."""
    facts = (f"{key}={fact}" for key, fact in problem.facts.items() if key != "line")
    return problem.path, problem.code, problem.field, *facts


@dataclass(frozen=True)
class _Questions:
    """Asks on a terminal, in the language of the messages, until an answer can be used."""

    loaded: Loaded
    kind: str
    lang: str

    def ask(self, id: str, parent: str, values: dict[str, str]) -> tuple[str, str]:
        """Ask for all that is not given; texts go to the values, where they may stay without other languages."""
        if self.kind in PARENTS:
            parent = parent or self._answer("ask-parent", self._no_parent, kind=f"kind-{PARENTS[self.kind]}")
        id = id or self._answer("ask-id", lambda id: self._not_that(id, parent), kind=f"kind-{self.kind}")
        if issubclass(KINDS[self.kind], Chapter) and not values:
            self._help(KINDS[self.kind], "source_language")
            values["source_language"] = self._choice("source_language", self._languages)
        source = source_of(self.loaded, self.kind, parent, values)
        for need in needs(KINDS[self.kind]):
            asked = {field: ask for field, ask in self._fields(need, source) if field not in values}
            self._help(need.record, need.field if asked else "")
            values.update({field: answer for field, ask in asked.items() if (answer := ask(field))})
        return id, parent

    def _help(self, record: type[Record], field: str) -> None:
        """Say what a field is for, as editors' programs do."""
        if field:
            click.echo(load_words(self.lang).fields.get(words_key(record, field.rpartition(".")[2]), ""))

    def _fields(self, need: Need, source: str) -> Iterator[tuple[str, Callable[[str], str]]]:
        """Return the fields to ask for, each with a way to ask for it; the text in one language has to be there."""
        if need.words:
            yield need.field, partial(self._choice, words=need.words)
            return
        yield f"{need.field}.{source}", lambda field: self._answer("ask-field", _something, field=field)
        for id in self._languages:
            if id != source:
                yield f"{need.field}.{id}", lambda field: self._answer("ask-later", _anything, field=field)

    @property
    def _languages(self) -> Sequence[str]:
        assert self.loaded.settings is not None
        return self.loaded.settings.languages

    def _choice(self, field: str, words: Sequence[str]) -> str:
        return self._answer("ask-one-of", partial(_one_of, words), field=field, known=", ".join(words))

    def _answer(self, code: str, check: Check, **facts: str) -> str:
        words = load_words(self.lang)
        question = report.message(Problem(code, ".", facts=facts), words)
        while True:
            answer: str = click.prompt(question, default="", show_default=False, prompt_suffix=" ").strip()
            problem = check(answer)
            if problem is None:
                return answer
            click.echo(report.message(problem, words))

    def _no_parent(self, parent: str) -> Problem | None:
        return _refused(lambda: place_of(self.loaded, self.kind, parent))

    def _not_that(self, id: str, parent: str) -> Problem | None:
        return _refused(lambda: new_item(self.loaded, self.kind, id, parent))


def _refused(attempt: Callable[[], object]) -> Problem | None:
    try:
        attempt()
    except NotAdded as reason:
        return reason.problem
    return None


def _one_of(words: Sequence[str], answer: str) -> Problem | None:
    facts = {"found": answer, "known": ", ".join(words)}
    return None if answer in words else Problem("not-one-of", ".", facts=facts, suggestion=nearest(answer, words))


def _something(answer: str) -> Problem | None:
    return None if answer else Problem("answer-missing", ".")


def _anything(_: str) -> None:
    return None
