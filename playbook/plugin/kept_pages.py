"""Pages that an earlier build made: each is taken from the cache where all that it asked of the content is the same."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from playbook.cache import Cache, Question, digest_of
from playbook.model.watched import Answers


@dataclass
class KeptPages:
    """The files of pages, of all languages of one address together: each leads to the texts of the others.

    `made_of` is a digest of what every page is made of: code, templates, settings, the structure of the content. What
    is made anew is gathered in `new`, by key; whoever knows that nothing changed meanwhile puts it into the cache.
    """

    cache: Cache
    made_of: str
    answers: Answers
    new: dict[str, bytes] = field(default_factory=dict)
    made: list[str] = field(default_factory=list)

    def get(self, address: str) -> Mapping[str, str] | None:
        """Return the files of an address by path, if they would come out the same."""
        kept = self.cache.get(self._key(address))
        if kept is None:
            return None
        entry = json.loads(kept)
        questions = [tuple(question) for question in entry["asked"]]
        is_same = digest_of(questions, self.answers.answer) == entry["answers"]
        files: Mapping[str, str] = entry["files"]
        return files if is_same else None

    def put(self, address: str, asked: Iterable[Question], files: Mapping[str, str]) -> None:
        """Gather the files of an address, with what was asked while they were made."""
        questions = sorted(asked)
        entry = {"asked": questions, "answers": digest_of(questions, self.answers.answer), "files": files}
        self.new[self._key(address)] = json.dumps(entry, ensure_ascii=False).encode()
        self.made.append(address)

    def _key(self, address: str) -> str:
        return hashlib.sha256(f"page\n{self.made_of}\n{address}".encode()).hexdigest()
