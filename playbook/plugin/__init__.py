"""The only door to MkDocs: pages for every chapter in every language, one navigation per language, one build."""

from playbook.plugin.adapter import BuildFailed, PlaybookPlugin
from playbook.plugin.building import build
from playbook.plugin.diagnostics import crash
from playbook.plugin.on_demand import LazySite, Tools

__all__ = ["BuildFailed", "LazySite", "PlaybookPlugin", "Tools", "build", "crash"]
