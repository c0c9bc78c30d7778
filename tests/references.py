"""Pictures of the main pages in the committed fonts: `make references` takes them anew, after a change of the face."""

import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import yaml
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from playbook.languages import LANGUAGES
from playbook.pdf.typesetting import FONTS
from tests.conftest import DATA, WITHOUT_WINDOWS, built
from tests.serving import web_server

PICTURES = DATA / "references"
# The version of Chromium that took them, and where the landmarks stand that no font moves.
MADE = PICTURES / "made.json"
WINDOWS = {"desk": {"width": 1280, "height": 900}, "phone": {"width": 390, "height": 844}}
FACES = "".join(
    f'@font-face {{ font-family: "{path.stem}"; src: url("../../fonts/{path.name}"); font-weight: 100 900; }}\n'
    for path in sorted(FONTS.glob("*.ttf"))
)
# The landmarks of a page that are seen, by name: left edge and width, top and foot.
LANDMARKS = """() => {
  const names = { head: ".md-header", menu: "#pb-menu", main: "main", title: "main h1", contents: "#pb-contents" };
  const boxes = {};
  for (const [name, selector] of Object.entries({ ...names, foot: ".md-footer" })) {
    const box = document.querySelector(selector)?.getBoundingClientRect();
    if (box?.width) boxes[name] = [box.left, box.width, box.top, box.bottom].map(Math.round);
  }
  return boxes;
}"""


@dataclass(frozen=True)
class View:
    """What one picture shows."""

    address: str
    language: str
    window: str
    dark: bool = False


def views() -> Mapping[str, View]:
    """Return all views by name."""
    return {name: View(**row) for name, row in yaml.safe_load(PICTURES.with_suffix(".yml").read_text("utf-8")).items()}


def dressed(site: Path, target: Path) -> Path:
    """Copy a site to a folder, and return it: its pages are in the fonts that the project brings along."""
    shutil.copytree(site, target, copy_function=os.link)
    (target / "fonts").symlink_to(FONTS)
    styles = target / "assets" / "playbook" / "site.css"
    text = styles.read_text("utf-8") + _fonts()
    styles.unlink()  # the file is also that of the site
    styles.write_text(text, "utf-8")
    return target


@contextmanager
def shown(view: View, server: str, browser: Browser) -> Iterator[Page]:
    """Give a page as it is seen when all of it is there, in the fonts that the project brings along."""
    context = browser.new_context(
        viewport=WINDOWS[view.window],  # type: ignore[arg-type]
        color_scheme="dark" if view.dark else "light",
        reduced_motion="reduce",
        locale="en-GB",
        device_scale_factor=1,
    )
    page = context.new_page()
    page.goto(f"{server}/{view.language}/{view.address}")
    page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready")
    yield page
    context.close()


def taken(page: Page, target: Path) -> None:
    """Take a picture of what is seen, in few colours: it is smaller by half, and no eye finds the difference."""
    page.screenshot(path=target, animations="disabled", caret="hide")
    with Image.open(target) as picture:
        few = picture.convert("RGB").quantize(64)
    few.save(target, optimize=True)


def landmarks(page: Page) -> dict[str, list[int]]:
    """Return where the landmarks of a page stand, by name: left edge, width, top, foot."""
    found: dict[str, list[int]] = page.evaluate(LANDMARKS)
    return found


def columns_of(boxes: Mapping[str, list[int]]) -> dict[str, list[int]]:
    """Return the left edge and the width of landmarks; of a title the edge alone: it is so many of its letters wide."""
    return {key: box[:1] if key == "title" else box[:2] for key, box in boxes.items()}


def _fonts() -> str:
    faces = {row.tag: [path.stem for path in sorted(FONTS.glob("*.ttf"))] for row in LANGUAGES.values()}
    return FACES + "".join(f":lang({tag}) {{ --pb-font: {_stack(tag, names)}; }}\n" for tag, names in faces.items())


def _stack(tag: str, names: list[str]) -> str:
    return ", ".join(f'"{name}"' for name in sorted(names, reverse=tag.startswith("zh")))


def main() -> None:
    """Take all pictures, and note where the landmarks stand."""
    shutil.rmtree(PICTURES, ignore_errors=True)
    PICTURES.mkdir()
    path = next(found for name in WITHOUT_WINDOWS if (found := shutil.which(name)))
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = dressed(built(DATA / "sample", Path(folder) / "site"), Path(folder) / "dressed")
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        columns = {}
        with web_server(site) as server:
            for name, view in views().items():
                with shown(view, server, browser) as page:
                    taken(page, PICTURES / f"{name}.png")
                    columns[name] = columns_of(landmarks(page))
        made = {"chromium": browser.version.partition(".")[0], "columns": columns}
        browser.close()
    MADE.write_text(json.dumps(made, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
