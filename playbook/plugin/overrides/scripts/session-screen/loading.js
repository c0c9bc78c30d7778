// Loads other scripts of the site, by their paths from its root.
/** @type {(root: string) => (path: string) => Promise<void>} */
export const loader = (root) => (path) =>
  new Promise((resolve, reject) => {
    const script = Object.assign(document.createElement("script"), { src: root + path });
    script.onload = () => resolve();
    script.onerror = () => reject(new Error(path));
    document.head.append(script);
  });
