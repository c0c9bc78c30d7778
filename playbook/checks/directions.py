"""The direction of a measure, and what is said of its misuse: no text says that the good direction can go too far.

A measure of which that is said is better within a range. Only phrases are looked for that say nothing else.
"""

import re
from collections.abc import Iterator, Mapping

from playbook.loading import File, Loaded
from playbook.model.catalogues import Kpi, Kpis
from playbook.model.nodes import MappingNode
from playbook.problems import Problem

# By direction and language, what says that it can go too far.
_TOO_FAR: Mapping[str, Mapping[str, re.Pattern[str]]] = {
    "higher": {
        "en": re.compile(r"(?i)\bnot (?:always )?better the higher|\bmore is not (?:always )?better|\btoo high\b"),
        "ja": re.compile(
            "(?:高い|多い)ほど(?:良|よ)い(?:わけでは|とは限)|(?:高|多)ければ(?:良|よ)い(?:わけでは|とは限)|高すぎ"
        ),
        "zh": re.compile("(?:不是|并非|未必|不一定)越[高多]越好|过高|[高多]不一定(?:就)?是?好"),
    },
    "lower": {
        "en": re.compile(r"(?i)\blow(?:er)? is not (?:always )?(?:good|better)|\btoo low\b|\bpressing it down\b"),
        "ja": re.compile(
            "(?:低い|少ない)ほど(?:良|よ)い(?:わけでは|とは限)|低すぎ|(?:低|少な)ければ(?:良|よ)い(?:わけでは|とは限)"
        ),
        "zh": re.compile("(?:不是|并非|未必|不一定)越[低少]越好|过低|[低少]不一定(?:就)?是?好"),
    },
}


def check(loaded: Loaded) -> Iterator[Problem]:
    """Name misuses that contradict the direction of their measure."""
    for file in loaded.files:
        if isinstance(file.record, Kpis) and isinstance(file.tree, MappingNode):
            for kpi, tree in zip(file.record.kpis, file.tree["kpis"], strict=True):
                yield from _contradictions(file, kpi, tree)


def _contradictions(file: File, kpi: Kpi, tree: MappingNode) -> Iterator[Problem]:
    for language, pattern in _TOO_FAR.get(kpi.direction, {}).items():
        written = tree["misuse"].get(language) if kpi.misuse else None
        if written and (found := pattern.search(written)):
            mark = written.place(found.start())
            yield file.problem("direction-contradicted", mark, found=found[0], direction=kpi.direction)
