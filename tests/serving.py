"""The web server of the tests."""

import contextlib
import functools
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path


class _Handler(http.server.SimpleHTTPRequestHandler):
    def __init__(self, *arguments: object, not_found: Path | None, **options: object) -> None:
        self.not_found = not_found
        super().__init__(*arguments, **options)  # type: ignore[arg-type]

    def log_message(self, *_: object) -> None:
        pass

    def send_error(self, code: int, *_: object) -> None:  # type: ignore[override]
        if code != 404 or self.not_found is None:
            super().send_error(code)
            return
        # Answered as found, so that the browser reports no failed load: the page itself is what is tested.
        body = self.not_found.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextlib.contextmanager
def web_server(folder: Path, not_found: str = "") -> Iterator[str]:
    """Serve a folder on this machine; `not_found` is the page, below the folder, for what does not exist."""
    page = folder / not_found if not_found else None
    handler = functools.partial(_Handler, directory=str(folder), not_found=page)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
