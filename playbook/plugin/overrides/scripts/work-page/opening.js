// Opens files and addresses: nothing of them becomes part of a sheet before the reader says how.
import { only } from "../shared/page.js";
import { make, today, phrase } from "../work/elements.js";
import { conflictsOf, merged } from "../working-sheets/merging.js";
import { fromFragment } from "../working-sheets/share.js";
import { newSheet } from "../working-sheets/sheets.js";
import { MOST_BYTES, readStateFile } from "../working-sheets/state-file.js";
import { ask } from "./asking.js";
/** @import { Said, WorkingSheet } from "../working-sheets/types" */
/** @import { Desk } from "./desk.js" */
/** @import { Source } from "./types" */

/** @typedef {{ sheet?: WorkingSheet, said: Said[] }} Read */

// The name of a file, as that of a sheet that has none.
/** @type {(name: string) => string} */
const titleOf = (name) => name.replace(/(\.state)?\.(json|xlsx)$/i, "").slice(0, 120) || name;

/** @type {Promise<unknown> | undefined} */
let workbook;

/** @type {(src: string) => Promise<unknown>} */
const script = (src) =>
  new Promise((resolve, reject) => {
    const element = make("script", { src });
    element.onload = resolve;
    element.onerror = () => {
      element.remove();
      reject(new Error(src));
    };
    document.head.append(element);
  });

/** @type {(file: File) => Promise<Read>} */
const readWorkbook = async (file) => {
  workbook ??= Promise.all([script("../assets/playbook/workbook.js"), script("work.reading.js")]);
  workbook.catch(() => (workbook = undefined));
  await workbook;
  return globalThis.playbookWorkbook.read(file, globalThis.playbookReading);
};

/** @type {(desk: Desk, file: File) => Promise<Read>} */
const read = async (desk, file) => {
  if (/\.xlsx$/i.test(file.name)) return readWorkbook(file);
  if (file.size > MOST_BYTES) return { said: [{ code: "too-large", facts: { most: String(MOST_BYTES / 1_000_000) } }] };
  return readStateFile(await file.text(), desk.known, { name: titleOf(file.name), today: today() });
};

// What is said of workbooks comes with their reader.
/** @type {(words: Record<string, string>, code: string) => string} */
const wordsOf = (words, code) => words[`said_${code}`] ?? globalThis.playbookReading?.messages[code] ?? code;

// What there was to say about files, each under its name.
/** @type {(desk: Desk, place: HTMLElement, name: string, told: Read) => void} */
const report = ({ known }, place, name, { sheet, said }) => {
  const { words } = known;
  const lines = said.map(({ code, facts, place: at }) => make("li", {}, ...(at ? [make("bdi", { className: "pb-name" }, at), " "] : []), phrase(wordsOf(words, code), facts)));
  const title = phrase(sheet ? words.desk_read : words.desk_refused, { name });
  place.append(make("li", { className: sheet ? "" : "pb-desk__refused" }, make("p", {}, title), make("ul", {}, ...lines)));
};

// Ways to take what was read, by the value of a choice.
/** @type {Record<string, (desk: Desk, found: Source[]) => Promise<unknown>>} */
const WAYS_IN = {
  fresh: async (desk, found) => {
    for (const { sheet } of found) {
      const isKnown = desk.sheets.some(({ id }) => id === sheet.id);
      await desk.keep(isKnown ? { ...sheet, id: newSheet("", "").id } : sheet);
    }
  },
  merge: async (desk, found) => {
    const own = desk.sheet.sheet;
    const sources = [{ name: desk.known.words.desk_this_sheet, sheet: own }, ...found];
    await desk.take(merged(sources.map(({ sheet }) => sheet)), sources);
  },
  replace: (desk, [{ sheet }]) => desk.keep(sheet),
};

// The sheet of this browser that a single one was saved from.
/** @type {(desk: Desk, found: Source[]) => WorkingSheet | undefined} */
const sameAs = (desk, [{ sheet }, ...others]) => (others.length ? undefined : desk.sheets.find(({ id }) => id === sheet.id));

/** @type {Record<string, string>} */
const TAKEN = { fresh: "desk_taken_fresh", merge: "desk_taken_merge", replace: "desk_taken_replace" };

/** @type {(desk: Desk, found: Source[]) => [value: string, words: string][]} */
const choicesFor = (desk, found) => {
  const { words } = desk.known;
  const same = sameAs(desk, found);
  /** @type {[string, string | false | undefined][]} */
  const choices = [
    ["fresh", found.length === 1 ? words.desk_take_fresh : words.desk_take_fresh_many],
    ["merge", desk.hasSheet && phrase(words.desk_take_merge, { name: desk.sheet.sheet.name })],
    ["replace", same && phrase(words.desk_take_replace, { name: same.name })],
  ];
  return choices.flatMap(([value, label]) => (label ? [[value, label]] : []));
};

// Whether the reader means to replace what only this browser has.
/** @type {(desk: Desk, root: HTMLElement, found: Source[]) => Promise<boolean>} */
const isSure = async (desk, root, found) => {
  const { words } = desk.known;
  const { name = "", changed, created = "" } = sameAs(desk, found) ?? {};
  const day = new Date(changed ?? created).toLocaleString(document.documentElement.lang);
  const about = [make("p", {}, phrase(words.desk_replace_about, { day }))];
  const title = phrase(words.desk_replace_ask, { name });
  return Boolean(await ask(root, { title, about, choices: [["replace", phrase(words.desk_take_replace, { name })]], cancel: words.fill_cancel }));
};

/** @type {(desk: Desk, root: HTMLElement, found: Source[], title: string, about?: Node[]) => Promise<void>} */
const take = async (desk, root, found, title, about = []) => {
  const { words } = desk.known;
  const lines = found.map(({ name, sheet }) => phrase(words.desk_found, { name, sheet: sheet.name, count: Object.keys(sheet.items).length + sheet.unmatched.length }));
  const list = make("ul", {}, ...lines.map((line) => make("li", {}, make("bdi", {}, line))));
  const way = await ask(root, { title, about: [list, ...about], choices: choicesFor(desk, found), cancel: words.desk_take_none });
  if (!way || (way === "replace" && !(await isSure(desk, root, found)))) {
    desk.say(words.desk_taken_none);
    return;
  }
  await WAYS_IN[way](desk, found);
  desk.say(phrase(words[TAKEN[way]], { count: found.length, conflicts: desk.hasSheet ? conflictsOf(desk.sheet.sheet).length : 0 }));
};

/** @type {(desk: Desk, root: HTMLElement, files: File[]) => Promise<void>} */
const openFiles = async (desk, root, files) => {
  const { words } = desk.known;
  const place = only(root, "[data-reports]", HTMLElement);
  place.replaceChildren();
  /** @type {Source[]} */
  const found = [];
  for (const file of files) {
    const told = await read(desk, file).catch((error) => {
      console.warn(error);
      return /** @type {Read} */ ({ said: [{ code: "unreadable", facts: {} }] });
    });
    if (told.sheet) found.push({ name: file.name, sheet: told.sheet });
    if (told.said.length) report(desk, place, file.name, told);
  }
  desk.say(found.length ? "" : words.desk_refused_all);
  if (found.length) await take(desk, root, found, phrase(words.desk_take, { count: found.length }));
};

// A sheet in the address of the page, which is taken out of it once the reader has been asked.
/** @type {(desk: Desk, root: HTMLElement) => Promise<void>} */
const openAddress = async (desk, root) => {
  const { words } = desk.known;
  const told = await fromFragment(location.hash, desk.known, { name: words.desk_shared_name, today: today() });
  if (!told) return;
  const place = only(root, "[data-reports]", HTMLElement);
  place.replaceChildren();
  if (told.said.length) report(desk, place, words.desk_the_address, told);
  if (told.sheet) {
    const isBare = Object.values(told.sheet.items).every(({ owner, note, evidence }) => !owner && !note && !evidence);
    const about = isBare ? [make("p", {}, words.desk_left_out)] : [];
    await take(desk, root, [{ name: words.desk_the_address, sheet: told.sheet }], words.desk_take_address, about);
  }
  try {
    history.replaceState(null, "", location.pathname + location.search);
  } catch {
    // A browser that forbids this for files asks again when the page is loaded again.
  }
};

/** @type {(desk: Desk, root: HTMLElement) => void} */
export const opening = (desk, root) => {
  const drop = only(root, "[data-drop]", HTMLElement);
  const field = only(drop, "input[type='file']", HTMLInputElement);
  field.addEventListener("change", async () => {
    const files = [...(field.files ?? [])];
    field.value = "";
    if (files.length) await openFiles(desk, root, files);
  });
  // What is dropped beside the page's own place would take the browser to the file.
  document.addEventListener("dragover", (event) => {
    if (event.dataTransfer?.types.includes("Files")) event.preventDefault();
  });
  document.addEventListener("drop", async (event) => {
    const files = [...(event.dataTransfer?.files ?? [])];
    if (!files.length) return;
    event.preventDefault();
    await openFiles(desk, root, files);
  });
  window.addEventListener("hashchange", () => openAddress(desk, root));
  openAddress(desk, root);
};
