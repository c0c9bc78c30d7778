"""Paper that can be checked: a content code for each sheet, editions that keep old codes known, and what changed."""

from playbook.editions.changes import Changes
from playbook.editions.codes import SHOWN, Recall, Register, Stamp
from playbook.editions.record import NAME, as_json, edition, path_of

__all__ = ["NAME", "SHOWN", "Changes", "Recall", "Register", "Stamp", "as_json", "edition", "path_of"]
