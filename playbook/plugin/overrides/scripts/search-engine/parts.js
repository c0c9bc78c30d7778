// Fetches the parts of the index as classic scripts, once each.
/** @import { Part } from "./types" */

export const SITE = new URL("../../", /** @type {HTMLScriptElement} */ (document.currentScript).src);

export class PartMissing extends Error {}

/** @type {Map<string, Promise<Part<any>>>} name -> a promise of what the part holds */
const parts = new Map();
/** @type {Map<string, Part<unknown>>} */
const arrived = new Map(); // name -> {build, value}, between the run of its script and the end of its loading

// Every part calls this with its name, the build that it belongs to, and what it holds.
/** @type {(name: string, build: string, value: unknown) => void} */
export const deliver = (name, build, value) => void arrived.set(name, { build, value });

/**
 * @template Value
 * @param {string} name
 * @param {string} [build]
 * @returns {Promise<Part<Value>>}
 */
export function load(name, build) {
  let part = parts.get(name);
  if (!part) {
    part = fetched(name, build).catch((error) => {
      parts.delete(name); // so that a second try asks again
      throw error;
    });
    parts.set(name, part);
  }
  return part;
}

// A part that a cache kept from an older build is asked for once more under an address that no cache knows.
/** @type {(name: string, build?: string) => Promise<Part<unknown>>} */
async function fetched(name, build) {
  let part = await script(name, build);
  if (build && part.build !== build) part = await script(name, `${build}.${Date.now()}`);
  if (build && part.build !== build) throw new PartMissing(name);
  return part;
}

/** @type {(name: string, version?: string) => Promise<Part<unknown>>} */
function script(name, version) {
  return new Promise((resolve, reject) => {
    const element = document.createElement("script");
    const done = () => {
      element.remove();
      const part = arrived.get(name);
      arrived.delete(name);
      if (part) resolve(part);
      else reject(new PartMissing(name)); // a part that is cut off runs, but delivers nothing
    };
    element.onload = done;
    element.onerror = done;
    element.src = new URL(`search/${name}.js${version ? `?${version}` : ""}`, SITE).href;
    document.head.append(element);
  });
}
