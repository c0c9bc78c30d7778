// Asks before the page is left, as long as something of the open sheet would be lost with it.
import { guardLeaving } from "../working-sheets/reminding.js";
/** @import { Desk } from "./desk.js" */

const NONE = { id: "", name: "", created: "", items: {}, unmatched: [] };

/** @type {(desk: Desk) => void} */
export const guardDesk = (desk) =>
  guardLeaving(desk.store, {
    state: "",
    fault: "",
    get hasUnkept() {
      return desk.hasSheet && desk.sheet.hasUnkept;
    },
    get sheet() {
      return desk.hasSheet ? desk.sheet.sheet : NONE;
    },
    listen: (heard) => desk.onDraw(heard),
  });
