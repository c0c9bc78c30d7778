// What a reader has to be told about keeping, and when a page is not left without a question.
import { isFilled } from "./sheets.js";
/** @import { Head, Store, WorkingSheet } from "./types" */

/** @typedef {{ code: string, facts: Record<string, string>, known?: string }} Reminder its word, what stands in it, and the word of a button that ends it */
/** @typedef {{ sheet: WorkingSheet, state: string, fault: string, hasUnkept: boolean, listen: (heard: () => void) => void }} Open */

const DAY_LENGTH = 86_400_000;
const ENOUGH_DAYS = 7; // after as many without a visit, a browser may clear its store
const ENOUGH_ITEMS = 20;
// Faults that a reader can do something about, by the browser's name.
/** @type {Record<string, string>} */
const FAULTS = { QuotaExceededError: "keep_full", NotFoundError: "keep_gone", VersionError: "keep_newer" };

/** @type {Record<string, string>} */
const STANDS = { kept: "keep_kept", keeping: "keep_keeping" };

// How the sheet stands.
/** @type {(open: Open) => Reminder} */
export const standing = ({ state, fault }) => ({ code: STANDS[state] ?? FAULTS[fault] ?? "keep_failed", facts: { fault } });

// The most urgent first.
/** @type {(store: Store, open: Open | undefined, now: Date) => Reminder[]} */
export const reminders = (store, open, now) => {
  /** @type {(Reminder | false | undefined)[]} */
  const all = [
    open?.state === "failed" && standing(open),
    store.kind === "memory" && { code: "keep_memory", facts: { fault: store.fault } },
    store.lost.length > 0 && missingSheets(store),
    store.kind !== "memory" && !store.isShared && { code: "keep_apart", facts: {} },
    store.kind !== "memory" && open && unsavedReminder(open.sheet, now),
  ];
  return all.filter((one) => one !== false && one !== undefined);
};

/** @type {(words: Record<string, string>, reminder: Reminder) => string} */
export const reminderText = (words, { code, facts }) =>
  Object.entries(facts).reduce((text, [name, value]) => text.replace(`{${name}}`, () => value), words[code] ?? "");

// Sheets that were cleared away, or that stand where this browser cannot reach them now.
/** @type {(store: Store) => Reminder} */
const missingSheets = ({ fault, lost }) => {
  const facts = { fault, names: lost.join(" · ") };
  return fault ? { code: FAULTS[fault] ?? "keep_unreachable", facts } : { code: "keep_lost", facts, known: "keep_lost_known" };
};

/** @type {(sheet: WorkingSheet, now: Date) => Reminder | undefined} */
const unsavedReminder = (sheet, now) => {
  if (!hasUnsaved(sheet)) return undefined;
  const days = Math.floor((now.getTime() - Date.parse(sheet.saved ?? sheet.created)) / DAY_LENGTH);
  if (sheet.saved) return days >= ENOUGH_DAYS ? { code: "keep_unsaved", facts: { days: String(days) } } : undefined;
  const isMuch = days >= ENOUGH_DAYS || Object.values(sheet.items).filter(isFilled).length >= ENOUGH_ITEMS;
  return isMuch ? { code: "keep_unsaved_never", facts: /** @type {Record<string, string>} */ ({}) } : undefined;
};

// Whether something changed after the sheet was last saved as a file.
/** @type {(head: Head) => boolean} */
export const hasUnsaved = ({ changed, saved }) => Boolean(changed && changed > (saved ?? ""));

// Asks before the page is left, as long as something would be lost with it.
/** @type {(store: Store, open: Open) => void} */
export const guardLeaving = (store, open) => {
  /** @type {(event: Event) => void} */
  const ask = (event) => event.preventDefault();
  const look = () => {
    const isLost = open.hasUnkept || (store.kind === "memory" && hasUnsaved(open.sheet));
    (isLost ? addEventListener : removeEventListener)("beforeunload", ask);
  };
  open.listen(look);
  look();
};
