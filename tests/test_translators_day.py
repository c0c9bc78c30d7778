"""The day of a translator, with the real programs: what she and her colleagues translate, while the office works on.

An export goes out as PO and as XLIFF 2.1; a part goes on to a colleague (msggrep, posplit); a newer export is merged
into hers (msgmerge); all comes back. In the end each text of the playbook is accounted for.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polib
import yaml
from lxml import etree

from playbook.loading import load
from playbook.model.ledger import Key, Made, State
from tests.conftest import DATA
from tests.test_exchange import opened
from tests.test_gettext import gettext, toolkit
from tests.test_ledger import SHELVES, change
from tests.test_translations import command, data

__all__ = ["data"]

DAY: dict[str, Any] = yaml.safe_load((DATA / "translators-day.yml").read_text("utf-8"))
SPACES = {"d": "urn:oasis:names:tc:xliff:document:2.0", "m": "urn:oasis:names:tc:xliff:matches:2.0"}
Texts = Mapping[str, str]


def export(data: Path, name: str, *arguments: object) -> Path:
    file = data.parent / name
    command("export", data, "--languages", "ja", "--output", file, *arguments)
    return file


def in_poedit(file: Path, done: Texts, drafts: Texts, notes: Texts) -> None:
    """Translate in a PO file as its editor saves it: what is done is no longer fuzzy, a draft is."""
    entries = polib.pofile(str(file))
    for entry in entries:
        if entry.msgctxt in done or entry.msgctxt in drafts:
            entry.msgstr = done.get(entry.msgctxt) or drafts[entry.msgctxt]
            entry.flags = [flag for flag in entry.flags if flag != "fuzzy"] + ["fuzzy"] * (entry.msgctxt in drafts)
        if entry.msgctxt in notes:
            entry.tcomment += f"\n{notes[entry.msgctxt]}"
    entries.save(str(file))
    gettext("msgfmt", "--check", "-o", "/dev/null", file)


def in_a_cat_program(file: Path, suggested: Texts, improved: Texts) -> None:
    """Take the suggestions of a machine in an XLIFF 2.1 file, and improve some, as CAT programs do it."""
    store = opened(file)
    for unit in store.units:
        key = unit.getid()
        if key in suggested:
            matches = etree.Element(f"{{{SPACES['m']}}}matches")
            match = etree.SubElement(matches, f"{{{SPACES['m']}}}match", ref=f"#{key}", type="mt", origin="engine")
            for tag, words in (("source", unit.source), ("target", suggested[key])):
                etree.SubElement(match, f"{{{SPACES['d']}}}{tag}").text = words
            unit.getunitelement().insert(0, matches)
            unit.target = improved.get(key, suggested[key])
            unit.marktranslated()
    file.write_bytes(bytes(store))


def texts_in(data: Path, language: str) -> dict[str, tuple[State, str]]:
    """The texts that stand in a language, and how."""
    loaded = load(data)
    assert loaded.playbook is not None
    written = {one.text.key: one.values for file in loaded.files for one in file.written}
    states = loaded.playbook.states
    return {key: (states[Key(language, key)], str(all[language])) for key, all in written.items() if language in all}


def test_day_of_a_translator(data: Path) -> None:
    change(data, SHELVES, "      ja: 二種類の記号\n", "")
    command("accept", data, "shelves.two-systems")
    before, chinese = texts_in(data, "ja"), texts_in(data, "zh")

    # The morning: one export for her, of which one part goes on to a colleague; another colleague gets XLIFF 2.1.
    hers, his = export(data, "hers.po"), data.parent / "his.po"
    gettext("msggrep", "--msgctxt", "--regexp=^glossary", hers, "-o", his)
    toolkit("posplit", his)
    his = his.with_stem("his-fuzzy")
    theirs = export(data, "theirs.xlf", "--format", "xliff2", "counting")

    # The day: everybody translates.
    in_poedit(hers, DAY["hers"], {}, DAY["notes"])
    in_poedit(his, DAY["his"], DAY["his-draft"], {})
    in_a_cat_program(theirs, DAY["suggested"], DAY["improved"])

    # In the office, a source text and two translations are changed, one of them without a record; a question comes and
    # one goes.
    for old, new in DAY["office"].items():
        change(data, SHELVES, old, new)
    change(data, SHELVES, DAY["removed"], DAY["added"])
    command("accept", data, "shelves.label-all:deliverable", "shelves.untranslated", "shelves.lost-twice")
    noon = texts_in(data, "ja")

    # The evening: she merges a newer export into her file, and translates what is new to her.
    newer, merged = export(data, "newer.po"), data.parent / "merged.po"
    gettext("msgmerge", "--quiet", "--previous", hers, newer, "-o", merged)
    in_poedit(merged, DAY["evening"], {}, {})
    said = [line for file in (merged, his, theirs) for line in command("import", data, file).splitlines()]

    # What people wrote is theirs, what the machine wrote is the machine's, a draft is one.
    after = texts_in(data, "ja")
    by_people = DAY["hers"] | DAY["his"] | DAY["improved"] | DAY["evening"]
    by_machine = {key: words for key, words in DAY["suggested"].items() if key not in DAY["improved"]}
    expected = {
        **{key: (Made.WRITTEN, words) for key, words in by_people.items()},
        **{key: (Made.MACHINE, words) for key, words in by_machine.items()},
        **{key: (Made.DRAFT, words) for key, words in DAY["his-draft"].items()},
    }
    assert {key: (state.made, words) for key, (state, words) in after.items() if key in expected} == expected
    assert not any(state.is_stale for state, _ in after.values())

    # Everything else stands as the office left it, and nothing is gone but what the office took away.
    assert {key: one for key, one in after.items() if key not in expected} == {
        key: one for key, one in noon.items() if key not in expected
    }
    assert before.keys() - after.keys() == {"shelves.untranslated:text"}
    assert {key for key, one in texts_in(data, "zh").items() if chinese[key] != one} == set(DAY["evening"])

    # And what is not taken is told, with its reason.
    assert [line.split(": ", 1)[1] for line in said if "Recorded" not in line] == DAY["told"]
