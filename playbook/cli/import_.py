"""`playbook import`: a filled workbook, back from a team."""

import json
from pathlib import Path

import click

from playbook import files, report, workbook
from playbook.cli import options
from playbook.cli.outcome import refuse, without_errors, writing
from playbook.loading import load_words


@click.command("import")
@options.data
@options.lang
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="FILE.xlsx")
@click.option("--out", type=click.Path(path_type=Path), help="Where the state file goes; beside FILE.xlsx by default.")
def import_(data: Path, lang: str, file: Path, out: Path | None) -> None:
    """Read a filled workbook back, and write the state file that the site can open.

    Says which rows have another wording than the playbook now, and which the playbook no longer has; loses none.
    """
    _, playbook = without_errors(data, lang)
    out = out or file.with_suffix(".state.json")
    with writing(lang, out, "cannot-record", exists="state-exists"):
        try:
            state, problems = workbook.read(file, playbook)
        except workbook.Unreadable as unreadable:
            refuse([unreadable.problem], lang)
        files.write_new(out, (json.dumps(state, ensure_ascii=False, indent=1) + "\n").encode())
    if problems:
        click.echo(report.as_text(problems, load_words(lang)))
    click.echo(f"{out}: {len(state['items'])} filled rows, {len(state['unmatched'])} without an item of the playbook.")
