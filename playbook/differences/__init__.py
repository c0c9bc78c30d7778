"""What a change of the content means: two playbooks compared item by item, text by text, whatever lines moved."""

from playbook.differences.comparison import Difference, FieldChange, ItemChange, Rewording, compare
from playbook.differences.words import Stretch, stretches

__all__ = ["Difference", "FieldChange", "ItemChange", "Rewording", "Stretch", "compare", "stretches"]
