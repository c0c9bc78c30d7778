"""How texts become HTML for readers of one language: the words, where they stand, where their links lead."""

import posixpath
import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, cached_property, partial

from markupsafe import Markup, escape

from playbook.html import inline
from playbook.html.inline import as_html
from playbook.html.language_runs import Foreign
from playbook.html.seams import with_seams
from playbook.languages import FALLBACK, Language, language
from playbook.model.case import SCHEME
from playbook.model.examples import FIGURE, Given
from playbook.model.ledger import State
from playbook.model.playbook import Playbook
from playbook.model.told import HINTS, status_words
from playbook.problems import fill
from playbook.text import Text, links

# A text of which a reader is to be told something, and what he is told: with the original, which he can open in place.
_TOLD = Markup('<div lang="{}" class="pb-{}" data-state="{}">{}{}</div>')
_STATUS = Markup(
    '<details class="pb-standing" lang="{}"><summary><span class="pb-state pb-state--{}">{}</span></summary>\n'
    "<p>{}</p>{}</details>"
)
_ORIGINAL = Markup('<p class="pb-original">{}</p><div class="pb-original" lang="{}">{}</div>')

_STALE, _NOTHING = Markup(' data-state="stale"'), Markup()

# The name of a fragment; and one that holds nothing but words.
_NAME = re.compile(r' data-text="([^"]*)"')
_PLAIN = re.compile(r'<span data-text="[^"]*">([^<]*)</span>')
# The words for states of which the word for one text does not fit many.
_STATE_WORDS = {"missing": "not_translated", "reviewed": "reviewed_many"}
# Pages with so many entries that links to terms have no hints: the glossary is a click away.
_HEAVY = frozenset({"kpis.html"})
# A text as far as its first question.
_ASKED = re.compile(r".*?(?:か。|？|\?(?!\w))", re.DOTALL)
# What readers are told wherever it is; the others where most of the page stands otherwise.
_TELLING = ("missing", "stale")


def plain(text: str) -> Markup:
    """Escape a text, braces included, so that it is literal in HTML and in any template engine."""
    return without_braces(escape(text))


def without_braces(html: Markup) -> Markup:
    """Return HTML with braces as character references."""
    return as_html(str(html).replace("{", "&#123;").replace("}", "&#125;"))


def _fragment(key: str, html: Markup, attributes: str = "") -> Markup:
    """Return one fragment of a page: companion languages find its counterpart by the key of its text."""
    # Keys are made of ids, which hold nothing to escape.
    return as_html(f'<span data-text="{key}"{attributes}>{html}</span>')


@cache
def _as_translation(state: State) -> State:
    """Return a state as it would be of a translation: the states of a playbook are few."""
    return replace(state, is_source=False)


@cache
def _from_folder(path: str, folder: str) -> str:
    """Return a path relative to a folder: the pages of a folder lead to the same places again and again."""
    return posixpath.relpath(path, folder)


@dataclass(frozen=True)
class Texts:
    """Shows texts to readers of one language; `address` is the page inside the folder of the language."""

    playbook: Playbook
    language_id: str
    address: str = "index.html"

    @cached_property
    def _foreign(self) -> Foreign:
        rows = tuple(language(id) for id in self.playbook.settings.languages)
        return Foreign(rows, self.playbook.said_most)

    @property
    def language(self) -> Language:
        """The row of the page's language."""
        return language(self.language_id)

    def page_title(self, whole_id: str) -> str:
        """Return the title of a page, as plain text; the home page is called so, as the site itself has its title."""
        if whole_id == "pages.home":
            return self.word("home")
        title: Text = self.playbook.entries[whole_id].record.title  # type: ignore[attr-defined]
        return title.plain(self.language_id)

    def word(self, key: str, **facts: object) -> str:
        """Return one of the generator's own words in the page's language."""
        word = self.playbook.words[self.language_id].words[key]
        return fill(word, {name: str(fact) for name, fact in facts.items()}) if facts else word

    def plain_word(self, key: str) -> Markup:
        """Return one of the generator's own words for a template of the theme, which escapes nothing."""
        return plain(self.word(key))

    def said(self, key: str, **facts: int | str) -> Markup:
        """Return one of the generator's own words as a fragment; numbers in it belong to its key."""
        numbers = [str(fact) for fact in facts.values() if isinstance(fact, int)]
        return _fragment("-".join([f"ui:{key}", *numbers]), escape(self.word(key, **facts)), self._lang_of_word(key))

    def fact(self, key: str, value: Markup) -> Markup:
        """Return one of the generator's own words with what it says of an item, as one fragment."""
        return self.whole(self.said(key) + self.language.colon + value)

    def whole(self, html: Markup) -> Markup:
        """Return several fragments as a single one, which they name: a second language stands behind the whole."""
        inner = as_html(_NAME.sub("", _PLAIN.sub(r"\1", str(html))))
        return _fragment("-".join(["ui:whole", *_NAME.findall(str(html))]), inner)

    def _lang_of_word(self, key: str) -> Markup:
        """Return the attribute for one of the generator's own words that is not in the page's language."""
        is_borrowed = key in self.playbook.borrowed.get(self.language_id, ())
        return Markup(' lang="{}"').format(self.tag_of(FALLBACK)) if is_borrowed else _NOTHING

    def label(self, text: Text, *, breaks: bool = False, asks: bool = False) -> Markup:
        """Return a text as one run without block elements; `breaks` names where a Japanese one may break.

        With `asks` it ends with its first question: what follows is read where the link leads.
        """
        shown = text.language_for(self.language_id)
        words = text.plain(shown)
        if asks and (asked := _ASKED.match(words)):
            words = asked[0]
        run = self._words(words, shown)
        if breaks and language(shown).script == "Jpan":
            run = with_seams(run)
        if shown == self.language_id:
            return _fragment(text.key, run, self._state_of(text))
        other = Markup(' lang="{}" class="pb-other" data-state="missing"').format(self.tag_of(shown))
        return _fragment(text.key, run, other) + " " + self._missing(shown)

    def line(self, text: Text) -> Markup:
        """Return a label at its own place, where readers are told what sets it apart from the rest of the page."""
        status = self._status(text)
        title = self.label(text, breaks=True)
        if status in ("", "missing"):
            return title
        mark = Markup('<small class="pb-state pb-state--{}">{}</small>').format(status, self._told(text))
        original = Markup('<small class="pb-original">{}{}<span lang="{}">{}</span></small>').format(
            self._original(text), self.language.colon, self.tag_of(text.source), text.plain(text.source)
        )
        return Markup(" ").join([title, mark, *([original] if status == "stale" else [])])

    def figure(self, figure: Decimal, unit_id: str) -> Markup:
        """Return a figure with its unit; which figure belongs to the key of the fragment."""
        text = self.playbook.unit_by_id[unit_id].text
        shown = text.language_for(self.language_id)
        words = text.plain(shown).replace(FIGURE, language(shown).number(figure))
        other = Markup(' lang="{}"').format(self.tag_of(shown)) if shown != self.language_id else Markup()
        return _fragment(f"{text.key}-{figure}", self._words(words, shown), other)

    def times(self, factor: int) -> str:
        """Return the number by which a formula multiplies its fraction."""
        return self.language.number(Decimal(factor))

    def unit_words(self, unit_id: str) -> str:
        """Return a unit with the place of its figure, for a script."""
        return self.playbook.unit_by_id[unit_id].text.plain(self.language_id)

    def unit(self, unit_id: str) -> Markup:
        """Return a unit without a figure, as it stands behind a field."""
        key = self.playbook.unit_by_id[unit_id].text.key
        return _fragment(f"{key}-unit", escape(self.unit_words(unit_id).replace(FIGURE, "").strip()))

    def figures(self, given: Given) -> Markup:
        """Return the figures that one input of an example has, each with its unit."""
        return escape(self.language.separator).join(self.figure(value, given.unit) for value in given.values)

    def prose(self, text: Text, *, whole: bool = True) -> Markup:
        """Return a text as paragraphs and lists; where it is not a whole, what it is a part of is the fragment."""
        shown = text.language_for(self.language_id)
        parts = self._blocks(text, shown, text.key if whole else "")
        status = self._status(text)
        if not status:
            return parts
        if status == "missing":
            return _TOLD.format(self.tag_of(shown), "other", status, parts, " " + self._missing(shown))
        original = Markup()
        if shown != text.source:
            blocks = self._blocks(text, text.source, "")
            original = _ORIGINAL.format(self._original(text), self.tag_of(text.source), blocks)
        hint = self.word(HINTS[status])
        told = _STATUS.format(self.language.tag, status, self._told(text), hint, original)
        return _TOLD.format(self.language.tag, status, status, parts, told)

    def has_case(self, text: Text) -> bool:
        """Tell whether a text has figures of the worked case."""
        return any(target.startswith(f"{SCHEME}:") for target in links(text.blocks(self.language_id)))

    def _blocks(self, text: Text, language_id: str, key: str) -> Markup:
        show = inline.Show(partial(self._words, language_id=language_id), partial(self._link_to, language_id))
        return inline.blocks(text.blocks(language_id), show, key)

    def _words(self, words: str, language_id: str) -> Markup:
        """Return plain words as HTML: what is in another language says so."""
        own = language(language_id)
        runs = [(escape(run), row) for run, row in self._foreign.runs(words, own)]
        if len(runs) == 1 and runs[0][1] is own:  # most texts
            return runs[0][0]
        return as_html("".join([run if row is own else f'<span lang="{row.tag}">{run}</span>' for run, row in runs]))

    @property
    def usual(self) -> State | None:
        """What holds for most texts of the page; nothing where nothing is recorded at all."""
        return self.playbook.usual_states.get((self.language_id, self.address))

    def usual_status(self) -> Markup:
        """Say once at the head of a chapter what holds for most of it."""
        return _fragment("ui:standing", escape(self.usual_words()))

    def usual_words(self) -> str:
        """Return in words what holds for most of the page; empty where nothing is recorded."""
        return status_words(self.playbook, self.usual, self.language_id, hint=True) if self.usual else ""

    def _status(self, text: Text) -> str:
        """Name what sets a text apart from the rest of its page; nothing where nothing does."""
        state = _as_translation(self.playbook.state(text, self.language_id))
        kind = state.kind
        return kind if kind in _TELLING or (self.usual and state != self.usual) else ""

    def _state_of(self, text: Text) -> Markup:
        return _STALE if self.playbook.state(text, self.language_id).is_stale else _NOTHING

    def _told(self, text: Text) -> str:
        return status_words(self.playbook, self.playbook.state(text, self.language_id), self.language_id)

    def role_name(self, id: str) -> str:
        """Return the name of a role."""
        return self.playbook.role_by_id[id].title.plain(self.language_id)

    def _original(self, text: Text) -> Markup:
        return self._naming("original", text.source)

    def _missing(self, shown: str) -> Markup:
        note = self._naming("missing", shown)
        return Markup('<small class="pb-state" lang="{}">{}</small>').format(self.language.tag, note)

    def _naming(self, key: str, language_id: str) -> Markup:
        """Return one of the generator's own words that names a language, as that language names itself."""
        row = language(language_id)
        name = Markup('<span lang="{}">{}</span>').format(row.tag, row.name)
        return escape(self.word(key)).replace("{language}", name)

    def state_word(self, kind: str) -> str:
        """Return the word for a state that stands for many texts at once."""
        return self.word(_STATE_WORDS.get(kind, kind))

    def beginning(self, text: Text, language_id: str) -> Markup:
        """Return the first words of a text as its reader in a language gets it."""
        shown = text.language_for(language_id)
        words = self.playbook.beginnings[shown, text.key]
        return Markup('<span lang="{}">{}</span>').format(self.tag_of(shown), self._words(words, shown))

    def others(self, text: Text) -> tuple[Language, ...]:
        """Return the other languages that a text is written in, in the order of the playbook."""
        return tuple(
            language(id) for id in self.playbook.settings.languages if id != self.language_id and id in text.versions
        )

    def tag_of(self, language_id: str) -> str:
        """Return the BCP 47 tag of a language."""
        return language(language_id).tag

    def joiner_of(self, text: Text) -> str:
        """Return what stands between two lines of a text, in the language that it is shown in."""
        return language(text.language_for(self.language_id)).joiner

    def name_of(self, language_id: str) -> str:
        """Return the name of a language in itself."""
        return language(language_id).name

    def link(self, whole_id: str) -> str:
        """Return the address of an item, relative to the page."""
        return self.relative(self.playbook.entries[whole_id].address)

    def relative(self, address: str) -> str:
        """Turn an address inside the folder of the language into one relative to the page."""
        path, _, anchor = address.partition("#")
        start = "" if path == self.address and anchor else _from_folder(path, posixpath.dirname(self.address) or ".")
        return start + (f"#{anchor}" if anchor else "")

    def _link_to(self, language_id: str, target: str) -> Markup:
        scheme, _, id = target.partition(":")
        if scheme == "id":
            return as_html(f'href="{escape(self.link(id))}"')
        if scheme == "term":
            meaning = self.playbook.term_by_id[id].text
            # A meaning in another language than the words around it could not say so.
            is_told = language_id in meaning.versions and self.address not in _HEAVY
            title = f' title="{escape(meaning.plain(language_id))}"' if is_told else ""
            return as_html(f'class="pb-term" href="{escape(self.link(f"glossary.{id}"))}"{title}')
        if scheme == SCHEME:
            title = self.playbook.figure_by_id[id].title.plain(language_id)
            return Markup('class="pb-case" href="{}" title="{}"').format(self.link(f"case.{id}"), title)
        return Markup('href="{}" rel="noreferrer"').format(target)
