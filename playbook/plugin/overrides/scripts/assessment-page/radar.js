// A radar chart: an axis for each chapter, a line for each sheet. What is not known leaves a gap: it is no zero.
import { NOTHING } from "./words.js";
import { inLines, svg } from "./svg.js";
/** @import { ChapterStanding } from "../working-sheets/assessment.js" */

const WIDTH = 720;
const HEIGHT = 470;
const RADIUS = 150;
const CENTRE = [WIDTH / 2, HEIGHT / 2];
const LABEL = RADIUS + 22;
const LINE = 16;
const LETTERS = 20;
const MARK = 5;

/** @type {(at: number, count: number, radius: number) => number[]} */
const pointAt = (at, count, radius) => {
  const angle = (2 * Math.PI * at) / count - Math.PI / 2;
  return [CENTRE[0] + radius * Math.cos(angle), CENTRE[1] + radius * Math.sin(angle)].map((one) => Math.round(one * 10) / 10);
};

/** @type {(count: number, level: number, most: number) => SVGElement} */
const ring = (count, level, most) => {
  const points = Array.from({ length: count }, (_, at) => pointAt(at, count, (RADIUS * level) / most).join(",")).join(" ");
  return svg("polygon", { class: "pb-radar__ring", points });
};

// The name of a chapter at the end of its axis, and its level, or that there is none.
/** @type {(title: string, level: number | null, at: number, count: number) => SVGElement} */
const axisLabel = (title, level, at, count) => {
  const [x, y] = pointAt(at, count, LABEL);
  const side = Math.abs(x - CENTRE[0]) < 1 ? "middle" : x < CENTRE[0] ? "end" : "start";
  const all = inLines(`${title} ${level ?? NOTHING}`, LETTERS);
  const over = y < CENTRE[1] - RADIUS ? all.length - 1 : y > CENTRE[1] + RADIUS ? 0 : (all.length - 1) / 2;
  const spans = all.map((line, row) => svg("tspan", { x, dy: row ? LINE : 0 }, line));
  return svg("text", { class: level === null ? "pb-radar__name pb-radar__name--unknown" : "pb-radar__name", x, y: y + 5 - over * LINE, "text-anchor": side }, ...spans);
};

// The pieces of a line between chapters beside each other whose levels are known.
/** @type {(levels: (number | null)[], place: (at: number) => number[] | undefined) => string} */
const pathOf = (levels, place) => {
  if (levels.every((level) => level !== null)) return `M${levels.map((_, at) => place(at)?.join(" ")).join("L")}Z`;
  return levels
    .map((_, at) => [place(at), place((at + 1) % levels.length)])
    .filter(([from, to]) => from && to)
    .map(([from, to]) => `M${from?.join(" ")}L${to?.join(" ")}`)
    .join("");
};

/** @type {(chapters: ChapterStanding[], most: number, series: number) => SVGElement} */
const lineOf = (chapters, most, series) => {
  const levels = chapters.map(({ level }) => level);
  /** @type {(at: number) => number[] | undefined} */
  const place = (at) => {
    const level = levels[at];
    return level === null ? undefined : pointAt(at, levels.length, (RADIUS * level) / most);
  };
  const path = pathOf(levels, place);
  const marks = chapters.flatMap(({ id, level }, at) => {
    const point = place(at);
    if (!point) return [];
    const given = { class: "pb-radar__mark", "data-chapter": id, "data-level": String(level) };
    const [x, y] = point;
    return [series ? svg("rect", { ...given, x: x - MARK, y: y - MARK, width: 2 * MARK, height: 2 * MARK }) : svg("circle", { ...given, cx: x, cy: y, r: MARK })];
  });
  return svg("g", { class: `pb-radar__series pb-radar__series--${series}` }, ...(path ? [svg("path", { d: path, class: path.endsWith("Z") ? "pb-radar__area" : "" })] : []), ...marks);
};

/** @type {(sheets: ChapterStanding[][], most: number, name: string) => SVGElement} */
export const radar = (sheets, most, name) => {
  const [chapters] = sheets;
  const count = chapters.length;
  const axes = chapters.map(({ level }, at) => {
    const [x2, y2] = pointAt(at, count, RADIUS);
    return svg("line", { class: level === null ? "pb-radar__axis pb-radar__axis--unknown" : "pb-radar__axis", x1: CENTRE[0], y1: CENTRE[1], x2, y2 });
  });
  const rings = Array.from({ length: most }, (_, at) => ring(count, at + 1, most));
  const scale = Array.from({ length: most + 1 }, (_, level) => svg("text", { class: "pb-radar__scale", x: CENTRE[0] + 5, y: CENTRE[1] - (RADIUS * level) / most - 3 }, String(level)));
  const labels = chapters.map(({ title, level }, at) => axisLabel(title, level, at, count));
  const lines = sheets.map((one, at) => lineOf(one, most, at)).reverse();
  return svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": name }, ...rings, ...axes, ...lines, ...scale, ...labels);
};
