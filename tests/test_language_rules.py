"""The rules of each language: every case stands in data/language-rules.yml; a waiver lets one text go against one."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from playbook import checks, report
from playbook.checks import parity, sense, terms
from playbook.loading import Loaded, load, load_words
from playbook.problems import Problem, Severity
from tests.conftest import DATA, ROOT, run

GROUPS: list[dict[str, Any]] = yaml.safe_load((DATA / "language-rules.yml").read_text("utf-8"))
CASES = [(group, text, kind) for group in GROUPS for kind in ("breaks", "keeps") for text in group[kind]]
GLOSSARY = {
    "id": "contact-centre",
    "title": {"en": "contact centre", "ja": "コンタクトセンター", "zh": "联络中心"},
    "text": {"en": "A unit.", "ja": "組織です。", "zh": "部门。"},
    "avoid": [
        {"id": "contact-centre-ja-1", "language": "ja", "word": "接触センター", "lint": True},
        {"id": "contact-centre-ja-2", "language": "ja", "word": "操作模型"},
    ],
}


def written(data: Path, group: dict[str, Any], texts: dict[str, str], **more: Any) -> Loaded:
    """Read a playbook whose one chapter has a theme for each text."""
    language, source = group["language"], group.get("source")
    languages = ["en", language] if source else [language]
    field = {"field": "text", **group}["field"]

    def versions(text: str) -> dict[str, str]:
        return {"en": source, language: text} if source else {language: text}

    same = dict.fromkeys(languages, "A")
    themes = [{"id": id, "title": same, "text": same, field: versions(text)} for id, text in texts.items()]
    chapter = {"title": same, "summary": same, "themes": themes, **more}
    settings = {"title": dict.fromkeys(languages, "A"), "languages": languages, "pillars": ["leadership"]}
    pages = {"pages": [{"id": id, "title": same} for id in ("home", "glossary")]}
    terms = {"terms": [term(languages)]}
    files = {"playbook.yml": settings, "pages.yml": pages, "pillars/leadership.yml": chapter, "glossary.yml": terms}
    for path, content in files.items():
        (data / path).parent.mkdir(parents=True, exist_ok=True)
        (data / path).write_text(_Dumper.dump(content), "utf-8")
    return load(data)


def term(languages: list[str]) -> dict[str, Any]:
    """Return a term with a word that the check refuses and one that it leaves to people."""
    texts = {name: {id: GLOSSARY[name][id] for id in languages} for name in ("title", "text")}
    return GLOSSARY | texts | {"avoid": [avoid for avoid in GLOSSARY["avoid"] if avoid["language"] in languages]}


class _Dumper(yaml.SafeDumper):
    """Writes texts over several lines as blocks and texts in quotes, as the loader wants them."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - the name is that of PyYAML
        return True

    @classmethod
    def dump(cls, content: Any) -> str:
        return str(yaml.dump(content, Dumper=cls, allow_unicode=True, sort_keys=False, width=10_000))


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.Node:
    return dumper.represent_scalar(
        "tag:yaml.org,2002:str", text, style="|" if "\n" in text else "'" if " " in text else None
    )


_Dumper.add_representer(str, _text)


def found(loaded: Loaded) -> list[Problem]:
    problems = checks.check(loaded)
    assert loaded.playbook is not None, problems
    return list(problems)


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: f"{group['rule']}-{group['language']}")
def test_rule(group: dict[str, Any], tmp_path: Path) -> None:
    texts = {f"{kind}-{number}": text for kind in ("breaks", "keeps") for number, text in enumerate(group[kind])}
    rules: dict[str, set[str]] = {id: set() for id in texts}
    for problem in found(written(tmp_path, group, texts)):
        rules[problem.field.split(".")[1]].add(problem.facts["rule"])
    wanted = {id: {group["rule"]} if id.startswith("breaks") else set() for id in texts}
    assert rules == wanted, texts


def test_every_rule_has_cases_in_each_of_its_languages() -> None:
    covered = {(group["rule"], group["language"]) for group in GROUPS if group["breaks"] and group["keeps"]}
    tabled = {(rule.id, language) for rule in checks.RULES for language in rule.languages}
    assert tabled - covered == set()
    assert {*parity.RULES, *sense.RULES, terms.RULE} - {rule for rule, _ in covered} == set()


def test_every_row_of_the_tables_has_a_case() -> None:
    breaking = [(group, text) for group, text, kind in CASES if kind == "breaks"]
    bare = [
        rule.finds
        for rule in checks.RULES
        if not any(
            group["rule"] == rule.id
            and (not rule.languages or group["language"] in rule.languages)
            and [*rule.search(f"\n{text}\n")]
            for group, text in breaking
        )
    ]
    assert bare == []


def test_what_a_row_needs_stands_in_every_find() -> None:
    for group, text, kind in CASES:
        for rule in checks.RULES:
            if rule.needs and rule.id == group["rule"] and kind == "breaks" and [*rule.search(text)]:
                assert any(needed in text for needed in rule.needs), (rule.finds, text)


@pytest.mark.parametrize("language", ["en", "ja", "zh"])
def test_every_rule_has_a_message(language: str) -> None:
    assert {rule.code for rule in checks.RULES} <= set(load_words(language).messages)


def test_a_find_is_named_with_its_place_and_what_to_write(tmp_path: Path) -> None:
    text = "**使命**を[見て](https://example.org/見て下さい)下さい。"
    problems = found(written(tmp_path, {"language": "ja"}, {"one": text}))
    said = "themes.one.text.ja: '下さい' is not how it is written here (rule J06); did you mean 'ください'?"
    line = report.as_text(problems, load_words("en")).partition(": ")
    assert line[2] == said
    assert [problem.severity for problem in problems] == [Severity.ERROR]


WAIVER = {"rule": "J06", "item": "one", "language": "ja", "reason": "A quoted form."}


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        ({}, []),
        ({"rule": "J6"}, ["unknown-rule", "write-otherwise"]),
        ({"rule": "J07"}, ["waiver-not-needed", "write-otherwise"]),
        ({"item": "onn"}, ["no-such-id", "write-otherwise"]),
        ({"item": "leadership"}, ["waiver-not-needed", "write-otherwise"]),
    ],
)
def test_waiver(change: dict[str, str], codes: list[str], tmp_path: Path) -> None:
    loaded = written(tmp_path, {"language": "ja"}, {"one": "見て下さい。"}, waivers=[WAIVER | change])
    assert sorted(problem.code for problem in found(loaded)) == codes


def test_a_waiver_of_an_item_is_for_that_item_only(tmp_path: Path) -> None:
    texts = {"one": "見て下さい。", "other": "見て下さい。"}
    problems = found(written(tmp_path, {"language": "ja"}, texts, waivers=[WAIVER]))
    assert [problem.field for problem in problems] == ["themes.other.text.ja"]


def test_a_waiver_of_the_file_is_for_its_title_and_summary(tmp_path: Path) -> None:
    more = {"summary": {"ja": "見て下さい。"}, "waivers": [WAIVER | {"item": "leadership"}]}
    assert found(written(tmp_path, {"language": "ja"}, {"one": "方向です。"}, **more)) == []


def test_a_waiver_that_is_not_needed_is_a_warning(tmp_path: Path) -> None:
    problems = found(written(tmp_path, {"language": "ja"}, {"one": "方向です。"}, waivers=[WAIVER]))
    assert [(problem.code, problem.severity) for problem in problems] == [("waiver-not-needed", Severity.WARNING)]


def test_the_real_content_keeps_all_rules() -> None:
    result = run("check", "--data", ROOT / "data")
    assert (result.output, result.exit_code) == ("", 0)


def test_another_playbook_may_have_a_style_of_its_own(copy_of: Callable[[str], Path]) -> None:
    data = copy_of("tiny")
    result = data / "results" / "harvest.yml"
    result.write_text(result.read_text(encoding="utf-8").replace("Enough", "The color of enough"), encoding="utf-8")
    assert run("check", "--data", data).exit_code == 1
    playbook = data / "playbook.yml"
    playbook.write_text(playbook.read_text(encoding="utf-8") + "house_rules: false\n", encoding="utf-8")
    assert run("check", "--data", data).output == ""
