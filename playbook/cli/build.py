"""`playbook build`: the whole site, or the old one as it was."""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import click

from playbook.cache import NO_SOURCES, Cache, Record, Results, Sources, digests_below, keep, last, sources
from playbook.cli import options
from playbook.cli.keeping import keeping
from playbook.cli.speech import say

if TYPE_CHECKING:
    from playbook.cli.building import Site

_MOST_NAMED = 10
# Files of the content of which any change counts.
_WHOLE = ("data/translations.lock", "data/editions/")


@click.command()
@options.data
@options.lang
@options.output(formerly=["--site"], default="site", judged=True)
@click.option("--no-pdf", is_flag=True)
@options.no_cache
@click.option("--explain", is_flag=True)
@click.option(
    "--config",
    default=options.ROOT / "mkdocs.yml",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
def build(data: Path, lang: str, output: Path, no_pdf: bool, no_cache: bool, explain: bool, config: Path) -> None:
    """Build the whole site."""
    site, config, data = output.resolve(), config.resolve(), data.resolve()
    with keeping(lang, no_cache=no_cache) as cache:
        # Where nothing is kept, nothing is held against what it was made of.
        before = _sources(config, data, lang, no_pdf=no_pdf) if cache.folder else NO_SOURCES
        record = last(cache, "build", str(site))
        changed = _changed(record, before.digests, site)
        if explain:
            click.echo(_explained(record, changed))
        if record is None or changed:
            record, made = _build(config, data, site, cache, lang, before, record, no_pdf=no_pdf)
            if explain:
                click.echo(say("made-again", count=len(made.made), names=_listed(made.made)))
                click.echo(say("made-of-more", names=", ".join(made.moving))) if made.moving else None
        if record.said:
            click.echo(record.said, err=True)
    click.echo(say("site-built", folder=site, page=site / "index.html"))


def _build(
    config: Path, data: Path, site: Path, cache: Cache, lang: str, before: Sources, old: Record | None, *, no_pdf: bool
) -> tuple[Record, "Site"]:
    # MkDocs and what makes a site take longer to import than a site takes to be found unchanged.
    from playbook.cli import building  # noqa: PLC0415
    from playbook.cli.outcome import writing  # noqa: PLC0415

    results = Results(cache, _made_by(before.digests))
    like_it = old if old and _made_by(old.made_of) == results.made_by else None
    with writing(lang, site, "cannot-write"):
        made = building.make(config, data, site, results, like_it, lang, prints=not no_pdf)
    record = Record(before.digests, made.said, files=made.files, structure=made.structure)
    # What changed meanwhile, were it only there and back, may be in the site and is not in the record.
    if results.keeps and not made.moving and before == _sources(config, data, lang, no_pdf=no_pdf):
        keep(cache, record, "build", str(site))
        results.keep()
    return record, made


def _sources(config: Path, data: Path, lang: str, *, no_pdf: bool) -> Sources:
    """Return all that a site is made of; a build tells where it may have read anything else."""
    root = config.parent
    places = {"data": data, "docs": root / "docs", "macros": root / "macros", config.name: config}
    chosen = {"--no-pdf": no_pdf, "--lang": lang, "--data": data, "--config": config}
    return sources(places, {name: str(value) for name, value in chosen.items()})


def _changed(record: Record | None, now: Mapping[str, str], site: Path) -> tuple[str, ...]:
    """Return the names of what is not as it was at the last build, the files of the site itself among them."""
    if record is None:
        return ()
    return record.changed(now) or tuple(f"site/{name}" for name in Record(record.files).changed(digests_below(site)))


def _explained(record: Record | None, changed: Sequence[str]) -> str:
    """Return why a site is made anew, or that it is not."""
    if record is None:
        return say("made-first")
    if not changed:
        return say("made-of-the-same")
    return say("made-of-other", names=_listed(changed))


def _listed(names: Sequence[str]) -> str:
    more = say("and-more", count=len(names) - _MOST_NAMED) if len(names) > _MOST_NAMED else ""
    return ", ".join(names[:_MOST_NAMED]) + more


def _made_by(digests: Mapping[str, str]) -> str:
    """Return a digest of what pages are made of besides the content; the content tells itself what was asked of it."""
    told = {name: digest for name, digest in digests.items() if not _is_told(name)}
    return sha256(repr(sorted(told.items())).encode(errors="surrogatepass")).hexdigest()


def _is_told(name: str) -> bool:
    is_content = name.startswith("data/") and not name.startswith(_WHOLE)
    return is_content or name in ("--lang", "--data", "--config")
