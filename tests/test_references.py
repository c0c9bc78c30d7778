"""The face of the main pages is that of the reference pictures: `make references` where it is meant to be another."""

import json
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import Browser

from tests.references import MADE, PICTURES, WINDOWS, View, columns_of, dressed, landmarks, shown, taken, views
from tests.serving import web_server

REFERENCE: dict[str, Any] = json.loads(MADE.read_text("utf-8"))
# A cell of so many pixels is compared by its mean: how letters are smoothed makes no difference there.
CELL = 10
# From this difference on (of 255) a cell is another one, and so many of all may be.
UNLIKE, MOST = 24, 0.01
BESIDE = ("menu", "main", "contents")


@pytest.fixture(scope="module")
def server(sample_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with web_server(dressed(sample_site, tmp_path_factory.mktemp("references") / "site")) as address:
        yield address


def unlike(one: Path, other: Path) -> float:
    """Return the share of the cells of two pictures that differ."""
    small = []
    for path in (one, other):
        with Image.open(path) as picture:
            size = (picture.width // CELL, picture.height // CELL)
            small.append(picture.convert("RGB").resize(size, Image.Resampling.BOX))
    if small[0].size != small[1].size:
        return 1
    red, green, blue = (
        band.point([255 * (value >= UNLIKE) for value in range(256)]) for band in ImageChops.difference(*small).split()
    )
    cells = ImageChops.lighter(ImageChops.lighter(red, green), blue).tobytes()
    return cells.count(255) / len(cells)


def overlap(one: list[int], other: list[int]) -> bool:
    (left, width, top, foot), (left2, width2, top2, foot2) = one, other
    return left < left2 + width2 and left2 < left + width and top < foot2 and top2 < foot


@pytest.mark.parametrize("name", views())
def test_page_has_the_face_of_its_reference(name: str, server: str, browser: Browser, tmp_path: Path) -> None:
    view: View = views()[name]
    now = tmp_path / f"{name}.png"
    with shown(view, server, browser) as page:
        taken(page, now)
        boxes = landmarks(page)
        widest = page.evaluate("document.documentElement.scrollWidth")
    width = WINDOWS[view.window]["width"]
    assert widest <= width
    assert all(box[0] >= 0 and box[0] + box[1] <= width for box in boxes.values()), boxes
    beside = [boxes[key] for key in BESIDE if key in boxes]
    assert [pair for pair in combinations(beside, 2) if overlap(*pair)] == []
    assert boxes["foot"][2] >= boxes["main"][3]
    assert columns_of(boxes) == REFERENCE["columns"][name], "make references, if they are to stand elsewhere"
    made, version = REFERENCE["chromium"], browser.version.partition(".")[0]
    if version != made:
        pytest.skip(
            f"the pictures were taken by Chromium {made}, and this is {version}: only the geometry was compared"
        )
    assert unlike(now, PICTURES / f"{name}.png") <= MOST, f"look at {now}; make references, if it is meant so"


def test_references_are_few_and_small() -> None:
    pictures = sorted(PICTURES.glob("*.png"))
    assert {path.stem for path in pictures} == {*views()}
    assert len(pictures) <= 30
    assert sum(path.stat().st_size for path in pictures) <= 5_000_000


@pytest.mark.parametrize(("drawn", "found"), [((0, 0, 1280, 900), 1), ((100, 100, 400, 300), 0.052), (None, 0)])
def test_what_is_moved_or_coloured_is_seen(
    drawn: tuple[int, int, int, int] | None, found: float, tmp_path: Path
) -> None:
    white, other = Image.new("RGB", (1280, 900), "white"), Image.new("RGB", (1280, 900), "white")
    if drawn:
        other.paste((30, 60, 90), drawn)
    for number, picture in enumerate((white, other)):
        picture.save(tmp_path / f"{number}.png")
    assert unlike(tmp_path / "0.png", tmp_path / "1.png") == pytest.approx(found, abs=0.001)
