"""The preview: a saved change is seen, a broken file is named on the last good page, a mended one is shown again."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@pytest.fixture
def data(copy_of: Callable[[str], Path]) -> Path:
    return copy_of("sample")


@pytest.fixture
def preview(data: Path) -> Iterator[str]:
    """The address of a running preview; it ends on Ctrl+C without complaint."""
    command = [sys.executable, "-m", "playbook", "serve", "--data", data, "--port", str(free_port())]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout
        found = re.search(r"Open (\S+) in a browser", process.stdout.readline())
        assert found
        yield found[1].rstrip("/")
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=30) == 0


def replace(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_change_fault_and_mending_are_seen_without_touching_the_browser(preview: str, data: Path, page: Page) -> None:
    chapter = data / "pillars" / "shelves.yml"
    page.goto(f"{preview}/ja/pillars/shelves.html")
    expect(page.locator("h1")).to_have_text("書棚と秩序")

    replace(chapter, "書棚と秩序", "書棚の秩序")
    expect(page.locator("h1")).to_have_text("書棚の秩序", timeout=30_000)

    replace(chapter, "kpis: [loans, late]", "kpis: [loans, lat]")
    expect(page.get_by_role("alert")).to_contain_text("there is no KPI with the id 'lat'", timeout=30_000)
    expect(page.locator("h1")).to_have_text("書棚の秩序")

    replace(chapter, "kpis: [loans, lat]", "kpis: [loans, late]")
    expect(page.get_by_role("alert")).to_have_count(0, timeout=30_000)
    assert page.url == f"{preview}/ja/pillars/shelves.html"


def test_broken_data_at_the_start_is_named_in_the_page(data: Path, browser: Browser) -> None:
    (data / "model.yml").write_text("hub: [\n", encoding="utf-8")
    port = free_port()
    command = [sys.executable, "-m", "playbook", "serve", "--data", data, "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert f"127.0.0.1:{port}" in process.stdout.readline()
        page = browser.new_page()
        page.goto(f"http://127.0.0.1:{port}/en/index.html")
        expect(page.get_by_role("alert")).to_contain_text("model.yml:")
        page.close()
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=30) == 0


def test_taken_port_is_named(data: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        command = [sys.executable, "-m", "playbook", "serve", "--data", data, "--port", str(port)]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 1
    assert f"cannot listen on 127.0.0.1:{port}: Address already in use; try --port" in done.stderr
