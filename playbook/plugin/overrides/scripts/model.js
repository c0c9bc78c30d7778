// In the figure of the model, what is looked at lights up with its relations, and they are told below.
(() => {
  const PAIR = 2;
  const figure = document.querySelector(".pb-figure");
  const told = figure?.querySelector(".pb-figure__told");
  if (!figure || !(told instanceof HTMLElement)) return;
  /** @type {NodeListOf<SVGElement>} */
  const nodes = figure.querySelectorAll("[data-node]");
  /** @type {NodeListOf<SVGElement>} */
  const arrows = figure.querySelectorAll("[data-ends]");

  /** @param {string} id */
  const light = (id) => {
    figure.classList.toggle("pb-figure--asked", Boolean(id));
    const lit = new Set([id]);
    for (const arrow of arrows) {
      const ends = (arrow.dataset.ends ?? "").split(" ");
      arrow.classList.toggle("pb-lit", ends.includes(id));
      // The lines around the whole figure stand for all that they join.
      if (ends.includes(id) && ends.length === PAIR) ends.forEach((end) => lit.add(end));
    }
    for (const node of nodes) node.classList.toggle("pb-lit", lit.has(node.dataset.node ?? ""));
    const lines = [...nodes].find((node) => node.dataset.node === id)?.querySelector("title")?.textContent ?? "";
    told.replaceChildren(...lines.split("\n").map((line) => Object.assign(document.createElement("p"), { textContent: line })));
    told.hidden = !lines;
  };

  /** @param {Event} event */
  const look = ({ target }) => {
    const node = target instanceof Element && target.closest("[data-node]");
    light(node instanceof SVGElement ? (node.dataset.node ?? "") : "");
  };
  figure.addEventListener("pointerover", look);
  figure.addEventListener("pointerleave", () => light(""));
  figure.addEventListener("focusin", look);
  figure.addEventListener("focusout", () => light(""));
})();
