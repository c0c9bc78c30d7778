"""The figure of the operating model for narrow windows: pillars above the hub, results below it, one under the other.

What is produced goes down at the right, what is measured and fed back goes up at the left. Lengths are units of the
SVG's own grid, about a pixel of a phone.
"""

from collections.abc import Iterable, Sequence

from playbook.html.figure import Arrow, Box, Caption, Figure, between, break_lines, chained, depth, ends_of, parents_of
from playbook.languages import Language
from playbook.model.chapters import Chapter
from playbook.model.playbook import Playbook

HEIGHT, GAP, STEP, BETWEEN = 46, 10, 14, 44
LETTER, LINE, INSIDE = 16, 19, 10
LOOP, LEFT, RIGHT, PRODUCED, WIDTH = 6, 26, 300, 334, 344
HEAD = 12


def tall_figure(playbook: Playbook, language: Language) -> Figure:
    """Lay out the operating model from top to bottom, for the letters of a language."""
    parents = parents_of(playbook)
    upper = [pillar for pillar in playbook.pillars if pillar.id != playbook.model.hub]
    hub = [pillar for pillar in playbook.pillars if pillar.id == playbook.model.hub]
    groups: tuple[tuple[str, Sequence[Chapter]], ...] = (("pillar", upper), ("hub", hub), ("result", playbook.results))
    boxes: list[Box] = []
    top = 2.0
    for side, chapters in groups:
        top += BETWEEN if boxes and chapters else 0
        for at, chapter in enumerate(chapters):
            left = LEFT + (min(depth(chapter.id, parents), 3) * STEP if side == "pillar" else 0)
            boxes.append(_box(chapter, side, left, top + at * (HEIGHT + GAP), language))
        top = boxes[-1].top + HEIGHT if boxes else top
    of = {side: [box for box in boxes if box.side == side] for side, _ in groups}
    arrows = [*_tree(of["pillar"], parents), *_loop(of, playbook), *_produced(of, playbook), *_chain(of, playbook)]
    return Figure(WIDTH, top + 2, tuple(boxes), tuple(arrows), tuple(_captions(of, playbook)))


def _box(chapter: Chapter, side: str, left: float, top: float, language: Language) -> Box:
    lines = break_lines(chapter.title.plain(language.id), (RIGHT - left - 2 * INSIDE) / LETTER, language.em)
    return Box(chapter, side, left, top, RIGHT - left, HEIGHT, lines, LETTER, LINE)


def _tree(upper: list[Box], parents: dict[str, str]) -> Iterable[Arrow]:
    boxes = {box.chapter.id: box for box in upper}
    for box in upper:
        if origin := boxes.get(parents.get(box.chapter.id, "")):
            path = f"M{origin.left + STEP / 2:g} {origin.top + HEIGHT:g}V{box.middle - 8:g}H{box.left:g}"
            yield Arrow("directs", path, (origin.chapter.id, box.chapter.id))


def _loop(of: dict[str, list[Box]], playbook: Playbook) -> Iterable[Arrow]:
    """Lead from the results to the hub, and from there to the pillars, at the left; all begin there to share dashes."""
    for hub in of["hub"]:
        for box in of["result"]:
            if hows := between(playbook, box.chapter.id, hub.chapter.id):
                path = f"M{hub.left:g} {hub.middle + 8:g}H{LOOP}V{box.middle:g}H{box.left:g}"
                yield Arrow(hows[0], path, (hub.chapter.id, box.chapter.id), "start")
        for box in of["pillar"]:
            if hows := between(playbook, hub.chapter.id, box.chapter.id):
                path = f"M{hub.left:g} {hub.middle - 8:g}H{LOOP}V{box.middle + 8:g}H{box.left:g}"
                yield Arrow(hows[-1], path, (hub.chapter.id, box.chapter.id))


def _produced(of: dict[str, list[Box]], playbook: Playbook) -> Iterable[Arrow]:
    """Lead from the pillars to the results that they produce, at the right."""
    for pillar in of["pillar"]:
        for result in of["result"]:
            if "produces" in between(playbook, pillar.chapter.id, result.chapter.id):
                path = f"M{RIGHT} {pillar.middle:g}H{PRODUCED}V{result.middle:g}H{RIGHT}"
                yield Arrow("produces", path, (pillar.chapter.id, result.chapter.id))


def _chain(of: dict[str, list[Box]], playbook: Playbook) -> Iterable[Arrow]:
    boxes = {box.chapter.id: box for box in of["result"]}
    for origin, target, is_single in chained(boxes, playbook):
        x = RIGHT + (10 if is_single else 18)
        path = f"M{RIGHT} {boxes[origin].middle + 10:g}H{x}V{boxes[target].middle - 10:g}H{RIGHT}"
        yield Arrow("leads-to", path, (origin, target))


def _captions(of: dict[str, list[Box]], playbook: Playbook) -> Iterable[Caption]:
    """Name what the lines at both sides stand for, between the groups that they join."""
    pillars, hub, results = of["pillar"], of["hub"], of["result"]
    if pillars and results and ends_of("produces", playbook):
        yield Caption(("produces",), RIGHT + HEAD, pillars[-1].top + HEIGHT + BETWEEN / 2 + 6, "end")
    for below, above in ((hub, pillars), (results, hub)):
        pairs = [(one.chapter.id, other.chapter.id) for one in below for other in above]
        found = {how for pair in pairs for how in between(playbook, *pair)}
        if hows := tuple(how for how in ("measures", "feeds-back") if how in found):
            yield Caption(hows, LOOP + HEAD, above[-1].top + HEIGHT + BETWEEN / 2 + 6, "start")
