"""A preview that builds again when a file changes, and shows problems on the last good page."""

import html
import re
import socket
from collections.abc import Callable, Iterable
from pathlib import Path

from mkdocs.livereload import LiveReloadServer

_POLICY = re.compile(rb'<meta http-equiv="Content-Security-Policy"[^>]*>')


class PreviewServer(LiveReloadServer):
    """Serves a folder; `rebuild` fills it again and gives what went wrong, or nothing."""

    def __init__(self, site: Path, rebuild: Callable[[], str], host: str, port: int) -> None:
        super().__init__(builder=self._build, host=host, port=port, root=str(site), polling_interval=0.2)
        self.rebuild = rebuild
        self.problem = ""
        self.error_handler = self._error_page
        self._build()

    def _build(self) -> None:
        self.problem = self.rebuild()

    def _inject_js_into_html(self, content: bytes, epoch: int) -> bytes:
        # The script that reloads the page is inline: the policy of the published page would forbid it.
        page = _POLICY.sub(b"", content)
        if self.problem:
            page = page.replace(b"</body>", self._notice() + b"</body>", 1)
        injected: bytes = super()._inject_js_into_html(page, epoch)  # type: ignore[no-untyped-call]
        return injected

    def _notice(self) -> bytes:
        return f'<div class="pb-problems" role="alert"><pre>{html.escape(self.problem)}</pre></div>'.encode()

    def _error_page(self, code: int) -> bytes | None:
        """Say why there is no page yet; a page that is simply not there is left to the server."""
        if not self.problem:
            missing = Path(self.root) / "404.html"
            return missing.read_bytes() if code == 404 and missing.is_file() else None
        page = b"<!doctype html><meta charset='utf-8'><title>playbook</title><body></body>"
        return self._inject_js_into_html(page, self._visible_epoch)


def serve(
    site: Path, rebuild: Callable[[], str], watched: Iterable[Path], host: str, port: int, ready: Callable[[str], None]
) -> None:
    """Serve `site` until interrupted, and call `rebuild` for every change below the watched folders and files.

    Raises OSError where the port is taken; `ready` is called with the address once the first build is done.
    """
    with socket.create_server((host, port)):
        pass  # a taken port is known before the first build, not after it
    server = PreviewServer(site, rebuild, host, port)
    for path in watched:
        server.watch(str(path))
    ready(server.url)
    try:
        server.serve()  # type: ignore[no-untyped-call]
    except KeyboardInterrupt:
        pass
    finally:
        server.shutdown()
