// Small things in localStorage, which may be forbidden, full, or hold what somebody else wrote.

/** @type {(key: string) => unknown} */
export const readKey = (key) => {
  try {
    return JSON.parse(localStorage.getItem(key) ?? "null");
  } catch {
    return null;
  }
};

// Whether it was written; undefined takes it away.
/** @type {(key: string, value: unknown) => boolean} */
export const writeKey = (key, value) => {
  try {
    if (value === undefined) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
};
