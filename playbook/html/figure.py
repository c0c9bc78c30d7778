"""The figure of the operating model: where its boxes and arrows stand, computed from the relations.

Pillars stand on the left as a tree of who directs whom, the hub in the middle, results on the right; what is produced
goes over the top, what is fed back returns underneath. Lengths are units of the SVG's own grid.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from playbook.languages import Language
from playbook.model.chapters import Chapter
from playbook.model.playbook import Playbook

BOX_HEIGHT, GAP, STEP = 64, 18, 28
TOP, LETTER, LINE = 76, 21, 27
PILLAR_RIGHT, HUB_LEFT, HUB_RIGHT, RESULT_LEFT, RESULT_RIGHT, WIDTH = 400, 452, 600, 652, 1000, 1040


@dataclass(frozen=True)
class Box:
    """A chapter in the figure; `lines` are its title broken to fit."""

    chapter: Chapter
    side: str
    left: float
    top: float
    width: float
    height: float
    lines: tuple[str, ...]

    @property
    def middle(self) -> float:
        """The height of the middle line."""
        return self.top + self.height / 2

    @property
    def baselines(self) -> tuple[tuple[str, float], ...]:
        """Each line with the height of its baseline."""
        first = self.middle - (len(self.lines) - 1) * LINE / 2 + LETTER * 0.36
        return tuple((line, first + index * LINE) for index, line in enumerate(self.lines))


@dataclass(frozen=True)
class Arrow:
    """A line with a head; `how` names the sort of relation, `path` is SVG path data."""

    how: str
    path: str


@dataclass(frozen=True)
class Caption:
    """A word on a line."""

    how: str
    x: float
    y: float


@dataclass(frozen=True)
class Figure:
    """All that the template draws."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    captions: tuple[Caption, ...]


def figure(playbook: Playbook, language: Language) -> Figure:
    """Lay out the operating model for the letters of a language."""
    pillars = tuple(p for p in playbook.pillars if p.id != playbook.model.hub)
    parents = _parents(playbook)
    rows = max(len(pillars), len(playbook.results), 1)
    height = rows * (BOX_HEIGHT + GAP) - GAP
    left = [
        _box(p, "pillar", min(_depth(p.id, parents), 3) * STEP, PILLAR_RIGHT, top, BOX_HEIGHT, language)
        for p, top in zip(pillars, _tops(len(pillars), height), strict=True)
    ]
    right = [
        _box(r, "result", RESULT_LEFT, RESULT_RIGHT, top, BOX_HEIGHT, language)
        for r, top in zip(playbook.results, _tops(len(playbook.results), height), strict=True)
    ]
    hub = [
        _box(p, "hub", HUB_LEFT, HUB_RIGHT, TOP, height, language)
        for p in playbook.pillars
        if p.id == playbook.model.hub
    ]
    bottom = TOP + height
    arrows = [*_tree(left, parents), *_hub(left, right, hub, playbook), *_chain(right, playbook)]
    arcs, captions = _arcs(playbook, left, right, bottom)
    return Figure(WIDTH, bottom + TOP, (*left, *hub, *right), (*arrows, *arcs), tuple(captions))


def _tops(count: int, height: float) -> list[float]:
    """Spread boxes evenly over the height."""
    step = (height - BOX_HEIGHT) / (count - 1) if count > 1 else 0
    return [TOP + index * step for index in range(count)]


def _box(
    chapter: Chapter,
    side: str,
    left: float,
    right: float,
    top: float,
    height: float,
    language: Language,
) -> Box:
    title = chapter.title.plain(language.id)
    lines = break_lines(title, (right - left - 2 * GAP) / LETTER, language.em)
    return Box(chapter, side, left, top, right - left, height, lines)


def break_lines(title: str, ems: float, em: float) -> tuple[str, ...]:
    """Break a title into even lines of at most `ems` type sizes: at spaces, and anywhere between wide letters."""
    count = math.ceil(_length(title, em) / ems)
    even = _fill(title, _length(title, em) / count + 0.9, em)
    return even if len(even) == count else _fill(title, ems, em)


def _fill(title: str, ems: float, em: float) -> tuple[str, ...]:
    lines = [""]
    for word in _pieces(title):
        if _length(lines[-1] + word.rstrip(), em) > ems and lines[-1]:
            lines.append("")
        lines[-1] += word
    return tuple(line.strip() for line in lines)


def _pieces(title: str) -> Iterable[str]:
    piece = ""
    for letter in title:
        if piece and (piece[-1] == " " or ord(letter) > 0x2E7F):
            yield piece
            piece = ""
        piece += letter
    yield piece


def _length(line: str, em: float) -> float:
    return sum(1.0 if ord(letter) > 0x2E7F else min(em, 0.56) for letter in line)


def _parents(playbook: Playbook) -> dict[str, str]:
    """Return for each pillar the one that directs it."""
    relations = [r for r in playbook.model.relations if r.how in ("directs", "enables")]
    ids = {p.id for p in playbook.pillars if p.id != playbook.model.hub}
    pairs = [(t, o) for r in relations for o in r.origins for t in r.targets if {t, o} <= ids and t != o]
    parents: dict[str, str] = {}
    for target, origin in pairs:
        if target not in _ancestors(origin, parents):
            parents.setdefault(target, origin)
    return parents


def _ancestors(id: str, parents: dict[str, str]) -> list[str]:
    line = [id]
    while line[-1] in parents:
        line.append(parents[line[-1]])
    return line


def _depth(id: str, parents: dict[str, str]) -> int:
    return len(_ancestors(id, parents)) - 1


def _tree(left: list[Box], parents: dict[str, str]) -> Iterable[Arrow]:
    boxes = {box.chapter.id: box for box in left}
    for box in left:
        if origin := boxes.get(parents.get(box.chapter.id, "")):
            x = origin.left + STEP / 2
            yield Arrow("directs", f"M{x:g} {origin.top + origin.height:g}V{box.middle:g}H{box.left:g}")


def _hub(left: list[Box], right: list[Box], hub: list[Box], playbook: Playbook) -> Iterable[Arrow]:
    for middle in hub:
        joined = {
            id
            for relation in playbook.model.relations
            for id in (*relation.origins, *relation.targets)
            if middle.chapter.id in (*relation.origins, *relation.targets)
        }
        for box in left:
            if box.chapter.id in joined:
                yield Arrow("measures", f"M{PILLAR_RIGHT} {box.middle:g}H{HUB_LEFT}")
        for box in right:
            if box.chapter.id in joined:
                yield Arrow("measures", f"M{HUB_RIGHT} {box.middle:g}H{RESULT_LEFT}")


def _chain(right: list[Box], playbook: Playbook) -> Iterable[Arrow]:
    """Draw which result leads to which, at the outer edge."""
    boxes = {box.chapter.id: box for box in right}
    for relation in playbook.model.relations:
        for origin in relation.origins:
            for target in relation.targets:
                if relation.how == "leads-to" and origin in boxes and target in boxes and origin != target:
                    start, end = boxes[origin].middle, boxes[target].middle
                    x = RESULT_RIGHT + (14 if len(relation.origins) == 1 else 28)
                    yield Arrow("leads-to", f"M{RESULT_RIGHT} {start + 8:g}H{x}V{end - 8:g}H{RESULT_RIGHT}")


def _arcs(playbook: Playbook, left: list[Box], right: list[Box], bottom: float) -> tuple[list[Arrow], list[Caption]]:
    arrows, captions = [], []
    hows = {relation.how for relation in playbook.model.relations}
    start, end, middle = PILLAR_RIGHT / 2, (RESULT_LEFT + RESULT_RIGHT) / 2, (HUB_LEFT + HUB_RIGHT) / 2
    if left and right and "produces" in hows:
        arrows.append(Arrow("produces", f"M{start:g} {TOP}V{TOP / 2}H{end:g}V{TOP}"))
        captions.append(Caption("produces", middle, TOP / 2 - 12))
    if left and right and "feeds-back" in hows:
        low = bottom + TOP / 2
        arrows.append(Arrow("feeds-back", f"M{end:g} {bottom}V{low}H{start:g}V{bottom}"))
        captions.append(Caption("feeds-back", middle, low + 28))
    return arrows, captions
