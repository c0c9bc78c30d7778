"""`playbook pdf`: printed sheets on their own."""

from dataclasses import replace
from itertools import product
from pathlib import Path

import click

from playbook import pdf as sheets_of_paper
from playbook import publish
from playbook.cli import options
from playbook.cli.keeping import keeping
from playbook.cli.outcome import refuse, warn, without_errors, writing
from playbook.cli.progress import Progress
from playbook.cli.speech import language, say
from playbook.model.playbook import Playbook
from playbook.model.sheets import FACING_KINDS, KIND_WORDS, WHOLE, Sheet, is_printed, sheets
from playbook.problems import nearest

_MOST_NAMED = 20


@click.command()
@options.data
@click.argument("id", required=False)
@click.option("--kind", type=click.Choice([*KIND_WORDS]))
@options.languages(formerly="--lang")
@click.option(
    "--paper", type=click.Choice(sheets_of_paper.PAPERS), default=sheets_of_paper.PAPERS[0], show_default=True
)
@options.output(formerly=["--to"], default="print", folder=True)
@options.no_cache
def pdf(
    data: Path,
    id: str | None,
    kind: str | None,
    languages: tuple[str, ...],
    paper: str,
    output: Path,
    no_cache: bool,
) -> None:
    """Make the printed sheets of the chapter, role or template ID, the whole book (ID is `playbook`), or all."""
    lang = language()
    _, playbook = without_errors(data, lang)
    warn(tuple(sheets_of_paper.without_font(playbook)), lang)
    wanted = _wanted(playbook, id, kind, languages)
    warn(tuple(sheets_of_paper.without_glyph(playbook)), lang)
    with (
        writing(lang, output, "cannot-print"),
        Progress("printing") as progress,
        keeping(lang, no_cache=no_cache) as cache,
    ):
        try:
            printed = sheets_of_paper.make(playbook, wanted, output, cache, paper, progress.step)
        except sheets_of_paper.SheetFailed as failed:
            refuse([failed.problem], lang)
    if problems := tuple(publish.missing_on_paper(playbook, printed)):
        refuse(problems, lang)
    for sheet in wanted[:_MOST_NAMED]:
        click.echo(output / sheet.name)
    if len(wanted) > _MOST_NAMED:
        click.echo(say("sheets-in", count=len(wanted), folder=output))


def _wanted(playbook: Playbook, id: str | None, kind: str | None, languages: tuple[str, ...]) -> tuple[Sheet, ...]:
    """Return the sheets that somebody asked for; two languages need no pair in playbook.yml."""
    known = (*playbook.chapter_by_id, *playbook.role_by_id, *playbook.template_by_id, WHOLE)
    if id and id not in known:
        meant = nearest(id, known)
        raise click.BadParameter(
            say("no-chapter-meant" if meant else "no-chapter", found=id, meant=meant), param_hint="ID"
        )
    found = [sheet for sheet in sheets(playbook) if id in (None, sheet.id) and kind in (None, sheet.kind)]
    if languages:
        asked = [_languages(playbook, written) for written in languages]
        fitting = ((sheet, ids) for sheet in found for ids in asked if len(ids) == 1 or sheet.kind in FACING_KINDS)
        found = list(dict.fromkeys(replace(sheet, languages=ids) for sheet, ids in fitting))
    if not found:
        raise click.UsageError(say("no-such-sheet"))
    return tuple(found)


def _languages(playbook: Playbook, written: str) -> tuple[str, ...]:
    known = tuple(id for id in playbook.settings.languages if is_printed(id))
    possible = {
        "-".join(ids): ids for ids in [*((id,) for id in known), *product(known, known)] if len({*ids}) == len(ids)
    }
    if written not in possible:
        raise click.BadParameter(say("none-of", found=written, known=", ".join(possible)), param_hint="--languages")
    return possible[written]
