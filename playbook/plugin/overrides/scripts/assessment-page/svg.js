// Makes the elements of a drawing.

/** @type {(name: string, attributes: Record<string, string | number>, ...children: (Node | string)[]) => SVGElement} */
export const svg = (name, attributes, ...children) => {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  made.append(...children);
  return made;
};

// Words in lines of about so many letters; wide letters count twice.
/** @type {(words: string, most: number) => string[]} */
export const inLines = (words, most) => {
  /** @type {string[]} */
  const lines = [];
  for (const { segment } of new Intl.Segmenter(document.documentElement.lang, { granularity: "word" }).segment(words)) {
    const last = lines.at(-1);
    if (last === undefined || (widthOf(last + segment) > most && segment.trim())) lines.push(segment);
    else lines[lines.length - 1] += segment;
  }
  return lines.map((line) => line.trim());
};

const WIDE = /[\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60]/g;

/** @type {(words: string) => number} */
const widthOf = (words) => words.length + (words.match(WIDE)?.length ?? 0);
