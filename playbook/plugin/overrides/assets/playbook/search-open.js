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

  // The field stands before the rest of the search is there: nothing that somebody types meanwhile is lost, with an input
  // method neither.
  function field(where) {
    const root = document.createElement("div");
    root.className = `pb-search pb-search--${where}`;
    root.innerHTML = '<div class="pb-search__field"><input type="text" autocomplete="off" spellcheck="false"></div>';
    root.addEventListener("keydown", (event) => event.stopPropagation()); // single letters turn the theme's pages
    const input = root.querySelector("input");
    input.setAttribute("aria-label", link.querySelector("span").textContent);
    for (const kind of ["compositionstart", "compositionend"]) {
      input.addEventListener(kind, () => (input.composing = kind === "compositionstart"));
    }
    return root;
  }

  let dialog;

  function makeDialog() {
    const made = document.createElement("dialog");
    made.className = "pb-search-dialog";
    made.setAttribute("aria-label", link.querySelector("span").textContent);
    made.append(field("dialog"));
    made.addEventListener("click", (event) => event.target === made && made.close());
    document.body.append(made);
    return made;
  }

  async function open() {
    if (place) {
      place.querySelector("input")?.focus();
      return;
    }
    dialog ??= makeDialog();
    const input = dialog.querySelector("input");
    dialog.showModal();
    input.select();
    try {
      await load();
      await playbookSearch.fillDialog(dialog, link.dataset.pbSearch);
    } catch (error) {
      console.warn(error);
      const address = new URL(link.href);
      if (input.value) address.searchParams.set("q", input.value);
      dialog.close();
      location.assign(address);
    }
  }

  async function fill() {
    const words = place.dataset;
    const root = field("page");
    place.replaceChildren(root);
    root.querySelector("input").focus();
    try {
      await load();
      await playbookSearch.fillPage(root, words.pbSearchPage);
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
