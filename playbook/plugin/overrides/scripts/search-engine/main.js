// Finds items in the index that the generator ships as classic scripts: no fetch, no worker, no storage, so that it works
// from a disk and under a strict policy. `playbookSearch.find(...)` is all that the page needs to know.
import { ask, clean, find } from "./finding.js";
import { near } from "./near.js";
import { open, openPlain } from "./opening.js";
import { unpack } from "./packing.js";
import { deliver, PartMissing, SITE } from "./parts.js";
import { alike } from "./words.js";

const known = { ask, find, near, open, openPlain, clean, alike, unpack, PartMissing, site: SITE };
// What is missing of it, the box, comes with `search.js`.
globalThis.playbookSearch = /** @type {typeof globalThis.playbookSearch} */ (Object.assign(deliver, known));
