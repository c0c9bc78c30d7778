// Lets the open sheet leave as a file, a table, a calendar, or an address.
import { only } from "../shared/page.js";
import { make } from "../work/elements.js";
import { asCalendar } from "../working-sheets/calendar.js";
import { asCsv } from "../working-sheets/csv.js";
import { toFragment } from "../working-sheets/share.js";
import { writeStateFile } from "../working-sheets/state-file.js";
/** @import { Desk } from "./desk.js" */

const MOST_NAME = 80;
// What no file name of any system can hold, and what would turn the direction of the rest.
// eslint-disable-next-line no-control-regex
const NOT_IN_NAMES = /[\u0000-\u001f\u007f\\/:*?"<>|\u200e\u200f\u202a-\u202e\u2066-\u2069]+/g;

/** @type {(name: string, ending: string) => string} */
export const fileName = (name, ending) => {
  const plain = name.replace(NOT_IN_NAMES, "-").replace(/^[.\s]+|[.\s]+$/g, "");
  return `${[...plain].slice(0, MOST_NAME).join("") || "sheet"}.${ending}`;
};

/** @type {(name: string, type: string, content: string) => void} */
export const save = (name, type, content) => {
  const href = URL.createObjectURL(new Blob([content], { type: `${type};charset=utf-8` }));
  const link = make("a", { href, download: name, hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(href), 60_000);
};

// Whether what was changed is in no file yet.
/** @type {(head: { changed?: string, saved?: string }) => boolean} */
export const isUnsaved = ({ changed = "", saved = "" }) => changed > saved;

/** @type {Record<string, (desk: Desk) => string | Promise<string>>} */
const WAYS = {
  file: async (desk) => {
    const { known, sheet } = desk;
    const saved = new Date().toISOString();
    save(fileName(sheet.sheet.name, "state.json"), "application/json", writeStateFile(sheet.sheet, known));
    await desk.mark(sheet.sheet.id, { saved });
    return known.words.desk_saved;
  },
  csv: ({ known, sheet, wordings }) => {
    save(fileName(sheet.sheet.name, "csv"), "text/csv", asCsv(sheet.sheet, known, wordings));
    return known.words.desk_csv_saved;
  },
  calendar: ({ known, sheet, wordings }) => {
    const calendar = asCalendar(sheet.sheet, known, wordings, new Date());
    if (!calendar.includes("BEGIN:VEVENT")) return known.words.desk_calendar_empty;
    save(fileName(sheet.sheet.name, "ics"), "text/calendar", calendar);
    return known.words.desk_calendar_saved;
  },
};

/** @type {(desk: Desk, root: HTMLElement) => void} */
const sharing = (desk, root) => {
  const { words } = desk.known;
  const form = only(root, "[data-share]", HTMLFormElement);
  const people = only(form, "[name='people']", HTMLInputElement);
  const goes = only(form, "[data-goes]", HTMLElement);
  const result = only(form, "[data-address]", HTMLElement);
  const address = only(result, "textarea", HTMLTextAreaElement);
  const tell = () => {
    goes.textContent = people.checked ? words.desk_share_all : words.desk_share_some;
    result.hidden = true;
  };
  people.addEventListener("change", tell);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const fragment = await toFragment(desk.sheet.sheet, desk.known, { withPeople: people.checked });
    result.hidden = fragment === null;
    desk.say(fragment === null ? words.desk_share_large : "");
    if (fragment === null) return;
    address.value = `${location.href.replace(/[?#].*/, "")}#${fragment}`;
    address.focus();
    address.select();
  });
  only(result, "button", HTMLElement).addEventListener("click", async () => {
    address.select();
    // Where a browser has no clipboard for pages of a disk, the address is marked to be copied by hand.
    const isCopied = await navigator.clipboard?.writeText(address.value).then(() => true, () => false);
    desk.say(isCopied ? words.desk_copied : words.desk_copy_by_hand);
  });
  tell();
  desk.onDraw(tell);
};

/** @type {(desk: Desk, root: HTMLElement) => void} */
export const saving = (desk, root) => {
  const section = only(root, "[data-saving]", HTMLElement);
  const reminder = only(root, "[data-reminder]", HTMLElement);
  section.addEventListener("click", async ({ target }) => {
    const way = target instanceof HTMLElement ? target.dataset.way : undefined;
    if (way) desk.say(await WAYS[way](desk));
  });
  reminder.querySelector("button")?.addEventListener("click", async () => desk.say(await WAYS.file(desk)));
  sharing(desk, section);
  desk.onDraw(() => {
    reminder.hidden = !desk.hasSheet || !isUnsaved(desk.sheet.sheet) || !Object.keys(desk.sheet.sheet.items).length;
  });
  // A browser that keeps nothing loses what is in no file.
  window.addEventListener("beforeunload", (event) => {
    const isLost = desk.hasSheet && (desk.store.kind === "memory" || desk.sheet.state === "failed") && isUnsaved(desk.sheet.sheet);
    if (isLost) event.preventDefault();
  });
};

/** @type {(desk: Desk, root: HTMLElement) => void} */
export const storageNotice = (desk, root) => {
  const notice = only(root, "[data-storage]", HTMLElement);
  const { words } = desk.known;
  const { kind, isShared } = desk.store;
  const said = kind === "memory" ? words.desk_memory : isShared ? "" : words.desk_not_shared;
  notice.textContent = said;
  notice.hidden = !said;
};
