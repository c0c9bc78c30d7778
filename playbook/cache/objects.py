"""Objects of the content as bytes: what reads them makes values of the model, and calls nothing else."""

import io
import pickle
from typing import Any

_PLACES = ("playbook.model.", "playbook.text", "playbook.problems")
_OTHERS = frozenset({("decimal", "Decimal"), ("datetime", "date")})


class _Reader(pickle.Unpickler):
    """Knows the classes of the content by name; what names anything else, such as a function to call, is refused."""

    def find_class(self, module: str, name: str) -> Any:
        if (module.startswith(_PLACES) and "." not in name) or (module, name) in _OTHERS:
            found = super().find_class(module, name)
            if isinstance(found, type) and found.__module__ == module:
                return found
        raise pickle.UnpicklingError(f"{module}.{name} is no part of the content")


def packed(value: object) -> bytes:
    """Return values of the model, and tuples of them, as bytes."""
    return pickle.dumps(value, pickle.HIGHEST_PROTOCOL)


def unpacked(content: bytes) -> Any:
    """Return what was packed; raises ValueError for what is no such thing, or was packed by another version."""
    try:
        return _Reader(io.BytesIO(content)).load()
    except Exception as error:  # broken bytes raise whatever they happen to meet
        raise ValueError(f"not what was packed: {error}") from error
