"""Draws the icons of a site that a reader installs: `make icons`, after a change of the sign or of its colours."""

from pathlib import Path

import typst

from playbook.model import colours, sign
from playbook.plugin.sharing import ICONS

TARGET = Path(__file__).parent.parent / "playbook" / "plugin" / "overrides" / "assets" / "playbook"
PAGE = """#set page(width: {size}pt, height: {size}pt, margin: 0pt)
#image(bytes(sys.inputs.drawing), format: "svg", width: 100%)
"""


def icon(size: int) -> bytes:
    """Return the sign as PNG, as wide and as high as so many pixels."""
    palette = colours.values("light")
    drawing = sign.drawing(palette["primary"], palette["paper"])
    made = typst.compile(PAGE.format(size=size).encode(), format="png", ppi=72, sys_inputs={"drawing": drawing})
    assert isinstance(made, bytes)
    return made


if __name__ == "__main__":
    for size in ICONS:
        (TARGET / f"icon-{size}.png").write_bytes(icon(size))
