"""The plain Markdown as content for Hugo, with a thin theme: a navigation, a table of contents, the text."""

import shutil
from collections.abc import Iterator
from pathlib import Path

CONFIG = """\
baseURL = "/"
title = "Playbook"
uglyURLs = true
disableKinds = ["taxonomy", "term", "RSS"]
[markup.goldmark.renderer]
unsafe = true
"""
PAGE = """\
<!doctype html>
<html>
<head><meta charset="utf-8"><title>{{ .Title }}</title></head>
<body>
<nav>{{ partialCached "navigation.html" . .Section }}</nav>
<aside>{{ .TableOfContents }}</aside>
<main>{{ .Content }}</main>
</body>
</html>
"""
NAVIGATION = """\
<ul>
{{ range where .Site.RegularPages "Section" .Section }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}
</ul>
"""
LINK = """\
<a href="{{ replaceRE "\\\\.md" ".html" .Destination }}">{{ .Text | safeHTML }}</a>
"""
THEME = {
    "config.toml": CONFIG,
    "layouts/_default/single.html": PAGE,
    "layouts/_default/list.html": PAGE,
    "layouts/index.html": PAGE,
    "layouts/partials/navigation.html": NAVIGATION,
    "layouts/_default/_markup/render-link.html": LINK,
}


def write_hugo(folder: Path, plain: Path) -> None:
    """Write the content of a folder of plain Markdown once more, as Hugo names it, with the theme."""
    for path, text in {**dict(_content(plain)), **THEME}.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")


def _content(plain: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(plain.rglob("*.md")):
        place = path.relative_to(plain)
        text = path.read_text(encoding="utf-8")
        title = text.partition("\n")[0].removeprefix("# ").replace('"', "'")
        # An index.md would take all pages beside it for its own.
        name = place.with_name("_index.md") if place.name == "index.md" else place
        yield f"content/{name}", f'+++\ntitle = "{title}"\n+++\n{text}'


def program() -> str | None:
    """Return where Hugo is, if it is installed."""
    return shutil.which("hugo")
