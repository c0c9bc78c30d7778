// A chapter can be read on several ways: what comes before and after it is that of the way on which its reader came.
(() => {
  const way = new URLSearchParams(location.search).get("way");
  /** @type {NodeListOf<HTMLElement>} */
  const ways = document.querySelectorAll(".pb-along");
  const chosen = [...ways].find((one) => one.dataset.way === way);
  if (!way || !chosen) return;
  chosen.hidden = false;
  document.documentElement.dataset.way = way;
  // The same chapter in another language is on the same way.
  for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll(".pb-switcher a"))) {
    const address = new URL(link.href);
    address.searchParams.set("way", way);
    link.href = address.href;
  }
})();
