// Which languages stand beside that of the page: those that the address names, else those that were chosen last.
// Runs before anything is shown, so that what is wanted is there from the start and nothing moves; what it takes to show
// a second language is loaded only where one is wanted.
/** @type {Companion} */
const companion = (() => {
  const MOST = 2;
  const root = document.documentElement;
  // The theme does so at the end of the page: what stands in for scripts would be seen until then.
  root.classList.replace("no-js", "js");
  const { src, dataset } = /** @type {HTMLScriptElement} */ (document.currentScript);
  const { own = "", languages = "", items = "" } = dataset;
  const known = languages.split(" ");
  let remembered = null;
  try {
    remembered = localStorage.getItem("playbook.with");
  } catch {
    // Without storage the choice stands in the address alone.
  }
  const asked = new URLSearchParams(location.search).get("with") ?? remembered ?? "";
  const chosen = [...new Set(asked.split(","))].filter((id) => known.includes(id)).slice(0, MOST);
  /** @param {string[]} ids */
  const shown = (ids) => ids.filter((id) => id !== own);
  /** @param {string} id */
  const itemsOf = (id) => items.replace("*", id);
  /** @param {string} kind */
  const beside = (kind) => src.replace("companion.js", `beside.${kind}`);

  if (shown(chosen).length) {
    root.dataset.with = String(shown(chosen).length);
    root.dataset.placing = "";
    document.write(`<link rel="stylesheet" href="${beside("css")}">`);
    for (const address of [beside("js"), ...[own, ...shown(chosen)].map(itemsOf)]) {
      document.write(`<script src="${address}"></script>`);
    }
  } else {
    document.addEventListener("DOMContentLoaded", () => {
      const reached = () => {
        const style = Object.assign(document.createElement("link"), { rel: "stylesheet", href: beside("css") });
        document.head.append(style, Object.assign(document.createElement("script"), { src: beside("js") }));
      };
      document.querySelector(".pb-with")?.addEventListener("toggle", reached, { once: true });
    });
  }
  // Called behind the texts of the page, which are out of sight until then.
  const place = () => {
    try {
      companion.show?.(shown(chosen));
    } finally {
      delete root.dataset.placing;
    }
  };
  return { MOST, own, chosen, shown, itemsOf, place, items: {} };
})();
