// What scripts share with the generator; the values come from `tables` in `playbook/plugin/scripts.py`, the only place
// where they stand.

// Digits of the places of a key, and the strength from which on a key stands in a head.
export const DIGITS: string;
export const HEAD: number;
export const MOST_WAYS: number;
export const TITLE: string;

// Ranges of characters, as they stand between the brackets of a pattern; and how far katakana is from hiragana.
export const HIRAGANA: string;
export const IDEOGRAPHS: string;
export const ACCENTS: string;
export const SELECTORS: string;
export const STROKES: string;
export const OKURIGANA: string;
export const TO_KATAKANA: number;

// The alphabet of codes on paper.
export const LETTERS: string;

// The minutes of the parts of a session for which nobody has said how long they take.
export const USUAL_MINUTES: Readonly<{ opening: number; question: number; agreeing: number; closing: number }>;

// The form of the file of a working sheet, the fields of what was filled in, which of them are dates, and the mark of
// what is ticked.
export const FORMAT: string;
export const VERSION: number;
export const FIELDS: readonly string[];
export const DATES: readonly string[];
export const TICKED: "ticked";
export const REPORT: { heading: string; commitment: string };

// What may be read of a workbook: unpacked bytes, parts, tags in a part, filled rows; and how far down the head of a table
// may stand.
export const MOST_UNPACKED: number;
export const MOST_PARTS: number;
export const MOST_TAGS: number;
export const MOST_ROWS: number;
export const HEAD_WITHIN: number;

// How people write dates: patterns, each with the order of what it finds; the year before the first of an era.
export const DATE_FORMS: readonly (readonly [pattern: string, order: string])[];
export const ERAS: Readonly<Record<string, number>>;
export const MONTHS: readonly string[];
