// Which languages stand beside that of the page: those that the address names, else those that were chosen last.
// What it takes to show a second language is loaded only where one is wanted.
const MOST = 2;

/** @type {(script: HTMLScriptElement) => Companion} */
export function chooseCompanion({ src, dataset }) {
  const root = document.documentElement;
  const { own = "", languages = "", items = "" } = dataset;
  const known = languages.split(" ");
  const named = new URLSearchParams(location.search).get("with");
  const wanted = named ?? localStorage.getItem("playbook.with") ?? "";
  const chosen = [...new Set(wanted.split(","))].filter((id) => known.includes(id)).slice(0, MOST);
  /** @param {string[]} ids */
  const shown = (ids) => ids.filter((id) => id !== own);
  /** @param {string} id */
  const itemsOf = (id) => items.replace("*", id);
  /** @param {string} kind */
  const beside = (kind) => new URL(`beside.${kind}`, src).href;

  // An address that this page wrote itself, from memory, asks for nothing; see `beside.js`.
  if (named !== null && !history.state?.isRemembered) root.dataset.withAsked = "";
  if (shown(chosen).length && items) {
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
      window.companion.show?.(shown(chosen));
    } finally {
      delete root.dataset.placing;
    }
  };
  return { MOST, own, site: new URL("../../", src).href, chosen, shown, itemsOf, place, items: {} };
}
