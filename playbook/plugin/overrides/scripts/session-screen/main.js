// The screen of whoever leads a session: one part at a time, with its clock. The session stands in the address, how far it
// has come in this browser, and what people say and agree on in a working sheet.
import { all, only } from "../shared/page.js";
import { fromAddress, partsOf, toAddress } from "../session/plans.js";
import { make } from "../work/elements.js";
import { guardLeaving } from "../working-sheets/reminding.js";
import { openStore } from "../working-sheets/store.js";
import { begun, moved, switched } from "./clock.js";
import { button, framed } from "./framing.js";
import { keepingLine } from "./keeping-line.js";
import { saidOf, saidOfStop } from "./notices.js";
import { loader } from "./loading.js";
import { memory } from "./remembered.js";
import { languageChoice } from "./second-language.js";
import { openedSheet, sheetChooser } from "./sheet-chooser.js";
import { stepOf } from "./steps.js";
import { chaptersIn, itemsOf, wordsOf } from "./telling.js";
import { timers } from "./timers.js";
import { agenda, summary } from "./views.js";
import { wayBack, waysToBuilder } from "./ways.js";
/** @import { Store } from "../working-sheets/types" */
/** @import { Run } from "./clock.js" */
/** @import { Shown } from "./types" */

const TICK = 250;

const root = only(document, "[data-screen]", HTMLElement);
const ready = only(root, "[data-ready]", HTMLElement);
// Where the sheet of a session is used next.
const onward = only(root, "[data-onward]", HTMLElement);
const own = root.dataset.screen ?? "";
const known = globalThis.playbookSession;
const work = globalThis.playbookWork;
const { words } = known[own];
const items = itemsOf(known[own]);
/** @param {string} id */
const usual = (id) => items.get(id)?.minutes;
const asked = fromAddress(location.search, usual);
const parts = partsOf(asked.session);
const symptom = known[own].symptoms.find(([id]) => id === asked.session.about);
// What tells one session from another, whatever else stands in the address.
const name = toAddress("", asked.session, usual);
const remembered = memory(`playbook.${work?.playbook ?? "playbook"}.session`, name, parts.length);

const stage = make("div", { className: "pb-stage" });
const status = make("p", { className: "pb-stage__status" });
status.setAttribute("role", "status");
const notices = make("div", { className: "pb-screen__notices" });
notices.setAttribute("role", "status");

const load = loader(root.dataset.files ?? "");
const clocks = timers((told) => (status.textContent = told));
const line = work && keepingLine(work, load);

/** @type {Store | undefined} */
let store;
/** @type {Shown} */
let shown;
let hasBegun = false;
let isGone = false;
let second = companion.shown(companion.chosen)[0] ?? "";

/** @param {string[]} more */
const notice = (...more) => notices.replaceChildren(...[...saidOf(asked, words), ...more].map((text) => make("p", {}, text)));

// ---- how far it has come

const remember = () => remembered.keep({ run: shown.run, sheet: shown.sheet?.sheet.id ?? "" });

// ---- going on and back

const tick = () => {
  if (hasBegun) clocks.tick(shown);
};

const tellKept = () => {
  if (line && store && shown.sheet) line.tell(store, shown.sheet);
};
const kept = () => (line ? [line.element] : []);

const pauseLabel = () => words[shown.run.since ? "pause" : "go"];
const pause = button("", () => {
  shown.run = switched(shown.run, Date.now());
  pause.textContent = pauseLabel();
  remember();
  tick();
});

/** @param {number} to */
const go = (to) => {
  if (!hasBegun || to < 0 || to > parts.length) return;
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  shown.run = moved(shown.run, to, Date.now());
  remember();
  draw();
};

// Stops the session where it is; nothing of it is lost.
const leave = async () => {
  const left = shown.run.since ? switched(shown.run, Date.now()) : shown.run;
  remembered.keep({ run: left, sheet: shown.sheet?.sheet.id ?? "" });
  hasBegun = false;
  await begin(left);
  only(stage, "h2", HTMLElement).focus();
};

const drawPart = () => {
  clocks.ofPart.dataset.level = "";
  pause.textContent = pauseLabel();
  const above = [clocks.ofPart, clocks.ofWhole, pause, button(words.leave, leave)];
  stage.replaceChildren(...framed(shown, go, above, kept()), status);
  tick();
};

const drawSummary = () => {
  const end = button(words.end, () => {
    remembered.forget();
    hasBegun = false;
    begin();
  });
  onward.hidden = !shown.sheet && !symptom;
  stage.replaceChildren(
    make("div", { className: "pb-stage__body pb-summary-sheet" }, ...summary(shown, new Date()), onward),
    make("footer", { className: "pb-stage__foot" }, button(words.back, () => go(parts.length - 1)), button(words.print, () => window.print(), "pb-stage__next"), end, ...kept()),
  );
};

const draw = () => {
  document.documentElement.classList.add("pb-stage-on");
  status.textContent = "";
  if (shown.run.at < parts.length) drawPart();
  else drawSummary();
  tellKept();
  only(stage, "h1", HTMLElement).focus();
  scrollTo(0, 0);
};

document.addEventListener("keydown", (event) => {
  const step = hasBegun ? stepOf(event, shown.run.at === parts.length) : 0;
  if (!step) return;
  event.preventDefault();
  go(shown.run.at + step);
});

// ---- before it begins

/** @param {Shown["sheet"]} sheet */
const use = (sheet) => {
  shown.sheet = sheet;
  if (!sheet || !store) return;
  guardLeaving(store, sheet);
  sheet.listen(tellKept);
};

// Shows another language beside that of the page, or none.
/** @param {string} id */
const speak = async (id) => {
  if (id && !(id in known)) await load(`${id}/session.data.js`);
  shown.spoken = [known[own], ...(id ? [known[id]] : [])];
};

/** @param {string} id */
const speakNow = async (id) => {
  second = id;
  await speak(id).catch(console.warn);
  only(stage, "table", HTMLElement).replaceWith(agenda(shown)[0]);
};

/** @param {Run} left */
const goOn = (left) => {
  shown.run = switched(left, Date.now());
  hasBegun = true;
  remember();
  draw();
};

/** @param {Run} [left] how far it had come when somebody left it */
const begin = async (left) => {
  document.documentElement.classList.remove("pb-stage-on");
  shown.run = begun(0);
  const start = button(left ? words.clear : words.begin, () => {}, left ? "" : "pb-stage__next");
  start.type = "submit";
  const form = make("form", { className: "pb-screen__form pb-form" }, languageChoice(words, own, second, speakNow));
  const aside = [...waysToBuilder(words, root.dataset.builder, toAddress("", shown.session, usual)), ...wayBack(words, symptom)];
  form.append(make("p", { className: "pb-form__row" }, start, ...aside), make("p", { className: "pb-screen__keys" }, words.keys));
  const back = left ? [make("div", { className: "pb-form pb-screen__left" }, button(words.go_on, () => goOn(left), "pb-stage__next"), ...kept())] : [];
  stage.replaceChildren(make("h2", { tabIndex: -1 }, shown.title), notices, ...back, ...agenda(shown), form);
  notice(...(isGone ? [words.gone] : []), ...(left ? saidOfStop(shown, left) : []));
  if (left) tellKept();
  const chooser = store && work ? await sheetChooser(store, work, words, shown.title) : undefined;
  form.prepend(...(chooser?.controls ?? []));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    start.disabled = true;
    try {
      use(await chooser?.open());
      shown.run = begun(Date.now());
      hasBegun = true;
      remember();
      draw();
    } catch (fault) {
      console.warn(fault);
      notice(work?.words.fill_failed ?? "");
      start.disabled = false;
    }
  });
};

/** @returns {Promise<boolean>} */
const resume = async () => {
  const found = remembered.found();
  if (!found) return false;
  if (found.sheet && store && work) {
    const sheet = await openedSheet(store, work, found.sheet);
    if (!sheet) {
      isGone = true;
      return false;
    }
    use(sheet);
  }
  shown.run = found.run;
  hasBegun = true;
  draw();
  status.textContent = words.resumed;
  return true;
};

const open = async () => {
  const { session } = asked;
  const spoken = [known[own]];
  const chapters = chaptersIn({ session, spoken });
  const title = session.title || (symptom ? wordsOf(symptom[1]) : chapters.map((one) => wordsOf(one.title)).join(words.separator));
  onward.prepend(...wayBack(words, symptom));
  shown = { words, spoken, session: symptom ? { ...session, title } : session, parts, run: begun(0), title, remedies: symptom?.[2] ?? [], ...(work && { work }) };
  for (const link of all(document, ".pb-switcher a", HTMLAnchorElement)) link.search = toAddress(link.search, session, usual);
  ready.hidden = true;
  ready.before(stage);
  document.documentElement.classList.add("pb-screen-on");
  await speak(second).catch(console.warn);
  store = work && (await openStore(work));
  if (!(await resume())) await begin();
  setInterval(tick, TICK);
};

if (asked.session.chosen.length) {
  open();
} else if (asked.asks) {
  ready.before(notices);
  notice();
}
