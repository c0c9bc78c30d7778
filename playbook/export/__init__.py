"""The playbook for programs: all items as JSON, what stands beside agreements on a page, and a feed of changes."""

from playbook.export.feed import as_atom
from playbook.export.playbook_json import as_json, for_agreements

__all__ = ["as_atom", "as_json", "for_agreements"]
