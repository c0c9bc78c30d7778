// Offers to fill in a chapter, and to go on where the reader left off. All that it takes is loaded only where somebody has
// a working sheet, or asks for one.
(() => {
  const { src, dataset } = /** @type {HTMLScriptElement} */ (document.currentScript);
  const { playbook = "", data = "", place: proceed = "", failed = "" } = dataset;
  /** @param {string} name */
  const remembered = (name) => localStorage.getItem(`playbook.${playbook}.${name}`) ?? "";

  /** @type {(address: string) => Promise<void>} */
  const script = (address) =>
    new Promise((resolve, reject) => {
      const element = Object.assign(document.createElement("script"), { src: address });
      element.onload = () => resolve();
      element.onerror = () => {
        element.remove();
        reject(new Error(address));
      };
      document.head.append(element);
    });

  /** @param {string} file */
  const own = (file) => new URL(file, src).href;

  /** @type {Promise<unknown> | undefined} */
  let loading;
  const load = () => {
    if (!loading) {
      document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: own("work.css") }));
      loading = Promise.all([script(own("idb.js")), script(data)]).then(() => script(own("work.js")));
      loading.catch(() => (loading = undefined));
    }
    return loading;
  };

  // What another page of this folder may have written there leads to no other place.
  const goOn = () => {
    try {
      const { address, title } = JSON.parse(remembered("place"));
      const site = new URL(".", location.href).href;
      const { href } = new URL(address, site);
      if (!href.startsWith(site) || typeof address !== "string" || typeof title !== "string") return;
      const link = Object.assign(document.createElement("a"), { href, textContent: proceed.replace("{place}", () => title) });
      const line = Object.assign(document.createElement("p"), { className: "pb-continue" });
      line.append(link);
      document.querySelector(".pb-page h1")?.after(line);
    } catch {
      // No place, or none that can be read.
    }
  };

  /** @param {HTMLElement} entry */
  const offerSheet = (entry) => {
    const [button, said] = /** @type {HTMLCollectionOf<HTMLElement>} */ (entry.children);
    /** @param {boolean} isAsked */
    const open = async (isAsked) => {
      said.textContent = "";
      try {
        await load();
        await playbookFill.start(isAsked, (name) => script(own(name)));
      } catch (error) {
        console.warn(error);
        said.textContent = failed;
      }
    };
    button.addEventListener("click", () => open(true));
    // Boxes that are drawn for paper are no controls: they lead to the sheet in which there are some.
    document.addEventListener("click", ({ target }) => target instanceof Element && target.matches(".pb-box") && open(true));
    if (remembered("sheet")) open(false);
  };

  /** @type {HTMLElement | null} */
  const entry = document.querySelector(".pb-ways__work");
  if (entry) offerSheet(entry);
  else goOn();
})();
