// What scripts find beside themselves on a page: each other, and the data that a page brings along.

/** The search: the engine gives all but the box, which `search.js` adds. */
declare var playbookSearch: typeof import("./search-engine/parts.js").deliver & {
  ask: typeof import("./search-engine/finding.js").ask;
  find: typeof import("./search-engine/finding.js").find;
  near: typeof import("./search-engine/near.js").near;
  open: typeof import("./search-engine/opening.js").open;
  openPlain: typeof import("./search-engine/opening.js").openPlain;
  clean: typeof import("./search-engine/finding.js").clean;
  alike: typeof import("./search-engine/words.js").alike;
  unpack: typeof import("./search-engine/packing.js").unpack;
  PartMissing: typeof import("./search-engine/parts.js").PartMissing;
  site: URL;
  fillDialog: (dialog: HTMLDialogElement, language: string) => Promise<void>;
  fillPage: (root: HTMLElement, language: string) => Promise<void>;
};

/** What `check-paper.data.js` brings. */
declare var playbookPaper: import("./check-paper/types").KnownPaper;

/** What `work.texts.js` brings for each language. */
declare var playbookTexts: import("./work-page/types").Texts;

/** What `work.data.js` brings, and the call of `work.js` that fills in a chapter; `load` loads another script of the site. */
declare var playbookWork: import("./working-sheets/types").KnownWork;
declare var playbookFill: { start: (isAsked: boolean, load: (name: string) => Promise<void>) => Promise<void> };

/** What `session.data.js` brings, by language. */
declare var playbookSession: Record<string, import("./session-screen/types").KnownSession>;

/** What `save-sheet.js` brings. */
declare var playbookSave: (sheet: import("./working-sheets/types").WorkingSheet, known: import("./working-sheets/types").KnownWork) => void;

/** `idb.js`. */
declare var idb: import("./working-sheets/types").IndexedLibrary;

/** What `work.reading.js` brings, and `workbook.js`, which reads a filled workbook by it. */
declare var playbookReading: import("./workbook/types").KnownReading;
declare var playbookWorkbook: { read: typeof import("./workbook/filled.js").read };

/** What `head.js` brings. */
declare var companion: Companion;

/** A field in which an input method may be composing. */
interface HTMLInputElement {
  composing?: boolean;
}

/** The key of a text, its HTML, and its language and its state where they are not what one expects. */
type ItemRow = [key: string, html: string, lang?: string, state?: string];

/** The languages that stand beside that of the page; `show` comes with `beside.js`. */
interface Companion {
  MOST: number;
  own: string;
  /** The address of the folder of all languages. */
  site: string;
  chosen: string[];
  shown: (ids: string[]) => string[];
  itemsOf: (id: string) => string;
  place: () => void;
  items: Record<string, ItemRow[]>;
  show?: (languages: string[]) => void;
}
