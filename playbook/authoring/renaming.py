"""A new id for something that has one: every place that names it, its history, and what the ledger knows of it.

The loader has noted the place of each id and of each reference to one: nothing is searched for in the text of a file.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from playbook.authoring.formatting import in_form
from playbook.authoring.rewriting import Edit, Source
from playbook.loading import File, Loaded
from playbook.model.chapters import Chapter, Series
from playbook.model.ids import MAX_ID, fault_of_id
from playbook.model.ledger import Key, Ledger, Line, source_of
from playbook.model.nodes import Found, MappingNode, Scalar, SequenceNode
from playbook.model.playbook import Playbook
from playbook.problems import Problem, nearest
from playbook.text import Text

# Kinds whose ids are named without that of their file in front, by the kind of the reference; any of them may stand in
# a link as a whole id too.
_NAMED_ALONE = frozenset({"kpi", "term", "role", "figure"})
# Kinds of references that name an item by its whole id.
_NAMED_WHOLE = frozenset({"item", "question", "action", "gap"})
# What has an address and no list of former ids, or is named by something outside the content.
_FIXED = frozenset({"level", "gate", "source", "page"})


class NotRenamed(Exception):
    """Something cannot be renamed; `problem` says why."""

    def __init__(self, code: str, suggestion: str | None = None, **facts: str) -> None:
        super().__init__(code)
        self.problem = Problem(code, ".", facts=facts, suggestion=suggestion)


@dataclass(frozen=True)
class Renaming:
    """What gets which id: `old` and `new` are whole ids, or ids of a chapter where `kind` is `chapter`."""

    kind: str
    old: str
    new: str

    def of(self, whole_id: str) -> str:
        """Return the whole id that one becomes: its own, or that of something inside a renamed chapter."""
        if whole_id == self.old:
            return self.new
        is_inside = self.kind == "chapter" and whole_id.startswith(f"{self.old}.")
        return self.new + whole_id.removeprefix(self.old) if is_inside else whole_id

    def of_key(self, key: str) -> str:
        """Return the key that the text of a key gets."""
        item, colon, field = key.partition(":")
        return self.of(item) + colon + field


def renaming(loaded: Loaded, old: str, new: str) -> Renaming:
    """Tell what is to be renamed; the new id may be given without that of its file.

    Raises NotRenamed where there is nothing of the old id, or the new one cannot be taken.
    """
    owner, dot, _ = old.partition(".")
    new = f"{owner}.{new}" if dot and "." not in new else new
    code = fault_of_id(new.rpartition(".")[2]) if new.count(".") == old.count(".") else "not-an-id"
    if code:
        raise NotRenamed(code, found=new, most=str(MAX_ID))
    if dot and new.partition(".")[0] != owner:
        raise NotRenamed("rename-across-files", found=new, known=owner)
    if not dot:
        if new in {file.id for file in loaded.files}:
            raise NotRenamed("id-in-use", found=new)
        return Renaming(_kind_of_file(loaded, old), old, new)
    return Renaming(_kind_of_item(loaded, old), old, new)


def _kind_of_file(loaded: Loaded, id: str) -> str:
    types = {file.id: file.type for file in loaded.files if issubclass(file.type, Chapter | Series)}
    if id not in types:
        raise NotRenamed("nothing-to-rename", nearest(id, types), found=id)
    if issubclass(types[id], Series):
        raise NotRenamed("cannot-rename", found=id, kind="kind-series")
    return "chapter"


def _kind_of_item(loaded: Loaded, old: str) -> str:
    found = ((f"{file.id}.{one.id}", one.kind) for file in loaded.files for one in file.reading.ids)
    kinds = {whole_id: kind for whole_id, kind in found if kind != "former"}
    if old not in kinds:
        beside = [id for id in kinds if id.startswith(f"{old.partition('.')[0]}.")]
        raise NotRenamed("nothing-to-rename", nearest(old, beside or kinds), found=old)
    if kinds[old] in _FIXED:
        raise NotRenamed("cannot-rename", found=old, kind=f"kind-{kinds[old]}")
    return kinds[old]


@dataclass(frozen=True)
class Renamed:
    """The files that change, by path, and the one that is no longer there; `places` counts what names the id."""

    contents: Mapping[str, bytes]
    gone: str
    places: int


def renamed(loaded: Loaded, contents: Mapping[str, bytes], asked: Renaming) -> Renamed:
    """Return the files, given by their paths, with a new id in every place that names the old one."""
    made: dict[str, bytes] = {}
    places = 0
    gone = ""
    for file in loaded.files:
        source = Source(contents[file.path])
        edits = [*_edits(file, asked, source)]
        places += len(edits)
        is_home = _is_home(file, asked)
        edits += _history(file, asked, source) if is_home else ()
        if edits or (is_home and asked.kind == "chapter"):
            path = file.path
            if is_home and asked.kind == "chapter":
                gone, path = path, PurePosixPath(path).with_name(f"{asked.new}.yml").as_posix()
            made[path] = in_form(file, contents[file.path], source.with_edits(edits))
    return Renamed(made, gone, places)


def _is_home(file: File, asked: Renaming) -> bool:
    """Tell whether a file is the one whose id stands in front of the renamed one; words have names of languages."""
    return file.id == asked.old.partition(".")[0] and not file.path.startswith("ui/")


def _edits(file: File, asked: Renaming, source: Source) -> Iterator[Edit]:
    """Return an edit for each place of a file that names the id."""
    owner, _, id = asked.old.partition(".")
    alone = asked.new.rpartition(".")[2]
    for found in file.reading.references:
        if (new := _named(found, asked)) != found.id:
            yield source.replacing(found.mark, found.id, new)
    if not _is_home(file, asked):
        return
    inside = (*file.reading.ids, *(found for found in file.reading.references if found.kind == "own-question"))
    for one in inside if id else ():
        if one.id == id and one.kind != "former":
            yield source.replacing(one.mark, id, alone)
    yield from (source.replacing(item.mark, item, alone) for item in _waived(file.tree, id or owner))


def _named(found: Found, asked: Renaming) -> str:
    """Return what a reference names when the id is another."""
    if found.kind in _NAMED_WHOLE:
        return asked.of(found.id)
    if asked.kind == "chapter":
        return asked.new if found.kind in ("chapter", "pillar", "result") and found.id == asked.old else found.id
    is_it = asked.kind in _NAMED_ALONE and found.kind == asked.kind and found.id == asked.old.partition(".")[2]
    return asked.new.partition(".")[2] if is_it else found.id


def _waived(tree: object, id: str) -> Iterator[Scalar]:
    waivers = tree.get("waivers") if isinstance(tree, MappingNode) else None
    items = (
        (one.get("item") for one in waivers if isinstance(one, MappingNode))
        if isinstance(waivers, SequenceNode)
        else ()
    )
    return (item for item in items if isinstance(item, Scalar) and item == id)


def _history(file: File, asked: Renaming, source: Source) -> Iterator[Edit]:
    """Return the edit that puts the old id among the former ones; an id that is taken back is no longer among them."""
    id, new = asked.old.rpartition(".")[2], asked.new.rpartition(".")[2]
    holder = file.tree if asked.kind == "chapter" else _map_of(file.tree, id)
    assert isinstance(holder, MappingNode)
    listed = holder.get("formerly", SequenceNode())
    former = [str(one) for one in listed if one != new] + [id]
    line = f"formerly: [{', '.join(former)}]"
    if "formerly" in holder:
        yield source.field(holder, "formerly", line)
    elif asked.kind == "chapter":
        yield source.in_front(holder, line)
    else:
        yield source.behind(holder["id"], holder, line)


def _map_of(tree: object, id: str) -> MappingNode | None:
    """Find the map with an id, at any depth."""
    if isinstance(tree, MappingNode) and tree.get("id") == id:
        return tree
    inner: Iterable[object] = (
        tree.values() if isinstance(tree, MappingNode) else tree if isinstance(tree, SequenceNode) else ()
    )
    return next((found for one in inner if (found := _map_of(one, id)) is not None), None)


def rekeyed(ledger: Ledger, asked: Renaming) -> Ledger:
    """Return the ledger under the new keys and the new name of a role."""
    return {Key(key.language, asked.of_key(key.text)): _with_role(line, asked) for key, line in ledger.items()}


def following(ledger: Ledger, old: Playbook, new: Playbook, asked: Renaming) -> Ledger:
    """Let a ledger under new keys tell what it told: a link that names another id makes no text another one."""
    after = dict(ledger)
    for key, standing in old.texts.items():
        now = new.texts[asked.of_key(key)].text
        for id in now.versions:
            if line := after.get(Key(id, now.key)):
                after[Key(id, now.key)] = _following(line, standing.text, now, id)
    return after


def _following(line: Line, before: Text, now: Text, language: str) -> Line:
    """Let a line that told of a text as it was tell the same of it as it is."""
    text = now.fingerprints[language] if line.text == before.fingerprints.get(language) else line.text
    source = source_of(now) if line.source == source_of(before) else line.source
    return replace(line, text=text, source=source)


def _with_role(line: Line, asked: Renaming) -> Line:
    if asked.kind != "role" or line.review is None or line.review.role != asked.old.partition(".")[2]:
        return line
    return replace(line, review=line.review._replace(role=asked.new.partition(".")[2]))
