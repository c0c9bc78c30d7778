"""The figure of the operating model: where its boxes and arrows stand, computed from the relations.

Pillars stand on the left as a tree of who directs whom, the hub in the middle, results on the right; what is produced
goes over the top, what is fed back returns underneath. Lengths are units of the SVG's own grid.
"""

import math
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from playbook.languages import Language
from playbook.languages.scripts import HAN, is_wide
from playbook.model.chapters import Chapter
from playbook.model.playbook import Playbook

BOX_HEIGHT, GAP, STEP = 64, 18, 28
TOP, LETTER, LINE = 76, 21, 27
PILLAR_RIGHT, HUB_LEFT, HUB_RIGHT, RESULT_LEFT, RESULT_RIGHT, WIDTH = 400, 452, 600, 652, 1000, 1040
_HAN_RUN = re.compile(f"([{HAN}]+)")


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
    letter: float = LETTER
    line: float = LINE

    @property
    def middle(self) -> float:
        """The height of the middle line."""
        return self.top + self.height / 2

    @property
    def baselines(self) -> tuple[tuple[str, float], ...]:
        """Each line with the height of its baseline."""
        first = self.middle - (len(self.lines) - 1) * self.line / 2 + self.letter * 0.36
        return tuple((line, first + index * self.line) for index, line in enumerate(self.lines))


@dataclass(frozen=True)
class Arrow:
    """A line with a head; `how` names the sort of relation, `path` is SVG path data.

    `ends` are the chapters that it joins, in the order of the path; `heads` says where it has a head: at its `end`, at
    its `start`, or at `both`.
    """

    how: str
    path: str
    ends: tuple[str, ...]
    heads: str = "end"


@dataclass(frozen=True)
class Caption:
    """Words on a line: the sorts of relations that it stands for, and where they begin, end or have their middle."""

    hows: tuple[str, ...]
    x: float
    y: float
    anchor: str = "middle"


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
    parents = parents_of(playbook)
    rows = max(len(pillars), len(playbook.results), 1)
    height = rows * (BOX_HEIGHT + GAP) - GAP
    left = [
        _box(p, "pillar", min(depth(p.id, parents), 3) * STEP, PILLAR_RIGHT, top, BOX_HEIGHT, language)
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
    """Return what stays whole; most words of Han are two signs, so a run of an even number breaks between pairs."""
    for at_odd, run in enumerate(_HAN_RUN.split(title)):
        if at_odd % 2:
            size = 2 - len(run) % 2
            yield from (run[at : at + size] for at in range(0, len(run), size))
        else:
            yield from _words(run)


def _words(run: str) -> Iterable[str]:
    piece = ""
    for letter in run:
        if piece and (piece[-1] == " " or is_wide(letter)):
            yield piece
            piece = ""
        piece += letter
    yield piece


def _length(line: str, em: float) -> float:
    return sum(1.0 if is_wide(letter) else min(em, 0.56) for letter in line)


def parents_of(playbook: Playbook) -> dict[str, str]:
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


def depth(id: str, parents: dict[str, str]) -> int:
    """Return how many pillars direct one, one through the other."""
    return len(_ancestors(id, parents)) - 1


def _tree(left: list[Box], parents: dict[str, str]) -> Iterable[Arrow]:
    boxes = {box.chapter.id: box for box in left}
    for box in left:
        if origin := boxes.get(parents.get(box.chapter.id, "")):
            x = origin.left + STEP / 2
            ends = (origin.chapter.id, box.chapter.id)
            yield Arrow("directs", f"M{x:g} {origin.top + origin.height:g}V{box.middle:g}H{box.left:g}", ends)


def between(playbook: Playbook, one: str, other: str) -> tuple[str, ...]:
    """Return the sorts of relations that lead from one chapter to another."""
    return tuple(r.how for r in playbook.model.relations if one in r.origins and other in r.targets)


# What a hub is for is drawn before all that may join it with another chapter besides.
_OF_HUB = ("measures", "feeds-back")


def _hub(left: list[Box], right: list[Box], hub: list[Box], playbook: Playbook) -> Iterable[Arrow]:
    """Join the hub with what it bears on and with what bears on it."""
    for middle in hub:
        for box, path in [
            *((box, f"M{HUB_LEFT} {box.middle:g}H{PILLAR_RIGHT}") for box in left),
            *((box, f"M{HUB_RIGHT} {box.middle:g}H{RESULT_LEFT}") for box in right),
        ]:
            ends = (middle.chapter.id, box.chapter.id)
            there, back = between(playbook, *ends), between(playbook, *reversed(ends))
            if there or back:
                heads = "both" if there and back else "end" if there else "start"
                hows = (*there, *back)
                yield Arrow(next((how for how in _OF_HUB if how in hows), hows[0]), path, ends, heads)


def _chain(right: list[Box], playbook: Playbook) -> Iterable[Arrow]:
    """Draw which result leads to which, at the outer edge."""
    boxes = {box.chapter.id: box for box in right}
    for origin, target, is_single in chained(boxes, playbook):
        start, end = boxes[origin].middle, boxes[target].middle
        x = RESULT_RIGHT + (14 if is_single else 28)
        path = f"M{RESULT_RIGHT} {start + 8:g}H{x}V{end - 8:g}H{RESULT_RIGHT}"
        yield Arrow("leads-to", path, (origin, target))


def chained(ids: Collection[str], playbook: Playbook) -> Iterable[tuple[str, str, bool]]:
    """Return which of some chapters lead to which, and whether each does so on its own."""
    for relation in playbook.model.relations:
        for origin in relation.origins:
            for target in relation.targets:
                if relation.how == "leads-to" and origin in ids and target in ids and origin != target:
                    yield origin, target, len(relation.origins) == 1


def ends_of(how: str, playbook: Playbook) -> tuple[str, ...]:
    """Return the chapters that relations of a sort join."""
    joined = [id for r in playbook.model.relations if r.how == how for id in (*r.origins, *r.targets)]
    return tuple(dict.fromkeys(joined))


def _arcs(playbook: Playbook, left: list[Box], right: list[Box], bottom: float) -> tuple[list[Arrow], list[Caption]]:
    arrows, captions = [], []
    start, end, middle = PILLAR_RIGHT / 2, (RESULT_LEFT + RESULT_RIGHT) / 2, (HUB_LEFT + HUB_RIGHT) / 2
    if left and right and (ends := ends_of("produces", playbook)):
        arrows.append(Arrow("produces", f"M{start:g} {TOP}V{TOP / 2:g}H{end:g}V{TOP}", ends))
        captions.append(Caption(("produces",), middle, TOP / 2 - 12))
    if left and right and (ends := ends_of("feeds-back", playbook)):
        low = bottom + TOP / 2
        arrows.append(Arrow("feeds-back", f"M{end:g} {bottom:g}V{low:g}H{start:g}V{bottom:g}", ends))
        captions.append(Caption(("feeds-back",), middle, low + 28))
    return arrows, captions
