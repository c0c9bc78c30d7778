"""What was made before, and what it was made of: what did not change is not made again."""

from playbook.cache.notes import Noted, Notes, Question
from playbook.cache.objects import packed, unpacked
from playbook.cache.records import Record, keep, last
from playbook.cache.results import Results
from playbook.cache.sources import CODE, NO_SOURCES, Sources, digests_below, made_by, sources
from playbook.cache.store import Cache

__all__ = [
    "CODE",
    "NO_SOURCES",
    "Cache",
    "Noted",
    "Notes",
    "Question",
    "Record",
    "Results",
    "Sources",
    "digests_below",
    "keep",
    "last",
    "made_by",
    "packed",
    "sources",
    "unpacked",
]
