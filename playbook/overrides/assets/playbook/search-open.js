// Opens the search when somebody asks for it; nothing of it is fetched before. Where it cannot be fetched, the button is
// what it is without a script: a link to the page of the search.
(() => {
  const link = document.querySelector("[data-pb-search]");
  const place = document.querySelector("[data-pb-search-page]");
  if (!link) return;

  function script(name) {
    return new Promise((resolve, reject) => {
      const element = document.createElement("script");
      element.onload = resolve;
      element.onerror = () => {
        element.remove();
        reject(new Error(name));
      };
      element.src = new URL(`../assets/playbook/${name}.js`, link.href);
      document.head.append(element);
    });
  }

  let loading;

  function load() {
    loading ??= script("search-engine").then(() => script("search"));
    loading.catch(() => (loading = undefined));
    return loading;
  }

  async function open() {
    if (place) {
      place.querySelector("input")?.focus();
      return;
    }
    try {
      await load();
      await playbookSearch.openDialog(link.dataset.pbSearch);
    } catch (error) {
      console.warn(error);
      location.assign(link.href);
    }
  }

  async function fill() {
    const words = place.dataset;
    try {
      await load();
      await playbookSearch.fillPage(place);
    } catch (error) {
      console.warn(error);
      const again = document.createElement("button");
      again.type = "button";
      again.textContent = words.again;
      again.addEventListener("click", fill);
      const said = document.createElement("p");
      said.setAttribute("role", "alert");
      said.append(`${words.failed} `, again);
      place.replaceChildren(said);
    }
  }

  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    open();
  });

  document.addEventListener("keydown", (event) => {
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey && (event.key === "/" || event.key === "s");
    const control = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "k";
    const typing = event.isComposing || event.target.closest?.("input, textarea, select, [contenteditable]");
    if (event.defaultPrevented || document.querySelector("dialog[open]") || !(control || (plain && !typing))) return;
    event.preventDefault();
    open();
  });

  if (place) fill();
})();
