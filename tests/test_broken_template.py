"""A template of the generator that is broken is named with its place, as a mistake in a page is."""

from pathlib import Path

import pytest

from playbook import plugin
from playbook.cache import Results
from playbook.html import Renderer
from tests.conftest import DATA, ROOT


def test_a_broken_template_of_a_chapter_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = "{{ nothing.at_all }}"
    monkeypatch.setattr(Renderer, "chapter", lambda self, _: self.environment.from_string(broken).render())
    site = tmp_path / "site"
    with pytest.raises(plugin.BuildFailed) as failed:
        plugin.build(
            *(ROOT / "mkdocs.yml", DATA / "tiny", site, site, lambda _: None), results=Results(), more=lambda _: {}
        )
    [problem] = failed.value.problems
    assert "'nothing' is undefined" in problem.facts["found"]
