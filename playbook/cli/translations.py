"""`playbook translations`: where the texts stand in each language, and the commands that record, export and import."""

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

import click

from playbook import files, report
from playbook.cli import options
from playbook.cli.outcome import readable, refuse, writing
from playbook.loading import load_words
from playbook.loading.ledger import PATH as LEDGER
from playbook.loading.ledger import as_text
from playbook.model.ledger import Key, Made, TextReview
from playbook.model.playbook import Playbook
from playbook.problems import nearest
from playbook.translations import po, recording, summary, units, xliff

_languages = click.option(
    "--in", "languages", multiple=True, metavar="LANGUAGE", help="Texts in this language only; may be given twice."
)
_items = click.argument("items", nargs=-1, metavar="[ITEMS]...")
_needed_items = click.argument("items", nargs=-1, required=True, metavar="ITEMS...")


@click.group(invoke_without_command=True)
@options.data
@options.lang
@_languages
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.pass_context
def translations(context: click.Context, data: Path, lang: str, languages: tuple[str, ...], form: str) -> None:
    """Show where the texts stand in each language; the commands record, export and import.

    ITEMS are ids of chapters (leadership), of items (leadership.coaching-time) or of single texts
    (leadership.coaching-time:text), as `playbook check` names them.
    """
    if context.invoked_subcommand:
        # What is said in front of a command holds for it.
        context.default_map = {context.invoked_subcommand: {"data": data, "lang": lang, "languages": languages}}
        return
    playbook = readable(data, lang)[1]
    rows = summary.rows(playbook, _keys(playbook, (), languages))
    click.echo(summary.as_text(rows) if form == "text" else summary.as_json(rows))


@translations.command()
@options.data
@options.lang
@_languages
@_items
@click.option("--machine", is_flag=True, help="A program wrote what is new, not a person.")
@click.option("--all", "everything", is_flag=True, help="All texts instead of ITEMS.")
def accept(
    data: Path, lang: str, languages: tuple[str, ...], items: tuple[str, ...], machine: bool, everything: bool
) -> None:
    """Record texts as they stand now.

    New and changed texts count as written by a person; translations of a changed source as fitting it still; and
    texts that are gone are forgotten.
    """
    if not items and not everything:
        raise click.UsageError("name ITEMS, or say --all")
    playbook = readable(data, lang)[1]
    made = Made.MACHINE if machine else Made.WRITTEN
    _record(data, lang, playbook, recording.accept(playbook, _keys(playbook, items, languages), made))


@translations.command()
@options.data
@options.lang
@_needed_items
def unchanged(data: Path, lang: str, items: tuple[str, ...]) -> None:
    """Let translations stand: only a typo was mended.

    The translations of ITEMS that were up to date before their source changed are so again.
    """
    playbook = readable(data, lang)[1]
    _record(data, lang, playbook, recording.unchanged(playbook, _keys(playbook, items, ())))


@translations.command()
@options.data
@options.lang
@_languages
@_needed_items
@click.option("--role", required=True, help="Who has read them: an id of `roles` in playbook.yml.")
@click.option("--date", "day", type=click.DateTime(["%Y-%m-%d"]), help="The day; today by default.")
def review(
    data: Path, lang: str, languages: tuple[str, ...], items: tuple[str, ...], role: str, day: datetime | None
) -> None:
    """Record that somebody has read texts.

    Whoever has the role stands by ITEMS in the languages named, as they read now.
    """
    playbook = readable(data, lang)[1]
    read_on = day.date() if day else date.today()
    if role not in playbook.role_by_id:
        raise click.BadParameter(f"{role}; one of {', '.join(playbook.role_by_id)}", param_hint="--role")
    if read_on > date.today():
        raise click.BadParameter(f"{read_on} is still to come", param_hint="--date")
    if not languages:
        raise click.UsageError("say with --in which language was read")
    changes = recording.review(playbook, _keys(playbook, items, languages), TextReview(role, read_on))
    _record(data, lang, playbook, changes)


_FORMATS = {"po": po.written, "xliff": xliff.written}


@translations.command("export")
@options.data
@options.lang
@click.option("--in", "language", required=True, help="The language to translate into.")
@click.option("--format", "form", type=click.Choice([*_FORMATS]), default="xliff", show_default=True)
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="The file to write; else it is shown.")
@_items
def export_texts(data: Path, lang: str, language: str, form: str, output: Path | None, items: tuple[str, ...]) -> None:
    """Give texts to translators, all or ITEMS.

    PO and XLIFF 1.2 are what their own programs read. Texts that no person stands by are marked as to be reviewed.
    """
    loaded, playbook = readable(data, lang)
    keys = (key for key in _keys(playbook, items, (language,)) if key.text in playbook.texts)
    text = _FORMATS[form](tuple(units.exported(loaded, playbook, keys)), playbook, language)
    if output:
        with writing(lang, output):
            files.write_all({output: text.encode()})
    else:
        click.echo(text.encode(), nl=False)


@translations.command("import")
@options.data
@options.lang
@click.option("--machine", is_flag=True, help="A program translated, not a person.")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def import_texts(data: Path, lang: str, machine: bool, file: Path) -> None:
    """Take a translator's file back.

    PO and XLIFF 1.2 are read. A translation is taken where its source text still stands; where it does not, it is
    named and left out. Of a file with a fault nothing is taken.
    """
    loaded, playbook = readable(data, lang)
    read = xliff.read if file.read_bytes().lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<" else po.read
    made = Made.MACHINE if machine else Made.WRITTEN
    try:
        back = units.imported(file.name, read(file, playbook), loaded, data, made)
    except units.Unusable as unusable:
        refuse(unusable.problems, lang)
    if back.problems:
        click.echo(report.as_text(back.problems, load_words(lang)))
    _record(data, lang, playbook, back.changes, back.contents)


def _keys(playbook: Playbook, items: tuple[str, ...], languages: tuple[str, ...]) -> tuple[Key, ...]:
    """Return the texts that a command is about; a name that none of them has is wrong usage."""
    chosen = languages or playbook.settings.languages
    for id in set(chosen) - {*playbook.settings.languages, *(key.language for key in playbook.ledger)}:
        raise click.BadParameter(f"{id}; one of {', '.join(playbook.settings.languages)}", param_hint="--in")
    keys = recording.selected(playbook, items, chosen)
    found = {name for key in keys for name in recording.names_of(key.text)} if items else set()
    for item in set(items) - found:
        known = {name for key in playbook.texts for name in recording.names_of(key)}
        meant = nearest(item, known)
        hint = f"; did you mean '{meant}'?" if meant else ""
        raise click.BadParameter(f"no text has the id '{item}'{hint}", param_hint="ITEMS")
    return keys


def _record(
    data: Path, lang: str, playbook: Playbook, changes: recording.Changes, contents: Mapping[str, bytes] | None = None
) -> None:
    """Write what changes, the ledger last: texts of which it knows nothing yet are drafts, and nothing false."""
    changed = {data / path: content for path, content in (contents or {}).items()}
    if changes:
        changed[data / LEDGER] = as_text(recording.applied(playbook.ledger, changes)).encode()
    with writing(lang, data):
        files.write_all(changed)
    counts = Counter(key.language for key in changes)
    counted = ", ".join(f"{count} in {language}" for language, count in counts.items())
    click.echo(f"Recorded: {counted or 'nothing'}.")
