"""The preview: a saved change is seen at once and in its place, problems stand over the page, and nothing ends it."""

import contextlib
import os
import queue
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from playbook.loading import load, load_words
from playbook.plugin import LazySite
from playbook.preview import watching
from playbook.preview.panel import MOST_SHOWN, Panel
from playbook.preview.watching import Watch
from playbook.problems import Mark, Problem, Severity
from tests.conftest import DATA, ROOT

# What the preview of a changed file may take on a machine that has much else to do.
PATIENCE = 30_000


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextlib.contextmanager
def previewed(data: Path, *options: str, root: Path = ROOT, **environment: str) -> Iterator[str]:
    """Return the address of a running preview; it ends on Ctrl+C without complaint."""
    command = [sys.executable, "-m", "playbook", "serve", "--data", data, "--port", str(free_port()), *options]
    env = {**os.environ, "PYTHONUNBUFFERED": "1", "PYTHONPATH": str(root), "TERM_PROGRAM": "", **environment}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=env, cwd=root) as process:
        assert process.stdout
        try:
            found = re.search(r"(http://[\w.:\[\]]+/)", process.stdout.readline())
            assert found
            yield found[1].rstrip("/")
        finally:
            process.send_signal(signal.SIGINT)
            assert process.wait(timeout=30) == 0


@pytest.fixture
def data(copy_of: Callable[[str], Path]) -> Path:
    return copy_of("sample")


@pytest.fixture
def shelves(data: Path) -> Path:
    return data / "pillars" / "shelves.yml"


@pytest.fixture
def preview(data: Path) -> Iterator[str]:
    with previewed(data) as address:
        yield address


def replace(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize("name", ["sample", "tiny"])
def test_preview_shows_what_a_build_writes(name: str, request: pytest.FixtureRequest) -> None:
    built: Path = request.getfixturevalue(f"{name}_site")
    playbook = load(DATA / name).playbook
    assert playbook is not None
    site = LazySite(ROOT / "mkdocs.yml", DATA / name, playbook)
    files = {path.relative_to(built).as_posix(): path for path in sorted(built.rglob("*")) if path.is_file()}
    own = {address for address in files if not address.endswith((".xlsx", ".xml.gz"))}
    assert [address for address in sorted(own) if site.file(address) != files[address].read_bytes()] == []
    assert site.file("en/nowhere.html") is None
    assert site.problems == []


def test_change_fault_and_mending_are_seen_without_touching_the_browser(
    preview: str, shelves: Path, page: Page
) -> None:
    page.goto(f"{preview}/ja/pillars/shelves.html")
    expect(page.locator("h1")).to_have_text("書棚と秩序")
    assert "Content-Security-Policy" in page.content()

    replace(shelves, "書棚と秩序", "書棚の秩序")
    expect(page.locator("h1")).to_have_text("書棚の秩序", timeout=PATIENCE)

    replace(shelves, "kpis: [loans, late]", "kpis: [loans, lat]")
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("there is no KPI with the id 'lat'", timeout=PATIENCE)
    expect(alert.locator("code").first).to_have_text("pillars/shelves.yml:89:15")
    expect(page.locator("h1")).to_have_text("書棚の秩序")

    replace(shelves, "kpis: [loans, lat]", "kpis: [loans, late]")
    expect(page.get_by_role("alert")).to_have_count(0, timeout=PATIENCE)
    assert page.url == f"{preview}/ja/pillars/shelves.html"


def test_fault_that_only_the_language_rules_know_does_not_hold_the_page_back(
    preview: str, shelves: Path, page: Page
) -> None:
    page.goto(f"{preview}/en/pillars/shelves.html")
    replace(shelves, "Every book is found in a minute", "Every book is found in a minute ,with colors")
    expect(page.get_by_role("main")).to_contain_text("with colors", timeout=PATIENCE)
    expect(page.get_by_role("alert")).to_contain_text("colours", timeout=PATIENCE)


def test_page_keeps_its_place(preview: str, shelves: Path, page: Page) -> None:
    page.set_viewport_size({"width": 1000, "height": 500})
    page.goto(f"{preview}/ja/pillars/shelves.html?with=en#actions")
    page.locator(".pb-scheme").click()
    item = page.locator("[data-item='shelves.lost-books']")
    item.evaluate("it => scrollBy({top: it.getBoundingClientRect().top - 200, behavior: 'instant'})")
    before = item.evaluate("it => it.getBoundingClientRect().top")

    long = "秩序は読者のためにあります。\n" + "    もっと長い文です。\n" * 12
    replace(shelves, "秩序は読者のためにあります。\n", long)
    expect(page.get_by_role("main")).to_contain_text("もっと長い文です。", timeout=PATIENCE)
    page.wait_for_load_state("load")
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert abs(item.evaluate("it => it.getBoundingClientRect().top") - before) < 2
    assert page.url.endswith("?with=en#actions")
    expect(page.get_by_role("main")).to_contain_text("A book that nobody finds is not there.")
    expect(page.locator("html")).to_have_attribute("data-md-color-scheme", "slate")


def test_page_stays_filled_in(preview: str, shelves: Path, page: Page) -> None:
    page.goto(f"{preview}/en/checklists.html")
    chapters = page.get_by_role("main").locator("details", has_text="Which books were lost")
    chapters.locator("summary").click()
    chapters.get_by_role("checkbox").first.check()
    title = page.locator("input[name=title]")
    title.fill("Monday")
    replace(shelves, "Shelves & order", "Shelves and order")
    expect(chapters.locator("summary")).to_contain_text("Shelves and order", timeout=PATIENCE)
    expect(title).to_have_value("Monday")
    expect(chapters.get_by_role("checkbox").first).to_be_checked()
    expect(title).to_be_focused()


def test_folded_problems_stay_so_until_there_are_others(preview: str, shelves: Path, page: Page) -> None:
    page.goto(f"{preview}/en/index.html")
    replace(shelves, "kpis: [loans, late]", "kpis: [loans, lat]")
    alert = page.get_by_role("alert")
    expect(alert.get_by_role("list").first).to_be_visible(timeout=PATIENCE)
    alert.locator("summary").first.click()
    # The rules of languages speak a moment later: what they say is no reason to unfold.
    expect(alert.locator("summary").first).to_contain_text("warnings: 3", timeout=PATIENCE)
    expect(alert.get_by_role("list").first).to_be_hidden()
    page.goto(f"{preview}/ja/index.html")
    expect(alert.locator("summary").first).to_be_visible()
    expect(alert.get_by_role("list").first).to_be_hidden()
    replace(shelves, "kpis: [loans, lat]", "kpis: [loan, lat]")
    expect(alert.get_by_role("list").first).to_be_visible(timeout=PATIENCE)


def test_broken_data_at_the_start_has_a_page_that_becomes_the_playbook(data: Path, browser: Browser) -> None:
    model = data / "model.yml"
    good = model.read_text(encoding="utf-8")
    model.write_text("hub: [\n", encoding="utf-8")
    with previewed(data, PLAYBOOK_LANG="ja") as address, contextlib.closing(browser.new_page()) as page:
        page.goto(f"{address}/en/index.html")
        expect(page.get_by_role("alert")).to_contain_text("model.yml:")
        expect(page.get_by_role("alert")).to_have_attribute("lang", "ja")
        expect(page).to_have_title("プレイブックをまだ表示できません")
        model.write_text(good, encoding="utf-8")
        expect(page.locator("h1")).to_have_text("Village library handbook", timeout=PATIENCE)
        expect(page.get_by_role("alert")).to_have_count(0, timeout=PATIENCE)


def test_new_renamed_and_removed_files_are_followed(preview: str, data: Path, page: Page) -> None:
    pillars, settings = data / "pillars", data / "playbook.yml"
    page.goto(f"{preview}/en/index.html")
    # As a switch of branches does it: several files, one after the other.
    shutil.copy(pillars / "helpers.yml", pillars / "porters.yml")
    replace(settings, "helpers, ", "helpers, porters, ")
    expect(page.locator("a[href='pillars/porters.html']").first).to_be_attached(timeout=PATIENCE)

    (pillars / "porters.yml").rename(pillars / "carriers.yml")
    replace(settings, "porters, ", "carriers, ")
    expect(page.locator("a[href='pillars/carriers.html']").first).to_be_attached(timeout=PATIENCE)
    expect(page.locator("a[href='pillars/porters.html']")).to_have_count(0)

    replace(settings, "carriers, ", "")
    (pillars / "carriers.yml").unlink()
    expect(page.locator("a[href='pillars/carriers.html']")).to_have_count(0, timeout=PATIENCE)
    expect(page.get_by_role("alert")).to_have_count(0, timeout=PATIENCE)


def test_two_previews_run_side_by_side_and_leave_nothing(data: Path, page: Page, tmp_path: Path) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    with (
        previewed(data, TMPDIR=str(temporary)) as one,
        previewed(data, TMPDIR=str(temporary)) as other,
    ):
        page.goto(f"{one}/en/pillars/shelves.html")
        expect(page.locator("h1")).to_contain_text("Shelves & order")
        assert page.goto(f"{other}/index.html")
        expect(page.locator("h1")).to_be_visible()
        page.goto("about:blank")
    assert list(temporary.iterdir()) == []


def test_taken_port_is_named(data: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        command = [sys.executable, "-m", "playbook", "serve", "--data", data, "--port", str(port)]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 1
    assert f"cannot listen on 127.0.0.1:{port}: Address already in use; try --port" in done.stderr


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of the generator that may be broken."""
    root = tmp_path / "checkout"
    for name in ("docs", "macros", "playbook"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", root)
    return root


def test_templates_macros_and_code_are_followed_and_survived(checkout: Path, data: Path, browser: Browser) -> None:
    template = checkout / "playbook" / "html" / "templates" / "chapter.html.j2"
    languages = checkout / "playbook" / "languages" / "table.py"
    guide = checkout / "docs" / "index.md"
    with previewed(data, root=checkout) as address, contextlib.closing(browser.new_page()) as page:
        alert = page.get_by_role("alert")
        page.goto(f"{address}/en/pillars/shelves.html")
        heading = page.locator("h1")
        expect(heading).to_contain_text("Shelves")

        good = template.read_text(encoding="utf-8")
        template.write_text(f"{good}\n{{{{ nothing.at_all }}}}\n", encoding="utf-8")
        line = good.count("\n") + 2
        expect(alert).to_contain_text(f"playbook/html/templates/chapter.html.j2:{line}:1", timeout=PATIENCE)
        expect(alert).to_contain_text("'nothing' is undefined")
        expect(heading).to_contain_text("Shelves")
        template.write_text(f"{good}<p id='added'>Added</p>\n", encoding="utf-8")
        expect(page.locator("#added")).to_be_visible(timeout=PATIENCE)
        expect(alert).to_have_count(0)

        page.goto(f"{address}/en/index.html")
        replace(guide, "{{ home() }}", "{{ chapter('nowhere') }}")
        expect(alert).to_contain_text("docs/index.md:", timeout=PATIENCE)
        replace(guide, "{{ chapter('nowhere') }}", "{{ home() }}")
        expect(alert).to_have_count(0, timeout=PATIENCE)

        replace(languages, 'name="English"', 'name="Anglais"')
        expect(page.get_by_role("link", name="Anglais").first).to_be_visible(timeout=PATIENCE)
        replace(languages, 'name="Anglais"', 'name="Anglais')
        expect(alert).to_contain_text("playbook/languages/table.py:", timeout=PATIENCE)
        expect(page.get_by_role("link", name="Anglais").first).to_be_visible()
        replace(data / "playbook.yml", "Village library", "Town library")
        expect(page).to_have_title(re.compile("Town library"), timeout=PATIENCE)
        expect(alert).to_contain_text("playbook/languages/table.py:", timeout=PATIENCE)
        replace(languages, 'name="Anglais', 'name="English"')
        expect(alert).to_have_count(0, timeout=PATIENCE)


def test_watch_gives_what_changed_at_once(tmp_path: Path) -> None:
    old, gone, new = (tmp_path / name for name in ("old.yml", "gone.yml", "new.yml"))
    old.write_text("a")
    gone.write_text("b")
    watch = Watch([tmp_path])
    (tmp_path / ".new.yml.swp").write_text("an editor's own")
    draft = tmp_path / ".new.yml"
    draft.write_text("c")
    draft.rename(new)
    gone.unlink()
    old.write_text("ab")
    assert next(watch.changes()) == {old, gone, new}


def test_a_change_that_the_system_tells_of_is_seen_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody looks by himself here; and to read a file is no change."""
    monkeypatch.setattr(watching, "_SELDOM", 3600.0)
    page = tmp_path / "deep" / "page.md"
    page.parent.mkdir()
    page.write_text("a")
    looks = []
    watch = Watch([tmp_path])
    monkeypatch.setattr(watch, "_look", lambda look=watch._look: looks.append(None) or look())
    changes = queue.Queue[frozenset[Path]]()
    threading.Thread(target=lambda: changes.put(next(watch.changes())), daemon=True).start()
    page.read_text()
    assert looks == []
    page.write_text("ab")
    assert changes.get(timeout=60) == {page}
    assert watch.pause == 3600.0
    watch.close()


@pytest.mark.parametrize("how", ["refuses", "is silent"])
def test_where_the_system_does_not_tell_files_are_looked_at(
    how: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def schedule(*_: object, **__: object) -> None:
        if how == "refuses":
            raise OSError(28, "inotify watch limit reached")

    monkeypatch.setattr(watching.Observer, "schedule", schedule)
    watch = Watch([tmp_path])
    (tmp_path / "page.md").write_text("a")
    assert next(watch.changes()) == {tmp_path / "page.md"}
    assert watch.pause == watching.PAUSE, "who does not tell once is not waited for again"
    watch.close()


def problem(number: int, severity: Severity = Severity.ERROR) -> Problem:
    return Problem("build-failed", "pillars/x.yml", Mark(number, 3), "title", {"found": f"<b>{number}"}, None, severity)


def test_panel_counts_what_it_leaves_out_and_keeps_warnings_apart(tmp_path: Path) -> None:
    many = [problem(number) for number in range(1, MOST_SHOWN + 6)]
    html = Panel(load_words("ja"), "ja", (tmp_path,)).show([*many, problem(99, Severity.WARNING)])
    assert html.count("<li>") == MOST_SHOWN + 1
    assert "ほかに5件の問題があります" in html
    assert "<summary>エラー35件、警告1件</summary>" in html
    assert '<details class="pb-preview__warnings"><summary>警告1件</summary>' in html
    assert "&lt;b&gt;1" in html
    assert "<b>" not in html


def test_warnings_alone_are_folded_and_alarm_nobody(tmp_path: Path) -> None:
    html = Panel(load_words("zh"), "zh", (tmp_path,)).show([problem(1, Severity.WARNING)])
    assert 'role="status" lang="zh-Hans"><details><summary>警告 1 个</summary>' in html


def test_places_lead_to_the_editor_where_it_opens_them(tmp_path: Path) -> None:
    (tmp_path / "pillars").mkdir()
    (tmp_path / "pillars" / "x.yml").touch()
    shown = Panel(load_words("en"), "en", (tmp_path,), links=True).show([problem(7)])
    assert f'<a href="vscode://file{tmp_path}/pillars/x.yml:7:3"><code>pillars/x.yml:7:3</code></a>' in shown
    assert "vscode" not in Panel(load_words("en"), "en", (tmp_path,)).show([problem(7)])
