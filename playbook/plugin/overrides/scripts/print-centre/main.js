// Shows of the table of sheets what the reader chooses; without this script the table has them all.
import { all, only, said } from "../shared/page.js";
import { commands } from "./commands.js";

const form = only(document, "[data-print-centre]", HTMLFormElement);
const status = only(form, "[role='status']", HTMLElement);
const letter = only(document, ".pb-letter", HTMLElement);
const centre = /** @type {HTMLElement} */ (form.closest(".pb-centre"));

/** @type {(node: HTMLElement, is: boolean) => void} */
const show = (node, is) => {
  node.hidden = !is;
};

const choose = () => {
  const chosen = new FormData(form);
  const chapters = chosen.getAll("chapter").map(String);
  const [languages, kind] = [String(chosen.get("languages") ?? ""), String(chosen.get("kind") ?? "")];
  for (const row of all(centre, "tr[data-chapter]", HTMLElement)) {
    show(row, !chapters.length || chapters.includes(said(row, "chapter")));
  }
  for (const cell of all(centre, "[data-kind]", HTMLElement)) {
    show(cell, !kind || cell.dataset.kind === kind);
  }
  for (const link of all(centre, "a[data-languages]", HTMLElement)) {
    show(link, !languages || link.dataset.languages === languages);
    link.toggleAttribute("download", chosen.has("download"));
  }
  const found = all(centre, "a[data-languages]", HTMLElement).filter((link) => !link.closest("[hidden]"));
  status.textContent = said(status, "found", { count: found.length });
  show(letter, chosen.get("paper") === "us-letter");
  // Sheets of roles and the book are of no chapter.
  const table = only(centre, "[data-of-chapters]", HTMLElement);
  const ofChapters = !kind || all(table, "th[data-kind]", HTMLElement).some((head) => head.dataset.kind === kind);
  show(table, ofChapters);
  only(letter, "[data-command]", HTMLElement).textContent = commands(ofChapters ? chapters : [], kind, languages);
};

form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("change", choose);
choose();
// Until now the style sheet showed what is chosen at first.
delete centre.dataset.choosing;
