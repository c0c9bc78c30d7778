// A state file as it was read, of which nothing is certain but its form; and `checklists.data.js`.

/** One item of a state: the fields of a row, none of which need be what it should be. */
export type Filled = Record<string, unknown>;

export interface State {
  items: Record<string, unknown>;
  unmatched: unknown[];
}

type Item = [id: string, text: string, address: string];

/** What the items of the playbook say in a language: see `for_agreements` in `playbook/export/playbook_json.py`. */
export interface KnownItems {
  chapters: [title: string, items: Item[]][];
  states: Record<string, string>;
}
