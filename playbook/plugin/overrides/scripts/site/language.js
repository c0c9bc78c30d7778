// Remembers the language that the reader chose, and keeps the place on the page when the language changes.
export function rememberLanguage() {
  /** @type {NodeListOf<HTMLAnchorElement>} */
  const switcher = document.querySelectorAll(".pb-switcher a");
  for (const link of switcher) {
    link.addEventListener("click", () => {
      try {
        localStorage.setItem("playbook.language", link.dataset.language ?? "");
      } catch {
        // Without storage the choice holds for this visit only.
      }
      link.hash = location.hash;
    });
  }
}
