// What becomes of a sheet when the content changes: renamed ids are followed, what is gone is kept, new wordings are told.
import { REPORT } from "../tables.js";
import { merged } from "./merging.js";
import { tickId } from "./sheets.js";
/** @import { Filled, KnownChapter, KnownWork, WorkingSheet } from "./types" */

/** @typedef {{ kind: "action" | "question" | "tick" | "statement", chapter: KnownChapter, address: string }} Place */
/** @typedef {{ item: string, language: string, before: string, now: string }} Rewording */

// Where everything that can be filled in stands, by whole id, in the order of the content.
/** @type {(known: KnownWork) => Map<string, Place>} */
export const placesOf = (known) => {
  /** @type {Map<string, Place>} */
  const places = new Map();
  for (const chapter of known.chapters) {
    /** @type {(kind: Place["kind"], id: string, part?: string) => void} */
    const add = (kind, id, part = id) => {
      places.set(`${chapter.id}.${part}`, { kind, chapter, address: `${chapter.address}#${id}` });
    };
    for (const [action, hasDeliverable, ...examples] of chapter.actions) {
      add("action", action);
      if (hasDeliverable) add("tick", action, tickId(action));
      for (const example of examples) add("tick", example);
    }
    for (const question of chapter.questions) add("question", question);
    for (const [, ...statements] of chapter.maturity) for (const statement of statements) add("statement", statement);
  }
  return places;
};

// A sheet whose items have the ids of today. Where an item was filled in under both ids, the two are merged.
/** @type {(sheet: WorkingSheet, known: KnownWork) => WorkingSheet} */
export const renamed = (sheet, known) => {
  const isOld = (/** @type {string} */ id) => Object.hasOwn(known.formerly, id);
  const old = Object.keys(sheet.items).filter(isOld);
  if (!old.length) return sheet;
  const stays = Object.fromEntries(Object.entries(sheet.items).filter(([id]) => !isOld(id)));
  const moved = old.map((id) => ({ ...sheet, items: { [known.formerly[id]]: sheet.items[id] } }));
  return merged([{ ...sheet, items: stays }, ...moved]);
};

// Moves what an open sheet holds to the ids of today, item by item: another page may be writing at the same time.
/** @type {(open: { sheet: WorkingSheet, replace: (item: string, filled: Filled | undefined) => void }, known: KnownWork) => void} */
export const follow = (open, known) => {
  const before = open.sheet;
  const now = renamed(before, known);
  if (now === before) return;
  for (const item of new Set([...Object.keys(now.items), ...Object.keys(before.items)])) {
    if (JSON.stringify(now.items[item]) !== JSON.stringify(before.items[item])) open.replace(item, now.items[item]);
  }
};

// What was filled in about items that the playbook no longer has; what is written for a report is about none.
/** @type {(sheet: WorkingSheet, places: Map<string, Place>) => [id: string, filled: Filled][]} */
export const goneFrom = (sheet, places) => Object.entries(sheet.items).filter(([id]) => !places.has(id) && !Object.values(REPORT).includes(id));

// What said something else when it was filled in, in the language of that day; `texts` has the wordings by language.
/** @type {(sheet: WorkingSheet, texts: Record<string, Record<string, string>>) => Rewording[]} */
export const rewordedIn = (sheet, texts) =>
  Object.entries(sheet.items).flatMap(([item, { wording }]) => {
    const now = wording && texts[wording.language]?.[item];
    return wording && now && plain(now) !== plain(wording.text) ? [{ item, language: wording.language, before: wording.text, now }] : [];
  });

// Spaces make no other wording.
/** @type {(text: string) => string} */
const plain = (text) => text.replaceAll(/\s/g, "");
