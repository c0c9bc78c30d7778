"""Where commands keep what they made, for the next run."""

import contextlib
from collections.abc import Iterator
from dataclasses import replace

from playbook.cache import Cache
from playbook.cli.options import ROOT
from playbook.cli.speech import why
from playbook.problems import Problem, Severity

# It may be deleted at any time.
CACHE = Cache(ROOT / ".cache" / "made")


def cache_unless(no_cache: bool) -> Cache:
    """Return the cache, or one that keeps nothing."""
    return replace(CACHE, folder=None) if no_cache else CACHE


@contextlib.contextmanager
def keeping(lang: str, *, no_cache: bool) -> Iterator[Cache]:
    """Return the cache, or one that keeps nothing; say at the end why some things are not in it, if so."""
    lost: list[OSError] = []
    cache = replace(cache_unless(no_cache), lost=lost.append)
    yield cache
    cache.prune()
    if lost:
        from playbook.cli.outcome import warn  # noqa: PLC0415 - most runs have nothing to warn of, and end sooner

        facts = {"reason": why(lost[0], ROOT)}
        warn([Problem("not-kept", str(CACHE.folder), facts=facts, severity=Severity.WARNING)], lang)
