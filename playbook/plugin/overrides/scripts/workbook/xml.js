// The parts of a workbook as documents. Usual and strict Open XML differ in their namespaces only, so names are local.
import { MOST_TAGS } from "../tables.js";
import { Refused } from "../working-sheets/foreign-json.js";
import { broken } from "./unpacking.js";

const TAG = 0x3c;

/** @type {(bytes: Uint8Array) => string} */
const decoded = (bytes) => {
  const [first, second] = bytes;
  if (first === 0xfe && second === 0xff) return new TextDecoder("utf-16be", { fatal: true }).decode(bytes);
  if (first === 0xff && second === 0xfe) return new TextDecoder("utf-16le", { fatal: true }).decode(bytes);
  const head = String.fromCharCode(...bytes.subarray(0, 100));
  const encoding = /^<\?xml[^>]*?encoding=["']([\w.-]+)["']/.exec(head)?.[1] ?? "utf-8";
  return new TextDecoder(encoding, { fatal: true }).decode(bytes);
};

// Whether a document declares its type, as no program does that writes workbooks: entities come so.
/** @type {(text: string) => boolean} */
const hasDeclaration = (text) => {
  let at = 0;
  for (;;) {
    while (/\s/.test(text.charAt(at))) at += 1;
    const end = text.startsWith("<?", at) ? "?>" : text.startsWith("<!--", at) ? "-->" : "";
    if (!end) return text.startsWith("<!DOCTYPE", at);
    const next = text.indexOf(end, at);
    if (next < 0) return false;
    at = next + end.length;
  }
};

// Parts that would take a browser too long, or that bring entities along.
/** @type {(parts: Map<string, Uint8Array>) => void} */
export const refuseHostile = (parts) => {
  const own = [...parts].filter(([name]) => /\.(?:xml|rels)$/.test(name));
  if (own.some(([, bytes]) => tagsOf(bytes) > MOST_TAGS)) throw new Refused("workbook-too-many-cells");
  const [declared] = own.find(([, bytes]) => hasDeclaration(decoded(bytes))) ?? [];
  if (declared) throw broken(`DOCTYPE: ${declared}`);
};

/** @type {(bytes: Uint8Array) => number} */
const tagsOf = (bytes) => {
  let count = 0;
  for (const byte of bytes) if (byte === TAG) count += 1;
  return count;
};

/** @type {(parts: Map<string, Uint8Array>, name: string) => Document} */
export const documentOf = (parts, name) => {
  const part = parts.get(name);
  if (!part) throw broken(name);
  const found = new DOMParser().parseFromString(decoded(part), "text/xml");
  if (found.getElementsByTagNameNS("*", "parsererror").length) throw broken(name);
  return found;
};

/** @type {(within: Document | Element, name: string) => Element[]} */
export const elements = (within, name) => [...within.getElementsByTagNameNS("*", name)];

/** @type {(parent: Element, name: string) => Element[]} */
export const children = (parent, name) => {
  const found = [];
  for (let child = parent.firstElementChild; child; child = child.nextElementSibling) {
    if (child.localName === name) found.push(child);
  }
  return found;
};

/** @type {(parent: Element, name: string) => string | undefined} */
export const textOf = (parent, name) => children(parent, name)[0]?.textContent ?? undefined;
