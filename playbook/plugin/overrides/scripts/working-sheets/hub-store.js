// The store of a page that has none in common with its neighbours: Firefox gives each file of a disk its own. One page of
// the site, in a frame, keeps the sheets of all others.
/** @import { Store } from "./types" */

/** @typedef {Pick<Store, "heads" | "read" | "put" | "mark" | "change" | "putItem" | "drop">} Asked */
/** @typedef {{ kind: Store["kind"], fault: string, lost: string[] }} Found */

const ASKED = /** @type {const} */ (["heads", "read", "put", "mark", "change", "putItem", "drop", "forgetLost"]);
const HUB_PATIENCE = 15_000; // more than the hub has with its database

// Rejects where the frame does not answer.
/** @type {(address: string, playbook: string, heard: (sheet: string, item?: string) => void) => Promise<Asked & Found & { forgetLost: () => Promise<void> }>} */
export const hubStore = async (address, playbook, heard) => {
  const port = await connectedTo(address, playbook);
  /** @type {Map<number, (answer: { result?: unknown, fault?: string }) => void>} */
  const waiting = new Map();
  let count = 0;
  port.addEventListener("message", ({ data }) => {
    if (data.heard) heard(data.heard[0], data.heard[1]);
    else waiting.get(data.id)?.(data);
    waiting.delete(data.id);
  });
  /** @type {(name: string, asked: unknown[]) => Promise<any>} */
  const ask = (name, asked) =>
    new Promise((resolve, reject) => {
      count += 1;
      waiting.set(count, ({ result, fault }) => (fault === undefined ? resolve(result) : reject(new DOMException(name, fault))));
      port.postMessage({ id: count, name, asked });
    });
  port.start();
  const asking = /** @type {Asked & { forgetLost: () => Promise<void> }} */ (
    Object.fromEntries(ASKED.map((name) => [name, (/** @type {unknown[]} */ ...asked) => ask(name, asked)]))
  );
  return { ...asking, .../** @type {Found} */ (await ask("open", [])) };
};

/** @type {(address: string, playbook: string) => Promise<MessagePort>} */
const connectedTo = (address, playbook) =>
  new Promise((resolve, reject) => {
    const frame = document.createElement("iframe");
    frame.hidden = true;
    frame.src = address;
    const bell = setTimeout(() => reject(new DOMException(address, "TimeoutError")), HUB_PATIENCE);
    addEventListener("message", function ready({ source, data }) {
      if (source !== frame.contentWindow || data !== "sheets-hub") return;
      removeEventListener("message", ready);
      clearTimeout(bell);
      const { port1, port2 } = new MessageChannel();
      frame.contentWindow?.postMessage({ playbook }, "*", [port2]); // files have no origin to name; the frame is ours
      resolve(port1);
    });
    document.body.append(frame);
  });
