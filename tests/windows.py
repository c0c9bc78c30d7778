"""Windows of several widths, for what holds in each of them."""

from collections.abc import Iterable, Iterator

from playwright.sync_api import Page


def at_each(page: Page, widths: Iterable[int], height: int) -> Iterator[int]:
    """Give a page that is open each width, one after the other: a reader turns a phone and draws a window wider."""
    for width in widths:
        page.set_viewport_size({"width": width, "height": height})
        yield width
