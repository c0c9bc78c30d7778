"""What an earlier build made: it is taken from the cache where all that it asked of the content is the same."""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from playbook.cache import Cache, Notes, Question, digest_of
from playbook.model.watched import Answers


@dataclass
class KeptPages:
    """The files of a site that are made together: the pages of an address in all languages, or the search of one.

    `made_of` is a digest of what all of them are made of: code, templates, settings, the structure of the content. What
    is made anew is gathered in `new`, by key, and its names in `made`; whoever knows that nothing changed meanwhile
    puts it into the cache.
    """

    cache: Cache
    made_of: str
    answers: Answers
    notes: Notes
    new: dict[str, bytes] = field(default_factory=dict)
    made: list[str] = field(default_factory=list)

    def recall(self, name: str, make: Callable[[], Mapping[str, str]]) -> Mapping[str, str]:
        """Return files by path: those that were kept, if they would come out the same, else as they are made."""
        key = hashlib.sha256(f"files\n{self.made_of}\n{name}".encode()).hexdigest()
        found = self._kept(key)
        if found is not None:
            return found
        with self.notes.taking() as asked:
            files = make()
        entry = {"asked": sorted(asked), "answers": self._digest(asked), "files": files}
        self.new[key] = json.dumps(entry, ensure_ascii=False).encode()
        self.made.append(name)
        return files

    def _kept(self, key: str) -> Mapping[str, str] | None:
        """Return files that were kept, if they would come out the same."""
        try:
            entry = json.loads(self.cache.get(key) or b"")
            asked, answers, files = entry["asked"], entry["answers"], entry["files"]
        except (ValueError, LookupError, TypeError):  # nothing, or of another version of this program
            return None
        is_same = self._digest(map(tuple, asked)) == answers
        return dict(files) if is_same else None

    def _digest(self, questions: Iterable[Question]) -> str:
        return digest_of(questions, self.answers.answer)
