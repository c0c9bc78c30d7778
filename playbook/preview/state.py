"""What the preview shows now, for the pages that wait for something else."""

import hashlib
import threading
import time
from collections.abc import Callable, Sequence
from typing import NamedTuple

from playbook.model.playbook import Playbook
from playbook.plugin import BuildFailed, LazySite
from playbook.preview.panel import Panel
from playbook.problems import Problem


class News(NamedTuple):
    """What a page is to show: pages of another `version` may be others, in another run too; `html` is the panel."""

    version: str = ""
    html: str = ""

    @property
    def panel(self) -> str:
        """A name for the panel; none for none."""
        return hashlib.sha256(self.html.encode()).hexdigest()[:12] if self.html else ""


class Answer(NamedTuple):
    """A file of the site, with the code of HTTP that goes with it and the state that it was made in.

    A page may be dressed; one that only leads on may not, as its policy allows nothing more.
    """

    code: int
    content: bytes
    state: News
    is_page: bool


class PreviewState:
    """The site as it was read last, what is wrong with it, and each page as it could last be made.

    `also` gives files that are no part of the site itself, such as workbooks.
    """

    def __init__(self, panel: Panel, also: Callable[[Playbook, str], bytes | None]) -> None:
        self.panel = panel
        self.also = also
        self.site: LazySite | None = None
        self.state = News()
        self.problems: tuple[Problem, ...] = ()
        self.of_pages: tuple[Problem, ...] = ()
        self.good: dict[str, bytes] = {}
        self.changed = threading.Condition()
        # The page that was asked for last, and whether a page of the site that was put up last has been shown.
        self.last = ""
        self.is_shown = threading.Event()
        # MkDocs does one thing at a time.
        self.making = threading.Lock()

    def show(self, site: LazySite | None, problems: Sequence[Problem] | None = None) -> None:
        """Put up another site, or leave the one that stands, with other problems or those that stand."""
        with self.changed:
            if site:
                self.site, self.of_pages = site, ()
                self.is_shown.clear()
            self.problems = self.problems if problems is None else tuple(problems)
            version = str(time.time_ns()) if site or not self.state.version else self.state.version
            self._put(version)

    def add(self, problems: Sequence[Problem]) -> None:
        """Add problems that came up while a page was made."""
        with self.changed:
            self.of_pages += tuple(problem for problem in problems if problem not in self.of_pages)
            self._put(self.state.version)

    def _put(self, version: str) -> None:
        self.state = News(version, self.panel.show([*self.problems, *self.of_pages]))
        self.changed.notify_all()

    def news(self, version: str, panel: str, seconds: float) -> News:
        """Wait so long for a state that a page does not show yet, and give the state then."""
        with self.changed:
            if version == self.state.version:
                self.is_shown.set()
            self.changed.wait_for(lambda: (version, panel) != (self.state.version, self.state.panel), seconds)
            return self.state

    def make_ahead(self) -> None:
        """Make the page that was asked for last, while its browser is being told to ask for it again."""
        if self.site and self.last in self.site.pages:
            self._made(self.site, self.last)

    def wait_for_page(self, seconds: float) -> None:
        """Wait so long for a page of the site that was put up last to ask for what comes next."""
        self.is_shown.wait(seconds)

    def file(self, address: str) -> Answer:
        """Return a file of the site as it is now; a page that cannot be made, as it last could."""
        with self.changed:
            self.changed.wait_for(lambda: self.state.version)  # until the content has been read for the first time
            site, version = self.site, self.state.version
        code, content = self._made(site, address) if site else (503, self.panel.alone())
        if site and address in site.pages:
            self.last = address
        is_page = code != 200 or (site is not None and address in site.pages)
        return Answer(code, content, self.state._replace(version=version), is_page)

    def _made(self, site: LazySite, address: str) -> tuple[int, bytes]:
        with self.making:
            try:
                content = site.file(address) or self.also(site.plugin.playbook, address)
                if content is None:
                    return 404, site.not_found()
            except BuildFailed as failed:
                self.add(failed.problems)
                return (200, self.good[address]) if address in self.good else (503, self.panel.alone())
        if site.problems:
            self.add(site.problems)
        self.good[address] = content
        return 200, content
