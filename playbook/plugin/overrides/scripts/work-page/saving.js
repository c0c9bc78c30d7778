// Lets the open sheet leave as a file, a table, a calendar, or an address.
import { download } from "../shared/download.js";
import { only } from "../shared/page.js";
import { asCalendar } from "../working-sheets/calendar.js";
import { asCsv } from "../working-sheets/csv.js";
import { hasUnsaved } from "../working-sheets/reminding.js";
import { toFragment } from "../working-sheets/share.js";
import { saveFile } from "./save-file.js";
/** @import { Desk } from "./desk.js" */

/** @type {Record<string, (desk: Desk) => string | Promise<string>>} */
const WAYS = {
  file: saveFile,
  csv: ({ known, sheet, wordings }) => {
    download(sheet.sheet.name, "csv", "text/csv", asCsv(sheet.sheet, known, wordings));
    return known.words.desk_csv_saved;
  },
  calendar: ({ known, sheet, wordings }) => {
    const calendar = asCalendar(sheet.sheet, known, wordings, new Date());
    if (!calendar.includes("BEGIN:VEVENT")) return known.words.desk_calendar_empty;
    download(sheet.sheet.name, "ics", "text/calendar", calendar);
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
  // What the address holds; another sheet than that is not shared by it.
  let shared = "";
  const now = () => (desk.hasSheet ? `${desk.sheet.sheet.id} ${desk.sheet.sheet.changed} ${people.checked}` : "");
  const tell = () => {
    goes.textContent = people.checked ? words.desk_share_all : words.desk_share_some;
    if (shared !== now()) result.hidden = true;
  };
  people.addEventListener("change", tell);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const fragment = await toFragment(desk.sheet.sheet, desk.known, { withPeople: people.checked });
    result.hidden = fragment === null;
    desk.say(fragment === null ? words.desk_share_large : "");
    if (fragment === null) return;
    shared = now();
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
  desk.onIdle(tell);
};

/** @type {(desk: Desk, root: HTMLElement) => void} */
export const saving = (desk, root) => {
  const section = only(root, "[data-saving]", HTMLElement);
  const unsaved = only(section, "[data-unsaved]", HTMLElement);
  root.addEventListener("click", async ({ target }) => {
    const way = target instanceof HTMLElement ? target.dataset.way : undefined;
    if (way) desk.say(await WAYS[way](desk));
  });
  sharing(desk, section);
  desk.onIdle(() => {
    unsaved.hidden = !desk.hasSheet || !hasUnsaved(desk.sheet.sheet);
  });
};
