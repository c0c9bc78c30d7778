// A problem with one item is reported from its place: the address is that of the page with the name of the item in it.
export function offerReports() {
  /** @type {HTMLAnchorElement | null} */
  const report = document.querySelector(".pb-report a");
  /** @type {NodeListOf<HTMLElement>} */
  const tools = document.querySelectorAll(".pb-tools");
  for (const one of report ? tools : []) {
    const [id, address, { itemName, label }] = [one.dataset.for ?? "", report?.getAttribute("href") ?? "", report?.dataset ?? {}];
    const link = document.createElement("a");
    /** @param {string} name */
    const named = (name) => `%5B${encodeURIComponent(name)}%5D`;
    link.className = "pb-report-item";
    link.rel = "noreferrer";
    link.href = address.replaceAll(named(itemName ?? ""), named(id));
    link.setAttribute("aria-label", (label ?? "").replace("{id}", id));
    one.append(link);
  }
}

// What is overdue depends on the day of the reader, not on that of the build.
export function markOverdue() {
  const today = new Date().toLocaleDateString("sv");
  /** @type {NodeListOf<HTMLTimeElement>} */
  const dates = document.querySelectorAll("time[data-due]");
  for (const due of dates) {
    if (due.dateTime < today) {
      const mark = document.createElement("span");
      mark.className = "pb-state pb-state--stale";
      mark.textContent = due.dataset.due ?? "";
      due.after(" ", mark);
    }
  }
}
