"""Working sheets in a real browser: what is written is kept, by one tab and by two, from a disk and from a server."""

from playwright.sync_api import BrowserContext

from tests.keeping import ITEM, go, keep, reader, sees, stored, tab, wait, wait_to_see, write
from tests.searching import served, site

__all__ = ["reader", "served", "site"]

# As WebKit from a disk: nothing tells of other tabs until one comes back to the front.
DEAF = """delete window.BroadcastChannel;
    addEventListener("storage", (event) => event.stopImmediatePropagation(), true);"""


def test_what_was_written_is_there_after_a_reload(reader: BrowserContext, site: str) -> None:
    page = tab(reader, site)
    keep(page, "Ask the team first.\nSecond line, 二行目")
    keep(page, "true", "ticked", "shelves.example")
    go(page, site)
    assert sees(page) == {"note": "Ask the team first.\nSecond line, 二行目"}
    assert sees(page, "shelves.example") == {"ticked": True}
    keep(page, "")
    go(page, site)
    assert sees(page) is None


def test_what_a_page_had_not_kept_when_it_was_left_is_kept_by_the_next(reader: BrowserContext, site: str) -> None:
    page = tab(reader, site)
    keep(page, "Ask")
    page.evaluate("() => void (store.change = () => new Promise(() => {}))")
    write(page, "Ask the")
    write(page, "Ask the team")
    assert page.evaluate("work.state") == "keeping"
    go(page, site)
    assert sees(page) == {"note": "Ask the team"}
    assert [key for key in page.evaluate("Object.keys(localStorage)") if "unkept" in key] == []


def test_another_tab_sees_what_is_written(reader: BrowserContext, site: str) -> None:
    one, other = tab(reader, site), tab(reader, site)
    write(one, "from one")
    wait_to_see(other, {"note": "from one"})
    write(other, "Rin", "owner")
    wait_to_see(one, {"note": "from one", "owner": "Rin"})


def test_without_channels_another_tab_sees_it_too(reader: BrowserContext, served: str) -> None:
    one, other = (tab(reader, served, "delete window.BroadcastChannel;") for _ in range(2))
    write(one, "from one")
    wait_to_see(other, {"note": "from one"})


def test_same_field_in_two_tabs_keeps_both_values_until_somebody_chooses(reader: BrowserContext, site: str) -> None:
    one, other = (tab(reader, site, DEAF) for _ in range(2))
    keep(one, "from one")
    keep(one, "Rin", "owner")
    keep(other, "from the other")
    both = {"note": "from the other", "owner": "Rin", "conflicts": {"note": ["from one"]}}
    assert sees(other) == both
    assert sees(one) == {"note": "from one", "owner": "Rin"}, "nobody has told it"
    one.evaluate("dispatchEvent(new Event('focus'))")
    wait_to_see(one, both)
    one.evaluate("(item) => work.choose(item, 'note', 'from one')", ITEM)
    one.evaluate("work.settled()")
    other.evaluate("dispatchEvent(new Event('focus'))")
    wait_to_see(other, {"note": "from one", "owner": "Rin"})


def test_what_another_tab_wrote_stands_against_an_item_put_whole(reader: BrowserContext, served: str) -> None:
    one, other = (tab(reader, served, DEAF) for _ in range(2))
    keep(one, "from one")
    other.evaluate("(item) => work.replace(item, { note: 'whole', owner: 'Rin' })", ITEM)
    other.evaluate("work.settled()")
    assert sees(other) == {"note": "whole", "owner": "Rin", "conflicts": {"note": ["from one"]}}
    assert stored(one)["items"][ITEM] == sees(other)


def test_keys_typed_quickly_are_kept_in_few_steps(reader: BrowserContext, served: str) -> None:
    page = tab(reader, served)
    page.evaluate(
        """async (item) => {
            const own = store.change;
            window.steps = [];
            store.change = (...what) => { steps.push(what[1].value); return own(...what); };
            for (let at = 1; at <= 50; at++) work.change(item, "note", "x".repeat(at));
            await work.settled(); }""",
        ITEM,
    )
    assert page.evaluate("steps.map((value) => value.length)") == [1, 50]
    assert stored(page)["items"] == {ITEM: {"note": "x" * 50}}


def test_a_change_writes_one_item_of_a_thousand(reader: BrowserContext, served: str) -> None:
    page = tab(reader, served)
    written = page.evaluate(
        """async (item) => {
            const { put } = IDBObjectStore.prototype;
            const items = Object.fromEntries(Array.from({ length: 1000 }, (_, at) => [`shelves.${at}`, { note: "x" }]));
            await store.put({ ...work.sheet, items });
            await work.settled();
            window.written = [];
            IDBObjectStore.prototype.put = function (value, key) {
                written.push([this.name, ...key.slice(1)].join(" "));
                return put.call(this, value, key); };
            work.change("shelves.7", "note", "y");
            await work.settled();
            return written.sort(); }""",
        ITEM,
    )
    assert written == ["heads", "items shelves.7"]
    go(page, served)
    assert len(page.evaluate("Object.keys(work.sheet.items)")) == 1000


def test_another_playbook_of_the_same_origin_has_its_own_sheets(reader: BrowserContext, site: str) -> None:
    page = tab(reader, site)
    keep(page, "ours")
    page.evaluate("start('other')")
    assert page.evaluate("work.sheet.items") == {}
    assert len(page.evaluate("store.heads()")) == 1


def test_sheets_are_marked_and_dropped_for_all_tabs(reader: BrowserContext, site: str) -> None:
    one, other = tab(reader, site), tab(reader, site)
    one.evaluate("store.mark(work.sheet.id, { name: 'Lakeside', archived: '2026-12-01T00:00:00Z' })")
    wait(one, "work.sheet.name === 'Lakeside'")
    wait(other, "work.sheet.name === 'Lakeside' && work.sheet.archived")
    one.evaluate("store.mark(work.sheet.id, { archived: undefined })")
    wait(other, "!('archived' in work.sheet)")
    one.evaluate("store.drop(work.sheet.id)")
    wait(other, "work.state === 'failed' && said()[0] === 'keep_gone'")
    write(other, "too late")
    wait(other, "work.hasUnkept && work.state === 'failed'")
    assert one.evaluate("store.heads()") == []
    assert one.evaluate("store.lost") == []


def test_browser_is_asked_once_to_keep_what_is_there(reader: BrowserContext, site: str) -> None:
    """From a disk Firefox would never answer."""
    counting = """navigator.storage.persist = () => {
        sessionStorage.asked = Number(sessionStorage.asked ?? 0) + 1; return Promise.resolve(true); };"""
    page = tab(reader, site, counting)
    page.evaluate("store.put({ ...work.sheet, id: 'second' })")
    go(page, site)
    page.evaluate("store.put({ ...work.sheet, id: 'third' })")
    assert page.evaluate("sessionStorage.asked ?? null") == (None if site.startswith("file:") else "1")
