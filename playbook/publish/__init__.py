"""A finished site: its links and its items are checked, and it takes the place of the old one at once."""

from playbook.publish.earlier import since
from playbook.publish.links import broken_links
from playbook.publish.manifest import missing, missing_on_paper
from playbook.publish.place import may_replace, put_in_place, staging

__all__ = ["broken_links", "may_replace", "missing", "missing_on_paper", "put_in_place", "since", "staging"]
