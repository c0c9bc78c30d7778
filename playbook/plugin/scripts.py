"""The scripts of the site, joined from parts: a browser runs no module from a disk, and every file is a request more.

`overrides/scripts/` has a file for each script, or a folder whose `main.js` imports the other parts as modules. A part
imports by name alone, all of it on one line, and exports where it declares; so to join parts is to put them behind each
other, in the order in which they need each other. What they share with the generator they import from `tables.js`,
which is no file: `tables` gives the values. Comments and indents are for those who read and check the parts, and stay
behind: they are a fifth of what a browser would load.
"""

import json
import os
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from playbook.editions.codes import LETTERS
from playbook.model.chapters import USUAL_MINUTES
from playbook.model.workbook_table import HEAD_WITHIN, MOST_BYTES, MOST_PARTS, MOST_ROWS, MOST_TAGS
from playbook.model.working_sheets import DATES, FIELDS, FORMAT, REPORT, TICKED, VERSION
from playbook.model.written_dates import DATE_FORMS, ERAS, MONTHS
from playbook.search.folding import ranges
from playbook.search.index import DIGITS, HEAD, MOST_WAYS, TITLE

SOURCES = Path(__file__).resolve().parent / "overrides" / "scripts"
_TABLES = SOURCES / "tables.js"
_IMPORT = re.compile(r'^import \{ (\w+(?:, \w+)*) \} from "([\w./-]+)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async function|function|class|const) )", re.MULTILINE)
# What a part declares for all of its script; a second function of a name would silently take the place of the first.
_DECLARED = re.compile(r"^(?:async )?(?:function|class|const|let) (\w+)", re.MULTILINE)
_MODULE = re.compile(r"^ *(?:import|export)\b.*", re.MULTILINE)
_TYPES = re.compile(r"^[ \t]*/\*\*(?:(?!\*/).)*\*/[ \t]*\n|/\*\*.*?\*/ ?", re.MULTILINE | re.DOTALL)
_REMARKS = re.compile(r"^[ \t]*// .*\n", re.MULTILINE)
_INDENT = re.compile(r"^ +", re.MULTILINE)
_JOINED = '(() => {{\n"use strict";\n\n{}}})();\n'


def tables() -> Mapping[str, object]:
    """Return what the generator and the browser share, by the names that `scripts/tables.d.ts` declares."""
    return {
        "DIGITS": DIGITS,
        "HEAD": HEAD,
        "MOST_WAYS": MOST_WAYS,
        "TITLE": TITLE,
        **ranges(),
        "LETTERS": LETTERS,
        "USUAL_MINUTES": USUAL_MINUTES._asdict(),
        "FORMAT": FORMAT,
        "VERSION": VERSION,
        "FIELDS": FIELDS,
        "DATES": DATES,
        "TICKED": TICKED,
        "REPORT": REPORT,
        "MOST_UNPACKED": MOST_BYTES,
        "MOST_PARTS": MOST_PARTS,
        "MOST_TAGS": MOST_TAGS,
        "MOST_ROWS": MOST_ROWS,
        "HEAD_WITHIN": HEAD_WITHIN,
        "DATE_FORMS": DATE_FORMS,
        "ERAS": ERAS,
        "MONTHS": MONTHS,
    }


def script_files() -> Iterator[tuple[str, str]]:
    """Return the name and the content of each script of the site."""
    for path in sorted(SOURCES.glob("*.js")):
        yield path.name, joined(path)
    for path in sorted(SOURCES.glob("*/main.js")):
        yield f"{path.parent.name}.js", joined(path)


def hub_page() -> str:
    """Return the page that keeps working sheets for all others, where a browser has a store for each file."""
    return (SOURCES / "sheets-hub" / "page.html").read_text(encoding="utf-8")


def joined(main: Path) -> str:
    """Join a script from the part that needs all others; raises ValueError where a part does what cannot be joined."""
    parts: dict[Path, str] = {}
    names: dict[str, None] = {}
    _add(main, parts, names)
    if len(parts) == 1 and not names:
        return parts[main]  # a script in one piece keeps its form, and what it declares for others
    declared = Counter(_DECLARED.findall("\n".join(parts.values())))
    if twice := [name for name, count in declared.items() if count > 1 or name in names]:
        raise ValueError(f"{main.parent.name}/{main.name}: two parts declare {twice[0]}")
    known = tables()
    values = "".join(f"const {name} = {_literal(known[name])};\n" for name in names)
    return _INDENT.sub("", _JOINED.format("\n".join([values, *parts.values()] if values else parts.values())))


def _add(path: Path, parts: dict[Path, str], names: dict[str, None], above: tuple[Path, ...] = ()) -> None:
    """Add a part behind all that it needs, and the names of the tables that it wants."""
    if path in above:
        raise ValueError(f"{path.name}: parts import each other in a circle")
    if path in parts:
        return
    text = _without_comments(path.read_text(encoding="utf-8"))
    for wanted, other in _IMPORT.findall(text):
        place = Path(os.path.normpath(path.parent / other))  # `resolve` asks the disk for every folder above
        if place == _TABLES:
            names.update(dict.fromkeys(wanted.split(", ")))
        else:
            _add(place, parts, names, (*above, path))
    if any(line.count("`") % 2 for line in text.splitlines()):
        raise ValueError(f"{path.name}: a text in backticks goes over several lines, and would lose its indents")
    parts[path] = _EXPORT.sub("", _IMPORT.sub("", text))
    if left := _MODULE.search(parts[path]):
        raise ValueError(f"{path.name}: cannot be joined: {left[0].strip()}")


def _without_comments(text: str) -> str:
    return _REMARKS.sub("", _TYPES.sub("", text))


def _literal(value: object) -> str:
    """Write a value as JavaScript: JSON in ASCII, which ends no script and no line."""
    return json.dumps(value).replace("<", "\\u003c")
