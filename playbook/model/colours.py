"""Every colour of the site, the preview, the sheets and the workbooks: one row of one table."""

from dataclasses import dataclass
from typing import Literal

Ground = Literal["light", "dark", "paper"]


@dataclass(frozen=True)
class Colour:
    """One colour: `name` is what style sheets, sheets and workbooks call it by, `use` says what it is for.

    `light` is its value on a light screen, written as CSS writes it; where `dark` or `paper` has none, it has the same
    one there. What a sheet or a workbook uses has six digits: Typst and XLSX know no other form.
    """

    name: str
    use: str
    light: str
    dark: str = ""
    paper: str = ""


COLOURS = (
    Colour("paper", "pages", "#ffffff", "#141a19"),
    Colour("wash", "boxes, heads of tables", "#f4f6f5", "#1d2524"),
    Colour("ink", "text", "#1c2423", "#e6ecea"),
    Colour("soft", "text that comes second", "#4a5654", "#a9b5b2"),
    Colour("black", "running text of a page that is printed by the browser", "#000000"),
    Colour("rule", "lines that part", "#c9d1cf", "#36413f"),
    Colour("field", "edges of what is filled in or pressed", "#6e7a78", "#84918e"),
    Colour("primary", "links, the enablers", "#0b5f5a", "#6fc7bf"),
    Colour("strong", "links below the pointer", "#084843", "#9adbd5"),
    Colour("accent", "the results, where the reader is", "#9a4a12", "#f0a66e"),
    Colour("good", "a state: nothing to do", "#1f6b3a", "#7ccb94"),
    Colour("warn", "a state: take care", "#8a5a00", "#e2b458"),
    Colour("bad", "a state: something is wrong", "#a3262a", "#f08a86"),
    Colour("mark", "the ground of words that were looked for or counted", "#fff1b8", "#4a3f12"),
    Colour("shade", "the shadow of a dialog", "rgb(0 0 0 / 30%)"),
    Colour("shade-soft", "the shadow of a list that unfolds", "rgb(0 0 0 / 20%)"),
    Colour("veil", "what lies over the page below a dialog", "rgb(0 0 0 / 45%)"),
    Colour("panel", "the panel of problems of the preview", "#ffffff", "#1d2524"),
    Colour("around", "around that panel, where it stands alone", "#f4f6f5", "#141a19"),
    Colour("head", "heads of the tables of a workbook", "#e3e9e7"),
)


def values(ground: Ground) -> dict[str, str]:
    """Return the value of every colour on a ground, by name."""
    return {colour.name: getattr(colour, ground) or colour.light for colour in COLOURS}


def declarations(ground: Ground) -> str:
    """Return the CSS custom properties of the colours: all of them in light, elsewhere those that differ from it."""
    light = values("light")
    wanted = ((name, value) for name, value in values(ground).items() if ground == "light" or value != light[name])
    return " ".join(f"--pb-{name}: {value};" for name, value in wanted)


def style_sheet() -> str:
    """Return the CSS that gives a page its colours, as its scheme and its paper want them; paper is never dark."""
    # Not every browser lets what lies below a dialog inherit from anything.
    dark = '[data-md-color-scheme="slate"]'
    rules = [f":root, ::backdrop {{ {declarations('light')} }}\n"]
    rules += [f"@media screen {{ {dark}, {dark} ::backdrop {{ {declarations('dark')} }} }}\n"]
    # Without a script the system decides.
    rules += [f"@media screen and (prefers-color-scheme: dark) {{ .no-js {{ {declarations('dark')} }} }}\n"]
    rules += [f"@media print {{ :root {{ {paper} }} }}\n" for paper in [declarations("paper")] if paper]
    return "".join(rules)
