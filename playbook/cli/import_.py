"""`playbook import`: a filled workbook, back from a team."""

from pathlib import Path

import click

from playbook import files, report, workbook
from playbook.cli import options
from playbook.cli.outcome import refuse, without_errors, writing
from playbook.cli.speech import say
from playbook.loading import load_words
from playbook.model.working_sheets import as_json
from playbook.workbook.reading import read


@click.command("import")
@options.data
@options.lang
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="FILE.xlsx")
@options.output(formerly=["--out"])
def import_(data: Path, lang: str, file: Path, output: Path | None) -> None:
    """Read a filled-in workbook and write a file of agreements that the site can open."""
    _, playbook = without_errors(data, lang)
    output = output or file.with_suffix(".state.json")
    with writing(lang, output, "cannot-record", exists="state-exists"):
        try:
            state, problems = read(file, playbook)
        except workbook.Unreadable as unreadable:
            refuse([unreadable.problem], lang)
        files.write_new(output, as_json(state).encode())
    if problems:
        click.echo(report.as_text(problems, load_words(lang)))
    click.echo(say("imported", file=output, filled=len(state["items"]), unmatched=len(state["unmatched"])))
