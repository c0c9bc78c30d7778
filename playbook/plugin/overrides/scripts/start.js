// Leads from the page in front of all languages to the reader's: the one chosen last, else the browser's first that
// the playbook has. Without storage or script the page is a list of links.
document.addEventListener("DOMContentLoaded", () => {
  const links = /** @type {HTMLAnchorElement[]} */ ([...document.querySelectorAll("a[data-language]")]);
  let chosen = null;
  try {
    chosen = localStorage.getItem("playbook.language");
  } catch {
    // Storage may be forbidden; the browser's languages decide then.
  }
  const wanted = [chosen ?? "", ...navigator.languages].filter(Boolean);
  /** @type {(link: HTMLElement, tag: string) => boolean} */
  const matches = (link, tag) =>
    link.dataset.language === tag || tag.toLowerCase().split("-")[0] === link.dataset.language?.split("-")[0];
  for (const tag of wanted) {
    const link = links.find((one) => matches(one, tag));
    if (link) {
      location.replace(link.href);
      return;
    }
  }
});
