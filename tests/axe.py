"""What axe says about a page as it stands, in light and in dark."""

import json
import sys
from pathlib import Path

from playwright.sync_api import Page

AXE = (Path(sys.prefix) / "frontend" / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8")


# What a page says and how it is built is the same in the dark: only colours are others. Their strictest rule is none of
# those that axe asks for by itself.
OF_COLOURS = {"runOnly": ["cat.color"], "rules": {"color-contrast-enhanced": {"enabled": False}}}
RULES: dict[str, dict[str, object]] = {"light": {}, "dark": OF_COLOURS}
RUN = "(rules) => axe.run({ ...rules, resultTypes: ['violations'] }).then((found) => found.violations)"


def findings(page: Page) -> set[tuple[str, str]]:
    """Return what axe finds on a page, whichever colours the system has: the rule, and the element."""
    if page.evaluate("typeof axe === 'undefined'"):
        page.evaluate(AXE)
    found = set()
    for scheme, rules in RULES.items():
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        # Half faded is no colour.
        page.evaluate("Promise.allSettled(document.getAnimations().map((one) => one.finished))")
        found |= {(one["id"], json.dumps(node["target"])) for one in page.evaluate(RUN, rules) for node in one["nodes"]}
    return found
