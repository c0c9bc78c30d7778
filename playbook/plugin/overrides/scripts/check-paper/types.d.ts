// What `check-paper.data.js` holds: see `for_checking` in `playbook/editions/changes.py`.

/** What became of items, by whole id: a name among the words of the page. */
export type Changes = Record<string, string>;
type Link = [words: string, address: string];

export interface KnownPaper {
  languages: Record<string, string>;
  kinds: Record<string, string>;
  titles: Record<string, Link>;
  present: Record<string, [sheet: string, edition: string | null]>;
  past: Record<string, [sheet: string, edition: string, changes: Changes | null]>;
  items: Record<string, Link>;
}

/** What is known of a code; a sheet and an edition where there are any. */
export interface Answer {
  answer: "current" | "gone" | "changed" | "rearranged" | "unknown" | "mistyped";
  name?: string;
  edition?: string | null;
  changes: Changes;
}
