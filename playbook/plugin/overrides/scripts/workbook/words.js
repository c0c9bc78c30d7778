// Words as they are compared, and as they stand in cells.

// What Python takes for a space.
const SPACES = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/g; // eslint-disable-line no-control-regex
const AROUND = new RegExp(`^${SPACES.source}|${SPACES.source}$`, "g");
// A sign that XML cannot hold stands as its number (ECMA-376-1, 22.9.2.19): _x000D_ is a line end of Windows.
const ESCAPED = /_x([0-9A-Fa-f]{4})_/g;
// What nobody sees: control characters, halves of pairs, and what turns the direction of all that follows.
// eslint-disable-next-line no-control-regex
const UNSEEN = /[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069\ufffe\uffff]|\p{Surrogate}/gu;

/** @type {(words: string) => string} */
export const stripped = (words) => words.replace(AROUND, "");

// The form in which words are compared: width, case and spaces make no difference.
/** @type {(words: string) => string} */
export const folded = (words) => stripped(words.normalize("NFKC").toLowerCase().replace(SPACES, " "));

// What somebody wrote into a cell: escaped signs as themselves, line ends of one kind.
/** @type {(words: string) => string} */
export const written = (words) => {
  const plain = words.replace(ESCAPED, (_, code) => String.fromCharCode(parseInt(code, 16)));
  return plain.replace(/\r\n?/g, "\n");
};

/** @type {(words: string) => string} */
export const seen = (words) => words.replace(UNSEEN, "");
