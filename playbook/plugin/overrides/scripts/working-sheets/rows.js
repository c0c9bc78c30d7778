// The rows of a sheet, for lists and files that are not read back: what was filled in, in the order of the content, then
// what the playbook no longer has.
import { isFilled, tickId } from "./sheets.js";
/** @import { KnownWork, Unmatched, WorkingSheet } from "./types" */

/** @typedef {{ id: string, chapter: string, address: string, text: string, filled: Unmatched }} Row */

/** @type {(sheet: WorkingSheet, known: KnownWork, texts: Record<string, string>) => Row[]} */
export const rowsOf = (sheet, known, texts) => {
  const left = new Map(Object.entries(sheet.items).filter(([, filled]) => isFilled(filled)));
  /** @type {Row[]} */
  const rows = [];
  for (const { id: chapter, title, address, actions, questions, maturity } of known.chapters) {
    const own = actions.flatMap(([id, hasDeliverable, ...examples]) => [id, ...(hasDeliverable ? [tickId(id)] : []), ...examples]);
    const statements = maturity.flatMap(([, ...ids]) => ids);
    for (const id of [...own, ...questions, ...statements].map((one) => `${chapter}.${one}`)) {
      const filled = left.get(id);
      if (filled) rows.push({ id, chapter: title, address: `${address}#${id.slice(chapter.length + 1).split(":")[0]}`, text: texts[id] ?? "", filled });
      left.delete(id);
    }
  }
  const gone = [...left].map(([id, filled]) => ({ id, chapter: "", address: "", text: filled.wording?.text ?? "", filled }));
  const others = sheet.unmatched.map((filled) => ({ id: filled.id ?? "", chapter: "", address: "", text: filled.text ?? "", filled }));
  return [...rows, ...gone, ...others];
};
