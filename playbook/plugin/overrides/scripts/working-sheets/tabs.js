// Tells other pages of the site that a sheet was changed, and hears of theirs.

// Returns how to tell. WebKit delivers nothing between pages from a disk: there, what comes back to the front looks for
// itself.
/** @type {(name: string, heard: (sheet: string, item?: string) => void) => (sheet: string, item?: string) => void} */
export const tabs = (name, heard) => {
  /** @type {(said: unknown) => void} */
  const hear = (said) => {
    if (!Array.isArray(said) || typeof said[0] !== "string") return; // other sites share the channels of a disk
    heard(said[0], typeof said[1] === "string" ? said[1] : undefined);
  };
  if (globalThis.BroadcastChannel) {
    const channel = new BroadcastChannel(name);
    channel.addEventListener("message", ({ data }) => hear(data));
    return (...said) => channel.postMessage(said);
  }
  addEventListener("storage", ({ key, newValue }) => {
    if (key !== name || !newValue) return;
    try {
      hear(JSON.parse(newValue));
    } catch {
      // Not ours.
    }
  });
  return (sheet, item) => {
    try {
      localStorage.setItem(name, JSON.stringify([sheet, item, Math.random()])); // a value that stays is not told
    } catch {
      // Full or forbidden: others see it when they come to the front.
    }
  };
};

// Calls when a page may have missed something: it was hidden, or comes out of the browser's memory.
/** @type {(heard: () => void) => void} */
export const onReturn = (heard) => {
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && heard());
  addEventListener("focus", heard);
  addEventListener("pageshow", ({ persisted }) => persisted && heard());
};
