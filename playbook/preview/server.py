"""The web server of the preview: the files of the site, and for each page what follows changes and names problems."""

import hashlib
import ipaddress
import json
import mimetypes
import posixpath
import socket
import socketserver
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, unquote, urlsplit

from markupsafe import Markup

from playbook.model import colours
from playbook.preview.state import Answer, PreviewState

# Below here is what no site has.
_OWN = ".preview"
_ASSETS = Path(__file__).parent / "assets"
_NAMES = ("preview.js", "preview.css")
# So many characters of its digest stand behind the name of a file that a browser may keep.
_VERSION = 8
# A page asks again after so many seconds without news.
_PATIENCE = 30
_ADDED = Markup(
    '<link rel="stylesheet" href="/{own}/{styles}">{panel}'
    '<script src="/{own}/{script}" data-version="{version}" data-panel="{name}"></script>'
)


def dressed(answer: Answer) -> bytes:
    """Add to a page what follows changes and names problems."""
    state = answer.state
    panel = Markup(state.html)  # noqa: S704 - made by Panel, which escapes
    script, styles = (f"{name}?{_tag(asset(name))[:_VERSION]}" for name in _NAMES)
    added = _ADDED.format(
        own=_OWN, styles=styles, script=script, panel=panel, version=state.version, name=state.panel
    ).encode()
    end = answer.content.rfind(b"</body>")
    return answer.content + added if end < 0 else answer.content[:end] + added + answer.content[end:]


def _tag(content: bytes) -> str:
    """Return what a content is known by; the site itself names files by so many characters of it."""
    return hashlib.sha256(content).hexdigest()[:16]


def asset(name: str) -> bytes:
    """Return a file of the preview's own; its style sheet brings the colours along, as problems may stand alone."""
    content = (_ASSETS / name).read_bytes()
    return (colours.style_sheet() + _alone()).encode() + content if name.endswith(".css") else content


def _alone() -> str:
    """Return the CSS for problems without a page: nobody has chosen a scheme there, so the system's holds."""
    return f"@media (prefers-color-scheme: dark) {{ .pb-preview-alone {{ {colours.declarations('dark')} }} }}\n"


# Whoever listens on all addresses of a machine answers to any of them.
_ANY = ""


def own_names(host: str) -> frozenset[str]:
    """Return the names that a server on a host answers to: a page elsewhere may have its own name lead here.

    An address in numbers has no name that somebody else could lead anywhere.
    """
    wild = {_ANY, socket.gethostname().lower()} if host in ("0.0.0.0", "::") else set()  # noqa: S104 - compared only
    return frozenset({host.lower(), "localhost", "127.0.0.1", "::1", *wild})


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


class Server(socketserver.ThreadingTCPServer):
    """Listens from the beginning; raises OSError where the port is taken."""

    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 64

    def __init__(self, host: str, port: int, state: PreviewState) -> None:
        self.address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self.state = state
        self.names = own_names(host)
        self.url = f"http://{f'[{host}]' if ':' in host else host}:{port}/"
        super().__init__((host, port), _Handler)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: browsers end connections as they like."""


class _Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"
    # An answer goes out as a whole: a second piece would wait until the browser has said that the first came.
    wbufsize = -1
    disable_nagle_algorithm = True

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        host = urlsplit(f"//{self.headers.get('Host', '')}").hostname or ""
        if not (host in self.server.names or (_ANY in self.server.names and _is_number(host))):
            self._send(421, b"This preview answers to its own names only.", "text/plain")
            return
        parts = urlsplit(self.path)
        path = posixpath.normpath("/" + unquote(parts.path)).lstrip("/")
        if path == f"{_OWN}/news":
            self._news(parse_qs(parts.query))
        elif path.startswith(f"{_OWN}/"):
            self._own(path)
        else:
            self._file(path + "/index.html" * parts.path.endswith("/") if path else "index.html")

    do_HEAD = do_GET  # noqa: N815 - the name that http.server calls

    def _news(self, query: dict[str, list[str]]) -> None:
        version, panel = (query.get(name, [""])[0] for name in ("version", "panel"))
        news = self.server.state.news(version, panel, _PATIENCE)
        said = {"version": news.version, "panel": news.panel, "html": news.html}
        self._send(200, json.dumps(said).encode(), "application/json")

    def _own(self, path: str) -> None:
        name = path.removeprefix(f"{_OWN}/")
        self._send(200, asset(name), path) if name in _NAMES else self._send(404, b"", "text/plain")

    def _file(self, address: str) -> None:
        answer = self.server.state.file(address)
        if answer.code == 404 and self.server.state.file(f"{address}/index.html").code == 200:
            self._send(302, b"", "text/plain", f"/{quote(address)}/")
        elif answer.is_page:
            self._send(answer.code, dressed(answer), "page.html")
        else:
            self._send(answer.code, answer.content, address)

    def _send(self, code: int, content: bytes, name: str, location: str = "") -> None:
        digest = _tag(content)
        tag, named = f'"{digest}"', urlsplit(self.path).query
        # What is named by its content is never another.
        lasts = code == 200 and named == digest[:_VERSION]
        if code == 200 and self.headers.get("If-None-Match") == tag:
            code, content = 304, b""  # so that the browser need not read all scripts anew
        self.send_response(code)
        kind = name if name in ("application/json", "text/plain") else mimetypes.guess_type(name)[0]
        headers = {
            "Content-Type": kind or "application/octet-stream",
            "Content-Length": "" if code == 304 else str(len(content)),
            "Cache-Control": "max-age=31536000, immutable" if lasts else "no-cache",
            "ETag": tag,
            "Location": location,
        }
        for header, value in headers.items():
            if value:
                self.send_header(header, value)
        self.end_headers()
        if self.command != "HEAD" and content:
            self.wfile.write(content)
