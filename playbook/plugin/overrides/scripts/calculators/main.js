// Computes the calculators of the page with what is filled in; without this script the example stands there.
import { all, only, said } from "../shared/page.js";
import { functions } from "./functions.js";
import { Undefined } from "./queueing.js";
import { MOST_FIGURES, read } from "./reading.js";

const root = only(document, ".pb-calculators", HTMLElement);

/** @type {(figure: number, decimals: number) => string} */
const shown = (figure, decimals) => {
  const form = new Intl.NumberFormat(root.dataset.number, { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
  return form.format(Number(figure.toFixed(decimals)) + 0).replace("-", "\u2212");
};

/** @typedef {HTMLInputElement | HTMLTextAreaElement} Field */

// Says beside a field what is wrong with it, and returns its figures where nothing is.
/** @type {(form: HTMLFormElement, field: Field) => number[] | undefined} */
const filled = (form, field) => {
  const { least = "", most = "", factor = "1", many } = field.dataset;
  const { figures, fault } = read(field.value, many !== undefined, Number(least), Number(most), root.dataset.decimal);
  const place = only(form, `#${field.id}-fault`, HTMLElement);
  const largest = fault === "tooMany" ? MOST_FIGURES : shown(Number(most), decimalsOf(most));
  place.textContent = fault ? said(form, fault, { least: shown(Number(least), decimalsOf(least)), most: largest }) : "";
  place.hidden = !fault;
  field.toggleAttribute("aria-invalid", Boolean(fault));
  return fault ? undefined : figures.map((figure) => figure * Number(factor));
};

/** @type {(written: string) => number} */
const decimalsOf = (written) => written.split(".")[1]?.length ?? 0;

/** @type {(row: HTMLTableRowElement, figures: number[]) => void} */
const fill = (row, figures) => {
  const { decimals = "0", factor = "1", unit = "{}" } = row.dataset;
  const cells = figures.map((figure) => {
    const cell = document.createElement("td");
    cell.textContent = unit.replace("{}", () => shown(figure / Number(factor), Number(decimals)));
    return cell;
  });
  row.replaceChildren(row.cells[0], ...cells);
};

/** @type {(calculator: HTMLElement, form: HTMLFormElement) => void} */
const compute = (calculator, form) => {
  const fields = [...all(form, "input", HTMLInputElement), ...all(form, "textarea", HTMLTextAreaElement)];
  const given = fields.map((field) => /** @type {const} */ ([field, filled(form, field)]));
  const wrong = given.find(([, figures]) => !figures);
  const fault = only(calculator, "[data-fault]", HTMLElement);
  const table = only(calculator, "table", HTMLTableElement);
  only(calculator, "[data-first]", HTMLElement).hidden = true;
  fault.hidden = true;
  table.hidden = Boolean(wrong);
  if (wrong) {
    wrong[0].focus();
    return;
  }
  const inputs = given.map(([field, figures = []]) => [field.name, field.dataset.many === undefined ? figures[0] : figures]);
  try {
    const found = functions[calculator.dataset.function ?? ""](Object.fromEntries(inputs));
    for (const row of all(table, "tr", HTMLTableRowElement)) fill(row, found[row.dataset.output ?? ""]);
  } catch (error) {
    if (!(error instanceof Undefined)) throw error;
    fault.textContent = fault.getAttribute(`data-calculator_${error.message}`);
    fault.hidden = false;
    table.hidden = true;
  }
};

for (const calculator of all(root, ".pb-calculator", HTMLElement)) {
  const form = only(calculator, "form", HTMLFormElement);
  only(form, "[data-commands]", HTMLElement).hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    compute(calculator, form);
  });
  form.addEventListener("reset", () => setTimeout(() => compute(calculator, form)));
  only(form, "[data-print]", HTMLButtonElement).addEventListener("click", () => {
    for (const one of all(root, ".pb-calculator", HTMLElement)) one.classList.toggle("pb-no-print", one !== calculator);
    print();
  });
}
