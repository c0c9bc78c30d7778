"""What is asked of the content while something is made: it is made again when one of the answers is another."""

import contextlib
from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")
# A question that has an answer of few characters, such as ("words", "ja", "leadership:title").
Question = tuple[str, ...]


class Notes:
    """Takes down questions while somebody wants to know them: `taken` has them, or is nothing while nobody does."""

    def __init__(self) -> None:
        self.taken: set[Question] | None = None

    def note(self, question: Question) -> None:
        """Take down a question."""
        if self.taken is not None:
            self.taken.add(question)

    @contextlib.contextmanager
    def taking(self) -> Iterator[set[Question]]:
        """Return the questions that are asked meanwhile; whoever took others down before is told of them, too."""
        before, taken = self.taken, set[Question]()
        self.taken = taken
        try:
            yield taken
        finally:
            self.taken = before
            if before is not None:
                before |= taken

    @contextlib.contextmanager
    def apart(self) -> Iterator[None]:
        """Take nothing down for a while, as when something is made of all of the content for whoever asks later."""
        taken, self.taken = self.taken, None
        try:
            yield
        finally:
            self.taken = taken


class Noted(Mapping[Key, Value]):
    """A mapping that notes whose value is asked for; which keys it has is not noted, and belongs to the structure."""

    def __init__(self, known: Mapping[Key, Value], notes: Notes, question: Callable[[Key], Question]) -> None:
        self.known = known
        self.notes = notes
        self.question = question

    def __getitem__(self, key: Key) -> Value:
        value = self.known[key]
        # Asked hundreds of thousands of times, of which each call more would be felt.
        if (taken := self.notes.taken) is not None:
            taken.add(self.question(key))
        return value

    def __contains__(self, key: object) -> bool:
        return key in self.known

    def __iter__(self) -> Iterator[Key]:
        return iter(self.known)

    def __len__(self) -> int:
        return len(self.known)
