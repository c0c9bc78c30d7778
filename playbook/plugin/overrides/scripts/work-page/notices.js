// What the reader has to know about keeping: whether it works, what is lost, when to save a file.
import { only } from "../shared/page.js";
import { make } from "../work/elements.js";
import { reminders, standing, reminderText } from "../working-sheets/reminding.js";
/** @import { Desk } from "./desk.js" */

/** @type {(desk: Desk, root: HTMLElement) => void} */
export const notices = (desk, root) => {
  const place = only(root, "[data-notices]", HTMLElement);
  const kept = only(root, "[data-kept]", HTMLElement);
  const { words } = desk.known;
  let shown = "";
  desk.onDraw(() => {
    const open = desk.hasSheet ? desk.sheet : undefined;
    kept.textContent = open && desk.store.kind !== "memory" ? reminderText(words, standing(open)) : "";
    const told = reminders(desk.store, open, new Date());
    // What is said again is not read aloud again.
    const now = JSON.stringify([told, Boolean(open)]);
    if (now === shown) return;
    shown = now;
    place.replaceChildren(...told.map((one) => make("p", { className: "pb-outline" }, reminderText(words, one), ...buttonsOf(desk, one.code))));
  });
};

/** @type {(desk: Desk, code: string) => (Node | string)[]} */
const buttonsOf = (desk, code) => {
  const { words } = desk.known;
  if (code === "keep_lost") {
    const button = make("button", { type: "button", className: "pb-quiet" }, words.keep_lost_known);
    button.addEventListener("click", () => {
      desk.store.forgetLost();
      desk.draw("");
    });
    return [" ", button];
  }
  if (!desk.hasSheet) return [];
  const button = make("button", { type: "button", className: "pb-quiet" }, words.desk_save);
  button.dataset.way = "file";
  return [" ", button];
};
