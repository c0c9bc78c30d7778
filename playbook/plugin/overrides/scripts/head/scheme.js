// The colours of the page: those that the reader chose, else those of the system, which may change while the page is open.
// A choice of what the system has anyway is no choice: the page follows the system again.
const SCHEME_KEY = "playbook.scheme";
const wantsDark = matchMedia("(prefers-color-scheme: dark)");

/** Return "slate" (dark) or "default" (light). */
function currentScheme() {
  const chosen = localStorage.getItem(SCHEME_KEY);
  return chosen === "slate" || chosen === "default" ? chosen : wantsDark.matches ? "slate" : "default";
}

function dress() {
  const scheme = currentScheme();
  document.documentElement.dataset.mdColorScheme = scheme;
  // The first one is for light: what a system draws around the page has its colours, too.
  document.querySelectorAll("[name=theme-color]").forEach((meta, place) => {
    meta.setAttribute("media", (scheme === "slate") === Boolean(place) ? "all" : "not all");
  });
  const button = document.querySelector(".pb-scheme");
  if (!(button instanceof HTMLElement)) return;
  const { toDark = "", toLight = "" } = button.dataset;
  button.title = scheme === "slate" ? toLight : toDark;
  button.setAttribute("aria-label", button.title);
}

function switchScheme() {
  const scheme = currentScheme() === "slate" ? "default" : "slate";
  if ((scheme === "slate") === wantsDark.matches) localStorage.removeItem(SCHEME_KEY);
  else {
    try {
      localStorage.setItem(SCHEME_KEY, scheme);
    } catch {
      // In a store that is full the choice holds for nothing but this page.
      document.documentElement.dataset.mdColorScheme = scheme;
      return;
    }
  }
  dress();
}

export function showScheme() {
  dress();
  wantsDark.addEventListener("change", dress);
  window.addEventListener("storage", (event) => event.key === SCHEME_KEY && dress());
  document.addEventListener("DOMContentLoaded", () => {
    dress();
    document.querySelector(".pb-scheme")?.addEventListener("click", switchScheme);
  });
}
