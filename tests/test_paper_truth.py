"""One truth for paper: a template is given what the code of its sheet covers, and nothing else."""

import shutil
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from playbook import pdf, report
from playbook.editions import SHOWN, Register
from playbook.languages import language
from playbook.loading import load, load_words
from playbook.model.case import CaseFigure
from playbook.model.catalogues import Kpi, Term, abbreviation_of
from playbook.model.chapters import PARTS
from playbook.model.examples import WorkedExample
from playbook.model.playbook import Playbook
from playbook.model.records import Record
from playbook.model.sheets import BOOK, KIND_WORDS, Sheet, sheets
from playbook.model.templates import Template
from playbook.pdf import typesetting
from playbook.pdf.document import Documents
from playbook.text import Text
from tests.conftest import DATA, run

KINDS = tuple(KIND_WORDS)
# What no code covers, as it stands around the content.
AROUND = {"kind", "colours", "paper", "title", "short", "languages", "rows", "words", "playbook"}
AROUND |= {"notice", "page", "check", "stamp", "usual"}
# What templates forget: the kind of sheet, the template, what stands in it, what is made of that, and the field.
FORGOTTEN = [
    ("chapter", "parts.typ", "stacked(term.text)", "stacked(term.note)", "note"),
    ("checklist", "checklist.typ", "stacked(action.text)", "title-of(role-by(action.role))", "role"),
    ("questions", "parts.typ", "if trainer and", "if", "listen_for"),
    ("guide", "guide.typ", "kpi-by(id).title", "kpi-by(id).formula.numerator", "formula"),
    ("card", "card.typ", "stacked(question.text)", "str(question.minutes)", "minutes"),
    ("card", "card.typ", "meta: false", "meta: true", "audience"),
    ("card", "card.typ", "questions-of(chapter).enumerate()", "chapter.actions.enumerate()", "text"),
    ("questions", "questions.typ", "  head(chapter)", "  str(chapter.minutes)", "minutes"),
    (BOOK, "book.typ", "stacked(kpi.unit)", "stacked(kpi.interval)", "interval"),
    (BOOK, "parts.typ", "stacked(term.text)", "stacked(term.note)", "note"),
]


@pytest.fixture
def forgetting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str, str], None]:
    """Return a function that changes what stands in a template."""

    def change(template: str, old: str, new: str) -> None:
        templates = Path(shutil.copytree(typesetting.TEMPLATES, tmp_path / "sheets"))
        source = (templates / template).read_text(encoding="utf-8")
        assert old in source
        (templates / template).write_text(source.replace(old, new), encoding="utf-8")
        monkeypatch.setattr(typesetting, "TEMPLATES", templates)

    return change


@pytest.mark.parametrize(("kind", "template", "old", "new", "field"), FORGOTTEN)
def test_field_that_the_code_does_not_cover_stops_the_build(
    kind: str,
    template: str,
    old: str,
    new: str,
    field: str,
    forgetting: Callable[[str, str, str], None],
    tmp_path: Path,
) -> None:
    forgetting(template, old, new)
    id = "playbook" if kind == BOOK else "shelves"
    folder = tmp_path / "print"
    result = run("pdf", id, "--kind", kind, "--lang", "en", "--data", DATA / "sample", "--to", folder)
    assert result.exit_code == 1
    assert isinstance(result.exception, SystemExit), "it is a problem with words, and no traceback"
    assert f"{id}.{kind}.en.pdf:1:1: file: the sheet could not be set" in result.output
    assert f'does not contain key "{field}"' in result.output
    assert not list(folder.glob("*.pdf"))


def test_forgotten_field_is_named_in_the_language_of_the_reader(
    forgetting: Callable[[str, str, str], None], sample: Playbook, tmp_path: Path
) -> None:
    forgetting("card.typ", "stacked(question.text)", "stacked(question.listen_for)")
    sheet = Sheet("shelves", "card", ("en",))
    with pytest.raises(pdf.SheetFailed) as failed:
        pdf.make(sample, [sheet], tmp_path / "print", pdf.Cache(tmp_path / "cache"))
    said = {"en": "the sheet could not be set", "ja": "印刷用のPDFを作れませんでした", "zh": "无法生成打印材料"}
    for id, words in said.items():
        text = report.as_text([failed.value.problem], load_words(id))
        assert text.startswith("shelves.card.en.pdf:")
        assert words in text
        assert '"listen_for"' in text


@pytest.mark.parametrize("kind", KINDS)
def test_document_says_nothing_that_the_code_does_not_cover(kind: str, sample: Playbook, real: Playbook) -> None:
    for playbook in (sample, real):
        documents = Documents(playbook)
        ids = {id for whole_id in playbook.entries for id in (whole_id, whole_id.rpartition(".")[2])}
        ids |= {*playbook.role_by_id, *PARTS, *(chapter.kind for chapter in playbook.chapters)}
        for sheet in sheets(playbook):
            if sheet.kind == kind:
                document = {key: value for key, value in documents.document(sheet, "a4").items() if key not in AROUND}
                assert set(document) == {"chapters", "catalogue", "book", "role", "template"}
                told = set(_told(document))
                assert told, sheet.name
                assert told - _covered(sheet, documents.register) - {("", id) for id in ids} == set(), sheet.name


def _covered(sheet: Sheet, register: Register) -> set[tuple[str, str]]:
    """Return what the code of a sheet covers: each text in each language, and what is said in no language."""
    playbook = register.playbook
    meant: dict[str, Callable[[str], Text]] = {
        "role": lambda id: playbook.role_by_id[id].title,
        "pairs": lambda id: playbook.kpi_by_id[id].title,
        "origins": lambda id: playbook.chapter_by_id[id].title,
        "targets": lambda id: playbook.chapter_by_id[id].title,
        "sources": lambda id: playbook.source_by_id[id].title,
    }
    found: list[object] = []
    minutes = dict.fromkeys(playbook.chapter_by_id, 0)
    for entry in register.entries(sheet):
        for field in SHOWN[sheet.kind][entry.record.kind]:
            value: Any = entry.record
            for name in field.split("."):
                value = getattr(value, name, None)
            if field == "maturity":
                value = playbook.model.levels_rule
            if field == "sessions":
                value = None
                found += _numbers([session.model_dump() for session in entry.record.sessions])
            if isinstance(value, WorkedExample):
                found += [*(given.title for given in value.inputs), *_figures(value, sheet.languages[0], playbook)]
                value = None
            more = tuple(_more(entry.record, field, sheet.languages[0], playbook))
            if field == "formula.times" and value:
                value = language(sheet.languages[0]).number(Decimal(value))
            value = None if field in ("computed", "fields", "columns", "abbreviation") else value
            found += more
            if field in meant and value:
                found += [meant[field](id) for id in ((value,) if isinstance(value, str) else value)]
            elif field == "minutes":
                chapter = entry.whole_id.partition(".")[0]
                minutes[chapter] += value or 0
            if field not in meant:
                found.append(value)
    found += minutes.values()
    if sheet.kind == BOOK:
        found += list(playbook.terms_by_letter(sheet.languages[0]))
    said = {("", str(value)) for value in found if not isinstance(value, Text)}
    return said | {(id, text.plain(id)) for text in found if isinstance(text, Text) for id in text.versions}


def _more(record: Record, field: str, language_id: str, playbook: Playbook) -> Iterator[object]:
    """Return what figures, fields of templates and abbreviations say otherwise than their records hold it."""
    if isinstance(record, CaseFigure) and field == "unit":
        row = language(language_id)
        yield playbook.unit_by_id[record.unit].text.plain(language_id).replace("{}", row.number(record.value))
    if isinstance(record, CaseFigure) and field == "computed":
        yield from (playbook.figure_by_id[id].title for id in record.behind)
    if isinstance(record, Kpi | Term) and field == "abbreviation":
        yield abbreviation_of(record, language_id) or None
    if isinstance(record, Template) and field in ("fields", "columns"):
        yield from (part for one in getattr(record, field) for part in (one.title, one.hint, one.lines))


def _figures(example: WorkedExample, language_id: str, playbook: Playbook) -> Iterator[str]:
    """Return the figures of an example, as the first language of a sheet writes them."""
    row = language(language_id)
    for values, unit in (*((given.values, given.unit) for given in example.inputs), ((example.result,), example.unit)):
        words = playbook.unit_by_id[unit].text.plain(language_id)
        yield row.separator.join(words.replace("{}", row.number(value)) for value in values)


def _numbers(value: object) -> Iterator[object]:
    """Return each number and each id of sessions."""
    if isinstance(value, dict | list | tuple):
        yield from (one for part in (value.values() if isinstance(value, dict) else value) for one in _numbers(part))
    else:
        yield value


def _told(value: object) -> Iterator[tuple[str, str]]:
    """Return each text of a document with its language, and each string and number beside, with no language."""
    if isinstance(value, dict) and {"language", "blocks"} <= value.keys():
        if value["blocks"]:
            yield value["language"], "\n".join(_lines(value["blocks"]))
    elif isinstance(value, dict):
        for name, one in value.items():
            # Where a chapter belongs is said with the generator's words, and `long` says how a record is set.
            if name not in ("kicker", "long"):
                yield from _told(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _told(one)
    elif value is not None:
        yield "", str(value)


def _lines(blocks: list[dict[str, Any]]) -> Iterator[str]:
    for block in blocks:
        yield from (_words(item) for item in block.get("items", [block.get("runs")]))


def _words(found: Any) -> str:
    """Return the words of runs, of which one may hold others."""
    if isinstance(found, list):
        return "".join(map(_words, found))
    if isinstance(found, dict):
        return _words(next(found[key] for key in ("words", "strong", "link") if key in found))
    return found or ""


def _changed(data: Path, path: str, old: str, new: str) -> set[str]:
    """Return the names of the sheets whose code a change of a file changes."""
    before = _codes(data)
    text = (data / path).read_text(encoding="utf-8")
    assert old in text
    (data / path).write_text(text.replace(old, new), encoding="utf-8")
    after = _codes(data)
    return {name for name in before if before[name] != after[name]}


def _codes(data: Path) -> dict[str, str]:
    playbook = load(data).playbook
    assert playbook is not None
    return dict(Register(playbook).codes)


def test_code_follows_the_address_of_a_source(copy_of: Callable[[str], Path]) -> None:
    differ = _changed(copy_of("sample"), "pages.yml", "https://notes.example/parish", "https://notes.example/moved")
    names = {name for name in differ if not name.startswith("playbook.book.")}
    assert names == {f"shelves.chapter.{id}.pdf" for id in ("en", "ja", "zh", "ja-en", "zh-en", "ja-zh")}
    assert len(differ - names) == 3


def test_code_follows_the_series_that_stands_above_the_title(copy_of: Callable[[str], Path]) -> None:
    data = copy_of("sample")
    differ = _changed(data, "series/opening-day/index.yml", "en: The opening day", "en: Opening day")
    assert {name.partition(".")[0] for name in differ} == {"keys", "welcome", "playbook"}
    assert {name.split(".")[1] for name in differ} == {*KINDS} - {"role", "template"}
    assert {name for name in differ if "en" not in name.split(".")[2]} == set()
