"""A build ends with its manifest: whatever item an output lacks in a language is named, with its line of YAML."""

import json
import re
import shutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import jinja2
import lxml.html
import pytest
import yaml

from playbook import html, pdf, publish, search, workbook
from playbook.loading import load
from playbook.model.kinds import KINDS
from playbook.model.playbook import Entry, Playbook
from playbook.model.sheets import sheets
from playbook.model.templates import book_name
from playbook.pdf import typesetting
from playbook.pdf.versions import Versions
from playbook.plugin import adapter
from playbook.problems import Problem
from playbook.search.documents import Document, documents
from playbook.text import Text
from playbook.workbook import writing
from tests.conftest import DATA, built, run

KINDS_IN: Mapping[str, list[str]] = yaml.safe_load((DATA / "manifest.yml").read_text("utf-8"))
ON_PAPER = ("chapter", "checklist", "questions", "guide", "card", "role", "template", "book")
# An item and `<output>.<language>`.
Named = set[tuple[str, str]]


def cases(*outputs: str) -> list[tuple[str, str]]:
    return [(output, kind) for output in outputs for kind in KINDS_IN[output]]


def named(problems: Iterable[Problem]) -> Named:
    return {(problem.facts["item"], problem.field) for problem in problems}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small playbook with two editions, between which came in the first item of each kind: what a feed tells of."""
    data = Path(shutil.copytree(DATA / "sample", tmp_path_factory.mktemp("manifest") / "data"))
    for name, day in (("spring", "2026-03-01"), ("summer", "2026-06-01")):
        assert run("edition", name, "--date", day, "--data", data).exit_code == 0
    spring = data / "editions" / "spring.json"
    edition = json.loads(spring.read_text("utf-8"))
    playbook = load(data).playbook
    assert playbook is not None
    for kind, items in edition["items"].items():
        items.pop(first(playbook, kind).whole_id, None)
    spring.write_text(json.dumps(edition), "utf-8")
    return data


@pytest.fixture(scope="module")
def site(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(data, tmp_path_factory.mktemp("manifest") / "site")


@pytest.fixture(scope="module")
def playbook(data: Path) -> Playbook:
    playbook = load(data).playbook
    assert playbook is not None
    return playbook


def first(playbook: Playbook, kind: str) -> Entry:
    """Return the first item of a kind that says anything."""
    of_kind = (entry for entry in playbook.entries.values() if entry.record.kind == kind)
    return next(entry for entry in of_kind if entry.whole_id in playbook.texts_of)


def test_all_is_there(playbook: Playbook, site: Path, tmp_path: Path) -> None:
    assert list(publish.missing(playbook, site)) == []
    texts = pdf.make(playbook, sheets(playbook), tmp_path / "print", pdf.Cache(tmp_path / "cache"))
    assert list(publish.missing_on_paper(playbook, texts)) == []
    kept = pdf.make(playbook, sheets(playbook), tmp_path / "again", pdf.Cache(tmp_path / "cache"))
    assert kept == texts, "what stands on a sheet is known of one from the cache, too"


def test_every_kind_is_looked_for() -> None:
    assert set(KINDS_IN["page"]) == set(KINDS.by_id)


# ---- one item of each kind, out of each output of the site


def off_page(site: Path, entry: Entry, playbook: Playbook) -> tuple[str, str, Iterable[str]]:
    file = f"ja/{entry.address.partition('#')[0]}"
    root = lxml.html.fromstring((site / file).read_text("utf-8"))
    gone: set[str] = set()
    for element in root.xpath(f"//*[@data-item='{entry.whole_id}']"):
        gone.update(map(str, element.xpath("descendant-or-self::*/@data-item")))
        element.drop_tree()
    return file, lxml.html.tostring(root, encoding="unicode"), gone & playbook.entries.keys()


def off_companion(site: Path, entry: Entry, playbook: Playbook) -> tuple[str, str, Iterable[str]]:  # noqa: ARG001
    file = f"ja/{entry.address.partition('#')[0].removesuffix('.html')}.items.js"
    head, _, rows = (site / file).read_text("utf-8").partition("=")
    left = [row for row in json.loads(rows.rstrip(";\n")) if not row[0].startswith(f"{entry.whole_id}:")]
    return file, f"{head}={json.dumps(left)};\n", [entry.whole_id]


def off_json(site: Path, entry: Entry, playbook: Playbook) -> tuple[str, str, Iterable[str]]:  # noqa: ARG001
    document = json.loads((site / "playbook.json").read_text("utf-8"))
    item = next(item for item in document["items"] if item["id"] == entry.whole_id)
    for text in item["texts"].values():
        text.pop("ja", None)
    return "playbook.json", json.dumps(document), [entry.whole_id]


def off_search(site: Path, entry: Entry, playbook: Playbook) -> tuple[str, str, Iterable[str]]:  # noqa: ARG001
    for path in (site / "search" / "ja").glob("d*.js"):
        *_, found = json.loads(f"[{path.read_text('utf-8').partition('(')[2][:-1]}]")
        for document in found:
            if document[0] == entry.address:
                document[1] = ""
                part = json.dumps(found)
                return f"search/ja/{path.name}", f'playbookSearch("ja/{path.stem}","0",{part})', [entry.whole_id]
    raise AssertionError(entry.address)


def off_feed(site: Path, entry: Entry, playbook: Playbook) -> tuple[str, str, Iterable[str]]:  # noqa: ARG001
    feed = (site / "ja" / "changes.xml").read_text("utf-8")
    return "ja/changes.xml", re.sub(rf'&lt;li data-item="{entry.whole_id}".*?/li', "", feed), [entry.whole_id]


TAKEN = {"page": off_page, "companion": off_companion, "json": off_json, "search": off_search, "feed": off_feed}


@pytest.mark.parametrize(("output", "kind"), cases(*TAKEN))
def test_what_a_file_of_the_site_lacks_is_named(output: str, kind: str, playbook: Playbook, site: Path) -> None:
    file, without, gone = TAKEN[output](site, first(playbook, kind), playbook)
    kept = (site / file).read_bytes()
    (site / file).write_text(without, "utf-8")
    try:
        found = list(publish.missing(playbook, site))
    finally:
        (site / file).write_bytes(kept)
    assert first(playbook, kind).whole_id in gone
    assert named(found) == {(id, f"{output}.ja") for id in gone}


@pytest.mark.parametrize("file", ["playbook.json", "ja/kpis.html", "ja/kpis.items.js", "ja/changes.xml"])
def test_what_cannot_be_read_lacks_everything(file: str, playbook: Playbook, site: Path) -> None:
    kept = (site / file).read_bytes()
    (site / file).write_bytes(kept[:40])
    try:
        found = list(publish.missing(playbook, site))
    finally:
        (site / file).write_bytes(kept)
    assert {problem.facts["file"] for problem in found} == {file}


@pytest.mark.parametrize(("output", "kind"), cases("workbook"))
def test_what_a_workbook_lacks_is_named(
    output: str, kind: str, playbook: Playbook, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone, items_of = first(playbook, kind).whole_id, writing.items_of
    rows = lambda playbook, sheet: (row for row in items_of(playbook, sheet) if row[0] != gone)  # noqa: E731
    monkeypatch.setattr(writing, "items_of", rows)
    workbook.write(playbook, "ja", site / "print")
    found = list(publish.missing(playbook, site))
    monkeypatch.undo()
    workbook.write(playbook, "ja", site / "print")
    assert named(found) == {(gone, f"{output}.ja")}


@pytest.mark.parametrize(("output", "kind"), cases("templates"))
def test_what_a_workbook_of_templates_lacks_is_named(
    output: str, kind: str, playbook: Playbook, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone, path = first(playbook, kind), f"print/{book_name('ja')}"
    file, make = site / path, writing.books(playbook, "ja")[path]
    kept = file.read_bytes()
    assert make() == kept
    monkeypatch.setattr(writing._Writer, "template", lambda *_: None)
    file.write_bytes(make())
    found = list(publish.missing(playbook, site))
    file.write_bytes(kept)
    assert named(found) == {(gone.whole_id, f"{output}.ja")}


def test_what_no_key_of_the_search_leads_to_is_named(
    playbook: Playbook, site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The words of a document may be there, and nothing lead to them."""
    copy = Path(shutil.copytree(site, tmp_path / "site"))
    gone = first(playbook, "gap")

    def unheard(found: tuple[Document, ...]) -> Any:
        silent = (one._replace(head="", body="") if one.whole_id == gone.whole_id else one for one in found)
        return index(tuple(silent))

    index = search.index
    monkeypatch.setattr(search, "index", unheard)
    for address, content in search.files(playbook):
        (copy / address).write_text(content, "utf-8")
    assert gone.whole_id in {one.whole_id for one in documents(playbook, "ja")}
    assert named(publish.missing(playbook, copy)) == {(gone.whole_id, f"search.{id}") for id in ("en", "ja", "zh")}


def test_a_kind_that_falls_out_of_the_table_of_the_search_is_named(
    playbook: Playbook, site: Path, tmp_path: Path
) -> None:
    """The books are kept twice: what one of them lacks the other tells."""
    copy = Path(shutil.copytree(site, tmp_path / "site"))
    rows = tuple(row._replace(filter="") if row.id == "gap" else row for row in KINDS.rows)
    shutil.rmtree(copy / "search")
    for address, content in search.files(replace(playbook, kinds=replace(KINDS, rows=rows))):
        (copy / address).parent.mkdir(parents=True, exist_ok=True)
        (copy / address).write_text(content, "utf-8")
    gaps = {id for id, entry in playbook.entries.items() if entry.record.kind == "gap"}
    languages = playbook.settings.languages
    assert named(publish.missing(playbook, copy)) == {(gap, f"search.{id}") for gap in gaps for id in languages}


# ---- one kind out of each kind of sheet


@pytest.mark.parametrize(("output", "kind"), cases(*ON_PAPER))
def test_what_a_sheet_lacks_is_named(
    output: str, kind: str, playbook: Playbook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    of_kind = {id for id, entry in playbook.entries.items() if entry.record.kind == kind}
    version = Versions.version

    def other_words(self: Versions, text: Text, language_id: str) -> dict[str, Any]:
        written = version(self, text, language_id)
        is_gone = language_id == "ja" and text.key.partition(":")[0] in of_kind
        return self.version(playbook.settings.title, "ja") if is_gone else written

    monkeypatch.setattr(Versions, "version", other_words)
    in_japanese = [sheet for sheet in sheets(playbook) if sheet.kind == output and sheet.languages[0] == "ja"]
    # In one language where the kind comes in no two.
    most = max(sheet.languages for sheet in in_japanese)
    wanted = [sheet for sheet in in_japanese if sheet.languages == most]
    texts = pdf.make(playbook, wanted, tmp_path / "print", pdf.Cache(tmp_path / "cache"))
    found = named(publish.missing_on_paper(playbook, texts))
    assert {field for _, field in found} == {f"{output}.ja"}
    assert first(playbook, kind).whole_id in {id for id, _ in found} <= of_kind


# ---- what somebody may break


@pytest.fixture
def broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str, str], None]:
    """Return a function that breaks a template of sheets, in a copy; nothing comes from the cache."""
    folder = Path(shutil.copytree(typesetting.TEMPLATES, tmp_path / "sheets"))
    monkeypatch.setattr(typesetting, "TEMPLATES", folder)
    monkeypatch.setattr("playbook.cli.keeping.CACHE", pdf.Cache(tmp_path / "cache"))

    def change(file: str, old: str, new: str) -> None:
        text = (folder / file).read_text("utf-8")
        assert old in text
        (folder / file).write_text(text.replace(old, new), "utf-8")

    return change


@pytest.mark.parametrize(
    ("file", "old", "new", "sheet", "item"),
    [
        (
            "parts.typ",
            "  gaps: gaps,",
            "  gaps: (chapter, deeper) => none,",
            ("shelves", "chapter"),
            "shelves.two-systems",
        ),
        ("parts.typ", "group.questions).flatten()", "()).flatten()", ("shelves", "checklist"), "shelves.lost-books"),
        ("card.typ", "in chapter.themes {", "in chapter.themes.slice(1) {", ("shelves", "card"), "shelves.marks"),
        ("book.typ", "if plan.index.len() > 0 { index }", "", ("playbook", "book"), "glossary.shelf-mark"),
    ],
)
def test_a_broken_template_of_a_sheet_is_told(
    file: str, old: str, new: str, sheet: tuple[str, str], item: str, broken: Callable[..., None], tmp_path: Path
) -> None:
    broken(file, old, new)
    id, kind = sheet
    options = ("--kind", kind, "--languages", "ja", "--data", DATA / "sample", "--output", tmp_path / "print")
    for _ in range(2):
        result = run("pdf", id, *options)
        assert result.exit_code == 1, "the second time it comes from the cache"
        assert f"'{item}' stands here, but print/{id}.{kind}.ja.pdf lacks it (日本語)" in result.output


@pytest.mark.parametrize(
    ("template", "old", "new", "item", "place"),
    [
        ("parts/gaps.html.j2", "in chapter.gaps", "in chapter.gaps[1:]", "shelves.two-systems", "pillars/shelves.yml:"),
        ("model.html.j2", "in playbook.model.levels %}", "in () %}", "model.begun", "model.yml:"),
        ("parts/kpis.html.j2", "in chapter.kpis", "in chapter.kpis[1:]", "kpis.loans", "kpis.yml:"),
    ],
)
def test_a_broken_template_of_a_page_stops_the_build(
    template: str, old: str, new: str, item: str, place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = (Path(html.__file__).parent / "templates" / template).read_text("utf-8")
    assert old in source

    def templates() -> jinja2.Environment:
        made = html.templates()
        assert made.loader is not None
        made.loader = jinja2.ChoiceLoader([jinja2.DictLoader({template: source.replace(old, new)}), made.loader])
        return made

    monkeypatch.setattr(adapter, "templates", templates)
    result = run("build", "--no-pdf", "--data", DATA / "sample", "--output", tmp_path / "site", "--lang", "en")
    assert result.exit_code == 1
    for id in ("en", "ja", "zh"):
        assert re.search(rf"^{place}\d+:\d+: page\.{id}: '{item}' stands here, but {id}/", result.output, re.MULTILINE)
    assert not (tmp_path / "site").exists()
