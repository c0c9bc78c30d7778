// A second language on the screen: it stands in the address, as on every page.
import { all } from "../shared/page.js";
import { make } from "../work/elements.js";

// The choice of it; `chosen` is the id of the one that is shown, "" where none is.
/** @type {(words: Record<string, string>, own: string, chosen: string, choose: (id: string) => void) => HTMLElement} */
export const languageChoice = (words, own, chosen, choose) => {
  const others = all(document, ".pb-switcher [data-language]", HTMLElement).filter(({ dataset }) => dataset.language !== own);
  const options = others.map(({ dataset, lang, textContent }) =>
    Object.assign(new Option(textContent?.trim(), dataset.language, false, dataset.language === chosen), { lang }),
  );
  const made = make("select", {}, new Option(words.none, ""), ...options);
  made.addEventListener("change", () => {
    const search = new URLSearchParams(location.search);
    search.set("with", made.value);
    try {
      history.replaceState(null, "", `?${search}`);
    } catch {
      // The choice holds until the page is left.
    }
    choose(made.value);
  });
  return make("label", {}, make("span", {}, words.second), made);
};
