// What is folded opens where an address leads into it, and on paper, where nobody can open it.
export function openFolds() {
  const reveal = () => {
    let fold = document.getElementById(decodeURIComponent(location.hash.slice(1)))?.closest("details");
    for (; fold; fold = fold.parentElement?.closest("details")) fold.open = true;
  };
  window.addEventListener("hashchange", reveal);
  reveal();

  /** @type {HTMLDetailsElement[]} */
  let opened = [];
  window.addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("details")].filter((fold) => !fold.open && fold.closest(".md-typeset"));
    for (const fold of opened) fold.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const fold of opened.splice(0)) fold.open = false;
  });
}
