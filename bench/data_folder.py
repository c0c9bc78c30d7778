"""The content as the data folder of a playbook."""

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import yaml

from bench.content import PILLAR, RESULT, SOURCE, Series, outline, page, words
from bench.words import KPIS, LANGUAGES, LEVELS, ROLES, TERMS

Tree = Mapping[str, Any]


class _Dumper(yaml.CSafeDumper):
    """Writes what editors write: a block for a text of several lines, and no aliases."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - the same words may stand in many places
        return True


def _text(dumper: _Dumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Dumper.add_representer(str, _text)
_Dumper.add_representer(tuple, _Dumper.represent_list)


def write_data(folder: Path, all_series: tuple[Series, ...], pages: tuple[str, ...]) -> None:
    """Write a data folder with these series, and with words for these pages."""
    for path, tree in _files(all_series, pages).items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        text = yaml.dump(tree, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100_000)
        place.write_text(text, encoding="utf-8")


def _files(all_series: tuple[Series, ...], pages: tuple[str, ...]) -> dict[str, Tree]:
    files: dict[str, Tree] = {
        "playbook.yml": _settings(all_series),
        "model.yml": _model(),
        "pages.yml": {"pages": [asdict(page(id)) for id in pages], "sources": [asdict(outline(SOURCE))]},
        "kpis.yml": {"kpis": [_kpi(id) for id in KPIS]},
        "glossary.yml": {"terms": [_term(id) for id in TERMS]},
        f"pillars/{PILLAR}.yml": _outline(PILLAR),
        f"results/{RESULT}.yml": _outline(RESULT),
    }
    for series in all_series:
        folder = f"series/{series.id}"
        phase = {"id": "phase", "chapters": [*series.chapters]}
        files[f"{folder}/index.yml"] = {"title": series.title, "summary": series.summary, "phases": [phase]}
        files |= {f"{folder}/{id}.yml": asdict(chapter) for id, chapter in series.chapters.items()}
    return files


def _settings(all_series: tuple[Series, ...]) -> Tree:
    return {
        "title": page("home").title,
        "languages": [*LANGUAGES],
        "pillars": [PILLAR],
        "results": [RESULT],
        "series": [series.id for series in all_series],
        "roles": [{"id": id, "title": words(row)} for id, row in ROLES.items()],
    }


def _model() -> Tree:
    relation = {"id": "relation", "how": "produces", "origins": [PILLAR], "targets": [RESULT]}
    return {
        "hub": PILLAR,
        "levels": [{"id": id, "title": words(row)} for id, row in LEVELS.items()],
        "relations": [{**relation, "text": page("model").text}],
    }


def _outline(id: str) -> Tree:
    piece = outline(id)
    return {"title": piece.title, "summary": piece.text}


def _kpi(id: str) -> Tree:
    title, numerator, denominator, unit = map(words, KPIS[id])
    formula = {"numerator": numerator, "denominator": denominator}
    return {"id": id, "title": title, "formula": formula, "unit": unit, "direction": "higher"}


def _term(id: str) -> Tree:
    title, meaning = map(words, TERMS[id])
    return {"id": id, "title": title, "text": meaning}
