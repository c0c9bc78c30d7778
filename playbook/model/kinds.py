"""The kinds of items: what each is called, how it is found, counted and linked."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple


class Kind(NamedTuple):
    """What programs need to know of a kind of item.

    `word` is the key of its name among the words for readers, and `group` that of the items it is counted with, both
    empty where it has none. `filter` is the letter of the filter of the search that finds it: none where it is not
    found. `is_named` says that an edition keeps its words for readers who ask when it is gone, `is_linked` that its
    place has links to the same place in the other languages; at every item they would cost a page too much.
    """

    id: str
    word: str = ""
    group: str = ""
    filter: str = ""
    is_named: bool = False
    is_linked: bool = False


@dataclass(frozen=True)
class Kinds:
    """The kinds of a playbook, in the order of the index of the search.

    `groups` are the words for the groups in the order in which a chapter has them; the last one is for the rest.
    """

    rows: tuple[Kind, ...]
    groups: tuple[str, ...]

    @cached_property
    def by_id(self) -> Mapping[str, Kind]:
        """The kinds by their ids."""
        return {kind.id: kind for kind in self.rows}

    @cached_property
    def found(self) -> Mapping[str, Kind]:
        """The kinds that the search finds, by their ids."""
        return {kind.id: kind for kind in self.rows if kind.filter}

    @cached_property
    def named(self) -> frozenset[str]:
        """The ids of the kinds whose words an edition keeps."""
        return frozenset(kind.id for kind in self.rows if kind.is_named)

    @cached_property
    def linked(self) -> frozenset[str]:
        """The ids of the kinds that lead to the other languages."""
        return frozenset(kind.id for kind in self.rows if kind.is_linked)

    def word(self, id: str) -> str:
        """Return the key of the name of a kind; empty where it has none."""
        return self.by_id[id].word if id in self.by_id else ""

    def group(self, id: str) -> str:
        """Return the key of the word for the group that a kind is counted in."""
        return (self.by_id[id].group if id in self.by_id else "") or self.groups[-1]


KINDS = Kinds(
    (
        Kind("pillar", "pillar", "pillars", "c", is_named=True),
        Kind("result", "result", "results", "c", is_named=True),
        Kind("article", "search_article", "series", "c", is_named=True),
        Kind("series", "series", "series", "c", is_named=True),
        Kind("page", "search_page", "", "p"),
        Kind("theme", "search_theme", "themes", "h", is_named=True, is_linked=True),
        Kind("thought", "search_theme", "introduction", "h"),
        Kind("section", "search_section", "", "h"),
        Kind("group", "search_group", "questions", "h"),
        Kind("phase", "search_section", "series", "h"),
        Kind("module", "module", "series", "o"),
        Kind("gate", "gate", "series", "h"),
        Kind("level", "search_level", "maturity", "h"),
        Kind("question", "search_question", "questions", "q", is_named=True, is_linked=True),
        Kind("action", "action", "actions", "a", is_named=True, is_linked=True),
        Kind("example", "search_example", "actions", "a"),
        Kind("kpi", "kpi", "kpis", "k", is_named=True),
        Kind("symptom", "symptom", "symptoms", "y", is_named=True),
        Kind("template", "template", "templates", "o", is_named=True),
        Kind("figure-group", "case", "case", "o"),
        Kind("figure", "case_figure", "case", "o", is_named=True),
        Kind("calculator", "calculator", "calculators", "o", is_named=True),
        Kind("term", "search_term", "terms", "t", is_named=True),
        Kind("gap", "search_gap", "gaps", "g", is_named=True),
        Kind("statement", "search_level", "maturity", "o"),
        Kind("benefit", "search_benefit", "benefits", "o"),
        Kind("further", "read_on", "read_on", "o"),
        Kind("relation", "search_relation", "relations", "o"),
        Kind("cell", "search_relation", "relations", "o"),
        Kind("source", "search_source", "sources", "s"),
        Kind("role", "search_role", "roles", "h", is_named=True),
        Kind("avoid", "", "terms"),
    ),
    groups=(
        *("pillars", "results", "series", "introduction", "benefits", "themes", "questions", "actions", "gaps"),
        *(
            "maturity",
            "kpis",
            "symptoms",
            "calculators",
            "templates",
            "case",
            "terms",
            "relations",
            "read_on",
            "sources",
            "roles",
            "other_texts",
        ),
    ),
)
