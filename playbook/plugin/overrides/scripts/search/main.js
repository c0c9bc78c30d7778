// The search as a reader sees it: a box with a list of results, the same in the dialog and on the page `search.html`.
import { all, only } from "../shared/page.js";
import { Box } from "./box.js";

/** @type {Promise<void> | undefined} */
let filled;

// Makes of a dialog with a field a whole one, once, and searches for what has been typed meanwhile.
/** @type {(dialog: HTMLDialogElement, language: string) => Promise<void>} */
function fillDialog(dialog, language) {
  filled ??= playbookSearch.open(language).then((index) => {
    const box = new Box(index, only(dialog, ".pb-search", HTMLElement), { where: "dialog", close: () => dialog.close() });
    if (box.input.value && !box.input.composing) box.search();
  });
  filled.catch(() => (filled = undefined));
  return filled;
}

// The page itself: the query stands in its address, so that a link shows the same to a colleague.
/** @type {(root: HTMLElement, language: string) => Promise<void>} */
async function fillPage(root, language) {
  const index = await playbookSearch.open(language);
  const box = new Box(index, root, { where: "page" });
  const address = new URL(location.href);
  box.input.value ||= playbookSearch.clean(address.searchParams.get("q") ?? "");
  box.everywhere.checked = address.searchParams.has("all");
  const kind = address.searchParams.get("kind") ?? "";
  for (const one of all(root, "input[type=radio]", HTMLInputElement)) one.checked ||= one.value === kind;
  root.addEventListener("asked", (event) => {
    const query = event instanceof CustomEvent ? String(event.detail) : "";
    for (const [name, value] of [["q", query], ["kind", box.filter], ["all", box.everywhere.checked ? "1" : ""]]) {
      if (value) address.searchParams.set(name, value);
      else address.searchParams.delete(name);
    }
    history.replaceState(history.state, "", address);
  });
  if (!box.input.composing) await box.search();
}

playbookSearch.fillDialog = fillDialog;
playbookSearch.fillPage = fillPage;
