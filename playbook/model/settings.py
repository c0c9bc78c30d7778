"""The playbook as a whole, and the words that the generator itself says."""

from collections.abc import Mapping
from typing import Annotated, Literal
from urllib.parse import quote

from pydantic import Field

from playbook.model.fields import (
    BaseAddress,
    ChosenLanguage,
    Flag,
    Label,
    LanguageId,
    Line,
    MailAddress,
    PillarRef,
    PlaybookId,
    ResultRef,
    RoleId,
    SeriesRef,
)
from playbook.model.records import Content, Record


class Role(Record):
    """Somebody who owns actions."""

    kind = "role"
    id: RoleId
    """Unique in the file."""
    title: Label
    """The name of the role."""


class Forge(Record):
    """Where the content is kept and edited."""

    software: Literal["github", "gitlab", "gitea"]
    """What runs there; it decides how an edit address looks."""
    address: BaseAddress
    """The address of the repository."""
    branch: Line = "main"
    """The branch that pull requests go to."""
    folder: Line = "data"
    """The folder of the content inside the repository."""

    def edit_address(self, path: str, line: int = 1) -> str:
        """Return the address at which a file below the folder is edited in a browser, at a line.

        GitHub and GitLab go to the line; the editor of Gitea opens the file and leaves the reader to find it.
        """
        pattern = _EDIT_ADDRESSES[self.software]
        file = quote(f"{self.folder}/{path}")
        address = pattern.format(address=self.address.rstrip("/"), branch=quote(self.branch), file=file)
        return f"{address}#L{line}" if line > 1 else address

    def issue_address(self, title: str, text: str) -> str:
        """Return the address of the form for a new issue, filled in."""
        pattern = _ISSUE_ADDRESSES[self.software]
        return pattern.format(address=self.address.rstrip("/"), title=quote(title, ""), text=quote(text, ""))


# How each forge addresses its web editor.
_EDIT_ADDRESSES = {
    "github": "{address}/edit/{branch}/{file}",
    "gitlab": "{address}/-/edit/{branch}/{file}",
    "gitea": "{address}/_edit/{branch}/{file}",
}
# How each forge addresses its form for a new issue.
_ISSUE_ADDRESSES = {
    "github": "{address}/issues/new?title={title}&body={text}",
    "gitlab": "{address}/-/issues/new?issue%5Btitle%5D={title}&issue%5Bdescription%5D={text}",
    "gitea": "{address}/issues/new?title={title}&body={text}",
}


class Settings(Content):
    """The playbook as a whole: playbook.yml."""

    short_name: PlaybookId = "playbook"
    """Tells the working sheets of this playbook from those of another one; never changed."""
    title: Label
    """The name of the playbook."""
    languages: Annotated[tuple[ChosenLanguage, ...], Field(min_length=1)]
    """The languages, the main one first."""
    source_language: LanguageId | None = None
    """The language that texts were first written in, where a file says nothing else; the first one by default."""
    pairs: tuple[Annotated[tuple[LanguageId, ...], Field(min_length=2, max_length=2)], ...] = ()
    """Pairs of languages for printed sheets."""
    complete: Flag = False
    """true where a missing translation is an error."""
    house_rules: Flag = True
    """false where a playbook has a style of its own: the rules of typography, spelling and terms are left out."""
    address: BaseAddress | None = None
    """The address that the site is read at; needed for what must name a whole address."""
    forge: Forge | None = None
    """Where the content is edited."""
    report: MailAddress | None = None
    """The mail address that readers report problems to; without it they get the forge's form for a new issue."""
    pillars: tuple[PillarRef, ...] = ()
    """Ids of the pillars in their order."""
    results: tuple[ResultRef, ...] = ()
    """Ids of the results in their order."""
    series: tuple[SeriesRef, ...] = ()
    """Ids of the series in their order."""
    roles: tuple[Role, ...] = ()
    """The roles that own actions."""

    def report_address(self, title: str, text: str) -> str:
        """Return the address at which a reader reports a problem; nothing where nobody waits for it."""
        if self.report:
            return f"mailto:{quote(self.report, '@')}?subject={quote(title, '')}&body={quote(text, '')}"
        return self.forge.issue_address(title, text) if self.forge else ""


class Words(Record):
    """The generator's own words in one language."""

    messages: Mapping[str, Line] = Field(default_factory=dict)
    """What `playbook check` says, by code."""
    words: Mapping[str, Line]
    """What the pages say, by key."""
    fields: Mapping[str, Line] = Field(default_factory=dict)
    """What editors' programs say of each kind of record and of its fields, by name: `Question`, `Question.minutes`."""


class OwnWords(Words):
    """The words that come with the generator: beside those that a playbook may change, those of its command line."""

    help: Mapping[str, Line] = Field(default_factory=dict)
    """What `--help` says of a command (`check`), of its details (`check more`) and options (`check --format`)."""
    sentences: Mapping[str, Line] = Field(default_factory=dict)
    """What commands say while they run, and of arguments that they cannot use."""
