"""What each edition changed, as a feed (Atom, RFC 4287) that a reader's program asks for from time to time."""

from collections.abc import Iterable, Iterator
from itertools import islice

from lxml import etree
from lxml.builder import E, ElementMaker

from playbook.languages import language
from playbook.model.editions import Became, Edition, Step
from playbook.model.playbook import Playbook
from playbook.problems import fill

ATOM = "http://www.w3.org/2005/Atom"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_A = ElementMaker(namespace=ATOM, nsmap={None: ATOM})
# A feed tells that something changed and where; the page tells all of it.
MOST_NAMED = 50
# What names an item in the feed as it does on a page.
ITEM = "data-item"
_WORDS = {"new": "changes_new", "reworded": "changes_reworded", "gone": "changes_gone"}


def as_atom(playbook: Playbook, steps: Iterable[Step], id: str) -> str:
    """Return the feed of a playbook in a language: an entry for each recorded edition, the newest first.

    The playbook has an address, from which the ids of the entries are made: they stay the same for good.
    """
    row, title = language(id), playbook.settings.title.plain(id)
    page = f"{(playbook.settings.address or '').rstrip('/')}/{id}/changes.html"
    told = {step.to.name: step for step in steps if step.to}
    editions = tuple(reversed(playbook.editions))
    feed = _A.feed(
        {_XML_LANG: row.tag},
        _A.id(page),
        _A.title(title),
        _A.author(_A.name(title)),
        _A.updated(_moment(editions[0])),
        _A.link(rel="self", type="application/atom+xml", href=page.removesuffix(".html") + ".xml"),
        _A.link(rel="alternate", type="text/html", href=page),
        *(_entry(edition, told.get(edition.name), playbook, id, page) for edition in editions),
    )
    written: bytes = etree.tostring(feed, xml_declaration=True, encoding="utf-8", pretty_print=True)
    return written.decode()


def _moment(edition: Edition) -> str:
    return f"{edition.date.isoformat()}T00:00:00Z"


def _entry(edition: Edition, step: Step | None, playbook: Playbook, id: str, page: str) -> etree._Element:
    words = playbook.words[id].words
    address = f"{page}#{edition.name}"
    told = E.ul(*_told(step, playbook, id)) if step else E.p(words["changes_first"])
    return _A.entry(
        _A.id(address),
        _A.title(fill(words["changes_edition"], {"name": edition.name})),
        _A.updated(_moment(edition)),
        _A.link(rel="alternate", type="text/html", href=address if step else page),
        _A.content(etree.tostring(told, encoding="unicode"), type="html"),
    )


def _told(step: Step, playbook: Playbook, id: str) -> Iterator[etree._Element]:
    words, colon = playbook.words[id].words, language(id).colon
    mine = [change for change in step.changes if id in change.languages]
    for change in islice(mine, MOST_NAMED):
        said = f"{words[_WORDS[change.sort]]}{colon}{_name(change, playbook, id)}"
        yield E.li({ITEM: change.whole_id}, said)
    if len(mine) > MOST_NAMED:
        yield E.li(fill(words["changes_more"], {"count": str(len(mine) - MOST_NAMED)}))


def _name(change: Became, playbook: Playbook, id: str) -> str:
    return change.name.get(id) or playbook.first_words(change.whole_id, id) or change.whole_id
