// Unpacks a workbook, which may come from anywhere: what it would fill is counted while it is unpacked.
import { MOST_PARTS, MOST_UNPACKED } from "../tables.js";
import { Refused } from "../working-sheets/foreign-json.js";

// Signatures and lengths of the records of a ZIP archive (APPNOTE.TXT 6.3.10, 4.3).
const END = { is: 0x06054b50, bytes: 22, comment: 0xffff };
const END_64 = { is: 0x06064b50 };
const LOCATOR_64 = { is: 0x07064b50, bytes: 20 };
const ENTRY = { is: 0x02014b50, bytes: 46 };
const LOCAL = { is: 0x04034b50, bytes: 30 };
const EXTRA_64 = 1;
const IN_EXTRA = 0xffffffff;
const ENCRYPTED = 1;
const STORED = 0;
const DEFLATED = 8;
const OLD_FORMAT = 0xe011cfd0;

export const tooLarge = () => new Refused("workbook-too-large", { megabytes: String(MOST_UNPACKED / 1_000_000) });
/** @type {(found: string) => Refused} */
export const broken = (found) => new Refused("workbook-broken", { found });

const CRC = Uint32Array.from({ length: 256 }, (_, at) => {
  let rest = at;
  for (let bit = 0; bit < 8; bit += 1) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
  return rest;
});

/** @type {(bytes: Uint8Array) => number} */
const checksum = (bytes) => {
  let sum = -1;
  for (const byte of bytes) sum = CRC[(sum ^ byte) & 0xff] ^ (sum >>> 8);
  return ~sum >>> 0;
};

// The parts of a workbook by name.
/** @type {(data: ArrayBuffer) => Promise<Map<string, Uint8Array>>} */
export const unpacked = async (data) => {
  const view = new DataView(data);
  /** @type {Map<string, Uint8Array>} */
  const parts = new Map();
  let left = MOST_UNPACKED;
  for (const { name, sum, method, packed } of entries(view)) {
    const part = await inflated(packed, method, left, name);
    if (checksum(part) !== sum) throw broken(name);
    left -= part.length;
    parts.set(name, part);
  }
  return parts;
};

// Where the list of entries stands, and how far what comes before the archive has moved it.
/** @type {(view: DataView) => { start: number, end: number, moved: number }} */
const directory = (view) => {
  let at = view.byteLength - END.bytes;
  const least = Math.max(0, at - END.comment);
  while (at >= least && view.getUint32(at, true) !== END.is) at -= 1;
  if (at < least) throw view.byteLength > 4 && view.getUint32(0, true) === OLD_FORMAT ? new Refused("workbook-old") : broken("ZIP");
  const locator = at - LOCATOR_64.bytes;
  if (locator >= 0 && view.getUint32(locator, true) === LOCATOR_64.is) {
    const place = Number(view.getBigUint64(locator + 8, true));
    if (view.getUint32(place, true) !== END_64.is) throw broken("ZIP64");
    const bytes = Number(view.getBigUint64(place + 40, true));
    return { start: place - bytes, end: place, moved: place - bytes - Number(view.getBigUint64(place + 48, true)) };
  }
  const bytes = view.getUint32(at + 12, true);
  return { start: at - bytes, end: at, moved: at - bytes - view.getUint32(at + 16, true) };
};

/** @type {(view: DataView) => Iterable<{ name: string, sum: number, method: number, packed: Uint8Array }>} */
function* entries(view) {
  const { start, end, moved } = directory(view);
  let count = 0;
  let at = start;
  while (at < end) {
    if (view.getUint32(at, true) !== ENTRY.is) throw broken("ZIP");
    count += 1;
    if (count > MOST_PARTS) throw tooLarge();
    const lengths = [28, 30, 32].map((place) => view.getUint16(at + place, true));
    const name = new TextDecoder().decode(new Uint8Array(view.buffer, at + ENTRY.bytes, lengths[0]));
    if (view.getUint16(at + 8, true) & ENCRYPTED) throw broken(name);
    const { size, place } = sizes(view, at, at + ENTRY.bytes + lengths[0], lengths[1]);
    yield {
      name,
      sum: view.getUint32(at + 16, true),
      method: view.getUint16(at + 10, true),
      packed: packedAt(view, place + moved, size),
    };
    at += ENTRY.bytes + lengths[0] + lengths[1] + lengths[2];
  }
}

// What does not fit into an entry stands in its extra field, in this order: unpacked size, packed size, place.
/** @type {(view: DataView, entry: number, extra: number, length: number) => { size: number, place: number }} */
const sizes = (view, entry, extra, length) => {
  const fields = [24, 20, 42].map((at) => view.getUint32(entry + at, true));
  let at = extra;
  while (fields.includes(IN_EXTRA) && at + 4 <= extra + length) {
    if (view.getUint16(at, true) === EXTRA_64) {
      let next = at + 4;
      fields.forEach((field, which) => {
        if (field !== IN_EXTRA) return;
        fields[which] = Number(view.getBigUint64(next, true));
        next += 8;
      });
      break;
    }
    at += 4 + view.getUint16(at + 2, true);
  }
  return { size: fields[1], place: fields[2] };
};

/** @type {(view: DataView, at: number, size: number) => Uint8Array} */
const packedAt = (view, at, size) => {
  if (view.getUint32(at, true) !== LOCAL.is) throw broken("ZIP");
  const start = at + LOCAL.bytes + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
  return new Uint8Array(view.buffer, start, size);
};

/** @type {(packed: Uint8Array, method: number, most: number, name: string) => Promise<Uint8Array>} */
const inflated = async (packed, method, most, name) => {
  if (method !== STORED && method !== DEFLATED) throw broken(`${name}: ${method}`);
  const stream = new Blob([/** @type {BlobPart} */ (packed)]).stream();
  const reader = (method === STORED ? stream : stream.pipeThrough(new DecompressionStream("deflate-raw"))).getReader();
  const pieces = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > most) {
      await reader.cancel();
      throw tooLarge();
    }
    pieces.push(value);
  }
  const whole = new Uint8Array(size);
  for (const piece of pieces.reverse()) {
    size -= piece.length;
    whole.set(piece, size);
  }
  return whole;
};
