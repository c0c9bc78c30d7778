// An old address leads to the new one at once, and to the same place on the page.
document.addEventListener("DOMContentLoaded", () => {
  location.replace(/** @type {HTMLAnchorElement} */ (document.querySelector("a")).href + location.hash);
});
