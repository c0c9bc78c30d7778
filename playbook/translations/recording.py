"""What a person says of texts, as lines of the ledger: that they were made, that nothing but a typo changed, a review.

Each function gives the lines that change; a line that is None is to go. Nothing else of the ledger is touched.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from playbook.model.ledger import Key, Ledger, Line, Made, TextReview, source_of
from playbook.model.playbook import Playbook
from playbook.text import Text

Changes = Mapping[Key, Line | None]


def selected(playbook: Playbook, items: Iterable[str], languages: Iterable[str]) -> tuple[Key, ...]:
    """Return texts by the ids of their files, items or own keys, those included that only the ledger has."""
    chosen = frozenset(items)
    keys = dict.fromkeys((*playbook.states, *playbook.ledger))
    wanted = frozenset(languages)
    return tuple(key for key in keys if key.language in wanted and (not chosen or chosen & names_of(key.text)))


def names_of(key: str) -> frozenset[str]:
    """Return the names that select a text: its key, and the ids of its item and of its file."""
    item = key.partition(":")[0]
    return frozenset({key, item, item.partition(".")[0]})


def accept(playbook: Playbook, keys: Iterable[Key], made: Made) -> Changes:
    """Record texts that stand otherwise than the ledger says as they stand now, and forget those that are gone."""
    changes: dict[Key, Line | None] = {}
    for key in keys:
        text, old = _text(playbook, key), playbook.ledger.get(key)
        if text is None:
            changes |= {key: None} if old else {}
        elif old is None or old.text != text.fingerprints[key.language]:
            changes[key] = line_of(text, key.language, made)
        elif old.source != source_of(text):
            changes[key] = line_of(text, key.language, old.made)
    return changes


def unchanged(playbook: Playbook, keys: Iterable[Key]) -> Changes:
    """Let the translations of changed source texts stand, as these say what they said before.

    A translation that was stale before the change stays so: the line of the source text tells what was said then.
    """
    changes: dict[Key, Line | None] = {}
    for text in _texts(playbook, keys):
        now, source = source_of(text), playbook.ledger.get(Key(text.source, text.key))
        for language in text.versions:
            line = playbook.ledger.get(Key(language, text.key))
            if line and line.source != now and (source is None or line.source == source.text):
                says = now if language == text.source else line.text
                changes[Key(language, text.key)] = replace(line, source=now, text=says)
    return changes


def review(playbook: Playbook, keys: Iterable[Key], by: TextReview) -> Changes:
    """Record that somebody has read texts as they stand now, and stands by them."""
    changes: dict[Key, Line | None] = {}
    for key in keys:
        if text := _text(playbook, key):
            made = playbook.state(text, key.language).made
            changes[key] = line_of(text, key.language, Made.WRITTEN if made is Made.DRAFT else made, by)
    return changes


def applied(ledger: Ledger, changes: Changes) -> Ledger:
    """Return the ledger with changes made."""
    return {key: line for key, line in {**ledger, **changes}.items() if line is not None}


def line_of(text: Text, language: str, made: Made, by: TextReview | None = None) -> Line:
    """Return the line of a text as it stands now."""
    return Line(made, source_of(text), text.fingerprints[language], by)


def _text(playbook: Playbook, key: Key) -> Text | None:
    located = playbook.texts.get(key.text)
    return located.text if located and key.language in located.text.versions else None


def _texts(playbook: Playbook, keys: Iterable[Key]) -> Iterator[Text]:
    names = dict.fromkeys(key.text for key in keys)
    return (playbook.texts[name].text for name in names if name in playbook.texts)
