"""The playbook for programs: all items as JSON, what stands beside agreements on a page, and a feed of changes."""

from playbook.export.feed import MOST_NAMED, as_atom
from playbook.export.playbook_json import as_json, for_agreements
from playbook.export.reading import changed_in_feed, items_in_json

__all__ = ["MOST_NAMED", "as_atom", "as_json", "changed_in_feed", "for_agreements", "items_in_json"]
