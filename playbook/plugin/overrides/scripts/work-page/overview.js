// How far the open sheet has come: in all, by series, phase and chapter, and what each gate still waits for.
import { only } from "../shared/page.js";
import { make, today, phrase } from "../work/elements.js";
import { openBefore, progressOf } from "../working-sheets/progress.js";
import { meterOf } from "./meter.js";
/** @import { Counts, KnownSeries, KnownWork, Progress, WorkingSheet } from "../working-sheets/types" */
/** @import { Desk } from "./desk.js" */

/** @typedef {{ known: KnownWork, sheet: WorkingSheet, progress: Progress }} Standing */

/** @type {(standing: Standing, id: string) => Node} */
const chapterLine = ({ known, progress }, id) => {
  const { title = id, address = "" } = known.chapters.find((one) => one.id === id) ?? {};
  return make("li", {}, make("a", { href: address }, title), meterOf(known, progress.chapters[id], title));
};

// What a gate waits for, with the way to each action.
/** @type {(standing: Standing, phase: KnownSeries["phases"][number], wordingOf: (id: string) => string) => Node[]} */
const gateLines = ({ known, sheet }, { gate, chapters }, wordingOf) => {
  if (!gate) return [];
  const { words } = known;
  const open = openBefore(sheet, known, chapters);
  if (!open.length) return [make("p", { className: "pb-desk__gate" }, phrase(words.desk_gate_free, { gate }))];
  const links = open.map((id) => {
    const [chapter, item] = id.split(".");
    const { address } = /** @type {{ address: string }} */ (known.chapters.find((one) => one.id === chapter));
    return make("li", {}, make("a", { href: `${address}#${item}` }, wordingOf(id)));
  });
  const summary = make("summary", {}, phrase(words.desk_gate, { gate, count: open.length }));
  return [make("details", { className: "pb-desk__gate" }, summary, make("ul", {}, ...links))];
};

/** @type {(standing: Standing, series: KnownSeries, wordingOf: (id: string) => string) => Node[]} */
const seriesLines = (standing, { id, title, phases }, wordingOf) => {
  const { known, progress } = standing;
  const lines = phases
    .filter(({ chapters }) => chapters.length)
    .flatMap((phase) => [
      ...(phase.title ? [make("h4", {}, phase.title), meterOf(known, progress.phases[`${id}.${phase.id}`], phase.title)] : []),
      ...gateLines(standing, phase, wordingOf),
      make("ul", { className: "pb-desk__chapters" }, ...phase.chapters.map((one) => chapterLine(standing, one))),
    ]);
  return [make("h3", {}, title), meterOf(known, progress.series[id], title), ...lines];
};

// Every count in words.
/** @type {(known: KnownWork, counts: Counts) => string} */
const detailed = ({ words, states }, counts) => {
  const byState = Object.entries(states).map(([id, [name]]) => phrase(words.fill_named, { what: name, item: counts[/** @type {keyof Counts} */ (id)] }));
  return [...byState, phrase(words.desk_ticks, counts), phrase(words.desk_noted, counts)].join(words.fill_separator);
};

/** @type {(desk: Desk, root: HTMLElement) => void} */
export const overview = (desk, root) => {
  const whole = only(root, "[data-all]", HTMLElement);
  const parts = only(root, "[data-progress]", HTMLDetailsElement);
  const list = only(parts, "div", HTMLElement);
  const draw = () => {
    if (!desk.hasSheet) return;
    const { known } = desk;
    const { sheet } = desk.sheet;
    const standing = { known, sheet, progress: progressOf(sheet, known, today()) };
    const { all } = standing.progress;
    const more = make("p", { className: "pb-hint" }, detailed(known, all));
    whole.replaceChildren(make("p", { className: "pb-desk__name" }, make("bdi", {}, sheet.name)), meterOf(known, all, sheet.name), more);
    // What is folded is made when it is opened: a change must be seen at once.
    if (!parts.open) return;
    const inSeries = new Set(known.series.flatMap(({ phases }) => phases.flatMap(({ chapters }) => chapters)));
    const others = known.chapters.filter(({ id }) => !inSeries.has(id)).map(({ id }) => chapterLine(standing, id));
    list.replaceChildren(
      ...known.series.flatMap((series) => seriesLines(standing, series, (id) => desk.wordingOf(id))),
      ...(others.length ? [make("ul", { className: "pb-desk__chapters" }, ...others)] : []),
    );
  };
  parts.addEventListener("toggle", draw);
  desk.onIdle(draw);
};
