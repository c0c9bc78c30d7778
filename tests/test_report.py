"""What `playbook check` finds, as a terminal shows it and as forges read it; in the language of who asks."""

import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import click
import jsonschema
import pytest
from click.testing import CliRunner

from playbook.cli import main, options
from playbook.files import repository_of
from playbook.loading import load_words
from playbook.problems import Mark, Problem, Severity
from playbook.report import FORMATS, ProblemList
from tests.cases import LEADERSHIP, PLAYBOOK, pages, unpacked
from tests.conftest import DATA, run

# From the npm package @microsoft/jest-sarif 1.0.0-beta.0, under the MIT licence, copyright Microsoft Corporation.
SARIF = json.loads((DATA / "sarif-2.1.0.json").read_text("utf-8"))


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "ja_JP.UTF-8"}, "ja"),
        ({"LANG": "zh_CN"}, "zh"),
        ({"LANG": "zh-Hans"}, "zh"),
        ({"LANG": "zh_Hans_CN.UTF-8"}, "zh"),
        ({"LANG": "ja_JP.UTF-8@x"}, "ja"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "fr_FR.UTF-8"}, "en"),
        ({"LANG": "../../x"}, "en"),
        ({"LC_ALL": "ja_JP.UTF-8", "LC_MESSAGES": "zh_CN.UTF-8", "LANG": "en_GB.UTF-8"}, "ja"),
        ({"LC_ALL": "", "LC_MESSAGES": "zh_CN.UTF-8", "LANG": "ja_JP.UTF-8"}, "zh"),
        ({"LC_ALL": "C", "LANG": "ja_JP.UTF-8"}, "en"),
        ({"LC_CTYPE": "ja_JP.UTF-8", "LANG": "zh_CN.UTF-8"}, "zh"),
        ({"PLAYBOOK_LANG": "zh", "LC_ALL": "ja_JP.UTF-8"}, "zh"),
        ({"PLAYBOOK_LANG": "jp"}, "ja"),
    ],
)
def test_language_of_an_environment(environment: dict[str, str], language: str) -> None:
    assert options.language_of(environment) == language


@pytest.mark.parametrize("command", [["check"], ["build", "--no-pdf"], ["edition"], ["translations"]])
def test_every_command_speaks_the_language_of_the_environment(command: list[str], tmp_path: Path) -> None:
    data = unpacked("flow-map", tmp_path)
    environment = {"PLAYBOOK_LANG": None, "LC_ALL": "ja_JP.UTF-8"}
    arguments = [*command, "--data", str(data), *(["--site", str(tmp_path / "site")] if command[0] == "build" else [])]
    said = CliRunner(env=environment).invoke(main, arguments).output
    assert "「revise」は、このプレイブックの言語（en）にありません" in said
    assert (
        "is not a language of this playbook"
        in CliRunner(env=environment).invoke(main, [*arguments, "--lang", "en"]).output
    )


def write(data: Path, leadership: str) -> Path:
    (data / "pillars").mkdir(parents=True, exist_ok=True)
    (data / "playbook.yml").write_text(PLAYBOOK, encoding="utf-8")
    (data / "pages.yml").write_text(pages(), encoding="utf-8")
    (data / LEADERSHIP).write_text(leadership, encoding="utf-8")
    return data


def rich(data: Path, **environment: str) -> list[str]:
    result = CliRunner(env=environment).invoke(main, ["check", "--data", str(data), "--format", "rich"])
    return result.output.splitlines()


def test_rich_shows_the_line_and_underlines_the_place_and_counts(tmp_path: Path) -> None:
    lines = rich(write(tmp_path, "title:\n  en: Leadership\nsummary:\n  en: It leads.\n  jp: 導く。\nmotto: x\n"))
    assert lines == [
        "pillars/leadership.yml:5:3: summary.jp: 'jp' is not a language of this playbook (en)",
        "5 |   jp: 導く。",
        "      ^^",
        "",
        "pillars/leadership.yml:6:1: motto: there is no field 'motto' here",
        "6 | motto: x",
        "    ^^^^^",
        "",
        "errors: 2, warnings: 0",
    ]


def test_rich_counts_also_where_nothing_is_wrong(tmp_path: Path) -> None:
    lines = rich(write(tmp_path, "title:\n  en: Leadership\nsummary:\n  en: It leads.\n"))
    assert lines == ["errors: 0, warnings: 0"]


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("言語: x", "6 | 言語: x\n    ^^^^"),
        ("gaps: [日本, cafe\u0301, Ｘ]", "6 | gaps: [日本, cafe\u0301, Ｘ]\n           ^^^^"),
        ('gaps: ["No Id"]', '6 | gaps: ["No Id"]\n           ^^^^^^^'),
        ("promise: 'It", "6 | promise: 'It\n             ^\n"),
        ("kpis: [日本, b, No Id]", "6 | kpis: [日本, b, No Id]\n                    ^^^^^"),
        ("kpis: [e\u0301, No Id]", "6 | kpis: [e\u0301, No Id]\n              ^^^^^"),
    ],
    ids=["wide", "wide-value", "quoted", "no-end", "behind-wide", "behind-combining"],
)
def test_the_place_is_underlined_below_itself(line: str, shown: str, tmp_path: Path) -> None:
    data = write(tmp_path, f"title:\n  en: Leadership\nsummary:\n  en: It leads.\n# more\n{line}\n")
    assert shown in "\n".join(rich(data))


@pytest.mark.parametrize("columns", [40, 80])
@pytest.mark.parametrize(("before", "after"), [(0, 500), (500, 0), (500, 500), (5, 5), (60, 2), (0, 2_000_000)])
def test_a_long_line_is_cut_around_the_place(columns: int, before: int, after: int, tmp_path: Path) -> None:
    text = "文" * before + "\u200b" + "字" * min(after, 600_000)
    lines = rich(write(tmp_path, f"title:\n  en: Leadership\nsummary:\n  en: {text}\n"), COLUMNS=str(columns))
    at = next(number for number, line in enumerate(lines) if "\\u200b" in line)
    width = sum(2 if letter in "文字" else 1 for letter in lines[at])
    assert width <= columns
    place = sum(2 if letter in "文字" else 1 for letter in lines[at].partition("\\u200b")[0])
    assert lines[at + 1] == " " * place + "^" * len("\\u200b")
    assert width > columns - 6 or before + after <= 10


@pytest.mark.parametrize(("variables", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False), ({"NO_COLOR": ""}, True)])
def test_a_terminal_gets_lines_and_colours(variables: dict[str, str], coloured: bool, tmp_path: Path) -> None:
    terminal, its_end = pty.openpty()
    data = unpacked("flow-map", tmp_path)
    environment = {key: value for key, value in os.environ.items() if key != "NO_COLOR"} | variables
    command = [sys.executable, "-m", "playbook", "check", "--data", str(data)]
    done = subprocess.run(command, stdout=its_end, stdin=subprocess.DEVNULL, env=environment, check=False)
    os.close(its_end)
    said = os.read(terminal, 10_000).decode()
    os.close(terminal)
    assert done.returncode == 1
    assert "4 |   {en: Review, revise}" in said
    assert ("\x1b[31m^" in said) == coloured
    assert ("\x1b" in said) == coloured


def test_a_pipe_gets_neither(tmp_path: Path) -> None:
    data = unpacked("flow-map", tmp_path)
    done = subprocess.run(
        [sys.executable, "-m", "playbook", "check", "--data", str(data)],
        capture_output=True,
        check=False,
        env=os.environ | {"PYTHONIOENCODING": "cp1252", "PLAYBOOK_LANG": "ja"},
    )
    assert (done.returncode, done.stderr) == (1, b"")
    assert done.stdout.startswith(rb"pillars/leadership.yml:4:3: summary: \u3053")
    assert b"\x1b" not in done.stdout
    assert b" | " not in done.stdout


HOSTILE = "::error file=x::y\x1b[31m##[add-mask]k%0A\r\n::set-env name=x::y"


def hostile(data: Path) -> ProblemList:
    """A problem each part of which wants to be something else."""
    places = (f"pillars/{HOSTILE}.yml", f"{HOSTILE}.yml", f"  {HOSTILE}.yml")
    facts = {"found": HOSTILE, "known": HOSTILE, "said": HOSTILE, "line": "1", "kind": HOSTILE}
    codes = ("unknown-language", "no-such-id", "not-one-of", "duplicate-id")
    problems = [Problem(code, path, Mark(), HOSTILE, facts, HOSTILE) for code in codes for path in places]
    return ProblemList(problems, load_words("en"), "en", data, repository_of(data))


@pytest.mark.parametrize("form", FORMATS)
def test_content_commands_nobody(form: str, tmp_path: Path) -> None:
    findings = hostile(write(tmp_path, HOSTILE))
    said = click.unstyle(FORMATS[form](findings)) if form == "rich" else FORMATS[form](findings)
    assert "\x1b" not in said
    if form in ("text", "github"):
        assert len(said.split("\n")) == len(findings.problems)
    for line in re.split("[\n\r\x85\u2028\x0b\x0c]", said):
        if form == "github":
            assert re.fullmatch(r"::error file=[^,:]+,line=1,col=1,title=[^,:]+::[^\n]+", line)
        else:
            assert not line.lstrip().startswith("::")
        if form in ("text", "rich"):
            assert "##[" not in line


def test_lines_of_files_command_nobody(tmp_path: Path) -> None:
    text = "title:\n  en: ##[add-mask]k #\nsummary:\n::error::x\n"
    assert not [line for line in rich(write(tmp_path, text)) if "##[" in line or line.lstrip().startswith("::")]


def test_no_line_of_a_file_outside_is_shown(tmp_path: Path) -> None:
    (tmp_path / "secret.yml").write_text("secret\n", encoding="utf-8")
    data = write(tmp_path / "data", "x")
    (data / LEADERSHIP).unlink()
    (data / LEADERSHIP).symlink_to("../../secret.yml")
    assert not [line for line in rich(data) if "secret" in line]


def repository(folder: Path) -> Path:
    (folder / ".git").mkdir(parents=True)
    leadership = "title:\n  en: Leadership\nsummary:\n  en: no, 100%\n  ja: x\nmotto: a, b\n"
    return write(folder / "some, folder" / "data", leadership)


def test_github_annotates_files_of_the_repository(tmp_path: Path) -> None:
    data = repository(tmp_path)
    (data / "pillars" / "方針.yml").write_text("title:\n  en: x\nsummary:\n  en: y\n", encoding="utf-8")
    lines = run("check", "--data", data, "--format", "github").output.splitlines()
    at = "::error file=some%2C folder/data/pillars/leadership.yml"
    assert f"{at},line=5,col=3,title=summary.ja::'ja' is not a language of this playbook (en)" in lines
    assert f"{at},line=6,col=1,title=motto::there is no field 'motto' here" in lines
    assert any(line.startswith("::error file=some%2C folder/data/pillars/方針.yml,line=1,") for line in lines)


def test_warnings_are_warnings_everywhere(tmp_path: Path) -> None:
    problem = Problem("no-translation", LEADERSHIP, facts={"language": "ja"}, severity=Severity.WARNING)
    findings = ProblemList([problem], load_words("en"), "en", tmp_path, tmp_path)
    assert FORMATS["github"](findings).startswith("::warning file=pillars/leadership.yml,line=1,col=1,")
    assert json.loads(FORMATS["gitlab"](findings))[0]["severity"] == "minor"
    assert json.loads(FORMATS["sarif"](findings))["runs"][0]["results"][0]["level"] == "warning"
    assert FORMATS["rich"](findings).endswith("errors: 0, warnings: 1")


def test_gitlab_reads_a_code_quality_report(tmp_path: Path) -> None:
    rows = json.loads(run("check", "--data", repository(tmp_path), "--format", "gitlab").output)
    assert rows[0].pop("fingerprint")
    assert rows[0] == {
        "description": "summary.ja: 'ja' is not a language of this playbook (en)",
        "check_name": "unknown-language",
        "severity": "major",
        "location": {"path": "some, folder/data/pillars/leadership.yml", "lines": {"begin": 5}},
    }
    assert all(row["severity"] in ("info", "minor", "major", "critical", "blocker") for row in rows)


@pytest.mark.parametrize("language", ["en", "ja", "zh"])
def test_sarif_is_valid(language: str, tmp_path: Path) -> None:
    data = repository(tmp_path)
    (data / "pillars" / "方針 1.yml").write_text("title:\n  en: x\n", encoding="utf-8")
    log = json.loads(run("check", "--data", data, "--format", "sarif", "--lang", language).output)
    jsonschema.Draft4Validator(SARIF).validate(log)
    driver, results = log["runs"][0]["tool"]["driver"], log["runs"][0]["results"]
    assert log["runs"][0]["columnKind"] == "unicodeCodePoints"
    assert all(driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"] for result in results)
    unknown = next(result for result in results if result["ruleId"] == "unknown-language")
    location = unknown["locations"][0]["physicalLocation"]
    assert location["artifactLocation"]["uri"] == "some%2C%20folder/data/pillars/leadership.yml"
    assert location["region"] == {"startLine": 5, "startColumn": 3, "endColumn": 5}
    said = {
        "en": ("'…' is not a language of this playbook (…)", "'ja' is not a language of this playbook (en)"),
        "ja": (
            "「…」は、このプレイブックの言語（…）にありません",
            "「ja」は、このプレイブックの言語（en）にありません",
        ),
        "zh": ("“…”不是本手册的语言（…）", "“ja”不是本手册的语言（en）"),
    }[language]
    rule = driver["rules"][unknown["ruleIndex"]]["shortDescription"]["text"]
    assert (rule, unknown["message"]["text"]) == (said[0], f"summary.ja: {said[1]}")


def test_sarif_of_no_problem_is_valid(tmp_path: Path) -> None:
    jsonschema.Draft4Validator(SARIF).validate(
        json.loads(FORMATS["sarif"](ProblemList([], load_words("en"), "en", tmp_path, tmp_path)))
    )


def test_sarif_makes_no_link_of_content(tmp_path: Path) -> None:
    facts = {"found": "[all is well](https://example.org) {0}"}
    problem = Problem("link-left-open", LEADERSHIP, facts=facts)
    log = json.loads(FORMATS["sarif"](ProblemList([problem], load_words("en"), "en", tmp_path, tmp_path)))
    text = log["runs"][0]["results"][0]["message"]["text"]
    assert text.startswith(r"file: a link is not closed near '[all is well\](https://example.org) {{0}}'")


@pytest.mark.parametrize("form", ["gitlab", "sarif"])
def test_fingerprints_stay_when_lines_move_and_are_unique(form: str, tmp_path: Path) -> None:
    def fingerprints() -> list[str]:
        text = run("check", "--data", tmp_path, "--format", form).output
        found = re.findall(r'"(?:fingerprint|primaryLocationLineHash)": "([0-9a-f]+)"', text)
        assert len(set(found)) == len(found) > 2
        return found

    faults = "summary:\n  en: It leads.\n  ja: x\nmotto: x\nkpis: [A b, A b]\n"
    write(tmp_path, f"title:\n  en: Leadership\n{faults}")
    before = fingerprints()
    write(tmp_path, f"# A remark.\n\ntitle:\n  en: Leadership\n{faults}")
    assert fingerprints() == before


def test_paths_begin_at_the_working_directory_without_a_repository(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "here" / "data").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "here")
    assert repository_of(Path("data")) == tmp_path / "here"
    assert repository_of(tmp_path) == tmp_path
