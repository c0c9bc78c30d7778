// A store over records, whatever keeps them.
import { applied, damaged, soundHead, isSound, replaced } from "./items.js";
import { isFilled } from "./sheets.js";
/** @import { Backend, Filled, Head, Rows, Store, Unmatched, WorkingSheet } from "./types" */

/** @typedef {Pick<Store, "heads" | "read" | "put" | "mark" | "change" | "putItem" | "drop">} Keeping */

// `told` is called with what was changed, when it is kept.
/** @type {(backend: Backend, told: (sheet: string, item?: string) => void) => Keeping} */
export const keeping = (backend, told) => {
  /** @type {<Result>(work: (rows: Rows) => Promise<Result>, sheet: string, item?: string) => Promise<Result>} */
  const write = async (work, sheet, item) => {
    const result = await backend.run("readwrite", work);
    told(sheet, item);
    return result;
  };
  return {
    heads: () => backend.run("readonly", async (rows) => (await rows.all("heads", [])).map(([[id], value]) => soundHead(id, value))),
    async read(id) {
      const [sheet, broken] = await backend.run("readonly", (rows) => readSheet(rows, id));
      if (broken.length) await backend.run("readwrite", (rows) => setAside(rows, id));
      return sheet;
    },
    put: (sheet) => write((rows) => putSheet(rows, sheet), sheet.id),
    mark: (id, changes) => write(async (rows) => rows.put("heads", [id], withoutAbsent({ ...(await headIn(rows, id)), ...changes })), id).then(() => {}),
    change: (id, change) =>
      write(async (rows) => {
        const filled = applied(soundOnly(await rows.get("items", [id, change.item])), change);
        await putFilled(rows, id, change.item, filled);
        return filled;
      }, id, change.item),
    putItem: (id, item, filled, was) =>
      write(async (rows) => {
        const now = soundOnly(await rows.get("items", [id, item]));
        const next = was ? replaced(now, filled, was) : filled;
        await putFilled(rows, id, item, next);
        return next;
      }, id, item),
    drop: (id) =>
      write(async (rows) => {
        await rows.remove("heads", [id]);
        await rows.remove("items", [id]);
        await rows.remove("unmatched", [id]);
      }, id),
  };
};

/** @type {(value: unknown) => Filled | undefined} */
const soundOnly = (value) => (isSound(value) ? value : undefined);

// Rejects where the sheet is gone: erased by another page, or by the browser.
/** @type {(rows: Rows, id: string) => Promise<Head>} */
const headIn = async (rows, id) => {
  const value = await rows.get("heads", [id]);
  if (value === undefined) throw new DOMException(id, "NotFoundError");
  return soundHead(id, value);
};

/** @type {(head: Head) => Head} */
const withoutAbsent = (head) => /** @type {Head} */ (Object.fromEntries(Object.entries(head).filter(([, value]) => value !== undefined)));

/** @type {(rows: Rows, id: string, item: string, filled: Filled | undefined) => Promise<void>} */
const putFilled = async (rows, id, item, filled) => {
  await rows.put("heads", [id], { ...(await headIn(rows, id)), changed: new Date().toISOString() });
  if (isFilled(filled) || filled?.conflicts) await rows.put("items", [id, item], filled);
  else await rows.remove("items", [id, item]);
};

// A sheet, and the keys of its damaged records.
/** @type {(rows: Rows, id: string) => Promise<[WorkingSheet | undefined, string[]]>} */
const readSheet = async (rows, id) => {
  const head = await rows.get("heads", [id]);
  if (head === undefined) return [undefined, []];
  const records = (await rows.all("items", [id])).map(([[, item], value]) => /** @type {const} */ ([item, value]));
  const broken = records.filter(([, value]) => !isSound(value));
  const items = /** @type {WorkingSheet["items"]} */ (Object.fromEntries(records.filter(([, value]) => isSound(value))));
  const unmatched = [...(await unmatchedIn(rows, id)), ...broken.map(([item, value]) => damaged(item, value))];
  return [{ ...soundHead(id, head), items, unmatched }, broken.map(([item]) => item)];
};

/** @type {(rows: Rows, id: string) => Promise<Unmatched[]>} */
const unmatchedIn = async (rows, id) => {
  const found = await rows.get("unmatched", [id]);
  return Array.isArray(found) ? found : [];
};

// Damaged records go where no later change writes over them.
/** @type {(rows: Rows, id: string) => Promise<void>} */
const setAside = async (rows, id) => {
  const [sheet, broken] = await readSheet(rows, id);
  if (!sheet) return;
  await rows.put("unmatched", [id], sheet.unmatched);
  for (const item of broken) await rows.remove("items", [id, item]);
};

/** @type {(rows: Rows, sheet: WorkingSheet) => Promise<void>} */
const putSheet = async (rows, { items, unmatched, ...head }) => {
  await rows.remove("items", [head.id]);
  await rows.put("heads", [head.id], withoutAbsent(head));
  await rows.put("unmatched", [head.id], unmatched);
  await Promise.all(Object.entries(items).map(([item, filled]) => rows.put("items", [head.id, item], filled)));
};
