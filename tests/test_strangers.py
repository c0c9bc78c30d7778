"""Who has never seen the playbook finds what they came for: by words on the first page, in at most three clicks."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Page, expect

from tests.conftest import DATA

TASKS = yaml.safe_load((DATA / "strangers.yml").read_text(encoding="utf-8"))
WIDTHS = {"wide": 1280, "phone": 360}
MOST_CLICKS = 3
# What somebody presses stands in the text, and says so: what a drawer or the head has besides is not needed.
PRESSED = "article :is(a, button, summary):visible"


@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
@pytest.mark.parametrize("language", ["en", "ja", "zh"])
@pytest.mark.parametrize("task", TASKS, ids=lambda task: task["task"].replace(" ", "-"))
def test_stranger_finds(task: dict[str, Any], language: str, width: int, real_site: Path, page: Page) -> None:
    way = task["ways"][language]
    assert len(way) <= MOST_CLICKS
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{real_site.as_uri()}/{language}/index.html")
    for words in way:
        if words is way[-1] and "waits_for" in task:
            expect(page.locator(task["waits_for"])).to_be_visible()
        page.locator(PRESSED).filter(has_text=re.compile(rf"^\s*{re.escape(words)}")).first.click()
    page.wait_for_url(re.compile(re.escape(f"/{language}/{task['address']}")))
    expect(page.locator(task["shows"]).first).to_be_visible()
