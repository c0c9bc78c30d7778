"""The manifest of a build: each item in each language, in each output, as the model has it."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from playbook.cache import Results
from playbook.editions import Changes, Register
from playbook.languages import language
from playbook.model.playbook import Playbook
from playbook.model.sheets import Sheet
from playbook.problems import Problem
from playbook.publish.earlier import Since
from playbook.publish.manifest.outputs import Output, Site, of_sheets, of_site

__all__ = ["missing", "missing_on_paper"]
_NOTHING = Results()


def missing(
    playbook: Playbook,
    site: Path,
    changes: Changes | None = None,
    results: Results = _NOTHING,
    since: Since | None = None,
) -> Iterator[Problem]:
    """Return each item that an output of a finished site lacks in a language; sheets are no part of that.

    `changes` are those since the editions, where they are known; what is the same to the byte is not read again, and
    nothing that was whole in an earlier site.
    """
    changes = changes or Changes(Register(playbook))
    return _missing(of_site(playbook, Site(site, changes, results, since.around if since else None)), playbook)


def missing_on_paper(playbook: Playbook, printed: Mapping[Sheet, frozenset[tuple[str, str]]]) -> Iterator[Problem]:
    """Return each item that a sheet lacks in a language, by the texts that were set on it."""
    return _missing(of_sheets(playbook, printed), playbook)


def _missing(outputs: Iterable[Output], playbook: Playbook) -> Iterator[Problem]:
    for output in outputs:
        for id, signs in output.expected:
            if not signs <= output.found:
                place = playbook.places[id]
                facts = {"item": id, "file": output.file, "language": language(output.language).name}
                field = f"{output.kind}.{output.language}"
                yield Problem("not-in-output", place.path, place.mark, field, facts)
