"""The sign of a playbook: a list of three things, ticked. Tabs, pictures and what a reader installs show it."""

# In a square of 24; it is that of the head of each page, too, see `partials/icon.html`.
STROKES = "M3 6l1.5 1.5L8 4M12 6h9M3 12.5l1.5 1.5L8 10.5M12 12.5h9M3 19l1.5 1.5L8 17M12 19h9"


def drawing(colour: str, ground: str = "") -> str:
    """Return the sign as SVG in one colour; on a ground it keeps the room that a round mask would cut off."""
    box, square = ("-6 -6 36 36", f'<path fill="{ground}" d="M-6-6h36v36h-36z"/>') if ground else ("0 0 24 24", "")
    lines = f'<path fill="none" stroke="{colour}" stroke-width="2" d="{STROKES}"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}">{square}{lines}</svg>'
