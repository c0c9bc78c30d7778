"""The problems as HTML that stands over a page of the preview, or alone where there is no page yet."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from playbook.languages import language
from playbook.model.settings import Words
from playbook.problems import Problem, Severity, fill
from playbook.report.wording import field_of, message, one_line

# Nobody mends more than these at a time.
MOST_SHOWN = 30

_PANEL = Markup(
    '<aside class="pb-preview pb-preview--{kind}" id="pb-preview" role="{role}" lang="{tag}">'
    "<details{open}><summary>{count}</summary>{errors}{warnings}</details></aside>"
)
_WARNINGS = Markup('<details class="pb-preview__warnings"><summary>{}</summary>{}</details>')
_ENTRY = Markup("<li>{place} <span>{field}</span><p>{message}</p></li>")
_ALONE = Markup(
    '<!doctype html>\n<html lang="{tag}"><head><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width, initial-scale=1"><title>{title}</title></head>'
    '<body class="pb-preview-alone"><h1>{title}</h1></body></html>'
)


@dataclass(frozen=True)
class Panel:
    """What a panel is written with: the words of a language, where files are, and whether links open the editor."""

    words: Words
    language: str
    roots: Sequence[Path]
    links: bool = False

    def show(self, problems: Sequence[Problem]) -> Markup:
        """Return the panel, or nothing where there are no problems; warnings alone are folded."""
        if not problems:
            return Markup()
        errors = [problem for problem in problems if problem.severity is Severity.ERROR]
        warnings = [problem for problem in problems if problem.severity is Severity.WARNING]
        listed = self._list(errors), self._list(warnings)
        return _PANEL.format(
            kind="error" if errors else "warning",
            role="alert" if errors else "status",
            tag=language(self.language).tag,
            open=Markup(" open") if errors else "",
            count=self._count(errors, warnings),
            errors=listed[0],
            warnings=_WARNINGS.format(self._count((), warnings), listed[1]) if errors and warnings else listed[1],
        )

    def alone(self) -> bytes:
        """Return a page of its own for problems."""
        title = self.words.messages["preview-without-page"]
        return _ALONE.format(tag=language(self.language).tag, title=title).encode()

    def _count(self, errors: Sequence[Problem], warnings: Sequence[Problem]) -> str:
        counts = {"preview-errors": len(errors), "preview-warnings": len(warnings)}
        said = (fill(self.words.messages[key], {"count": str(count)}) for key, count in counts.items() if count)
        return language(self.language).separator.join(said)

    def _list(self, problems: Sequence[Problem]) -> Markup:
        entries = Markup().join(map(self._entry, problems[:MOST_SHOWN]))
        rest = len(problems) - MOST_SHOWN
        more = Markup("<p>{}</p>").format(fill(self.words.messages["more"], {"count": str(rest)})) if rest > 0 else ""
        return Markup("<ul>{}</ul>{}").format(entries, more) if problems else Markup()

    def _entry(self, problem: Problem) -> Markup:
        return _ENTRY.format(place=self._place(problem), field=field_of(problem), message=message(problem, self.words))

    def _place(self, problem: Problem) -> Markup:
        shown = f"{one_line(problem.path)}:{problem.mark.line}:{problem.mark.column}"
        file = next((root / problem.path for root in self.roots if (root / problem.path).is_file()), None)
        if not self.links or file is None:
            return Markup("<code>{}</code>").format(shown)
        address = f"vscode://file{file.as_posix()}:{problem.mark.line}:{problem.mark.column}"
        return Markup('<a href="{}"><code>{}</code></a>').format(address, shown)
