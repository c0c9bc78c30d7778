"""The command line: `playbook check | build | serve | pdf | edition | import | schema | translations`."""

import contextlib
import datetime
import gc
import io
import json
import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from playbook import (
    adding,
    checks,
    comparing,
    describing,
    editing,
    editions,
    loading,
    pdf,
    plugin,
    preview,
    printing,
    publish,
    report,
    workbook,
)
from playbook.loading import load_words
from playbook.model.playbook import Playbook
from playbook.model.settings import Words
from playbook.model.sheets import sheets
from playbook.options import data as _data
from playbook.options import lang as _lang
from playbook.printing import CACHE, Progress
from playbook.problems import Problem, in_order
from playbook.translating import translations

# The generator is used from its checkout: mkdocs.yml, docs/ and macros/ stand beside the package.
ROOT = Path(__file__).parent.parent

_config = click.option(
    "--config",
    default=ROOT / "mkdocs.yml",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The mkdocs.yml to build with; its own by default.",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="playbook")
def main() -> None:
    """Build a playbook site in several languages from plain YAML."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal that lacks a letter shows its number


main.add_command(translations)
main.add_command(printing.pdf)
main.add_command(comparing.diff)
main.add_command(editing.rename)
main.add_command(editing.fmt)
main.add_command(describing.schema)
main.add_command(adding.new)
main.add_command(preview.serve)


@main.command()
@_data
@_lang
@click.option(
    "--format",
    "form",
    type=click.Choice(list(report.FORMATS)),
    default=lambda: "rich" if sys.stdout.isatty() else "text",
    show_default="rich on a terminal, text elsewhere",
    help="rich shows the lines; github, gitlab and sarif are for the remarks of a forge.",
)
def check(data: Path, lang: str, form: str) -> None:
    """Name every problem of the content; exit 1 if there is an error."""
    loaded = loading.load(data)
    problems = in_order([*checks.check(loaded), *(pdf.without_glyph(loaded.playbook) if loaded.playbook else ())])
    width = shutil.get_terminal_size((100, 24)).columns
    findings = report.Findings(problems, load_words(lang), lang, data, report.repository_of(data), width)
    if shown := report.FORMATS[form](findings):
        # click leaves colours out where there is no terminal; who sets NO_COLOR wants none there either.
        click.echo(shown, color=False if os.environ.get("NO_COLOR") else None)
    raise SystemExit(1 if checks.errors(problems) else 0)


@main.command()
@_data
@_lang
@click.option("--site", default="site", show_default=True, type=click.Path(path_type=Path), help="Where the site goes.")
@click.option("--no-pdf", is_flag=True, help="Leave out the printed sheets, and the links to them.")
@_config
def build(data: Path, lang: str, site: Path, no_pdf: bool, config: Path) -> None:
    """Build the whole site, or leave the old one as it is."""
    words = load_words(lang)
    try:
        _build(config.resolve(), data.resolve(), site.absolute(), words, prints=not no_pdf)
    except plugin.BuildFailed as failed:
        click.echo(report.as_text(failed.problems, words))
        raise SystemExit(1) from None
    except pdf.SheetFailed as failed:
        click.echo(report.as_text([failed.problem], words))
        raise SystemExit(1) from None
    except OSError as error:
        failed_write = Problem("cannot-write", str(error.filename or site), facts={"found": error.strerror or ""})
        click.echo(report.as_text([failed_write], words))
        raise SystemExit(1) from None
    click.echo(f"The site is in {site}: open {site / 'index.html'} in a browser, or put the folder on a web server.")


def _build(config: Path, data: Path, site: Path, words: Words, *, prints: bool) -> None:
    if not publish.may_replace(site) or data.is_relative_to(site) or site.is_relative_to(data):
        raise plugin.BuildFailed((Problem("not-a-site", str(site)),))
    with _no_garbage_collection(), publish.staging(site) as new:
        with Progress("Rendering {total} pages") as progress:
            playbook = plugin.build(config, data, new, progress.step, prints=prints)
        if prints:
            _warn(tuple(pdf.without_glyph(playbook)), words)
            with Progress("Printing {total} sheets") as progress:
                pdf.make(playbook, sheets(playbook), new / "print", CACHE, made=progress.step)
        for id in playbook.settings.languages if "checklists" in playbook.page_by_id else ():
            (new / "print").mkdir(exist_ok=True)
            workbook.write(playbook, id, new / "print")
        problems = tuple(publish.broken_links(new, playbook.settings.address or ""))
        if problems:
            raise plugin.BuildFailed(problems)
        publish.put_in_place(new, site)


@contextlib.contextmanager
def _no_garbage_collection() -> Iterator[None]:
    """Collect no garbage while a build runs: its content has no circles, and walking all of it would be in vain."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _warn(problems: Sequence[Problem], words: Words) -> None:
    if problems:
        click.echo(report.as_text(problems, words), err=True)


@main.command()
@_data
@_lang
@click.argument("name", required=False)
@click.option("--date", type=click.DateTime(["%Y-%m-%d"]), help="The day that it holds for; today by default.")
def edition(data: Path, lang: str, name: str | None, date: datetime.datetime | None) -> None:
    """Record what the playbook says now as an edition, so that the codes on its prints stay known.

    NAME is year and month by default, such as 2026-11.
    """
    day = (date or datetime.datetime.now()).date()
    name = name or f"{day:%Y-%m}"
    if not editions.NAME.fullmatch(name):
        raise click.BadParameter(f"{name}; write lower-case letters, digits, dots and hyphens", param_hint="NAME")
    playbook = _whole_playbook(data, lang)
    recorded = editions.Register(playbook).edition(name, day)
    path = data / editions.path_of(name)
    try:
        path.parent.mkdir(exist_ok=True)
        publish.write_new(path, editions.as_json(recorded))
    except OSError as error:
        code = "edition-exists" if path.is_file() else "cannot-record"
        problem = Problem(code, editions.path_of(name), facts={"found": error.strerror or ""})
        click.echo(report.as_text([problem], load_words(lang)))
        raise SystemExit(1) from None
    click.echo(f"Edition {name} is in {path}: {len(recorded.prints)} items, {len(recorded.codes)} sheets.")


@main.command("import")
@_data
@_lang
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="FILE.xlsx")
@click.option("--out", type=click.Path(path_type=Path), help="Where the state file goes; beside FILE.xlsx by default.")
def import_(data: Path, lang: str, file: Path, out: Path | None) -> None:
    """Read a filled workbook back, and write the state file that the site can open.

    Says which rows have another wording than the playbook now, and which the playbook no longer has; loses none.
    """
    playbook = _whole_playbook(data, lang)
    words = load_words(lang)
    out = out or file.with_suffix(".state.json")
    try:
        state, problems = workbook.read(file, playbook)
        publish.write_new(out, json.dumps(state, ensure_ascii=False, indent=1) + "\n")
    except workbook.Unreadable as unreadable:
        click.echo(report.as_text([unreadable.problem], words))
        raise SystemExit(1) from None
    except OSError as error:
        code = "state-exists" if isinstance(error, FileExistsError) else "cannot-record"
        click.echo(report.as_text([Problem(code, str(out), facts={"found": error.strerror or ""})], words))
        raise SystemExit(1) from None
    if problems:
        click.echo(report.as_text(problems, words))
    click.echo(f"{out}: {len(state['items'])} filled rows, {len(state['unmatched'])} without an item of the playbook.")


def _whole_playbook(data: Path, lang: str) -> Playbook:
    """Load a playbook without errors, or name them and exit."""
    loaded = loading.load(data)
    faults = checks.errors(checks.check(loaded))
    if faults or loaded.playbook is None:
        click.echo(report.as_text(faults, load_words(lang)))
        raise SystemExit(1)
    return loaded.playbook
