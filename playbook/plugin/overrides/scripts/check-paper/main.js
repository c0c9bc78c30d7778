// Tells whether a print is still true: the code on it is looked up among the codes of this site and of its editions.
import { all, only, said } from "../shared/page.js";
import { look, own } from "./answers.js";
import { read } from "./codes.js";

const known = globalThis.playbookPaper;
const form = only(document, "[data-check-paper]", HTMLFormElement);
const field = only(form, "[name='code']", HTMLInputElement);
const answer = only(document, "#answer", HTMLElement);
const sheet = only(answer, ".pb-answer__sheet", HTMLElement);
const list = only(answer, ".pb-answer__changes", HTMLElement);

/** @type {(name: string, text: string, attributes?: object) => HTMLElement} */
const element = (name, text, attributes = {}) => {
  const made = Object.assign(document.createElement(name), attributes);
  made.textContent = text;
  return made;
};

/** @type {(code: string, name: string, edition: string | null | undefined) => void} */
const describe = (code, name, edition) => {
  const [id, kind, languages] = name.split(".");
  const [title, address] = own(known.titles, id) ?? [id, ""];
  const stamp = edition ? said(answer, "edition", { name: edition }) : said(answer, "draft");
  const rest = [known.kinds[kind], ...languages.split("-").map((one) => known.languages[one] ?? one), stamp];
  rest.push(said(answer, "code", { code }));
  sheet.replaceChildren(address ? element("a", title, { href: address }) : title, rest.map((one) => ` · ${one}`).join(""));
};

/** @type {(change: [id: string, what: string]) => HTMLElement} */
const line = ([id, what]) => {
  const row = element("li", "");
  const [words, address] = own(known.items, id) ?? [id, ""];
  row.append(address ? element("a", words, { href: address }) : words, " ");
  row.append(element("span", said(list, what), { className: "pb-state" }));
  return row;
};

/** @param {string} typed */
const check = (typed) => {
  const code = read(typed);
  const found = look(known, code);
  for (const word of all(answer, "[data-answer]", HTMLElement)) {
    word.hidden = word.dataset.answer !== found.answer;
  }
  sheet.hidden = !found.name;
  if (found.name) {
    describe(code, found.name, found.edition);
  }
  list.replaceChildren(...Object.entries(found.changes).map(line));
  list.hidden = !list.children.length;
  answer.hidden = false;
};

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const address = new URL(location.href);
  address.searchParams.set("code", field.value.trim());
  check(field.value);
  try {
    history.replaceState(null, "", address);
  } catch {
    // A browser that forbids this for files shows the answer all the same.
  }
});
const asked = new URLSearchParams(location.search).get("code");
if (asked) {
  field.value = asked.slice(0, field.maxLength);
  check(field.value);
}
