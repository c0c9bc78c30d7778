"""What an earlier build made: it is taken from the cache where all that it asked of the content is the same."""

import contextlib
import gc
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from playbook import files
from playbook.cache import Notes, Question, Results
from playbook.model.watched import Answers

# What is in a file, or what waits for that: whoever promises it can have it again at little cost.
Content = str | bytes | Callable[[], bytes]
# What makes those files that are made together, by a name; each by its path in the site.
Parts = Mapping[str, Callable[[], Mapping[str, Content]]]


@dataclass
class KeptPages:
    """The files of a site that are made together: the pages of an address in all languages, or the search of one.

    `made_of` is a digest of what all of them are made of: code, templates, settings, the structure of the content. They
    are put into the folder `new`; what is the same in the `old` site, if there is one to take from, is not written. The
    names of those that are made anew are gathered in `made`, and in `digests` what was put, by path.
    """

    results: Results
    made_of: str
    answers: Answers
    notes: Notes
    new: Path
    old: Path | None = None
    made: list[str] = field(default_factory=list)
    digests: dict[str, str] = field(default_factory=dict)

    def put(self, name: str, make: Callable[[], Mapping[str, Content]]) -> None:
        """Put files into the site by their paths: those that were kept, if they would be the same, else new ones."""
        finish = self.begin(name, make)
        finish() if finish else None

    def begin(self, name: str, make: Callable[[], Mapping[str, Content]]) -> Callable[[], None] | None:
        """Begin to do so; return what waits for what is promised, and finishes it, or nothing if all is done."""
        key = self.results.key("files", f"{self.made_of}\n{name}")
        digests = self._known(key)
        if digests is not None and self._is_put(digests):
            return None
        with self.notes.taking() as asked:
            promised = make()
        return partial(self._finish, name, key, asked, promised)

    def recall(self, name: str, given: str, make: Callable[[], Any]) -> Any:
        """Return what a function makes of the words that it asks for and of what it is given, as JSON has it.

        Who asks for it depends on all words: of what is recalled, no question is noted again.
        """
        key = self.results.key("made", f"{self.made_of}\n{name}\n{given}")
        with contextlib.suppress(ValueError, LookupError, TypeError):  # nothing, or of another version of this program
            entry = json.loads(self.results.get(key) or b"")
            if self.answers.are_the_same(entry["asked"]):
                return entry["made"]
        with self.notes.taking() as asked:
            made = make()
        written = json.dumps({"asked": self.answers.noted(asked), "made": made}, ensure_ascii=False)
        self.results.new[key] = written.encode(errors="surrogatepass")
        return json.loads(written)["made"]

    def _known(self, key: str) -> Mapping[str, str] | None:
        """Return the digests of files that were kept, if they would come out the same."""
        try:
            entry = json.loads(self.results.get(key) or b"")
            asked, digests = entry["asked"], entry["files"]
        except (ValueError, LookupError, TypeError):  # nothing, or of another version of this program
            return None
        return dict(digests) if self.answers.are_the_same(asked) else None

    def _is_put(self, digests: Mapping[str, str]) -> bool:
        """Put files that were kept into the site; tell whether their contents, as far as needed, were kept, too."""
        lacking = self._lacking(digests)
        kept = self.results.get(self._key_of(digests)) if lacking else None
        contents = _unpacked(kept) if kept else {}
        is_whole = contents.keys() >= {*lacking}
        if is_whole:
            self._write(lacking, contents)
            self.digests.update(digests)
        return is_whole

    def _finish(self, name: str, key: str, asked: Iterable[Question], promised: Mapping[str, Content]) -> None:
        contents = {path: _bytes(content) for path, content in promised.items()}
        digests = {path: sha256(content).hexdigest() for path, content in contents.items()}
        if self.results.keeps:
            entry = {"asked": self.answers.noted(asked), "files": digests}
            self.results.new[key] = json.dumps(entry, ensure_ascii=False).encode(errors="surrogatepass")
            if not any(map(callable, promised.values())):
                # Known by what it is, it may be kept at once: a large site is not held in memory until its end.
                self.results.cache.put(self._key_of(digests), _packed(contents))
        self.made.append(name)
        self._write(self._lacking(digests), contents)
        self.digests.update(digests)
        # Templates and workbooks leave circles behind. What is older than the last look is not gone through again.
        gc.collect(0)

    def _key_of(self, digests: Mapping[str, str]) -> str:
        return self.results.key("contents", json.dumps(digests))

    def _lacking(self, digests: Mapping[str, str]) -> list[str]:
        """Return the paths of those files that the old site does not have as they are to be; take over the others."""
        return [path for path, digest in digests.items() if not self._is_taken(path, digest)]

    def _is_taken(self, path: str, digest: str) -> bool:
        return self.old is not None and files.take_over(f"{self.old}/{path}", f"{self.new}/{path}", digest)

    def _write(self, paths: Iterable[str], contents: Mapping[str, bytes]) -> None:
        for path in paths:
            files.put(f"{self.new}/{path}", contents[path])


def _bytes(content: Content) -> bytes:
    made = content() if callable(content) else content
    return made.encode() if isinstance(made, str) else made


def _packed(contents: Mapping[str, bytes]) -> bytes:
    """Return files as one row of bytes, behind a line with the length of each."""
    lengths = json.dumps({path: len(content) for path, content in contents.items()})
    return b"\n".join((lengths.encode(), b"".join(contents.values())))


def _unpacked(packed: bytes) -> Mapping[str, bytes]:
    """Return what was packed, or nothing of what another version of this program has packed."""
    head, _, rest = packed.partition(b"\n")
    contents, at = {}, 0
    with contextlib.suppress(ValueError, TypeError, AttributeError):
        for path, length in json.loads(head).items():
            contents[path] = rest[at : at + length]
            at += length
    return contents
