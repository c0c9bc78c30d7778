"""A mapping that makes what it is asked for."""

from collections.abc import Callable, Mapping
from typing import Generic, TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")


class Memo(dict[Key, Value], Generic[Key, Value]):
    """Values by key, each made when it is first asked for: quicker than a cached function for what is known already."""

    def __init__(self, make: Callable[[Key], Value], known: Mapping[Key, Value] | None = None) -> None:
        super().__init__(known or {})
        self.make = make

    def __missing__(self, key: Key) -> Value:
        self[key] = value = self.make(key)
        return value
