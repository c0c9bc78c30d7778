"""The only door to MkDocs: pages for every chapter in every language, one navigation per language, one build."""

from playbook.plugin.adapter import BuildFailed, PlaybookPlugin
from playbook.plugin.building import build
from playbook.plugin.serving import serve

__all__ = ["BuildFailed", "PlaybookPlugin", "build", "serve"]
