"""Printed sheets as the people who open, print, search and listen to them find them."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest

from playbook import pdf
from playbook.editions.codes import Register
from playbook.model.playbook import Playbook
from playbook.model.sheets import Sheet, sheets
from playbook.pdf.typesetting import Typesetter
from playbook.text import Text

TAGS = {"en": "en-GB", "ja": "ja-JP", "zh": "zh-CN"}
KINDS = ("chapter", "checklist", "questions", "guide", "card")
PAIRS = ("ja-en", "zh-en", "ja-zh")
A4 = (595, 842)
MILLIMETRE = 72 / 25.4


def text_of(path: Path, *options: str) -> str:
    done = subprocess.run(["pdftotext", *options, path, "-"], capture_output=True, text=True, check=True)
    return done.stdout


def on_one_line(text: str, language: str) -> str:
    """Join lines as a reader of the language does; no space is taken away that stands inside a line."""
    return re.sub(r"\s*\n\s*", "" if language != "en" else " ", text)


def made(playbook: Playbook, wanted: list[Sheet], folder: Path, paper: str = "a4") -> Path:
    pdf.make(playbook, wanted, folder, pdf.Cache(folder / "cache"), paper)
    return folder


@pytest.fixture(scope="session")
def printed(sample: Playbook, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All sheets of the small playbook."""
    return made(sample, list(sheets(sample)), tmp_path_factory.mktemp("printed"))


@pytest.fixture(scope="session")
def leadership(real: Playbook, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sheets of one chapter of the real content."""
    return made(real, [sheet for sheet in sheets(real) if sheet.id == "leadership"], tmp_path_factory.mktemp("real"))


NAMES = [
    *(f"shelves.{kind}.{language}.pdf" for kind in KINDS for language in TAGS),
    *(f"shelves.{kind}.{pair}.pdf" for kind in ("chapter", "checklist") for pair in PAIRS),
    *(f"librarian.role.{language}.pdf" for language in TAGS),
    *(f"loss-list.template.{language}.pdf" for language in (*TAGS, *PAIRS)),
    *(f"playbook.book.{language}.pdf" for language in TAGS),
]


def test_every_sheet_has_the_name_that_others_rely_on(sample: Playbook) -> None:
    names = [sheet.name for sheet in sheets(sample)]
    assert set(NAMES) <= set(names)
    assert len(set(names)) == len(names)
    assert "counting.questions.en.pdf" not in names, "a chapter without questions has no sheet of questions"


@pytest.mark.parametrize("name", NAMES)
def test_sheet_is_tagged_titled_and_in_our_fonts(name: str, printed: Path) -> None:
    with pikepdf.open(printed / name) as document:
        root = document.Root
        assert root.MarkInfo.Marked
        assert "/StructTreeRoot" in root
        assert str(root.Lang) == TAGS[name.split(".")[2].split("-", maxsplit=1)[0]]
        assert root.ViewerPreferences.DisplayDocTitle
        with document.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["dc:title"]
        fonts = set(_fonts(document))
        assert fonts
        for font, is_embedded in fonts:
            assert is_embedded, font
            assert re.fullmatch(r"[A-Z]{6}\+NotoSans(JP|SC)-\w+", font)


def _fonts(document: pikepdf.Pdf) -> Iterator[tuple[str, bool]]:
    for item in document.objects:
        if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor":
            yield str(item.FontName).removeprefix("/"), "/FontFile2" in item or "/FontFile3" in item


@pytest.mark.parametrize("language", TAGS)
def test_han_characters_take_the_shapes_of_their_language(language: str, printed: Path) -> None:
    with pikepdf.open(printed / f"readers.chapter.{language}.pdf") as document:
        fonts = {font.split("+")[1].split("-")[0] for font, _ in _fonts(document)}
    assert fonts == {"NotoSansSC" if language == "zh" else "NotoSansJP"}


def test_sheet_in_two_languages_has_the_fonts_of_both(printed: Path) -> None:
    with pikepdf.open(printed / "shelves.checklist.ja-zh.pdf") as document:
        assert {font.split("+")[1].split("-")[0] for font, _ in _fonts(document)} == {"NotoSansJP", "NotoSansSC"}
        languages = {
            str(item.Lang) for item in document.objects if isinstance(item, pikepdf.Dictionary) and "/Lang" in item
        }
    assert {"ja-JP", "zh-CN"} <= languages


def test_outline_has_levels(leadership: Path) -> None:
    with pikepdf.open(leadership / "leadership.chapter.ja.pdf") as document, document.open_outline() as outline:
        (chapter,) = outline.root
        sections = {item.title: [child.title for child in item.children] for item in chapter.children}
    assert chapter.title == "リーダーシップ"
    assert list(sections)[:3] == ["目指す姿", "話し合いの質問", "アクション"]
    assert "誰もが自分の言葉で説明できる方向性" in sections["目指す姿"]


def test_book_has_parts_chapters_and_an_index_by_reading(printed: Path) -> None:
    with pikepdf.open(printed / "playbook.book.ja.pdf") as document, document.open_outline() as outline:
        titles = {part.title: [child.title for child in part.children] for part in outline.root}
    assert "書棚と秩序" in titles["柱"]
    assert titles["用語索引"] == ["さ", "ら"]


@pytest.mark.parametrize("language", ["en", "ja", "zh", "ja-en"])
def test_text_that_is_copied_out_is_the_text(language: str, real: Playbook, leadership: Path) -> None:
    first = language.split("-", maxsplit=1)[0]
    copied = on_one_line(text_of(leadership / f"leadership.chapter.{language}.pdf", "-raw"), first)
    chapter = real.chapter_by_id["leadership"]
    texts = [*(question.text for question in chapter.questions), *(action.text for action in chapter.actions)]
    texts += [gap.text for gap in chapter.gaps]
    assert [text.plain(first) for text in texts if text.plain(first) not in copied] == []


def _pages(path: Path, language: str) -> list[str]:
    return [on_one_line(page, language) for page in text_of(path, "-raw").split("\f")]


@pytest.mark.parametrize("language", ["en", "ja", "zh", "ja-en", "zh-en", "ja-zh"])
def test_no_question_and_no_row_is_torn(language: str, real: Playbook, leadership: Path) -> None:
    pages = _pages(leadership / f"leadership.chapter.{language}.pdf", language.split("-", maxsplit=1)[0])
    chapter = real.chapter_by_id["leadership"]

    def page_of(text: Text | None, id: str) -> int:
        assert text is not None
        flat = re.sub(r"\s", "", text.plain(id))
        found = [number for number, page in enumerate(pages) if flat in re.sub(r"\s", "", page)]
        assert found, f"{flat} is torn"
        return found[-1]

    ids = language.split("-")
    for question in chapter.questions:
        assert len({page_of(text, id) for text in (question.text, question.listen_for) for id in ids}) == 1
    for action in chapter.actions:
        texts = [action.text, action.deliverable, *(example.text for example in action.examples)]
        assert len({page_of(text, id) for text in texts for id in ids}) == 1
    head = real.words[ids[0]].words["completed"]
    for action in chapter.actions:
        assert head in pages[page_of(action.text, ids[0])], "the head of the table stands on each of its pages"


@pytest.mark.parametrize("language", ["en", "ja", "zh", "ja-en", "zh-en", "ja-zh"])
def test_no_heading_stands_alone_at_the_foot_of_a_page(language: str, leadership: Path) -> None:
    with pikepdf.open(leadership / f"leadership.chapter.{language}.pdf") as document:
        heights = list(_heading_heights(document))
    assert len(heights) > 12
    assert min(heights) > 34 * MILLIMETRE, "below the heading there is room for two lines above the margin of 21 mm"


def _heading_heights(document: pikepdf.Pdf) -> Iterator[float]:
    with document.open_outline() as outline:
        waiting = list(outline.root)
        while waiting:
            item = waiting.pop()
            waiting += item.children
            assert isinstance(item.destination, pikepdf.Array)
            yield float(item.destination[3])


@pytest.mark.parametrize("language", TAGS)
def test_checklist_and_card_are_one_page(language: str, leadership: Path) -> None:
    for kind in ("checklist", "card"):
        with pikepdf.open(leadership / f"leadership.{kind}.{language}.pdf") as document:
            assert len(document.pages) == 1, kind


def test_sheet_is_a_few_hundred_kilobytes(leadership: Path) -> None:
    sizes = {path.name: path.stat().st_size for path in leadership.glob("*.pdf")}
    assert {name: size for name, size in sizes.items() if size > 800_000} == {}


@pytest.mark.parametrize("language", TAGS)
def test_line_is_set_as_a_whole_whatever_scripts_meet_in_it(language: str, leadership: Path) -> None:
    """Set anew wherever kana and kanji meet, a sheet has a run for every two or three letters."""
    sheet = leadership / f"leadership.chapter.{language}.pdf"
    with pikepdf.open(sheet) as document:
        steps = (str(step) for page in document.pages for _, step in pikepdf.parse_content_stream(page))
        runs = sum(step == "BT" for step in steps)
    assert len(re.sub(r"\s", "", text_of(sheet))) > 8 * runs


@pytest.mark.parametrize(
    ("paper", "kind", "size"),
    [
        ("a4", "chapter", A4),
        ("a4", "card", (420, 595)),
        ("us-letter", "chapter", (612, 792)),
        ("us-letter", "card", (396, 612)),
    ],
)
def test_paper(paper: str, kind: str, size: tuple[int, int], sample: Playbook, tmp_path: Path) -> None:
    made(sample, [Sheet("shelves", kind, ("en",))], tmp_path, paper)
    with pikepdf.open(tmp_path / f"shelves.{kind}.en.pdf") as document:
        box = document.pages[0].mediabox
        assert tuple(round(float(edge)) for edge in (box[2], box[3])) == size


def test_sheet_carries_code_address_and_what_holds_for_its_texts(printed: Path) -> None:
    said = text_of(printed / "shelves.chapter.en.pdf")
    assert re.search(r"Code [0-9A-Z]{4}-[0-9A-Z]{4}", said)
    with pikepdf.open(printed / "shelves.chapter.ja-en.pdf") as document:
        alternatives = {
            str(item.Alt) for item in document.objects if isinstance(item, pikepdf.Dictionary) and "/Alt" in item
        }
    assert "https://library.example/handbook/ja/pillars/shelves.html?with=en" in alternatives


@pytest.mark.parametrize("kind", KINDS)
def test_code_covers_what_the_sheet_shows(kind: str, real: Playbook, leadership: Path) -> None:
    shown = re.sub(r"\s", "", text_of(leadership / f"leadership.{kind}.en.pdf", "-raw"))
    lines = Register(real).lines(Sheet("leadership", kind, ("en",)))
    covered = {":".join(line.split(" ")[:2]) for line in lines}
    # Evidence stands on a checklist where there is room; what goes over two pages is not found in one piece.
    optional = ("example", "deliverable") if kind == "checklist" else ("example",)
    for key, standing in real.texts.items():
        # A short text may stand there as a part of another.
        said = re.sub(r"\s", "", standing.text.plain("en"))[:60]
        if standing.file_id == "leadership" and len(said) > 30 and not key.endswith(optional):
            assert (said in shown) == (key in covered), key


def test_real_content_says_that_no_person_has_reviewed_it(leadership: Path) -> None:
    for name in ("chapter.ja", "card.ja", "checklist.ja-en"):
        assert "まだ人が確認していません" in text_of(leadership / f"leadership.{name}.pdf")


def test_missing_translation_is_shown_marked_in_its_own_language(printed: Path) -> None:
    said = text_of(printed / "shelves.questions.zh.pdf")
    assert "Who may move a shelf?" in said
    assert "尚未翻译（显示语言：English）" in on_one_line(said, "zh")
    facing = text_of(printed / "shelves.checklist.zh-en.pdf")
    assert facing.count("Who may move a shelf?") == 1, "beside the text itself, a second copy of it says nothing"


def test_two_builds_are_equal_to_the_byte(sample: Playbook, printed: Path, tmp_path: Path) -> None:
    for name in ("shelves.chapter.ja-en.pdf", "playbook.book.zh.pdf"):
        id, kind, languages = name.split(".")[:3]
        made(sample, [Sheet(id, kind, tuple(languages.split("-")))], tmp_path)
        assert (tmp_path / name).read_bytes() == (printed / name).read_bytes()


def test_every_character_of_the_real_content_has_a_glyph(real: Playbook) -> None:
    assert list(pdf.without_glyph(real)) == []
    words = "".join("".join(words.words.values()) for words in real.words.values())
    assert set(words) - Typesetter().characters == set()
