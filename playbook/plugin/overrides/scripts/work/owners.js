// The names that fields of owners offer: those of roles, and those that stand in the sheet.
import { make } from "./elements.js";
/** @import { KnownWork, WorkingSheet } from "../working-sheets/types" */

export const OWNERS = "pb-owners";

// Every field of the page is laid out anew where the list changes, so it changes only where it has another name.
/** @type {(known: KnownWork) => { element: HTMLElement, offer: (sheet: WorkingSheet) => void }} */
export const ownersOf = (known) => {
  const element = make("datalist", { id: OWNERS });
  let offered = "";
  return {
    element,
    offer: ({ items }) => {
      const names = [...new Set([...known.roles, ...Object.values(items).flatMap(({ owner }) => owner ?? [])])];
      if (JSON.stringify(names) === offered) return;
      offered = JSON.stringify(names);
      element.replaceChildren(...names.map((name) => new Option(name)));
    },
  };
};
