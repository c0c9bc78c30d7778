// Fills in a chapter: its items become rows to work with, and a bar tells of the sheet. Called when there is a sheet, or
// when somebody asks for one.
import { only } from "../shared/page.js";
import { follow } from "../working-sheets/content-changes.js";
import { OpenSheet, currentSheet, setCurrentSheet, setLastPlace } from "../working-sheets/open-sheet.js";
import { progressOf } from "../working-sheets/progress.js";
import { guardLeaving, reminderText, reminders } from "../working-sheets/reminding.js";
import { newSheet } from "../working-sheets/sheets.js";
import { openStore } from "../working-sheets/store.js";
import { barOf } from "./bar.js";
import { focusFirst, make, phrase, today } from "./elements.js";
import { ownersOf } from "./owners.js";
import { chapterRows } from "./rows.js";
/** @import { Head, Store } from "../working-sheets/types" */
/** @import { Shown, Work } from "./types" */

const known = globalThis.playbookWork;
const { words } = known;
const page = only(document, ".pb-chapter", HTMLElement);
const id = page.dataset.item ?? "";
const chapter = known.chapters.find((one) => one.id === id);

/** @type {Promise<void>} */
let starting = Promise.resolve();
/** @type {Store} */
let store;
// What saves a sheet as a file is there before it is needed: by then the site may be out of reach.
let prepare = () => {};
/** @type {Work | undefined} */
let work;
/** @type {Map<string, Shown[]>} */
let rows = new Map();

const bar = barOf(known, id, {
  choose: async (sheet) => {
    if (!(await open(sheet))) bar.say(words.fill_gone);
  },
  create: async (name) => {
    const sheet = newSheet(name, today());
    await store.put(sheet);
    await open(sheet.id);
    focusFirst(page);
  },
  save: () => {
    if (!work) return;
    globalThis.playbookSave(work.sheet.sheet, known);
    store.mark(work.sheet.sheet.id, { saved: new Date().toISOString() }).catch(console.warn);
  },
});
const owners = ownersOf(known);
const head = make("p", { className: "pb-sheet-head" });

const sheetsHere = async () => (await store.heads()).filter(({ archived, erased }) => !archived && !erased);

// Nothing that is not kept is shown as kept.
/** @param {OpenSheet} [sheet] */
const tell = (sheet) => {
  const told = reminders(store, sheet, new Date()).map((one) => ({
    text: reminderText(words, one),
    ...(one.known && { known: words[one.known], forget: () => (store.forgetLost(), tell(sheet)) }),
  }));
  if (told.length) prepare();
  bar.keeps(store.kind === "memory" ? "failed" : (sheet?.state ?? ""), told);
};

/** @type {(now: Work, item?: string) => void} */
const show = (now, item) => {
  const { sheet } = now;
  for (const [one, shown] of rows) {
    if (item === undefined || item === one) shown.forEach((piece) => piece.show(sheet.filled(one)));
  }
  bar.count(sheet.sheet, progressOf(sheet.sheet, known, today()));
  owners.offer(sheet.sheet);
  tell(now.sheet);
};

/** @type {(now: Work, item?: string) => void} */
const hear = (now, item) => {
  if (item === "") tell(now.sheet);
  else show(now, item);
  if (item === undefined) sheetsHere().then((heads) => bar.list(heads, now.sheet.sheet.id), console.warn);
};

const print = () => {
  const day = new Date().toLocaleDateString(document.documentElement.lang, { dateStyle: "long" });
  head.textContent = phrase(words.fill_head, { sheet: work?.sheet.sheet.name ?? "", day });
};

/** @type {(item: string) => void} */
const remember = (item) => {
  const place = document.querySelector(`[data-item="${CSS.escape(item)}"]`)?.id;
  const address = `${chapter?.address}${place ? `#${place}` : ""}`;
  setLastPlace(known, { address, title: phrase(words.fill_place, { sheet: work?.sheet.sheet.name ?? "", chapter: chapter?.title ?? "" }) });
};

/** @param {Work} now */
const showRows = (now) => {
  rows = chapterRows(now, page);
  only(page, "h1", HTMLElement).after(head);
  document.body.append(owners.element);
  document.documentElement.classList.add("pb-work-on");
  page.addEventListener("input", ({ target }) => {
    const item = target instanceof Element && target.closest("[data-item]");
    if (item instanceof HTMLElement) remember(item.dataset.item ?? "");
  });
  window.addEventListener("beforeprint", print);
};

/** @param {string} wanted */
const open = async (wanted) => {
  const read = await store.read(wanted);
  if (!read || read.erased) return false;
  const sheet = new OpenSheet(store, read);
  const now = work ?? { known, sheet, say: bar.say };
  now.sheet = sheet;
  if (!work) showRows(now);
  work = now;
  sheet.listen((item) => sheet === now.sheet && hear(now, item));
  guardLeaving(store, sheet);
  follow(sheet, known);
  setCurrentSheet(known, wanted);
  bar.list(await sheetsHere(), wanted);
  bar.say("");
  // A field with the focus would keep what the sheet before had.
  if (document.activeElement instanceof HTMLElement && page.contains(document.activeElement)) document.activeElement.blur();
  show(now);
  print();
  remember("");
  return true;
};

/** @type {(head: Head) => string} */
const lastUse = ({ changed, created }) => changed ?? created;

// What makes the page ready: the sheet that was used last, or the form for a first one.
/** @param {boolean} isAsked */
const begin = async (isAsked) => {
  if (work) {
    focusFirst(page);
    return;
  }
  store ??= await openStore(known);
  if (!bar.element.isConnected) document.body.append(bar.element);
  const wanted = currentSheet(known);
  const heads = await sheetsHere();
  const [latest] = heads.toSorted((one, other) => lastUse(other).localeCompare(lastUse(one)));
  if (await open(wanted || (isAsked && latest?.id) || "")) return;
  bar.list(heads, "");
  tell();
  if (wanted && !store.lost.length) bar.say(words.fill_gone);
  if (isAsked) bar.ask();
};

/** @type {typeof playbookFill.start} */
const start = (isAsked, load) => {
  prepare = () => {
    prepare = () => {};
    load("save-sheet.js").then(() => bar.canSave(), console.warn);
  };
  starting = starting.catch(() => {}).then(() => begin(isAsked));
  return starting;
};

globalThis.playbookFill = { start };
