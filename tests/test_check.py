"""`playbook check` says, word for word, what is wrong, where, and what to write; see `cases.py` for the cases."""

import json
import os
import random
import re
import stat
import unicodedata
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from playbook import checks, report
from playbook.cli import main
from playbook.loading import load, load_words
from playbook.parsing.tree import MAX_PROBLEMS
from tests import cases
from tests.cases import DEFAULTS, INVALID, LEADERSHIP, RECIPES, VALID, pages, unpacked, write, written

WORDS = {language: load_words(language) for language in ("en", "ja", "zh")}
BILINGUAL = {"pages.yml": pages(("en", "ja"))}
ONLY_WARNED = {
    *("kpi-without-action", "symptom-without-action", "role-without-kpis"),
    *("language-without-font", "heading-of-markdown-in-text", "html-in-text"),
}


def check(data: Path, *options: str) -> Result:
    result = CliRunner().invoke(main, ["check", "--data", str(data), *options])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.mark.parametrize("case", INVALID)
def test_invalid_folder(case: str, tmp_path: Path, pytestconfig: pytest.Config) -> None:
    problems = checks.check(load(unpacked(case, tmp_path)))
    said = {language: report.as_text(problems, words) + "\n" for language, words in WORDS.items()}
    if pytestconfig.getoption("accept"):
        cases.accept(case, said)
    assert said == cases.read(case).expect
    assert not re.search(r"\{[a-z_]+\}", "".join(said.values()))
    assert bool(checks.errors(problems)) == (case not in ONLY_WARNED)


@pytest.mark.parametrize("case", RECIPES)
def test_invalid_recipe(case: str, tmp_path: Path) -> None:
    recipe = RECIPES[case]
    data = written(recipe, tmp_path)
    problems = [problem for problem in checks.check(load(data)) if problem.path == LEADERSHIP]
    assert checks.errors(problems)
    for language, words in WORDS.items():
        assert report.as_text(problems, words) == f"{LEADERSHIP}:{recipe[language]}"


@pytest.mark.parametrize(("case", "code"), [("several-files", 1), ("html-in-text", 0)])
@pytest.mark.parametrize("language", WORDS)
def test_the_command_says_so(case: str, code: int, language: str, tmp_path: Path) -> None:
    result = check(unpacked(case, tmp_path), "--lang", language)
    assert (result.output, result.exit_code) == (cases.read(case).expect[language], code)


@pytest.mark.parametrize("case", ["minutes-full-width", "several-files"])
def test_json_says_the_same(case: str, tmp_path: Path) -> None:
    rows = json.loads(check(unpacked(case, tmp_path), "--format", "json").output)
    lines = [f"{row['path']}:{row['line']}:{row['column']}: {row['field']}: {row['message']}" for row in rows]
    assert lines == cases.read(case).expect["en"].splitlines()
    assert {row["severity"] for row in rows} == {"error"}
    assert all(row["suggestion"] is None or f"'{row['suggestion']}'" in row["message"] for row in rows)


def test_json_of_one_problem(tmp_path: Path) -> None:
    assert json.loads(check(unpacked("flag-yes", tmp_path), "--format", "json").output) == [
        {
            "code": "expected-flag",
            "severity": "error",
            "path": LEADERSHIP,
            "line": 11,
            "column": 19,
            "field": "groups.first.questions.listening.addition",
            "message": "expected true or false, without quotes; found 'yes'; did you mean 'true'?",
            "suggestion": "true",
        }
    ]


def test_nothing_wrong(tmp_path: Path) -> None:
    result = check(write(tmp_path, {**DEFAULTS, LEADERSHIP: VALID}))
    assert (result.exit_code, result.output) == (0, "")


def test_nothing_wrong_as_json(tmp_path: Path) -> None:
    result = check(write(tmp_path, {**DEFAULTS, LEADERSHIP: VALID}), "--format", "json")
    assert (result.exit_code, json.loads(result.output)) == (0, [])


@pytest.mark.parametrize(("complete", "code", "prefix"), [("false", 0, "warning: "), ("true", 1, "")])
def test_missing_translation(complete: str, code: int, prefix: str, tmp_path: Path) -> None:
    settings = f"title:\n  en: Playbook\n  ja: プレイブック\nlanguages: [en, ja]\ncomplete: {complete}\n"
    result = check(
        write(tmp_path, {**BILINGUAL, "playbook.yml": settings + "pillars: [leadership]\n", LEADERSHIP: VALID})
    )
    said = [line for line in result.output.splitlines() if line.startswith(LEADERSHIP)]
    missing = "the text is missing in 'ja'; readers see it in another language until it is written"
    assert said == [
        f"{LEADERSHIP}:2:3: title.ja: {prefix}{missing}",
        f"{LEADERSHIP}:4:3: summary.ja: {prefix}{missing}",
    ]
    assert result.exit_code == code


def test_missing_source_is_an_error(tmp_path: Path) -> None:
    settings = "title:\n  en: Playbook\n  ja: プレイブック\nlanguages: [en, ja]\npillars: [leadership]\n"
    text = "title:\n  en: Leadership\n  ja: 指導\nsummary:\n  ja: 進む方向を決めます。\n"
    result = check(write(tmp_path, {**BILINGUAL, "playbook.yml": settings, LEADERSHIP: text}))
    missing = "summary.en: the text is missing in 'en', the source language of this file; write it"
    assert (result.exit_code, result.output) == (1, f"{LEADERSHIP}:5:3: {missing}\n")


@pytest.mark.parametrize("arguments", [["check", "--format", "xml"], ["check", "--dta", "x"], ["chek"]])
def test_wrong_usage(arguments: list[str]) -> None:
    assert CliRunner().invoke(main, arguments).exit_code == 2


def test_ignored_files_are_no_content(tmp_path: Path) -> None:
    files = {
        ".git/config": "x",
        "pillars/.leadership.yml.swp": "x",
        "editions/2026/x.yml": "x",
    }
    result = check(write(tmp_path, {**DEFAULTS, LEADERSHIP: VALID, **files}))
    assert (result.exit_code, result.output) == (0, "")


def test_a_folder_named_editions_elsewhere_is_not_ignored(tmp_path: Path) -> None:
    files = {
        **DEFAULTS,
        LEADERSHIP: VALID,
        "pillars/editions/x.yml": "x",
        "pillars/translations.lock": "x",
    }
    said = check(write(tmp_path, files)).output.splitlines()
    assert [line.partition(":")[0] for line in said] == ["pillars/editions/x.yml", "pillars/translations.lock"]


def test_what_is_no_file_is_not_read(tmp_path: Path) -> None:
    """A socket stands for a pipe too: to read a pipe would wait for ever, and so would a test that fails."""
    data = write(tmp_path, {**DEFAULTS, LEADERSHIP: VALID})
    os.mknod(data / "glossary.yml", stat.S_IFSOCK | 0o600)
    assert "glossary.yml:1:1: file: this is no file of the data folder" in check(data).output


def test_names_of_files_cannot_break_a_line(tmp_path: Path) -> None:
    data = write(tmp_path, {**DEFAULTS, LEADERSHIP: VALID, "a\nb\u202e.yml": "x"})
    (Path(os.fsdecode(os.fsencode(data) + b"/\xff.yml"))).write_text("x")
    lines = check(data).output.splitlines()
    assert [line.partition(": ")[0] for line in lines] == ["a\\u000ab\\u202e.yml:1:1", "\\udcff.yml:1:1"]


@pytest.mark.parametrize("change", ["bom", "crlf", "cr", "nfd", "no-last-line-end"])
def test_same_model(change: str, tmp_path: Path) -> None:
    files = {
        "playbook.yml": "title:\n  en: Café\n  ja: ガイドブック\nlanguages: [en, ja]\npillars: [leadership]\n",
        LEADERSHIP: "title:\n  en: Café\n  ja: ガイド\nsummary:\n  en: |-\n    One.\n    Two.\n\n    - **Café**\n"
        "  ja: |-\n    「ガイド」です。\n    **重要。**次に進みます。\n",
    }
    changes = {
        "bom": lambda text: b"\xef\xbb\xbf" + text.encode(),
        "crlf": lambda text: text.replace("\n", "\r\n").encode(),
        "cr": lambda text: text.replace("\n", "\r").encode(),
        "nfd": lambda text: unicodedata.normalize("NFD", text).encode(),
        "no-last-line-end": lambda text: text.rstrip("\n").encode(),
    }
    plain = load(write(tmp_path / "plain", dict(files)))
    changed = load(write(tmp_path / "changed", {path: changes[change](text) for path, text in files.items()}))
    assert plain.playbook is not None
    assert changed.playbook is not None
    assert (changed.playbook.settings, changed.playbook.pillars) == (plain.playbook.settings, plain.playbook.pillars)


def test_no_more_lines_than_anyone_reads(tmp_path: Path) -> None:
    titles = "".join(f"gap-{number}:\n" for number in range(300))
    files = {f"pillars/p-{number}.yml": VALID + titles for number in range(2)}
    pillars = "title:\n  en: Playbook\nlanguages: [en]\npillars: [p-0, p-1]\n"
    lines = check(write(tmp_path, {**DEFAULTS, "playbook.yml": pillars, **files})).output.splitlines()
    assert len(lines) == report.MOST_SHOWN + 1
    assert lines[-1] == "and 100 more problems"


@pytest.mark.parametrize(
    "many",
    [
        "".join(f"field-{number}: x\n" for number in range(4_000)),
        "gaps:\n" + "- {}\n" * 4_000,
        "x: 1\n" * 4_000,
        "promise:\n" + "".join(f"  l{number}: x\n" for number in range(4_000)),
        "kpis: [" + "no, " * 4_000 + "no]\n",
        "promise:\n  en: Leaders\u200b" + "\t\u200b" * 4_000 + "\n",
    ],
    ids=["fields", "flow-maps", "duplicate-keys", "languages", "ids-in-one-line", "invisible"],
)
def test_no_more_problems_of_one_file_than_anyone_mends(many: str, tmp_path: Path) -> None:
    loaded = load(write(tmp_path, {**DEFAULTS, LEADERSHIP: VALID + many}))
    codes = [problem.code for problem in checks.check(loaded)]
    assert MAX_PROBLEMS < len(codes) <= MAX_PROBLEMS + 2
    assert codes.count("too-many-problems") == 1
    assert "too-many-problems" in codes[-3:]


def test_every_code_has_a_message() -> None:
    words = load_words("en").messages
    package = Path(checks.__file__).parent.parent
    patterns = ("checks/*.py", "text.py", "loading/*.py", "model/*.py")
    sources = [path for pattern in patterns for path in package.glob(pattern)]
    called = r'(?:Problem|refuse|problem|problem_of_whole|MarkupError|_stop)\(\s*"([a-z0-9-]+)"'
    tabled = r'"[^"\n]+": \(?"([a-z0-9]+(?:-[a-z0-9]+)+)"'
    matches = (match for path in sources for match in re.finditer(f"{called}|{tabled}", path.read_text("utf-8")))
    found = {match[1] or match[2] for match in matches}
    assert len(found) > 60
    assert found <= set(words)


SIGNS = [
    b"\n",
    b": ",
    b"- ",
    b'"',
    b"'",
    b"{",
    b"]",
    b"*",
    b"&a ",
    b"!x ",
    b"#",
    b"|-\n",
    b"[key]: x\n",
    b"? ",
    b"~",
    b"%",
]
SIGNS += [
    b"\t",
    b"\0",
    b"\xff",
    b"\xe3\x81",
    "：".encode(),
    "\u202e".encode(),
    b"**",
    b"[a](id:x)",
    b"\r",
    b"\ny:",
    b"<",
]


def mutated(content: bytes, chance: random.Random) -> bytes:
    at, end = sorted(chance.randrange(len(content) + 1) for _ in range(2))
    piece = content[at : at + chance.randrange(20)]
    return content[:at] + chance.choice([b"", piece * 3, *SIGNS]) + content[chance.choice([at, at, end]) :]


@pytest.mark.parametrize("seed", range(20))
def test_no_file_stops_the_check(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)  # noqa: S311 - the same files in every run are wanted
    sources: dict[str, str] = {}
    for case in ("several-files", "levels-not-in-order", "dangling-gate"):
        sources |= dict(sorted(cases.read(case).files.items()))
    for number in range(15):
        files: dict[str, str | bytes] = {}
        for name, text in sources.items():
            content = text.encode()
            for _ in range(chance.randrange(4)):
                content = mutated(content, chance)
            files[name] = content
        files[LEADERSHIP] = chance.randbytes(200) if number % 5 == 0 else files[LEADERSHIP]
        problems = checks.check(load(write(tmp_path / str(number), files)))
        assert report.as_text(problems, load_words("en")).count("\n") < report.MOST_SHOWN + 1
