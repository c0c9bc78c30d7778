"""Exchange files for translators as PO, by polib: the key of a text is its context, its hashes an extracted comment."""

import re
from collections.abc import Sequence
from pathlib import Path

import polib

from playbook.languages import language
from playbook.loading.tree import Unreadable, read_source
from playbook.model.ledger import Key
from playbook.model.playbook import Playbook
from playbook.problems import Mark, Problem
from playbook.translations.units import MAX_BYTES, ExchangeFile, Unit, Unusable, name_of

_COUNT = "X-Playbook-Texts"


def written(units: Sequence[Unit], playbook: Playbook, target: str) -> str:
    """Return the texts as a PO file; what no person stands by is fuzzy."""
    file = polib.POFile(wrapwidth=0)
    file.metadata = {
        "Project-Id-Version": name_of(playbook),
        "Language": language(target).locale,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        _COUNT: str(len(units)),
    }
    file.extend(_entry(unit, playbook) for unit in units)
    return str(file)


def _entry(unit: Unit, playbook: Playbook) -> polib.POEntry:
    return polib.POEntry(
        msgctxt=unit.key.text,
        msgid=unit.source,
        msgstr=unit.target,
        comment=unit.hashes,
        occurrences=[(playbook.texts[unit.key.text].places[unit.key.language].path, "")],
        flags=["fuzzy"] if unit.target and not unit.is_final else [],
    )


def read(file: Path, playbook: Playbook) -> tuple[Unit, ...]:
    """Read the units of a PO file; raises Unusable."""
    reading = ExchangeFile(file.name, playbook)
    try:
        text = read_source(file, file.name, MAX_BYTES)
        entries = polib.pofile(text)
    except Unreadable as unreadable:
        raise Unusable([unreadable.problem]) from None
    except OSError as error:
        line = re.search(r"line (\d+)", str(error))
        raise Unusable([Problem("exchange-broken", file.name, Mark(int(line[1]) if line else 1))]) from None
    reading.check_playbook(entries.metadata.get("Project-Id-Version", ""), Mark())
    target = reading.language_of(entries.metadata.get("Language", ""), Mark())
    for entry in entries:
        if not entry.obsolete:
            reading.add(_unit(entry, target), entry.comment)
    if _is_cut(text, entries):
        reading.refuse("exchange-cut", Mark(text.rstrip().count("\n") + 1))
    return reading.done()


def _unit(entry: polib.POEntry, target: str) -> Unit:
    return Unit(
        key=Key(target, entry.msgctxt or ""),
        source=entry.msgid,
        target=entry.msgstr,
        is_final=not entry.fuzzy,
        mark=Mark(entry.linenum or 1),
    )


def _is_cut(text: str, entries: polib.POFile) -> bool:
    """Tell whether a file ends too early: polib reads on where a quotation mark is open, and where texts are missing.

    No text ends with a space or an empty line, so one that does at the end of a file goes on behind it.
    """
    last_line = text.rstrip().rpartition("\n")[2]
    last = entries[-1].msgstr if entries else ""
    count = entries.metadata.get(_COUNT, "0")
    fewer = count.isascii() and count.isdigit() and len(entries) < int(count)
    return fewer or last != last.rstrip() or not (last_line.endswith('"') or last_line.startswith("#"))
