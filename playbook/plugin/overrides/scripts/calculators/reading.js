// Reads what people fill in: figures as keyboards of every language write them.

export const MOST_FIGURES = 96;
// By the sign in front of decimals: figures with groups of digits, and what stands between these.
/** @type {Record<string, { grouped: RegExp, between: RegExp }>} */
const WRITTEN = {
  ".": { grouped: /^-?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/, between: /,/g },
  ",": { grouped: /^-?\d{1,3}(?:[.\s]\d{3})+(?:,\d+)?$/, between: /[.\s]/g },
};
const PLAIN = /^-?\d{1,12}(?:\.\d{1,6})?$/;

/** @type {(written: string, decimal: string) => number} */
const figure = (written, decimal) => {
  const { grouped, between } = WRITTEN[decimal] ?? WRITTEN["."];
  const plain = (grouped.test(written) ? written.replace(between, "") : written).replace(decimal, ".");
  return PLAIN.test(plain) ? Number(plain) : Number.NaN;
};

// The figures of a field between its bounds, or what is wrong with them; `decimal` is the sign in front of decimals.
/** @type {(written: string, takesMany: boolean, least: number, most: number, decimal?: string) => import("./types").Filled} */
export const read = (written, takesMany, least, most, decimal = ".") => {
  const folded = written.normalize("NFKC").replaceAll("\u2212", "-").trim();
  const figures = (takesMany ? folded.split(/[\s;、]+|,\s+/) : [folded]).map((one) => figure(one, decimal));
  if (figures.length > MOST_FIGURES) return { figures, fault: "tooMany" };
  if (figures.some(Number.isNaN)) return { figures, fault: "notANumber" };
  return { figures, fault: figures.some((one) => one < least || one > most) ? "outside" : "" };
};
