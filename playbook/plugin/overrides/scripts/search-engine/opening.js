// Opens the index of a language, once: as its readers need it, or as much of it as readers of another do.
import { Index } from "./index-of-language.js";
import { load } from "./parts.js";
/** @import { Head, Part } from "./types" */

/** @type {Map<string, Promise<Index>>} name of a head -> the index behind it */
const indexes = new Map();

/** @type {(language: string) => Promise<Index>} */
export const open = (language) => opened(language, `${language}/index`);

// The index of a language that answers a reader of another: without the other words for things, unless they are there.
/** @type {(language: string) => Promise<Index>} */
export const openPlain = (language) => indexes.get(`${language}/index`) ?? opened(language, `${language}/plain`);

/** @type {(language: string, name: string) => Promise<Index>} */
function opened(language, name) {
  let index = indexes.get(name);
  if (!index) {
    index = load(name).then((/** @type {Part<Head>} */ part) => new Index(language, part));
    indexes.set(name, index);
    index.catch(() => indexes.delete(name));
  }
  return index;
}
