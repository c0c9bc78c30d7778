"""What was made before, and what it was made of: what did not change is not made again."""

from playbook.cache.notes import Noted, Notes, Question, digest_of
from playbook.cache.records import Record, keep, last
from playbook.cache.sources import CODE, Sources, digests_below, sources
from playbook.cache.store import Cache

__all__ = [
    "CODE",
    "Cache",
    "Noted",
    "Notes",
    "Question",
    "Record",
    "Sources",
    "digest_of",
    "digests_below",
    "keep",
    "last",
    "sources",
]
