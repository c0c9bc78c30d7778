// A small sheet in the fragment of an address, which no server sees. People and what they wrote in words of their own stay
// out of it unless the reader wants them in.
import { isFilled } from "./sheets.js";
import { MOST_BYTES, isDate, readStateFile, writeStateFile } from "./state-file.js";
/** @import { Filled, KnownWork, Said, WorkingSheet } from "./types" */

export const FRAGMENT = "sheet";
// Mail programs and chats cut longer addresses.
const MOST_ADDRESS = 8_000;

// Nothing where the sheet is too large for an address.
/** @type {(sheet: WorkingSheet, known: KnownWork, choice: { withPeople: boolean }) => Promise<string | null>} */
export const toFragment = async (sheet, known, { withPeople }) => {
  const shared = withPeople ? sheet : withoutPeople(sheet, known);
  const bytes = await through(new CompressionStream("deflate-raw"), new TextEncoder().encode(JSON.stringify(JSON.parse(writeStateFile(shared, known)))), MOST_BYTES);
  const fragment = `${FRAGMENT}=${btoa(String.fromCharCode(...bytes.slice(0, MOST_ADDRESS))).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "")}`;
  return bytes.length > MOST_ADDRESS || fragment.length > MOST_ADDRESS ? null : fragment;
};

// What a fragment holds; nothing where it holds no sheet.
/** @type {(fragment: string, known: KnownWork, fallback: { name: string, today: string }) => Promise<{ sheet?: WorkingSheet, said: Said[] } | null>} */
export const fromFragment = async (fragment, known, fallback) => {
  const packed = new URLSearchParams(fragment.replace(/^#/, "").replaceAll("+", "%2B")).get(FRAGMENT);
  if (packed === null) return null;
  try {
    const bytes = Uint8Array.from(atob(packed.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));
    const text = new TextDecoder("utf-8", { fatal: true }).decode(await through(new DecompressionStream("deflate-raw"), bytes, MOST_BYTES));
    return readStateFile(text, known, fallback);
  } catch {
    return { said: [{ code: "address-spoilt", facts: {} }] };
  }
};

/** @type {(sheet: WorkingSheet, known: KnownWork) => WorkingSheet} */
const withoutPeople = (sheet, known) => {
  const items = Object.entries(sheet.items).map(([id, { status = "", due = "", completed = "", answer = "", ticked }]) => {
    /** @type {Filled} */
    const shared = {};
    if (Object.hasOwn(known.states, status)) shared.status = status;
    if (Object.hasOwn(known.answers, answer)) shared.answer = answer;
    if (isDate(due)) shared.due = due;
    if (isDate(completed)) shared.completed = completed;
    if (ticked) shared.ticked = true;
    return /** @type {[string, Filled]} */ ([id, shared]);
  });
  return { ...sheet, items: Object.fromEntries(items.filter(([, filled]) => isFilled(filled))), unmatched: [] };
};

// What comes out of a stream is counted as it comes: a few bytes can unpack to gigabytes.
/** @type {(stream: CompressionStream | DecompressionStream, bytes: Uint8Array<ArrayBuffer>, most: number) => Promise<Uint8Array<ArrayBuffer>>} */
const through = async (stream, bytes, most) => {
  const piped = new Blob([bytes]).stream().pipeThrough(stream);
  const reader = piped.getReader();
  /** @type {Uint8Array<ArrayBuffer>[]} */
  const pieces = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > most) {
      await reader.cancel();
      throw new RangeError("too large");
    }
    pieces.push(value);
  }
  return new Uint8Array(await new Blob(pieces).arrayBuffer());
};
