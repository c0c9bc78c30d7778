"""Storage that is forbidden, full, damaged, emptied or taken away: the reader is told, goes on, and loses nothing."""

from typing import Any

import pytest
import yaml
from playwright.sync_api import BrowserContext, Dialog

from tests.conftest import DATA
from tests.keeping import ITEM, go, keep, reader, sees, stored, tab, wait, write
from tests.searching import served, site

__all__ = ["reader", "served", "site"]

FAULTS = yaml.safe_load((DATA / "storage-faults.yml").read_text("utf-8"))
BROKEN = "IDBFactory.prototype.open = () => { throw new DOMException('', 'UnknownError'); };"
# A database of its own for what the tests do behind the store's back.
DIRECT = """(work) => new Promise((resolve, reject) => {
    const asked = indexedDB.open("playbook.sample");
    asked.onerror = reject;
    asked.onsuccess = () => {
        const db = asked.result;
        const done = db.transaction(["heads", "items"], "readwrite");
        %s;
        done.oncomplete = () => { db.close(); resolve(); };
    };
})"""


@pytest.mark.parametrize("case", FAULTS, ids=[case["name"] for case in FAULTS])
def test_reader_goes_on_and_is_told(case: dict[str, Any], reader: BrowserContext, site: str) -> None:
    page = tab(reader, site, case["script"])
    asked: list[str] = []
    page.on("dialog", lambda dialog: answer(dialog, asked))
    assert page.evaluate("[store.kind, store.fault]") == [case["kind"], case["fault"]]
    page.locator("h1").click()  # a browser asks nothing on behalf of a page that nobody touched
    write(page, "seen")
    assert sees(page) == {"note": "seen"}
    wait(page, "work.state !== 'keeping'")
    assert page.evaluate("said()") == case["says"]
    page.reload()
    assert asked == ["beforeunload"] * case["asks"]
    page.evaluate("start()")
    is_lost = case["kind"] == "memory"
    assert sees(page) == (None if is_lost else {"note": "seen"})


def answer(dialog: Dialog, asked: list[str]) -> None:
    asked.append(dialog.type)
    dialog.accept()


def test_memory_does_not_ask_once_the_sheet_is_saved(reader: BrowserContext, served: str) -> None:
    page = tab(reader, served, BROKEN + "Storage.prototype.setItem = () => { throw new DOMException('', 'X'); };")
    page.on("dialog", lambda dialog: answer(dialog, asked))
    asked: list[str] = []
    page.locator("h1").click()
    keep(page, "in memory")
    page.evaluate("store.mark(work.sheet.id, { saved: new Date().toISOString() })")
    wait(page, "work.sheet.saved")
    page.reload()
    assert asked == []


def test_full_storage_shows_nothing_as_kept_and_keeps_all_later(reader: BrowserContext, served: str) -> None:
    page = tab(reader, served)
    keep(page, "before")
    page.evaluate(
        """() => {
            const { put } = IDBObjectStore.prototype;
            window.mend = () => { IDBObjectStore.prototype.put = put; };
            IDBObjectStore.prototype.put = function () { throw new DOMException("", "QuotaExceededError"); }; }"""
    )
    write(page, "after")
    write(page, "Rin", "owner")
    wait(page, "work.state === 'failed' && said()[0] === 'keep_full'")
    assert sees(page) == {"note": "after", "owner": "Rin"}
    assert stored(page)["items"] == {ITEM: {"note": "before"}}
    page.evaluate("mend()")
    keep(page, "2026-12-24", "due")
    assert page.evaluate("[work.state, work.hasUnkept]") == ["kept", False]
    assert stored(page)["items"] == {ITEM: {"note": "after", "owner": "Rin", "due": "2026-12-24"}}


def test_failed_transaction_leaves_nothing_half_written(reader: BrowserContext, served: str) -> None:
    page = tab(reader, served)
    keep(page, "before")
    fault = page.evaluate(
        """async () => {
            const { put } = IDBObjectStore.prototype;
            IDBObjectStore.prototype.put = function (value, key) {
                if (key[1] === "shelves.2") throw new DOMException("", "QuotaExceededError");
                return put.call(this, value, key); };
            const items = { "shelves.1": { note: "1" }, "shelves.2": { note: "2" } };
            return store.put({ ...work.sheet, name: "Half", items }).catch((error) => error.name); }"""
    )
    assert fault == "QuotaExceededError"
    assert stored(page)["items"] == {ITEM: {"note": "before"}}
    assert stored(page)["name"] == "Riverside"


def test_failed_writes_to_plain_storage_leave_nothing_half_written(reader: BrowserContext, served: str) -> None:
    page = tab(reader, served, BROKEN)
    keep(page, "before")
    fault = page.evaluate(
        """async () => {
            const { setItem } = Storage.prototype;
            Storage.prototype.setItem = function (key, value) {
                if (key.includes("shelves.2")) throw new DOMException("", "QuotaExceededError");
                return setItem.call(this, key, value); };
            const items = { "shelves.1": { note: "1" }, "shelves.2": { note: "2" } };
            return store.put({ ...work.sheet, name: "Half", items }).catch((error) => error.name); }"""
    )
    assert fault == "QuotaExceededError"
    assert stored(page)["items"] == {ITEM: {"note": "before"}}
    assert stored(page)["name"] == "Riverside"


def test_two_tabs_without_database_keep_both_values(reader: BrowserContext, served: str) -> None:
    one, other = (tab(reader, served, f"delete window.BroadcastChannel; {BROKEN}") for _ in range(2))
    keep(one, "from one")
    wait(other, "work.filled('shelves.open-early')?.note === 'from one'")
    other.evaluate("(item) => store.change(work.sheet.id, { item, field: 'note', was: '', value: 'two' })", ITEM)
    wait(one, "work.filled('shelves.open-early').conflicts?.note[0] === 'from one'")
    assert sees(one) == {"note": "two", "conflicts": {"note": ["from one"]}}


def test_damaged_records_become_rows_to_read(reader: BrowserContext, served: str) -> None:
    page = tab(reader, served)
    keep(page, "whole", item="shelves.whole")
    page.evaluate(
        DIRECT
        % """done.objectStore("items").put("torn", [work, "shelves.open-early"]);
             done.objectStore("items").put({ note: 7 }, [work, "shelves.other"]);
             done.objectStore("heads").put("nothing", ["second"])""",
        page.evaluate("work.sheet.id"),
    )
    go(page, served)
    page.evaluate("async () => Object.assign(work.sheet, await store.read(work.sheet.id))")
    rows = [{"id": ITEM, "note": "torn"}, {"id": "shelves.other", "note": '{"note":7}'}]
    assert stored(page)["unmatched"] == rows
    keep(page, "new")
    assert stored(page)["unmatched"] == rows
    assert stored(page)["items"] == {ITEM: {"note": "new"}, "shelves.whole": {"note": "whole"}}
    assert "second" in [head["name"] for head in page.evaluate("store.heads()")]


def test_reader_is_told_which_sheets_the_browser_cleared_away(reader: BrowserContext, served: str) -> None:
    page = tab(reader, served)
    keep(page, "gone")
    page.goto("about:blank")
    page.goto(f"{served}/en/index.html")
    page.evaluate(
        """() => new Promise((resolve) => {
            indexedDB.deleteDatabase("playbook.sample").onsuccess = () => resolve(); })"""
    )
    page.evaluate("start()")
    assert page.evaluate("[store.lost, said()]") == [["Riverside"], ["keep_lost"]]
    go(page, served)
    assert page.evaluate("store.lost") == ["Riverside"], "until the reader knows"
    page.evaluate("store.forgetLost()")
    page.evaluate("start()")  # as a new page does; what was written reaches another process of a browser a little later
    assert page.evaluate("[store.lost, said()]") == [[], []]


def test_sheets_out_of_reach_are_not_called_erased_and_come_together_later(reader: BrowserContext, served: str) -> None:
    page = tab(reader, served)
    keep(page, "in the database")
    other = tab(reader, served, BROKEN)
    assert other.evaluate("[store.lost, said()]") == [["Riverside"], ["keep_unreachable"]]
    keep(other, "meanwhile")
    sheet = page.evaluate("work.sheet")
    other.evaluate("(sheet) => store.put({ ...sheet, items: { 'shelves.x': { note: 'a file' } } })", sheet)
    go(page, served)
    found = page.evaluate("async () => Promise.all((await store.heads()).map(({ id }) => store.read(id)))")
    assert sorted(map(str, (one["items"] for one in found))) == sorted(
        map(
            str,
            (
                {ITEM: {"note": "in the database"}, "shelves.x": {"note": "a file"}},
                {ITEM: {"note": "meanwhile"}},
            ),
        )
    )
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('['))") == []
    assert page.evaluate("store.lost") == []


def test_newer_playbook_in_another_tab_is_not_kept_waiting(reader: BrowserContext, served: str) -> None:
    page = tab(reader, served)
    keep(page, "before")
    newer = reader.new_page()
    newer.goto(f"{served}/en/index.html")
    newer.evaluate(
        """() => new Promise((resolve, reject) => {
            const asked = indexedDB.open("playbook.sample", 2);
            asked.onsuccess = () => resolve(asked.result.close());
            asked.onerror = asked.onblocked = reject; })"""
    )
    write(page, "after")
    wait(page, "work.state === 'failed' && said()[0] === 'keep_newer'")
    assert sees(page) == {"note": "after"}
    go(page, served)
    assert page.evaluate("[store.kind, store.fault, store.lost, said()[0]]") == [
        "localstorage",
        "VersionError",
        ["Riverside"],
        "keep_newer",
    ]
    assert "after" in page.evaluate("JSON.stringify(localStorage)"), "for the page that reaches the sheet again"


def test_connection_that_the_browser_closed_is_opened_again(reader: BrowserContext, served: str) -> None:
    page = tab(reader, served)
    page.evaluate(
        """() => {
            const { transaction } = IDBDatabase.prototype;
            IDBDatabase.prototype.transaction = function () {
                IDBDatabase.prototype.transaction = transaction;
                throw new DOMException("", "InvalidStateError"); }; }"""
    )
    write(page, "after all")
    wait(page, "work.state !== 'keeping'")
    assert page.evaluate("[work.state, work.hasUnkept]") == ["kept", False]
    assert stored(page)["items"] == {ITEM: {"note": "after all"}}


def test_hostile_messages_and_keys_change_nothing(reader: BrowserContext, served: str) -> None:
    """From a disk, pages of others share channel and storage."""
    page = tab(reader, served)
    keep(page, "ours")
    page.evaluate(
        """() => {
            for (const said of [null, 7, {}, [1], [{}], ["__proto__", {}]]) {
                new BroadcastChannel("playbook.sample").postMessage(said); }
            for (const value of ["{", "null", "7", "[]", '["", 7]', '["x", [null]]', '["x", [{}]]']) {
                localStorage.setItem(`playbook.sample.unkept.${value}`, value); }
            for (const key of ["names", "sheet", "place", "asked"]) localStorage.setItem(`playbook.sample.${key}`, "{");
            localStorage.setItem('["playbook.sample","heads","x"]', "{"); }"""
    )
    go(page, served)
    page.evaluate("async () => Object.assign(work.sheet, await store.read(work.sheet.id))")
    assert len(page.evaluate("store.heads()")) == 2
    assert [key for key in page.evaluate("Object.keys(localStorage)") if "unkept" in key or key[0] == "["] == []
