// What became of the open sheet when the content changed: new wordings, and answers whose items are gone.
import { download } from "../shared/download.js";
import { only, said } from "../shared/page.js";
import { make, phrase } from "../work/elements.js";
import { nameOf, spoken } from "../work/fields.js";
import { FIELDS } from "../tables.js";
import { goneFrom, rewordedIn } from "../working-sheets/content-changes.js";
import { asCsv } from "../working-sheets/csv.js";
import { valueOf } from "../working-sheets/sheets.js";
import { ask } from "./asking.js";
/** @import { Field, Unmatched } from "../working-sheets/types" */
/** @import { Rewording } from "../working-sheets/content-changes.js" */
/** @import { Desk } from "./desk.js" */

// The languages of the site, with their tags.
/** @type {(root: HTMLElement) => Map<string, string>} */
const tagsOf = (root) => new Map(said(root, "languages").split(" ").map((pair) => /** @type {[string, string]} */ (pair.split(":"))));

// Loads, once for each language, what items say in the languages in which the open sheet was filled in.
/** @type {(desk: Desk, root: HTMLElement) => () => void} */
const loader = (desk, root) => {
  const languages = [...tagsOf(root).keys()];
  const asked = new Set([desk.known.language]);
  return () => {
    const wanted = new Set(Object.values(desk.sheet.sheet.items).flatMap(({ wording }) => wording?.language ?? []));
    for (const language of languages.filter((one) => wanted.has(one) && !asked.has(one))) {
      asked.add(language);
      const script = make("script", { src: `../${language}/work.texts.js` });
      script.onload = () => desk.draw("");
      document.head.append(script);
    }
  };
};

/** @type {(desk: Desk, root: HTMLElement, rewording: Rewording) => HTMLElement} */
const rewordedEntry = (desk, root, { item, before, now, language }) => {
  const { words } = desk.known;
  const lang = tagsOf(root).get(language) ?? language;
  /** @type {(words: string) => HTMLElement} */
  const quoted = (text) => make("dd", { lang }, text);
  const button = make("button", { type: "button", className: "pb-quiet" }, words.fill_still);
  button.setAttribute("aria-label", phrase(words.fill_named, { what: words.fill_still, item: now }));
  button.addEventListener("click", () => {
    desk.sheet.replace(item, { ...desk.sheet.filled(item), wording: { language, text: now } });
    desk.say(words.fill_still_said);
  });
  return make("li", {}, make("dl", {}, make("dt", {}, words.fill_then), quoted(before), make("dt", {}, words.fill_now), quoted(now)), make("p", {}, button));
};

/** @type {(desk: Desk, root: HTMLElement, row: Unmatched, remove: () => Promise<unknown> | void) => HTMLElement} */
const goneEntry = (desk, root, row, remove) => {
  const { words } = desk.known;
  const name = row.text ?? row.wording?.text ?? row.id ?? words.desk_nameless;
  /** @type {(field: Field) => [string, string]} */
  const valuesOf = (field) => [nameOf(desk, { isQuestion: false }, field), [valueOf(row, field), ...(row.conflicts?.[field] ?? [])].map((one) => spoken(desk, field, one)).join(" ≠ ")];
  /** @type {[string, string][]} */
  const values = [.../** @type {Field[]} */ (FIELDS).map(valuesOf), [words.ticked, row.ticked ? "✓" : ""], ...Object.entries(row.other ?? {})];
  const list = make("dl", {}, ...values.filter(([, value]) => value).flatMap(([title, value]) => [make("dt", {}, title), make("dd", {}, make("bdi", {}, value))]));
  const button = make("button", { type: "button", className: "pb-quiet" }, words.desk_remove);
  button.setAttribute("aria-label", phrase(words.fill_named, { what: words.desk_remove, item: name }));
  button.addEventListener("click", async () => {
    const question = { title: phrase(words.desk_remove_ask, { name }), about: [list.cloneNode(true)], cancel: words.fill_cancel };
    if (await ask(root, { ...question, choices: [["remove", words.desk_remove]] })) await remove();
  });
  return make("li", {}, make("p", { className: "pb-desk__name" }, make("bdi", {}, name)), list, make("p", {}, button));
};

/** @type {(desk: Desk, root: HTMLElement) => void} */
export const changes = (desk, root) => {
  const { places } = desk;
  const reworded = only(root, "[data-reworded]", HTMLElement);
  const gone = only(root, "[data-gone]", HTMLElement);
  const load = loader(desk, root);
  let shown = "";
  /** @type {(removed: Unmatched) => Promise<void>} */
  const removeRow = (removed) => desk.keepUnmatched((rows) => rows.filter((row) => JSON.stringify(row) !== JSON.stringify(removed)));
  only(gone, "[data-gone-file]", HTMLElement).addEventListener("click", () => {
    const { sheet } = desk.sheet;
    const lost = { ...sheet, items: Object.fromEntries(goneFrom(sheet, places)) };
    download(sheet.name, "csv", "text/csv", asCsv(lost, desk.known, desk.wordings));
  });
  desk.onIdle(() => {
    const sheet = desk.hasSheet ? desk.sheet.sheet : undefined;
    if (sheet) load();
    const rewordings = sheet ? rewordedIn(sheet, desk.texts) : [];
    const lost = sheet ? goneFrom(sheet, places) : [];
    const now = JSON.stringify([sheet?.id, rewordings, lost, sheet?.unmatched]);
    if (now === shown) return;
    shown = now;
    reworded.hidden = !rewordings.length;
    only(reworded, "ul", HTMLElement).replaceChildren(...rewordings.map((one) => rewordedEntry(desk, root, one)));
    gone.hidden = !lost.length && !sheet?.unmatched.length;
    only(gone, "ul", HTMLElement).replaceChildren(
      ...lost.map(([id, filled]) => goneEntry(desk, root, { ...filled, id }, () => desk.sheet.replace(id, undefined))),
      ...(sheet?.unmatched ?? []).map((row) => goneEntry(desk, root, row, () => removeRow(row))),
    );
  });
};
