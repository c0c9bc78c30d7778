"""What makes a site: MkDocs and all else that only a site that is made anew needs."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from playbook import pdf, plugin, publish, report, workbook
from playbook.cache import Record, Results, digests_below
from playbook.cli.outcome import refuse
from playbook.cli.progress import Progress
from playbook.loading import load_words
from playbook.model.pictures import pictures
from playbook.problems import Problem


class Site(NamedTuple):
    """A site as it was made: its files as digests by path, the warnings about it, and what else it may have read.

    The digests are those from before it was put in place, as another build may have put its own there since. `made` are
    the names of what was made anew; `structure` is a digest of all of the content but its words.
    """

    files: Mapping[str, str]
    said: str
    moving: tuple[str, ...]
    made: Sequence[str]
    structure: str


def make(
    config: Path, data: Path, site: Path, results: Results, before: Record | None, lang: str, *, prints: bool
) -> Site:
    """Build the whole site and put it in place, or name what is wrong and exit.

    `before` is the record of the site that stands there, where that was made by all but the content as this one is.
    """
    try:
        return _make(config, data, site, results, before, lang, prints=prints)
    except plugin.BuildFailed as failed:
        refuse(failed.problems, lang)
    except pdf.SheetFailed as failed:
        refuse([failed.problem], lang)


def _make(
    config: Path, data: Path, site: Path, results: Results, before: Record | None, lang: str, *, prints: bool
) -> Site:
    if not publish.may_replace(site) or data.is_relative_to(site) or site.is_relative_to(data):
        raise plugin.BuildFailed((Problem("not-a-site", str(site)),))
    problems: list[Problem] = []
    warnings: tuple[Problem, ...] = ()
    with (
        publish.staging(site) as new,
        Progress("printing") as printing,
        pdf.Press(results.cache, printing.step) as press,
    ):
        with Progress("rendering") as progress:
            built = plugin.build(
                *(config, data, new, site, progress.step),
                results=results,
                more=workbook.parts,
                sheets=press.parts if prints else None,
            )
        playbook = built.playbook
        if prints:
            warnings = (*pdf.without_font(playbook), *pdf.without_glyph(playbook))
            problems += publish.missing_on_paper(playbook, press.printed)
            if shared := pictures(playbook):
                with Progress("drawing") as progress:
                    pdf.draw(playbook, shared, new / "share", results.cache, progress.step)
        made = digests_below(new, built.files)
        is_like_it = before is not None and before.structure == built.structure and not built.moving
        since = publish.since(site, before.files, made) if before and is_like_it else None
        problems += publish.missing(playbook, new, built.changes, results, since)
        problems += publish.broken_links(new, playbook.settings.address or "", results, since)
        if problems:
            raise plugin.BuildFailed(tuple(problems))
        publish.put_in_place(new, site)
    said = report.as_text(warnings, load_words(lang)) if warnings else ""
    return Site(made, said, built.moving, built.made, built.structure)
