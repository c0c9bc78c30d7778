"""`playbook build`: the whole site, or the old one as it was."""

from pathlib import Path

import click

from playbook import pdf, plugin, publish, workbook
from playbook.cli import options
from playbook.cli.outcome import refuse, warn, writing
from playbook.cli.pdf import keeping
from playbook.cli.progress import Progress
from playbook.cli.speech import say
from playbook.model.sheets import sheets
from playbook.problems import Problem


@click.command()
@options.data
@options.lang
@options.output(formerly=["--site"], default="site", judged=True)
@click.option("--no-pdf", is_flag=True)
@click.option(
    "--config",
    default=options.ROOT / "mkdocs.yml",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
def build(data: Path, lang: str, output: Path, no_pdf: bool, config: Path) -> None:
    """Build the whole site."""
    with writing(lang, output, "cannot-write"):
        try:
            _build(config.resolve(), data.resolve(), output.resolve(), lang, prints=not no_pdf)
        except plugin.BuildFailed as failed:
            refuse(failed.problems, lang)
        except pdf.SheetFailed as failed:
            refuse([failed.problem], lang)
    click.echo(say("site-built", folder=output, page=output / "index.html"))


def _build(config: Path, data: Path, site: Path, lang: str, *, prints: bool) -> None:
    if not publish.may_replace(site) or data.is_relative_to(site) or site.is_relative_to(data):
        raise plugin.BuildFailed((Problem("not-a-site", str(site)),))
    problems: list[Problem] = []
    with publish.staging(site) as new:
        with Progress("rendering") as progress:
            playbook = plugin.build(config, data, new, progress.step, prints=prints)
        if prints:
            warn((*pdf.without_font(playbook), *pdf.without_glyph(playbook)), lang)
            with Progress("printing") as progress, keeping(lang) as cache:
                printed = pdf.make(playbook, sheets(playbook), new / "print", cache, made=progress.step)
            problems += publish.missing_on_paper(playbook, printed)
        for id in playbook.settings.languages if "checklists" in playbook.page_by_id else ():
            (new / "print").mkdir(exist_ok=True)
            workbook.write(playbook, id, new / "print")
        problems += publish.missing(playbook, new)
        problems += publish.broken_links(new, playbook.settings.address or "")
        if problems:
            raise plugin.BuildFailed(tuple(problems))
        publish.put_in_place(new, site)
