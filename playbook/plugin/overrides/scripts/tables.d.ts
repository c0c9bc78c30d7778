// What scripts share with the generator; the values come from `tables` in `playbook/plugin/scripts.py`, the only place
// where they stand.

// Digits of the places of a key, and the strength from which on a key stands in a head.
export const DIGITS: string;
export const HEAD: number;

// Ranges of characters, as they stand between the brackets of a pattern; and how far katakana is from hiragana.
export const HIRAGANA: string;
export const IDEOGRAPHS: string;
export const ACCENTS: string;
export const TO_KATAKANA: number;

// The alphabet of codes on paper.
export const LETTERS: string;

// The form of the file of a working sheet, the fields of what was filled in, and which of them are dates.
export const FORMAT: string;
export const VERSION: number;
export const FIELDS: readonly string[];
export const DATES: readonly string[];
