// Names what a system needs to keep the site among its programs; a browser reports a page from a disk that names it.
export function offerInstalling() {
  if (!location.protocol.startsWith("http")) return;
  const href = `${companion.site}${companion.own}/manifest.json`;
  document.head.append(Object.assign(document.createElement("link"), { rel: "manifest", href }));
}
