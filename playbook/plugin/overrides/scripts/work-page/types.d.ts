import type { WorkingSheet } from "../working-sheets/types";

/** What the items say, by language and by whole id. */
export type Texts = Record<string, Record<string, string>>;

/** Where values of a sheet come from. */
export interface Source {
  name: string;
  sheet: WorkingSheet;
}
