"""`playbook pdf`: printed sheets on their own."""

from dataclasses import replace
from itertools import product
from pathlib import Path

import click

from playbook import pdf as sheets_of_paper
from playbook.cli import options
from playbook.cli.options import ROOT
from playbook.cli.outcome import refuse, warn, without_errors, writing
from playbook.cli.progress import Progress
from playbook.model.playbook import Playbook
from playbook.model.sheets import BOOK, CHAPTER_KINDS, FACING_KINDS, WHOLE, Sheet, sheets
from playbook.problems import nearest

# Sheets that were made before; it may be deleted at any time.
CACHE = sheets_of_paper.Cache(ROOT / ".cache" / "sheets")
_MOST_NAMED = 20


@click.command()
@options.data
@click.argument("id", required=False)
@click.option("--kind", type=click.Choice([*CHAPTER_KINDS, BOOK]), help="One kind of sheet; all by default.")
@click.option("--lang", "languages", help="A language, or two such as ja-en; all that the site has by default.")
@click.option(
    "--paper", type=click.Choice(sheets_of_paper.PAPERS), default=sheets_of_paper.PAPERS[0], show_default=True
)
@click.option(
    "--to",
    "folder",
    default="print",
    show_default=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Where the sheets go.",
)
def pdf(data: Path, id: str | None, kind: str | None, languages: str | None, paper: str, folder: Path) -> None:
    """Make printed sheets: those of the chapter ID (or `playbook` for the book), or all."""
    _, playbook = without_errors(data, "en")
    wanted = _wanted(playbook, id, kind, languages)
    warn(tuple(sheets_of_paper.without_glyph(playbook)), "en")
    with writing("en", folder, "cannot-print"), Progress("Printing {total} sheets") as progress:
        try:
            sheets_of_paper.make(playbook, wanted, folder, CACHE, paper, progress.step)
        except sheets_of_paper.SheetFailed as failed:
            refuse([failed.problem], "en")
    for sheet in wanted[:_MOST_NAMED]:
        click.echo(folder / sheet.name)
    if len(wanted) > _MOST_NAMED:
        click.echo(f"... {len(wanted)} sheets in {folder}")


def _wanted(playbook: Playbook, id: str | None, kind: str | None, languages: str | None) -> tuple[Sheet, ...]:
    """Return the sheets that somebody asked for; two languages need no pair in playbook.yml."""
    known = (*playbook.chapter_by_id, WHOLE)
    if id and id not in known:
        meant = nearest(id, known)
        raise click.BadParameter(f"{id}" + (f"; did you mean {meant}?" if meant else ""), param_hint="ID")
    found = [sheet for sheet in sheets(playbook) if id in (None, sheet.id) and kind in (None, sheet.kind)]
    if languages:
        asked = _languages(playbook, languages)
        fitting = (sheet for sheet in found if len(asked) == 1 or sheet.kind in FACING_KINDS)
        found = list(dict.fromkeys(replace(sheet, languages=asked) for sheet in fitting))
    if not found:
        raise click.UsageError(
            "there is no such sheet: the chapter has nothing for it, or it comes in one language only"
        )
    return tuple(found)


def _languages(playbook: Playbook, written: str) -> tuple[str, ...]:
    known = playbook.settings.languages
    possible = {
        "-".join(ids): ids for ids in [*((id,) for id in known), *product(known, known)] if len({*ids}) == len(ids)
    }
    if written not in possible:
        raise click.BadParameter(f"{written}; one of {', '.join(possible)}", param_hint="--lang")
    return possible[written]
