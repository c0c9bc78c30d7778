import type { OpenSheet } from "../working-sheets/open-sheet";
import type { KnownWork } from "../working-sheets/types";
import type { Part, Session } from "../session/plans";
import type { Run } from "./clock";

/** A text, with the tag of its language where that is not the language of the data. */
export type Told = string | [text: string, tag: string];

/** `session.data.js` of a language. */
export interface KnownSession {
  tag: string;
  title: string;
  chapters: {
    id: string;
    title: Told;
    questions: [id: string, text: Told, listenFor: Told, minutes: number][];
    actions: [id: string, text: Told][];
  }[];
  /** With the whole ids of the actions that each leads to; empty where the playbook has no page of them. */
  symptoms: [id: string, title: Told, actions: string[]][];
  words: Record<string, string>;
}

/** What an item of the playbook says, by its whole id. */
export interface Item {
  text: Told;
  listenFor?: Told;
  minutes?: number;
}

/** All that a view shows of a session that somebody leads. */
export interface Shown {
  words: Record<string, string>;
  /** The data of the languages that are shown, that of the page first. */
  spoken: KnownSession[];
  session: Session;
  parts: Part[];
  run: Run;
  title: string;
  /** The whole ids of the actions that the symptom of the session leads to. */
  remedies: string[];
  work?: KnownWork;
  sheet?: OpenSheet;
}
