// Keeps the sheets of all pages of a folder, for the page that has this one in a frame (`working-sheets/hub-store.js`).
import { openHere } from "../working-sheets/opening.js";
/** @import { KnownWork } from "../working-sheets/types" */

/** @type {(port: MessagePort, playbook: string) => Promise<void>} */
const serve = async (port, playbook) => {
  const store = await openHere(/** @type {KnownWork} */ ({ playbook }));
  /** @type {Record<string, (...asked: any[]) => unknown>} */
  const answers = {
    open: () => ({ kind: store.kind, fault: store.fault, lost: store.lost }),
    heads: store.heads,
    read: store.read,
    put: store.put,
    mark: store.mark,
    change: store.change,
    putItem: store.putItem,
    drop: store.drop,
    forgetLost: store.forgetLost,
  };
  store.onChange((...heard) => port.postMessage({ heard }));
  port.addEventListener("message", async ({ data: { id, name, asked } }) => {
    try {
      port.postMessage({ id, result: await answers[name](...asked) });
    } catch (fault) {
      port.postMessage({ id, fault: /** @type {Error} */ (fault).name });
    }
  });
  port.start();
};

// Only for a page of the same place: of files, Firefox says no more of each other than that they are files.
addEventListener("message", ({ source, origin, data, ports }) => {
  if (source !== parent || origin !== location.origin || typeof data?.playbook !== "string" || !ports[0]) return;
  serve(ports[0], data.playbook);
});
parent.postMessage("sheets-hub", "*");
