"""Runs a module, and says at the end what it did: `python -m bench.counted playbook build ...`.

It counts in the packages that every version of the generator uses, so that it counts the same in all of them. The last
line on standard error is JSON.
"""

import json
import runpy
import sys
from collections import Counter
from collections.abc import Callable
from typing import Any

import jinja2
import typst
import yaml

# What is counted, and the function whose calls are.
COUNTED: dict[str, tuple[Any, str]] = {
    "YAML files parsed": (yaml, "parse"),
    "templates rendered": (jinja2.Template, "render"),
    "sheets set": (typst.Compiler, "compile_with_warnings"),
}


def main() -> None:
    """Run the module that the first argument names with all others."""
    counts: Counter[str] = Counter()
    for name, (owner, function) in COUNTED.items():
        _count(counts, name, owner, function)
    sys.argv = sys.argv[1:]
    try:
        runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
    finally:
        print(f"\n{json.dumps({name: counts[name] for name in COUNTED})}", file=sys.stderr)


def _count(counts: Counter[str], name: str, owner: Any, function: str) -> None:
    original: Callable[..., Any] = getattr(owner, function)

    def counted(*arguments: Any, **named: Any) -> Any:
        counts[name] += 1
        return original(*arguments, **named)

    setattr(owner, function, counted)


if __name__ == "__main__":
    main()
