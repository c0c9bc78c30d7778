"""The pages under `docs/` and their words: each has the other, and all content has the page that shows it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

from playbook.loading import Loaded
from playbook.model.nodes import MappingNode, SequenceNode
from playbook.model.playbook import Playbook
from playbook.parsing.tree import Unreadable, tree_of
from playbook.problems import Mark, Problem

# What is shown on a page of its own kind only: the file, the field and the id of the page.
_SHOWN = (
    ("model.yml", "levels", "model"),
    ("model.yml", "relations", "model"),
    ("model.yml", "map", "map"),
    ("kpis.yml", "kpis", "kpis"),
    ("symptoms.yml", "symptoms", "symptoms"),
    ("calculators.yml", "calculators", "calculators"),
    ("case.yml", "groups", "case"),
    ("templates.yml", "templates", "templates"),
    ("glossary.yml", "terms", "glossary"),
    ("pages.yml", "sources", "sources"),
)
# Pages that come with the generator: a playbook that has no words for one of them goes without it. Without those of the
# first page it has an error already.
STANDARD = frozenset(
    {"index", "guide", "model", "map", "kpis", "symptoms", "glossary", "sources", "checklists", "check-paper", "search"}
    | {
        "work",
        "assessment",
        "report",
        "session",
        "roles",
        "translations",
        "changes",
        "calculators",
        "case",
        "templates",
    }
    | {"pillars/index", "results/index"}
)
_HOME = "home"
# Where sheets are made, and the page that can only tell of them.
_MAKE_SHEETS = frozenset({"work", "assessment"})
_TELLS_OF_SHEETS = "report"


def check(loaded: Loaded) -> Iterator[Problem]:
    """Name content that no page shows, and a playbook without the page that it begins with."""
    files = {file.path: file for file in loaded.files}
    words = files.get("pages.yml")
    if words and not words.is_read:
        return
    ids = {found.id for found in words.reading.ids if found.kind == "page"} if words else set()
    if _HOME not in ids:
        places = words.tree.places if words and isinstance(words.tree, MappingNode) else {}
        mark = places.get("pages", Mark())
        yield words.problem("home-missing", mark) if words else Problem("home-missing", "pages.yml")
    if words and _TELLS_OF_SHEETS in ids and ids.isdisjoint(_MAKE_SHEETS):
        marks = (found.mark for found in words.reading.ids if (found.kind, found.id) == ("page", _TELLS_OF_SHEETS))
        yield words.problem("report-of-nothing", next(marks), found=_TELLS_OF_SHEETS)
    for path, field, page in _SHOWN:
        # Few playbooks lack a page: the trees of large files are not asked for.
        tree = files[path].tree if path in files and page not in ids else None
        listed = tree.get(field) if isinstance(tree, MappingNode) else None
        if isinstance(tree, MappingNode) and isinstance(listed, SequenceNode) and listed:
            yield files[path].problem("shown-nowhere", tree.places[field], found=page)


def in_folder(docs: Path) -> Mapping[str, bytes]:
    """Return the pages of a folder by their names without `.md`; in folders inside it, those at their heads."""
    pages = sorted((*docs.glob("*.md"), *docs.glob("*/index.md")))
    return {path.relative_to(docs).with_suffix("").as_posix(): path.read_bytes() for path in pages if path.is_file()}


def of_folder(playbook: Playbook, sources: Mapping[str, bytes]) -> Iterator[Problem]:
    """Name pages without words, words without a page, and front matter that would be printed or lost.

    `sources` are the pages under `docs/` by their names without `.md`.
    """
    names = {page.address.removesuffix(".html"): page.id for page in playbook.pages.pages}
    for name, source in sources.items():
        path = f"docs/{name}.md"
        if name not in names and name not in STANDARD:
            yield Problem("page-without-words", path, facts={"found": name})
        yield from (replace(fault, path=path, field="page") for fault in _faults(source))
    for name, id in names.items():
        if name not in sources:
            yield Problem("words-without-page", "pages.yml", playbook.places[f"pages.{id}"].mark, id, {"found": name})


# As MkDocs finds it; a first line such as `title: ...` is front matter, too, without the lines around it.
_BLOCK = re.compile(r"-{3}[ \t]*\n(?P<fields>.*?\n)(?:-{3}|\.{3})[ \t]*\n", re.DOTALL)
_FENCE = re.compile(r"\s*-{3}[ \t]*(?:\n|\Z)")
_FIELD = re.compile(r" {0,3}[A-Za-z0-9_-]+:")


# From its slashes on, an address is read by MkDocs, which stumbles over one that is broken.
_ADDRESS = re.compile(r"(?:https?:)?//[^\s<>()\"']+")


def _faults(content: bytes) -> Iterator[Problem]:
    """Return what is wrong with a page, without its path."""
    try:
        source = content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        yield Problem("not-utf-8-unknown", "", Mark(content.count(b"\n", 0, error.start) + 1))
        return
    yield from _front_matter(source)
    for address in _ADDRESS.finditer(source):
        try:
            urlsplit(address[0])
        except ValueError:
            yield Problem("address-broken", "", _mark_at(source, address.start()), facts={"found": address[0]})


def _front_matter(source: str) -> Iterator[Problem]:
    """Name what is wrong with the front matter of a page, where it has any."""
    block = _BLOCK.match(source)
    if block:
        yield from _fields(block["fields"])
        if _FENCE.match(source, block.end()):
            yield Problem("front-matter-twice", "", _mark_at(source, source.index("---", block.end())))
    elif _FENCE.match(source):
        code = "front-matter-open" if source.startswith("---") else "front-matter-late"
        yield Problem(code, "", _mark_at(source, source.index("---")))
    elif _FIELD.match(source):
        yield Problem("front-matter-lost", "", facts={"found": source.split("\n", 1)[0]})


def _fields(fields: str) -> Iterator[Problem]:
    """Name what is not YAML between the two lines `---`."""
    problems: list[Problem] = []
    try:
        tree = tree_of(f"\n{fields}".encode(), "", problems)  # the first of the two lines counts, too
        if not isinstance(tree, MappingNode):
            problems.append(Problem("front-matter-broken", "", tree.mark))
    except Unreadable as unreadable:
        problems.append(unreadable.problem)
    yield from problems


def _mark_at(source: str, at: int) -> Mark:
    return Mark(source.count("\n", 0, at) + 1, at - source.rfind("\n", 0, at))
