// The parts of a workbook as documents. Usual and strict Open XML differ in their namespaces only, so names are local.
import { broken } from "./unpacking.js";

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

/** @type {(name: string, bytes: Uint8Array) => void} */
export const refuseDeclared = (name, bytes) => {
  if (/\.(?:xml|rels)$/.test(name) && hasDeclaration(decoded(bytes))) throw broken(`DOCTYPE: ${name}`);
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
export const children = (parent, name) => [...parent.children].filter((child) => child.localName === name);

/** @type {(parent: Element, name: string) => string | undefined} */
export const textOf = (parent, name) => children(parent, name)[0]?.textContent ?? undefined;
