// Names, on the first page, what a system needs to keep the site among its programs: other pages are spared a file,
// and of a page from a disk a browser would report it.
export function offerInstalling() {
  const isHome = [`/${companion.own}/`, `/${companion.own}/index.html`].some((end) => location.pathname.endsWith(end));
  if (!isHome || !location.protocol.startsWith("http")) return;
  const href = `${companion.site}${companion.own}/manifest.json`;
  document.head.append(Object.assign(document.createElement("link"), { rel: "manifest", href }));
}
