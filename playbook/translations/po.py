"""Exchange files for translators as PO, by polib: the key of a text is its context, its hashes are comments.

msgmerge takes the extracted comments from the newer of two files, and those of the translator from the one with the
translations: so the hash of the translation stands in both, and in the latter it counts.
"""

import re
from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import replace
from pathlib import Path

import polib

from playbook.languages import language
from playbook.model.ledger import Key
from playbook.model.playbook import Playbook
from playbook.parsing.tree import Unreadable, read_source
from playbook.problems import Mark, Problem
from playbook.text import FINGERPRINT
from playbook.translations.units import MAX_BYTES, Exchanged, ExchangeFile, Unit, Unusable, name_of

_COUNT = "X-Playbook-Texts"
# In the place of the hash of a translation where there is none.
_NONE = "0" * FINGERPRINT


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
        tcomment=f"target-hash:{unit.target_hash or _NONE}",
        occurrences=[(playbook.texts[unit.key.text].places[unit.key.language].path, "")],
        flags=["fuzzy"] if unit.target and not unit.is_final else [],
    )


def read(file: Path, playbook: Playbook) -> Exchanged:
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
    target = reading.language_of(_language(text, entries), Mark())
    # A head that stands in the middle, as where a program has put its own in front, is no text.
    texts = [entry for entry in entries if entry.msgid or entry.msgctxt]
    often = {words for words, times in Counter(entry.msgstr for entry in texts).items() if times > 1}
    for entry in texts:
        if not entry.obsolete:
            unit = _unit(entry, target, often)
            if _CONFLICT.search(unit.target):
                reading.remark("unit-conflict", unit.mark, unit.key.text)
                unit = replace(unit, target="")
            reading.add(unit, f"{entry.comment}\n{entry.tcomment}")
            reading.note(entry.tcomment, Mark(entry.linenum or 1), entry.msgctxt or "file")
    count = entries.metadata.get(_COUNT, "")
    # What the playbook no longer has stands in the file as obsolete.
    is_part = reading.check_count(count, len(texts))
    if _is_cut(text, entries, may_lack=is_part or not count):
        reading.refuse("exchange-cut", Mark(text.rstrip().count("\n") + 1))
    return reading.done()


# Where msgcat puts together two files that differ.
_CONFLICT = re.compile(r"^#-#-#-#-# .* #-#-#-#-#$", re.MULTILINE)


def _language(text: str, entries: polib.POFile) -> str:
    """Return the language that the head of a file names, or all that it names where files were put together."""
    head = text.partition("\nmsgctxt ")[0] if entries.metadata_is_fuzzy else ""
    several = dict.fromkeys(re.findall(r'^"Language: *(.*?)\\n"$', head, re.MULTILINE))
    return ", ".join(several) or entries.metadata.get("Language", "")


def _unit(entry: polib.POEntry, target: str, often: Container[str]) -> Unit:
    """Return the unit of an entry; `often` are the translations that several entries have."""
    return Unit(
        key=Key(target, entry.msgctxt or ""),
        source=entry.msgid,
        target=entry.msgstr,
        is_final=not entry.fuzzy,
        is_guess=entry.fuzzy,
        is_copied=entry.msgstr in often or entry.previous_msgctxt not in (None, entry.msgctxt),
        mark=Mark(entry.linenum or 1),
    )


# The last string of a file, of which the words stand in more lines than one.
_WRAPPED = re.compile(r'(?:^|\n)msgstr(?:\[\d+\])? ""\n(?:".*"\n?)+$')
# An entry of which there is a beginning and no translation.
_UNTRANSLATED = re.compile(r'(?:^|\n)msg(?:ctxt|id|id_plural) ".*"(?:\n".*")*$')


def _is_cut(text: str, entries: polib.POFile, *, may_lack: bool) -> bool:
    """Tell whether a file ends inside an entry, where polib reads on.

    A part of a file ends behind one. One that ends behind a line of several is cut if more is missing and the words
    break off with a space or an empty line, with which no text ends.
    """
    end = text.rstrip()
    last_line = end.rpartition("\n")[2]
    last = entries[-1].msgstr if entries else ""
    breaks_off = may_lack and last != last.rstrip() and bool(_WRAPPED.search(end))
    return breaks_off or bool(_UNTRANSLATED.search(end)) or not (last_line.endswith('"') or last_line.startswith("#"))
