"""How the tests fill in a chapter: a site with working sheets, and what its store holds."""

from typing import Any

from playwright.sync_api import Locator, Page, expect

SHELVES = "pillars/shelves.html"
LABEL = "shelves.label-all"
LOST = "shelves.lost-books"
# Several times around the longest page: where it draws a part anew, the focus may begin again.
MOST_TABS = 1_000
_OPEN = """
    const id = localStorage.getItem("playbook.playbook.sheet");
    const db = await idb.openDB("playbook.playbook", 1);
"""
_READ = f"""async () => {{{_OPEN}
    const [keys, values] = await Promise.all([db.getAllKeys("items"), db.getAll("items")]);
    db.close();
    return Object.fromEntries(keys.flatMap(([sheet, item], at) => (sheet === id ? [[item, values[at]]] : [])));
}}"""
_WRITE = f"""async (items) => {{{_OPEN}
    const writing = db.transaction("items", "readwrite");
    for (const [item, filled] of Object.entries(items)) writing.store.put(filled, [id, item]);
    await writing.done;
    db.close();
}}"""


def begun(page: Page, address: str, name: str = "Village team") -> Page:
    """Open a chapter and make the first sheet."""
    page.goto(address)
    page.locator(".pb-ways__work button").click()
    page.locator(".pb-bar input").fill(name)
    page.locator(".pb-bar [type=submit]").click()
    return ready(page)


def ready(page: Page) -> Page:
    """Wait until the sheet is open and all of it is kept."""
    expect(page.locator(".pb-bar__kept")).to_have_attribute("data-state", "kept")
    return page


def kept(page: Page) -> dict[str, Any]:
    """Return the items of the open sheet as the store holds them, without their wordings."""
    ready(page)
    items: dict[str, dict[str, Any]] = page.evaluate(_READ)
    return {id: {name: value for name, value in filled.items() if name != "wording"} for id, filled in items.items()}


def wordings(page: Page) -> dict[str, Any]:
    """Return what the store holds of the wording of each item."""
    ready(page)
    return {id: filled.get("wording") for id, filled in page.evaluate(_READ).items()}


def filled_before(page: Page, items: dict[str, Any]) -> Page:
    """Put items into the open sheet as an earlier visit or a file would have, and open the page anew."""
    page.evaluate(_WRITE, items)
    page.reload()
    return ready(page)


def field(page: Page, item: str, name: str) -> Locator:
    """Return the control of a field of an item."""
    return page.locator(f"[data-item='{item}'] .pb-field--{name} :is(input, select, textarea)")


def done(page: Page, item: str = LABEL) -> Locator:
    """Return the tick that says that an action is done."""
    return page.locator(f"[data-item='{item}'] .pb-done input")


def tabbed_to(page: Page, target: Locator, key: str = "Tab") -> None:
    """Press Tab until the target, once it is shown, has the focus; backwards by `Shift+Tab`."""
    expect(target.locator("visible=true").first).to_be_enabled()
    for _ in range(MOST_TABS):
        if target.evaluate_all("found => found.includes(document.activeElement)"):
            return
        page.keyboard.press(key)
    raise AssertionError(f"the Tab key does not reach {target}")
