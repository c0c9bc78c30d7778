"""The page that keeps the sheets of all others: Firefox from a disk needs it, and it works in any browser."""

from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.keeping import ITEM, go, keep, reader, sees, stored, tab, wait, wait_to_see, write
from tests.searching import served

__all__ = ["reader", "served"]


def with_hub(reader: BrowserContext, served: str) -> Page:
    page = reader.new_page()
    page.goto(f"{served}/ja/index.html")
    page.evaluate("(hub) => start('sample', hub)", f"{served}/assets/playbook/sheets-hub.html")
    return page


def test_pages_share_what_the_hub_keeps(reader: BrowserContext, served: str) -> None:
    one, other, direct = with_hub(reader, served), with_hub(reader, served), tab(reader, served)
    assert one.evaluate("[store.kind, store.isShared, store.fault, store.lost]") == ["indexeddb", True, "", []]
    keep(one, "from one")
    wait_to_see(other, {"note": "from one"})
    keep(other, "Rin", "owner")
    wait_to_see(one, {"note": "from one", "owner": "Rin"})
    assert stored(direct)["items"] == {ITEM: {"note": "from one", "owner": "Rin"}}
    one.evaluate("store.mark(work.sheet.id, { name: 'Lakeside' })")
    wait(one, "work.sheet.name === 'Lakeside'")
    wait(other, "work.sheet.name === 'Lakeside'")


def test_faults_keep_their_names(reader: BrowserContext, served: str) -> None:
    page = with_hub(reader, served)
    page.evaluate("store.drop(work.sheet.id)")
    write(page, "too late")
    wait(page, "work.state === 'failed' && said()[0] === 'keep_gone' && work.hasUnkept")
    assert sees(page) == {"note": "too late"}


def test_what_a_page_left_is_kept_through_the_hub(reader: BrowserContext, served: str) -> None:
    page = with_hub(reader, served)
    page.evaluate("() => void (store.change = () => new Promise(() => {}))")
    write(page, "left")
    go(page, served)
    assert sees(page) == {"note": "left"}


def test_hub_answers_nobody_elsewhere(reader: BrowserContext, served: str, tmp_path: Path) -> None:
    """Another site that has the hub in a frame."""
    (tmp_path / "index.html").write_text("<!doctype html><title>elsewhere</title>")
    page = reader.new_page()
    page.goto((tmp_path / "index.html").as_uri())
    page.evaluate(
        """(address) => new Promise((resolve) => {
            addEventListener("message", resolve);
            document.body.append(Object.assign(document.createElement("iframe"), { src: address })); })""",
        f"{served}/assets/playbook/sheets-hub.html",
    )
    hub = page.frames[1]
    hub.evaluate(
        """() => {
            window.opened = 0;
            const { open } = IDBFactory.prototype;
            IDBFactory.prototype.open = function (...what) { opened += 1; return open.apply(this, what); };
            window.last = new Promise((resolve) => {
                addEventListener("message", ({ data }) => data === "last" && resolve()); }); }"""
    )
    page.evaluate(
        """() => {
            frames[0].postMessage({ playbook: "sample" }, "*", [new MessageChannel().port2]);
            frames[0].postMessage("last", "*"); }"""
    )
    assert hub.evaluate("last.then(() => opened)") == 0


@pytest.mark.parametrize("address", ["en/index.html", "assets/playbook/sheets-hub.html"])
def test_pages_may_have_nothing_but_the_site_in_a_frame(address: str, sample_site: Path) -> None:
    page = (sample_site / address).read_text(encoding="utf-8")
    assert "default-src 'none'" in page
    assert "frame-src 'self'" in page
