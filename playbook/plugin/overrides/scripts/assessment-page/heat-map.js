// A heat map: a row for each chapter, a field for each level, with the number that stands in the table.
import { fieldOfLevel, levelAt } from "./words.js";
import { inLines, svg } from "./svg.js";
/** @import { ChapterStanding } from "../working-sheets/assessment.js" */

const NAME_WIDTH = 268;
const FIELD = 86;
const ROW = 34;
const HEAD = 44;
const GAP = 2;
const NAME_LETTERS = 31;
const LIGHTEST = 0.12;
const DARKEST = 0.34;

/** @type {(level: ReturnType<typeof levelAt>, at: number, y: number) => SVGElement} */
const heatField = (level, at, y) => {
  const { text, kind, share } = fieldOfLevel(level);
  const x = NAME_WIDTH + at * FIELD;
  const box = { x: x + GAP, y: y + GAP, width: FIELD - 2 * GAP, height: ROW - 2 * GAP, rx: 3 };
  /** @type {Record<string, string>} */
  const shade = kind === "some" ? { "fill-opacity": (LIGHTEST + share * (DARKEST - LIGHTEST)).toFixed(2) } : {};
  return svg(
    "g",
    { class: `pb-heat__field pb-heat__field--${kind}`, "data-level": String(at + 1) },
    svg("rect", { ...box, ...shade }),
    svg("text", { x: x + FIELD / 2, y: y + ROW / 2 + 5, "text-anchor": "middle" }, text),
  );
};

/** @type {(all: string[], x: number, y: number, anchor: string) => SVGElement} */
const linesAt = (all, x, y, anchor) => {
  const spans = all.map((line, at) => svg("tspan", { x, dy: at ? 14 : 0 }, line));
  return svg("text", { class: "pb-heat__name", x, y: y - (all.length - 1) * 7, "text-anchor": anchor }, ...spans);
};

/** @type {(chapters: ChapterStanding[], levels: [id: string, title: string][], name: string) => SVGElement} */
export const heatMap = (chapters, levels, name) => {
  const heads = levels.map(([, title], at) => linesAt([String(at + 1), title], NAME_WIDTH + at * FIELD + FIELD / 2, HEAD / 2 + 4, "middle"));
  const rows = chapters.map((standing, at) => {
    const y = HEAD + at * ROW;
    const fields = levels.map((_, one) => heatField(levelAt(standing, one + 1), one, y));
    return svg("g", { "data-chapter": standing.id }, linesAt(inLines(standing.title, NAME_LETTERS), NAME_WIDTH - 10, y + ROW / 2 + 5, "end"), ...fields);
  });
  const viewBox = `0 0 ${NAME_WIDTH + levels.length * FIELD} ${HEAD + chapters.length * ROW}`;
  return svg("svg", { viewBox, role: "img", "aria-label": name }, ...heads, ...rows);
};
