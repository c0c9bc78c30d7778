"""Texts on their way to a translator and back: what an exchange file holds, whatever its format."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

from playbook.authoring import rewriting
from playbook.languages import language, meant_by
from playbook.loading import File, Loaded
from playbook.model.ledger import Key, Line, Made, source_of
from playbook.model.nodes import MappingNode
from playbook.model.playbook import Playbook
from playbook.problems import Mark, Problem, Severity, in_order
from playbook.text import FINGERPRINT, MarkupError, Text, fingerprint, label, parse
from playbook.translations.recording import Changes, line_of


@dataclass(frozen=True)
class Unit:
    """One text with its translation, as an exchange file has it.

    `is_final` tells that somebody stands by the translation, `is_machine` that it came from a machine, `is_guess` that
    a program took it for likely and nobody has translated, `is_copied` that it took it from another text.
    `source_hash` and `target_hash` tell which texts the file was made from: nothing where a tool has dropped them, or
    where there was no translation. `mark` is its place.
    """

    key: Key
    source: str
    target: str
    is_final: bool
    source_hash: str = ""
    target_hash: str = ""
    mark: Mark = field(default=Mark())
    is_machine: bool = False
    is_guess: bool = False
    is_copied: bool = False

    @property
    def hashes(self) -> str:
        """Both hashes, as an exchange file carries them."""
        return f"source-hash:{self.source_hash}" + (f" target-hash:{self.target_hash}" if self.target_hash else "")


class Origin(NamedTuple):
    """Where a text stands, and the language that it was written in: a path below the data folder, and an id."""

    path: str
    source: str


def origin_of(unit: Unit, playbook: Playbook) -> Origin:
    """Return the origin of a text that is exported."""
    standing = playbook.texts[unit.key.text]
    return Origin(standing.places[unit.key.language].path, standing.text.source)


class SeveralSources(Exception):
    """Texts were written in several languages, of which a format takes one; `languages` has their ids."""

    def __init__(self, languages: Iterable[str]) -> None:
        super().__init__()
        self.languages = tuple(languages)


class Unusable(Exception):
    """An exchange file of which nothing is taken; `problems` say why."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        super().__init__()
        self.problems = tuple(problems)


MAX_BYTES = 50_000_000
# What programs call the origin of a text that came from a machine, and not from a memory of what people translated.
BY_MACHINE = frozenset({"mt", "mt-suggestion", "leveraged-mt"})


def content_of(file: Path) -> bytes:
    """Read an exchange file; raises Unusable where it is larger than any is."""
    with file.open("rb") as stream:
        content = stream.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise Unusable([Problem("exchange-broken", file.name)])
    return content


def name_of(playbook: Playbook) -> str:
    """Return the name by which an exchange file knows its playbook."""
    title = playbook.settings.title
    return title.plain(title.source)


@dataclass
class ExchangeFile:
    """What is gathered while one exchange file is read: its units, and what is wrong with it."""

    name: str
    playbook: Playbook
    units: dict[Key, Unit] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    remarks: list[Problem] = field(default_factory=list)

    def refuse(self, code: str, mark: Mark, key: str = "file", **facts: str) -> None:
        """Note why nothing of the file can be taken."""
        self.problems.append(Problem(code, self.name, mark, key, facts))

    def remark(self, code: str, mark: Mark, key: str = "file", **facts: str) -> None:
        """Note what is said of a file that is taken all the same."""
        self.remarks.append(Problem(code, self.name, mark, key, facts, severity=Severity.WARNING))

    def note(self, words: str, mark: Mark, key: str) -> None:
        """Pass on a note: no export has any, so a translator or a program wrote it."""
        if note := " ".join(_HASHES.sub("", words).split()):
            self.remark("unit-note", mark, key, note=note)

    def check_playbook(self, made_for: str, mark: Mark) -> None:
        """Refuse a file that was made for another playbook."""
        if made_for and made_for != name_of(self.playbook):
            self.refuse("exchange-of-another", mark, found=made_for, known=name_of(self.playbook))

    def check_count(self, count: str, found: int) -> bool:
        """Tell whether fewer texts are found than were exported, which is noted; `count` is what the file says."""
        is_part = bool(re.fullmatch("[0-9]{1,9}", count)) and found < int(count)
        if is_part:
            self.remark("exchange-part", Mark(), count=str(found), most=count)
        return is_part

    def language_of(self, tag: str, mark: Mark) -> str:
        """Return the language that a translator's program means: by id, by tag, or as it is often called."""
        known = self.playbook.settings.languages
        meant = _meant_language(tag, known)
        if not tag.strip():
            # One file has many parts, of which none says it then.
            if not any(problem.code == "exchange-no-language" for problem in self.problems):
                self.refuse("exchange-no-language", mark, known=", ".join(known))
        elif not meant:
            self.refuse("unknown-language", mark, found=tag, known=", ".join(known))
        return meant or ""

    def add(self, unit: Unit, hashes: str, *, to_translate: bool = True) -> None:
        """Add a unit, with the hashes that its file carries; one that is not to be translated gets no translation."""
        if not to_translate:
            if unit.target not in ("", unit.source):
                self.remark("unit-not-to-translate", unit.mark, unit.key.text)
            unit = replace(unit, target="")
        found = {match[1]: match[2] for match in _HASHES.finditer(hashes)}
        wrong = [word for word in found.values() if not re.fullmatch(f"[0-9a-f]{{{FINGERPRINT}}}", word)]
        if not unit.key.text:
            self.refuse("unit-without-id", unit.mark)
        elif wrong:
            self.refuse("unit-hash", unit.mark, unit.key.text, found=wrong[0])
        elif unit.key in self.units:
            self.refuse("unit-repeated", unit.mark, unit.key.text, line=str(self.units[unit.key].mark.line))
        else:
            own, other = found.get("source", ""), found.get("target", "")
            self.units[unit.key] = replace(unit, source_hash=own, target_hash=other)

    def done(self) -> "Exchanged":
        """Return the units; raises Unusable where anything is wrong."""
        if not (self.units or self.problems):
            self.refuse("exchange-empty", Mark())
        if self.problems:
            raise Unusable(in_order(self.problems))
        return Exchanged(tuple(self.units.values()), tuple(self.remarks))


class Exchanged(NamedTuple):
    """What an exchange file holds, and what is to be said of it."""

    units: tuple[Unit, ...]
    remarks: tuple[Problem, ...]


# Where Chinese is written in the traditional script if nothing else is said (CLDR, likely subtags).
_TRADITIONAL = frozenset({"tw", "hk", "mo"})
_TAG = re.compile(r"(?P<language>[a-z]{2,3})(-(?P<script>[a-z]{4}))?(-(?P<region>[a-z]{2}|[0-9]{3}))?")


def _meant_language(written: str, known: tuple[str, ...]) -> str | None:
    """Return the language of a playbook that a tag or a locale means, such as `zh_Hans_CN` or `ja_JP.UTF-8`."""
    tag = re.split("[.@]", written.strip())[0].replace("_", "-").lower()
    exact = next((id for id in known if tag in (id, language(id).tag.lower())), None) or meant_by(tag, known)
    parts = _TAG.fullmatch(tag)
    if exact or not parts:
        return exact
    script = parts["script"] or ("hant" if parts["language"] == "zh" and parts["region"] in _TRADITIONAL else "")
    return next((id for id in known if _fits(language(id).tag.lower(), parts["language"], script)), None)


def _fits(tag: str, spoken: str, script: str) -> bool:
    own = _TAG.fullmatch(tag)
    return own is not None and own["language"] == spoken and (not script or (own["script"] or script) == script)


_HASHES = re.compile(r"\b(source|target)-hash:\s*(\S+)")


def exported(loaded: Loaded, playbook: Playbook, keys: Iterable[Key]) -> Iterator[Unit]:
    """Return the texts that are to be translated into the languages of their keys, as they stand in the files."""
    written = {one.text.key: one for file in loaded.files for one in file.written}
    for key in keys:
        text, values = written[key.text].text, written[key.text].values
        if key.language != text.source and text.source in text.versions:
            yield Unit(
                key=key,
                source=str(values[text.source]),
                target=str(values.get(key.language, "")),
                source_hash=source_of(text),
                target_hash=text.fingerprints.get(key.language, ""),
                is_final=_is_final(playbook, key),
            )


def _is_final(playbook: Playbook, key: Key) -> bool:
    """Tell whether a person stands by a translation and its source is what it was."""
    state = playbook.states[key]
    return not state.is_stale and (state.made is Made.WRITTEN or state.review is not None)


@dataclass(frozen=True)
class Import:
    """What an exchange file changes, files by their path and lines of the ledger, and why it could not change more."""

    contents: Mapping[str, bytes]
    changes: Changes
    problems: tuple[Problem, ...]


def imported(name: str, exchanged: Exchanged, loaded: Loaded, data: Path, made: Made) -> Import:
    """Take translations back where their texts still stand, and say where they do not.

    Raises Unusable where a translation is none that the loader would read: then nothing of the file is taken.
    """
    assert loaded.playbook is not None
    back = _Back(name, loaded, loaded.playbook, made)
    for unit in exchanged.units:
        back.take(unit)
    files = {file.path: file for file in loaded.files}
    contents = {path: back.put(files[path], (data / path).read_bytes()) for path in back.taken}
    if back.refused:
        raise Unusable(in_order(back.refused))
    return Import(contents, back.changes, (*exchanged.remarks, *back.left))


class _Back:
    """Sorts what comes back: what is taken, by file, what only a line of the ledger says, what is left and refused."""

    def __init__(self, name: str, loaded: Loaded, playbook: Playbook, made: Made) -> None:
        self.name, self.playbook, self.made = name, playbook, made
        self.written = {one.text.key: (file, one) for file in loaded.files for one in file.written}
        self.taken: dict[str, list[Unit]] = {}
        self.changes: dict[Key, Line | None] = {}
        self.left: list[Problem] = []
        self.refused: list[Problem] = []

    def take(self, unit: Unit) -> None:
        """Decide about one unit."""
        target = rewriting.tidy(unit.target)
        if code := self._reason_to_leave(unit, target):
            self.left.append(Problem(code, self.name, unit.mark, unit.key.text, severity=Severity.WARNING))
        elif target and target != self._now(unit):
            file, _ = self.written[unit.key.text]
            self.taken.setdefault(file.path, []).append(unit)
        elif target and unit.is_final and not _is_final(self.playbook, unit.key):
            self._record(unit, self.written[unit.key.text][1].text)

    def _reason_to_leave(self, unit: Unit, target: str) -> str:
        """Return the code of the message about a unit that is not taken, or nothing."""
        if unit.key.text not in self.written:
            return "unit-gone"
        text = self.written[unit.key.text][1].text
        made_from = unit.source_hash or _hash_of_words(unit.source, text.source)
        if made_from != source_of(text) or unit.key.language == text.source:
            return "unit-late"
        if target in ("", self._now(unit)):
            return ""
        return self._reason_to_doubt(unit, text.fingerprints.get(unit.key.language, ""))

    def _reason_to_doubt(self, unit: Unit, here: str) -> str:
        """Return the code of the message about words that would come in the place of others, or nothing."""
        reasons = (
            ("unit-guess", unit.is_guess and (unit.is_copied or not here)),
            # Only a file that says what it was made from can tell that somebody was faster.
            ("unit-changed-here", unit.source_hash and here not in (unit.target_hash, "")),
            ("unit-draft", unit.is_guess and _is_final(self.playbook, unit.key)),
        )
        return next((code for code, holds in reasons if holds), "")

    def _now(self, unit: Unit) -> str:
        return str(self.written[unit.key.text][1].values.get(unit.key.language, ""))

    def _record(self, unit: Unit, text: Text) -> None:
        made = Made.MACHINE if unit.is_machine else self.made
        self.changes[unit.key] = line_of(text, unit.key.language, made) if unit.is_final else None

    def put(self, file: File, content: bytes) -> bytes:
        """Return the content of a file with all that is taken for it, or refuse what the loader would refuse."""
        order = self.playbook.settings.languages
        maps = [(unit, self.written[unit.key.text][1].values) for unit in self.taken[file.path]]
        values = [rewriting.Value(values, unit.key.language, unit.target, order) for unit, values in maps]
        new, again = rewriting.rewritten(file, content, values)
        names = {f"{_field(file, values)}.{unit.key.language}": unit for unit, values in maps}
        self.refused += (self._refused(problem, again, names) for problem in again.reading.problems)
        texts = {one.text.key: one.text for one in again.written}
        for unit, _ in maps if not again.reading.problems else ():
            self._record(unit, texts[unit.key.text])
        return new

    def _refused(self, problem: Problem, again: File, names: Mapping[str, Unit]) -> Problem:
        """Point at the unit that a problem of the would-be file is about."""
        unit = names.get(again.fields.at(problem.mark) if again.fields else "")
        return replace(problem, path=self.name, mark=unit.mark, field=unit.key.text) if unit else problem


def _field(file: File, values: MappingNode) -> str:
    """Return the name of the field that holds a text."""
    assert file.fields is not None
    return file.fields.at(next(iter(values.places.values()))).rpartition(".")[0]


def _hash_of_words(source: str, source_language: str) -> str:
    """Return the hash of a source text where a tool dropped the hash and kept the words."""
    words = rewriting.tidy(source)
    try:
        return fingerprint(parse(words, language(source_language).joiner))
    except MarkupError:
        return fingerprint(label(words))
