// JSON that may come from anywhere.

const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\]:,]/g;

/** A file that is not taken at all. */
export class Refused extends Error {
  /**
   * @param {string} code
   * @param {Record<string, string>} facts
   */
  constructor(code, facts = {}) {
    super(code);
    this.said = { code, facts };
  }
}

/**
 * @param {unknown} value
 * @returns {value is Record<string, unknown>}
 */
export function isRecord(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

// A name that comes twice in one object of valid JSON, of which a parser takes the last without a word.
/** @type {(text: string) => string | undefined} */
export const keyTwice = (text) => {
  /** @type {Set<string>[]} */
  const open = [];
  let last = "";
  for (const [token] of text.matchAll(TOKEN)) {
    if (token === "{" || token === "[") open.push(new Set());
    else if (token === "}" || token === "]") open.pop();
    else if (token === ":") {
      const key = JSON.parse(last);
      const keys = open[open.length - 1];
      if (keys.has(key)) return key;
      keys.add(key);
    }
    last = token;
  }
  return undefined;
};
