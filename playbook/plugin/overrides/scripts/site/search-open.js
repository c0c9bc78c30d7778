// Opens the search when somebody asks for it; nothing of it is fetched before. Where it cannot be fetched, the button is
// what it is without a script: a link to the page of the search.
export function offerSearch() {
  /** @type {HTMLAnchorElement | null} */
  const opener = document.querySelector("[data-pb-search]");
  /** @type {HTMLElement | null} */
  const place = document.querySelector("[data-pb-search-page]");
  if (!opener) return;
  const link = opener;
  const label = link.querySelector("span")?.textContent ?? "";

  /** @param {string} name */
  const addressOf = (name) => new URL(`../assets/playbook/${name}`, link.href).href;

  /** @type {(name: string) => Promise<unknown>} */
  function script(name) {
    return new Promise((resolve, reject) => {
      const element = document.createElement("script");
      element.onload = resolve;
      element.onerror = () => {
        element.remove();
        reject(new Error(name));
      };
      element.src = addressOf(`${name}.js`);
      document.head.append(element);
    });
  }

  /** @type {Promise<unknown> | undefined} */
  let loading;

  function load() {
    if (!loading) document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: addressOf("search-results.css") }));
    loading ??= script("search-engine").then(() => script("search"));
    loading.catch(() => (loading = undefined));
    return loading;
  }

  // The field stands before the rest of the search is there: nothing that somebody types meanwhile is lost, with an input
  // method neither.
  /** @param {string} where */
  function field(where) {
    const root = document.createElement("div");
    root.className = `pb-search pb-search--${where}`;
    root.innerHTML = '<div class="pb-search__field"><input type="text" autocomplete="off" spellcheck="false"></div>';
    root.addEventListener("keydown", (event) => event.stopPropagation()); // single letters call for the search
    const input = inputOf(root);
    input.setAttribute("aria-label", label);
    for (const kind of ["compositionstart", "compositionend"]) {
      input.addEventListener(kind, () => (input.composing = kind === "compositionstart"));
    }
    return root;
  }

  /** @param {HTMLElement} root */
  function inputOf(root) {
    return /** @type {HTMLInputElement} */ (root.querySelector("input"));
  }

  /** @type {HTMLDialogElement | undefined} */
  let dialog;

  function makeDialog() {
    const made = document.createElement("dialog");
    made.className = "pb-search-dialog";
    made.setAttribute("aria-label", label);
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
    const input = inputOf(dialog);
    dialog.showModal();
    input.select();
    try {
      await load();
      await playbookSearch.fillDialog(dialog, link.dataset.pbSearch ?? "");
    } catch (error) {
      console.warn(error);
      const address = new URL(link.href);
      if (input.value) address.searchParams.set("q", input.value);
      dialog.close();
      location.assign(address.href);
    }
  }

  /** @param {HTMLElement} page */
  async function fill(page) {
    const words = page.dataset;
    const root = field("page");
    page.replaceChildren(root);
    inputOf(root).focus();
    try {
      await load();
      await playbookSearch.fillPage(root, words.pbSearchPage ?? "");
    } catch (error) {
      console.warn(error);
      const again = document.createElement("button");
      again.type = "button";
      again.textContent = words.again ?? "";
      again.addEventListener("click", () => fill(page));
      const said = document.createElement("p");
      said.setAttribute("role", "alert");
      said.append(`${words.failed} `, again);
      page.replaceChildren(said);
    }
  }

  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    open();
  });

  /** @param {KeyboardEvent} event */
  function calls(event) {
    const held = event.ctrlKey || event.metaKey;
    if (held && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "k") return true;
    const plain = !held && !event.altKey && (event.key === "/" || event.key === "s");
    const typing = event.isComposing || (event.target instanceof Element && event.target.closest("input, textarea, select, [contenteditable]"));
    return plain && !typing;
  }

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || document.querySelector("dialog[open]") || !calls(event)) return;
    event.preventDefault();
    open();
  });

  if (place) fill(place);
}
