"""WebKit by WebDriver: Debian's WebKitGTK, on a screen of its own that nobody sees."""

import contextlib
import json
import os
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from glob import glob
from typing import Any

MINUTE = 60
# Shown where a driver gives an element, see the standard.
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"


class WebKit:
    """One window of WebKit; every call waits for the driver's answer."""

    def __init__(self, address: str) -> None:
        self.address = address

    def call(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> Any:
        """Return what the driver answers; raises AssertionError with its words where it refuses."""
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(f"{self.address}{path}", data, method=method)  # noqa: S310
        try:
            with urllib.request.urlopen(request, timeout=5 * MINUTE) as answer:  # noqa: S310
                return json.load(answer)["value"]
        except urllib.error.HTTPError as refused:
            raise AssertionError(refused.read().decode()) from None

    def goto(self, address: str) -> None:
        self.call("POST", "/url", {"url": address})

    def run(self, script: str, *facts: Any) -> Any:
        """Return what an expression of JavaScript is; `arguments` are the facts."""
        return self.call("POST", "/execute/sync", {"script": f"return {script}", "args": list(facts)})

    def wait(self, script: str, *facts: Any) -> Any:
        """Wait until an expression is true, and return it."""
        end = time.monotonic() + 2 * MINUTE
        while not (found := self.run(script, *facts)):
            assert time.monotonic() < end, script
            time.sleep(0.2)
        return found

    def find(self, selector: str) -> str:
        found = self.call("POST", "/element", {"using": "css selector", "value": selector})
        return str(found[ELEMENT])

    def click(self, selector: str) -> None:
        self.wait("document.querySelector(arguments[0])?.checkVisibility()", selector)
        self.call("POST", f"/element/{self.find(selector)}/click", {})

    def type(self, selector: str, text: str) -> None:
        self.call("POST", f"/element/{self.find(selector)}/value", {"text": text})

    def size(self, width: int, height: int) -> None:
        self.call("POST", "/window/rect", {"width": width, "height": height})


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextlib.contextmanager
def process(*command: str, **options: Any) -> Iterator[subprocess.Popen[bytes]]:
    with subprocess.Popen(command, stderr=subprocess.DEVNULL, **options) as started:
        try:
            yield started
        finally:
            started.terminate()


@contextlib.contextmanager
def screen() -> Iterator[str]:
    """Give the name of a screen that nobody sees."""
    reading, writing = os.pipe()
    with process("Xvfb", "-displayfd", str(writing), "-screen", "0", "1400x1000x24", pass_fds=(writing,)):
        os.close(writing)
        with os.fdopen(reading) as said:
            yield f":{said.readline().strip()}"


@contextlib.contextmanager
def webkit() -> Iterator[WebKit]:
    """Give a window of WebKit."""
    port = free_port()
    driver = shutil.which("WebKitWebDriver")
    assert driver, "requirements/system.sh browser installs it"
    with screen() as display:
        # Its sandbox needs rights that a container does not have; it opens nothing but pages of ours.
        own = {"DISPLAY": display, "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1", "LANG": "C.UTF-8"}
        with process(driver, f"--port={port}", env={**os.environ, **own}, stdout=subprocess.DEVNULL):
            address = f"http://127.0.0.1:{port}"
            answer(lambda: urllib.request.urlopen(f"{address}/status", timeout=MINUTE).close())  # noqa: S310
            [program] = glob("/usr/lib/*/webkit2gtk-4.1/MiniBrowser")  # noqa: PTH207
            options = {"binary": program, "args": ["--automation"]}
            body = {"capabilities": {"alwaysMatch": {"webkitgtk:browserOptions": options}}}
            id = WebKit(address).call("POST", "/session", body)["sessionId"]
            window = WebKit(f"{address}/session/{id}")
            yield window
            window.call("DELETE", "")


def answer(ask: Callable[[], object]) -> None:
    """Ask until somebody answers."""
    end = time.monotonic() + MINUTE
    while True:
        try:
            ask()
        except OSError:
            assert time.monotonic() < end
            time.sleep(0.1)
        else:
            return
