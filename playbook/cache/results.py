"""What functions of content returned: the same of the same, as long as the code is the same."""

import contextlib
import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any, TypeVar

from playbook.cache.objects import packed, unpacked
from playbook.cache.store import Cache

_NOTHING = Cache(None)
T = TypeVar("T")


@dataclass(frozen=True)
class Results:
    """Results of one run and of earlier ones, by what they are made of.

    `made_by` is a digest of what makes them: code, packages, options. What is new is in the cache only once `keep` is
    called, by whoever knows that the code did not change meanwhile; of what stays in memory anyway, the bytes are made
    only when they are asked for. Without a cache, what `lasts` is asked again by the same run.
    """

    cache: Cache = _NOTHING
    made_by: str = ""
    new: dict[str, bytes | Callable[[], bytes]] = field(default_factory=dict)
    lasts: bool = False

    def recall(self, name: str, given: str | bytes, make: Callable[[], Any]) -> Any:
        """Return what a function makes of something; as JSON has it, where it may be kept: lists for tuples."""
        if not self.keeps:
            return make()
        key = self.key(name, given)
        with contextlib.suppress(ValueError, LookupError, TypeError):  # nothing, or of another version of this program
            return json.loads(self.get(key) or b"")["result"]
        self.new[key] = result = json.dumps({"result": make()}, ensure_ascii=False).encode(errors="surrogatepass")
        return json.loads(result)["result"]

    def restore(self, name: str, given: str | bytes, make: Callable[[], T], may_keep: Callable[[T], object]) -> T:
        """Return the same as values of the model; what does not pass `may_keep` is made each time."""
        key = self.key(name, given)
        with contextlib.suppress(ValueError):  # nothing
            kept: T = unpacked(self.get(key) or b"")
            return kept
        made = make()
        if self.keeps and may_keep(made):
            self.new[key] = partial(packed, made)
        return made

    @property
    def keeps(self) -> bool:
        """Whether anybody will ask for what is kept."""
        return self.lasts or self.cache.folder is not None

    def get(self, key: str) -> bytes | None:
        """Return what this run or an earlier one made."""
        if key not in self.new:
            return self.cache.get(key)
        self.new[key] = made = _bytes(self.new[key])
        return made

    def keep(self) -> None:
        """Put what is new into the cache."""
        for key, result in self.new.items():
            self.cache.put(key, _bytes(result))

    def key(self, name: str, given: str | bytes) -> str:
        """Return what a result is known by."""
        of = given if isinstance(given, bytes) else given.encode(errors="surrogatepass")
        return hashlib.sha256(f"{name}\n{self.made_by}\n".encode() + of).hexdigest()


def _bytes(result: bytes | Callable[[], bytes]) -> bytes:
    return result() if callable(result) else result
