"""The command line: it speaks one language at a time, and an option means the same in every command."""

import ast
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from unicodedata import east_asian_width

import click
import polib
import pytest
from click.testing import CliRunner

from playbook.cli import main
from playbook.loading import load_words
from playbook.parsing.words import WORDS
from tests.conftest import DATA, ROOT, run

LANGUAGES = ("en", "ja", "zh")
SAMPLE = DATA / "sample"


def commands() -> Iterator[tuple[str, click.Command]]:
    """Return every command and command of a command with its path, such as `translations accept`."""
    with click.Context(main) as context:
        for name in main.list_commands(context):
            command = main.get_command(context, name)
            assert command is not None
            yield name, command
            if isinstance(command, click.Group):
                yield from ((f"{name} {sub}", one) for sub, one in command.commands.items())


COMMANDS = dict(commands())
PATHS = ["", *COMMANDS]
OPTIONS = [(path, one) for path, command in COMMANDS.items() for one in command.params if isinstance(one, click.Option)]
# What is the same in each language: names that somebody types, and places for them.
NAMES = re.compile(r"PLAYBOOK_LANG|LC_\w+|\[?[A-Z]+(=[A-Z]+|\.xlsx)?\]?(\.\.\.)?|[\w'/.*-]*[./*=][\w'/.*-]*|--?[\w-]+")


def english(text: str) -> list[str]:
    """Return the runs of three words in Latin letters that are no names."""
    text = re.sub(r"\[[\w%|/=<.-]+\]|\{[\w|]+\}|'[^']*'|JSON Schema|INTEGER RANGE|main translations \w+", " , ", text)
    return re.findall(r"[A-Za-z]{2,}(?:[ \n]+[A-Za-z]{2,}){2,}", NAMES.sub(" , ", text))


@pytest.mark.parametrize("language", ["ja", "zh"])
@pytest.mark.parametrize("path", PATHS)
def test_help_has_no_english_left(path: str, language: str) -> None:
    result = run(*path.split(), "--help", "--lang", language) if path != "pdf" else run("--lang", language, path, "-h")
    assert result.exit_code == 0
    assert english(result.output) == []
    assert not re.search("Usage|Options|Commands|default:|required", result.output)
    assert (
        max(sum(2 if east_asian_width(letter) in "WF" else 1 for letter in line) for line in result.output.split("\n"))
        <= 80
    )
    assert "\b" not in result.output


@pytest.mark.parametrize("path", PATHS)
def test_help_in_english_is_that_of_the_words(path: str) -> None:
    said = " ".join(run(*path.split(), "--help").output.split())
    assert load_words("en").help[path or "playbook"] in said
    assert "Show this message and exit." in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_are_complete_and_none_is_left_over(language: str) -> None:
    needed = {"playbook", "--version", *COMMANDS}
    words = load_words(language).help
    for path, option in OPTIONS:
        name = option.opts[0]
        found = [key for key in (f"{path} {name}", name) if key in words]
        assert found, (path, name)
        needed |= {found[0], *({"--lang default"} if name == "--lang" else set()), "check --format default"}
    assert set(words) == needed | {f"{path} more" for path in ["playbook", *COMMANDS] if f"{path} more" in words}
    assert list(words) == list(load_words("en").help)


@pytest.mark.parametrize("language", ["ja", "zh"])
def test_sentences_are_complete_and_used(language: str) -> None:
    english, other = load_words("en").sentences, load_words(language).sentences
    assert list(other) == list(english)
    for key, sentence in english.items():
        assert set(re.findall(r"\{\w+\}", sentence)) == set(re.findall(r"\{\w+\}", other[key])), key
    code = "\n".join(file.read_text("utf-8") for file in (ROOT / "playbook" / "cli").glob("*.py"))
    assert [key for key in english if f'"{key}"' not in code and not key.startswith("column-")] == []


def test_every_sentence_of_the_commands_is_in_the_words() -> None:
    """A sentence that a command says is no text of its code: it has a key."""
    calls = ("echo", "BadParameter", "UsageError", "ClickException", "Progress")
    for file in (ROOT / "playbook" / "cli").glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) in calls:
                texts = [text for text in map(literal, node.args[:1]) if " " in text.strip()]
                assert texts == [], f"{file.name}:{node.lineno}"


def literal(node: ast.expr) -> str:
    parts = node.values if isinstance(node, ast.JoinedStr) else [node]
    return "".join(str(part.value) for part in parts if isinstance(part, ast.Constant))


WRONG = {
    "unknown option": (["check", "--nothing"], ("No such option '--nothing'", "オプション'--nothing'は", "没有选项")),
    "like an option": (["check", "--form"], ("Did you mean", "もしかして", "是不是")),
    "unknown command": (["nothing"], ("No such command 'nothing'", "コマンド'nothing'は", "没有命令 'nothing'")),
    "no command": (["translations", "nothing"], ("No such command", "コマンド'nothing'は", "没有命令 'nothing'")),
    "missing argument": (["rename", "old"], ("Missing argument 'NEW'", "引数を指定してください： 'NEW'", "缺少参数：")),
    "missing option": (["translations", "review", "x"], ("Missing option '--role'", "オプションを指定し", "缺少选项")),
    "missing choice": (["new"], ("Choose from:", "次のいずれかを指定してください：", "请从以下各项中选择：")),
    "bad choice": (["check", "--format", "x"], ("'x' is not one of 'text'", "'x'は使えません", "'x' 不可用")),
    "bad path": (["check", "--data", "nowhere"], ("Directory 'nowhere'", "'nowhere'がありません", "'nowhere' 不存在")),
    "file for a folder": (["check", "--data", __file__], ("is a file", "ファイルです", "是文件，不是文件夹")),
    "bad number": (["serve", "--port", "x"], ("'x' is not a valid", "'x'は数値ではありません", "'x' 不是数字")),
    "bad range": (["serve", "--port", "0"], ("0 is not in the range", "0は範囲外です", "0 超出范围")),
    "bad date": (["edition", "--date", "x"], ("does not match the format", "書式が違います", "'x' 的格式不对")),
    "too much": (["edition", "a", "b"], ("Got unexpected extra", "余分な引数があります（b）", "有多余的参数（b）")),
    "no value": (["serve", "--port"], ("requires an argument", "値が必要です", "需要一个值")),
    "needless value": (["build", "--no-pdf=1"], ("does not take a value", "値は付けられません", "不能带值")),
    "bad name": (["edition", "A b"], ("'A b' is not a name", "「A b」は版の名前に使えません", "“A b”不能用作版本名称")),
    "no file": (["schema"], ("Give either a file", "のいずれか1つを指定してください", "请指定一个文件")),
    "no items": (["translations", "accept"], ("Give ITEMS, or --all", "ITEMSを指定するか", "请指定 ITEMS，或用")),
    "no language": (["translations", "export"], ("Give one language to", "翻訳先の言語を", "请指定一种要译成的语言")),
    "no chapter": (["pdf", "shelfs"], ("did you mean 'shelves'?", "もしかして「shelves」ですか", "是否指“shelves”")),
    "bad language": (["pdf", "--languages", "fr"], ("'fr' is none of these", "「fr」は使えません", "“fr”不可用")),
    "bad preview": (["diff", "main", "--preview", "(("], ("not an address", "ではありません。h", "不是网站的网址")),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", WRONG)
def test_wrong_usage_is_named_in_the_language(case: str, language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    arguments, said = WRONG[case]
    monkeypatch.setenv("PLAYBOOK_LANG", language)
    monkeypatch.setenv("COLUMNS", "200")
    data = [] if "--data" in arguments or arguments[0] in ("nothing", "serve") else ["--data", str(SAMPLE)]
    result = run(arguments[0], *data, *arguments[1:])
    assert result.exit_code == 2
    assert said[LANGUAGES.index(language)] in " ".join(result.output.split(" "))
    if language != "en":
        assert english(result.output) == []
        assert not re.search("Error|Usage|Try|Invalid|Missing", result.output)


@pytest.mark.parametrize("arguments", [["check", "--lang", "ja"], ["--lang=ja", "check"], ["check", "x", "--lang=ja"]])
def test_the_language_may_stand_anywhere(arguments: list[str]) -> None:
    result = run(*arguments, "--nothing")
    assert result.exit_code == 2
    assert "オプション'--nothing'はありません" in result.output


def test_behind_two_hyphens_nothing_is_an_option() -> None:
    assert "No such command 'check--'" in run("check--", "--", "--lang", "ja").output


def test_no_run_leaves_its_language_behind() -> None:
    said = [run("check", "--help", "--lang", language).output for language in (*LANGUAGES, *LANGUAGES)]
    assert said[:3] == said[3:]
    assert len(set(said)) == 3


def test_unknown_language_is_named_in_that_of_the_environment() -> None:
    result = CliRunner(env={"PLAYBOOK_LANG": "zh"}).invoke(main, ["check", "--lang", "fr"])
    assert result.exit_code == 2
    assert "'fr' 不可用" in result.output


def test_progress_and_result_are_said_in_the_language(tmp_path: Path) -> None:
    result = run("build", "--no-pdf", "--data", DATA / "tiny", "--output", tmp_path / "site", "--lang", "ja")
    assert result.exit_code == 0
    assert f"サイトを{tmp_path / 'site'}に作成しました" in result.output
    assert "ページを作成しています" in result.output
    table = run("translations", "--data", SAMPLE, "--lang", "zh").output
    assert table.splitlines()[0].split() == ["文本", "未翻译", "待修订", "无记录", "机器生成", "人工撰写", "已审校"]


# The same option in every command


@pytest.mark.parametrize("name", ["--data", "--lang", "--output", "--languages", "--format"])
def test_an_option_means_the_same_in_every_command(name: str) -> None:
    found = [option for _, option in OPTIONS if name == option.opts[0]]
    assert len(found) > 2
    assert len({(option.name, option.multiple, option.metavar) for option in found if name != "--format"}) <= 1
    assert {option.type.name for option in found} <= {"choice", "text", "directory", "file", "path"}


@pytest.mark.parametrize("path", [path for path in COMMANDS if path not in ("pdf", "translations")])
def test_every_command_has_the_options_of_all(path: str) -> None:
    assert {"--data", "--lang"} <= {option.opts[0] for one, option in OPTIONS if one == path}


FORMER = {"build": ["--site"], "import": ["--out"], "pdf": ["--to", "--lang"], "translations export": ["--in"]}


@pytest.mark.parametrize("path", PATHS)
def test_no_help_shows_a_former_name(path: str) -> None:
    said = run(*path.split(), "--help").output
    assert [name for name in FORMER.get(path, ["--site", "--to"]) if re.search(rf"{name}\b(?!\w)", said)] == []


def test_former_names_go_on_working(tmp_path: Path) -> None:
    assert run("build", "--no-pdf", "--data", DATA / "tiny", "--site", tmp_path / "site").exit_code == 0
    assert (tmp_path / "site" / "index.html").is_file()
    sheets = run("pdf", "shelves", "--kind", "card", "--data", SAMPLE, "--lang", "ja", "--to", tmp_path / "print")
    assert (sheets.exit_code, sheets.output.splitlines()[-1]) == (0, str(tmp_path / "print" / "shelves.card.ja.pdf"))
    for name in ("--in", "--languages"):
        arguments = ("translations", "export", "--data", SAMPLE, name, "ja", "--format", "po")
        assert run(*arguments).output == run(*arguments[:-4], "--languages=ja", "--format", "po").output != ""


def test_lang_of_pdf_is_that_of_its_sheets_and_not_of_what_it_says(tmp_path: Path) -> None:
    arguments = ["pdf", "shelfs", "--data", str(SAMPLE), "--output", str(tmp_path), "--lang", "ja"]
    assert "没有章节" in CliRunner(env={"PLAYBOOK_LANG": "zh"}).invoke(main, arguments).output
    assert "章や役割「shelfs」はありません" in run("--lang", "ja", *arguments[:-2]).output


def test_several_languages_at_once(tmp_path: Path) -> None:
    options = ("--kind", "card", "--data", SAMPLE, "--output", tmp_path)
    result = run("pdf", "shelves", *options, "--languages", "ja,zh", "--languages", "en")
    names = [Path(line).name for line in result.output.splitlines() if line.endswith(".pdf")]
    assert names == [f"shelves.card.{language}.pdf" for language in ("ja", "zh", "en")]
    table = run("translations", "--data", SAMPLE, "--languages", "ja,zh").output
    assert [line.split()[0] for line in table.splitlines() if not line.startswith(" ")] == ["ja", "zh"]


@pytest.mark.parametrize("order", [("--data", SAMPLE, "export"), ("export", "--data", SAMPLE)])
def test_translations_works_from_any_folder(
    order: tuple[object, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("translations", *order, "--languages", "ja", "--output", tmp_path / "ja.xlf")
    assert (result.exit_code, result.output) == (0, "")
    assert (tmp_path / "ja.xlf").is_file()


@pytest.mark.parametrize("arguments", [[], ["export", "--languages", "ja"], ["--data", "elsewhere", "export"]])
def test_translations_names_a_missing_folder(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("translations", *arguments)
    assert result.exit_code == 2
    assert re.search("Invalid value for '--data': Directory '(data|elsewhere)' does not exist", result.output)


# Catalogue and commands to come

# What only somebody who writes a command can meet, or none of ours asks for.
OF_DEVELOPERS = re.compile(
    "defined twice|declaration|No options defined|same flag|must be an iterable|Unknown colou?r|Unknown standard|"
    "start character|eprecat|UUID|version %|^Choice|^file$|^directory$|^path$"
)


def messages_of_click() -> Iterator[tuple[str, ...]]:
    for file in Path(click.__file__).parent.glob("*.py"):
        if file.name in ("_termui_impl.py", "_winconsole.py", "shell_completion.py"):
            continue
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("_", "ngettext"):
                count = 1 if node.func.id == "_" else 2
                yield tuple(text for text in map(literal, node.args[:count]) if text) or ("required",)


@pytest.mark.parametrize("language", ["ja", "zh"])
def test_everything_that_click_says_is_translated(language: str) -> None:
    catalogue = polib.pofile(str(WORDS / language / "click.po"))
    known = {(entry.msgid, entry.msgid_plural) if entry.msgid_plural else (entry.msgid,) for entry in catalogue}
    said = set(messages_of_click())
    assert len(said) > 50
    assert {ids for ids in said - known if not OF_DEVELOPERS.search(ids[0])} == set()
    assert known - said == set()
    for entry in catalogue:
        texts = [entry.msgstr, *entry.msgstr_plural.values()]
        assert any(texts)
        placed = {part for text in texts for part in re.findall(r"\{[\w!]+\}", text)}
        assert placed <= set(re.findall(r"\{[\w!]+\}", entry.msgid + entry.msgid_plural))


COMMAND = '''"""A command that somebody adds."""

import click

from playbook.cli import options


@click.command()
@options.data
@options.lang
@click.option("--loud", is_flag=True, help="Say it loudly.")
def hello(data, lang, loud):
    """Greet the reader."""
    click.echo("HELLO" if loud else "hello")
'''


def test_a_new_command_is_one_new_file(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "playbook", tmp_path / "playbook")
    (tmp_path / "playbook" / "cli" / "hello.py").write_text(COMMAND, "utf-8")

    def said(*arguments: str) -> str:
        command = [sys.executable, "-m", "playbook", *arguments, "--lang", "ja"]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, check=True, text=True).stdout

    assert "Greet the reader." in said("--help")
    help = said("hello", "--help")
    assert "Say it loudly." in help
    assert "コンテンツのフォルダーです。" in help
    assert said("hello", "--loud", "--data", str(SAMPLE)) == "HELLO\n"
