// Opens a state file that `playbook import` wrote, and shows what was agreed on. The file stays on this machine; whatever
// stands in it becomes plain text, nothing else.
import { only, said } from "../shared/page.js";
import { cellsOf, filledIn, isRecord, read, words } from "./states.js";
/** @import { Filled, KnownItems, State } from "./types" */

const MOST_BYTES = 5_000_000;
const section = only(document, ".pb-state-file", HTMLElement);
const status = only(section, "[role='status']", HTMLElement);
const shown = only(section, ".pb-agreements", HTMLElement);
const parts = only(shown, "[data-parts]", HTMLElement);
const field = only(section, "input[type='file']", HTMLInputElement);
const newRow = only(shown, "[data-row]", HTMLTemplateElement);
const newPart = only(shown, "[data-part]", HTMLTemplateElement);

// What the items of the playbook say in this language is asked for once, and only when a file is opened.
/** @type {Promise<KnownItems> | null} */
let items = null;
const known = () => {
  items ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = said(shown, "items");
    script.onload = () => resolve(globalThis.playbookItems);
    script.onerror = () => {
      items = null;
      reject(new Error(script.src));
    };
    document.head.append(script);
  });
  return items;
};

/** @param {string} code */
const say = (code) => {
  status.textContent = code ? said(status, code) : "";
  status.hidden = !code;
  shown.hidden = Boolean(code);
  document.documentElement.classList.toggle("pb-state-on", !code);
};

const doubts = { status: said(shown, "noStatus"), due: said(shown, "noDate"), completed: said(shown, "noDate") };

/** @type {(filled: Filled, head: string | Node, states: Map<string, string>) => Node} */
const row = (filled, head, states) => {
  const made = /** @type {DocumentFragment} */ (newRow.content.cloneNode(true));
  const { cells } = only(made, "tr", HTMLTableRowElement);
  cells[0].append(head);
  cellsOf(filled, states, doubts).forEach(([first, ...others], at) => {
    cells[at + 1].textContent = first;
    for (const other of others) cells[at + 1].append(document.createElement("br"), other);
  });
  return made;
};

/** @type {(title: string, rows: Node[]) => void} */
const part = (title, rows) => {
  const made = /** @type {DocumentFragment} */ (newPart.content.cloneNode(true));
  only(made, "h3", HTMLElement).textContent = title;
  only(made, "tbody", HTMLElement).append(...rows);
  parts.append(made);
};

/** @type {(text: string, address: string) => Node} */
const link = (text, address) => {
  const made = document.createElement("a");
  made.href = address;
  made.textContent = text;
  return made;
};

/** @type {(state: State, known: KnownItems) => void} */
const show = (state, { chapters, states: names }) => {
  const states = new Map(Object.entries(names));
  const filled = filledIn(state);
  const unmatched = state.unmatched.filter(isRecord);
  const total = filled.size + unmatched.length;
  parts.replaceChildren();
  for (const [title, own] of chapters) {
    const rows = [];
    for (const [id, text, address] of own) {
      const item = filled.get(id);
      if (item) {
        rows.push(row(item, link(text, address), states));
        filled.delete(id);
      }
    }
    if (rows.length) {
      part(title, rows);
    }
  }
  const rest = [...filled].map(([id, value]) => row(value, words(id), states));
  rest.push(...unmatched.map((value) => row(value, words(value.text) || words(value.id), states)));
  if (rest.length) {
    part(said(parts, "unmatched"), rest);
  }
  const count = only(shown, "[data-count]", HTMLElement);
  count.textContent = said(count, "count", { count: total });
};

field.addEventListener("change", async () => {
  const [file] = field.files ?? [];
  if (!file) {
    return;
  }
  if (file.size > MOST_BYTES) {
    say("tooLarge");
    return;
  }
  const state = read(await file.text());
  if (!state) {
    say("notAState");
    return;
  }
  show(state, await known());
  say("");
});
only(shown, "[data-print]", HTMLElement).addEventListener("click", () => window.print());
only(section, "[data-state-file]", HTMLElement).hidden = false;
