// Reads what people fill in: figures as keyboards of every language write them.

export const MOST_FIGURES = 96;
const GROUPED = /^-?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/;
const PLAIN = /^-?\d{1,12}(?:\.\d{1,6})?$/;

/** @type {(written: string) => number} */
const figure = (written) => {
  const plain = GROUPED.test(written) ? written.replaceAll(",", "") : written;
  return PLAIN.test(plain) ? Number(plain) : Number.NaN;
};

// The figures of a field between its bounds, or what is wrong with them.
/** @type {(written: string, takesMany: boolean, least: number, most: number) => import("./types").Filled} */
export const read = (written, takesMany, least, most) => {
  const folded = written.normalize("NFKC").replaceAll("\u2212", "-").trim();
  const figures = (takesMany ? folded.split(/[\s;、]+|,\s+/) : [folded]).map(figure);
  if (figures.length > MOST_FIGURES) return { figures, fault: "tooMany" };
  if (figures.some(Number.isNaN)) return { figures, fault: "notANumber" };
  return { figures, fault: figures.some((one) => one < least || one > most) ? "outside" : "" };
};
