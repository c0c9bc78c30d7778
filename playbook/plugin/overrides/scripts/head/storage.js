// Where the browser forbids storage, scripts would stop at the first access: give them a memory that lasts as long as
// the page.
export function substituteStorage() {
  try {
    void window.localStorage.length;
  } catch {
    /** @type {Map<string, string>} */
    const memory = new Map();
    document.documentElement.dataset.forgets = "";
    /** @type {Storage} */
    const substitute = {
      get length() { return memory.size; },
      key: (index) => [...memory.keys()][index] ?? null,
      getItem: (key) => memory.get(String(key)) ?? null,
      setItem: (key, value) => void memory.set(String(key), String(value)),
      removeItem: (key) => void memory.delete(String(key)),
      clear: () => memory.clear(),
    };
    for (const name of ["localStorage", "sessionStorage"]) {
      Object.defineProperty(window, name, { value: substitute, configurable: true });
    }
  }
}
