"""A playbook that notes what is asked of it: words, states of translations, places.

All else of a playbook is its structure: ids, order, fields, numbers, which texts there are and in which languages. What
is made of a playbook depends on the whole structure, and of the rest on what it asked for.
"""

import contextlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields, replace
from functools import cache, cached_property, lru_cache
from hashlib import sha256
from types import MappingProxyType
from typing import Any, TypeVar

from playbook.cache import Noted, Notes, Question
from playbook.model.ledger import Key, State
from playbook.model.playbook import Playbook
from playbook.model.records import Record
from playbook.text import Text

Key_ = TypeVar("Key_")
Value = TypeVar("Value")
# What a register of all codes is made of.
EVERYTHING: Question = ("everything",)
# What a list of all texts with their places is made of.
FILES: Question = ("files",)
# What pages ask for, or what does not differ between playbooks; `words` and `borrowed` are put in order first.
_ASKED_FOR = frozenset({"asked", "words", "borrowed", "places", "texts", "wordings", "ledger", "editions", "kinds"})


# Between the words of a question where it is written as one: no text may hold it.
_BETWEEN = "\x7f"
# Answers that are remembered: all pages ask for the titles in the navigation, and each for its own words once.
_MOST_REMEMBERED = 16_384


# By name, what is made of many answers.
Made = Mapping[str, Callable[[], object]]


class Answers:
    """What a playbook answers to questions, as digests; a question is written as one line.

    `files` has the digests of the files that it was read from, by path: what only a file has a say in, of a ledger that
    is the same, needs no answer where the file is the same. Who shows no more than what is `made` of many answers, asks
    for that.
    """

    def __init__(self, playbook: Playbook, files: Mapping[str, str], made: Made = MappingProxyType({})) -> None:
        self.playbook = playbook
        self.files = files
        self.made = made
        self.words = {key: located.text for key, located in playbook.texts.items()}
        self._line = lru_cache(_MOST_REMEMBERED)(self._answered)

    @staticmethod
    def written(questions: Iterable[Question]) -> list[str]:
        """Return questions as they are written, in an order of their own."""
        return sorted(map(_BETWEEN.join, questions))

    def digest(self, written: Iterable[str]) -> str:
        """Return one digest of the answers to all of some questions."""
        return sha256("\n".join(map(self._line, written)).encode(errors="surrogatepass")).hexdigest()

    def noted(self, questions: Iterable[Question]) -> list[tuple[str, str, str, list[str]]]:
        """Return questions with what they were answered, by file, as `are_the_same` wants them: JSON may have it."""
        by_file = defaultdict[str, list[Question]](list)
        for question in questions:
            by_file[self._file_of(question)].append(question)
        written = ((path, self.written(asked)) for path, asked in sorted(by_file.items()))
        return [(path, self.files.get(path, ""), self.digest(asked), asked) for path, asked in written]

    def are_the_same(self, noted: Iterable[Any]) -> bool:
        """Tell whether all questions that were noted have the same answers now."""
        return all(
            (file and self.files.get(path) == file) or self.digest(asked) == answers
            for path, file, answers, asked in noted
        )

    def _file_of(self, question: Question) -> str:
        """Return the path of the file that an answer comes from; nothing where it comes from several."""
        match question:
            case ("words" | "state" | "beginning", _, key) | ("text", key):
                return self._paths.get(key, "")
            case ("place", id):
                return self.playbook.places[id].path if id in self.playbook.places else ""
            case ("asked", language):
                return f"asked/{language}.yml"
            case _:
                return ""

    @cached_property
    def _paths(self) -> Mapping[str, str]:
        """The path of the file that each text stands in, by the key of the text."""
        return {key: next(iter(located.places.values())).path for key, located in self.playbook.texts.items()}

    def _answered(self, written: str) -> str:
        question = tuple(written.split(_BETWEEN))
        return f"{written}{_BETWEEN}{self._known(question) or _short(self._answer(question))}"

    def _known(self, question: Question) -> str:
        """Return the digest of an answer that has one of its own: most questions are for words and for states."""
        match question:
            case ("words", language, key):
                return self.words[key].digests.get(language, "") if key in self.words else ""
            case ("state", language, key):
                return _of_state(self.playbook.states.get(Key(language, key)))
            case _:
                return ""

    def _answer(self, question: Question) -> object:
        playbook = self.playbook
        found: object
        match question:
            case ("words", *_):
                found = ()
            case ("usual", language, address):
                found = playbook.usual_states.get((language, address))
            case ("said", language):
                found = [text.digests.get(language) for text in self.words.values()]
            case ("said-most", *key):
                found = playbook.said_most[tuple(key)]
            case ("asked", language):
                found = playbook.asked.get(language)
            case ("beginning", language, key):
                found = playbook.beginnings[language, key] if key in self.words else ""
            case ("figure-uses", id):
                found = playbook.figure_uses.get(id)
            case ("place", id):
                found = playbook.places.get(id)
            case ("text", key):
                found = dict(playbook.texts[key].places) if key in playbook.texts else None
            case ("made", name):
                found = self.made[name]()
            case ("files",):
                found = sorted(self.files.items())
            case _:
                assert question == EVERYTHING, question
                states = [_of_state(state) for state in playbook.states.values()]
                found = ([[*text.digests.values()] for text in self.words.values()], states)
        return found


@contextlib.contextmanager
def watched(playbook: Playbook, notes: Notes) -> Iterator[Playbook]:
    """Return a playbook that notes what is asked of it; its texts do so meanwhile, whoever else has them."""
    texts = [located.text for located in playbook.texts.values()]
    versions = [text.versions for text in texts]
    same = replace(
        playbook,
        texts=Noted(playbook.texts, notes, lambda key: ("text", key)),
        places=Noted(playbook.places, notes, lambda id: ("place", id)),
        asked=Noted(playbook.asked, notes, lambda id: ("asked", id)),
    )
    # Which texts there are belongs to the structure.
    vars(same).update(texts_of=playbook.texts_of, first_texts=playbook.first_texts)
    # These are made of all texts: what each says is noted where it is asked for, not where it is made.
    vars(same)["states"] = Noted(playbook.states.all(), notes, lambda key: ("state", key.language, key.text))
    vars(same)["usual_states"] = Noted(playbook.usual_states, notes, lambda key: ("usual", *key))
    beginnings = _Late(lambda: playbook.beginnings, notes)
    vars(same)["beginnings"] = Noted(beginnings, notes, lambda key: ("beginning", *key))
    said, said_most, uses = lambda: playbook.said, lambda: playbook.said_most, lambda: playbook.figure_uses
    vars(same)["said"] = Noted(_Late(said, notes), notes, lambda id: ("said", id))
    vars(same)["said_most"] = Noted(_Late(said_most, notes), notes, lambda key: ("said-most", *key))
    vars(same)["figure_uses"] = Noted(_Late(uses, notes), notes, lambda id: ("figure-uses", id))
    try:
        for text in texts:
            object.__setattr__(text, "versions", _noted(text, notes))
        yield same
    finally:
        for text, unwatched in zip(texts, versions, strict=True):
            object.__setattr__(text, "versions", unwatched)


class _Late(Mapping[Key_, Value]):
    """A mapping that is made once somebody asks it something: few pages do, and it is made of all texts."""

    def __init__(self, make: Callable[[], Mapping[Key_, Value]], notes: Notes) -> None:
        self._make, self._notes = make, notes

    @cached_property
    def _known(self) -> Mapping[Key_, Value]:
        with self._notes.apart():
            return self._make()

    def __getitem__(self, key: Key_) -> Value:
        known = self._known
        with self._notes.apart():
            return known[key]

    def __iter__(self) -> Iterator[Key_]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)


def _noted(text: Text, notes: Notes) -> Noted[str, object]:
    key = text.key
    return Noted(text.versions, notes, lambda language: ("words", language, key))


def structure_of(playbook: Playbook) -> str:
    """Return a digest of all of a playbook but words, states and places; the words of the generator belong to it."""
    content = [_structure(getattr(playbook, field.name)) for field in fields(playbook) if field.name not in _ASKED_FOR]
    return _short((content, playbook.words, sorted((id, sorted(keys)) for id, keys in playbook.borrowed.items())))


def _structure(value: object) -> object:
    if isinstance(value, Text):
        return ("text", value.key, value.source, tuple(value.versions))
    if isinstance(value, Record):
        return (type(value).__name__, *(_structure(getattr(value, name)) for name in type(value).model_fields))
    if isinstance(value, tuple):
        return tuple(_structure(one) for one in value)
    return value


@cache
def _of_state(state: State | None) -> str:
    return _short(state)


def _short(value: object) -> str:
    return sha256(repr(value).encode(errors="surrogatepass")).hexdigest()
