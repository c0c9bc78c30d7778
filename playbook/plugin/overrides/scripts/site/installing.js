// Names what a system needs to keep the site among its programs; a browser reports a page from a disk that names it.
/** @type {(manifest: string) => void} */
export function offerInstalling(manifest) {
  if (!location.protocol.startsWith("http")) return;
  document.head.append(Object.assign(document.createElement("link"), { rel: "manifest", href: manifest }));
}
