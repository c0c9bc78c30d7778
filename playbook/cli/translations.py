"""`playbook translations`: where the texts stand in each language, and the commands that record, export and import."""

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

import click

from playbook import files, report
from playbook.cli import options
from playbook.cli.outcome import readable, refuse, writing
from playbook.cli.speech import say
from playbook.loading import load_words
from playbook.loading.ledger import PATH as LEDGER
from playbook.loading.ledger import as_text
from playbook.model.ledger import Key, Made, TextReview
from playbook.model.playbook import Playbook
from playbook.problems import nearest
from playbook.translations import po, recording, summary, units, xliff, xliff1, xliff2

_languages = options.languages(formerly="--in")
_items = click.argument("items", nargs=-1, metavar="[ITEMS]...")
_needed_items = click.argument("items", nargs=-1, required=True, metavar="ITEMS...")


# Its folder is looked for when it is known who reads it: a command may have an option of its own.
@click.group(invoke_without_command=True)
@click.option("--data", default="data", show_default=True, type=click.Path(file_okay=False, path_type=Path))
@options.lang
@_languages
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.pass_context
def translations(context: click.Context, data: Path, lang: str, languages: tuple[str, ...], form: str) -> None:
    """Show the state of the translations in each language, or record, export and import them."""
    if context.invoked_subcommand:
        # What is said in front of a command holds for it.
        said = {name: value for name, value in context.params.items() if _is_said(context, name)}
        context.default_map = {context.invoked_subcommand: said}
        return
    option = next(parameter for parameter in context.command.params if parameter.name == "data")
    options.FOLDER.convert(data, option, context)
    playbook = readable(data, lang)[1]
    rows = summary.rows(playbook, _keys(playbook, (), languages))
    head = tuple(say(f"column-{name}") for name in ("texts", *summary.COLUMNS.values()))
    click.echo(summary.as_text(rows, head) if form == "text" else summary.as_json(rows))


def _is_said(context: click.Context, name: str) -> bool:
    return context.get_parameter_source(name) is not click.core.ParameterSource.DEFAULT


@translations.command()
@options.data
@options.lang
@_languages
@_items
@click.option("--machine", is_flag=True)
@click.option("--all", "everything", is_flag=True)
def accept(
    data: Path, lang: str, languages: tuple[str, ...], items: tuple[str, ...], machine: bool, everything: bool
) -> None:
    """Record texts as they are now: written or translated, and up to date."""
    if not items and not everything:
        raise click.UsageError(say("items-or-all"))
    playbook = readable(data, lang)[1]
    made = Made.MACHINE if machine else Made.WRITTEN
    _record(data, lang, playbook, recording.accept(playbook, _keys(playbook, items, languages), made))


@translations.command()
@options.data
@options.lang
@_needed_items
def unchanged(data: Path, lang: str, items: tuple[str, ...]) -> None:
    """Record that the translations of changed texts are still right, such as after a corrected typo."""
    playbook = readable(data, lang)[1]
    _record(data, lang, playbook, recording.unchanged(playbook, _keys(playbook, items, ())))


@translations.command()
@options.data
@options.lang
@_languages
@_needed_items
@click.option("--role", required=True, metavar="ID")
@click.option("--date", "day", type=click.DateTime(["%Y-%m-%d"]))
def review(
    data: Path, lang: str, languages: tuple[str, ...], items: tuple[str, ...], role: str, day: datetime | None
) -> None:
    """Record that somebody has reviewed texts in a language."""
    playbook = readable(data, lang)[1]
    read_on = day.date() if day else date.today()
    if role not in playbook.role_by_id:
        raise click.BadParameter(say("none-of", found=role, known=", ".join(playbook.role_by_id)), param_hint="--role")
    if read_on > date.today():
        raise click.BadParameter(say("day-to-come", found=read_on), param_hint="--date")
    if not languages:
        raise click.UsageError(say("language-missing"))
    changes = recording.review(playbook, _keys(playbook, items, languages), TextReview(role, read_on))
    _record(data, lang, playbook, changes)


_FORMATS = {"po": po.written, "xliff": xliff1.written, "xliff2": xliff2.written}


@translations.command("export")
@options.data
@options.lang
@_languages
@click.option("--format", "form", type=click.Choice([*_FORMATS]), show_default="xliff; *.po: po")
@click.option("--source-language", "source", metavar="LANGUAGE")
@options.output()
@_items
def export_texts(
    data: Path,
    lang: str,
    languages: tuple[str, ...],
    form: str | None,
    source: str | None,
    output: Path | None,
    items: tuple[str, ...],
) -> None:
    """Export texts for translators, as XLIFF or PO."""
    if len(languages) != 1:
        raise click.UsageError(say("one-language"))
    language = languages[0]
    loaded, playbook = readable(data, lang)
    known = playbook.settings.languages
    if source and source not in known:
        raise click.BadParameter(say("none-of", found=source, known=", ".join(known)), param_hint="--source-language")
    keys = (key for key in _keys(playbook, items, (language,)) if key.text in playbook.texts)
    chosen = (key for key in keys if source in (None, playbook.texts[key.text].text.source))
    form = form or ("po" if output and output.suffix.lower() in (".po", ".pot") else "xliff")
    try:
        text = _FORMATS[form](tuple(units.exported(loaded, playbook, chosen)), playbook, language)
    except units.SeveralSources as several:
        raise click.UsageError(say("one-source", known=", ".join(several.languages))) from None
    if output:
        with writing(lang, output):
            files.write_all({output: text.encode()})
    else:
        click.echo(text.encode(), nl=False)


@translations.command("import")
@options.data
@options.lang
@click.option("--machine", is_flag=True)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def import_texts(data: Path, lang: str, machine: bool, file: Path) -> None:
    """Import a file that translators have completed, XLIFF or PO."""
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
        raise click.BadParameter(
            say("none-of", found=id, known=", ".join(playbook.settings.languages)), param_hint="--languages"
        )
    keys = recording.selected(playbook, items, chosen)
    found = {name for key in keys for name in recording.names_of(key.text)} if items else set()
    for item in set(items) - found:
        known = {name for key in playbook.texts for name in recording.names_of(key)}
        meant = nearest(item, known)
        raise click.BadParameter(
            say("no-text-meant" if meant else "no-text", found=item, meant=meant), param_hint="ITEMS"
        )
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
    counted = ", ".join(say("recorded-in", count=count, language=language) for language, count in counts.items())
    click.echo(say("recorded", counted=counted) if counted else say("nothing-recorded"))
